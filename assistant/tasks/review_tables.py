"""Reviews: of tables in the archive, and of files that are not imported for it.

A table is reviewed beside its peers, the tables of the same department and year, and beside last year's table of the same
project; both are fetched batch by batch, so that an archive of any size is reviewed in its own order with little memory.
"""

from __future__ import annotations

import signal
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chinese.width import squeeze
from assistant.errors import UnknownName
from assistant.model.fields import Field
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.query import Blank, Figure, Grouping, Measure, OneOf, Operation, Query, Selection, TableRow
from assistant.model.record import record
from assistant.review.peers import Peers
from assistant.review.review import review
from assistant.store.accepted import AcceptedKey, accept, accepted, withdraw
from assistant.store.series import series_of
from assistant.store.store import Store
from assistant.tasks.review_settings import USUAL, ReviewSettings
from assistant.tasks.tables import find_table
from assistant.tasks.workspace import Workspace
from assistant.wording import wording

if TYPE_CHECKING:
    from assistant.tasks.import_files import FileReport


@record
class ReviewedTable:
    """One table with what was found in it."""

    table: GoalTable
    findings: tuple[Finding, ...]
    accepted: Mapping[int, str] = field(default_factory=dict)
    """Reasons of the findings that the office accepted, by index in `findings`."""
    key: int = 0
    """The store's key of the table; 0 for a table of a file."""


_Batch = tuple[str, int | None]
"""Department and year."""


def review_archive(
    workspace: Workspace,
    names: Sequence[str] = (),
    year: int | None = None,
    settings: ReviewSettings = USUAL,
    *,
    processes: int = 1,
    keys: Sequence[int] = (),
) -> Iterator[ReviewedTable]:
    """The tables of the archive with their findings, department by department; those of the projects named, or all.

    With `keys` only the tables that the store knows by them. Departments are reviewed in so many `processes`; the findings are
    the same, and tables come as their heads alone, without goal and rows. Raises UnknownName and AmbiguousName for a name that
    is not one project's.
    """
    if keys:
        yield from review_keys(workspace, keys, settings)
        return
    if names:
        tables = [find_table(workspace, name, year) for name in names]
        wanted = frozenset((table.project, table.year) for table in tables)
        jobs = [_Job(department, settings, None, wanted) for department in dict.fromkeys(table.department for table in tables)]
    else:
        jobs = [_Job(department, settings, year) for department in _departments(workspace.store)]
    if processes < 2 or len(jobs) < processes:
        reasons = accepted(workspace.archive)
        for job in jobs:
            yield from _review_department(workspace.store, reasons, job)
        return
    yield from _side_by_side(workspace.archive, jobs, processes)


def review_keys(workspace: Workspace, keys: Sequence[int], settings: ReviewSettings = USUAL) -> Iterator[ReviewedTable]:
    """The tables of these keys with their findings, each beside its peers and last year's table; only these are looked up.

    Fit for few tables of a large archive. The order is that of departments; a key that is gone is left out.
    """
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for key, department in workspace.store.departments_of(keys).items():
        wanted[department].add(key)
    reasons = accepted(workspace.archive) if wanted else {}
    for department, chosen in wanted.items():
        yield from _review_department(workspace.store, reasons, _Job(department, settings, keys=frozenset(chosen)))


def findings_in(workspace: Workspace, keys: Sequence[int], settings: ReviewSettings = USUAL) -> Counter[Severity]:
    """How much the review finds in these tables, by level, accepted findings aside: for the report of an import."""
    return Counter(
        finding.severity
        for entry in review_keys(workspace, keys, settings)
        for at, finding in enumerate(entry.findings)
        if at not in entry.accepted
    )


@record
class _Job:
    """One department and what to review of it."""

    department: str
    """Its name; "" for the tables that name none."""
    settings: ReviewSettings
    year: int | None = None
    """Only tables of this year; None for all."""
    wanted: frozenset[tuple[str, int | None]] | None = None
    """Only tables of these projects and years."""
    keys: frozenset[int] | None = None
    """Only tables of these keys."""

    def chooses(self, head: TableRow) -> bool:
        """Is this table to be reviewed?"""
        if self.keys is not None:
            return head.key in self.keys
        if self.wanted is not None:
            return (head.project, head.year) in self.wanted
        return self.year in (None, head.year)


_ALL = 2**31


def _departments(store: Store) -> tuple[str, ...]:
    """The names of all departments, "" among them where tables name none."""
    groups = store.run(Query(Operation.GROUP, Figure(Selection()), grouping=Grouping(Field.DEPARTMENT)), limit=0).groups
    return tuple(group.key for group in groups)


def _tables_of(department: str) -> Query:
    """All tables of a department, or those that name none."""
    named = OneOf(Field.DEPARTMENT, (department,)) if department else Blank(Measure(Field.DEPARTMENT))
    return Query(Operation.LIST, Figure(Selection(where=named)))


def _review_department(store: Store, reasons: Mapping[AcceptedKey, str], job: _Job) -> Iterator[ReviewedTable]:
    """A department's tables, the latest year first; of each year those of the year before are at hand."""
    heads: defaultdict[int | None, list[TableRow]] = defaultdict(list)
    for head in store.run(_tables_of(job.department), limit=_ALL).tables:
        heads[head.year].append(head)
    loaded: dict[int | None, dict[int, GoalTable]] = {}
    for year, members in heads.items():
        chosen = {head.key for head in members if job.chooses(head)}
        if not chosen:
            continue
        earlier = None if year is None else year - 1
        needed = [year] if earlier is None or earlier not in heads else [year, earlier]
        loaded = {one: loaded[one] if one in loaded else _loaded(store, heads[one]) for one in needed}
        tables = tuple(loaded[year].values())
        keys = {id(table): key for key, table in loaded[year].items()}
        before = last_years(tables, loaded[earlier].values() if earlier in loaded else ())
        for reviewed in review_batch(
            tables, before, job.settings, only=[loaded[year][key] for key in loaded[year] if key in chosen]
        ):
            known = replace(reviewed, key=keys[id(reviewed.table)])
            yield _with_reasons(known, reasons) if reasons else known


def _loaded(store: Store, heads: Iterable[TableRow]) -> dict[int, GoalTable]:
    """The tables by their keys; one that was taken out of the archive meanwhile is left out."""
    keys = [head.key for head in heads]
    tables = tuple(store.load_all(keys))
    if len(tables) == len(keys):
        return dict(zip(keys, tables, strict=True))
    return {key: table for key in keys for table in store.load_all((key,))}


def last_years(tables: Iterable[GoalTable], earlier: Iterable[GoalTable]) -> dict[int, GoalTable]:
    """Last year's table of the same project for each table, by its `id`: of the same unit, or the only one of its name."""
    by_unit: dict[tuple[str, str], GoalTable] = {}
    by_name: defaultdict[str, list[GoalTable]] = defaultdict(list)
    for table in earlier:
        by_unit[series_of(table.project), squeeze(table.unit)] = table
        by_name[series_of(table.project)].append(table)
    tables = tuple(tables)
    same_name = Counter(series_of(table.project) for table in tables)
    found = {}
    for table in tables:
        series = series_of(table.project)
        before = by_unit.get((series, squeeze(table.unit)))
        if before is None and len(by_name[series]) == 1 and same_name[series] == 1:
            before = by_name[series][0]
        if before is not None:
            found[id(table)] = before
    return found


class _Worker:
    """What a process that reviews departments holds."""

    store: Store
    reasons: Mapping[AcceptedKey, str]


def _begin(archive: Path) -> None:
    """Opens the archive in a new process, which leaves Ctrl+C to the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.store = Store.open(archive)
    _Worker.reasons = accepted(archive)


def _reviewed(job: _Job) -> tuple[ReviewedTable, ...]:
    """A department's tables as heads: rows and goals would cost as much to hand over as the review itself."""
    reviewed = _review_department(_Worker.store, _Worker.reasons, job)
    return tuple(replace(entry, table=_head(entry.table)) for entry in reviewed)


def _head(table: GoalTable) -> GoalTable:
    return replace(table, indicators=(), funds=(), goal="", long_term_goal="", places={})


def _side_by_side(archive: Path, jobs: Sequence[_Job], processes: int) -> Iterator[ReviewedTable]:
    """The departments reviewed in several processes, told in their order; ended at once when nobody listens any more."""
    from multiprocessing import get_context

    from assistant.tasks.side_by_side import deaf

    with deaf():  # Ctrl+C before a process has begun would end it with a traceback
        pool = get_context("spawn").Pool(processes, _begin, (archive,))
    try:
        for reviewed in pool.imap(_reviewed, jobs):
            yield from reviewed
    finally:
        pool.terminate()
        pool.join()


def accept_finding(
    workspace: Workspace, project: str, rule: str, why: str, year: int | None = None, settings: ReviewSettings = USUAL
) -> tuple[Finding, ...]:
    """Accepts what the rule finds in a project's table, with the reason; the findings accepted.

    Raises UnknownName where the project does not exist or the rule finds nothing there.
    """
    words = wording("interface/check")
    found: list[Finding] = []
    keys: dict[AcceptedKey, str] = {}
    for reviewed in review_archive(workspace, (project,), year, settings):
        for finding in reviewed.findings:
            if finding.rule == rule:
                found.append(finding)
                keys[_key(reviewed.table, finding)] = why
    if not found:
        raise UnknownName(words("nothing_to_accept", 项目=project, 规则=rule), words("see_findings", 项目=project))
    accept(workspace.archive, keys)
    return tuple(found)


def withdraw_finding(
    workspace: Workspace, project: str, rule: str, year: int | None = None, settings: ReviewSettings = USUAL
) -> tuple[Finding, ...]:
    """Takes back what was accepted of this rule in a project's table; the findings that count again.

    Raises UnknownName where the project does not exist or nothing of the rule was accepted there.
    """
    words = wording("interface/check")
    found: list[Finding] = []
    keys: list[AcceptedKey] = []
    for reviewed in review_archive(workspace, (project,), year, settings):
        for index, finding in enumerate(reviewed.findings):
            if finding.rule == rule and index in reviewed.accepted:
                found.append(finding)
                keys.append(_key(reviewed.table, finding))
    if not found:
        raise UnknownName(words("nothing_to_withdraw", 项目=project, 规则=rule), words("see_findings", 项目=project))
    withdraw(workspace.archive, keys)
    return tuple(found)


def accept_one(workspace: Workspace, table: GoalTable, finding: Finding, why: str) -> None:
    """Accepts one finding of a table, with the reason. Raises UnwritableFile."""
    accept(workspace.archive, {_key(table, finding): why})


def withdraw_one(workspace: Workspace, table: GoalTable, finding: Finding) -> None:
    """Takes back that one finding of a table was accepted. Raises UnwritableFile."""
    withdraw(workspace.archive, (_key(table, finding),))


def _with_reasons(reviewed: ReviewedTable, reasons: Mapping[AcceptedKey, str]) -> ReviewedTable:
    known = {
        index: reasons[key]
        for index, finding in enumerate(reviewed.findings)
        if (key := _key(reviewed.table, finding)) in reasons
    }
    return replace(reviewed, accepted=known) if known else reviewed


def _key(table: GoalTable, finding: Finding) -> AcceptedKey:
    return AcceptedKey(squeeze(table.project), table.year or 0, finding.rule, _cell(table, finding))


def _cell(table: GoalTable, finding: Finding) -> str:
    """The place of a finding with all that stands there, so that it is another one once the cell changes."""
    where = finding.where
    if where is None:
        return ""
    if where.field:
        return f"{where.field}={getattr(table, where.field, '')}"
    if where.level3 is not None:
        return f"{where.level1}/{where.level2}/{squeeze(where.level3)}={squeeze(where.value or '')}"
    rows = [row for row in table.indicators if row.level1 == where.level1 and where.level2 in ("", row.level2)]
    held = ";".join(f"{squeeze(row.level3)}={squeeze(row.value.text)}" for row in rows)
    return f"{where.level1}/{where.level2}:{held}"


def review_batch(
    tables: Sequence[GoalTable],
    before: Mapping[int, GoalTable],
    settings: ReviewSettings = USUAL,
    *,
    only: Iterable[GoalTable] | None = None,
) -> Iterator[ReviewedTable]:
    """The tables of one batch, or some of them, with their findings; `before` holds last year's tables by `id` of the table."""
    peers = Peers(tables) if len(tables) > 1 else None
    for table in tables if only is None else only:
        found = review(table, before.get(id(table)), peers, options=settings.options, off=settings.off)
        yield ReviewedTable(table, found)


def review_files(
    paths: Sequence[Path], settings: ReviewSettings = USUAL, read: Callable[[FileReport], None] | None = None
) -> Iterator[ReviewedTable]:
    """The tables of files and folders with their findings; nothing is stored. `read` hears of each file, the unreadable too."""
    from assistant.tasks.import_files import import_files

    tables: list[GoalTable] = []
    for report in import_files(Path("-"), paths, dry_run=True):
        tables.extend(report.tables)
        if read is not None:
            read(report)
    batches: defaultdict[_Batch, list[GoalTable]] = defaultdict(list)
    for table in tables:
        batches[(table.department or table.department_code, table.year)].append(table)
    for (department, year), members in batches.items():
        earlier = batches.get((department, year - 1), []) if year is not None else []
        yield from review_batch(members, last_years(members, earlier), settings)
