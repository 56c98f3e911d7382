"""交通局的是哪几个 after a list: those of its members that belong to a department or unit."""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, listed_or_counted

_LONGEST = 16
"""A longer sentence is a question of its own."""


def of_office(frame: Frame, query: Query) -> Built | None:
    """Nothing but a department or unit and which or how many, after a list that is not of one already.

    With 项目 it is a new question.
    """
    table, last = frame.conditions.table, frame.last
    if not table or not all(slots.organisations_slot(part) for part in table) or last is None:
        return None
    if len(last.projects) < 2 and query.operation != Operation.GROUP:
        return None
    if frame.named or frame.terms or frame.years or frame.all_years or frame.about_rows or len(frame.question) > _LONGEST:
        return None
    asks = frame.has(Kind.ASK, "which", "list") or frame.has(Kind.FIGURE, "count")
    named = frame.has(Kind.SUBJECT, "project") and query.operation != Operation.GROUP
    if not asks or named or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.HEAD, Kind.VERIFY):
        return None
    selection = query.selection
    operations = (Operation.LIST, Operation.COMPUTE, Operation.GROUP)
    if selection.subject != Subject.PROJECT or query.operation not in operations or _has_office(selection):
        return None
    return listed_or_counted(frame, Selection(Subject.PROJECT, both(*table), within=selection))


def _has_office(selection: Selection | None) -> bool:
    """Is the set, or the one that it stands within, of a department or unit?"""
    while selection is not None:
        if slots.kept(selection.where, slots.organisations_slot) is not None:
            return True
        selection = selection.within
    return False
