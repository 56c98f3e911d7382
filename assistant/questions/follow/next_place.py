"""再往后一个, or 第三个呢 after the second alone: another place of the order that was shown one place of."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Places, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def next_place(frame: Frame, query: Query) -> Built | None:
    """The place behind the last one shown, or the one that is named."""
    if query.selection.order is None:
        return None
    places = query.selection.places or Places(1, 1)
    if frame.has(Kind.SINGLE, "next"):
        place = places.last + max(1, frame.last.size if frame.last is not None and places.first == places.last else 1)
    elif places.first == places.last and _named_alone(frame) > places.last:
        place = _named_alone(frame)
    else:
        return None
    return Built(slots.query_with(query, replace(query.selection, places=Places(place, place))))


def _named_alone(frame: Frame) -> int:
    """第三个呢: the position, where nothing else is said; 0 otherwise."""
    positions = frame.reading.of(Kind.ORDINAL)
    others = [one for one in frame.reading.mentions if one.kind not in (Kind.ORDINAL, Kind.CHANGE, Kind.FILLER, Kind.ASK)]
    if len(positions) != 1 or others or not isinstance(positions[0].value, int):
        return 0
    return positions[0].value
