"""最高的呢 after the lowest: the other end of the same ranking; 超过5%的呢 after a change: the same with another bound."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.model.query import Compare, Condition, Operation, Places, Query, both
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.numbers import NumberTest, number_tests
from assistant.questions.types.built import Built
from assistant.questions.types.change import TURNED


def other_end(frame: Frame, query: Query) -> Built | None:
    """A fragment that says 最高, 最低 or the like, and nothing else, after a ranking of which the first was taken."""
    query = _ranking_before(frame, query)
    order = query.selection.order
    ranks = {mention.value for mention in frame.reading.of(Kind.RANK)} & {"most", "least"}
    if order is None or query.selection.places != Places() or query.operation != Operation.LIST or len(ranks) != 1:
        return None
    other = frame.reading.of(Kind.PLACE, Kind.FIGURE, Kind.TREND, Kind.SET, Kind.HEAD, Kind.FUND)
    bare = all(mention.kind in (Kind.RANK, Kind.FILLER, Kind.ASK) for mention in frame.reading.mentions)
    bare = bare and not frame.names_projects and not frame.has(Kind.ASK, "how_much", "what")
    if other or not frame.is_plain or frame.conditions.levels or frame.terms or not (bare or is_fragment(frame)):
        return None
    if order.measure.since is not None:
        return None  # 涨得最少的 is not what fell most
    selection = replace(query.selection, order=replace(order, descending="most" in ranks))
    return Built(slots.query_with(query, selection))


def _ranking_before(frame: Frame, query: Query) -> Query:
    """The query; where it only asked more of what a ranking gave (有几条), that ranking."""
    last = frame.last
    if query.selection.order is not None or last is None or len(last.projects) != 1:
        return query
    for turn in reversed(frame.context.conversation.turns[-_BACK:]):
        if turn.query is None or turn.projects != last.projects:
            return query
        if turn.query.selection.order is not None:
            return turn.query
    return query


_BACK = 4
"""As many turns as a ranking is gone back to."""


def other_change(frame: Frame, query: Query) -> Built | None:
    """Another number for the change between years that the last question set a bound on."""
    tests = number_tests(frame.reading)
    asks = frame.reading.of(Kind.HEAD, Kind.LEVEL1, Kind.LEVEL2, Kind.ROW, Kind.RANK, Kind.PLACE, Kind.FIGURE, Kind.TREND)
    if len(tests) != 1 or asks or frame.named or frame.terms or not is_fragment(frame):
        return None
    parts = slots.parts_of(query.selection.where)
    bounds = [part for part in parts if isinstance(part, Compare) and part.measure.since is not None and part.value]
    if not bounds or bounds[0].measure.percent != (tests[0].unit == "%"):
        return None
    kept = [part for part in parts if part not in bounds]
    where = both(*kept, *_bounds(bounds[0], tests[0]))
    return Built(slots.query_with(query, replace(query.selection, where=where)))


def _bounds(last: Compare, test: NumberTest) -> list[Condition]:
    """The new bounds on the same change, on its side of nothing."""
    falls = isinstance(last.value, Decimal) and last.value < 0
    bounds = test.bounds if test.compared else ((last.operator, test.bounds[0][1]),)
    if not falls:
        return [Compare(last.measure, operator, number) for operator, number in bounds]
    turned = TURNED if test.compared else {}
    return [Compare(last.measure, turned.get(operator, operator), -number) for operator, number in bounds]
