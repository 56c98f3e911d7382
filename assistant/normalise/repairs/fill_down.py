"""Gives the rows of merged cells their levels back: text keeps 产出指标 and 数量指标 only in the first row beside them."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.model.indicator import LEVEL2_PARENT
from assistant.normalise.body import LEVELS, body_start
from assistant.normalise.grid import Row, doubt, is_blank, place_of, repair, shortened
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues

RULE = "fill-down"


def fill_down(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Fills blank levels from the row above. One finding a table, with how many rows.

    A new level 1 ends the level 2 above it, and a level 2 that is none of the level 1 above it (效益指标 was not printed again on
    the new page) ends that. Where a level 1 is printed and its level 2 only further down, it is taken from below, with a doubt.
    """
    start = body_start(grid, clues.labels) + 1
    rows = list(grid.rows[start:])
    findings: list[Finding] = []
    filled_rows: list[Row] = []
    level1: Cell | None = None
    level2: Cell | None = None
    for index, row in enumerate(rows):
        first, second = row[0], row[1]
        if first.text.strip():
            level1 = first
            if not second.text.strip() and level2 is not None and not _belongs(level2, first, clues.labels):
                level2 = None
        if second.text.strip():
            level2 = second
            if level1 is not None and not first.text.strip() and not _belongs(second, level1, clues.labels):
                level1 = None
        elif level2 is None and (below := _level2_below(rows, index, level1, clues.labels)) is not None:
            level2 = below
            findings.append(doubt(RULE, row, f"这一行没有印二级指标，按下面的“{shortened(below.text)}”读。"))
        place = place_of(row)
        row = (_copy(level1, first, place.line), _copy(level2, second, place.line), *row[LEVELS:])
        if not is_blank(rows[index][LEVELS:]) and row[:LEVELS] != rows[index][:LEVELS]:
            filled_rows.append(rows[index])
        rows[index] = row
    if filled_rows:
        cells = [cell for row in filled_rows for cell in row[LEVELS:] if cell.text.strip()]
        findings.append(repair(RULE, cells, f"一级、二级指标是合并的格，{len(filled_rows)}行沿用了上面的。"))
    return Grid((*grid.rows[:start], *rows)), tuple(findings)


def _copy(level: Cell | None, own: Cell, line: int) -> Cell:
    """The row's own cell where it has text, else the level above it, at the row's place."""
    if own.text.strip() or level is None:
        return own
    return Cell(level.text, replace(own.place, line=line or own.place.line))


def _belongs(level2: Cell, level1: Cell, labels: Labels) -> bool:
    """Whether the second level is one of the first's; a name that the lexicon does not know belongs to any."""
    second, first = labels.read_level2(level2.text), labels.read_level1(level1.text)
    return second is None or first is None or LEVEL2_PARENT[second.name] == first.name


def _level2_below(rows: list[Row], index: int, level1: Cell | None, labels: Labels) -> Cell | None:
    """The next second level that is printed below, if it is of the same first level."""
    for row in rows[index + 1 :]:
        if row[0].text.strip():
            return None
        if row[1].text.strip():
            return row[1] if level1 is None or _belongs(row[1], level1, labels) else None
    return None
