"""Which past table a draft is made from, where several have one name and year: from two files, or of two offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from assistant.answers.naming import Naming
from assistant.chinese.width import squeeze
from assistant.model.draft import Draft
from assistant.model.fields import Field
from assistant.model.goal_table import GoalTable
from assistant.model.query import TableRow
from assistant.model.told_apart import told_apart
from assistant.tasks.workspace import Workspace


def base_row(workspace: Workspace, draft: Draft) -> TableRow | None:
    """The table that the draft was made from; None for a frame, and where it is gone.

    A document that is imported again has other keys: then it is the first table of that name and year.
    """
    base = draft.base
    if base is None:
        return None
    found = workspace.store.find(base.project, base.year)
    return next((row for row in found if row.key == base.key), found[0] if found else None)


def base_table(workspace: Workspace, draft: Draft) -> GoalTable | None:
    """The same, in full."""
    row = base_row(workspace, draft)
    return None if row is None else workspace.store.load(row.key)


def namesakes(workspace: Workspace, project: str, year: int | None) -> Sequence[TableRow]:
    """The tables of this name and year, adopted drafts left out."""
    return [row for row in workspace.store.find(project, year) if row.year == year and not row.is_draft]


def is_of_name(workspace: Workspace, key: int, project: str) -> bool:
    """Whether the archive still has this table under this name: after another import it may have another key."""
    return key > 0 and any(row.key == key for row in workspace.store.find(project))


def labels(workspace: Workspace, rows: Sequence[TableRow]) -> tuple[str, ...]:
    """河道保洁经费（二所）, 河道保洁经费（二次上报.docx）: the name of each with what tells it from the others."""
    tables = workspace.store.load_all([row.key for row in rows])
    named = [replace(row, values={Field.UNIT.value: table.unit}) for row, table in zip(rows, tables, strict=True)]
    naming = Naming.of(named, workspace.facts)
    return tuple(map(naming.name, named))


def told_by(workspace: Workspace, rows: Sequence[TableRow]) -> Sequence[tuple[str, ...]]:
    """What tells each from the others: its unit, else its document, else its place there."""
    tables = list(workspace.store.load_all([row.key for row in rows]))
    found = told_apart(
        tables,
        lambda table: None,
        (lambda table: table.unit, lambda table: table.source.document, lambda table: table.place.label),
    )
    return [found.get(at, ()) for at in range(len(tables))]


def meant_of(workspace: Workspace, rows: Sequence[TableRow], said: str) -> Sequence[TableRow]:
    """Those of equal name that may be meant: the one whose office or file is named, else all; one where they say the same."""
    tables = list(workspace.store.load_all([row.key for row in rows]))
    if len(tables) < 2 or len(tables) < len(rows):
        return rows[:1]
    text = squeeze(said)
    named = [max((len(mark) for mark in _marks(table) if mark in text), default=0) for table in tables]
    rows = [row for row, length in zip(rows, named, strict=True) if length == max(named)]
    return rows[:1] if len({_content(table) for table in tables}) == 1 else rows


def _marks(table: GoalTable) -> Iterable[str]:
    document = PurePath(table.source.document)
    marks = (table.department, table.unit, document.name, document.stem)
    return filter(None, map(squeeze, marks))


def _content(table: GoalTable) -> tuple[object, ...]:
    """What a draft takes over from the table."""
    return (
        (table.total, table.fiscal, table.department, table.unit, table.goal, table.long_term_goal, table.period),
        tuple((fund.label, fund.amount) for fund in table.funds),
        tuple((row.level1, row.level2, row.level3, row.value.text) for row in table.indicators),
    )
