"""Grids written as text: a row a line, cells parted by bars; a blank line is a gap in the line numbers, as at a page break.

A line of ~~~ begins a new page of a document that has pages.
"""

from __future__ import annotations

from assistant.model.document import Cell, Grid
from assistant.model.source import Place

_PAGE = "~~~"


def grid_of(text: str) -> Grid:
    """The grid; each cell's place has the line."""
    rows = []
    page = 1 if _PAGE in text else 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() == _PAGE:
            page += 1
        elif line.strip():
            rows.append(tuple(Cell(cell.strip(), Place(line=number, page=page)) for cell in line.split("|")))
    return Grid(tuple(rows))


def text_of(grid: Grid) -> list[list[str]]:
    """The texts of the cells, row by row."""
    return [[cell.text for cell in row] for row in grid.rows]
