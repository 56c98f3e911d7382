"""Puts together labels that a page break cut: 产出指 above, 标 below, perhaps rows below and with other rows' content beside it.

A label counts as cut where it is the beginning of a known one (or its bracket is open) and where a cell below completes it. The
completing cell is looked for in the same column first; in rows that were shifted it is told by being the rest of a label and no
text.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.normalise.cells import is_blank_year, year_alone
from assistant.normalise.grid import Row, filled, is_blank, join, repair, shortened, with_text
from assistant.normalise.labels import Labels, key_of
from assistant.normalise.repairs.base import Clues

RULE = "cut-label"

_LEVEL_WINDOW = 40
"""So many rows below its beginning the rest of a level's name may stand: the name of a merged cell reaches over a page's end."""
_HEAD_WINDOW = 4
"""The same for the labels of the head and the headings of columns."""
_MOST_OPEN = 60
"""So many beginnings are kept in mind; a page of a real table has fewer."""
_LONGEST_REST = 14
"""Characters that the rest of a label may have."""


@dataclass(slots=True)
class _Beginning:
    """A cell that may be continued below."""

    row: int
    column: int
    is_level: bool


def cut_label(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Joins the halves in the cell of the first half; rows that held nothing but a rest disappear."""
    labels = clues.labels
    rows = list(grid.rows)
    findings: list[Finding] = []
    open_cells: list[_Beginning] = []
    for index in range(len(rows)):
        _join_beside(rows, index, labels, findings, marks_only=True)
        for column, cell in filled(rows[index]):
            if is_blank_year(cell.text) or year_alone(cell.text) is not None:
                continue
            above = _completed_by(rows, open_cells, index, column, cell, labels)
            if above is None:
                continue
            open_cells.remove(above)
            first = rows[above.row][above.column]
            joined = join(first, cell)
            rows[above.row] = (*rows[above.row][: above.column], joined, *rows[above.row][above.column + 1 :])
            rows[index] = with_text(rows[index], column, "")
            findings.append(_finding(first, cell, joined))
            if _may_go_on(joined.text, labels):
                open_cells.append(above)
        open_cells = [
            cell for cell in open_cells[-_MOST_OPEN:] if index - cell.row < (_LEVEL_WINDOW if cell.is_level else _HEAD_WINDOW)
        ]
        open_cells.extend(
            _Beginning(index, column, labels.begins_level(cell.text))
            for column, cell in filled(rows[index])
            if _may_go_on(cell.text, labels)
        )
    for index in range(len(rows)):
        _join_beside(rows, index, labels, findings, marks_only=False)
    return Grid(tuple(row for row in rows if not is_blank(row))), tuple(findings)


def _may_go_on(text: str, labels: Labels) -> bool:
    return labels.begins_label(text) or labels.is_label(text)


def _completes(first: str, second: str, labels: Labels) -> bool:
    """Whether the second text is the rest of the first one's label."""
    if len(key_of(second)) > _LONGEST_REST:
        return False
    joined = first + second
    if key_of(joined) == key_of(first) and key_of(second):
        return False
    if key_of(second).startswith("(") and labels.level1(first) is not None and labels.level2(first) is None:
        return False
    if labels.is_label(joined):
        return not labels.is_label(second) if labels.is_label(first) else labels.begins_label(first)
    return (
        labels.begins_label(first) and not labels.is_label(first) and labels.begins_label(joined) and not labels.is_label(second)
    )


def _completed_by(
    rows: list[Row], open_cells: list[_Beginning], index: int, column: int, cell: Cell, labels: Labels
) -> _Beginning | None:
    """The beginning above that this cell completes: in its own column, or, for a cell that can only be a rest, anywhere near."""
    if len(cell.text) > 4 * _LONGEST_REST or not (labels.may_end_label(cell.text) or labels.begins_label(cell.text)):
        return None
    if key_of(cell.text).startswith("("):
        for above in sorted(open_cells, key=lambda open_cell: (open_cell.row, open_cell.column), reverse=True):
            if _completes(rows[above.row][above.column].text, cell.text, labels):
                return above
    partial: _Beginning | None = None
    for above in reversed(open_cells):
        if above.column == column:
            first = rows[above.row][column].text
            misplaced = labels.level2(first + cell.text) is not None and labels.level2(cell.text) is None
            if (above.row == index - 1 or misplaced or not labels.is_label(cell.text)) and _completes(first, cell.text, labels):
                if labels.is_label(first + cell.text):
                    return above
                partial = above
            if labels.column(first) is None:
                break
    if labels.is_label(cell.text) or not key_of(cell.text):
        return partial
    left_of_it = sum(1 for _ in filled(rows[index][:column]))
    candidates = [above for above in reversed(open_cells) if _completes(rows[above.row][above.column].text, cell.text, labels)]
    candidates = [above for above in candidates if _is_whole_after(rows[above.row][above.column].text, cell.text, labels)]
    if not candidates or left_of_it > 2:
        return partial
    nearest = candidates[0].row
    return min((above for above in candidates if above.row == nearest), key=lambda above: above.column)


def _is_whole_after(first: str, second: str, labels: Labels) -> bool:
    """Whether the two are a whole label, and the first alone is none or lacks only 指标 or its mark."""
    return labels.is_label(first + second) and (not labels.is_label(first) or labels.ends_level(second))


def _join_beside(rows: list[Row], index: int, labels: Labels, findings: list[Finding], *, marks_only: bool) -> None:
    """Joins two neighbouring cells of one row that are a label together (满意度 | 指标), or only a name and its mark."""
    cells = filled(rows[index])
    for (left, first), (right, second) in pairwise(cells):
        if right != left + 1 or (marks_only and not key_of(second.text).startswith("(")):
            continue
        if labels.is_label(second.text) or not labels.may_end_label(second.text):
            continue
        if _completes(first.text, second.text, labels) and labels.is_label(first.text + second.text):
            joined = join(first, second)
            rows[index] = (*rows[index][:left], joined, Cell("", second.place), *rows[index][right + 1 :])
            findings.append(_finding(first, second, joined))
            return


def _finding(first: Cell, second: Cell, joined: Cell) -> Finding:
    return repair(
        RULE,
        (first, second),
        f"“{shortened(first.text)}”和“{shortened(second.text)}”是断开的“{shortened(joined.text)}”，已接上。",
    )
