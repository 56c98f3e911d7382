"""Questions that ask for findings of the review: the tables in question are reviewed, then the query is run.

Which tables these are is what the query says without its findings. They are reviewed when they are first asked about, each
beside its peers and last year's table, and what was found is kept as long as archive and settings stay as they are. A question
that would have thousands of tables reviewed is not answered: `jixiao check` does that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from inspect import cleandoc

from assistant.errors import AssistantError
from assistant.model.fields import Field
from assistant.model.finding import Finding
from assistant.model.query import (
    And,
    Condition,
    Figure,
    HasFindings,
    Not,
    Operation,
    Or,
    Query,
    Result,
    Review,
    Selection,
    TableFindings,
    TableRow,
    both,
)
from assistant.review.rules import RULES
from assistant.tasks.review_settings import USUAL, ReviewSettings, load_settings
from assistant.tasks.review_tables import review_keys
from assistant.tasks.workspace import Workspace

_MOST = 2_000
"""As many tables as a question has reviewed: two to four seconds."""
_TOLD = 20
"""As many tables as have their findings told in words."""
_KEPT = 10_000
"""As many tables as are remembered with what was found in them."""


def run_with_review(workspace: Workspace, query: Query) -> Result | None:
    """What the query finds, with the findings that it asks for; None where too many tables would have to be reviewed."""
    asked = workspace.store.run(Query(Operation.LIST, Figure(_bare(query.selection))), limit=_MOST)
    if asked.count > _MOST:
        return None
    _review(workspace, [table.key for table in asked.tables], _settings())
    result = workspace.store.run(query)
    wanted = query.findings_asked
    told = tuple(_told(workspace, table, wanted) for table in result.tables[:_TOLD])
    with_findings = tuple(entry for entry in told if entry.findings)
    asks_why = any(measure.field is Field.FINDINGS and measure.label.startswith("why") for measure in query.fields)
    rules = {finding.rule for entry in with_findings for finding in entry.findings} if asks_why else set()
    reasons = {rule: _reason(rule) for rule in rules}
    return replace(result, review=Review(with_findings, asked.tables[:_TOLD], asked.count, reasons))


def _settings() -> ReviewSettings:
    """The user's settings; the usual ones where the file makes no sense, which `jixiao check` says."""
    try:
        return load_settings()
    except AssistantError:
        return USUAL


def _review(workspace: Workspace, keys: Sequence[int], settings: ReviewSettings) -> None:
    """Reviews the tables that have not been reviewed yet, and hands all that was found to the store."""
    when = (workspace.archive.stat().st_mtime_ns, workspace.archive.stat().st_size, settings)
    if workspace.reviewed_when != when or len(workspace.reviewed) > _KEPT:
        workspace.reviewed.clear()
        workspace.reviewed_when = when
    missing = [key for key in keys if key not in workspace.reviewed]
    workspace.reviewed.update((key, ((), 0)) for key in missing)
    for entry in review_keys(workspace, missing, settings):
        open_ones = tuple(finding for at, finding in enumerate(entry.findings) if at not in entry.accepted)
        workspace.reviewed[entry.key] = (open_ones, len(entry.accepted))
    workspace.store.hold_findings(
        {key: [(finding.rule, str(finding.severity)) for finding in workspace.reviewed[key][0]] for key in keys}
    )


def _told(workspace: Workspace, table: TableRow, wanted: HasFindings) -> TableFindings:
    """The findings of a table that are asked for."""
    findings, accepted = workspace.reviewed.get(table.key, ((), 0))
    return TableFindings(table, tuple(finding for finding in findings if _is_wanted(finding, wanted)), accepted)


def _is_wanted(finding: Finding, wanted: HasFindings) -> bool:
    return (not wanted.rules or finding.rule in wanted.rules) and (
        not wanted.severities or str(finding.severity) in wanted.severities
    )


def _reason(rule: str) -> tuple[str, str]:
    """Why the rule says so, and what it rests on: two parts of its documentation."""
    lines = next((cleandoc(type(one).__doc__ or "").splitlines() for one in RULES if one.code == rule), [])
    parts = dict(line.split("：", 1) for line in lines if "：" in line)
    return parts.get("为什么", ""), parts.get("依据", "")


# the tables in question


def _bare(selection: Selection) -> Selection:
    """The tables that the query is about, whatever is found in them: never fewer than it needs."""
    within = None if selection.within is None else _bare(selection.within)
    where = _without(selection.where)
    ranks = selection.order is not None and selection.order.measure.field is Field.FINDINGS
    if within == selection.within and where == selection.where and not ranks:
        return replace(selection, within=within)
    return replace(selection, where=where, order=None, places=None, within=within)


def _without(condition: Condition | None) -> Condition | None:
    """What the condition says of tables beside their findings; None where that is nothing."""
    match condition:
        case None:
            return None
        case HasFindings():
            return None
        case And(parts):
            return both(*map(_without, parts))
        case Or(parts):
            left = [_without(part) for part in parts]
            return None if any(part is None for part in left) else Or(tuple(part for part in left if part is not None))
        case Not(part):
            return condition if _without(part) == part else None
    return condition
