"""The rows that the tables of the last question must have meet another condition: 填98%的呢."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.query import And, Compare, Condition, Figure, HasRows, Operation, Operator, Query, both
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


def of_any_price(condition: Condition) -> Condition:
    """The condition on rows, where money is meant however it is given: 2万元的 are those of 2万元/个 and 2万元/期 too."""
    if isinstance(condition, And):
        return And(tuple(of_any_price(part) for part in condition.parts))
    if isinstance(condition, Compare) and condition.measure.field == Field.NUMBER_UNIT and condition.value == "元":
        return replace(condition, operator=Operator.CONTAINS)
    return condition
