"""Parts the labels and values that stand in one line above a table.

主管部门：某局　　实施单位：某站; 年度资金总额：20万元　其他资金 0万元.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.normalise.grid import Row, filled
from assistant.normalise.labels import Labels
from assistant.normalise.layouts.prose import amounts_in
from assistant.normalise.pairs import pairs_in
from assistant.normalise.repairs.base import Clues
from assistant.normalise.tables import inline_label

_MONEY = frozenset(("total", "fiscal", "other", "fund"))


def several_pairs(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """The grid with such lines as rows of several cells, each with a label and its value; nothing is lost and nothing is said."""
    return Grid(tuple(_parted(row, clues.labels) for row in grid.rows), grid.exact), ()


def _parted(row: Row, labels: Labels) -> Row:
    cells = filled(row)
    if len(cells) != 1 or len(row) > 1 or (field := inline_label(cells[0][1].text, labels)) is None:
        return row
    cell = cells[0][1]
    amounts = list(amounts_in(cell.text, labels)) if field in _MONEY else []
    if len(amounts) > 1:
        return tuple(replace(cell, text=f"{label}：{amount}") for _, label, amount in amounts)
    return tuple(replace(cell, text=pair) for pair in pairs_in(cell.text, labels))
