"""不限金额，都列出来: a condition of the last question is given up."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import Operation, Query, Selection
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def lifted(frame: Frame, query: Query) -> Built | None:
    """不限, 不管, 不论 and what of: the money, the year, the department, the category."""
    if (everywhere := _all_offices(frame, query)) is not None:
        return everywhere
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
    selection = _without(query.selection, *given_up)
    if not given_up or selection == query.selection:
        return None
    return Built(slots.query_with(query, selection))


def _without(selection: Selection, *given_up: slots.Slot) -> Selection:
    """The selection without what is given up, and those that it stands within."""
    within = _without(selection.within, *given_up) if selection.within is not None else None
    return replace(selection, where=slots.without(selection.where, *given_up), within=within)


def _all_offices(frame: Frame, query: Query) -> Built | None:
    """全县的呢, 所有部门的呢 after one department's: the same of all."""
    whole = frame.has(Kind.WHOLE, "all_tables") or frame.says("all_offices")
    kinds = {mention.kind for mention in frame.reading.mentions} - {Kind.WHOLE, Kind.SUBJECT, Kind.HEAD, Kind.CHANGE, Kind.FILLER}
    own = not frame.is_plain or frame.terms or frame.about_rows or frame.money_heads
    if not whole or kinds or own or not is_fragment(frame) or query.selection.subject != Subject.PROJECT:
        return None
    if query.operation == Operation.SHARE or not slots.fills(query.selection, slots.organisations_slot):
        return None
    return Built(slots.query_with(query, _without(query.selection, slots.organisations_slot)))
