"""它下面的单位呢, 下属单位各多少 after a question about a department: the same unit by unit."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Figure, Grouping, Operation, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def its_units(frame: Frame, query: Query) -> Built | None:
    """A word for the units below a department, and no department of its own; what is reckoned stays, or is what is asked now."""
    if not frame.says("its_units") or frame.named or frame.terms or frame.about_rows or frame.conditions.table:
        return None
    if query.operation not in (Operation.COMPUTE, Operation.LIST, Operation.GROUP) or query.selection.subject != Subject.PROJECT:
        return None
    if slots.kept(query.selection.where, slots.organisations_slot) is None or query.selection.places is not None:
        return None
    figure = replace(query.figure, selection=replace(query.selection, order=None))
    if frame.speaks_of_money or frame.asks_money:
        figure = Figure(figure.selection, Aggregate.SUM, frame.measure)
    elif query.operation == Operation.LIST or frame.has(Kind.FIGURE, "count"):
        figure = Figure(figure.selection)
    descending = not frame.has(Kind.RANK, "least", "ascending") if frame.reading.of(Kind.RANK) else None
    return Built(Query(Operation.GROUP, figure, grouping=Grouping(Field.UNIT, descending=descending)))
