"""反过来, or 反过来，最小的: the ranking from its other end."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Compare, HasRows, Not, Operation, Operator, Places, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

_OPPOSITE = {
    Operator.MORE: Operator.AT_MOST,
    Operator.AT_MOST: Operator.MORE,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.LESS,
}


def turned_round(frame: Frame, query: Query) -> Built | None:
    """The ranking from its other end; its first place where 最小的 asks for that."""
    if not frame.has(Kind.CHANGE, "reverse") or frame.conditions.table or frame.reading.of(Kind.PLACE):
        return None
    if query.selection.order is None:
        return _other_side(frame, query)
    order, places = query.selection.order, query.selection.places
    if any(not mention.text.startswith(cue("just_orders")) for mention in frame.reading.of(Kind.RANK)):
        order = replace(order, descending=not frame.has(Kind.RANK, "least", "ascending"))
        places = Places() if frame.has(Kind.RANK, "least", "most") else places
    else:
        order = replace(order, descending=not order.descending)
    return Built(slots.query_with(query, replace(query.selection, order=order, places=places)))


def _other_side(frame: Frame, query: Query) -> Built | None:
    """反过来 after 超过500万的: those that do not, where only one bound was set."""
    parts = slots.parts_of(query.selection.where)
    bounds = [part for part in parts if isinstance(part, Compare) and part.operator in _OPPOSITE]
    if len(bounds) != 1 or frame.reading.of(Kind.RANK) or query.operation not in (Operation.LIST, Operation.COMPUTE):
        return None
    if any(isinstance(part, HasRows | Not) for part in parts):
        return None
    bound = bounds[0]
    changed = [replace(bound, operator=_OPPOSITE[bound.operator]) if part is bound else part for part in parts]
    return Built(slots.query_with(query, replace(query.selection, where=both(*changed))))
