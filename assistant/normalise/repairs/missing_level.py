"""Supplies a first level that was not printed: a second level has only one that it belongs to (`LEVEL2_PARENT`).

A name that is supplied stands nowhere in the document: its cell has an empty place.
"""

from __future__ import annotations

from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.model.indicator import LEVEL2_PARENT
from assistant.model.source import Place
from assistant.normalise.body import LEVELS, body_start
from assistant.normalise.grid import Row, doubt, repair, shortened
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues

RULE = "missing-level"


def missing_level(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Expects the rows as `fill_down` leaves them; one finding for each run of rows of the same levels.

    Where only a first level is printed that has a single second level, that is supplied too, with a doubt. A pair that is printed
    together and does not belong together stays, with a doubt.
    """
    start = body_start(grid, clues.labels) + 1
    rows: list[Row] = []
    findings: list[Finding] = []
    previous: tuple[str, str] | None = None
    for row in grid.rows[start:]:
        pair = (row[0].text, row[1].text)
        row, remark = _supplied(row, clues.labels)
        rows.append(row)
        if remark is not None and pair != previous:
            findings.append(remark)
        previous = pair
    return Grid((*grid.rows[:start], *rows)), tuple(findings)


def _supplied(row: Row, labels: Labels) -> tuple[Row, Finding | None]:
    """The row with both levels where one tells the other, and what is to be said."""
    first, second = labels.read_level1(row[0].text), labels.read_level2(row[1].text)
    contents = [cell for cell in row[LEVELS:] if cell.text.strip()] or [row[1]]
    if second is not None:
        parent = LEVEL2_PARENT[second.name]
        if not row[0].text.strip():
            remark = repair(RULE, contents, f"“{shortened(row[1].text)}”旁边没有印一级指标，按二级指标归入{parent}。")
            return (Cell(parent, Place()), *row[1:]), remark
        if first is not None and first.name != parent:
            what = f"“{shortened(row[1].text)}”印在“{shortened(row[0].text)}”下面，通常属于{parent}；照原表没有动。"
            return row, doubt("odd-levels", contents, what)
    elif first is not None and not row[1].text.strip():
        children = [name for name, parent in LEVEL2_PARENT.items() if parent == first.name]
        if len(children) == 1:
            remark = doubt(RULE, contents, f"“{shortened(row[0].text)}”旁边没有印二级指标，按{children[0]}读。")
            return (row[0], Cell(children[0], Place()), *row[LEVELS:]), remark
        return row, doubt(RULE, contents, f"“{shortened(row[0].text)}”旁边没有印二级指标，读不出是哪一类。")
    return row, None
