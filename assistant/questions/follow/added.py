"""再加上人才工作经费: the set of named projects grows."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.query import Aggregate, Figure, Measure, OneOf, Operation, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def added(frame: Frame, query: Query) -> Built | None:
    """再加上人才工作经费: the set of named projects grows."""
    if not frame.has(Kind.CHANGE, "add") or not frame.named:
        return None
    names = slots.kept(query.selection.where, slots.projects_slot)
    if not isinstance(names, OneOf):
        return None
    both_sides = query.versus is not None and isinstance(
        other := slots.kept(query.versus.selection.where, slots.projects_slot), OneOf
    )
    others = other.values if both_sides and isinstance(other, OneOf) and query.operation == Operation.DIFFERENCE else ()
    where = both(
        OneOf(Field.PROJECT, tuple(dict.fromkeys((*names.values, *others, *names_of(frame.named))))),
        slots.without(query.selection.where, slots.projects_slot),
    )
    measure = query.figure.measure or (query.fields[0] if query.fields else Measure(Field.TOTAL))
    figure = Figure(replace(query.selection, where=where, order=None, places=None), Aggregate.SUM, measure)
    return Built(Query(Operation.COMPUTE, figure))
