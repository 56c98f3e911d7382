"""第二高的呢, 2024年呢 (after a ranking): the same ranking at another place."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import Operation, Places, Query, both
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Ranking
from assistant.questions.types.built import Built, money_of

BACK = 4
"""As many turns as a fragment goes back."""


def other_place(frame: Frame, query: Query) -> Built | None:
    """第二高的呢, 2024年呢 (after a ranking): the same ranking at another place."""
    places = frame.reading.of(Kind.PLACE)
    if query.selection.order is None and frame.question.endswith(cue("continues")):
        query = _last_ranking(frame) or query
    if not places or (not is_fragment(frame) and not frame.is_plain) or query.selection.order is None:
        return None
    if frame.about_rows or frame.has(Kind.SET) or frame.speaks_of_money or frame.heads:
        return None
    ranking = places[0].value
    assert isinstance(ranking, Ranking)
    order = query.selection.order
    low = says(places[0].text, "low_place")
    explicit = frame.reading.of(Kind.RANK) or low or says(places[0].text, "superlative") or ranking.from_end
    if explicit:
        order = replace(order, descending=not (low or ranking.from_end or frame.has(Kind.RANK, "least", "ascending")))
    selection = replace(query.selection, order=order, places=Places(ranking.first, ranking.last))
    if frame.years:
        selection = replace(selection, where=both(slots.without(selection.where, slots.years_slot), year_condition(frame.years)))
    if frame.has(Kind.FIGURE, "sum") and query.operation == Operation.LIST and selection.subject == Subject.PROJECT:
        return Built(Query(Operation.COMPUTE, money_of(frame, selection)))
    return Built(slots.query_with(query, selection))


def _last_ranking(frame: Frame) -> Query | None:
    """The ranking that the conversation goes back to: the latest of the last few turns."""
    queries = (turn.query for turn in reversed(frame.context.conversation.turns[-BACK:]))
    return next((query for query in queries if query is not None and query.selection.order is not None), None)
