"""分别定多少 after projects that were chosen by their rows: those rows."""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import HasRows, Operation, Quantifier, Query, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.types.built import Built, list_of


def row_values(frame: Frame, query: Query) -> Built | None:
    """分别定多少 after projects that were chosen by their rows: those rows."""
    if not frame.says("asks_values") or not frame.is_plain or frame.about_rows or frame.terms or frame.named:
        return None
    if query.selection.subject == Subject.INDICATOR and query.operation in (Operation.COMPUTE, Operation.ANY):
        return Built(list_of(query.selection))
    rows = [
        part.condition
        for part in slots.parts_of(query.selection.where)
        if isinstance(part, HasRows) and part.quantifier != Quantifier.NO
    ]
    if query.selection.subject != Subject.PROJECT or not rows:
        return None
    return Built(list_of(Selection(Subject.INDICATOR, both(*rows), within=query.selection)))
