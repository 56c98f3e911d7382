"""Grids written as text: a row a line, cells parted by bars; a blank line is a gap in the line numbers, as at a page break."""

from __future__ import annotations

from assistant.model.document import Cell, Grid
from assistant.model.source import Place


def grid_of(text: str) -> Grid:
    """The grid; each cell's place has the line."""
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            rows.append(tuple(Cell(cell.strip(), Place(line=number)) for cell in line.split("|")))
    return Grid(tuple(rows))


def text_of(grid: Grid) -> list[list[str]]:
    """The texts of the cells, row by row."""
    return [[cell.text for cell in row] for row in grid.rows]
