"""不算乡村整治专项资金呢, 去掉500万那个: the set loses members."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.query import Condition, Not, OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of


def left_out(frame: Frame, query: Query) -> Built | None:
    """不算乡村整治专项资金呢, 去掉500万那个: the set loses members."""
    if not frame.has(Kind.LOGIC, "except") or frame.reading.of(Kind.RANK, Kind.PLACE) or _speaks_of_all(frame):
        return None
    out: list[Condition] = [Not(part) for part in frame.conditions.table if slots.money_slot(part)]
    out += [part for part in frame.conditions.table if isinstance(part, Not) and slots.organisations_slot(part)]
    if frame.excepted or frame.named:
        out.append(Not(OneOf(Field.PROJECT, names_of((*frame.excepted, *frame.named)))))
    if not out:
        return None
    selection = replace(query.selection, where=both(query.selection.where, *out))
    if query.selection.places is not None:
        selection = Selection(query.selection.subject, both(*out), within=query.selection)
    return Built(slots.query_with(query, selection) if query.operation != Operation.SHARE else list_of(selection))


def _speaks_of_all(frame: Frame) -> bool:
    if frame.says("who_else"):
        return False
    return frame.has(Kind.ASK, "which") and frame.has(Kind.SUBJECT, "project") and not frame.has(Kind.CHANGE)
