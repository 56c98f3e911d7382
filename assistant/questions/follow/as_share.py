"""占今年全县总额多少, 占比呢 after a sum: the figure just given as a share of the whole."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import Aggregate, Figure, Measure, OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.follow.figures import one_selection
from assistant.questions.follow.other_years import of_years
from assistant.questions.frame import Frame, year_condition
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

LONGEST = 12
"""A longer sentence is a question of its own."""


def as_share(frame: Frame, query: Query) -> Built | None:
    """A word for a share after a fund was added up or shown: that fund is the part, not the totals of its tables."""
    if not frame.has(Kind.FIGURE, "share") or frame.named or frame.about_rows or frame.terms or frame.asks_for_projects:
        return None
    if frame.says("own_total") or frame.conditions.table or frame.money_heads not in ((), (Field.TOTAL,)) or frame.has(Kind.FUND):
        return None
    if query.operation == Operation.GROUP:
        return _of_first_group(frame, query)
    if query.operation == Operation.SHARE:
        return _of_other_year(frame, query)
    if query.operation == Operation.ADD:
        return _of_added(frame, query)
    if query.operation == Operation.SHOW:
        return _of_shown(frame, query)
    measure = query.figure.measure if query.operation == Operation.COMPUTE else None
    if measure is None or measure.field not in MONEY_FIELDS - {Field.TOTAL} or query.figure.aggregate != Aggregate.SUM:
        return None
    years = frame.years or tuple(sorted(slots.years_in(query.selection.where)))
    if not years and frame.context.latest is not None:
        years = (frame.context.latest,)
    if not slots.years_in(query.selection.where) <= set(years):
        return None
    whole = query.selection if _asked_before(frame, query) else Selection(Subject.PROJECT, year_condition(years))
    figure = replace(query.figure, selection=query.selection)
    return Built(Query(Operation.SHARE, figure, Figure(whole, Aggregate.SUM, Measure(Field.TOTAL))))


def _of_first_group(frame: Frame, query: Query) -> Built | None:
    """今年哪个局钱最多, then 占全县的百分之几: the money of the department or year that came first, of all that was grouped."""
    last, grouping = frame.last, query.grouping
    if last is None or grouping is None or grouping.field is None or len(last.leading) != 1 or frame.years or query.figure.plus:
        return None
    if query.figure.aggregate not in (Aggregate.SUM, Aggregate.COUNT) or frame.has(Kind.FIGURE, "group"):
        return None
    key = last.leading[0]
    by_year = grouping.field == Field.YEAR
    first = year_condition((int(key),)) if by_year and key.isdigit() else OneOf(grouping.field, (key,))
    selection = query.figure.selection
    part = slots.figure_with(query.figure, both(selection.where, first))
    return Built(Query(Operation.SHARE, part, query.figure))


def _of_other_year(frame: Frame, query: Query) -> Built | None:
    """去年它占多少 after a share: the same share of that year."""
    if query.versus is None or not frame.years or len(frame.question) > LONGEST:
        return None
    figure, versus = (of_years(frame, one, frame.years) for one in (query.figure, query.versus))
    return Built(replace(query, figure=figure, versus=versus))


def _of_shown(frame: Frame, query: Query) -> Built | None:
    """省里给了多少, then 占比多少: the part of one project's money that was shown, of all its money."""
    last = frame.last
    parts = [measure for measure in query.fields if measure.field in MONEY_FIELDS - {Field.TOTAL}]
    if len(parts) != 1 or len(query.fields) != 1 or last is None or len(last.projects) != 1 or frame.has(Kind.WHOLE):
        return None
    part, whole = (Figure(query.selection, Aggregate.SUM, measure) for measure in (parts[0], Measure(Field.TOTAL)))
    return Built(Query(Operation.SHARE, part, whole))


def _asked_before(frame: Frame, query: Query) -> bool:
    """Was all the money of the same tables asked for just before (一共多少, 其中上级资金多少, 占百分之几)? It is the whole."""
    if frame.has(Kind.WHOLE) or frame.years:
        return False
    queries = [turn.query for turn in frame.context.conversation.turns if turn.query is not None][-2:-1]
    return any(
        before.operation == Operation.COMPUTE
        and before.figure.measure == Measure(Field.TOTAL)
        and slots.flattened(before.selection) == slots.flattened(query.selection)
        for before in queries
    )


def _of_added(frame: Frame, query: Query) -> Built | None:
    """两家合起来多少, then 占全县多少: both as one part of the whole of their years."""
    part, measure = one_selection(query), query.figure.measure
    if part is None or measure is None or query.figure.aggregate != Aggregate.SUM:
        return None
    years = tuple(sorted(slots.years_in(part.where)))
    if frame.years and frame.years != years:
        return None
    whole = Figure(Selection(Subject.PROJECT, year_condition(years)), Aggregate.SUM, Measure(Field.TOTAL))
    return Built(Query(Operation.SHARE, Figure(part, Aggregate.SUM, measure), whole))
