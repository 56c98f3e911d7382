"""A goal table in the official layout as text for a fixed-width screen: box lines, merged cells, wrapped Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from assistant.chinese.cells import cells, wrap
from assistant.chinese.width import printable
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.record import record
from assistant.wording import wording

_LINES = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
"""Box characters by which neighbours they reach: 1 up, 2 down, 4 left, 8 right."""

NARROWEST = 36
"""Columns below which nothing sensible can be drawn; a narrower screen gets this width."""


@record
class Box:
    """A cell of a form: the rows and columns it covers, ends excluded."""

    text: str
    top: int
    bottom: int
    left: int
    right: int
    part: str = ""
    """As `Area.part`."""
    column: str = ""
    """As `Area.column`."""


@record
class Area:
    """Where a cell of the form was drawn: lines and columns inside its border, ends excluded."""

    part: str
    """What stands in it: a head field by its published key (project, total, goal …), `fund:2` for the third row of funds,
    `row:5` for the sixth indicator row; "" for a label or a merged level."""
    top: int
    bottom: int
    left: int
    right: int
    column: str = ""
    """Of an indicator row: level3, value, weight, or extra: and the heading."""

    @property
    def cell(self) -> str:
        """The cell alone, where a row has several: `row:5.value`."""
        return f"{self.part}.{self.column}" if self.column else self.part


@record
class Form:
    """A table as drawn: its lines, all of one width but for the heading, and where each cell stands in them."""

    lines: tuple[str, ...]
    areas: tuple[Area, ...]
    heading: int = 0
    """How many lines stand above the form."""


def _printed(key: str, /, **slots: object) -> str:
    return wording("interface/form")(key, **slots)


def table_text(table: GoalTable, width: int) -> str:
    """The table in the order of the official form, at most `width` columns wide, without a line break at the end.

    Money is in yuan as the published form has it; second levels that the form marks carry （必填）.
    """
    return "\n".join(draw_form(table, width).lines)


def draw_form(table: GoalTable, width: int, signs: Mapping[str, str] | None = None) -> Form:
    """The lines of `table_text` with where each cell stands, for screens that mark cells.

    `signs` stand before the texts of the cells (`Area.cell`) that they name; with them the year above the form is a cell too.
    """
    extra = tuple(dict.fromkeys(heading for row in table.indicators for heading in row.extra))
    weighted = any(row.weight is not None for row in table.indicators)
    headings = (*map(_printed, ("level3", "value", *(("weight",) if weighted else ()))), *extra)
    last = 4 + len(headings)
    boxes = [*_head(table, last)]
    top = max(box.bottom for box in boxes)
    boxes += _indicators(table.indicators, top, last, headings, weighted)
    if signs:
        boxes = [_signed(box, signs) for box in boxes]
    widths = _column_widths(boxes, top, last, max(width, NARROWEST))
    year = " ".join(filter(None, ((signs or {}).get("year", ""), f"{table.year}" if table.year else "")))
    heading = [printable(table.title, one_line=True) or _printed("short_title"), *([_printed("year", 年=year)] if year else [])]
    full = sum(widths) + last + 1
    titles = [" " * ((full - cells(line)) // 2) + line for text in heading for line in wrap(text, full)]
    form = draw_boxes(boxes, widths, titles)
    if signs is None or not year:
        return form
    last_line = titles[-1]
    left = len(last_line) - len(last_line.lstrip())
    place = Area("year", form.heading - 1, form.heading, left, left + cells(last_line.strip()))
    return replace(form, areas=(place, *form.areas))


def _signed(box: Box, signs: Mapping[str, str]) -> Box:
    sign = signs.get(f"{box.part}.{box.column}" if box.column else box.part) if box.part else None
    return box if sign is None else replace(box, text=f"{sign} {box.text}".rstrip())


def _head(table: GoalTable, last: int) -> list[Box]:
    """The rows above the indicators."""
    boxes: list[Box] = []
    row = 0

    def line(*filled: tuple[str, int, int, str]) -> None:
        nonlocal row
        boxes.extend(Box(text, row, row + 1, left, right, part) for text, left, right, part in filled)
        row += 1

    line((_printed("project"), 0, 1, ""), (table.project, 1, last, "project"))
    line(
        (_printed("department"), 0, 1, ""),
        (_coded(table.department_code, table.department), 1, 3, "department"),
        (_printed("unit"), 3, 4, ""),
        (_coded(table.unit_code, table.unit), 4, last, "unit"),
    )
    attribute = f"{table.attribute_code}-{table.attribute}" if table.attribute_code and table.attribute else table.attribute
    years = f"{table.period_start}-{table.period_end}" if table.period_start and table.period_end else ""
    line(
        (_printed("attribute"), 0, 1, ""),
        (attribute, 1, 3, "attribute"),
        (_printed("period"), 3, 4, ""),
        (table.period or years, 4, last, "period"),
    )
    money = [(_printed("total"), table.total, "total")]
    money += [(fund.label, fund.amount, f"fund:{at}") for at, fund in enumerate(table.funds)]
    boxes.append(Box(_printed("money"), row, row + len(money), 0, 1))
    for label, amount, part in money:
        line((label, 1, 3, ""), (_number(amount), 3, last, part))
    if table.long_term_goal:
        line((_printed("long_term_goal"), 0, 1, ""), (table.long_term_goal, 1, last, "long_term_goal"))
    line((_printed("goal"), 0, 1, ""), (table.goal, 1, last, "goal"))
    return boxes


def _indicators(rows: Sequence[Indicator], top: int, last: int, headings: Sequence[str], weighted: bool) -> list[Box]:
    """The indicator block from row `top` on, equal levels below each other merged."""
    boxes = [Box(_printed("indicators"), top, top + 1 + len(rows), 0, 1)]
    for place, text in enumerate((_printed("level1"), _printed("level2"), *headings), 1):
        boxes.append(Box(text, top, top + 1, *_columns(place)))
    columns = ("level3", "value", *(("weight",) if weighted else ()), *(f"extra:{name}" for name in headings[2 + weighted :]))
    number = 0
    for level1, below in groupby(rows, key=lambda row: row.level1):
        first = top + 1 + number
        for (level2, required), same in groupby(below, key=lambda row: (row.level2, row.required)):
            beginning = top + 1 + number
            for row in same:
                weight = (_number(row.weight),) if weighted else ()
                texts = (
                    row.level3,
                    row.value.text,
                    *weight,
                    *(row.extra.get(heading, "") for heading in headings[2 + weighted :]),
                )
                at = top + 1 + number
                boxes += [
                    Box(text, at, at + 1, *_columns(place), f"row:{number}", column)
                    for place, (text, column) in enumerate(zip(texts, columns, strict=True), 3)
                ]
                number += 1
            named = _printed("marked", 类=level2, 标=_printed("required")) if required else level2
            boxes.append(Box(named, beginning, top + 1 + number, 2, 3))
        boxes.append(Box(level1, first, top + 1 + number, 1, 2))
    return boxes


def _columns(place: int) -> tuple[int, int]:
    """The columns that the cell at a place of an indicator row covers: the third level two of them, for in the rows above it the
    label of the unit stands over its left part."""
    return (place, place + 1) if place < 3 else (3, 5) if place == 3 else (place + 1, place + 2)


def _coded(code: str, name: str) -> str:
    return _printed("coded", 代码=code, 名称=name) if code else name


def _number(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"


def _column_widths(boxes: Iterable[Box], top: int, last: int, width: int) -> list[int]:
    """How wide each column is, in all at most `width`: the label columns narrow, the rest shared by what stands in the indicator
    rows, from `top` on; what is left goes to the cells above them."""
    room = width - last
    labels = [8, 10, 18] if room >= 90 else [8, 8, 16] if room >= 60 else [4, 4, 6]
    natural = [8] * (last - 4)
    wished = 0
    for box in boxes:
        size = cells(printable(box.text, one_line=True))
        if box.top >= top and box.left >= 3:
            place = max(box.left - 4, 0)
            natural[place] = max(natural[place], size)
        elif (box.left, box.right) == (4, last):
            wished = max(wished, size)
    spare = room - sum(labels) - sum(natural)
    while spare < 0 and max(natural) > 4:
        natural[natural.index(max(natural))] -= 1
        spare += 1
    beside = min(8, natural[0] // 2)
    reached = sum(natural) + len(natural) - 2 - beside
    natural[0] += min(max(wished - reached, 0), max(spare, 0))
    return [*labels, beside, natural[0] - beside - 1, *natural[1:]]


def _lines_of(box: Box, width: int) -> list[str]:
    """The text of a box at most `width` columns wide; a label is broken between its words, which have two characters each."""
    text = printable(box.text, one_line=True)
    is_label = not box.part and text.isalpha() and not text.isascii() and len(text) % 2 == 0
    return wrap(text, width // 4 * 4 if is_label and cells(text) > width >= 4 else width)


def draw_boxes(boxes: Sequence[Box], widths: Sequence[int], titles: Sequence[str]) -> Form:
    """The form below its heading: every box with its border, a text flowing over all rows that its box covers."""
    edges = [0]
    for column in widths:
        edges.append(edges[-1] + column + 1)
    texts = [_lines_of(box, edges[box.right] - edges[box.left] - 1) for box in boxes]
    heights = [1] * max(box.bottom for box in boxes)
    for box, text in sorted(zip(boxes, texts, strict=True), key=lambda pair: pair[0].bottom - pair[0].top):
        lacking = len(text) - sum(heights[box.top : box.bottom]) - (box.bottom - box.top - 1)
        if lacking > 0:
            heights[box.bottom - 1] += lacking
    tops = [0]
    for height in heights:
        tops.append(tops[-1] + height + 1)

    reach = [[0] * (edges[-1] + 1) for _ in range(tops[-1] + 1)]
    letters = [[""] * (edges[-1] + 1) for _ in range(tops[-1] + 1)]
    for box, text in zip(boxes, texts, strict=True):
        up, down, left, right = tops[box.top], tops[box.bottom], edges[box.left], edges[box.right]
        for x in range(left, right + 1):
            for y in (up, down):
                reach[y][x] |= (4 if x > left else 0) | (8 if x < right else 0)
        for y in range(up, down + 1):
            for x in (left, right):
                reach[y][x] |= (1 if y > up else 0) | (2 if y < down else 0)
        for y, line in enumerate(text, up + 1):
            letters[y][left + 1] = line + " " * (right - left - 1 - cells(line))
            for x in range(left + 2, right):
                letters[y][x] = "\0"
    lines = [
        "".join("" if letter == "\0" else letter or _LINES[mark] for letter, mark in zip(letter_row, reach_row, strict=True))
        for letter_row, reach_row in zip(letters, reach, strict=True)
    ]
    above = len(titles)
    areas = tuple(
        Area(box.part, above + tops[box.top] + 1, above + tops[box.bottom], edges[box.left] + 1, edges[box.right], box.column)
        for box in boxes
    )
    return Form((*titles, *lines), areas, above)
