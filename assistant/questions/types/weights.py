"""The weights (权重, 分值) of rows: 人才工作经费的权重是多少, 各项指标的权重分别是多少."""

from __future__ import annotations

from assistant.model.fields import Field, Subject
from assistant.model.query import Blank, Measure, Not, Selection, both
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome, list_of, row_condition


def weights(frame: Frame) -> Outcome:
    """The rows with a weight, of the projects that are named, where no number, ranking or sum is said of the weights."""
    if not frame.has(Kind.ROW, "weight") or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY):
        return None
    if frame.conditions.rows or frame.has(Kind.FIGURE, "sum", "average", "count", "share", "difference", "compare"):
        return None
    if not (frame.projects or frame.within or frame.has(Kind.SUBJECT, "indicator") or frame.conditions.levels):
        return None
    where, remarks = frame.where("latest")
    filled = Not(Blank(Measure(Field.WEIGHT)))
    return Built(list_of(Selection(Subject.INDICATOR, both(where, row_condition(frame), filled), within=frame.within)), remarks)
