"""多少钱, 几个项目 after 哪个局最多 or 哪年最多: the figure of the department, unit or year that stands first."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.query import Figure, Operation, Query, both
from assistant.questions.frame import Frame, year_condition
from assistant.questions.last_answer import is_by, office_of, years_of
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, money_of

LONGEST = 8
"""A longer sentence is a question of its own."""


def of_first(frame: Frame, query: Query) -> Built | None:
    """Nothing but how much or how many, after a ranking of groups that one group leads."""
    last = frame.last
    if last is None or query.operation != Operation.GROUP or len(last.leading) != 1 or len(frame.question) > LONGEST:
        return None
    asks = frame.has(Kind.ASK, "how_much") or frame.has(Kind.FIGURE, "count")
    if not asks or not frame.is_plain or frame.about_rows or frame.terms or frame.heads or frame.has(Kind.WHOLE):
        return None
    others = [mention for mention in frame.reading.of(Kind.FIGURE) if mention.value != "count"]
    if others or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY) or frame.question.endswith(cue("continues")):
        return None
    first = year_condition(years_of(last)) if is_by(query, Field.YEAR) else office_of(last)
    if first is None:
        return None
    selection = replace(query.selection, where=both(query.selection.where, first), order=None)
    if frame.has(Kind.FIGURE, "count"):
        return Built(Query(Operation.COMPUTE, Figure(selection)))
    figure = money_of(frame, selection) if frame.asks_money else replace(query.figure, selection=selection)
    return Built(Query(Operation.COMPUTE, figure))
