"""The head of a form: labels with what stands beside them, several pairs a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid
from assistant.normalise.cells import is_number
from assistant.normalise.grid import Row, filled, with_text
from assistant.normalise.labels import Labels, key_of
from assistant.normalise.tables import head_fields, inline_pairs, is_header

SECTIONS = frozenset({"money", "indicators"})
"""Fields of big merged cells that only say what stands beside them."""
MONEY = frozenset({"total", "fiscal", "other", "fund"})
"""Fields of the money block."""

GOALS = frozenset({"goal", "long_term_goal"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what stands beside it, up to the next label of the row."""

    field: str
    label: Cell
    column: int
    """Column of the label."""
    values: tuple[tuple[int, Cell], ...]
    """The cells with text, with their columns; the label's own column where both stand in one cell."""
    unit: Decimal | None = None
    """Yuan in one unit of money, where the label names it."""


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A row of the head, taken apart."""

    entries: tuple[Entry, ...]
    loose: tuple[tuple[int, Cell], ...]
    """Cells with text to the left of the first label; all of them in a row without labels."""


_FEWEST_COLUMNS = 2
_MONEY_BLOCK = re.compile(r"[^()\d]{0,10}(?:资金|金额|预算|经费|投入|额度)[^()\d]{0,4}\((?:单位:)?(?P<unit>亿元|万元|千元|元)\)")


def head_range(grid: Grid, labels: Labels) -> tuple[int, int]:
    """The rows of the head: from 项目名称 (from the first row, where there is none) to the row before the indicator block."""
    project = next((index for index, row in enumerate(grid.rows) if "project" in head_fields(row, labels)), None)
    start = project or 0
    for index in range(0 if project is None else project + 1, len(grid.rows)):
        if is_header(grid.rows[index], labels) or begins_body(grid.rows[index], labels):
            return start, index
    return start, len(grid.rows)


def begins_body(row: Row, labels: Labels) -> bool:
    """Whether the row is one of the indicator block: its first text, the block's own label aside, is a level."""
    cells = [cell for _, cell in filled(row)]
    if cells and (label := labels.head(cells[0].text)) is not None and label.field == "indicators":
        cells = cells[1:]
    return bool(cells) and (labels.level1(cells[0].text) is not None or labels.level2(cells[0].text) is not None)


def take_apart(row: Row, labels: Labels, in_money: bool) -> HeadRow:
    """The row's labels with their values; `in_money` allows money rows whose labels the lexicon does not know."""
    entries: list[Entry] = []
    loose: list[tuple[int, Cell]] = []
    cells = filled(row)
    for position, (column, cell) in enumerate(cells):
        label = labels.head(cell.text)
        after = cells[position + 1][1].text if position + 1 < len(cells) else ""
        if label is not None and entries and not entries[-1].values and squeeze(cell.text) == squeeze(entries[-1].label.text):
            continue  # a label over two columns whose merged cell was split
        if label is not None:
            entries.append(Entry(label.field, cell, column, (), label.unit))
        elif in_money and not entries and labels.fund(cell.text) and (not after or is_number(after)):
            entries.append(Entry("fund", cell, column, ()))
        elif in_money and not entries and squeeze(cell.text) in labels.block_sums and is_number(after):
            entries.append(Entry("total", cell, column, ()))
        elif in_money and not entries and squeeze(cell.text) in labels.other_sources and (not after or is_number(after)):
            entries.append(Entry("other", cell, column, ()))
        elif not _awaits_goal(entries) and (inline := _inline(cell, column, labels, in_money=_has_money(entries))) is not None:
            entries.append(inline)
        elif (
            not entries and (unit := _money_unit(cell.text, labels)) is not None and (not after or _is_money_label(after, labels))
        ):
            entries.append(Entry("money", cell, column, (), unit))
        elif entries:
            last = entries[-1]
            entries[-1] = Entry(last.field, last.label, last.column, (*last.values, (column, cell)), last.unit)
        else:
            loose.append((column, cell))
    return HeadRow(tuple(entries), tuple(loose))


def is_office_beside(department: str, other: str) -> bool:
    """Whether of two labels that may both name a department the `other` one names the unit: 预算部门 and 预算单位."""
    first, second = key_of(department), key_of(other)
    return "部门" in first and "单位" not in first and "单位" in second and "部门" not in second


def _has_money(entries: list[Entry]) -> bool:
    """Whether the row speaks of money."""
    return any(entry.field == "money" or entry.field in MONEY for entry in entries)


def _money_unit(text: str, labels: Labels) -> Decimal | None:
    """Yuan in one unit of money, where a cell that the lexicon does not know heads a block of money: 资金金额(万元)."""
    found = _MONEY_BLOCK.fullmatch(squeeze(text))
    return labels.money_units.get(found["unit"]) if found else None


def heads_money(text: str, following: str, labels: Labels) -> bool:
    """Whether a text that the lexicon does not know heads a block of money: 资金金额（万元） before 年度资金总额."""
    return _money_unit(text, labels) is not None and _is_money_label(following, labels)


def _is_money_label(text: str, labels: Labels) -> bool:
    label = labels.head(text)
    return label is not None and (label.field in MONEY or label.field == "ignored")


def _awaits_goal(entries: list[Entry]) -> bool:
    """Whether the next text is a goal, whatever it begins with (一、项目概况：…)."""
    return bool(entries) and entries[-1].field in GOALS and not entries[-1].values


def _inline(cell: Cell, column: int, labels: Labels, *, in_money: bool) -> Entry | None:
    """项目名称：人才工作经费 in one cell; in the block of money 总额：20万元 as well."""
    for name, value in inline_pairs(cell.text):
        label = labels.head(name)
        field = label.field if label is not None else ""
        if not field and in_money and is_number(value):
            field = "total" if squeeze(name) in labels.block_sums else "other" if squeeze(name) in labels.other_sources else ""
        if value and field:
            unit = label.unit if label is not None else None
            return Entry(field, Cell(name, cell.place), column, ((column, Cell(value, cell.place)),), unit)
    return None


def _amounts_below(rows: tuple[Row, ...], index: int, labels: Labels) -> list[Row]:
    """A row of money labels and the row of their amounts below as rows of a label and its amount; none where they are no such."""
    if index + 1 >= len(rows):
        return []
    above, below = filled(rows[index]), filled(rows[index + 1])
    first = labels.head(above[0][1].text) if above else None
    section = above[:1] if first is not None and first.field == "money" else ()
    above = above[len(section) :]
    if section and below and below[0][0] == section[0][0] and not is_number(below[0][1].text):
        below = below[1:]  # 资金来源 | 财政拨款 | 自有资金 over 当年金额 | 900 | 220
    if len(above) < _FEWEST_COLUMNS or not below:
        return []
    kinds = [labels.head(cell.text) for _, cell in above]
    sources = [
        labels.fund(cell.text) or squeeze(cell.text) in labels.other_sources or (kind is not None and kind.field in MONEY)
        for (_, cell), kind in zip(above, kinds, strict=True)
    ]
    places = dict(above)
    if sum(sources) < _FEWEST_COLUMNS or not all(column in places and is_number(cell.text) for column, cell in below):
        return []
    amounts = dict(below)
    pairs = zip(above, sources, strict=True)
    rows_of_pairs = [
        (cell, amounts[column]) if column in amounts else (cell,) for (column, cell), is_source in pairs if is_source
    ]
    return [*((cell,) for _, cell in section), *rows_of_pairs]


def with_values_beside(rows: tuple[Row, ...], labels: Labels) -> tuple[Row, ...]:
    """The rows of a head with what stands below its label put beside it.

    Goals, 中期目标 | 年度目标 over the two texts; amounts, 财政拨款 | 自有资金 over the two numbers.
    """
    done: list[Row] = []
    at = 0
    while at < len(rows):
        amounts = _amounts_below(rows, at, labels)
        done.extend(amounts or rows[at : at + 1])
        at += 2 if amounts else 1
    rows = tuple(done)
    mended = list(rows)
    for index in range(len(rows) - 1):
        cells = filled(rows[index])
        for position, (column, cell) in enumerate(cells):
            following = cells[position + 1][1].text if position + 1 < len(cells) else None
            if following is not None and labels.head(following) is None:
                continue
            label = labels.head(cell.text)
            beside = column + 1
            below = mended[index + 1][column] if column < len(mended[index + 1]) else None
            if (
                label is not None
                and label.field in GOALS
                and below is not None
                and below.text.strip()
                and labels.head(below.text) is None
                and beside < len(rows[index])
                and not rows[index][beside].text.strip()
            ):
                mended[index] = with_text(mended[index], beside, below.text)
                mended[index + 1] = with_text(mended[index + 1], column, "")
    return tuple(mended)
