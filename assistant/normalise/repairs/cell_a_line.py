"""Restores the rows of a table that was saved with one cell a line (一格一行), by its labels and the rhythm of name and value.

Only tables of which nearly all rows have a single cell are touched. Where a level begins before a row's cells are complete, the
row is doubtful.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.normalise.body import LEVELS, columns_of
from assistant.normalise.cells import is_number
from assistant.normalise.grid import Row, doubt, filled, quoted, repair
from assistant.normalise.head import GOALS, MONEY, heads_money
from assistant.normalise.labels import Labels, key_of
from assistant.normalise.repairs.base import Clues
from assistant.normalise.tables import head_fields, is_header

RULE = "cell-a-line"

SHARE = 0.8
"""Share of rows with a single cell from which on a table counts as saved so."""
_FEWEST = 12
"""A table has at least so many cells."""


def cell_a_line(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """The head as rows of a label and its value, then the header and the indicators as rows of full length."""
    rows = grid.rows
    lone = sum(len(filled(row)) == 1 for row in rows)
    if len(rows) < _FEWEST or lone < SHARE * len(rows):
        return grid, ()
    labels = clues.labels
    start = next((index for index, row in enumerate(rows) if "project" in head_fields(row, labels)), len(rows))
    cells = [cell for row in rows[start:] for _, cell in filled(row)]
    header = _header(cells, labels)
    if header is None:
        return grid, ()
    first, last = header
    titles = list(rows[:start])
    head = head_rows(cells[:first], labels)
    body, doubts = _body_rows(cells[first:last], cells[last:], labels)
    remark = repair(RULE, cells, "这张表存成了一格一行，已按标签和“名称、值”的次序还原成行。")
    return Grid((*titles, *head, tuple(cells[first:last]), *body)), (remark, *doubts)


def _header(cells: list[Cell], labels: Labels) -> tuple[int, int] | None:
    """The run of headings of the indicator block: its first cell and the one behind its last."""
    for first in range(len(cells)):
        last = first
        while last < len(cells) and not _is_level(cells[last], labels):
            if labels.column(cells[last].text) is None and last - first < 2:
                break
            last += 1
        if last < len(cells) and is_header(tuple(cells[first:last]), labels):
            before = labels.head(cells[first - 1].text) if first else None
            return first - (before is not None and before.field == "indicators"), last
    return None


def _is_level(cell: Cell, labels: Labels) -> bool:
    return labels.level1(cell.text) is not None or labels.level2(cell.text) is not None


def _only_second(levels: list[Cell], labels: Labels) -> bool:
    """Whether the only level so far is a second one, so that a further level begins another row."""
    return len(levels) == 1 and labels.level2(levels[0].text) is not None and not _opens_block(levels[0], labels)


def _opens_block(cell: Cell, labels: Labels) -> bool:
    """Whether the name is a first level; 成本指标 counts as a second."""
    first, second = labels.level1(cell.text), labels.level2(cell.text)
    return first is not None and (second is None or first.name != second.name)


def head_rows(cells: list[Cell], labels: Labels) -> Iterator[Row]:
    """A row for each label, with all texts up to the next; goals and amounts that stood side by side beside each other again."""
    rows: list[list[Cell]] = []
    for at, cell in enumerate(cells):
        following = cells[at + 1].text if at + 1 < len(cells) else ""
        begins = head_fields((cell,), labels) or labels.head(cell.text) is not None or heads_money(cell.text, following, labels)
        if begins or not rows:
            rows.append([])
        rows[-1].append(cell)
    at = 0
    while at < len(rows):
        goals = _goals_beside(rows, at, labels)
        if goals:
            yield from goals
            at += len(goals)
        elif at + 1 < len(rows) and _are_side_by_side(rows[at], rows[at + 1], labels):
            yield (*rows[at], *rows[at + 1])
            at += 2
        else:
            yield tuple(rows[at])
            at += 1


def _goals_beside(rows: list[list[Cell]], at: int, labels: Labels) -> list[Row]:
    """Rows of 中期目标 and 年度目标 with a text each, where both labels stand first and as many texts behind them."""
    many = 0
    while at + many < len(rows) and _field(rows[at + many], labels) in GOALS and (many == 0 or len(rows[at + many - 1]) == 1):
        many += 1
    if many < LEVELS or len(rows[at + many - 1]) != many + 1:
        return []
    texts = rows[at + many - 1][1:]
    return [(rows[at + index][0], texts[index]) for index in range(many)]


def _are_side_by_side(row: list[Cell], other: list[Cell], labels: Labels) -> bool:
    """Whether two amounts, each with its label, stood in one row: 实施期资金总额 and 年度资金总额, or one source twice."""
    if len(row) != LEVELS or len(other) != LEVELS or not (is_number(row[1].text) and is_number(other[1].text)):
        return False
    first, second = _field(row, labels), _field(other, labels)
    return (first == "ignored" and second == "total") or (first in MONEY and key_of(row[0].text) == key_of(other[0].text))


def _field(row: list[Cell], labels: Labels) -> str:
    label = labels.head(row[0].text)
    return label.field if label is not None else ""


def _body_rows(header: list[Cell], cells: list[Cell], labels: Labels) -> tuple[list[Row], list[Finding]]:
    """Rows of levels and contents; a row is full when it has as many contents as the header has headings for them."""
    width = len(columns_of(tuple(header), labels))
    rows: list[Row] = []
    doubts: list[Finding] = []
    levels: list[Cell] = []
    contents: list[Cell] = []

    def finish() -> None:
        blank = Cell("", (levels or contents)[0].place)
        pair = levels if len(levels) == LEVELS else [blank, *levels] if _only_second(levels, labels) else [*levels, blank, blank]
        row = (*pair[:LEVELS], *contents, *[blank] * (width - len(contents)))
        if 0 < len(contents) < width:
            doubts.append(doubt(RULE, contents, f"“{quoted(row)}”少了几格，读得未必对。"))
        rows.append(row)
        levels.clear()
        contents.clear()

    for cell in cells:
        if labels.closes(cell.text):
            if levels or contents:
                finish()
            rows.append((cell,))
            break
        if _is_level(cell, labels):
            if contents or len(levels) == LEVELS or _only_second(levels, labels):
                finish()
            levels.append(cell)
        else:
            contents.append(cell)
            if len(contents) == width:
                finish()
    if levels or contents:
        finish()
    return rows, doubts
