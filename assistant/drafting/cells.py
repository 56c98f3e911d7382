"""The cells of a table by name: how a list of changes calls them, what stands in them, a table with another text in one.

A cell of the head goes by its published key; a money row without a key of its own is `fund:2`, the label of one `label:2`. The
three fields of the project period are one cell. A cell of a row is its index with `level3`, `value`, `weight` or `extra:备注`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TypeGuard

from assistant.chinese.numerals import format_amount, parse_numeral
from assistant.chinese.quantities import read_value
from assistant.chinese.width import fold, squeeze
from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.published import FIRST_KEYS, TEXT_KEYS
from assistant.model.quantity import TargetValue
from assistant.model.record import record
from assistant.wording import load_toml, wording

TEXT_FIELDS = tuple(key for key in TEXT_KEYS if key != "period")
"""Cells of the head that hold a text; the period is one of years."""
_IN_ORDER = (*FIRST_KEYS, "period", "total", "money", "long_term_goal", "goal")
_ROW_PARTS = ("level3", "value", "weight")
"""Cells of a row, in the order of the form; other columns come after them."""
_ROOM = Decimal(10) ** 15
"""Yuan: what an amount in a document can be at most."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@record
class Cell:
    """Which cell is meant."""

    field: str = ""
    row: int | None = None
    part: str = ""


def cell_of(change: Change) -> Cell:
    """The cell that a change is about."""
    return Cell(change.field, change.row, change.part)


def place_in_form(change: Change) -> tuple[int, int, int]:
    """What changes are sorted by: the order of the form; rows taken out and what belongs to no cell come last."""
    if change.row is not None:
        return 1, change.row, _ROW_PARTS.index(change.part) if change.part in _ROW_PARTS else len(_ROW_PARTS)
    kind, _, number = change.field.partition(":")
    if kind in ("fund", "label", "fiscal", "other"):
        return 0, _IN_ORDER.index("money"), int(number or 0)
    if kind in _IN_ORDER:
        return 0, _IN_ORDER.index(kind), 0
    return 2, 0, 0


def where(table: GoalTable, cell: Cell) -> str:
    """The cell in words: 年度资金总额; 时效指标 本年度完成所有任务, with 权重 or 备注 behind it where such a column is meant."""
    if cell.row is not None:
        return " ".join(filter(None, (row_name(table.indicators[cell.row]), column_name(cell.part))))
    kind, _, number = cell.field.partition(":")
    if kind in ("fund", "label") and number.isdigit() and int(number) < len(table.funds):
        return table.funds[int(number)].label or wording("drafting/cells")("blank_label")
    if kind in ("fiscal", "other"):
        at = mirrored(table, kind)
        if at is not None and table.funds[at].label:
            return table.funds[at].label
    if kind == "missing":
        return number
    return wording("drafting/cells")(kind)


def column_name(part: str) -> str:
    """What a further column of the rows is called: 权重, 备注; "" for names and values."""
    return wording("drafting/cells")("weight") if part == "weight" else part.removeprefix("extra:") if ":" in part else ""


def row_name(row: Indicator) -> str:
    """A row in words: its second level and its name, or that the name is blank."""
    say = wording("drafting/cells")
    level = row.level2 or row.level1
    return " ".join(part for part in (level, row.level3 or say("blank_name")) if part)


def text_in(table: GoalTable, cell: Cell) -> str:
    """What stands in the cell, "" for a blank one; money in yuan without separators, the period as printed or as 2022-2022."""
    if cell.row is not None:
        row = table.indicators[cell.row]
        if cell.part == "level3":
            return row.level3
        if cell.part == "weight":
            return money_text(row.weight)
        return row.value.text if cell.part == "value" else row.extra.get(cell.part.removeprefix("extra:"), "")
    kind, _, number = cell.field.partition(":")
    if kind in TEXT_FIELDS:
        return str(getattr(table, kind))
    if kind == "year":
        return "" if table.year is None else str(table.year)
    if kind == "period":
        return table.period or span_of_years(table)
    if kind == "label":
        return table.funds[int(number)].label
    return money_text(amount_in(table, cell))


def span_of_years(table: GoalTable) -> str:
    """2022-2022; "" where the table has no years of a period."""
    years = [str(year) for year in (table.period_start, table.period_end) if year is not None]
    return "-".join(years)


def amount_in(table: GoalTable, cell: Cell) -> Decimal | None:
    """The amount in a cell of the money block."""
    kind, _, number = cell.field.partition(":")
    if kind == "fund":
        return table.funds[int(number)].amount
    amount = {"total": table.total, "fiscal": table.fiscal, "other": table.other}.get(kind)
    at = mirrored(table, kind)
    return table.funds[at].amount if amount is None and at is not None else amount


def money_text(amount: Decimal | None) -> str:
    """Yuan in digits: 300000; "" for a blank cell."""
    if amount is None:
        return ""
    if not amount.is_finite():
        return str(amount)
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_in_words(amount: Decimal) -> str:
    """An amount as officials write it: 145万元; one that no form has room for, or that 万元 would round, in digits: 333333元."""
    if not amount.is_finite() or abs(amount) > _ROOM:
        return money_text(amount) + "元"
    written = format_amount(amount)
    return written if parse_numeral(written.removesuffix("元")) == amount else money_text(amount) + "元"


def is_sensible(amount: Decimal | None) -> TypeGuard[Decimal]:
    """Is it an amount above zero that can be reckoned with?"""
    return amount is not None and amount.is_finite() and 0 < amount <= _ROOM


def amount_of(text: str) -> Decimal | None:
    """The inverse of `money_text`."""
    return Decimal(text) if text else None


def with_text(table: GoalTable, cell: Cell, text: str) -> GoalTable:
    """The table with the text in the cell, understood anew: a value as a quantity, a period as years, money as an amount."""
    if cell.row is not None:
        rows = list(table.indicators)
        rows[cell.row] = _row_with(rows[cell.row], cell.part, text)
        return replace(table, indicators=tuple(rows))
    kind, _, number = cell.field.partition(":")
    if kind == "year":
        return replace(table, year=int(text) if text else None)
    if kind == "period":
        years = [int(year) for year in _YEAR.findall(fold(text))]
        return replace(table, period=text, period_start=years[0] if years else None, period_end=years[-1] if years else None)
    if kind in TEXT_FIELDS:
        return replace(table, **{kind: text})  # type: ignore[arg-type]
    if kind == "label":
        funds = list(table.funds)
        funds[int(number)] = replace(funds[int(number)], label=text)
        return replace(table, funds=tuple(funds))
    return with_amount(table, cell, amount_of(text))


def with_amount(table: GoalTable, cell: Cell, amount: Decimal | None) -> GoalTable:
    """The table with the amount in a cell of the money block; a money row and its key (财政拨款 is `fiscal`) go together."""
    kind, _, number = cell.field.partition(":")
    if kind == "total":
        return replace(table, total=amount)
    at = int(number) if kind == "fund" else mirrored(table, kind)
    if at is not None:
        funds = list(table.funds)
        funds[at] = replace(funds[at], amount=amount)
        table = replace(table, funds=tuple(funds))
    if kind == "fiscal":
        table = replace(table, fiscal=amount)
    elif kind == "other":
        table = replace(table, other=amount)
    return table


def fund_cell(table: GoalTable, at: int) -> Cell:
    """The cell of a money row: `fiscal` or `other` for the one that the published key repeats, `fund:2` for others."""
    return next((Cell(kind) for kind in ("fiscal", "other") if mirrored(table, kind) == at), Cell(f"fund:{at}"))


def money_cells(table: GoalTable) -> tuple[Cell, ...]:
    """The cells below the total: every money row, and 财政拨款 and 其他资金 where they stand in no row."""
    rows = tuple(fund_cell(table, at) for at in range(len(table.funds)))
    keys = tuple(Cell(kind) for kind in ("fiscal", "other") if mirrored(table, kind) is None and getattr(table, kind) is not None)
    return (*rows, *keys)


def mirrored(table: GoalTable, kind: str) -> int | None:
    """The index of the money row that `fiscal` or `other` repeats: the first of that name; None where there is none."""
    names = fund_names().get(kind)
    if not names:
        return None
    return next((at for at, fund in enumerate(table.funds) if squeeze(fund.label).rstrip(":") in names), None)


@cache
def fund_names() -> dict[str, frozenset[str]]:
    """The labels of 财政拨款 (`fiscal`) and 其他资金 (`other`)."""
    labels = load_toml("lexicon/labels")["funds"]
    return {kind: frozenset(labels[kind]) for kind in ("fiscal", "other")}


def is_cost(row: Indicator) -> bool:
    """Is it a row of costs, whichever framework the table follows?"""
    return "成本" in row.level2 or "成本" in row.level1


def read_for(row: Indicator, text: str) -> TargetValue:
    """The text as the row's target value."""
    return read_value(text, is_cost=is_cost(row))


def _row_with(row: Indicator, part: str, text: str) -> Indicator:
    if part == "level3":
        return replace(row, level3=text)
    if part == "value":
        return replace(row, value=read_for(row, text))
    if part == "weight":
        return replace(row, weight=Decimal(text) if text else None)
    return replace(row, extra={**row.extra, part.removeprefix("extra:"): text})
