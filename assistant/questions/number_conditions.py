"""Numbers as conditions: on the money of tables, on the values of rows, on how many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.model.fields import MONEY_FIELDS, Field
from assistant.model.query import (
    Band,
    Compare,
    Condition,
    HasRows,
    Measure,
    Operator,
    Quantifier,
    both,
)
from assistant.model.record import record
from assistant.questions.context import Context
from assistant.questions.levels import COST, COUNTED_LEVELS, PERCENT_LEVELS, level_condition
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention
from assistant.questions.numbers import NumberTest, is_description, number_tests
from assistant.questions.reading import Reading


@record
class _Numbers:
    """What the numbers of a question ask for."""

    table: tuple[Condition, ...]
    """On tables: their money, and how many rows they have."""
    rows: tuple[Condition, ...]
    """On the rows' own numbers."""
    money_tests: tuple[NumberTest, ...]
    """The numbers that became a condition on money."""
    counts_rows: bool
    """Is a number of rows asked for (只有2条成本指标的)?"""


def tests_and_bands(
    reading: Reading, used: set[int], context: Context, levels: Sequence[str]
) -> tuple[list[NumberTest], tuple[Band, ...]]:
    """The numbers that are conditions; where the question sorts tables into bands, those instead."""
    tests = [
        test
        for test, mention in zip(number_tests(reading), reading.of(Kind.QUANTITY), strict=True)
        if not is_description(reading, mention, test)
        and mention.start not in used
        and not reading.text[: mention.start].endswith(cue("inclusive"))
    ]
    if reading.has(Kind.FILLER, "without_ends"):
        tests = [test.without_ends() for test in tests]
    if len(tests) >= 2 and _asks_bands(reading) and not _is_one_range(tests, reading) and not _names_amounts(tests, reading):
        of_rows = level_condition(levels) if all(test.unit == "%" or not test.is_money for test in tests) else None
        if of_rows is None and any(test.unit == "%" for test in tests):
            return tests, ()
        return [], tuple(Band(_band_name(reading, test), _band(test, of_rows, context)) for test in tests)
    return tests, ()


def _is_one_range(tests: Sequence[NumberTest], reading: Reading) -> bool:
    """25万往上300万以内, 高于9万又低于600万: one stretch from a lower bound up to an upper one."""
    if len(tests) != 2 or any(len(test.bounds) != 1 for test in tests):
        return False
    (low, least), (high, greatest) = tests[0].bounds[0], tests[1].bounds[0]
    between = reading.text[tests[0].end : tests[1].start]
    lower, upper = low in (Operator.MORE, Operator.AT_LEAST), high in (Operator.LESS, Operator.AT_MOST)
    return lower and upper and least < greatest and not any(mark in between for mark in (*cue("and_words"), ",", "，"))


def _names_amounts(tests: Sequence[NumberTest], reading: Reading) -> bool:
    """21万和22万的分别是哪两个项目: amounts by which tables are picked, and no bands that they are sorted into?"""
    bare = not any(test.compared or test.negated for test in tests)
    return bare and says(reading.text, "asks_which") and not reading.has(Kind.FIGURE, "count", "sum", "share")


def _band(test: NumberTest, of_rows: Condition | None, context: Context) -> Condition:
    """What a table must meet to stand in the band: by its money, or by one of its rows."""
    if of_rows is None:
        return test.condition(Measure(Field.TOTAL))
    condition = both(of_rows, test.on_rows(context))
    assert condition is not None
    return HasRows(Quantifier.SOME, condition)


def numbers_of(
    tests: Sequence[NumberTest],
    reading: Reading,
    context: Context,
    levels: Sequence[str],
    row_subject: bool,
    used: set[int],
) -> _Numbers:
    """Each number as a condition on what it is a number of."""
    table: list[Condition] = []
    rows: list[Condition] = []
    money_tests: list[NumberTest] = []
    counts_rows = False
    if set(levels) & PERCENT_LEVELS:
        tests = [replace(test, unit="%") if test.unit is None and not test.is_money else test for test in tests]
    for test in tests:
        if test.unit == "条" and not test.compared and says(reading.text, "each_of_them"):
            continue  # 满意度两条分别怎么定的: so many there are
        if _of_weight(test, reading):
            rows.append(test.condition(Measure(Field.WEIGHT)))
            continue
        share = _share_compared(test, reading)
        if share is not None:
            table.append(share)
            money_tests.append(test)
            continue
        priced = _priced_by(test, reading)
        if priced is not None:
            rows.append(both(test.condition(Measure(Field.NUMBER)), priced) or priced)
            continue
        if test.is_money and test.unit is None and _after_count(reading, test):
            test = replace(test, is_money=False)
        measure = _measure_of(test, reading, levels, row_subject, used)
        if test.unit == "条" and (levels or "条" in reading.text):
            table.append(test.condition(Measure(Field.ROWS, rows=level_condition(levels))))
            counts_rows = True
        elif measure is None:
            rows.append(test.on_rows(context, per_unit=names_unit_price(reading)))
        else:
            table.append(test.condition(measure))
            money_tests.append(test)
    return _Numbers(tuple(table), tuple(rows), tuple(money_tests), counts_rows)


def _of_weight(test: NumberTest, reading: Reading) -> bool:
    """分值10分以上的: is the number one of the rows' weights?"""
    before = [mention for mention in reading.of(Kind.ROW) if mention.is_(Kind.ROW, "weight") and mention.end <= test.start]
    return bool(before) and test.start - before[-1].end <= 3 and not test.is_money


def _priced_by(test: NumberTest, reading: Reading) -> Condition | None:
    """200块一个月的: the rows are priced by the unit that follows the money; None where none does."""
    if not test.is_money:
        return None
    after = next((mention for mention in reading.mentions if mention.start >= test.end), None)
    before = [mention for mention in reading.mentions if mention.end == test.start]
    beside = after if after is not None and after.start == test.end and after.kind == Kind.PER_UNIT else None
    if beside is None and before and before[-1].kind == Kind.PER_UNIT:
        beside = before[-1]
    if beside is None or _prices_projects(reading, beside):
        return None
    unit = Measure(Field.NUMBER_UNIT)
    return both(Compare(unit, Operator.CONTAINS, "元/"), Compare(unit, Operator.CONTAINS, str(beside.value)))


def _prices_projects(reading: Reading, mention: Mention) -> bool:
    """30万一个的那四个项目: is it projects, so many of them, that are counted by the piece?"""
    behind = reading.after(mention)
    counted = behind is not None and behind.kind in (Kind.SET, Kind.SIZE) and behind.text.endswith(cue("project_word"))
    return counted and mention.value in cue("measures_anything")


def _after_count(reading: Reading, test: NumberTest) -> bool:
    """Is the number said of rows that count (数量指标达到1万以上的)?"""
    named = [mention for mention in reading.of(Kind.LEVEL2, Kind.HEAD, Kind.FUND) if mention.end <= test.start]
    if not named or any(word in reading.text[named[-1].end : test.start] for word in cue("joins") if word not in cue("definite")):
        return False  # 没设数量指标，且不足600万
    return str(named[-1].value) in COUNTED_LEVELS


def each_its_own(tests: Sequence[NumberTest], reading: Reading, context: Context, levels: Sequence[str]) -> tuple[Condition, ...]:
    """质量指标是100%并且满意度90%以上: each category with its own number, on rows of their own; () where it is otherwise."""
    mentions = [mention for mention in reading.of(Kind.LEVEL1, Kind.LEVEL2) if str(mention.value) in levels]
    of_tables = reading.has(Kind.SUBJECT, "project") or reading.has(Kind.ASK, "which") or reading.has(Kind.FIGURE, "count")
    of_rows = [test for test in tests if not test.is_money and test.unit != "条"]
    if len({str(mention.value) for mention in mentions}) < 2 or not of_rows or not of_tables:
        return ()
    if len(of_rows) < len(mentions) and not _stand_apart(reading, mentions):
        return ()  # 数量指标和质量指标超过10的
    found: list[Condition] = []
    for test in of_rows:
        behind = [mention for mention in mentions if 0 <= mention.start - test.end <= 1]  # 大于200的数量指标
        own = behind or [mention for mention in mentions if mention.end <= test.start]
        level = level_condition((str(own[-1].value),)) if own else None
        if level is None:
            return ()
        percent = str(own[-1].value) in PERCENT_LEVELS and test.unit is None
        condition = both(level, (replace(test, unit="%") if percent else test).on_rows(context))
        assert condition is not None
        found.append(HasRows(Quantifier.SOME, condition))
        mentions.remove(own[-1])
    rest = (level_condition((str(mention.value),)) for mention in mentions)
    found.extend(HasRows(Quantifier.SOME, level) for level in rest if level is not None)
    return tuple(found)


def _stand_apart(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Is more than 和 or 、 between the categories, so that each is said of by itself (有经济效益指标，且满意度90%以上)?"""
    joints = [word for word in (*cue("joins"), *cue("project_word")) if word not in ("、", "的", ",", "，")]
    return all(any(word in reading.text[left.end : right.start] for word in joints) for left, right in pairwise(mentions))


def moneys_of(reading: Reading) -> list[Mention]:
    """The moneys of the table that are named."""
    moneys = (mention for mention in reading.of(Kind.HEAD, Kind.FUND))
    return [mention for mention in moneys if mention.kind == Kind.FUND or Field(str(mention.value)) in MONEY_FIELDS]


def money_measure(mention: Mention) -> Measure:
    """The money that a mention names."""
    return Measure(Field.FUND, str(mention.value)) if mention.kind == Kind.FUND else Measure(Field(str(mention.value)))


def moneys_compared(reading: Reading) -> Iterable[Condition]:
    """总额和财政拨款不一致的: two moneys of each table that must be equal, or must not."""
    moneys = list(dict.fromkeys(money_measure(mention) for mention in moneys_of(reading)))
    if len(moneys) != 2 or not (says(reading.text, "of_such") or reading.text.rstrip("?？。").endswith("的")):
        return
    first, second = moneys if moneys[1].field != Field.FUND else (moneys[1], moneys[0])
    if second.field == Field.FUND:
        return
    if says(reading.text, "unlike"):
        yield Compare(first, Operator.NOT_EQUAL, second.field)
    elif says(reading.text, "alike"):
        yield Compare(first, Operator.EQUAL, second.field)


def _share_compared(test: NumberTest, reading: Reading) -> Condition | None:
    """上级资金占财政拨款八成以上的: one money as a share of another against a number; None where none is said."""
    if test.unit != "%":
        return None
    if not says(reading.text[: test.start], "takes_share"):
        return _part_compared(test, reading)
    at = max(reading.text.rfind(word, 0, test.start) for word in cue("takes_share"))
    before = [mention for mention in moneys_of(reading) if mention.end <= at]
    behind = [mention for mention in moneys_of(reading) if at < mention.start < test.start and mention.kind == Kind.HEAD]
    if not before or before[-1].is_(Kind.HEAD, "total"):
        return None
    whole = Field(str(behind[-1].value)) if behind else Field.TOTAL
    return test.condition(replace(money_measure(before[-1]), share_of=whole))


def _part_compared(test: NumberTest, reading: Reading) -> Condition | None:
    """上级资金超过一半的: a source of money right before a share is meant as one of the total."""
    named = [mention for mention in reading.mentions if mention.end <= test.start and mention.kind != Kind.FILLER]
    if not named or not (named[-1].kind == Kind.FUND or named[-1].is_(Kind.HEAD, "fiscal", "other")):
        return None
    if reading.has(Kind.TREND) or reading.has(Kind.FIGURE, "growth", "difference") or says(reading.text, "compares"):
        return None
    return test.condition(replace(money_measure(named[-1]), share_of=Field.TOTAL))


def names_unit_price(reading: Reading) -> bool:
    """Is a price by the unit spoken of (单价)?"""
    return any(mention.text in cue("unit_price") for mention in reading.of(Kind.LEVEL2))


def _asks_bands(reading: Reading) -> bool:
    return says(reading.text, "bands") or (reading.has(Kind.FIGURE, "group") and not says(reading.text, "names_apart"))


def _band_name(reading: Reading, test: NumberTest) -> str:
    return reading.text[test.start : test.end].replace(" ", "")


def _measure_of(test: NumberTest, reading: Reading, levels: Sequence[str], row_subject: bool, used: set[int]) -> Measure | None:
    """The money of the table that the number is compared with; None where it is a row's number."""
    behind = next((mention for mention in reading.mentions if mention.start >= test.end and mention.kind != Kind.FILLER), None)
    if behind is not None and behind.kind in (Kind.LEVEL1, Kind.LEVEL2) and behind.start - test.end <= 1 and not test.is_money:
        return None  # 大于1000的数量指标
    nearest: Mention | None = None
    for mention in reading.mentions:
        if mention.end > test.start or mention.kind not in (Kind.HEAD, Kind.ROW, Kind.LEVEL1, Kind.LEVEL2, Kind.FUND):
            continue
        if mention.kind not in (Kind.HEAD, Kind.FUND) or mention.start not in used:
            nearest = mention
    if test.unit == "%":
        return None
    if nearest is not None and nearest.kind == Kind.FUND:
        return Measure(Field.FUND, str(nearest.value))
    if (
        nearest is not None
        and nearest.kind == Kind.HEAD
        and Field(str(nearest.value)) in MONEY_FIELDS
        and (test.is_money or test.unit is None)
    ):
        return Measure(Field(str(nearest.value)))
    if nearest is not None and nearest.kind in (Kind.ROW, Kind.LEVEL1, Kind.LEVEL2):
        if test.is_money and not (nearest.kind == Kind.ROW or str(nearest.value) == COST):
            return Measure(Field.TOTAL)
        return None
    if test.is_money:
        following = next(
            (mention for mention in reading.mentions if mention.start >= test.end and mention.kind in (Kind.HEAD, Kind.LEVEL2)),
            None,
        )
        if following is not None and following.start in used:
            following = None
        if following is not None and following.is_(Kind.HEAD, "fiscal", "other"):
            return Measure(Field(str(following.value)))
        return None if row_subject and not reading.has(Kind.SUBJECT, "project") else Measure(Field.TOTAL)
    if test.unit is None and not row_subject and not levels and abs(test.bounds[0][1]) >= 1000:
        return Measure(Field.TOTAL)
    return None
