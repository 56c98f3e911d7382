"""Which cells of a table an answer rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.model.finding import Where
from assistant.model.goal_table import GoalTable

if TYPE_CHECKING:
    from assistant.tasks.open_table import OpenedTable

_CELL_OF = {
    "department_code": "department",
    "unit_code": "unit",
    "attribute_code": "attribute",
    "period_start": "period",
    "period_end": "period",
}
"""Head fields that share a cell of the form with another."""


def marked_parts(opened: OpenedTable, row: int, place: str) -> frozenset[str]:
    """The parts of the form (`Area.part`) that a source means: the indicator row of the key `row`, else what stands at the place.

    `place` is a place in words, "" for none.
    """
    if row in opened.row_keys:
        return frozenset({f"row:{opened.row_keys.index(row)}"})
    return frozenset(_at(opened.table, place)) if place else frozenset()


def parts_of(where: Where | None, table: GoalTable) -> frozenset[str]:
    """The parts of the form that a finding is about: a cell of the head, a row, or all rows of a category."""
    if where is None:
        return frozenset()
    if where.field:
        return frozenset({_CELL_OF.get(where.field, where.field)})
    if where.row is not None:
        return frozenset({f"row:{where.row}"})
    rows = enumerate(table.indicators)
    return frozenset(f"row:{at}" for at, row in rows if row.level1 == where.level1 and where.level2 in ("", row.level2))


def _at(table: GoalTable, place: str) -> Iterator[str]:
    for field, stands in table.places.items():
        if stands.label == place:
            yield _CELL_OF.get(field, field)
    for at, fund in enumerate(table.funds):
        if fund.place.label == place:
            yield f"fund:{at}"
    for at, indicator in enumerate(table.indicators):
        if indicator.place.label == place:
            yield f"row:{at}"
