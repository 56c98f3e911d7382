"""The project's name inside other texts: where it is renamed, they follow."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.drafting.cells import Cell, text_in, with_text
from assistant.drafting.trace import noted
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import GoalTable
from assistant.wording import wording

SHORTEST = 4
"""A shorter name may stand in a text by chance."""


def follow_name(table: GoalTable, changes: Iterable[Change], old: str, new: str) -> tuple[GoalTable, tuple[Change, ...]]:
    """The table with the old name in full replaced in title, goals and rows' names, with its differences."""
    differences = tuple(changes)
    if len(old) < SHORTEST or old == new or not new:
        return table, differences
    cells = [Cell(field) for field in ("title", "goal", "long_term_goal")]
    cells += [Cell(row=at, part="level3") for at in range(len(table.indicators))]
    for cell in cells:
        before = text_in(table, cell)
        if old in before and (new not in before or new in old):
            table = with_text(table, cell, before.replace(old, new))
            why = wording("drafting/changes")("with_name")
            differences = noted(differences, table, cell, before, ChangeKind.ROLLED, why)
    return table, differences
