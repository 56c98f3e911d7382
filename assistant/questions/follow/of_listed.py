"""满意度呢, 分别多少钱, 目标呢 after a list of tables: that of each of them."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import MONEY_FIELDS, Subject
from assistant.model.query import Figure, HasRows, Measure, Operation, Query, Selection
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of

LONGEST = 12
"""A longer sentence is a question of its own."""


def of_listed(frame: Frame, query: Query) -> Built | None:
    """Nothing but a category of rows, money or another field, after several tables of which something was asked."""
    last = frame.last
    if len(frame.pointed) == 1:
        return None  # 最后一名的满意度 is asked of that one
    if last is None or len(last.projects) < 2 or len(frame.question) > LONGEST or not _is_bare(frame):
        return None
    selection = query.selection
    if query.operation not in (Operation.LIST, Operation.COMPUTE) or selection.subject != Subject.PROJECT or _whole(selection):
        return None
    each = frame.has(Kind.FIGURE, "group") or frame.says("each_of_them")
    if frame.conditions.levels and not frame.heads:
        if any(isinstance(part, HasRows) for part in slots.parts_of(selection.where)) and not each:
            return None  # 成本呢 after 哪些没有满意度指标 asks which have none of those
        chosen = Selection(Subject.INDICATOR, frame.conditions.level, within=selection)
        return Built(list_of(chosen)) if each or is_fragment(frame) else None
    if frame.about_rows or query.operation != Operation.LIST:
        return None
    fields = tuple(Measure(field) for field in frame.heads if field not in MONEY_FIELDS)
    if fields and not frame.speaks_of_money:
        return Built(Query(Operation.SHOW, Figure(selection), fields=fields))
    money = frame.speaks_of_money or frame.asks_money
    if money and not fields and (each or (frame.speaks_of_money and is_fragment(frame))):
        return Built(replace(list_of(selection), fields=(frame.measure,)))
    return None


def _is_bare(frame: Frame) -> bool:
    """Does it name nothing but what is asked of each?"""
    if not frame.is_plain or frame.terms or frame.missing_name or frame.doubtful is not None or frame.asks_for_projects:
        return False
    others = [mention for mention in frame.reading.of(Kind.FIGURE) if mention.value != "group"]
    told = frame.reading.of(
        Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.LOGIC, Kind.WHOLE, Kind.SINGLE, Kind.ORDINAL, Kind.TREND, Kind.SUBJECT
    )
    changes = frame.has(Kind.CHANGE, "only", "swap", "add", "narrow", "reverse", "correct", "fresh", "rest")
    asks = frame.has(Kind.ASK, "which", "list")
    units = frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.QUANTITY)
    return not (others or told or changes or asks or units)


def _whole(selection: Selection) -> bool:
    """Is the set all tables, or all of a year?"""
    flat = slots.flattened(selection)
    return flat.places is None and all(slots.years_slot(part) for part in slots.parts_of(flat.where)) and flat.within is None
