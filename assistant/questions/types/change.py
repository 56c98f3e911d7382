"""Projects and rows by how much they changed between years: 涨得最多的, 增长超过10%的, 连续三年增加的, 满意度比去年提高的."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from assistant.chinese.numerals import parse_numeral
from assistant.model.fields import Field, Subject
from assistant.model.query import (
    Aggregate,
    Changed,
    Compare,
    Condition,
    Figure,
    Grouping,
    InYears,
    Measure,
    Operation,
    Operator,
    Order,
    Places,
    Query,
    Selection,
    both,
)
from assistant.questions import slots
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import any_of, cue, money_words, says
from assistant.questions.mention import Kind, Mention
from assistant.questions.numbers import NumberTest
from assistant.questions.rows import find, rows_condition, wanted
from assistant.questions.types.built import Built, Outcome, listed_or_counted
from assistant.questions.types.group import group_field
from assistant.questions.types.ranking import places_named
from assistant.questions.types.yes_no import is_question

TURNED = {
    Operator.MORE: Operator.LESS,
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.LESS: Operator.MORE,
    Operator.AT_MOST: Operator.AT_LEAST,
}
_HUNDRED = Decimal(100)


def change(frame: Frame) -> Outcome:
    """A word for a rise or fall with a ranking, a number, or a run of years."""
    rises = _rises(frame)
    if rises is None or not frame.context.knowledge.years():
        return None
    ways = (_together, _grouped, _every_year, _rows_changed, _multiplied, _by_how_much, _ranked)
    return next((built for way in ways if (built := way(frame, rises)) is not None), None)


def _rises(frame: Frame) -> bool | None:
    """Is a rise spoken of (True) or a fall (False)? None where neither is."""
    for mention in frame.reading.of(Kind.TREND, Kind.FIGURE, Kind.GRADE):
        if mention.is_(Kind.TREND, "up", "down"):
            return mention.value == "up"
        steps = (frame.says("compares") and frame.years) or (
            frame.says("each_step") and mention.start not in frame.conditions.used
        )
        if mention.kind == Kind.GRADE and mention.text in cue("grades_of_rise") and steps:
            return True
        if mention.is_(Kind.FIGURE, "growth", "difference") and says(mention.text, "moves"):
            return not says(mention.text, "falls")
    return _stands_against_a_year(frame)


def _stands_against_a_year(frame: Frame) -> bool | None:
    """满意度比去年定得高的, 比上年少的: is it more (True) or less than in a year that it is set against?"""
    found = next((one for end in _behind_years(frame) if (one := _stands().match(frame.text, end)) is not None), None)
    return None if found is None else found["higher"] is not None


def _behind_years(frame: Frame) -> list[int]:
    """Where a year that something is set against ends: 比去年, 比上年, 一年比一年."""
    years = [mention for mention in frame.reading.of(Kind.YEAR, Kind.TREND) if not mention.is_(Kind.TREND, "up", "down")]
    ends = [mention.end for mention in years if frame.text.endswith(cue("against"), 0, mention.start)]
    return ends + [found.end() for found in re.finditer(any_of("year_by_year"), frame.text)]


def is_against(frame: Frame, rank: Mention) -> bool:
    """Is 少的 or 多的 said of a year just before it (比去年少的)?"""
    found = [_stands().match(frame.text, end, rank.end) for end in _behind_years(frame) if end <= rank.start]
    return any(one is not None and one.end() > rank.start for one in found)


@cache
def _stands() -> re.Pattern[str]:
    """The word for more or less behind the year."""
    return re.compile(
        rf"{any_of('behind_year')}*{money_words()}?{any_of('behind_year')}*(?:(?P<higher>{any_of('above_at_end')})|{any_of('below_at_end')})(?![于出])"
    )


def _years(frame: Frame) -> tuple[int, int]:
    """The year of the tables, and the one that the change is reckoned from."""
    known = frame.context.knowledge.years()
    years = sorted(frame.years)
    if len(years) > 1:
        return years[-1], years[0]
    if frame.all_years and not frame.says("each_step"):
        return known[-1], known[0]
    if years and years[0] != known[-1] and (frame.says("compares") or frame.previous) and frame.says("last_year"):
        return known[-1], years[0]
    if years and years[0] < known[-1] and is_set_against(frame):
        return known[-1], years[0]
    year = years[0] if years else known[-1]
    return year, year - 1


def is_set_against(frame: Frame) -> bool:
    """比2023年减少的, 跟2023年比增加了的: is the one year that is named what the latest is set against?"""
    for mention in frame.reading.of(Kind.YEAR):
        joined = frame.text.endswith(cue("joined_with"), 0, mention.start)
        set_against = frame.text.endswith(cue("against"), 0, mention.start)
        if set_against or (joined and frame.text.startswith(cue("set_against"), mention.end)):
            return True
    return False


def _measure(frame: Frame, since: int, *, percent: bool) -> Measure:
    return replace(frame.measure, since=since, percent=percent)


def _asks_projects(frame: Frame) -> bool:
    counts = frame.has(Kind.FIGURE, "count") and not frame.says("how_many_moved")
    return frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or counts


def _tables(frame: Frame, year: int) -> Condition | None:
    """The tables of one year that the question speaks of, its numbers aside."""
    table = tuple(part for part in frame.conditions.table if not _is_of_change(part, frame.conditions.number_tests))
    bare = replace(frame, years=(), all_years=True, conditions=replace(frame.conditions, table=table))
    where, _ = bare.where("all")
    return both(where, year_condition((year,)))


def _is_of_change(part: Condition, tests: Sequence[NumberTest]) -> bool:
    """Was the condition made of a number that says how much something changed?"""
    return any(part == test.condition(Measure(field)) for test in tests for field in (Field.TOTAL, Field.FISCAL, Field.OTHER))


def _signed(measure: Measure, rises: bool) -> Condition:
    return Compare(measure, Operator.MORE if rises else Operator.LESS, Decimal(0))


def _ranked(frame: Frame, rises: bool) -> Built | None:
    """涨得最多的是哪个, 降幅最大的三个: ranked by the change, among those that rose or fell."""
    if frame.about_rows or frame.named or not frame.reading.of(Kind.RANK, Kind.PLACE) or frame.terms:
        return None
    if group_field(frame) is not None:
        return None
    if frame.has(Kind.RANK, "most") and frame.has(Kind.RANK, "least"):
        return None
    if not frame.reading.of(Kind.PLACE) and all(is_against(frame, rank) for rank in frame.reading.of(Kind.RANK)):
        return None  # 比去年少的项目: all that are less, and not the least
    year, since = _years(frame)
    measure = _measure(frame, since, percent=_in_percent(frame))
    least = frame.has(Kind.RANK, "least", "ascending")
    named = places_named(frame)
    where = both(_tables(frame, year), _signed(measure, rises))
    order = Order(measure, rises != (least or (named is not None and named.from_end)))
    places = Places(named.first, named.last) if named is not None else None
    selection = Selection(Subject.PROJECT, where, order, places, frame.within)
    return listed_or_counted(frame, selection)


def _in_percent(frame: Frame) -> bool:
    return frame.says("in_percent")


def _multiplied(frame: Frame, rises: bool) -> Built | None:
    """翻了一番的, 减半的: a change whose size the word says."""
    if not (frame.says("doubles") or frame.says("halves")) or frame.named or not _asks_projects(frame):
        return None
    year, since = _years(frame)
    measure = _measure(frame, since, percent=True)
    bound = Compare(measure, Operator.AT_LEAST, _HUNDRED) if rises else Compare(measure, Operator.AT_MOST, -_HUNDRED / 2)
    return listed_or_counted(frame, Selection(Subject.PROJECT, both(_tables(frame, year), bound), within=frame.within))


def _together(frame: Frame, rises: bool) -> Built | None:
    """比去年少了的项目合计少多少: the changes of those that rose, or fell, added up."""
    asks_much = frame.has(Kind.ASK, "how_much") or frame.has(Kind.FIGURE, "difference")
    if not frame.has(Kind.FIGURE, "sum") or not asks_much or frame.named or frame.about_rows or frame.terms:
        return None
    if not (frame.asks_for_projects and frame.has(Kind.TREND)) or frame.reading.of(Kind.RANK, Kind.PLACE):
        return None
    year, since = _years(frame)
    measure = _measure(frame, since, percent=False)
    moved = Selection(Subject.PROJECT, both(_tables(frame, year), _signed(measure, rises)), within=frame.within)
    figure = Figure(moved, Aggregate.SUM, measure, () if rises else (Decimal(-1),))
    return Built(Query(Operation.COMPUTE, figure))


def _grouped(frame: Frame, rises: bool) -> Built | None:
    """哪个局比去年增加最多, 各局比去年增加多少: the sums of two years set against each other group by group."""
    by = group_field(frame)
    if by is None or by == Field.YEAR or frame.named or frame.about_rows or frame.terms:
        return None
    year, since = _years(frame)
    now, then = (
        Figure(Selection(Subject.PROJECT, _tables(frame, one), within=frame.within), Aggregate.SUM, frame.measure)
        for one in (year, since)
    )
    ranks = frame.reading.of(Kind.RANK) or frame.says("which_office")  # 哪个局是往下掉的: those that fell most first
    descending = rises != frame.has(Kind.RANK, "least") if ranks else None
    figure = replace(now, plus=(replace(then, times=(Decimal(-1),)),))
    return Built(Query(Operation.GROUP, figure, grouping=Grouping(by, descending=descending)))


def _by_how_much(frame: Frame, rises: bool) -> Built | None:
    """比去年增长超过10%的, 多了50万以上的: the change set against a number."""
    tests = [test for test in _numbers(frame) if test.unit == "%" or test.is_money or test.unit == "倍"]
    asks = _asks_projects(frame) or frame.within is not None or frame.question.endswith(cue("listed_nouns"))
    if len(tests) != 1 or frame.named or not asks:
        return None
    if frame.conditions.levels or frame.has(Kind.ROW) or frame.has(Kind.SUBJECT, "indicator"):
        return None
    test = tests[0]
    year, since = _years(frame)
    measure = _measure(frame, since, percent=not test.is_money)
    factor = _HUNDRED if test.unit == "倍" else Decimal(1)
    bounds = test.bounds if test.compared else ((Operator.AT_LEAST, test.bounds[0][1]),)
    compared = [_bound(measure, operator, number * factor, rises) for operator, number in bounds]
    open_below = all(operator in (Operator.LESS, Operator.AT_MOST) for operator, _ in bounds)
    where = both(_tables(frame, year), *compared, _signed(measure, rises) if open_below else None)
    return listed_or_counted(frame, Selection(Subject.PROJECT, where, within=frame.within))


def _bound(measure: Measure, operator: Operator, number: Decimal, rises: bool) -> Condition:
    return Compare(measure, operator if rises else TURNED.get(operator, operator), number if rises else -number)


def _numbers(frame: Frame) -> tuple[NumberTest, ...]:
    """The numbers of the question that say how much, whatever they were first taken for."""
    from assistant.questions.numbers import number_tests

    return tuple(test for test in number_tests(frame.reading) if test.unit != "年")


def _chain(measure: Measure, years: Sequence[int], rises: bool) -> Condition | None:
    """Each year's number more (or less) than the one of the year before it; the last is the table's own."""
    operator = Operator.MORE if rises else Operator.LESS
    steps = [Changed(measure, operator, earlier, 0 if year == years[-1] else year) for earlier, year in pairwise(years)]
    return both(*reversed(steps))


def _every_year(frame: Frame, rises: bool) -> Built | None:
    """连续三年增加的项目, 是不是逐年提高: a rise or fall in each of the years."""
    ranks = [rank for rank in frame.reading.of(Kind.RANK) if not is_against(frame, rank)]
    each = frame.has(Kind.LOGIC, "all") or frame.says("whether_all")
    stepwise = frame.says("each_step") or (each and (frame.all_years or len(frame.years) > 2))  # 三年是不是都在涨
    if not stepwise or ranks or frame.reading.of(Kind.PLACE):
        return None
    known = frame.context.knowledge.years()
    years = tuple(sorted(frame.years)) if len(frame.years) > 1 else known
    if (steps := _number_of_steps(frame)) is not None:
        years = tuple(range(max(known[-1] - steps, known[0]), known[-1] + 1))
    if len(years) < 2:
        return None
    if frame.pointed and not frame.named and frame.has(Kind.SUBJECT, "project") and not frame.reading.of(Kind.SINGLE, Kind.SET):
        frame = replace(frame, pointed=())  # 满意度逐年提高的项目 after one of them
    single = len(frame.named) == 1 or len(frame.pointed) == 1
    if single and is_question(frame):
        return _steady(frame, years, rises)
    if not single and frame.conditions.levels and not (frame.terms or frame.conditions.rows) and _asks_projects(frame):
        chain = _chain(Measure(Field.NUMBER), years, rises)
        rows = both(_tables(frame, years[-1]), frame.conditions.level, chain)
        return listed_or_counted(frame, Selection(Subject.INDICATOR, rows, within=frame.within))
    if single or frame.about_rows or frame.terms or not _asks_projects(frame):
        return None
    where = both(_tables(frame, years[-1]), InYears(years), _chain(frame.measure, years, rises))
    return listed_or_counted(frame, Selection(Subject.PROJECT, where, within=frame.within))


def _number_of_steps(frame: Frame) -> int | None:
    """连续两年增加: in how many years, the latest one included, there must be a step; None where it does not say.

    Where the archive does not go back to the year before the first of them, the steps within its years are those that there are.
    """
    found = re.search(r"([两二三四五六七八九十]|\d{1,2})年", frame.text)
    number = parse_numeral(found.group(1)) if found is not None and not frame.reading.of(Kind.YEAR) else None
    return int(number) if number is not None and number > 1 else None


def _steady(frame: Frame, years: Sequence[int], rises: bool) -> Built | None:
    """Did the money, or one row's number, of one project rise from year to year?"""
    latest = replace(frame, years=(years[-1],), all_years=False)
    where, _ = latest.where("latest")
    want = replace(wanted(frame), units=())
    if frame.conditions.levels or want.terms:
        found = find(latest, want, frame.projects) if want.terms else ()
        condition = both(where, frame.conditions.level, rows_condition(found) if found else None)
        rows = Figure(Selection(Subject.INDICATOR, condition))
        return Built(Query(Operation.EVERY, rows, test=_chain(Measure(Field.NUMBER), years, rises)))
    test = _chain(frame.measure, years, rises)
    return Built(Query(Operation.EVERY, Figure(Selection(Subject.PROJECT, where)), test=test))


def _rows_changed(frame: Frame, rises: bool) -> Built | None:
    """哪些项目的满意度比去年提高了: rows whose number rose, or the projects that have such."""
    levels = frame.conditions.level
    if (
        (levels is None and not frame.has(Kind.SUBJECT, "indicator"))
        or frame.named
        or frame.pointed
        or frame.terms
        or frame.reading.of(Kind.RANK, Kind.PLACE)
    ):
        return None
    if frame.conditions.number_tests or _numbers(frame) or frame.speaks_of_money or not _asks_projects(frame):
        return None
    year, since = _years(frame)
    moved = Changed(Measure(Field.NUMBER), Operator.MORE if rises else Operator.LESS, since)
    bare = replace(frame, years=(year,), all_years=False)
    where = both(slots.without(bare.where("latest")[0], slots.levels_slot), levels, moved)
    return listed_or_counted(frame, Selection(Subject.INDICATOR, where, within=frame.within))
