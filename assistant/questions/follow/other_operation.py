"""涨了百分之几 after 差多少: the same two figures set against each other in another way; 差多少 after both were listed."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Figure, Measure, Operation, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame, year_condition
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

_OPERATIONS = (("growth", Operation.GROWTH), ("ratio", Operation.RATIO), ("difference", Operation.DIFFERENCE))


def other_operation(frame: Frame, query: Query) -> Built | None:
    """涨了百分之几 after 差多少: the same two figures set against each other in another way; 差多少 after both were listed."""
    asked = next((operation for word, operation in _OPERATIONS if frame.has(Kind.FIGURE, word)), None)
    if (
        asked is None
        or not frame.is_plain
        or frame.about_rows
        or frame.terms
        or frame.heads
        or frame.has(Kind.SINGLE)
        or frame.has(Kind.SET)
    ):
        return None
    if query.versus is not None and query.operation in (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO):
        return Built(replace(query, operation=asked))
    figures = _years_of_groups(query) or _last_two(frame)
    return Built(Query(asked, *figures)) if figures is not None else None


def _years_of_groups(query: Query) -> tuple[Figure, Figure] | None:
    """The later and the earlier of the two years that the last answer listed."""
    if query.operation != Operation.GROUP or query.grouping is None or query.grouping.field != Field.YEAR:
        return None
    years = slots.years_in(query.selection.where)
    if len(years) != 2:
        return None
    rest = slots.without(query.selection.where, slots.years_slot)
    later, earlier = (
        slots.figure_with(query.figure, both(rest, year_condition((year,)))) for year in sorted(years, reverse=True)
    )
    return later, earlier


def _last_two(frame: Frame) -> tuple[Figure, Figure] | None:
    """The figures of the last two answers, where they are the same of two years."""
    queries = [turn.query for turn in frame.context.conversation.turns if turn.query is not None][-2:]
    if len(queries) < 2 or slots.years_in(queries[0].selection.where) == slots.years_in(queries[1].selection.where):
        return None
    shapes = {
        (query.operation, str(slots.without(query.selection.where, slots.years_slot, slots.projects_slot))) for query in queries
    }
    figures = [_figure_of(query) for query in queries]
    if len(shapes) != 1 or figures[0] is None or figures[1] is None:
        return None
    return figures[1], figures[0]


def _figure_of(query: Query) -> Figure | None:
    """The one figure that an answer came to: its money, or its rows' numbers."""
    if query.operation == Operation.SHOW and query.fields:
        return Figure(query.selection, Aggregate.SUM, query.fields[0])
    if query.operation == Operation.COMPUTE:
        return query.figure
    if query.operation == Operation.LIST and query.selection.subject == Subject.INDICATOR:
        return Figure(query.selection, Aggregate.SUM, Measure(Field.NUMBER))
    return None
