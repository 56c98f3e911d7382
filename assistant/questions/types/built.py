"""What a question type makes of a frame."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.model.fields import Field, Subject
from assistant.model.interpretation import NotInTables, Remark
from assistant.model.query import (
    Aggregate,
    And,
    Compare,
    Condition,
    Figure,
    HasRows,
    Measure,
    Not,
    Operation,
    Operator,
    Quantifier,
    Query,
    Selection,
    both,
)
from assistant.model.record import record
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.levels import level_condition
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind
from assistant.questions.topics import Topic

IN_PERCENT = frozenset({"服务对象满意度指标", "满意度指标"})
"""Categories whose rows are percentages, so that they have a mean."""


@record
class Built:
    """A query with what was assumed for it."""

    query: Query
    remarks: tuple[Remark, ...] = ()


Outcome = Built | NotInTables | None
"""None: the question is not of this type."""


_SET_AGAINST = (("growth", Operation.GROWTH), ("ratio", Operation.RATIO), ("difference", Operation.DIFFERENCE))


def set_against(frame: Frame) -> Operation | None:
    """The way in which two figures are set against each other by the question's words (增长百分之几, 几倍, 差多少)."""
    return next((operation for word, operation in _SET_AGAINST if frame.has(Kind.FIGURE, word)), None)


def list_of(selection: Selection, fields: tuple[Measure, ...] = ()) -> Query:
    """The members of a selection."""
    return Query(Operation.LIST, Figure(selection), fields=fields)


def listed_or_counted(
    frame: Frame, selection: Selection, remarks: tuple[Remark, ...] = (), *, fields: tuple[Measure, ...] = ()
) -> Built:
    """The members of a selection; only how many there are where that is what is asked (…的有几个, but not 有哪几个)."""
    if frame.has(Kind.FIGURE, "count") and not frame.has(Kind.ASK, "which"):
        return Built(Query(Operation.COMPUTE, Figure(selection)), remarks)
    return Built(list_of(selection, fields), remarks)


def asked_of(
    frame: Frame,
    selection: Selection,
    remarks: tuple[Remark, ...] = (),
    *,
    fields: tuple[Measure, ...] = (),
    measure: Measure | None = None,
) -> Built:
    """What is asked of a selection of tables: a money's sum or mean, how many they are, or which.

    `measure`: the money that is added up; None: the one that the question names.
    """
    counts = frame.has(Kind.FIGURE, "count") and not frame.has(Kind.ASK, "which")
    if not counts and frame.has(Kind.FIGURE, "sum", "average") and not frame.has(Kind.ASK, "which", "list"):
        aggregate = Aggregate.SUM if frame.has(Kind.FIGURE, "sum") else Aggregate.AVERAGE
        return Built(Query(Operation.COMPUTE, Figure(selection, aggregate, measure or frame.measure)), remarks)
    return listed_or_counted(frame, selection, remarks, fields=fields)


def money_of(frame: Frame, selection: Selection, aggregate: Aggregate = Aggregate.SUM) -> Figure:
    """The money that the question speaks of, over a selection of tables."""
    return Figure(selection, aggregate, frame.measure)


def row_condition(frame: Frame) -> Condition | None:
    """All that the question says of rows, as one condition on a row."""
    return both(frame.conditions.level, *frame.conditions.rows)


def of_any_price(condition: Condition) -> Condition:
    """The condition on rows, where money is meant however it is given: 2万元的 are those of 2万元/个 and 2万元/期 too."""
    if isinstance(condition, And):
        return And(tuple(of_any_price(part) for part in condition.parts))
    if isinstance(condition, Compare) and condition.measure.field == Field.NUMBER_UNIT and condition.value == "元":
        return replace(condition, operator=Operator.CONTAINS)
    return condition


def of_chosen_rows(frame: Frame) -> Frame:
    """里面填“明显”的 after tables that were chosen by their rows: a value alone is said of those very rows."""
    conditions, within = frame.conditions, frame.within
    if not conditions.rows or conditions.levels or within is None or not frame.has(Kind.SET) or says_every(frame):
        return frame
    if frame.terms or frame.has(Kind.ROW) or frame.has(Kind.SUBJECT, "indicator") or within.subject != Subject.PROJECT:
        return frame
    chosen = [part for part in slots.parts_of(slots.flattened(within).where) if isinstance(part, HasRows)]
    if len(chosen) != 1 or chosen[0].quantifier != Quantifier.SOME:
        return frame
    kind = slots.without(chosen[0].condition, slots.values_slot)
    rows = (kind, *conditions.rows) if kind is not None else conditions.rows
    return replace(frame, conditions=replace(conditions, rows=rows))


def with_rows(frame: Frame, where: Condition | None) -> Condition | None:
    """The condition on tables, with the one on their rows (one row must meet all of it)."""
    frame = of_chosen_rows(frame)
    if len(frame.conditions.levels) > 1 and not frame.conditions.rows and frame.says("both_levels"):
        each = (level_condition((level,)) for level in frame.conditions.levels)
        return both(where, *(HasRows(Quantifier.SOME, level) for level in each if level is not None))
    rows = row_condition(frame)
    tests = both(*frame.conditions.rows)
    if rows is not None and tests is not None and frame.conditions.none:
        return both(where, HasRows(Quantifier.NO, rows))
    if tests is not None and says_every(frame) and frame.says("not_all"):
        broken = both(frame.conditions.level, Not(tests))
        assert broken is not None
        return both(where, HasRows(Quantifier.SOME, broken))
    if tests is not None and says_every(frame):
        return both(where, HasRows(Quantifier.EVERY, tests, frame.conditions.level))
    return both(where, HasRows(Quantifier.SOME, rows)) if rows is not None else where


def with_topic(frame: Frame, where: Condition | None, topic: Topic | None) -> Condition | None:
    """The condition on tables, with the one on their rows and the words that must stand in them."""
    of_rows = topic is not None and topic.of_rows
    return both(where if of_rows else with_rows(frame, where), topic.condition if topic is not None else None)


@cache
def _every_row() -> re.Pattern[str]:
    """都是100%的; 都是哪些 only asks which."""
    return re.compile(rf"{any_of('every_row')}(?!{any_of('asks_back')})")


def says_every(frame: Frame) -> bool:
    """满意度都在90%以上, 所有质量指标全是100%: must every row of the kind meet the condition?"""
    if _every_row().search(frame.text) is not None:
        return True
    tested = frame.reading.of(Kind.QUANTITY, Kind.GRADE, Kind.QUOTED)
    return any(
        all_of.text in cue("all_of_them") and any(0 <= mention.start - all_of.end <= 4 for mention in tested)
        for all_of in frame.reading.of(Kind.LOGIC, Kind.WHOLE)
    )


def rows_of(frame: Frame, where: Condition | None) -> Selection:
    """The rows that meet what the question says, of tables that meet `where`."""
    return Selection(Subject.INDICATOR, both(where, row_condition(frame)), within=frame.within)


def several_years(frame: Frame) -> bool:
    """Does the question speak of several years?"""
    return frame.all_years or len(frame.years) > 1
