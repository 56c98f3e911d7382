"""Amounts that stand in a list of their own, on another sheet or above the goals: project and money, no indicators (预算05-1表).

A table that prints no money takes that of the one row of such a list that names its project, and it is said where from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid, Paragraph, RawDocument
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.source import Place
from assistant.normalise.cells import amount_of, caption_unit, code_and_name
from assistant.normalise.grid import Row, filled
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.placed_row import whole_header
from assistant.normalise.tables import is_header

RULE = "amount-from-list"

_UNIT = re.compile(r"\([^()]*\)$")
_AMONG = re.compile(r"^其中:?")
_PAIR = 2
_REACH = 6
"""So many rows above the header the unit of money may stand."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """A row of a list of amounts."""

    project: str
    unit: str
    total: Decimal
    funds: tuple[Fund, ...]
    place: Place


def with_amounts(document: RawDocument, tables: Sequence[GoalTable], labels: Labels) -> tuple[list[GoalTable], list[Finding]]:
    """The tables, those without any money with what a list of the document gives for their project; and what was done."""
    if not any(_lacks_money(table) for table in tables):
        return list(tables), []
    amounts = list(_amounts(document, labels))
    done: list[GoalTable] = []
    findings: list[Finding] = []
    for table in tables:
        fitting = [amount for amount in amounts if amount.project == squeeze(table.project)] if _lacks_money(table) else []
        if len(fitting) > 1 and table.unit:
            fitting = [amount for amount in fitting if amount.unit == squeeze(table.unit)] or fitting
        if len({amount.total for amount in fitting}) == 1:
            found = fitting[0]
            place = replace(found.place, table=table.place.table)
            table = _with_amount(table, found, labels)
            told = f"“{table.project}”的表上没有印金额，按{found.place.label}的清单读作{found.total:f}元。"
            findings.append(Finding(RULE, Severity.REPAIR, place, told))
        elif fitting:
            told = f"清单里有{len(fitting)}行是“{table.project}”，金额不同，没有取。"
            findings.append(Finding(RULE, Severity.DOUBT, table.place, told, "请对照原文件补上年度资金总额。"))
        done.append(table)
    return done, findings


def _with_amount(table: GoalTable, found: _Amount, labels: Labels) -> GoalTable:
    """The table with the amounts of the row, and with its unit where the table names none."""
    places = {**table.places, "total": replace(found.place, table=table.place.table)}
    known: dict[str, Decimal | None] = {"fiscal": table.fiscal, "other": table.other}
    for fund in found.funds:
        label = labels.head(fund.label)
        if label is not None and known.get(label.field, fund.amount) is None:
            known[label.field] = fund.amount
            places[label.field] = replace(fund.place, table=table.place.table)
    unit = table.unit or found.unit
    if unit != table.unit:
        places["unit"] = replace(found.place, table=table.place.table)
    return replace(
        table, total=found.total, fiscal=known["fiscal"], other=known["other"], funds=found.funds, unit=unit, places=places
    )


def _lacks_money(table: GoalTable) -> bool:
    return table.total is None and table.fiscal is None and not any(fund.amount is not None for fund in table.funds)


def _amounts(document: RawDocument, labels: Labels) -> Iterator[_Amount]:
    """The rows of all lists of amounts in the document."""
    above: list[str] = []
    for part in document.parts:
        if isinstance(part, Paragraph):
            above.append(part.text)
        elif isinstance(part, Grid) and part.exact:
            for index, row in enumerate(part.rows):
                if _is_list_header(row, labels):
                    captions = [*above[-_REACH:], *(cell.text for caption in part.rows[:index] for _, cell in filled(caption))]
                    units = [unit for text in captions if (unit := caption_unit(text, labels)) is not None]
                    yield from _rows(part.rows, index, units[-1] if units else None, labels)
                    break
            above = []


def is_list_of_amounts(row: Row, labels: Labels) -> bool:
    """Whether the row heads a list of projects and money without indicators."""
    cells = filled(row)
    fields = [label.field for _, cell in cells if (label := labels.head(cell.text)) is not None]
    money = {"total", "fiscal", "fund"} & set(fields) or any(labels.sums(_UNIT.sub("", squeeze(cell.text))) for _, cell in cells)
    return "project" in fields and bool(money) and len(cells) > _PAIR and not is_header(row, labels)


def _is_list_header(row: Row, labels: Labels) -> bool:
    """Whether the row may head a list of projects without indicators, whose money stands in a second row of headings."""
    fields = [label.field for _, cell in filled(row) if (label := labels.head(cell.text)) is not None]
    return "project" in fields and len(filled(row)) > 1 and not is_header(row, labels)


def _rows(rows: tuple[Row, ...], start: int, unit: Decimal | None, labels: Labels) -> Iterator[_Amount]:
    header, below = whole_header(rows, start, labels)
    columns = {column: label for column, cell in filled(header) if (label := labels.head(cell.text)) is not None}
    name = next((column for column, label in columns.items() if label.field == "project"), None)
    totals = [column for column, label in columns.items() if label.field == "total"]
    totals = totals or [column for column, cell in filled(header) if labels.sums(_UNIT.sub("", squeeze(cell.text)))]
    if name is None or not totals:
        return
    total = totals[0]
    owner = next((column for column, label in columns.items() if label.field == "unit"), None)
    sources = [
        (column, header[column].text)
        for column, _ in filled(header)
        if column not in (name, owner, *totals) and (labels.fund(header[column].text) or _is_source(header[column], labels))
    ]

    def yuan(row: Row, column: int) -> Decimal | None:
        label = columns.get(column)
        own = label.unit if label is not None else None
        return amount_of(row[column].text, own or unit).yuan if column < len(row) else None

    unit_above = ""
    for row in rows[below:]:
        text = squeeze(row[name].text) if name < len(row) else ""
        if owner is not None and owner < len(row) and row[owner].text.strip():
            unit_above = squeeze(code_and_name(row[owner].text)[1])
        amount = yuan(row, total)
        if text and amount is not None and not labels.sums(text):
            funds = tuple(
                Fund(_AMONG.sub("", squeeze(label)), value, row[column].place)
                for column, label in sources
                if (value := yuan(row, column)) is not None
            )
            yield _Amount(text, unit_above, amount, funds, row[total].place)


def _is_source(cell: Cell, labels: Labels) -> bool:
    label = labels.head(cell.text)
    return label is not None and label.field in ("fiscal", "other", "fund")
