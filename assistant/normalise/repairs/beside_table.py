"""Takes out what stands beside a form on its sheet, a blank column away: notes and codes that are no value of their row.

Only in the head, whose values have no headings; what stands under no heading of the block is said where its rows are read.
"""

from __future__ import annotations

from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.normalise.grid import Row, doubt, filled, shortened, with_text
from assistant.normalise.head import head_range
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues
from assistant.normalise.tables import inline_label, is_header

RULE = "beside-table"


def beside_table(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """The grid without such cells, each said; grids that are not exact, and those without a header, as they are."""
    start, end = head_range(grid, clues.labels)
    if not grid.exact or end == len(grid.rows) or not is_header(grid.rows[end], clues.labels):
        return grid, ()
    last = max(column + max(cell.width, 1) - 1 for column, cell in filled(grid.rows[end]))
    rows = list(grid.rows)
    findings: list[Finding] = []
    for index in range(start, end):
        for column, cell in _beside(rows[index], last, clues.labels):
            told = f"“{shortened(cell.text)}”在表格外面，没有读进表里。"
            findings.append(doubt(RULE, [cell], told, "如果是表里的内容，请移到表格里面再导入。"))
            rows[index] = with_text(rows[index], column, "")
    return Grid(tuple(rows), grid.exact), tuple(findings)


def _beside(row: Row, last: int, labels: Labels) -> list[tuple[int, Cell]]:
    """The row's cells right of the column `last` with a blank column before them; none where there is a label among them."""
    cells = [(column, cell) for column, cell in filled(row) if column > last]
    if not cells or any(labels.is_label(cell.text) or inline_label(cell.text, labels) for _, cell in cells):
        return []
    before = row[cells[0][0] - 1]
    return cells if cells[0][0] > last + 1 and not before.text.strip() and not before.covered else []
