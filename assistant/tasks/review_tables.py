"""Reviews: of tables in the archive, and of files that are not imported for it.

A table is reviewed beside its peers, the tables of the same department and year, and beside last year's table of the same
project; both are fetched batch by batch, so that an archive of any size is reviewed in its own order with little memory.
"""

from __future__ import annotations

import signal
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from assistant.chinese.width import squeeze
from assistant.errors import UnknownName
from assistant.model.finding import Finding
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.review.peers import Peers
from assistant.review.review import review
from assistant.store.accepted import AcceptedKey, accept, accepted
from assistant.store.series import series_of
from assistant.store.store import Store
from assistant.tasks.review_settings import USUAL, ReviewSettings
from assistant.tasks.tables import find_table, list_projects
from assistant.tasks.workspace import Workspace
from assistant.wording import wording


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

    With `keys` only the tables that the store knows by them. Departments are reviewed in so many `processes`; what is told is
    the same. Raises UnknownName and AmbiguousName for a name that is not one project's.
    """
    wanted: frozenset[tuple[str, int | None]] | None = None
    if names:
        tables = [find_table(workspace, name, year) for name in names]
        wanted = frozenset((table.project, table.year) for table in tables)
    elif keys:
        wanted = frozenset((table.project, table.year) for table in workspace.store.load_all(keys))
    departments: defaultdict[str, defaultdict[int | None, list[_Head]]] = defaultdict(lambda: defaultdict(list))
    for head in list_projects(workspace, None):
        department, unit = (str(head.values.get(name) or "") for name in ("department", "unit"))
        departments[department][head.year].append(_Head(head.key, head.project, unit))
    jobs = [_Job(dict(years), wanted, year, settings) for years in departments.values()]
    jobs = [job for job in jobs if job.chosen_years()]
    reasons = accepted(workspace.archive)
    if processes < 2 or len(jobs) < processes:
        for job in jobs:
            for reviewed in _review_department(workspace.store, reasons, job):
                if not keys or reviewed.key in keys:
                    yield reviewed
        return
    yield from _side_by_side(workspace.archive, jobs, processes)


@record
class _Head:
    """What is known of a table before it is loaded."""

    key: int
    project: str
    unit: str


@record
class _Job:
    """One department's tables and what to review of them."""

    years: Mapping[int | None, Sequence[_Head]]
    wanted: frozenset[tuple[str, int | None]] | None
    year: int | None
    settings: ReviewSettings

    def chosen_years(self) -> list[int | None]:
        """The years that hold a table to review."""
        if self.wanted is None:
            return [year for year in self.years if self.year in (None, year)]
        return [year for year, heads in self.years.items() if any((head.project, year) in self.wanted for head in heads)]


def _review_department(store: Store, reasons: Mapping[AcceptedKey, str], job: _Job) -> Iterator[ReviewedTable]:
    """A department's tables, year by year; the tables of one year serve as those before the next."""
    loaded: dict[int | None, tuple[GoalTable, ...]] = {}
    for year in job.chosen_years():
        earlier = None if year is None else year - 1
        needed = [year] if earlier is None or earlier not in job.years else [year, earlier]
        loaded = {
            one: loaded[one] if one in loaded else tuple(store.load_all([head.key for head in job.years[one]])) for one in needed
        }
        tables = loaded[year]
        heads = job.years[year] if len(tables) == len(job.years[year]) else ()  # none was taken out of the archive meanwhile
        keys = {id(table): head.key for table, head in zip(tables, heads, strict=False)}
        before = last_years(tables, loaded.get(earlier, ()) if earlier is not None else ())
        chosen = [table for table in tables if job.wanted is None or (table.project, table.year) in job.wanted]
        for reviewed in review_batch(tables, before, job.settings, only=chosen):
            known = replace(reviewed, key=keys.get(id(reviewed.table), 0))
            yield _with_reasons(known, reasons) if reasons else known


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
    return tuple(_review_department(_Worker.store, _Worker.reasons, job))


def _side_by_side(archive: Path, jobs: Sequence[_Job], processes: int) -> Iterator[ReviewedTable]:
    """The departments reviewed in several processes, told in their order; ended at once when nobody listens any more."""
    from multiprocessing import get_context

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


def accept_one(workspace: Workspace, table: GoalTable, finding: Finding, why: str) -> None:
    """Accepts one finding of a table, with the reason. Raises UnwritableFile."""
    accept(workspace.archive, {_key(table, finding): why})


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


def review_files(paths: Sequence[Path], settings: ReviewSettings = USUAL) -> Iterator[ReviewedTable]:
    """The tables of files and folders with their findings; nothing is stored. What cannot be read is left to `import_files`."""
    from assistant.tasks.import_files import import_files

    tables = [table for report in import_files(Path("-"), paths, dry_run=True) for table in report.tables]
    batches: defaultdict[_Batch, list[GoalTable]] = defaultdict(list)
    for table in tables:
        batches[(table.department or table.department_code, table.year)].append(table)
    for (department, year), members in batches.items():
        earlier = batches.get((department, year - 1), []) if year is not None else []
        yield from review_batch(members, last_years(members, earlier), settings)
