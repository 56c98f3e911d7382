"""Yes or no: 是不是过了七百万, 有没有生态效益指标, 是否都相等, 一样吗."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from assistant.chinese.width import squeeze
from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.knowledge import KnownRow
from assistant.model.query import (
    Against,
    Aggregate,
    And,
    Changed,
    Compare,
    Condition,
    Figure,
    HasRows,
    InYears,
    Measure,
    OneOf,
    Operation,
    Operator,
    Quantifier,
    Query,
    Selection,
    both,
)
from assistant.questions import slots
from assistant.questions.frame import Frame, asks_only_if_there, year_condition
from assistant.questions.levels import level_condition
from assistant.questions.lexicon import any_of, cue, says
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.numbers import NumberTest
from assistant.questions.rows import find, rows_condition, wanted
from assistant.questions.topics import row_named
from assistant.questions.types.built import Built, Outcome, row_condition, with_rows


def is_question(frame: Frame) -> bool:
    """Does the utterance ask for a yes or no?"""
    if frame.has(Kind.VERIFY, "whether"):
        return True
    stripped = frame.text.rstrip("?？。!！")
    if stripped.endswith(cue("confirms")):
        return True
    if stripped.endswith(cue("statement_all")) and frame.has(Kind.LOGIC, "all"):
        return True
    supposed = len(frame.named) == 1 and bool(frame.conditions.number_tests)
    if stripped.endswith(cue("statement_all")) and supposed and not frame.reading.of(Kind.ASK, Kind.FIGURE):
        return True  # 养护经费不到20万吧
    return stripped.endswith(cue("question_ending")) and not stripped.endswith(cue("no_question_ending"))


def yes_no(frame: Frame) -> Outcome:
    """A word that asks whether, or 吗 and the like at the end, with something that can be tested."""
    same = _moved(frame) or _same(frame)
    if same is not None:
        return same
    every_year = _in_every_year(frame)
    if every_year is not None:
        return every_year
    if asks_if_there(frame):
        where, remarks = frame.where("latest")
        return Built(Query(Operation.ANY, Figure(Selection(Subject.PROJECT, where))), remarks)
    if not is_question(frame):
        return None
    if (
        frame.has(Kind.ASK, "which")
        and frame.reading.of(Kind.ASK)[0].start < len(frame.text) - 2
        and not frame.has(Kind.LOGIC, "all")
    ):
        return None
    equal = _fields_equal(frame)
    if equal is not None:
        return equal
    if len(frame.named) > 1 and frame.terms and not frame.conditions.number_tests:
        where, remarks = frame.where("latest")
        each = both(*(HasRows(Quantifier.SOME, row_named(frame, term, exact=False)) for term in frame.terms))
        return Built(Query(Operation.EVERY, Figure(Selection(Subject.PROJECT, where)), test=each), remarks)
    single = len(frame.named) == 1 or len(frame.pointed) == 1
    if single and frame.conditions.number_tests:
        return _amount(frame)
    rows = row_condition(frame)
    negative_levels = frame.conditions.missing
    if single and (rows is not None or negative_levels):
        return _has_rows(frame, rows)
    if single and (held := _holds_row(frame)) is not None:
        return held
    first = _is_first(frame) if single else None
    if first is not None:
        return first
    tests = both(*frame.conditions.table)
    if single and rows is None and tests is not None and all(map(slots.attributes_slot, frame.conditions.table)):
        where, remarks = replace(frame, conditions=replace(frame.conditions, table=())).where("latest")
        return Built(Query(Operation.EVERY, Figure(Selection(Subject.PROJECT, where)), test=tests), remarks)
    if (frame.has(Kind.LOGIC, "all") and not _not_even_one(frame)) or frame.says("whether_all"):
        every = _every(frame, tests, rows)
        if every is not None:
            return every
    if rows is not None and tests is None and not frame.asks_for_projects and not frame.has(Kind.WHOLE):
        where, remarks = frame.where("all")
        return Built(Query(Operation.ANY, Figure(Selection(Subject.INDICATOR, both(where, rows), within=frame.within))), remarks)
    if tests is not None or rows is not None:
        selection, remarks = frame.tables("latest" if rows is None else "all")
        return Built(Query(Operation.ANY, Figure(replace(selection, where=with_rows(frame, selection.where)))), remarks)
    return None


def _holds_row(frame: Frame) -> Built | None:
    """七一建党那个有没有安排慰问老党员: has the one project a row that is called so?"""
    own = (
        frame.conditions.table
        or frame.heads
        or frame.reading.of(Kind.ASK, Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.TREND, Kind.FIGURE)
    )
    if not frame.terms or own or not frame.has(Kind.VERIFY, "whether"):
        return None
    found = find(frame, wanted(frame), frame.projects)
    if not found or not all(term in squeeze(found[0].level3).lower() for term in frame.terms):
        return None
    where, remarks = frame.where("latest")
    return Built(Query(Operation.ANY, Figure(Selection(Subject.INDICATOR, both(where, rows_condition(found))))), remarks)


@cache
def _none_at_all() -> re.Pattern[str]:
    """一条…都没设: what is said of one table, and not of all."""
    return re.compile(rf"一{any_of('counts_tables')}[^,，。]*?{any_of('also_all')}{any_of('bare_negation')}")


def _not_even_one(frame: Frame) -> bool:
    return _none_at_all().search(frame.text) is not None


def _is_first(frame: Frame) -> Built | None:
    """乡村整治是不是最大的项目: is the money of the one project the highest, or the lowest, of its year?"""
    ranks = {str(mention.value) for mention in frame.reading.of(Kind.RANK)} & _EXTREMES.keys()
    own = frame.terms or frame.about_rows or frame.other_heads or frame.reading.of(Kind.PLACE, Kind.FIGURE, Kind.TREND)
    if len(ranks) != 1 or own or len(frame.reading.of(Kind.RANK)) != 1:
        return None
    operator, aggregate = _EXTREMES[ranks.pop()]
    where, remarks = frame.where("latest")
    years = slots.kept(where, slots.years_slot)
    if len(slots.years_in(where)) != 1:
        return None
    bare = replace(frame, named=(), pointed=(), within=None, years=(), all_years=True)
    others = Figure(Selection(Subject.PROJECT, both(bare.where("all")[0], years)), aggregate, frame.measure)
    test = Against(frame.measure, operator, others)
    return Built(Query(Operation.EVERY, Figure(Selection(Subject.PROJECT, where)), test=test), remarks)


_EXTREMES = {"most": (Operator.AT_LEAST, Aggregate.HIGHEST), "least": (Operator.AT_MOST, Aggregate.LOWEST)}


def _in_every_year(frame: Frame) -> Built | None:
    """是不是三年都安排了: has the one project a table of each of the years?"""
    known = frame.context.knowledge.years()
    years = frame.years if len(frame.years) > 1 else known if frame.all_years else ()
    there = frame.has(Kind.TREND, "present", "each")
    own = frame.heads or frame.about_rows or frame.terms or frame.conditions.table or frame.reading.of(Kind.ASK, Kind.RANK)
    if len(years) < 2 or not there or own or len(frame.named) + len(frame.pointed) != 1 or not frame.has(Kind.VERIFY):
        return None
    names = [project for name in frame.projects for project in frame.context.names_of(name)]
    if not names:
        return None
    latest = max(names, key=lambda project: project.years[-1:] or (0,))
    table = both(OneOf(Field.PROJECT, (latest.name,)), year_condition(latest.years[-1:]))
    figure = Figure(Selection(Subject.PROJECT, table))
    return Built(Query(Operation.EVERY, figure, test=InYears(tuple(years))))


def asks_if_there(frame: Frame) -> bool:
    """今年还有这个项目没: is it asked whether the one project has a table of a year?"""
    if len(frame.named) + len(frame.pointed) != 1 or len(frame.years) != 1:
        return False
    said = frame.has(Kind.SUBJECT, "project") or any(
        one.text.endswith(cue("table_nouns")) for one in frame.reading.of(Kind.SINGLE)
    )
    own = frame.heads or frame.about_rows or frame.terms or frame.conditions.table or frame.reading.of(Kind.ASK, Kind.FIGURE)
    ends = frame.question.endswith(cue("question_ending"))
    return (said or asks_only_if_there(frame)) and not own and ends and says(frame.question, "is_there")


def _every(frame: Frame, tests: Condition | None, rows: Condition | None) -> Built | None:
    """Do all tables, or all rows, of a set meet what is said (是不是都超过100万)?"""
    if tests is not None and rows is None:
        scope, tests = _scope_and_claim(frame)
        where, remarks = replace(frame, conditions=replace(frame.conditions, table=scope)).where("latest")
        return Built(Query(Operation.EVERY, Figure(Selection(Subject.PROJECT, where, within=frame.within)), test=tests), remarks)
    if rows is None:
        return None
    if frame.within is not None and frame.within.subject == Subject.INDICATOR:
        return Built(Query(Operation.EVERY, Figure(Selection(Subject.INDICATOR, within=frame.within)), test=rows))
    if frame.conditions.rows:
        return _every_row(frame)
    where, remarks = frame.where("latest")
    test = HasRows(Quantifier.SOME, rows)
    return Built(Query(Operation.EVERY, Figure(Selection(Subject.PROJECT, where, within=frame.within)), test=test), remarks)


def _scope_and_claim(frame: Frame) -> tuple[tuple[Condition, ...], Condition | None]:
    """教育局的项目是不是都过了四十万: whose tables are meant, and what is claimed of them; 都是教育局的吗 claims just that."""
    table = frame.conditions.table
    said = [mention.start for mention in frame.reading.of(Kind.VERIFY) if mention.value == "whether"]
    said += [mention.start for mention in frame.reading.of(Kind.LOGIC) if mention.value == "all"]
    before = [test for test in frame.conditions.number_tests if said and test.end <= min(said)]
    asked = frame.text[: min(said)] if said else ""
    spoken_of = any(mention.end <= len(asked) for mention in frame.reading.of(Kind.SUBJECT))  # 超过100万的项目，是否都…
    scope = tuple(part for part in table if slots.organisations_slot(part) or (spoken_of and _made_of(part, before)))
    claim = tuple(part for part in table if part not in scope)
    return (scope, both(*claim)) if claim else ((), both(*table))


def _made_of(part: Condition, tests: Sequence[NumberTest]) -> bool:
    """Was the condition made of one of the numbers?"""
    return any(part == test.condition(Measure(field)) for test in tests for field in (Field.TOTAL, Field.FISCAL, Field.OTHER))


def _same(frame: Frame) -> Built | None:
    """Do several projects agree in a field?"""
    unchanged = _unchanged(frame)
    if unchanged is not None:
        return unchanged
    if not frame.has(Kind.FIGURE, "same"):
        return None
    if any(isinstance(part, Compare) and isinstance(part.value, Field) for part in frame.conditions.table):
        return None
    sides = len(frame.named) + len(frame.pointed)
    last = frame.last
    if sides < 2:
        if last is None or last.query is None or len(last.projects) < 2 or frame.named:
            return None
        frame = replace(frame, pointed=last.projects)
    rows = _same_rows(frame)
    if rows is not None:
        return rows
    where, remarks = frame.where("latest")
    field = next((field for field in frame.heads if field != Field.YEAR), Field.TOTAL)
    measure = frame.measure if field in MONEY_FIELDS else Measure(field)
    return Built(Query(Operation.SAME, Figure(Selection(Subject.PROJECT, where), measure=measure)), remarks)


def _unchanged(frame: Frame) -> Built | None:
    """补助标准这几年变过没有: does a row, or the money, of one project stay the same over the years?"""
    if frame.has(Kind.SUBJECT, "indicator") and frame.has(Kind.ASK, "which", "list"):
        return None  # 哪些指标没变过 asks for rows
    frame = _beside_its_year(frame)
    between_years = frame.has(Kind.FIGURE, "same") and len(frame.years) > 1 and not frame.other_heads
    asks = frame.has(Kind.TREND, "same") or frame.says("asks_changed") or between_years
    if not asks or frame.says("asks_risen") or frame.says("asks_fallen"):
        return None
    if not frame.projects and frame.terms:
        frame = _of_the_rows_project(frame)
    if len(frame.named) + len(frame.pointed) != 1:
        return None
    names = names_of(frame.named) or [project.name for name, _ in frame.pointed for project in frame.context.names_of(name)]
    scope = replace(frame, all_years=not frame.years)
    where, remarks = scope.where("all")
    differs = Operator.NOT_EQUAL if frame.says("asks_changed") else None
    want = wanted(frame)
    if want.terms or want.has_hint or frame.conditions.levels:
        found = _called(frame, names) or (find(frame, want, names) if want.terms or want.has_hint else ())
        found = tuple(row for row in found if not frame.years or row.year in frame.years)
        condition = both(where, frame.conditions.level, rows_condition(found) if found else None)
        if not found and _several_a_year(frame, names):
            return None
        return Built(
            Query(
                Operation.SAME,
                Figure(Selection(Subject.INDICATOR, condition), measure=Measure(Field.VALUE)),
                operator=differs,
            ),
            remarks,
        )
    figure = Figure(Selection(Subject.PROJECT, where), measure=frame.measure)
    return Built(Query(Operation.SAME, figure, operator=differs), remarks)


def _beside_its_year(frame: Frame) -> Frame:
    """跟去年一样吗 of one project: its year in hand and the one that is named."""
    said = (frame.has(Kind.FIGURE, "same") and frame.says("beside_year")) or (
        frame.says("asks_changed") and frame.says("compares")
    )
    one = said and len(frame.named) + len(frame.pointed) == 1
    if not one or len(frame.years) != 1:
        return frame
    own = [year for _, year in frame.pointed if year] or [
        year for link in frame.named for one in link.projects for year in one.years
    ]
    now = max(own, default=frame.context.latest or 0)
    return replace(frame, years=(frame.years[0], now)) if now and now not in frame.years else frame


def _of_the_rows_project(frame: Frame) -> Frame:
    """护林员补助标准这三年变过没: where a row alone is named, the one project that has it."""
    rows = find(frame, wanted(frame), ())
    series = {project.series for row in rows for project in frame.context.names_of(row.project)}
    if not rows or len(series) != 1:
        return frame
    latest = max(rows, key=lambda row: row.year or 0)
    return replace(frame, pointed=((latest.project, latest.year),), missing_name="")


def _moved(frame: Frame) -> Built | None:
    """补助标准有没有涨, 今年有没有减: is the latest number of one project's row, or its money, above or below the earlier one?"""
    rises, known = frame.says("asks_risen"), frame.context.knowledge.years()
    if rises == frame.says("asks_fallen") or len(frame.named) + len(frame.pointed) != 1 or len(known) < 2:
        return None
    years = sorted(frame.years)
    last = years[-1] if years else known[-1]
    since = years[0] if len(years) > 1 else known[0] if frame.all_years else last - 1
    latest = replace(frame, years=(last,), all_years=False)
    where, _ = latest.where("latest")
    operator = Operator.MORE if rises else Operator.LESS
    want = wanted(frame)
    if not (want.terms or want.has_hint or frame.conditions.levels):
        test = Changed(frame.measure, operator, since)
        return Built(Query(Operation.EVERY, Figure(Selection(Subject.PROJECT, where)), test=test))
    names = [project.name for name in frame.projects for project in frame.context.names_of(name)]
    found = _called(frame, names) or (find(frame, want, names) if want.terms or want.has_hint else ())
    if not found and (want.terms or _several_a_year(frame, names)):
        return None
    rows = Selection(Subject.INDICATOR, both(where, frame.conditions.level, rows_condition(found) if found else None))
    return Built(Query(Operation.EVERY, Figure(rows), test=Changed(Measure(Field.NUMBER), operator, since)))


def _called(frame: Frame, names: Sequence[str]) -> tuple[KnownRow, ...]:
    """The rows of a category in whose names the word for it stands: 补助标准 is the row that is called so."""
    words = [mention.text for mention in frame.reading.of(Kind.LEVEL1, Kind.LEVEL2)]
    rows = _of_levels(frame, names)
    return tuple(row for row in rows if any(word in squeeze(row.level3).lower() for word in words))


def _of_levels(frame: Frame, names: Sequence[str]) -> tuple[KnownRow, ...]:
    levels = frame.conditions.levels
    rows = frame.context.knowledge.rows_like(frame.text, names)
    return tuple(row for row in rows if row.level2 in levels or row.level1 in levels)


def _several_a_year(frame: Frame, names: Sequence[str]) -> bool:
    """Has a table several rows of the category, so that it is not known which is meant?"""
    tables = [(row.project, row.year) for row in _of_levels(frame, names)]
    return len(tables) > len(set(tables))


def _same_rows(frame: Frame) -> Built | None:
    """Do rows of several projects agree in their value (评上优秀每月发的一样吗)?"""
    want = wanted(frame)
    if not (want.terms or want.has_hint or frame.conditions.levels) or (frame.heads and not frame.conditions.levels):
        return None
    where, remarks = frame.where("latest")
    found = [
        row
        for names in ([names_of((link,)) for link in frame.named] or [(name,) for name, _ in frame.pointed])
        for row in find(frame, want, names)[:1]
    ]
    if len(found) < 2:
        return None
    condition = both(where, frame.conditions.level, rows_condition(found))
    return Built(Query(Operation.SAME, Figure(Selection(Subject.INDICATOR, condition), measure=Measure(Field.VALUE))), remarks)


def _fields_equal(frame: Frame) -> Built | None:
    """Is one field of each table equal to another (财政拨款与年度资金总额相等)?"""
    money = list(frame.money_heads)
    if money == [Field.FISCAL] or (Field.FISCAL in money and len(money) == 2 and frame.says("all_of_it")):
        if not frame.says("all_of_it") or frame.conditions.table:
            return None
        money = [Field.FISCAL, Field.TOTAL]
    elif not frame.has(Kind.FIGURE, "same") or len(money) != 2:
        return None
    where, remarks = frame.where("latest")
    first, second = (money[1], money[0]) if money[0] == Field.TOTAL else (money[0], money[1])
    test = Compare(Measure(first), Operator.EQUAL, second)
    return Built(Query(Operation.EVERY, Figure(Selection(Subject.PROJECT, where, within=frame.within)), test=test), remarks)


def _amount(frame: Frame) -> Built | None:
    """Does one project's money meet a bound?"""
    test = frame.conditions.number_tests[0]
    bare = replace(frame, conditions=replace(frame.conditions, table=()))
    where, remarks = bare.where("latest")
    conditions = slots.parts_of(both(*frame.conditions.table))
    money = [part for part in conditions if isinstance(part, Compare) and isinstance(part.value, Decimal)]
    if len(money) != 1:
        selection = Selection(Subject.PROJECT, where)
        return Built(Query(Operation.EVERY, Figure(selection), test=both(*conditions)), remarks)
    operator = money[0].operator
    if not test.compared and frame.says("whether_more"):
        operator = Operator.MORE
    elif not test.compared and frame.says("whether_enough"):
        operator = Operator.AT_LEAST
    assert isinstance(money[0].value, Decimal)
    figure = Figure(Selection(Subject.PROJECT, where), Aggregate.SUM, money[0].measure)
    return Built(Query(Operation.IS, figure, operator=operator, number=money[0].value), remarks)


def _has_rows(frame: Frame, rows: Condition | None) -> Built:
    """Has one project rows of a kind? 没有 at the end of the question denies nothing."""
    bare = replace(
        frame,
        conditions=replace(
            frame.conditions, table=tuple(part for part in frame.conditions.table if not isinstance(part, HasRows))
        ),
    )
    where, remarks = bare.where("latest")
    every = (frame.has(Kind.LOGIC, "all") or frame.says("whether_all")) and bool(frame.conditions.rows)
    if rows is None:
        rows = level_condition(frame.conditions.missing)
    assert rows is not None
    last = frame.last_query
    if every and not frame.conditions.levels and frame.follows_rows and last is not None:
        return Built(Query(Operation.EVERY, Figure(last.selection), test=rows))
    if every:
        return Built(
            Query(
                Operation.EVERY,
                Figure(Selection(Subject.INDICATOR, both(where, frame.conditions.level))),
                test=both(*frame.conditions.rows),
            ),
            remarks,
        )
    return Built(Query(Operation.EVERY, Figure(Selection(Subject.PROJECT, where)), test=HasRows(Quantifier.SOME, rows)), remarks)


def _every_row(frame: Frame) -> Built:
    """Do all rows of a kind meet a test?"""
    where, remarks = frame.where("all")
    selection = Selection(Subject.INDICATOR, both(where, frame.conditions.level), within=frame.within)
    return Built(
        Query(
            Operation.EVERY,
            Figure(selection),
            test=And(frame.conditions.rows) if len(frame.conditions.rows) > 1 else frame.conditions.rows[0],
        ),
        remarks,
    )
