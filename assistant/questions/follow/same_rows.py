"""填100%的共几个项目 after a question on the same rows: their category is taken over."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import Operation, Query, both
from assistant.questions import slots
from assistant.questions.follow.table_rows import with_other_rows
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, listed_or_counted


def same_rows(frame: Frame, query: Query) -> Built | None:
    """填100%的共几个项目 after a question on the same rows: their category is taken over."""
    if (
        not frame.conditions.rows
        or frame.conditions.levels
        or frame.named
        or frame.pointed
        or frame.within is not None
        or frame.terms
    ):
        return None
    if frame.has(Kind.SUBJECT, "indicator") or frame.has(Kind.ROW) or frame.has(Kind.WHOLE):
        return None
    if query.selection.subject == Subject.PROJECT:
        return with_other_rows(frame, query)
    levels = slots.kept(query.selection.where, slots.levels_slot)
    if levels is None or frame.asks_for_projects:
        return None
    where = both(slots.without(query.selection.where, slots.values_slot), *frame.conditions.rows)
    selection = replace(query.selection, where=where)
    if query.operation == Operation.COMPUTE and not frame.reading.of(Kind.ASK, Kind.FIGURE):
        return Built(slots.query_with(query, selection))
    return listed_or_counted(frame, selection)
