"""反过来, or 反过来，最小的: the ranking from its other end."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Places, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def turned_round(frame: Frame, query: Query) -> Built | None:
    """The ranking from its other end; its first place where 最小的 asks for that."""
    if (
        not frame.has(Kind.CHANGE, "reverse")
        or frame.conditions.table
        or frame.reading.of(Kind.PLACE)
        or query.selection.order is None
    ):
        return None
    order, places = query.selection.order, query.selection.places
    if frame.reading.of(Kind.RANK):
        order = replace(order, descending=not frame.has(Kind.RANK, "least", "ascending"))
        places = Places() if frame.has(Kind.RANK, "least", "most") else places
    else:
        order = replace(order, descending=not order.descending)
    return Built(slots.query_with(query, replace(query.selection, order=order, places=places)))
