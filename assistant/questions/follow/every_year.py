"""历年分别怎么定的, 各年多少 after one row or one money of a project: the same in every year that there is."""

from __future__ import annotations

from assistant.model.conversation import Turn
from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import Aggregate, Figure, Grouping, OneOf, Operation, Query, Selection
from assistant.questions import slots
from assistant.questions.follow.other_years import of_years
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

LONGEST = 12
"""A longer sentence is a question of its own."""

_SAYS_MORE = (
    *(Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.LOGIC, Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.HEAD, Kind.FUND, Kind.TREND),
    *(Kind.SUBJECT, Kind.ROW, Kind.SET, Kind.SINGLE, Kind.ORDINAL),
)
"""Kinds of words by which something else is asked than each year's figure."""


def every_year(frame: Frame, query: Query) -> Built | None:
    """Nothing but a word for all years, with or without 分别多少; of the one row or the one money that the last answer told."""
    last = frame.last
    if last is None or not frame.all_years or frame.about_rows or len(frame.question) > LONGEST:
        return None
    if frame.named or frame.excepted or frame.conditions.table or frame.terms or frame.missing_name or frame.asks_for_projects:
        return None
    reckoned = any(mention.value != "group" for mention in frame.reading.of(Kind.FIGURE))
    reckoned = reckoned or any(mention.value != "then" for mention in frame.reading.of(Kind.CHANGE))
    turns_to_money = bool(frame.money_heads) and not frame.other_heads and frame.has(Kind.CHANGE, "then")  # 钱呢，三年各多少
    others = [mention for mention in frame.reading.of(*_SAYS_MORE) if not (turns_to_money and mention.kind == Kind.HEAD)]
    if not reckoned and not others and turns_to_money and len({name for name, _ in last.projects}) == 1:
        one = Selection(Subject.PROJECT, OneOf(Field.PROJECT, (last.projects[0][0],)))
        money = Figure(one, Aggregate.SUM, frame.measure)
        return Built(Query(Operation.GROUP, _over_all_years(frame, money), grouping=Grouping(Field.YEAR)))
    if reckoned or frame.reading.of(*_SAYS_MORE) or frame.has(Kind.ASK, "which", "list"):
        return None
    if _tells_one_row(last, query) and not frame.asks_money:
        return Built(slots.query_with(query, _over_all_years(frame, query.figure).selection))
    if _tells_one_money(last, query):
        money = Figure(query.selection, Aggregate.SUM, query.fields[0])
        return Built(Query(Operation.GROUP, _over_all_years(frame, money), grouping=Grouping(Field.YEAR)))
    return None


def _tells_one_row(last: Turn, query: Query) -> bool:
    """Was it rows of one name, of one project?"""
    names = {level3 for *_, level3 in last.rows}
    of_rows = query.operation == Operation.LIST and query.selection.subject == Subject.INDICATOR
    return of_rows and len(names) == 1 and len({project for project, *_ in last.rows}) == 1


def _tells_one_money(last: Turn, query: Query) -> bool:
    """Was it one money of one project?"""
    shown = query.operation == Operation.SHOW and [measure.field in MONEY_FIELDS for measure in query.fields] == [True]
    return shown and len(last.projects) == 1


def _over_all_years(frame: Frame, figure: Figure) -> Figure:
    """The figure over all years, the project under each of its names."""
    everywhere = of_years(frame, figure, frame.context.knowledge.years())
    return slots.figure_with(everywhere, slots.without(everywhere.selection.where, slots.years_slot))
