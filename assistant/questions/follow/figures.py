"""What a question came to, as one selection: the set of an added figure, of a figure out of a set."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Aggregate, OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.types.built import list_of

_ALIKE: tuple[slots.Slot, ...] = (slots.organisations_slot, slots.projects_slot)


def one_selection(query: Query) -> Selection | None:
    """The set that the query's figure was made from; of two figures that were added, both sets as one.

    None where two figures were set against each other, or where they differ in more than whose tables they are of.
    """
    first = slots.flattened(query.selection)
    if query.versus is None or query.operation == Operation.SHARE:
        return first
    second = slots.flattened(query.versus.selection)
    alike = (query.figure.aggregate, query.figure.measure) == (query.versus.aggregate, query.versus.measure)
    if query.operation != Operation.ADD or not alike or first.within != second.within or first.subject != second.subject:
        return None
    for slot in _ALIKE:
        one, other = slots.kept(first.where, slot), slots.kept(second.where, slot)
        rest, rest_of_other = slots.without(first.where, slot), slots.without(second.where, slot)
        same = frozenset(slots.parts_of(rest)) == frozenset(slots.parts_of(rest_of_other))
        if isinstance(one, OneOf) and isinstance(other, OneOf) and one.field == other.field and same:
            names = OneOf(one.field, tuple(dict.fromkeys((*other.values, *one.values))))
            return replace(first, where=both(names, rest))
    return None


def set_of_extremes(query: Query) -> Query:
    """最高的比最低的多多少: the whole set whose ends were set apart, as a list; any other query as it is."""
    apart = query.figure.aggregate == Aggregate.HIGHEST and query.versus is not None
    return list_of(query.selection) if apart else query
