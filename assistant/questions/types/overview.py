"""A project's name alone: its money and its goal."""

from __future__ import annotations

from assistant.model.fields import Field
from assistant.model.query import Figure, Measure, Operation, Query
from assistant.questions.frame import Frame
from assistant.questions.types.built import Built, Outcome


def overview(frame: Frame) -> Outcome:
    """A named project and nothing that says what of it."""
    if not frame.named or frame.terms:
        return None
    selection, remarks = frame.tables("latest")
    return Built(Query(Operation.SHOW, Figure(selection), fields=(Measure(Field.TOTAL), Measure(Field.GOAL))), remarks)
