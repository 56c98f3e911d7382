"""Gives the columns of the levels their headings where one merged cell 绩效指标 stands over them and the names.

So do forms that have 优 良 中 差 in place of one value; which level a column holds the names below tell.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.normalise.grid import Row, filled
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues
from assistant.normalise.tables import is_header

_HEADINGS = ("一级指标", "二级指标", "三级指标")
_FEWEST_HEADINGS = 3
"""Headings a header has at least; a row of the block itself (绩效指标 | 产出指标) has no more than names of levels."""


def named_levels(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """The grid with that one header mended; grids with a header that names its levels, and those without cells, as they are."""
    labels = clues.labels
    if not grid.exact or any(is_header(row, labels) for row in grid.rows):
        return grid, ()
    for index, row in enumerate(grid.rows):
        mended = _mended(row, grid.rows[index + 1 :], labels)
        if mended is not None:
            return Grid((*grid.rows[:index], mended, *grid.rows[index + 1 :]), exact=True), ()
    return grid, ()


def _mended(row: Row, below: tuple[Row, ...], labels: Labels) -> Row | None:
    """The row with the headings of levels in place of 绩效指标; None where it is no such header."""
    cells = filled(row)
    label = labels.head(cells[0][1].text) if cells else None
    if label is None or label.field != "indicators" or len(cells) < _FEWEST_HEADINGS:
        return None
    first, merged = cells[0]
    width = (cells[1][0] if len(cells) > 1 else len(row)) - first
    if not 1 < width <= len(_HEADINGS) or any(labels.level1(cell.text) or labels.level2(cell.text) for _, cell in cells):
        return None
    levels = [[one[column].text for one in below if column < len(one)] for column in range(first, first + width - 1)]
    if not all(_are_levels(texts, labels) for texts in levels):
        return None
    headings = {first + at: heading for at, heading in enumerate(_HEADINGS[-width:])}
    return tuple(
        replace(cell, text=headings[column], width=1, height=merged.height) if column in headings else cell
        for column, cell in enumerate(row)
    )


def _are_levels(texts: list[str], labels: Labels) -> bool:
    """Whether most of the texts of a column, and at least two, are names of levels."""
    printed = [text for text in texts if text.strip()]
    known = sum(labels.level1(text) is not None or labels.level2(text) is not None for text in printed)
    return known > 1 and known * 2 > len(printed)
