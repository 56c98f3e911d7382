"""统计局占多少, 两个局差多少, 总数是多少 after figures by department: of the figures that were just told."""

from __future__ import annotations

from assistant.model.query import Aggregate, Condition, Figure, Operation, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.last_answer import is_by
from assistant.questions.mention import Kind
from assistant.questions.owner_conditions import organisation_condition
from assistant.questions.types.built import Built, set_against

LONGEST = 20
"""A longer sentence is a question of its own."""

_SAYS_MORE = (
    *(Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.LOGIC, Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.FUND, Kind.TREND),
    *(Kind.ROW, Kind.SET, Kind.SINGLE, Kind.ORDINAL, Kind.SUBJECT, Kind.CODE),
)
"""Kinds of words by which something else is asked than the figures told."""


def of_groups(frame: Frame, query: Query) -> Built | None:
    """The share of one department or unit, the difference of two, or all of them together."""
    if query.operation != Operation.GROUP or not is_by(query, *slots.ORGANISATIONS) or len(frame.question) > LONGEST:
        return None
    if frame.named or frame.excepted or frame.terms or frame.about_rows or frame.years or frame.all_years or frame.missing_name:
        return None
    if frame.reading.of(*_SAYS_MORE) or frame.has(Kind.ASK, "which", "list") or frame.has(Kind.CHANGE, "fresh"):
        return None
    if not all(map(slots.organisations_slot, frame.conditions.table)):
        return None
    figure = _as_asked(frame, query.figure)
    offices = [organisation_condition(mention) for mention in frame.reading.of(Kind.ORGANISATION) if mention.value]
    if len(offices) == 1 and frame.has(Kind.FIGURE, "share"):
        return Built(Query(Operation.SHARE, _part(figure, offices[0]), figure))
    apart = set_against(frame)
    if len(offices) == 2 and apart is not None:
        return Built(Query(apart, _part(figure, offices[0]), _part(figure, offices[1])))
    sums = frame.has(Kind.FIGURE, "sum") or any(mention.text == "总数" for mention in frame.reading.of(Kind.WHOLE))
    only_sum = {str(mention.value) for mention in frame.reading.of(Kind.FIGURE)} <= {"sum"}
    if not offices and not frame.conditions.table and sums and only_sum and not frame.says("each_of_them"):
        return Built(Query(Operation.COMPUTE, figure))
    return None


def _as_asked(frame: Frame, figure: Figure) -> Figure:
    """The figure that was told; the money where the question speaks of money after numbers."""
    money = frame.asks_money or frame.speaks_of_money
    return Figure(figure.selection, Aggregate.SUM, frame.measure) if money and figure.aggregate == Aggregate.COUNT else figure


def _part(figure: Figure, office: Condition | None) -> Figure:
    return slots.figure_with(figure, both(figure.selection.where, office))
