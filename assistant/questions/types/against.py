"""Projects set against another's money, or against the average: 比人才工作经费多的有哪些, 高于平均数的有几个."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import Against, Aggregate, Figure, Operation, Operator, Query, Selection, both
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome, list_of


def against(frame: Frame) -> Outcome:
    """Projects are asked for, or counted, and a comparison with one named project or with the average is said."""
    counts = frame.has(Kind.FIGURE, "count")
    if not (frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or counts) or frame.has(Kind.FIGURE, "compare"):
        return None
    if (frame.years and len(frame.years) > 1) or frame.previous or frame.about_rows:
        return None
    more = frame.says("above") or frame.question.endswith(cue("above_at_end"))
    less = frame.says("below") or frame.question.endswith(cue("below_at_end"))
    if more == less:
        return None
    operator = Operator.MORE if more else Operator.LESS
    bare = replace(frame, named=(), pointed=())
    where, remarks = bare.where("latest")
    if frame.has(Kind.FIGURE, "average") and frame.says("beside_average"):
        figure = Figure(Selection(Subject.PROJECT, where), Aggregate.AVERAGE, frame.measure)
    elif len(frame.named) == 1 and frame.says("compares"):
        one, _ = frame.where("latest")
        figure = Figure(Selection(Subject.PROJECT, one), Aggregate.SUM, frame.measure)
    else:
        return None
    condition = both(where, Against(frame.measure, operator, figure))
    selection = Selection(Subject.PROJECT, condition, within=frame.within)
    if counts and not frame.has(Kind.ASK, "which"):
        return Built(Query(Operation.COMPUTE, Figure(selection)), remarks)
    return Built(list_of(selection), remarks)
