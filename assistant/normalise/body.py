"""The indicator block: its columns, and its rows once their cells stand under the right headings.

A mended row is (level 1, level 2, content …): the content cells follow the headings right of 二级指标, usually 三级指标 and
指标值.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid
from assistant.normalise.grid import Row, filled
from assistant.normalise.head import head_range
from assistant.normalise.labels import Labels, key_of
from assistant.normalise.tables import is_header

GRADES = ("优", "良", "中", "差")
"""Headings of columns that stand in place of one value; all of them are kept beside it."""
LEVELS = 2
"""A mended row begins with this many cells of levels."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column right of the levels."""

    kind: str
    """level3, value, operator, unit, weight; "" for a heading that the lexicon does not know."""
    heading: str
    """The heading as printed."""
    column: int
    """Where the header has it."""


STANDARD = (Column("level3", "三级指标", 3), Column("value", "指标值", 4))
"""What is taken for the columns where no header is left."""


def body_start(grid: Grid, labels: Labels) -> int:
    """The first row of the indicator block, its header where it has one; the number of rows where there is no block."""
    return head_range(grid, labels)[1]


def columns_of(header: Row, labels: Labels) -> tuple[Column, ...]:
    """The columns right of the levels that a header names; level 3 and value are always among them.

    What stands left of the levels (序号, 名称) is no content.
    """
    found: list[Column] = []
    levels = False
    for column, cell in filled(header):
        kind = labels.column(cell.text)
        if kind in ("number", "section", "level1", "level2"):
            found.clear()
            levels = kind in ("level1", "level2")
            continue
        label = labels.head(cell.text)
        if kind is None and label is not None and label.field == "indicators":
            if not levels or any(labels.column(other.text) == "level3" for _, other in filled(header)):
                continue
            kind = "level3"  # 绩效指标 right of the levels
        known = {other.kind for other in found}
        if kind is None and "level3" in known and key_of(cell.text) in labels.unit_or_owner:
            kind = "unit"
        if found and kind == found[-1].kind and squeeze(cell.text) == squeeze(found[-1].heading):
            continue  # a merged heading that was split
        found.append(Column("" if kind is None or kind in known else kind, cell.text, column))
    kinds = {column.kind for column in found}
    if levels and "level3" not in kinds and found and not found[0].kind:
        found[0] = replace(found[0], kind="level3")  # 绩效指标描述
        kinds.add("level3")
    graded = sum(squeeze(column.heading) in GRADES for column in found) > len(GRADES) // 2
    return tuple(found) if {"level3", "value"} <= kinds or (graded and "level3" in kinds) else STANDARD


@dataclass(frozen=True, slots=True)
class LevelColumns:
    """The columns in which whole level names stand in a table."""

    level1: frozenset[int]
    level2: frozenset[int]
    numbers: frozenset[int] = frozenset()
    """Columns left of them in which the rows are counted (序号)."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row taken apart: what its levels are and which texts follow them."""

    level1: Cell | None
    level2: Cell | None
    texts: tuple[tuple[int, Cell], ...]
    """The cells right of the levels that have text, with their columns."""
    orphans: tuple[Cell, ...] = ()
    """Rests of labels whose beginning is nowhere to be found."""
    shortened: tuple[Cell, ...] = ()
    """Level cells that lack their end."""


def level_columns(rows: tuple[Row, ...], labels: Labels) -> LevelColumns:
    """Where the levels stand, from the header and from whole names that can only be one level."""
    level1: set[int] = set()
    level2: set[int] = set()
    for row in rows:
        header = is_header(row, labels)
        for column, cell in filled(row)[:3]:
            kind = labels.column(cell.text) if header else None
            first, second = labels.level1(cell.text), labels.level2(cell.text)
            if kind == "level1" or (first is not None and second is None and "指标" in key_of(cell.text)):
                level1.add(column)
            elif kind == "level2" or (second is not None and first is None and "指标" in key_of(cell.text)):
                level2.add(column)
    numbers = {
        column for row in rows for column, cell in filled(row) if is_header(row, labels) and labels.column(cell.text) == "number"
    }
    leftmost = min(level1 | level2, default=0)
    counted = Counter(column for row in rows for column, cell in filled(row)[:1] if column < leftmost and _is_number(cell))
    return LevelColumns(
        frozenset(level1), frozenset(level2), frozenset(numbers | {column for column, times in counted.items() if times > 2})
    )


def take_levels(row: Row, labels: Labels, where: LevelColumns, contents: int) -> BodyRow:
    """The row's levels and texts; `contents` is how many content cells a full row has."""
    cells = _without_number(filled(row), where)
    level1: Cell | None = None
    level2: Cell | None = None
    orphans: list[Cell] = []
    cut: list[Cell] = []
    position = 0
    for position, (column, cell) in enumerate(cells):
        following = len(cells) - position - 1
        label = labels.head(cell.text)
        if label is not None and label.field == "indicators" and level1 is None and level2 is None:
            continue
        kind = _level_kind(cells, position, labels, where, contents, level1 is not None)
        if kind == 1 and level1 is None and level2 is None:
            level1 = cell
        elif kind == 2 and level2 is None:
            level2 = cell
        elif level2 is None and following and column in where.level1 | where.level2 and labels.ends_level(cell.text):
            orphans.append(cell)
        elif level2 is None and (lost := _cut_level(column, cell, level1, labels, where, following >= contents)) is not None:
            if lost == 1 and level1 is None:
                level1 = cell
            else:
                level2 = cell
            cut.append(cell)
        else:
            break
    else:
        position = len(cells)
    return BodyRow(level1, level2, cells[position:], tuple(orphans), tuple(cut))


def _without_number(cells: tuple[tuple[int, Cell], ...], where: LevelColumns) -> tuple[tuple[int, Cell], ...]:
    """The cells without the row's ordinal in front."""
    return cells[1:] if cells and cells[0][0] in where.numbers and _is_number(cells[0][1]) else cells


def _is_number(cell: Cell) -> bool:
    return cell.text.strip().isdigit()


def _level_kind(
    cells: tuple[tuple[int, Cell], ...], position: int, labels: Labels, where: LevelColumns, contents: int, has_level1: bool
) -> int:
    """1 or 2 where the cell is the name of that level, else 0. A bare word (质量) counts only where levels stand.

    成本指标 is a first level only where its own second level stands beside it.
    """
    column, cell = cells[position]
    first, second = labels.level1(cell.text), labels.level2(cell.text)
    if first is None and second is None:
        return 0
    following = cells[position + 1 :]
    if "指标" not in key_of(cell.text) and column not in where.level1 | where.level2 and len(following) < contents:
        return 0
    if first is None or second is None:
        return 2 if first is None else 1
    if has_level1:
        return 2
    if following and labels.level2(following[0][1].text) is not None:
        return 1
    if first.name == second.name:
        return 2
    return 2 if column in where.level2 - where.level1 else 1


def _cut_level(column: int, cell: Cell, level1: Cell | None, labels: Labels, where: LevelColumns, full: bool) -> int | None:
    """The level of a name whose end is lost, in a level's column or before a full set of contents."""
    if not labels.begins_label(cell.text):
        return None
    parent = labels.read_level1(level1.text) if level1 is not None else None
    if level1 is None and (column in where.level1 or full) and labels.read_level1(cell.text) is not None:
        return 1
    in_place = column in where.level2 or full
    return 2 if in_place and labels.read_level2(cell.text, parent.name if parent else "") is not None else None
