"""刨去最大的两个项目呢: the same without the places named."""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import Operation, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built
from assistant.questions.types.ranking import ranked


def without_top(frame: Frame, query: Query) -> Built | None:
    """刨去最大的两个项目呢: the same without the places named."""
    if not frame.has(Kind.LOGIC, "except") or not frame.is_plain or query.selection.places is not None:
        return None
    if query.operation not in (Operation.COMPUTE, Operation.LIST) or query.selection.subject != Subject.PROJECT:
        return None
    selection = ranked(frame, query.selection)
    if selection is None or selection.places is None or selection.places.first == 1:
        return None
    return Built(slots.query_with(query, selection))
