"""Puts the cells of the indicator block under their headings: rows shifted to the left, columns too many, cells lost.

Levels are told by their names. What follows them is name and value in this order where both are there; where only one is, its
column decides as the nearest full rows have it, and where columns cannot be trusted, the shape of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.normalise.body import LEVELS, STANDARD, BodyRow, Column, body_start, columns_of, level_columns, take_levels
from assistant.normalise.cells import completes_value, is_complete_value, looks_like_value
from assistant.normalise.grid import Row, doubt, filled, is_blank, place_of, quoted, repair, shortened
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues
from assistant.normalise.tables import is_header

RULE = "shifted-row"

_NEIGHBOURS = 6
"""So many full rows near a row say where its columns are."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A row of the block with what is known of it."""

    row: Row
    parts: BodyRow

    @property
    def pattern(self) -> tuple[int, ...]:
        """The columns of its contents."""
        return tuple(column for column, _ in self.parts.texts)


def shifted_row(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """The head as it is, then the header and the rows of the block as (level 1, level 2, contents …), all of the same length."""
    labels = clues.labels
    start = body_start(grid, labels)
    if start == len(grid.rows):
        return grid, ()
    findings: list[Finding] = []
    body = grid.rows[start:]
    header, rows = (body[0], body[1:]) if is_header(body[0], labels) else (None, body)
    columns = STANDARD if header is None else columns_of(header, labels)
    if not {"level3", "value"} <= {column.kind for column in columns}:
        return grid, ()  # grades or texts in place of a value: nothing tells which of them a row has lost
    rows, remark = without_endings(rows, labels)
    findings.extend(remark)
    where = level_columns(body, labels)
    read = [_Read(row, take_levels(row, labels, where, len(columns))) for row in rows]
    columns = _used(columns, max((len(entry.parts.texts) for entry in read), default=0))
    for entry in read:
        findings.extend(_remarks_on_levels(entry.parts))
    placed = _Placed(columns, tuple(read), labels)
    mended = [_header_row(header, columns, labels, rows[0] if rows else body[0])]
    for index, entry in enumerate(read):
        contents, remarks = placed.contents(index)
        findings.extend(remarks)
        blank = Cell("", place_of(entry.row))
        row = (entry.parts.level1 or blank, entry.parts.level2 or blank, *(cell or blank for cell in contents))
        if not is_blank(row):
            mended.append(row)
    findings.extend(placed.shifts())
    return Grid((*grid.rows[:start], *mended)), tuple(findings)


def _used(columns: tuple[Column, ...], fullest: int) -> tuple[Column, ...]:
    """The columns without those of unknown headings that no row can have filled in, the last ones first."""
    used = list(columns)
    for column in reversed(columns):
        if len(used) > max(fullest, LEVELS) and not column.kind:
            used.remove(column)
    return tuple(used)


def without_endings(rows: tuple[Row, ...], labels: Labels) -> tuple[tuple[Row, ...], list[Finding]]:
    """The rows up to the first that stands below the table (注：, 填表人 …)."""
    for index, row in enumerate(rows):
        cells = [cell for _, cell in filled(row)]
        if labels.closes(cells[0].text):
            rest = [cell for other in rows[index:] for _, cell in filled(other)]
            return rows[:index], [
                repair("below-the-table", rest, f"“{shortened(cells[0].text)}”起是表下面的说明，没有读进表里。")
            ]
    return rows, []


def _remarks_on_levels(parts: BodyRow) -> Iterator[Finding]:
    for cell in parts.shortened:
        yield repair("cut-label", (cell,), f"“{shortened(cell.text)}”后面的字丢了，按唯一对得上的指标名读。")
    for cell in parts.orphans:
        yield doubt("cut-label", (cell,), f"“{shortened(cell.text)}”像是指标名的后半截，找不到前半截，没有读。")


def _header_row(header: Row | None, columns: tuple[Column, ...], labels: Labels, first: Row) -> Row:
    """The header of the mended block; made up, with standard headings, where none is left."""
    place = place_of(first if header is None else header)
    printed = {} if header is None else {labels.column(cell.text): cell for _, cell in filled(header)}
    levels = [printed.get(kind) or Cell(name, place) for kind, name in (("level1", "一级指标"), ("level2", "二级指标"))]
    return (*levels, *(Cell(column.heading, place) for column in columns))


def _column_of(row: Row, cell: Cell) -> int:
    """The column of this very cell."""
    return next((column for column, other in enumerate(row) if other is cell), -1)


class _Placed:
    """The rows of one block, and in which of them which column holds what."""

    def __init__(self, columns: tuple[Column, ...], rows: tuple[_Read, ...], labels: Labels) -> None:
        self._columns = columns
        self._rows = rows
        self._labels = labels
        self._full = [index for index, entry in enumerate(rows) if len(entry.parts.texts) == len(columns)]
        self._names = [column.kind for column in columns].index("level3")
        self._values = [column.kind for column in columns].index("value")
        self._trusted = self._columns_can_be_trusted()
        self._distances = Counter(
            tuple(column - start for column in rows[index].pattern)
            for index in self._full
            if (level2 := rows[index].parts.level2) is not None and (start := _column_of(rows[index].row, level2)) >= 0
        )

    def _columns_can_be_trusted(self) -> bool:
        """Whether blank cells are kept: names stand in one column whether or not levels stand before them."""
        with_level: Counter[int] = Counter()
        without: Counter[int] = Counter()
        for index in self._full:
            entry = self._rows[index]
            (without if entry.parts.level2 is None else with_level)[entry.pattern[self._names]] += 1
        if not with_level or not without:
            return True
        return with_level.most_common(1)[0][0] == without.most_common(1)[0][0]

    def contents(self, index: int) -> tuple[list[Cell | None], list[Finding]]:
        """The content cells of a row, one for each column."""
        entry = self._rows[index]
        texts = entry.parts.texts
        contents: list[Cell | None] = [None] * len(self._columns)
        if not texts:
            return contents, []
        if len(texts) == len(self._columns):
            return [cell for _, cell in texts], []
        if len(texts) > len(self._columns):
            return self._too_many(entry)
        known = self._by_level(entry) or self._by_column(index)
        if (known == [self._values] and self._is_no_value(index)) or (
            known == [self._names] and self._ends_value(index, surely=True)
        ):
            known = None
        if known is not None:
            for position, (_, cell) in zip(known, texts, strict=True):
                contents[position] = cell
            return contents, []
        return self._by_shape(index)

    def _by_level(self, entry: _Read) -> list[int] | None:
        """For each text of a row with a second level the column, by its distance from the level, as most full rows have it."""
        if not self._trusted or entry.parts.level2 is None or not self._distances:
            return None
        usual = self._distances.most_common(1)[0][0]
        start = _column_of(entry.row, entry.parts.level2)
        distances = [column - start for column in entry.pattern]
        return [usual.index(distance) for distance in distances] if all(distance in usual for distance in distances) else None

    def _by_column(self, index: int) -> list[int] | None:
        """For each text the column that it stands in, as the nearest full rows have it; None where none fits or they disagree."""
        entry = self._rows[index]
        if not self._trusted or len(entry.row) == 1:
            return None
        near = self._nearest(index, len(entry.row))[:_NEIGHBOURS]
        patterns = Counter(self._rows[full].pattern for full in near)
        patterns[tuple(column.column for column in self._columns)] += 1
        fitting = [
            (votes, [pattern.index(column) for column in entry.pattern])
            for pattern, votes in patterns.most_common()
            if all(column in pattern for column in entry.pattern)
        ]
        if not fitting:
            return None
        votes, best = fitting[0]
        above = self._rows[index - 1].pattern if index and entry.parts.level2 is None else ()
        if (
            len(above) == len(self._columns)
            and set(entry.pattern) <= set(above)
            and [above.index(column) for column in entry.pattern] != best
        ):
            return None
        others = sum(other for other, positions in fitting if positions != best)
        return best if votes > 2 * others else None

    def _nearest(self, index: int, width: int) -> list[int]:
        """The full rows, the nearest before the farther; only those as wide as this one where there are some."""
        as_wide = [full for full in self._full if len(self._rows[full].row) == width]
        return sorted(as_wide if len(as_wide) > 1 else self._full, key=lambda full: abs(full - index))

    def _by_shape(self, index: int) -> tuple[list[Cell | None], list[Finding]]:
        """Names and values told by what they look like; the rest left to right, with a doubt."""
        entry = self._rows[index]
        contents: list[Cell | None] = [None] * len(self._columns)
        texts = [cell for _, cell in entry.parts.texts]
        if len(texts) == 1:
            position = self._values if self._is_value(index) else self._names
            contents[position] = texts[0]
            what = "指标值" if position == self._values else "三级指标"
            return contents, [doubt(RULE, texts, f"这一行只有“{shortened(texts[0].text)}”，列又对不上，按样子读作{what}。")]
        for position, cell in zip(range(len(self._columns)), texts, strict=False):
            contents[position] = cell
        return contents, [doubt(RULE, texts, f"这一行少了几格，从左往右读：“{quoted(entry.row)}”。")]

    def _is_no_value(self, index: int) -> bool:
        """Whether a text in the column of values cannot be one: it looks like none, and the value above it is whole."""
        text = self._rows[index].parts.texts[0][1].text
        above = self._rows[index - 1].parts.texts if index else ()
        if self._rows[index].parts.level2 is not None or len(above) != len(self._columns) or looks_like_value(text, self._labels):
            return False
        value = above[self._values][1].text
        return is_complete_value(value, self._labels) and not completes_value(value, text, self._labels)

    def _is_value(self, index: int) -> bool:
        """Whether a row's only text is a target value, or the rest of the one above it: 个 below 10."""
        text = self._rows[index].parts.texts[0][1].text
        if looks_like_value(text, self._labels):
            return True
        return self._ends_value(index, surely=False)

    def _ends_value(self, index: int, *, surely: bool) -> bool:
        """Whether a row's only text makes a whole value of the one above it: 个 below 10, 提高 below 得到.

        `surely`: only where the value above could not stand alone.
        """
        text = self._rows[index].parts.texts[0][1].text
        above = self._rows[index - 1].parts.texts if index and self._rows[index].parts.level2 is None else ()
        if len(above) not in (1, len(self._columns)):
            return False
        value = above[self._values if len(above) > 1 else 0][1].text
        if surely and is_complete_value(value, self._labels):
            return False
        return completes_value(value, text, self._labels)

    def _too_many(self, entry: _Read) -> tuple[list[Cell | None], list[Finding]]:
        """More texts than columns: with two columns the first ones are the name in pieces; else what is over is named."""
        texts = [cell for _, cell in entry.parts.texts]
        remark = doubt(RULE, texts, f"这一行比表头多出几格，读得未必对：“{quoted(entry.row)}”。")
        if len(self._columns) == LEVELS:
            name = Cell("".join(cell.text for cell in texts[:-1]), texts[0].place)
            return [name, texts[-1]], [remark]
        return [*texts[: len(self._columns)]], [remark]

    def shifts(self) -> Iterator[Finding]:
        """One finding for each run of rows whose contents stand in other columns than most rows'."""
        if not self._trusted or not self._full:
            return
        usual = Counter(self._rows[index].pattern for index in self._full).most_common(1)[0][0]
        run: list[int] = []
        for index in [*self._full, -1]:
            if (
                index >= 0
                and self._rows[index].pattern != usual
                and (not run or self._rows[index].pattern == self._rows[run[0]].pattern)
            ):
                run.append(index)
                continue
            if run:
                yield self._shift(run)
            run = [index] if index >= 0 and self._rows[index].pattern != usual else []

    def _shift(self, run: list[int]) -> Finding:
        cells = [cell for index in run for _, cell in self._rows[index].parts.texts]
        which = "这一行" if len(run) == 1 else f"这{len(run)}行"
        return repair(RULE, cells, f"{which}的列与其他行错开，已按内容对齐：“{quoted(self._rows[run[0]].row)}”。")
