"""What stayed as it was between years, or did not: 满意度没变的, 哪些指标值和去年一样, 目标一字没改的, 预算有变化的."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import (
    Changed,
    Compare,
    Condition,
    Measure,
    Operation,
    Operator,
    Selection,
    both,
    either,
)
from assistant.questions import slots
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.rows import asks_standard
from assistant.questions.types.built import Built, Outcome, listed_or_counted


def stayed(frame: Frame) -> Outcome:
    """A word for no change, or for any, between years, where rows, goals or money of all tables are spoken of."""
    operator = _stays_or_moves(frame)
    if operator is None or frame.terms or frame.reading.of(Kind.RANK, Kind.PLACE):
        return None
    if frame.projects and not (frame.has(Kind.SUBJECT, "indicator") and frame.has(Kind.ASK, "which", "list")):
        return None  # of one project it is asked whether it stayed, unless its rows are asked for
    known = frame.context.knowledge.years()
    asks = frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or frame.has(Kind.FIGURE, "count")
    if len(known) < 2 or not (asks or frame.question.endswith(cue("listed_nouns"))):
        return None
    year, earlier = _years(frame, known)
    if frame.about_rows or asks_standard(frame):
        return _of_rows(frame, _changes(Measure(Field.VALUE), operator, earlier), year)
    if frame.heads == (Field.GOAL,):
        return _of_tables(frame, _changes(Measure(Field.GOAL), operator, earlier), year)
    if operator == Operator.EQUAL or frame.other_heads:
        return None  # money that stayed is a run of years like one that rose
    return _of_tables(frame, _changes(frame.measure, operator, earlier), year)


def _stays_or_moves(frame: Frame) -> Operator | None:
    """EQUAL where nothing may have changed, NOT_EQUAL where something must have; None where neither is said."""
    moves = frame.has(Kind.TREND, "moved") or (frame.says("beside_year") and frame.says("unlike"))
    if moves:
        return Operator.NOT_EQUAL
    same = frame.has(Kind.TREND, "same") or (frame.says("beside_year") and frame.has(Kind.FIGURE, "same"))
    asks_whether = frame.says("asks_changed") and not frame.asks_for_projects
    return Operator.EQUAL if same and not asks_whether else None


def _years(frame: Frame, known: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    """The year of the tables, and those that they are set against: all earlier ones where none is named."""
    years = sorted(frame.years)
    if len(years) > 1:
        return years[-1], tuple(range(years[0], years[-1]))
    if frame.previous and not years:
        return known[-1], (known[-1] - 1,)
    if not years or frame.all_years:
        return known[-1], tuple(known[:-1])
    if years[0] == known[-1] - 1 and (frame.says("last_year") or frame.says("beside_year")):
        return known[-1], (years[0],)
    return years[0], (years[0] - 1,)


def _changes(measure: Measure, operator: Operator, earlier: Sequence[int]) -> Condition | None:
    """The figure or text is that of all earlier years; or it is not that of one of them."""
    each = [Changed(measure, operator, year) for year in earlier]
    return both(*each) if operator == Operator.EQUAL else either(*each)


def _kind(frame: Frame) -> Condition | None:
    """The rows that are spoken of: those of a category, or the standards; None where all are."""
    if frame.conditions.level is not None or not asks_standard(frame):
        return frame.conditions.level
    called = (Compare(Measure(Field.LEVEL3), Operator.CONTAINS, word) for word in cue("rate_words"))
    return either(Compare(Measure(Field.NUMBER_UNIT), Operator.CONTAINS, "元/"), *called)


def _of_rows(frame: Frame, moved: Condition | None, year: int) -> Built:
    bare = replace(frame, years=(year,), all_years=False)
    where = both(slots.without(bare.where("latest")[0], slots.levels_slot), _kind(frame), moved)
    found = Selection(Subject.INDICATOR, where, within=frame.within)
    built = listed_or_counted(frame, found)
    if built.query.operation == Operation.LIST or not frame.asks_for_projects:
        return built
    return listed_or_counted(frame, Selection(Subject.PROJECT, within=found))  # 几个项目的满意度没变


def _of_tables(frame: Frame, moved: Condition | None, year: int) -> Built:
    bare = replace(frame, years=(), all_years=True)
    condition = both(bare.where("all")[0], year_condition((year,)), moved)
    selection = Selection(Subject.PROJECT, condition, within=frame.within)
    return listed_or_counted(frame, selection)
