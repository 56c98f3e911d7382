"""反过来 alone: the ranking from its other end."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def turned_round(frame: Frame, query: Query) -> Built | None:
    """反过来 alone: the ranking from its other end."""
    if (
        not frame.has(Kind.CHANGE, "reverse")
        or frame.conditions.table
        or frame.reading.of(Kind.PLACE, Kind.RANK)
        or query.selection.order is None
    ):
        return None
    order = replace(query.selection.order, descending=not query.selection.order.descending)
    return Built(slots.query_with(query, replace(query.selection, order=order)))
