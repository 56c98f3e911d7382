"""The rows that the tables of the last question must have meet another condition: 填98%的呢."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Condition, Figure, HasRows, Operation, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def with_other_rows(frame: Frame, query: Query) -> Built | None:
    """填98%的呢: the rows that the tables must have meet another condition."""
    parts = slots.parts_of(query.selection.where)
    changed: list[Condition] = []
    found = False
    for part in parts:
        if isinstance(part, HasRows) and not found:
            found = True
            inner = part.condition
            if frame.conditions.rows:
                inner_rest = slots.without(inner, slots.values_slot)
                inner = both(inner_rest, *frame.conditions.rows) or inner
            if frame.conditions.levels:
                inner = both(slots.without(inner, slots.levels_slot), frame.conditions.level) or inner
            changed.append(replace(part, condition=inner))
        else:
            changed.append(part)
    if not found:
        return None
    selection = replace(query.selection, where=both(*changed))
    if frame.has(Kind.FIGURE, "count"):
        return Built(Query(Operation.COMPUTE, Figure(selection)))
    return Built(slots.query_with(query, selection))
