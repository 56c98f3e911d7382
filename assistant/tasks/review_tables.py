"""Reviews: of tables in the archive, and of files that are not imported for it.

A table is reviewed beside its peers, the tables of the same department and year, and beside last year's table of the same
project; both are fetched batch by batch, so that an archive of any size is reviewed in its own order with little memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from assistant.chinese.width import squeeze
from assistant.errors import UnknownName
from assistant.model.finding import Finding
from assistant.model.goal_table import GoalTable
from assistant.model.query import TableRow
from assistant.model.record import record
from assistant.review.peers import Peers
from assistant.review.review import review
from assistant.store.accepted import AcceptedKey, accept, accepted
from assistant.store.series import series_of
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


_Batch = tuple[str, int | None]
"""Department and year."""


def review_archive(
    workspace: Workspace, names: Sequence[str] = (), year: int | None = None, settings: ReviewSettings = USUAL
) -> Iterator[ReviewedTable]:
    """The tables of the archive with their findings, in the order of `list`; those of the projects named, or all.

    Raises UnknownName and AmbiguousName for a name that is not one project's.
    """
    wanted: set[tuple[str, int | None]] | None = None
    if names:
        tables = [find_table(workspace, name, year) for name in names]
        wanted = {(table.project, table.year) for table in tables}
    heads = list_projects(workspace, None)
    batches: defaultdict[_Batch, list[TableRow]] = defaultdict(list)
    for head in heads:
        batches[_batch(head)].append(head)
    for (department, of_year), members in batches.items():
        if wanted is not None:
            if not any((head.project, head.year) in wanted for head in members):
                continue
        elif year is not None and of_year != year:
            continue
        loaded = tuple(workspace.store.load_all([head.key for head in members]))
        before = _last_year(workspace, loaded, batches.get((department, of_year - 1), []) if of_year is not None else [])
        chosen = [table for table in loaded if wanted is None or (table.project, table.year) in wanted]
        reasons = accepted(workspace.archive)
        for reviewed in review_batch(loaded, before, settings, only=chosen):
            yield _with_reasons(reviewed, reasons) if reasons else reviewed


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
        by_series = {series_of(table.project): table for table in earlier}
        before = {id(table): by_series[series_of(table.project)] for table in members if series_of(table.project) in by_series}
        yield from review_batch(members, before, settings)


def _batch(head: TableRow) -> _Batch:
    return (str(head.values.get("department") or ""), head.year)


def _last_year(workspace: Workspace, tables: Collection[GoalTable], heads: Sequence[TableRow]) -> dict[int, GoalTable]:
    """Last year's table of the same project for each table, by its `id`, as far as the department has one."""
    keys = {series_of(head.project): head.key for head in heads}
    wanted = {id(table): keys[series_of(table.project)] for table in tables if series_of(table.project) in keys}
    return dict(zip(wanted, workspace.store.load_all(list(wanted.values())), strict=False))
