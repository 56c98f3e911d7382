"""其中最高的是哪个 after 满意度在96%以上的有哪些, 最贵的是哪条 after unit prices: ranked by the value that was spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import (
    And,
    Compare,
    Condition,
    HasRows,
    Measure,
    Operation,
    Order,
    Places,
    Quantifier,
    Query,
    Selection,
    both,
)
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.lexicon import says
from assistant.questions.mention import Kind
from assistant.questions.rows import units_of_last
from assistant.questions.types.built import Built, list_of


def highest_of_rows(frame: Frame, query: Query) -> Built | None:
    """One word for the highest or the lowest and nothing else, after rows, or after projects by one kind of row."""
    ranks = frame.reading.of(Kind.RANK)
    if len(ranks) != 1 or ranks[0].value not in ("most", "least") or frame.reading.of(Kind.PLACE, Kind.TREND, Kind.FIGURE):
        return None
    if not frame.is_plain or frame.terms or (frame.about_rows and not _says_row(frame)) or frame.heads or frame.asks_money:
        return None
    selection = query.selection
    again = selection.order == Order(Measure(Field.NUMBER), descending=ranks[0].value == "least")  # 最便宜的呢 after 最贵的
    if query.operation != Operation.LIST or not (selection.order is None or again) or frame.speaks_of_money:
        return None
    where = selection.where
    if selection.subject == Subject.PROJECT:
        parts = tuple(slots.parts_of(selection.where))
        rows = _only_rows(parts)
        if rows is None or not says(ranks[0].text, "of_height"):
            return None
        where = both(*(part for part in parts if not isinstance(part, HasRows)), rows)
    elif not _one_kind(frame) or not says(ranks[0].text, "by_number"):
        return None
    order = Order(Measure(Field.NUMBER), descending=ranks[0].value == "most")
    return Built(list_of(Selection(Subject.INDICATOR, where, order, Places(1, 1), selection.within)))


def _says_row(frame: Frame) -> bool:
    """最贵的是哪条指标: the word for a row alone."""
    return not (frame.conditions.rows or frame.conditions.levels or frame.has(Kind.ROW))


def _only_rows(parts: Sequence[Condition]) -> Condition | None:
    """The condition on rows, where tables were asked for by one, and by no money."""
    rows = [part.condition for part in parts if isinstance(part, HasRows) and part.quantifier == Quantifier.SOME]
    money = any(isinstance(part, Compare) and part.measure.field in MONEY_FIELDS for part in parts)
    if len(rows) != 1 or money or len(rows) < sum(isinstance(part, HasRows) for part in parts):
        return None
    compared = rows[0].parts if isinstance(rows[0], And) else (rows[0],)
    on_date = any(isinstance(part, Compare) and part.measure.field == Field.DEADLINE for part in compared)
    return None if on_date else rows[0]


def _one_kind(frame: Frame) -> bool:
    """Are the rows just listed all money, or all of one unit, so that one is the highest?"""
    units = units_of_last(frame) - {""}
    return bool(units) and (len(units) == 1 or all(unit.startswith("元") for unit in units))
