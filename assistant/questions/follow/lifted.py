"""不限金额，都列出来: a condition of the last question is given up."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def lifted(frame: Frame, query: Query) -> Built | None:
    """不限, 不管, 不论 and what of: the money, the year, the department, the category."""
    if not frame.says("lifts") or frame.named or frame.conditions.table or frame.conditions.rows:
        return None
    given_up: list[slots.Slot] = []
    if frame.speaks_of_money:
        given_up.append(slots.money_slot)
    if frame.says("year_word"):
        given_up.append(slots.years_slot)
    if frame.says("by_organisation") or frame.has(Kind.HEAD, "department", "unit"):
        given_up.append(slots.organisations_slot)
    if frame.conditions.levels or frame.says("kind_of_row"):
        given_up.extend((slots.levels_slot, slots.values_slot))
    where = slots.without(query.selection.where, *given_up)
    if not given_up or where == query.selection.where:
        return None
    return Built(slots.query_with(query, replace(query.selection, where=where)))
