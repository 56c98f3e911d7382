"""分别在哪几个项目里 after rows: the projects that they stand in."""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import Operation, Query, Selection
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of


def projects_of_rows(frame: Frame, query: Query) -> Built | None:
    """分别在哪几个项目里 after rows: the projects that they stand in."""
    if query.selection.subject != Subject.INDICATOR or query.operation not in (Operation.LIST, Operation.COMPUTE):
        return None
    if not (frame.asks_for_projects and frame.is_plain) or frame.about_rows or frame.terms or frame.heads:
        return None
    if frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY):
        return None
    return Built(list_of(Selection(Subject.PROJECT, within=query.selection)))
