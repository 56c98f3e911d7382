"""Puts a first level that has a row of its own (一、产出指标 across the table) beside the rows below, as other forms have it."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.normalise.grid import Row, filled, place_of, repair
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues
from assistant.normalise.tables import is_header

RULE = "level-rows"

_FEWEST = 2
"""So many first levels in rows of their own."""
_HEADING = "一级指标"


def level_rows(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """The block with a column 一级指标 in front; grids whose header has one already, and those without such rows, as they are."""
    labels = clues.labels
    alone = [index for index, row in enumerate(grid.rows) if _is_level_alone(row, labels)]
    headers = [index for index, row in enumerate(grid.rows) if is_header(row, labels)]
    if not grid.exact or len(alone) < _FEWEST or not headers or any(_names_level1(grid.rows[at], labels) for at in headers):
        return grid, ()
    first = min(alone[0], headers[0])
    rows: list[Row] = []
    level = Cell("", place_of(grid.rows[first]))
    if headers[0] > alone[0]:
        rows.append(_in_front(Cell(_HEADING, place_of(grid.rows[headers[0]])), grid.rows[headers[0]]))
    for index, row in enumerate(grid.rows[first:], first):
        if index in alone:
            level = filled(row)[0][1]
        elif index in headers:
            if index == headers[0] < alone[0]:
                rows.append(_in_front(Cell(_HEADING, place_of(row)), row))
        else:
            rows.append(_in_front(replace(level, place=place_of(row), width=1, height=1), row))
    told = f"“{filled(grid.rows[alone[0]])[0][1].text.strip()}”等{len(alone)}行一级指标各占一行，已放到下面各行的前面。"
    cells = [cell for index in alone for _, cell in filled(grid.rows[index])]
    return Grid((*grid.rows[:first], *rows), grid.exact), (repair(RULE, cells, told),)


def _is_level_alone(row: Row, labels: Labels) -> bool:
    cells = [cell for _, cell in filled(row)]
    return len(cells) == 1 and labels.level1(cells[0].text) is not None


def _names_level1(header: Row, labels: Labels) -> bool:
    return any(labels.column(cell.text) == "level1" for _, cell in filled(header))


def _in_front(cell: Cell, row: Row) -> Row:
    return (cell, *row)
