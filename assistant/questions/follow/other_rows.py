"""新能源车占比呢 after a row of one project in several years, or of several projects: another row of the same tables."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import Operation, Query, both
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.rows import find, rows_condition, wanted
from assistant.questions.types.built import Built


def other_rows(frame: Frame, query: Query) -> Built | None:
    """Words of a row and 呢, after rows that were asked for by name in several tables."""
    last, selection = frame.last, query.selection
    if last is None or len(last.projects) < 2 or query.operation != Operation.LIST or selection.subject != Subject.INDICATOR:
        return None
    by_unit = frame.reading.of(Kind.PER_UNIT, Kind.UNIT_ASKED)
    if not (frame.terms or by_unit) or not frame.is_plain or frame.pointed or frame.within is not None:
        return None
    if (
        not is_fragment(frame)
        or not frame.question.endswith(cue("continues"))
        or frame.reading.of(Kind.RANK, Kind.PLACE)
        or (frame.heads and not by_unit)
    ):
        return None
    if selection.places is not None or slots.kept(selection.where, slots.row_names_slot) is None:
        return None
    found = find(frame, wanted(frame), tuple(dict.fromkeys(name for name, _ in last.projects)))
    condition = rows_condition(found)
    if condition is None:
        return None
    rest = slots.without(selection.where, slots.row_names_slot, slots.levels_slot, slots.values_slot)
    return Built(slots.query_with(query, replace(selection, where=both(rest, condition))))
