"""Where one table ends and the next begins, and what the rows of a form are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.chinese.width import squeeze
from assistant.model.document import Grid
from assistant.normalise.cells import caption_unit, is_title, is_title_label, year_alone
from assistant.normalise.grid import Row, filled, lone_text
from assistant.normalise.labels import Labels

_AMONG = re.compile(r"\s*其中\s*[：:]")
_REACH = 6
"""So many rows above 项目名称 a table's title may stand."""
_HEADER_LABELS = 2
"""So many headings of columns make a row the header of the indicator block."""


def title_in(row: Row) -> str | None:
    """The heading that the row consists of, as printed; None for other rows."""
    cells = [cell.text for _, cell in filled(row)]
    if len(cells) == 2 and is_title_label(cells[0]):
        cells = cells[1:]
    return cells[0] if cells and is_title(cells[0]) and (len(cells) == 1 or len(row) <= 2) else None


def year_in(row: Row) -> int | None:
    """The year of a row that says nothing else."""
    text = lone_text(row)
    return None if text is None else year_alone(text)


def head_fields(row: Row, labels: Labels) -> tuple[str, ...]:
    """The fields of the row's head labels, from left to right; ignored labels left out."""
    fields = []
    for _, cell in filled(row):
        label = labels.head(cell.text)
        field = label.field if label is not None else inline_label(cell.text, labels)
        if field is not None and field != "ignored":
            fields.append(field)
    return tuple(fields)


def inline_label(text: str, labels: Labels) -> str | None:
    """The field of a label that has its value behind a colon in the same cell."""
    return next((label.field for name, value in inline_pairs(text) if value and (label := labels.head(name)) is not None), None)


def inline_pairs(text: str) -> Iterator[tuple[str, str]]:
    """The text before and after its first colon; after 其中： the second one parts the two."""
    among = _AMONG.match(text)
    start = among.end() if among is not None else 0
    for colon in "：:":
        at = text.find(colon, start)
        if at >= 0:
            yield text[:at], text[at + 1 :].strip()


def is_header(row: Row, labels: Labels) -> bool:
    """Whether the row is the header of the indicator block: 一级指标, 二级指标, 三级指标, 指标值."""
    kinds = {labels.column(cell.text) for _, cell in filled(row)} - {None}
    return len(kinds) >= _HEADER_LABELS and bool(kinds & {"level2", "level3", "value"})


def is_ledger_header(row: Row, labels: Labels) -> bool:
    """Whether the row heads a list with a project's name in a column of its own."""
    return is_header(row, labels) and "project" in head_fields(row, labels)


@dataclass(frozen=True, slots=True)
class Segment:
    """The rows of one table, from its title to the row before the next table."""

    grid: Grid
    has_project: bool
    """Whether it has a row 项目名称."""
    above: tuple[Row, ...] = ()
    """The rows between the table before and this one, which are in none."""

    @property
    def heading(self) -> str:
        """The nearest title above it."""
        return next((title for row in reversed(self.above) if (title := title_in(row)) is not None), "")


def cut_into_tables(grid: Grid, labels: Labels) -> tuple[Segment, ...]:
    """The tables in order; rows above the first title are in none.

    A table begins at the title nearest above its 项目名称, or at 项目名称 itself; a title without one begins a table, too, where
    an indicator block follows before the next, unless it merely repeats the title of the table that it stands in.
    """
    rows = grid.rows
    titles = {index: title for index, row in enumerate(rows) if (title := title_in(row)) is not None}
    known = frozenset(map(squeeze, titles.values()))
    starts: dict[int, bool] = {}
    project: str | None = None
    previous = -1
    for index, row in enumerate(rows):
        if "project" not in head_fields(row, labels) or is_ledger_header(row, labels):
            continue
        name = _value_of(row, labels)
        if project is not None and name == project and _continues(rows, index, labels):
            continue
        project = name
        starts[_start_of(rows, index, previous, known, labels)] = True
        previous = index
    _start_at_other_titles(rows, titles, starts, labels)
    ordered = sorted(starts)
    ends = [_without_next_heading(rows, end) for end in (*ordered[1:], len(rows))]
    if not ordered:
        return ()
    befores = [0, *ends[:-1]]
    return tuple(
        Segment(Grid(rows[start:end], grid.exact), starts[start], rows[before:start])
        for start, end, before in zip(ordered, ends, befores, strict=True)
        if start < end
    )


def _without_next_heading(rows: tuple[Row, ...], end: int) -> int:
    """The end of a table's rows, moved up over the headings of the document that follows (附件2：……绩效目标表)."""
    while end > 1 and title_in(rows[end - 1]) is not None:
        end -= 1
    return end


def _value_of(row: Row, labels: Labels) -> str:
    return "".join(squeeze(cell.text) for _, cell in filled(row) if labels.head(cell.text) is None)


def _continues(rows: tuple[Row, ...], index: int, labels: Labels) -> bool:
    """Whether 项目名称 is printed again on a new page of the same table: neither money nor goal follows, but indicators do."""
    for row in rows[index + 1 : index + 2 * _REACH]:
        if {"total", "fiscal", "goal", "money"} & set(head_fields(row, labels)):
            return False
        if is_header(row, labels) or any(labels.level2(cell.text) for _, cell in filled(row)):
            return True
    return False


def _start_of(rows: tuple[Row, ...], project: int, previous: int, known: frozenset[str], labels: Labels) -> int:
    """The title above 项目名称, or the year, or 项目名称 itself."""
    start = project
    for index in range(project - 1, max(previous, project - 1 - _REACH), -1):
        row = rows[index]
        if title_in(row) is not None:
            return _whole_title(rows, index, known)
        if year_in(row) is not None or _is_caption(row, labels):
            start = index
        elif (lone_text(row) is None and not head_fields(row, labels)) or any(
            labels.level2(cell.text) for _, cell in filled(row)
        ):
            break
    return start


def _is_caption(row: Row, labels: Labels) -> bool:
    """Whether the row says the year and the unit of money beside each other: （2024年度） | 单位：万元."""
    cells = [cell.text for _, cell in filled(row)]
    years = sum(year_alone(text) is not None for text in cells)
    return len(cells) > 1 and years + sum(caption_unit(text, labels) is not None for text in cells) == len(cells)


def _whole_title(rows: tuple[Row, ...], index: int, known: frozenset[str]) -> int:
    """The row above as well where title and row above are together the title of other tables (`known`)."""
    if index > 0 and squeeze((lone_text(rows[index - 1]) or "") + (lone_text(rows[index]) or "")) in known:
        return index - (lone_text(rows[index - 1]) is not None)
    return index


def _start_at_other_titles(rows: tuple[Row, ...], titles: Mapping[int, str], starts: dict[int, bool], labels: Labels) -> None:
    """Adds the titles of tables that have no 项目名称: whole-department tables, lists, empty forms."""
    heading = frozenset(squeeze(titles[start]) for start in starts if start in titles)
    first = min(starts, default=len(rows))
    begins = sorted({*starts, *titles, len(rows)})
    for index, title in titles.items():
        if index in starts or index - 1 in starts or (first < index and squeeze(title) in heading):
            continue
        block = rows[index + 1 : begins[bisect_right(begins, index)]]
        if any(is_header(row, labels) for row in block) or sum(len(filled(row)) > 1 for row in block) > 2:
            starts[index] = False
