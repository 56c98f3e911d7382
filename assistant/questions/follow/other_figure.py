"""项目个数呢, 几个项目, 平均多少, 各占多少: the same set or the same groups, reckoned in another way."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Figure, Measure, Operation, Query
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

LONGEST = 10
"""A longer sentence is a question of its own."""

_KINDS = frozenset({"count", "average", "median", "share", "group", "sum"})


def other_figure(frame: Frame, query: Query) -> Built | None:
    """Nothing but how it is reckoned: a number, a mean, a share of each group."""
    asked = {str(mention.value) for mention in frame.reading.of(Kind.FIGURE)}
    ways = asked - {"group", "sum"}
    if "group" in asked:  # 各有几个, 各占多少 are one word
        ways |= {"count"} if frame.says("project_count") else {"share"} if frame.says("takes_share") else set()
    if len(frame.question) > LONGEST or not asked <= _KINDS or not frame.is_plain or frame.about_rows or frame.terms:
        return None
    if (
        frame.other_heads
        or frame.has(Kind.WHOLE)
        or frame.says("each_year")
        or frame.has(Kind.CHANGE, "fresh")
        or frame.doubtful is not None
    ):
        return None
    if frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.LOGIC, Kind.SINGLE, Kind.FUND, Kind.TREND, Kind.UNIT_ASKED):
        return None
    if frame.reading.of(Kind.ORDINAL, Kind.SIZE, Kind.TOPIC) or query.selection.subject != Subject.PROJECT:
        return None
    money = bool(frame.asks_money or frame.speaks_of_money)
    if query.operation == Operation.GROUP:
        return _of_groups(frame, query, ways, money=money)
    told_apart = frame.reading.of(Kind.SET) or any(mention.value != "then" for mention in frame.reading.of(Kind.CHANGE))
    counted = query.operation == Operation.COMPUTE and query.figure.aggregate in _NO_SUMS
    if counted and money and asked <= {"sum"} and not told_apart:  # 多少钱, 总金额 after 几个项目
        return Built(Query(Operation.COMPUTE, Figure(query.selection, Aggregate.SUM, frame.measure)))
    told = query.operation in (Operation.COMPUTE, Operation.LIST, Operation.SHARE)
    limited = told and (_is_limited(query) or _is_of_several(frame, query))
    if ways == {"count"} and limited and not money and frame.has(Kind.SUBJECT, "project"):
        return Built(Query(Operation.COMPUTE, Figure(replace(query.selection, order=None))))
    return None


_NO_SUMS = (Aggregate.COUNT, Aggregate.AVERAGE, Aggregate.MEDIAN)
"""Figures after which 总额是多少 asks for another."""


def _is_limited(query: Query) -> bool:
    """Is the set smaller than all tables of its years, and more than one project?"""
    selection = slots.flattened(query.selection)
    parts = slots.parts_of(selection.where)
    named = slots.kept(selection.where, slots.projects_slot) is not None
    return selection.places is None and not named and any(not slots.years_slot(part) for part in parts)


def _is_of_several(frame: Frame, query: Query) -> bool:
    """Is it of several projects by name, or of all of a year: 一共是几个项目 is asked of them?"""
    selection = slots.flattened(query.selection)
    return selection.places is None and frame.last is not None and len(frame.last.projects) > 1


def _of_groups(frame: Frame, query: Query, ways: set[str], *, money: bool) -> Built | None:
    """The same groups by another figure; asked again without any word for groups only where it is a fragment."""
    each = frame.has(Kind.FIGURE, "group") or frame.says("each_of_them")  # 各自合计多少钱: the sum of each group
    again = is_fragment(frame) or each or (ways == {"count"} and frame.has(Kind.SUBJECT, "project"))
    if (frame.has(Kind.FIGURE, "sum") and not each) or not (again or (money and query.figure.aggregate == Aggregate.COUNT)):
        return None
    if frame.has(Kind.SET) or query.versus is not None:
        return None
    if ways == {"count"} and not money:
        return Built(replace(query, figure=Figure(query.selection)))
    measure = frame.measure if money else query.figure.measure or Measure(Field.TOTAL)
    if ways == {"average"}:
        return Built(replace(query, figure=Figure(query.selection, Aggregate.AVERAGE, measure)))
    if ways == {"share"} and query.grouping is not None and query.grouping.field != Field.YEAR:
        counted = query.figure.aggregate == Aggregate.COUNT and not money
        part = Figure(query.selection) if counted else Figure(query.selection, Aggregate.SUM, measure)
        return Built(Query(Operation.SHARE, part, part, grouping=query.grouping))
    if not ways and money:
        return Built(replace(query, figure=Figure(query.selection, Aggregate.SUM, measure)))
    return None
