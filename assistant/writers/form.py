"""The official form (项目支出绩效目标表) as boxes on a grid: what docx, xlsx and html merge, and what text formats lay out flat.

Five columns (名称, 一级指标, 二级指标, 三级指标, 指标值), then one each for weights and for further printed columns. Nothing is
left out: what stands in the table stands in the form, so that the form can be read back. Money is in yuan (元), whatever the
source had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from functools import cache

from assistant.chinese.width import printable
from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.record import record
from assistant.wording import load_toml, wording

COLUMNS = 5
"""Columns that every form has."""
NO_LEVEL = "—"
"""Stands for a blank level, so that it is not taken for a merged cell's."""

_MARK = re.compile(r"[（(]([^（）()]+)[）)]")
_UNFIT = re.compile("[\ufffe\uffff]")
"""Characters that XML does not allow and that `printable` lets pass."""


class Role(Enum):
    """What a cell of the form is; decides its looks."""

    TITLE = "title"
    YEAR = "year"
    LABEL = "label"
    """A printed label, heading or level."""
    TEXT = "text"
    """A short text that was filled in."""
    LONG = "long"
    """A text that runs over lines: a goal."""
    NUMBER = "number"
    """An amount or a weight; `FormCell.number` holds it."""


@record
class FormCell:
    """A cell of the form, merged or not."""

    text: str
    row: int
    """First row that it covers, from 0."""
    column: int
    """First column that it covers, from 0."""
    height: int = 1
    width: int = 1
    role: Role = Role.TEXT
    number: Decimal | None = None
    """The number behind the text of `Role.NUMBER`; None where the cell is blank."""


@record
class Form:
    """A table laid out; its cells cover the grid without gaps, in the order of reading."""

    rows: int
    columns: int
    cells: tuple[FormCell, ...]
    heading: int
    """The row with 一级指标, 二级指标, 三级指标, 指标值."""
    title_rows: int = 2
    """So many rows on top are title and year."""

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The texts row by row as formats without merged cells have them: once, in the upper left cell; levels in every row."""
        grid = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            text = cell.text.replace("\n", "") if cell.role is Role.LABEL else cell.text
            grid[cell.row][cell.column] = text
            if cell.row > self.heading and cell.column in (1, 2):
                for row in range(cell.row, cell.row + cell.height):
                    grid[row][cell.column] = text
        return tuple(map(tuple, grid))


def form_text(key: str, /, **slots: object) -> str:
    """What the official form prints (`prompts/interface/form.toml`)."""
    return wording("interface/form")(key, **slots)


def form_of(table: GoalTable) -> Form:
    """The table in the official form."""
    extra = tuple(dict.fromkeys(heading for row in table.indicators for heading in row.extra))
    weighted = any(row.weight is not None for row in table.indicators)
    columns = COLUMNS + weighted + len(extra)
    cells = [*_head(table, columns)]
    heading = max(cell.row for cell in cells) + 1
    columns_named = ("block", "level1", "level2", "level3", "value", *(("weight",) if weighted else ()))
    headings = (*map(form_text, columns_named), *extra)
    cells += [FormCell(text, heading, column, role=Role.LABEL) for column, text in enumerate(headings)]
    cells += _body(table.indicators, heading + 1, extra, weighted)
    cells = sorted((replace(cell, text=fit(cell.text)) for cell in cells), key=lambda cell: (cell.row, cell.column))
    return Form(heading + 1 + len(table.indicators), columns, tuple(cells), heading)


def fit(text: str) -> str:
    """The text as files may hold it: nothing that steers a terminal, nothing that XML refuses."""
    return text if text.isprintable() and text.isascii() else _UNFIT.sub("\ufffd", printable(text))


def plain(number: Decimal | None) -> str:
    """A number in full, without exponent and without zeros at its end: 200000, 0.5; "" for None."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _head(table: GoalTable, columns: int) -> Iterator[FormCell]:
    """The rows above the indicators."""
    year = form_text("no_year") if table.year is None else form_text("year", 年=table.year)
    yield FormCell(table.title.strip() or form_text("default_title"), 0, 0, width=columns, role=Role.TITLE)
    yield FormCell(year, 1, 0, width=columns, role=Role.YEAR)
    yield FormCell(form_text("project"), 2, 0, width=2, role=Role.LABEL)
    yield FormCell(table.project, 2, 2, width=columns - 2)
    pairs = (
        ("department", _coded(table.department_code, table.department), "unit", _coded(table.unit_code, table.unit)),
        ("attribute", _attribute(table), "period", table.period or _years(table)),
    )
    for row, (label, text, label_beside, text_beside) in enumerate(pairs, 3):
        yield FormCell(form_text(label), row, 0, width=2, role=Role.LABEL)
        yield FormCell(text, row, 2)
        yield FormCell(form_text(label_beside), row, 3, role=Role.LABEL)
        yield FormCell(text_beside, row, 4, width=columns - 4)
    money = _money(table)
    yield FormCell(form_text("money_in_lines"), 5, 0, height=len(money), role=Role.LABEL)
    for row, (label, amount) in enumerate(money, 5):
        yield FormCell(label, row, 1, width=2, role=Role.LABEL)
        yield FormCell(plain(amount), row, 3, width=columns - 3, role=Role.NUMBER, number=amount)
    row = 5 + len(money)
    for label, goal in (("long_term_goal", table.long_term_goal), ("goal", table.goal)):
        if goal or label == "goal":
            yield FormCell(form_text(label), row, 0, width=2, role=Role.LABEL)
            yield FormCell(goal, row, 2, width=columns - 2, role=Role.LONG)
            row += 1


def _money(table: GoalTable) -> list[tuple[str, Decimal | None]]:
    """The rows of the money block: the total, then its parts as the table lists them.

    财政拨款 and 其他资金 get a row where the table knows their amount and lists no such part.
    """
    labels = {fund.label for fund in table.funds}
    parts = [(fund.label, fund.amount) for fund in table.funds]
    if table.fiscal is not None and not labels & _names("funds", "fiscal"):
        parts.insert(0, (form_text("fiscal"), table.fiscal))
    if table.other is not None and not labels & _names("funds", "other"):
        parts.append((form_text("other"), table.other))
    if parts:
        parts[0] = (form_text("first_part", 来源=parts[0][0]), parts[0][1])
    return [(form_text("total_of_parts"), table.total), *parts]


@cache
def _names(section: str, kind: str) -> frozenset[str]:
    """The labels under which something of this kind is read."""
    words: Iterable[str] = load_toml("lexicon/labels")[section][kind]
    return frozenset(words)


def _coded(code: str, name: str) -> str:
    return form_text("coded", 代码=code, 名称=name) if code else name


def _attribute(table: GoalTable) -> str:
    if table.attribute_code.isdecimal() and table.attribute[:1].isalpha():
        return f"{table.attribute_code}-{table.attribute}"
    return _coded(table.attribute_code, table.attribute)


def _years(table: GoalTable) -> str:
    first, last = table.period_start, table.period_end
    return "" if first is None and last is None else f"{first or last}-{last or first}"


def _body(rows: Sequence[Indicator], top: int, extra: Sequence[str], weighted: bool) -> Iterator[FormCell]:
    """The indicator rows, equal levels below each other merged."""
    if not rows:
        return
    yield FormCell(form_text("indicators"), top, 0, height=len(rows), role=Role.LABEL)
    mark_optional = not any(row.required for row in rows)
    first = [row.level1 or NO_LEVEL for row in rows]
    second = [_marked(row, mark_optional) for row in rows]
    for at, end in _runs(first):
        yield FormCell(first[at], top + at, 1, height=end - at, role=Role.LABEL)
    for at, end in _runs(list(zip(first, second, strict=True))):
        yield FormCell(second[at], top + at, 2, height=end - at, role=Role.LABEL)
    for at, row in enumerate(rows, top):
        yield FormCell(row.level3, at, 3)
        yield FormCell(row.value.text, at, 4)
        if weighted:
            yield FormCell(plain(row.weight), at, COLUMNS, role=Role.NUMBER, number=row.weight)
        for column, heading in enumerate(extra, COLUMNS + weighted):
            yield FormCell(row.extra.get(heading, ""), at, column)


def _marked(row: Indicator, mark_optional: bool) -> str:
    """The second level with 必填 as the form marks it: as it was printed, where that says the same.

    选填 is printed only where no row of the table is 必填: beside such rows an unmarked one is optional.
    """
    name = row.level2 or NO_LEVEL
    if row.required is None:
        return name
    if row.required:
        printed = row.level2_printed
        found = _MARK.fullmatch(printed[len(row.level2) :]) if row.level2 and printed.startswith(row.level2) else None
        mark = found[1] if found and found[1] in _names("marks", "required") else form_text("required")
        return form_text("marked", 类=name, 标=mark)
    return form_text("marked", 类=name, 标=form_text("optional")) if mark_optional else name


def _runs(values: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Beginning and end of each run of equal values."""
    start = 0
    for at in range(1, len(values) + 1):
        if at == len(values) or values[at] != values[start]:
            yield start, at
            start = at


def changes_title() -> str:
    """What the list of changes is called."""
    return form_text("changes.title")


def change_lines(changes: Sequence[Change]) -> tuple[tuple[str, ...], ...]:
    """The list of changes as rows of texts, with the headings on top."""
    rows = [tuple(form_text(f"changes.{column}") for column in ("number", "where", "before", "after", "kind", "why"))]
    for number, change in enumerate(changes, 1):
        texts = (str(number), change.where, change.before, change.after, form_text(f"changes.{change.kind}"), change.why)
        rows.append(tuple(map(fit, texts)))
    return tuple(rows)
