"""A draft as a form that is filled in: which cells want a person, what stands in them, and the edits that typing into them makes.

A cell goes by `Area.cell` of the drawn form: `total`, `fund:1`, `row:5.value`, and `year` for the line above the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from assistant.answers.amounts import money
from assistant.answers.kinds.drafts import blank_cells
from assistant.chinese.numerals import parse_amount
from assistant.chinese.width import close_up, fold, printable
from assistant.drafting.cells import Cell, column_name, mirrored, row_name, text_in, where
from assistant.drafting.differences import differences
from assistant.drafting.refusal import EditRefused
from assistant.model.draft import Change, ChangeKind, Draft
from assistant.model.edit import RenameRow, SetField, SetFund, SetRowCell, SetTotal, SetValue, SetYear, TableEdit, WriteGoal
from assistant.model.finding import Severity, Where
from assistant.model.goal_table import GoalTable
from assistant.wording import wording

NAME, VALUE, WEIGHT = "level3", "value", "weight"
"""The columns of an indicator row; those that only some forms print are `extra:` and their heading."""

_SHARED = {
    "department_code": "department",
    "unit_code": "unit",
    "attribute_code": "attribute",
    "period_start": "period",
    "period_end": "period",
}
"""Head fields that share a cell of the form with another."""
_HEAD = ("year", "project", "department", "unit", "attribute", "period", "total")
_GOALS = ("long_term_goal", "goal")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODED = re.compile(r"[【\[](?P<code>[^】\]]*)[】\]](?P<name>.*)")
_DASHED = re.compile(r"(?P<code>\d+)-(?P<name>.+)")


class Mark(StrEnum):
    """What a cell of a draft is marked as: the four kinds of change, and that it is blank and must not be."""

    SUGGESTED = "suggested"
    MISSING = "missing"
    REQUESTED = "requested"
    ROLLED = "rolled"
    KEPT = "kept"


_RANK = tuple(Mark)
"""Of several marks the first counts."""


def cells_of(table: GoalTable) -> tuple[str, ...]:
    """The cells that can be filled in, in the order of the form."""
    funds = (f"fund:{at}" for at in range(len(table.funds)))
    goals = _GOALS if table.long_term_goal else _GOALS[1:]
    columns = columns_of(table)
    rows = (f"row:{at}.{column}" for at in range(len(table.indicators)) for column in columns)
    return (*_HEAD, *funds, *goals, *rows)


def columns_of(table: GoalTable) -> tuple[str, ...]:
    """The columns that the form has of its indicator rows, from the names on."""
    weighted = any(row.weight is not None for row in table.indicators)
    headings = dict.fromkeys(heading for row in table.indicators for heading in row.extra)
    return (NAME, VALUE, *((WEIGHT,) if weighted else ()), *(f"extra:{heading}" for heading in headings))


def marks(draft: Draft) -> Mapping[str, Mark]:
    """How the cells are marked; those that were taken over and need no look have no mark."""
    found: dict[str, Mark] = {}

    def mark(cell: str, kind: Mark) -> None:
        if cell not in found or _RANK.index(kind) < _RANK.index(found[cell]):
            found[cell] = kind

    for change in draft.changes:
        blank = change.kind is ChangeKind.KEPT and not change.after
        for cell in cells_of_change(change, draft.table):
            mark(cell, Mark.MISSING if blank else Mark(change.kind.value))
    for cell in _blank(draft.table):
        mark(cell, Mark.MISSING)
    return found


def marked_as(draft: Draft, mark: str, is_done: Callable[[str], bool] = lambda cell: False) -> tuple[int, tuple[str, ...]]:
    """How often a mark counts, and the cells that it is about, in the order of the list.

    A change counts once however many cells it is about, as where the changes are told, and also where its cell carries another
    mark in front; a blank counts by its cell. What is to be looked at counts as long as one of its cells is not `is_done`.
    """
    if mark == Mark.MISSING:
        blank = tuple(cell for cell, found in marks(draft).items() if found is Mark.MISSING)
        return len(blank), blank
    number, found = 0, dict[str, None]()
    for change in draft.changes:
        if change.kind.value != mark or change.is_remark:
            continue
        cells = cells_of_change(change, draft.table)
        if mark in (Mark.KEPT, Mark.SUGGESTED) and cells and all(map(is_done, cells)):
            continue
        number += 1
        found.update(dict.fromkeys(cells))
    return number, tuple(found)


def changes_at(draft: Draft, cell: str) -> tuple[Change, ...]:
    """What is listed about a cell."""
    return tuple(change for change in draft.changes if cell in cells_of_change(change, draft.table))


def proposal_at(draft: Draft, cell: str) -> Change | None:
    """What is proposed for a cell; None where nothing is."""
    return next((one for one in changes_at(draft, cell) if one.kind is ChangeKind.SUGGESTED and one.after), None)


def cells_of_change(change: Change, table: GoalTable) -> tuple[str, ...]:
    """The cells of the form that a change is about; () where it is about none: a row that is gone, a missing category."""
    if change.row is not None:
        columns = (change.part,) if change.part else (NAME, VALUE)
        return tuple(f"row:{change.row}.{column}" for column in columns)
    return _head_cell(change.field, table)


def cells_of_finding(place: Where | None, table: GoalTable) -> tuple[str, ...]:
    """The cells that a finding of a review is about; of a category the values of all its rows."""
    if place is None:
        return ()
    if place.field:
        return _head_cell(place.field, table)
    if place.row is not None:
        return (f"row:{place.row}.{VALUE if place.level3 else NAME}",)
    rows = enumerate(table.indicators)
    return tuple(f"row:{at}.{VALUE}" for at, row in rows if row.level1 == place.level1 and place.level2 in ("", row.level2))


def _head_cell(field: str, table: GoalTable) -> tuple[str, ...]:
    kind, _, number = field.partition(":")
    if kind in ("fiscal", "other"):
        at = mirrored(table, kind)
        return () if at is None else (f"fund:{at}",)
    if kind in ("fund", "label"):
        return (f"fund:{number}",) if number.isdigit() and int(number) < len(table.funds) else ()
    kind = _SHARED.get(kind, kind)
    return (kind,) if kind in (*_HEAD, *_GOALS) else ()


def wanting(draft: Draft) -> tuple[str, ...]:
    """The cells that want a person, in the order of the form: blank ones, suggestions, what was kept and needs a look, and what
    a reviewer would not let pass."""
    wanted = {cell for cell, mark in marks(draft).items() if mark in (Mark.MISSING, Mark.SUGGESTED)}
    for change in draft.changes:
        if change.kind is ChangeKind.KEPT:
            wanted |= set(cells_of_change(change, draft.table))
    for finding in draft.findings:
        if finding.severity is not Severity.HINT:
            wanted |= set(cells_of_finding(finding.where, draft.table)[:1])
    return tuple(cell for cell in cells_of(draft.table) if cell in wanted)


def tick_of(table: GoalTable, cell: str) -> tuple[str, str]:
    """What is kept of a cell that someone looked at: the cell in words, which finds it among other rows again, and its text."""
    return called(table, cell), typed_text(table, cell)


def head_cell_of(field: str, table: GoalTable) -> str:
    """The cell of the head that a published key means, or `fund:` and a label; "" where the form has none."""
    kind, _, label = field.partition(":")
    if kind == "fund":
        return next((f"fund:{at}" for at, fund in enumerate(table.funds) if fund.label == label), "")
    return next(iter(_head_cell(field, table)), "")


def differing(before: GoalTable, after: GoalTable) -> frozenset[str]:
    """The cells of `after` that differ from `before`."""
    return frozenset(cell for change in differences(before, after) for cell in cells_of_change(change, after))


def called(table: GoalTable, cell: str) -> str:
    """The cell in words: 年度资金总额; 满意度指标 群众满意度 指标值."""
    row, column = _row_of(cell)
    if row is None:
        return where(table, Cell(cell))
    say, name = wording("interface/draft"), row_name(table.indicators[row])
    if column in (NAME, VALUE):
        return say(f"column.{column}", 行=name)
    return say("column.further", 行=name, 栏=column_name(column))


def typed_text(table: GoalTable, cell: str) -> str:
    """What stands in the cell, as the form shows it."""
    row, column = _row_of(cell)
    if row is not None:
        return text_in(table, Cell(row=row, part=column))
    if cell in ("department", "unit"):
        code, name = (text_in(table, Cell(field)) for field in (f"{cell}_code", cell))
        return f"【{code}】{name}" if code else name
    if cell == "attribute":
        return f"{table.attribute_code}-{table.attribute}" if table.attribute_code and table.attribute else table.attribute
    return text_in(table, Cell(cell))


def total_in_words(table: GoalTable) -> str:
    """The total as officials say it: 40万元; "" where it is blank."""
    return "" if table.total is None else money(table.total)


def edits_of(table: GoalTable, cell: str, typed: str) -> tuple[TableEdit, ...]:
    """The edits that make the cell hold what was typed; () where it does already. EditRefused where it cannot hold that."""
    text = printable(typed, one_line=True).strip()
    if text == typed_text(table, cell):
        return ()
    text = close_up(text)
    row, column = _row_of(cell)
    if row is not None:
        if column in (NAME, VALUE):
            return (RenameRow(row, text),) if column == NAME else (SetValue((row,), text),)
        return (SetRowCell(row, column, text),)
    kind, _, number = cell.partition(":")
    if kind == "year":
        return (SetYear(_year(text)),)
    if kind == "total":
        return (SetTotal(_amount(text, where(table, Cell(cell)))),)
    if kind == "fund":
        label = table.funds[int(number)].label
        if not label:
            raise EditRefused("这一行没有资金来源的名称，不能在这里改。", "请先在原表里写上资金来源。")
        return (SetFund(label, _amount(text, label) if text else None),)
    if kind == "goal":
        return (WriteGoal(text, whole=True),)
    if kind in ("department", "unit", "attribute"):
        return tuple(_coded(table, kind, text))
    if kind == "period" and text and not _YEAR.search(fold(text)):
        raise EditRefused(f"项目期“{text}”里没有年份。", "请写成 2024-2026 这样。")
    return (SetField(kind, text),)


def _year(text: str) -> int:
    found = re.fullmatch(r"(\d{4})年?度?", fold(text).replace(" ", ""))
    if found is None:
        raise EditRefused(f"“{text}”不是一个年度。" if text else "年度不能空着。", "请写四位数字，例如：2024。")
    return int(found[1])


def _amount(text: str, what: str) -> Decimal:
    amount = parse_amount(text) if text else None
    if amount is None:
        raise EditRefused(f"{what}不能空着。" if not text else f"“{text}”不是一个金额。", "请写成 40万 或 400000 这样的数。")
    return amount


def _coded(table: GoalTable, kind: str, text: str) -> Iterator[SetField]:
    """A name with its code before it, as the form shows the two; what was typed without a code has none."""
    found = (_DASHED if kind == "attribute" else _CODED).fullmatch(text)
    code, name = (found["code"], found["name"]) if found else ("", text)
    if name.strip() != getattr(table, kind):
        yield SetField(kind, name.strip())
    if code.strip() != getattr(table, f"{kind}_code"):
        yield SetField(f"{kind}_code", code.strip())


def _row_of(cell: str) -> tuple[int | None, str]:
    """The row's index and its column; None where it is a cell of the head."""
    part, _, column = cell.partition(".")
    kind, _, number = part.partition(":")
    return (int(number), column) if kind == "row" else (None, "")


def row_at(cell: str) -> int | None:
    """The index of the row that the cell stands in; None for the head."""
    return _row_of(cell)[0]


def _blank(table: GoalTable) -> Iterator[str]:
    for asked in blank_cells(table):
        if asked.row is None:
            yield asked.field
            continue
        row = table.indicators[asked.row]
        if not row.level3:
            yield f"row:{asked.row}.{NAME}"
        if not row.value.text:
            yield f"row:{asked.row}.{VALUE}"
