"""再往后一个: the place behind the last one shown."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Places, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def next_place(frame: Frame, query: Query) -> Built | None:
    """再往后一个: the place behind the last one shown."""
    if not frame.has(Kind.SINGLE, "next") or query.selection.order is None:
        return None
    places = query.selection.places or Places(1, 1)
    selection = replace(query.selection, places=Places(places.last + 1, places.last + 1))
    return Built(slots.query_with(query, selection))
