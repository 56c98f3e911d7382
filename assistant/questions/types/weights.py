"""The weights (权重, 分值) of rows: 人才工作经费的权重是多少, 各项指标的权重分别是多少."""

from __future__ import annotations

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Blank, Figure, Grouping, Measure, Not, Operation, Query, Selection, both
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome, list_of, row_condition


def weights(frame: Frame) -> Outcome:
    """The rows with a weight, of the projects that are named; added up where a sum is asked for."""
    if not frame.has(Kind.ROW, "weight") or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY):
        return None
    if frame.conditions.rows or frame.has(Kind.FIGURE, "average", "count", "share", "difference", "compare"):
        return None
    if not (frame.projects or frame.within or frame.has(Kind.SUBJECT, "indicator") or frame.conditions.levels):
        return None
    where, remarks = frame.where("latest")
    filled = Not(Blank(Measure(Field.WEIGHT)))
    rows = Selection(Subject.INDICATOR, both(where, row_condition(frame), filled), within=frame.within)
    if not frame.has(Kind.FIGURE, "sum"):
        return Built(list_of(rows), remarks)
    every = Selection(Subject.INDICATOR, both(where, row_condition(frame)), within=frame.within)  # blanks alone have no sum
    together = Figure(every, Aggregate.SUM, Measure(Field.WEIGHT))
    if len(frame.projects) == 1:
        return Built(Query(Operation.COMPUTE, together), remarks)
    return Built(Query(Operation.GROUP, together, grouping=Grouping(Field.PROJECT)), remarks)
