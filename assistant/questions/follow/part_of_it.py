"""其中074001的呢, 里面延续项目的呢: the figure just given, of those of its tables that meet a condition."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import Operation, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

LONGEST = 18
"""A longer sentence is a question of its own."""


def part_of_it(frame: Frame, query: Query) -> Built | None:
    """A word for the last set and a condition on tables, nothing asked: what was asked of the set, of that part."""
    if not frame.has(Kind.SET) or not frame.conditions.table or frame.named or frame.terms or frame.about_rows:
        return None
    if frame.years or frame.all_years or len(frame.question) > LONGEST or frame.doubtful is not None:
        return None
    if frame.reading.of(Kind.ASK, Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.TREND):
        return None
    selection = slots.flattened(query.selection)
    if query.operation != Operation.COMPUTE or selection.subject != Subject.PROJECT or selection.places is not None:
        return None
    return Built(slots.query_with(query, replace(selection, where=both(selection.where, *frame.conditions.table))))
