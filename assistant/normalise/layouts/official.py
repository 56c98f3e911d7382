"""The official form (表单式) where every cell stands in its place: read by the places, so that no text can be taken for a label.

Five columns and perhaps more. From the top: title, year, 项目名称, 主管部门 and 实施单位, 项目属性 and 项目期, the money block,
the goals, the header of the indicator block, one indicator a row. It is what the writers write and what offices have in docx and
xlsx; a grid out of text is read so only where it is whole, with the levels printed in every row. Whatever differs is left to the
repairs and the other layouts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.chinese.width import close_up, squeeze
from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.model.indicator import LEVEL2_PARENT
from assistant.model.source import Place, Source
from assistant.normalise.body import columns_of
from assistant.normalise.cells import is_blank_year, year_alone
from assistant.normalise.grid import Row, filled, gap_between, is_blank, repair
from assistant.normalise.head import Entry
from assistant.normalise.labels import Labels
from assistant.normalise.layouts.base import Reading, Sheet
from assistant.normalise.layouts.form import FormHead, checked, indicators_of, level_text

_FUND = "fund"


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """A form found in a grid, not read yet."""

    rows: tuple[Row, ...]
    """From its title, where that stands in the grid, to its last indicator."""
    start: int
    """Index of the first of them in the grid."""
    project: int
    """Index in `rows` of 项目名称."""
    header: int
    """Index in `rows` of the header of the indicator block."""
    entries: tuple[Entry, ...]
    """The labels of the head with their values."""

    @property
    def end(self) -> int:
        """Index in the grid of the row behind it."""
        return self.start + len(self.rows)

    def read(self, above: Sequence[Row], source: Source, ordinal: int, labels: Labels) -> Reading:
        """The table; `above`: the rows above the grid, for a title that stands there."""
        sheet = Sheet(Grid(self.rows), source, ordinal)
        head = FormHead(sheet, labels)
        caption = self.rows[: self.project] or tuple(above)
        title = caption[:-1][-1:] if caption and _is_year(caption[-1]) else caption[-1:] if self.project else ()
        if title and _alone(title[0]):
            head.texts["title"] = close_up(title[0][0].text)
            head.places["title"] = replace(title[0][0].place, table=ordinal)
        head.take(caption, self.entries)
        columns = columns_of(self.rows[self.header], labels)
        rows, remarks = _with_levels(self.rows[self.header + 1 :], labels)
        listed = []
        for row in rows:
            blank = Cell("", row[0].place)
            contents = [row[column.column] if column.column < len(row) else blank for column in columns]
            listed.append((*row[1:3], *contents))
        indicators, told = indicators_of(listed, columns, labels, source, ordinal)
        findings = (*head.findings, *remarks, *told)
        return checked(replace(head.table(), indicators=tuple(indicators)), findings, sheet)


def official_forms(grid: Grid, labels: Labels, *, last: bool = True) -> tuple[OfficialForm, ...]:
    """The forms of this kind in the grid, from top to bottom; `last`: whether no grid follows in the document."""
    forms: list[OfficialForm] = []
    done = 0
    for index, row in enumerate(grid.rows):
        if index >= done and _is_label(row, 0, "project", labels):
            form = _form_at(grid, index, done, last, labels)
            if form is not None:
                forms.append(form)
                done = form.end
    return tuple(forms)


def _form_at(grid: Grid, project: int, above: int, last: bool, labels: Labels) -> OfficialForm | None:
    """The form whose 项目名称 stands in this row; its title is looked for down to row `above`."""
    rows = grid.rows
    head = _head_at(rows, project, labels)
    if head is None:
        return None
    header, entries = head
    end = header + 1
    while (
        end < len(rows) and not is_blank(rows[end]) and (not _text(rows[end], 0) or _is_label(rows[end], 0, "indicators", labels))
    ):
        end += 1
    start = project
    if start > above and _alone(rows[start - 1]):
        start -= 1
        if start > above and _is_year(rows[start]) and _alone(rows[start - 1]):
            start -= 1
    if not grid.exact:
        end = next((at for at in range(header + 1, end) if gap_between(rows[at - 1], rows[at])), end)
        if not _is_whole(rows[start:end], header - start) or not (
            (end == len(rows) and last) or (end < len(rows) and _alone(rows[end]))
        ):
            return None
    if goes_on(rows[end:], labels):
        return None
    return OfficialForm(rows[start:end], start, project - start, header - start, entries)


def _head_at(rows: Sequence[Row], at: int, labels: Labels) -> tuple[int, tuple[Entry, ...]] | None:
    """The header's index and the head's labels with their values; None where a row is not what it should be."""
    entries: list[Entry] = []

    def value(row: Row, label: int, column: int, field: str) -> None:
        found = labels.head(row[label].text)
        values = ((column, row[column]),) if _text(row, column) else ()
        entries.append(Entry(field, row[label], label, values, found.unit if found else None))

    if not _only(rows[at], 0, 2):
        return None
    value(rows[at], 0, 2, "project")
    at += 1
    for left, right in (("department", "unit"), ("attribute", "period")):
        if at < len(rows) and _is_label(rows[at], 0, left, labels):
            if not (_is_label(rows[at], 3, right, labels) and _only(rows[at], 0, 2, 3, 4)):
                return None
            value(rows[at], 0, 2, left)
            value(rows[at], 3, 4, right)
            at += 1
    if not (at < len(rows) and _is_label(rows[at], 0, "money", labels) and _is_label(rows[at], 1, "total", labels)):
        return None
    value(rows[at], 0, 2, "money")
    known = set()
    while at < len(rows) and (not _text(rows[at], 0) or "total" not in known):
        if not (_only(rows[at], 0, 1, 3) and _text(rows[at], 1)):
            return None
        label = labels.head(rows[at][1].text)
        field = label.field if label and label.field in ("total", "fiscal", "other") and label.field not in known else _FUND
        known.add(field)
        value(rows[at], 1, 3, field)
        at += 1
    for goal in ("long_term_goal", "goal"):
        if at < len(rows) and _is_label(rows[at], 0, goal, labels):
            if not _only(rows[at], 0, 2):
                return None
            value(rows[at], 0, 2, goal)
            at += 1
    kinds = [labels.column(_text(rows[at], column)) for column in range(1, 5)] if at < len(rows) else []
    return (at, tuple(entries)) if kinds == ["level1", "level2", "level3", "value"] else None


def _text(row: Row, column: int) -> str:
    return row[column].text.strip() if column < len(row) else ""


def _is_label(row: Row, column: int, field: str, labels: Labels) -> bool:
    label = labels.head(_text(row, column))
    return label is not None and label.field == field


def _only(row: Row, *columns: int) -> bool:
    """Whether text stands in none but these columns."""
    return all(column in columns for column, _ in filled(row))


def _alone(row: Row) -> bool:
    """Whether the row's first cell is its only text."""
    return [column for column, _ in filled(row)] == [0]


def _is_year(row: Row) -> bool:
    """Whether the row names the year, or leaves room for it."""
    return year_alone(row[0].text) is not None or is_blank_year(row[0].text)


def _is_whole(rows: Sequence[Row], header: int) -> bool:
    """Whether rows out of a text are surely as they were written: of one length, nothing between them, all levels printed."""
    width = len(rows[header])
    gaps = any(gap_between(above, below) for above, below in pairwise(rows))
    body = rows[header + 1 :]
    return not gaps and all(len(row) == width for row in rows) and all(_text(row, 1) and _text(row, 2) for row in body)


def goes_on(rows: Sequence[Row], labels: Labels) -> bool:
    """Whether more of the same block stands before the next table, after a blank row or a heading that was printed again."""
    for row in rows:
        if _is_label(row, 0, "project", labels):
            return False
        cells = filled(row)[:3]
        if any(labels.level1(cell.text) or labels.level2(cell.text) or labels.column(cell.text) for _, cell in cells):
            return True
    return False


def _with_levels(rows: Sequence[Row], labels: Labels) -> tuple[list[Row], list[Finding]]:
    """The rows with both levels in each: those of merged cells, and a first level that only its second one tells."""
    levelled: list[Row] = []
    supplied: list[Cell] = []
    level1 = level2 = first = second = Cell("", Place())
    for row in rows:
        if _text(row, 1):
            if squeeze(row[1].text) != squeeze(level1.text):
                level2 = second = Cell("", Place())
            level1 = row[1]
            first = Cell(level_text(level1.text).strip(), level1.place)
        if _text(row, 2):
            level2 = row[2]
            second = Cell(level_text(level2.text).strip(), level2.place)
        above = first
        if not level1.text.strip() and (known := labels.level2(level2.text)) is not None:
            above = Cell(LEVEL2_PARENT[known.name], Place())
            supplied.append(row[2])
        levelled.append((row[0], above, second, *row[3:]))
    told = "没有印一级指标，按二级指标归类。"
    return levelled, [repair("missing-level", supplied, f"{len(supplied)}行{told}")] if supplied else []
