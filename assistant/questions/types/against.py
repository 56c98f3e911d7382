"""Projects set against another's money, or against the average: 比人才工作经费多的有哪些, 高于平均数的有几个."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import (
    Against,
    Aggregate,
    Compare,
    Condition,
    Figure,
    Measure,
    Not,
    OneOf,
    Operation,
    Operator,
    Query,
    Selection,
    both,
)
from assistant.questions.conditions import organisation_condition
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.types.built import IN_PERCENT, Built, Outcome, list_of


def _rows_beside_average(frame: Frame) -> Built | None:
    """满意度高于平均的: rows of a category against the mean of its percentages."""
    more, less = frame.says("above"), frame.says("below")
    if not frame.has(Kind.FIGURE, "average") or not frame.says("beside_average") or more == less or frame.terms or frame.named:
        return None
    if not frame.conditions.levels or not set(frame.conditions.levels) <= IN_PERCENT or frame.conditions.rows:
        return None
    where, remarks = frame.where("latest")
    number = Measure(Field.NUMBER)
    where = both(where, frame.conditions.level, Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, "%"))
    figure = Figure(Selection(Subject.INDICATOR, where), Aggregate.AVERAGE, number)
    compared = Against(number, Operator.MORE if more else Operator.LESS, figure)
    return Built(list_of(Selection(Subject.INDICATOR, both(where, compared), within=frame.within)), remarks)


def _organisation_compared(frame: Frame) -> Condition | None:
    """比人社局总和还多的: the organisation right behind 比, where its sum is meant."""
    at = frame.text.find("比")
    mentions = [mention for mention in frame.reading.of(Kind.ORGANISATION) if mention.value]
    if at < 0 or len(mentions) != 1 or mentions[0].start != at + 1 or not (frame.says("adds_up") or frame.says("whole_sum")):
        return None
    return organisation_condition(mentions[0])


def _pointed_at(frame: Frame) -> tuple[str, ...]:
    """哪些项目比它多: the one project that is pointed at."""
    said = not frame.named and len(frame.pointed) == 1 and frame.has(Kind.SINGLE, "it")
    return (frame.pointed[0][0],) if said else ()


def against(frame: Frame) -> Outcome:
    """Projects are asked for, or counted, and a comparison with one named project or with the average is said."""
    of_rows = _rows_beside_average(frame)
    if of_rows is not None:
        return of_rows
    counts = frame.has(Kind.FIGURE, "count")
    whether = frame.has(Kind.VERIFY, "whether") and frame.question.endswith("的")  # 有没有比它少的
    asks = frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or counts or whether
    if not asks or frame.has(Kind.FIGURE, "compare"):
        return None
    if (frame.years and len(frame.years) > 1) or frame.previous or frame.about_rows:
        return None
    compared = names_of(frame.named) if len(frame.named) == 1 else _pointed_at(frame)
    same = frame.has(Kind.FIGURE, "same") and bool(compared)
    more = frame.says("above") or frame.question.endswith(cue("above_at_end"))
    less = frame.says("below") or frame.question.endswith(cue("below_at_end"))
    if more == less and not same:
        return None
    operator = Operator.EQUAL if same else Operator.MORE if more else Operator.LESS
    years = frame.years or tuple(year for _, year in frame.pointed if year and compared)
    bare = replace(frame, named=(), pointed=(), years=years)
    where, remarks = bare.where("latest")
    if frame.has(Kind.FIGURE, "average") and frame.says("beside_average"):
        figure = Figure(Selection(Subject.PROJECT, where, within=frame.within), Aggregate.AVERAGE, frame.measure)
    elif compared and (frame.says("compares") or same):
        one, _ = frame.where("latest")
        figure = Figure(Selection(Subject.PROJECT, one), Aggregate.SUM, frame.measure)
        if same:
            where = both(where, Not(OneOf(Field.PROJECT, compared)))
    elif not frame.named and (other := _organisation_compared(frame)) is not None:
        rest = replace(frame, conditions=replace(frame.conditions, table=()))
        where, remarks = rest.where("latest")
        figure = Figure(Selection(Subject.PROJECT, both(where, other)), Aggregate.SUM, frame.measure)
    else:
        return None
    condition = both(where, Against(frame.measure, operator, figure))
    selection = Selection(Subject.PROJECT, condition, within=frame.within)
    if whether and not frame.has(Kind.ASK, "which"):
        return Built(Query(Operation.ANY, Figure(selection)), remarks)
    if counts and not frame.has(Kind.ASK, "which"):
        return Built(Query(Operation.COMPUTE, Figure(selection)), remarks)
    return Built(list_of(selection), remarks)
