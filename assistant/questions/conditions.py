"""Mentions become conditions, for all types of question alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from decimal import Decimal
from itertools import pairwise

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.width import squeeze
from assistant.model.fields import MONEY_FIELDS, Field, deadline_of
from assistant.model.indicator import LEVEL2_PARENT
from assistant.model.knowledge import KnownOrganisation
from assistant.model.query import (
    Band,
    Blank,
    Compare,
    Condition,
    HasRows,
    Measure,
    Not,
    OneOf,
    Operator,
    Quantifier,
    both,
    either,
)
from assistant.model.record import record
from assistant.questions.context import Context
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention
from assistant.questions.numbers import NumberTest, is_description, number_tests
from assistant.questions.organisations import organisations_of
from assistant.questions.reading import Reading
from assistant.questions.sources import sources

COST = "成本指标"
TIMELINESS = "时效指标"
_FIRST_LEVELS = frozenset({"产出指标", "效益指标", "满意度指标"})
_COUNTED_LEVELS = frozenset({"数量指标", "社会效益指标", "经济效益指标", "生态效益指标"})
"""Categories whose numbers are no money unless 元 is said."""
_PERCENT_LEVELS = frozenset({"服务对象满意度指标"})
"""Categories whose bare numbers are percentages (满意度没写到100)."""

_PERIOD_LENGTH = re.compile(
    r"(?:是|为|有|在|满|达到|不少于)?(?P<over>超过|大于|多于)?(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,2})年"
    r"(?:期)?(?P<more>及?以上)?(?P<less>及?以[内下])?"
)
_SYMBOLS = {"≥": "at_least_sign", "≤": "at_most_sign"}
"""Comparators that rows print, with the cue of what they are called."""

_CELLS = ((Kind.SUBJECT, "name", Field.PROJECT), (Kind.HEAD, "goal", Field.GOAL), (Kind.ROW, "level3", Field.LEVEL3))
"""What may be named before a quoted text, and the cell that then holds it."""


@record
class Conditions:
    """What a question asks of tables and of rows."""

    table: tuple[Condition, ...] = ()
    """On tables: money, departments, attributes, rows that must be missing."""
    rows: tuple[Condition, ...] = ()
    """On rows: numbers, values, blanks."""
    levels: tuple[str, ...] = ()
    """Categories of rows that are asked for or that the row conditions are about; standard names."""
    missing: tuple[str, ...] = ()
    """Categories that tables must not have; they are in `table` already."""
    bands: tuple[Band, ...] = ()
    number_tests: tuple[NumberTest, ...] = ()
    """The numbers that became a condition on a table's money."""
    none: bool = False
    """No row may meet the conditions (没有一条低于90%的, 没有满意度低于90%的)."""
    first_level_cost: bool = False
    """成本指标 as a first level is meant."""
    used: frozenset[int] = field(default_factory=frozenset)
    """Starts of mentions that became a condition."""

    @property
    def money_named_in_condition(self) -> bool:
        """Is the money that the question names only that of a condition (预算超过100万的有几个)?"""
        return bool(self.number_tests)

    @property
    def level(self) -> Condition | None:
        """The rows are of these categories; None where none is named."""
        if self.first_level_cost:
            return Compare(Measure(Field.LEVEL1), Operator.EQUAL, COST)
        return level_condition(self.levels)


def level_condition(levels: Sequence[str]) -> Condition | None:
    """Rows of any of these categories; 成本指标 may be a first or a second level."""
    parts: list[Condition] = []
    for name in levels:
        second = Compare(Measure(Field.LEVEL2), Operator.EQUAL, name)
        first = Compare(Measure(Field.LEVEL1), Operator.EQUAL, name)
        if name == COST:
            parts.extend((second, first))
        else:
            parts.append(first if name in _FIRST_LEVELS else second)
    return either(*parts) if parts else None


def conditions_of(reading: Reading, context: Context, *, row_subject: bool) -> Conditions:
    """Everything in the utterance that limits tables or rows.

    `row_subject`: the conversation is about rows, so that a bare number is one of theirs.
    """
    used: set[int] = set()
    table: list[Condition] = []
    rows: list[Condition] = []
    levels, missing = _levels(reading, used)
    _row_years(reading, rows, used, levels, row_subject)
    _row_dates(reading, rows, used, levels)
    levels = _deadlines(reading, table, rows, used, levels)
    table.extend(sources(reading, _moneys(reading), used))
    rows.extend(_blanks(reading, table, used))
    rows.extend(_values(reading, context, table, used, levels))
    rows.extend(_units(reading, context, used))
    tests, bands = _tests_and_bands(reading, used, context, levels)
    apart = _each_its_own(tests, reading, context, levels)
    if apart:
        table.extend(apart)
        tests, levels = [], ()
    numbers = _numbers(tests, reading, context, levels, row_subject, used)
    rows.extend(numbers.rows)
    as_first_level = COST in levels and says(reading.text, "as_first_level")
    if numbers.counts_rows and not rows:
        levels = ()
    if reading.has(Kind.LOGIC, "or") and len(table) + len(numbers.table) == 2:
        table[:] = [either(*table, *numbers.table)]  # 没有上级资金或者低于50万的
    else:
        alternatives = (reading.has(Kind.LOGIC, "or") and len(numbers.table) > 1) or _exclude_each_other(numbers.table)
        table.extend((either(*numbers.table),) if alternatives else numbers.table)
    table.extend(_moneys_compared(reading))
    table.extend(_organisations(reading, context, used))
    table.extend(_attributes(reading, used))
    table.extend(HasRows(Quantifier.NO, condition) for name in missing if (condition := level_condition((name,))) is not None)
    return Conditions(
        table=tuple(dict.fromkeys(table)),
        rows=tuple(dict.fromkeys(rows)),
        levels=levels,
        missing=missing,
        bands=bands,
        number_tests=numbers.money_tests,
        none=bool(rows) and _none_of_rows(reading),
        first_level_cost=as_first_level and COST in levels,
        used=frozenset(used),
    )


def _exclude_each_other(bounds: Sequence[Condition]) -> bool:
    """20万以下的和500万以上的, 21万和22万的: can no number meet both, so that either is meant?"""
    amounts = {part.value for part in bounds if isinstance(part, Compare) and part.operator == Operator.EQUAL}
    fields = {part.measure for part in bounds if isinstance(part, Compare)}
    if len(bounds) > 1 and len(fields) == 1 and len(amounts) == len(bounds):
        return True
    if len(bounds) != 2 or not all(isinstance(part, Compare) and isinstance(part.value, Decimal) for part in bounds):
        return False
    first, second = (part for part in bounds if isinstance(part, Compare))
    if first.operator in _UPPER:
        first, second = second, first
    if first.measure != second.measure or first.operator not in _LOWER or second.operator not in _UPPER:
        return False
    assert isinstance(first.value, Decimal) and isinstance(second.value, Decimal)
    return first.value > second.value


_LOWER = frozenset({Operator.MORE, Operator.AT_LEAST})
_UPPER = frozenset({Operator.LESS, Operator.AT_MOST})


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


def _tests_and_bands(
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
    if len(tests) >= 2 and _asks_bands(reading) and not _names_amounts(tests, reading):
        of_rows = level_condition(levels) if all(test.unit == "%" or not test.is_money for test in tests) else None
        if of_rows is None and any(test.unit == "%" for test in tests):
            return tests, ()
        return [], tuple(Band(_band_name(reading, test), _band(test, of_rows, context)) for test in tests)
    return tests, ()


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


def _numbers(
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
    if set(levels) & _PERCENT_LEVELS:
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
            rows.append(test.on_rows(context, per_unit=_names_unit_price(reading)))
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
    return bool(named) and str(named[-1].value) in _COUNTED_LEVELS


def _each_its_own(
    tests: Sequence[NumberTest], reading: Reading, context: Context, levels: Sequence[str]
) -> tuple[Condition, ...]:
    """质量指标是100%并且满意度90%以上: each category with its own number, on rows of their own; () where it is otherwise."""
    mentions = [mention for mention in reading.of(Kind.LEVEL1, Kind.LEVEL2) if str(mention.value) in levels]
    if len(mentions) < 2 or len(tests) < 2 or not (reading.has(Kind.SUBJECT, "project") or reading.has(Kind.ASK, "which")):
        return ()
    found: list[Condition] = []
    for test in tests:
        own = [mention for mention in mentions if mention.end <= test.start]
        level = level_condition((str(own[-1].value),)) if own else None
        if level is None or test.is_money or test.unit == "条":
            return ()
        percent = str(own[-1].value) in _PERCENT_LEVELS and test.unit is None
        condition = both(level, (replace(test, unit="%") if percent else test).on_rows(context))
        assert condition is not None
        found.append(HasRows(Quantifier.SOME, condition))
        mentions.remove(own[-1])
    return tuple(found) if not mentions else ()


def _moneys(reading: Reading) -> list[Mention]:
    """The moneys of the table that are named."""
    moneys = (mention for mention in reading.of(Kind.HEAD, Kind.FUND))
    return [mention for mention in moneys if mention.kind == Kind.FUND or Field(str(mention.value)) in MONEY_FIELDS]


def money_measure(mention: Mention) -> Measure:
    """The money that a mention names."""
    return Measure(Field.FUND, str(mention.value)) if mention.kind == Kind.FUND else Measure(Field(str(mention.value)))


def _moneys_compared(reading: Reading) -> Iterable[Condition]:
    """总额和财政拨款不一致的: two moneys of each table that must be equal, or must not."""
    moneys = list(dict.fromkeys(money_measure(mention) for mention in _moneys(reading)))
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
    before = [mention for mention in _moneys(reading) if mention.end <= at]
    behind = [mention for mention in _moneys(reading) if at < mention.start < test.start and mention.kind == Kind.HEAD]
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


def _names_unit_price(reading: Reading) -> bool:
    """Is a price by the unit spoken of (单价)?"""
    return any(mention.text in cue("unit_price") for mention in reading.of(Kind.LEVEL2))


def _levels(reading: Reading, used: set[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Categories asked for, and categories that must be missing."""
    wanted: list[str] = []
    missing: list[str] = []
    mentions = reading.of(Kind.LEVEL1, Kind.LEVEL2)
    negated = [_negated(reading, mention) for mention in mentions]
    for at, mention in enumerate(mentions):
        name = str(mention.value)
        # 经济效益、生态效益两样都没有: the negation behind the last goes for all that are joined to it
        joined = at + 1 < len(mentions) and negated[at + 1] and _joined(reading, mention, mentions[at + 1])
        if negated[at] or joined:
            negated[at] = True
            missing.append(name)
        else:
            wanted.append(name)
        used.add(mention.start)
    for at in range(len(mentions) - 1):
        if not negated[at + 1] and negated[at] and _joined(reading, mentions[at], mentions[at + 1]):
            name = str(mentions[at + 1].value)
            if name in wanted:
                wanted.remove(name)
                missing.append(name)
    for left, right in pairwise(mentions):
        of_it = LEVEL2_PARENT.get(str(right.value)) == left.value and {str(left.value), str(right.value)} <= {*wanted}
        if of_it and (right.start == left.end or says(reading.text[left.end : right.start], "inside_of")):
            wanted.remove(str(left.value))  # 产出指标里的数量指标: those alone
    return tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(missing))


def _joined(reading: Reading, left: Mention, right: Mention) -> bool:
    if says(reading.text[left.end : right.start], "sets_up"):
        return False  # 没设经济效益、却设了生态效益
    between = [mention for mention in reading.mentions if left.end <= mention.start and mention.end <= right.start]
    return all(mention.kind in (Kind.SPLIT, Kind.FILLER) or mention.is_(Kind.LOGIC, "all") for mention in between)


def _negated(reading: Reading, mention: Mention) -> bool:
    """Is the category said to be missing: 没写…, 没有…, …都缺, …一条都没列? (…设了没有 asks and denies nothing.)"""
    before = reading.before(mention)
    if before is not None and before.is_(Kind.LOGIC, "not", "blank"):
        return not _denies_rows(reading, mention)
    after = mention
    for _ in range(4):
        following = reading.after(after)
        if following is None:
            return False
        if following.is_(Kind.LOGIC, "not", "blank"):
            spoken_of = reading.after(following)
            if spoken_of is not None and spoken_of.kind == Kind.TOPIC and spoken_of.text in cue("topical"):
                return False  # 成本指标里没提到培训的: its rows are there
            beyond = reading.after(following, skip=(Kind.FILLER, Kind.TOPIC))
            if beyond is not None and beyond.text in cue("all_of_them"):
                return False  # 没有全部达到100%: the rows are there
            if beyond is not None and beyond.kind in (Kind.LEVEL1, Kind.LEVEL2):
                return False  # 有经济效益没有生态效益: the negation is that of the next
            ends = beyond is None or beyond.kind in (Kind.SPLIT,)
            if following.text in cue("bare_negation") and ends and following.end >= len(reading.text.rstrip("?？。吗")):
                return reading.before(following, skip=()) is not None and _says_all(reading, mention, following)
            return beyond is None or beyond.kind not in (Kind.QUANTITY, Kind.QUOTED, Kind.ROW, Kind.GRADE, Kind.BEFORE)
        if following.is_(Kind.LOGIC, "all") or following.kind in (
            Kind.SIZE,
            Kind.PER_UNIT,
            Kind.SUBJECT,
            Kind.QUANTITY,
            Kind.SET,
        ):
            after = following
            continue
        return False
    return False


def _denies_rows(reading: Reading, mention: Mention) -> bool:
    """没有满意度低于90%的: is it rows with such numbers that must not be there, not the category?"""
    before, after = reading.before(mention), reading.after(mention)
    denied = before is not None and before.is_(Kind.LOGIC, "not") and before.text in cue("bare_negation")
    return denied and after is not None and after.kind in (Kind.BEFORE, Kind.QUANTITY)


def _none_of_rows(reading: Reading) -> bool:
    """没有一条低于90%的, 没有满意度低于90%的: may no row be so? 有没有哪条 only asks."""
    said = any(
        not reading.text[: found.start()].endswith("有") for word in cue("not_one") for found in re.finditer(word, reading.text)
    )
    return said or any(_denies_rows(reading, mention) for mention in reading.of(Kind.LEVEL1, Kind.LEVEL2))


def _says_all(reading: Reading, mention: Mention, until: Mention) -> bool:
    between = [other for other in reading.mentions if mention.end <= other.start and other.end <= until.start]
    return any(other.is_(Kind.LOGIC, "all") or other.text in cue("also_all") for other in between)


def _row_years(reading: Reading, rows: list[Condition], used: set[int], levels: Sequence[str], row_subject: bool) -> None:
    """A year that the rows say (时效写着2021年, 指标值填的2022年底; 写2021年的是哪个 after rows) is a text of theirs."""
    for mention in reading.of(Kind.YEAR):
        before = reading.before(mention, skip=(Kind.FILLER, Kind.TOPIC))
        if not _written(reading, mention) or (before is None and not row_subject):
            continue
        if (
            before is not None
            and TIMELINESS not in levels
            and before.kind != Kind.ROW
            and not reading.has(Kind.SUBJECT, "indicator")
        ):
            continue
        near = reading.before(mention, skip=())
        if near is not None and near.is_(Kind.LOGIC, "not"):
            text = mention.text.removesuffix("年")
            of_value = Compare(Measure(Field.VALUE), Operator.CONTAINS, text)
            rows.append(Not(of_value if reading.has(Kind.ROW, "value") else _prints(text)))  # 没有写2022的
            used.update((near.start, mention.start))
            continue
        rows.append(_prints(mention.text if mention.text.endswith("年") else mention.text + "年"))
        used.add(mention.start)


def _row_dates(reading: Reading, rows: list[Condition], used: set[int], levels: Sequence[str]) -> None:
    """A date that the rows print: 时效写2022年底的."""
    for mention in reading.of(Kind.DATE):
        if TIMELINESS in levels or _written(reading, mention) or reading.has(Kind.ROW):
            year_end = mention.text in cue("year_ends")
            rows.append(_at_year_end() if year_end else _prints(mention.text))
            used.add(mention.start)


def _at_year_end() -> Condition:
    """The deadline is in the last month, however it is printed (年底, 12月底, 2022年12月31日前)."""
    december = (Operator.AT_LEAST, deadline_of(12, 1)), (Operator.AT_MOST, deadline_of(12))
    found = both(*(Compare(Measure(Field.DEADLINE), operator, Decimal(bound)) for operator, bound in december))
    assert found is not None
    return found


def _deadlines(
    reading: Reading, table: list[Condition], rows: list[Condition], used: set[int], levels: tuple[str, ...]
) -> tuple[str, ...]:
    """When rows must be reached (11月底前完成的); the categories, with that of such rows where none is named."""
    if TIMELINESS in levels and says(reading.text, "other_year"):
        date = Measure(Field.DEADLINE)
        before_year = Compare(date, Operator.LESS, Decimal(deadline_of(1, 1)))
        rows.append(either(before_year, Compare(date, Operator.MORE, Decimal(deadline_of(12)))))
    for mention in reading.of(Kind.DEADLINE):
        assert isinstance(mention.value, tuple)
        year, least, greatest = (number for number in mention.value if isinstance(number, int))
        used.add(mention.start)
        if year:
            table.append(Compare(Measure(Field.YEAR), Operator.EQUAL, Decimal(year)))
        measure = Measure(Field.DEADLINE)
        bounds = ((Operator.AT_LEAST, least), (Operator.AT_MOST, greatest))
        limits = [Compare(measure, operator, Decimal(bound)) for operator, bound in bounds if bound]
        before = reading.before(mention)
        due = both(*limits)
        assert due is not None
        if greatest and not least and _is_printed(reading, mention, before):
            due = Compare(measure, Operator.EQUAL, Decimal(greatest))  # 时效写9月底前的: what stands there, and nothing earlier
        rows.append(_negate(due, before is not None and before.is_(Kind.LOGIC, "not")))
        levels = levels or (TIMELINESS,)
    return levels


def _is_printed(reading: Reading, mention: Mention, before: Mention | None) -> bool:
    """Is the date said to be what is written: 写着9月底前, 填的是9月底前, 时效指标是9月底前?"""
    said = reading.text[: mention.start]
    for joint in cue("writes_as"):
        said = said.removesuffix(joint)
    written = said.endswith(cue("prints")) or (
        said != reading.text[: mention.start] and before is not None and before.kind == Kind.LEVEL2
    )
    return written and not reading.text.startswith(cue("finished"), mention.end)


def _prints(text: str) -> Condition:
    """The row prints the text, as its value or in its name."""
    return either(*(Compare(Measure(field), Operator.CONTAINS, text) for field in (Field.VALUE, Field.LEVEL3)))


_MAY_BE_BLANK = ("total", "other", "goal", "long_term_goal", "fiscal", "attribute", "period")
"""Fields of tables that may be said to be empty."""


def _blanks(reading: Reading, table: list[Condition], used: set[int]) -> Iterable[Condition]:
    """Cells that must be empty, and kinds of values."""
    for mention in reading.of(Kind.ROW):
        after = reading.after(mention)
        if after is not None and after.kind == Kind.LOGIC and after.start in used:
            continue  # 指标值没有写2022的
        if (blank := _blank_or_filled(reading, mention)) is not None:
            used.add(mention.start)
            yield blank
    for mention in reading.of(Kind.HEAD):
        if mention.start in used or not mention.is_(Kind.HEAD, *_MAY_BE_BLANK):
            continue
        if (blank := _blank_or_filled(reading, mention)) is not None:
            used.add(mention.start)
            table.append(blank)
    for mention in (*reading.of(Kind.FUND), *(head for head in reading.of(Kind.HEAD) if head.is_(Kind.HEAD, "other", "fiscal"))):
        if mention.start not in used and _blank_beside(reading, mention):
            used.add(mention.start)
            table.append(Blank(money_measure(mention)))
            continue
        before = reading.before(mention, skip=())
        filled = says(reading.text[mention.end : mention.end + 6], "filled_in")
        if (before is None and not filled) or mention.start in used or reading.has(Kind.ASK, "how_much"):
            continue
        if _measured(reading, mention):
            continue
        measure = Measure(Field.FUND, str(mention.value)) if mention.kind == Kind.FUND else Measure(Field(str(mention.value)))
        if before is not None and before.is_(Kind.LOGIC, "not", "blank"):
            used.add(mention.start)
            table.append(Blank(measure))
        elif filled or reading.text.endswith(cue("having_verbs"), 0, mention.start):
            used.add(mention.start)
            more_than_nothing = Compare(measure, Operator.MORE, Decimal(0))
            spent = not filled or says(reading.text, "not_zero")  # 有上年结转: 0元 is none
            table.append(more_than_nothing if spent else Not(Blank(measure)))
    if reading.has(Kind.SUBJECT, "ranged"):
        yield Compare(Measure(Field.SPREAD), Operator.MORE, Decimal(0))
    if reading.has(Kind.SUBJECT, "valueless"):
        yield Blank(Measure(Field.VALUE))
    if reading.has(Kind.SUBJECT, "unit_free"):
        yield Blank(Measure(Field.NUMBER_UNIT))
        yield Not(Blank(Measure(Field.NUMBER)))
    elif reading.has(Kind.SUBJECT, "qualitative") and not says(reading.text, "percent_signs"):
        yield Blank(Measure(Field.NUMBER))
        yield Not(Blank(Measure(Field.VALUE)))
    elif reading.has(Kind.SUBJECT, "quantitative"):
        yield Not(Blank(Measure(Field.NUMBER)))
    for word, flag in (("required", 1), ("optional", 0)):
        if reading.has(Kind.SUBJECT, word):
            yield Compare(Measure(Field.REQUIRED), Operator.EQUAL, Decimal(flag))
    yield from _symbols(reading)
    _periods(reading, table, used)


def _blank_or_filled(reading: Reading, mention: Mention) -> Condition | None:
    """指标值空着的, 指标值不为空的: what the question says of the cell; None where it says neither."""
    blank = Blank(Measure(Field(str(mention.value))))
    if says(reading.text[mention.end : mention.end + 3], "not_blank"):
        return Not(blank)
    return blank if _blank_beside(reading, mention) else None


def _measured(reading: Reading, mention: Mention) -> bool:
    """Is the money set against a number right behind it?"""
    after = reading.after(mention, skip=(Kind.FILLER, Kind.LOGIC))
    if after is None or after.kind not in (Kind.BEFORE, Kind.QUANTITY):
        return False
    return not says(reading.text[mention.end : after.start], "joins")


def _symbols(reading: Reading) -> Iterable[Condition]:
    """带≥的, 用小于等于号的: the comparator that a row prints, where no number follows it."""
    for symbol, names in _SYMBOLS.items():
        if says(reading.text, names) or re.search(rf"{symbol}(?![\d.]|[“”\"']?\d)", reading.text):
            yield Compare(Measure(Field.OPERATOR), Operator.EQUAL, symbol)


def _periods(reading: Reading, table: list[Condition], used: set[int]) -> None:
    """跨年的项目, 项目期三年的: how long projects run."""
    if reading.has(Kind.SUBJECT, "cross_year"):
        table.append(Compare(Measure(Field.PERIOD_END), Operator.MORE, Field.PERIOD_START))
    head = reading.first(Kind.HEAD, "period")
    found = _PERIOD_LENGTH.match(reading.text, head.end) if head is not None else None
    number = parse_numeral(found["number"]) if found is not None else None
    if head is None or found is None or number is None:
        return
    operator = Operator.EQUAL
    if found["more"] or found["over"]:
        operator = Operator.AT_LEAST if found["more"] else Operator.MORE
    elif found["less"]:
        operator = Operator.AT_MOST
    table.append(Compare(Measure(Field.PERIOD_YEARS), operator, number))
    used.add(head.start)
    used.update(mention.start for mention in reading.mentions if found.start("number") <= mention.start < found.end())


def _blank_beside(reading: Reading, mention: Mention) -> bool:
    after = reading.after(mention)
    while after is not None and (after.kind in (Kind.SPLIT,) and after.text in ("、", ",", "，")):
        after = None
    if after is not None and (
        after.is_(Kind.LOGIC, "blank") or (after.is_(Kind.LOGIC, "not") and after.text not in cue("bare_negation"))
    ):
        beyond = reading.after(after)
        return beyond is None or beyond.kind not in (Kind.QUOTED, Kind.QUANTITY, Kind.GRADE)
    before = reading.before(mention)
    if before is not None and (before.is_(Kind.LOGIC, "not") or before.is_(Kind.LOGIC, "blank")):
        beyond = reading.after(mention)
        return beyond is None or beyond.kind not in (Kind.QUOTED, Kind.QUANTITY, Kind.GRADE, Kind.BEFORE)
    return False


def _values(
    reading: Reading, context: Context, table: list[Condition], used: set[int], levels: Sequence[str]
) -> Iterable[Condition]:
    """Texts that must stand in a cell: quoted ones, and grade words where a value is spoken of."""
    quoted = reading.of(Kind.QUOTED)
    for mention in quoted:
        condition = _quoted(reading, context, mention, about_rows=_names_rows(reading, levels))
        if condition is None:
            continue
        used.add(mention.start)
        if _on_table(condition):
            table.append(condition)
        else:
            yield condition
    if not quoted and (reading.has(Kind.ROW, "value") or levels or _filled(reading)):
        for mention in reading.of(Kind.GRADE):
            if mention.text in cue("grades_of_rise") and says(reading.text, "compares") and reading.has(Kind.YEAR):
                continue  # 比去年提高的: a change, no value
            if (
                mention.text in cue("grades_of_rise")
                and says(reading.text, "each_step")
                and not _stands_in_cell(reading, mention)
            ):
                continue  # 逐年提高的
            if _governs(reading, mention) or _of_rate(reading, mention):
                continue
            used.add(mention.start)
            before = reading.before(mention)
            negated = before is not None and before.is_(Kind.LOGIC, "not", "blank")
            held = before is not None and before.kind == Kind.TOPIC
            yield _negate(Compare(Measure(Field.VALUE), Operator.CONTAINS if held else Operator.EQUAL, mention.text), negated)


def _of_rate(reading: Reading, mention: Mention) -> bool:
    """优秀等次的发放标准: does the grade say whose rate is asked for?"""
    behind = reading.text[mention.end : mention.end + 6]
    return behind.startswith("的") and says(behind, "rate_words") and not _stands_in_cell(reading, mention)


def _stands_in_cell(reading: Reading, mention: Mention) -> bool:
    """指标值写“逐年提高”的: is the grade said to be what a cell holds?"""
    return reading.has(Kind.ROW, "value") or _written(reading, mention)


def _governs(reading: Reading, mention: Mention) -> bool:
    """改善人居环境: is the grade word the verb of what follows it at once?"""
    after = reading.after(mention, skip=())
    before = reading.before(mention)
    stands_as_value = before is not None and (before.is_(Kind.ROW, "value") or before.kind == Kind.TOPIC)
    return after is not None and after.kind == Kind.PIECE and not stands_as_value


def _names_rows(reading: Reading, levels: Sequence[str]) -> bool:
    return bool(levels) or reading.has(Kind.ROW) or reading.has(Kind.SUBJECT, "indicator")


def _quoted(reading: Reading, context: Context, mention: Mention, *, about_rows: bool) -> Condition | None:
    """The cell that a quoted text must stand in, by what is named before it; None where the text may stand anywhere."""
    text = str(mention.value)
    if text in _SYMBOLS:
        used_as_symbol = Compare(Measure(Field.OPERATOR), Operator.EQUAL, text)
        near = reading.before(mention)
        return _negate(used_as_symbol, near is not None and near.is_(Kind.LOGIC, "not", "blank"))
    before = reading.before(mention, skip=(Kind.FILLER, Kind.TOPIC, Kind.LOGIC, Kind.BEFORE))
    nearest = reading.before(mention)
    negated = _taken_out(reading, mention) or any(
        near is not None and (near.is_(Kind.LOGIC, "not", "blank") or near.is_(Kind.BEFORE, "not_equal"))
        for near in (nearest, reading.before(nearest) if nearest is not None else None)
    )
    if before is not None and before.is_(Kind.ROW, "number_unit"):
        return _negate(Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, text), negated)
    behind = reading.after(mention, skip=(Kind.FILLER,))
    of_row = behind is not None and (behind.is_(Kind.SUBJECT, "indicator") or behind.is_(Kind.ROW, "level3"))
    if of_row and before is not None and before.is_(Kind.SUBJECT, "name"):
        return _negate(Compare(Measure(Field.LEVEL3), Operator.CONTAINS, text), negated)  # 名称带“满意度”的三级指标
    for kind, value, cell in _CELLS:
        if before is not None and before.is_(kind, value):
            return _negate(Compare(Measure(cell), Operator.CONTAINS, text), negated)
    if any(squeeze(row.level3) == squeeze(text) for row in context.knowledge.rows_like(text)):
        return _negate(Compare(Measure(Field.LEVEL3), Operator.EQUAL, text), negated)
    is_grade = context.lexicon.holds(text, Kind.GRADE)
    like_value = is_grade or text[:1].isdigit() or "/" in text
    of_value = before is not None and (
        before.is_(Kind.ROW, "value") or (before.kind == Kind.LEVEL2 and (like_value or _written(reading, mention, within=3)))
    )
    if not (of_value or (about_rows and like_value) or is_grade or "/" in text):
        return None
    held = (
        (nearest is not None and nearest.kind == Kind.TOPIC) or ("/" in text and not text[0].isdigit()) or _kept(reading, mention)
    )
    return _negate(Compare(Measure(Field.VALUE), Operator.CONTAINS if held else Operator.EQUAL, text), negated)


def _taken_out(reading: Reading, mention: Mention) -> bool:
    """再去掉名称里带“津贴”的: does a word that leaves out stand before the cell that is named?"""
    before = reading.before(mention, skip=(Kind.FILLER, Kind.TOPIC, Kind.SUBJECT, Kind.HEAD, Kind.ROW, Kind.CHANGE))
    return before is not None and before.is_(Kind.LOGIC, "except")


def _on_table(condition: Condition) -> bool:
    compared = condition.part if isinstance(condition, Not) else condition
    return isinstance(compared, Compare) and compared.measure.field in (Field.PROJECT, Field.GOAL)


def _negate(condition: Condition, negated: bool) -> Condition:
    return Not(condition) if negated else condition


def _written(reading: Reading, mention: Mention, *, within: int = 4) -> bool:
    """Does 写, 填 or the like stand among so many characters before the mention?"""
    start = max(mention.start - within, 0)
    nouns = [(noun.start, noun.end) for noun in reading.of(Kind.SUBJECT, Kind.LEVEL1, Kind.LEVEL2)]  # 指标 is no 标
    characters = enumerate(reading.text[start : mention.start], start)
    said = (" " if _covered(nouns, at) else character for at, character in characters)
    return says("".join(said), "writing_verbs")


def _covered(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def _kept(reading: Reading, mention: Mention) -> bool:
    return says(reading.text[max(mention.start - 2, 0) : mention.start], "holding_verbs")


def _filled(reading: Reading) -> bool:
    return any(says(mention.text, "writing_verbs") for mention in reading.of(Kind.FILLER))


def _asks_bands(reading: Reading) -> bool:
    return says(reading.text, "bands") or reading.has(Kind.FIGURE, "group")


def _band_name(reading: Reading, test: NumberTest) -> str:
    return reading.text[test.start : test.end].replace(" ", "")


def _measure_of(test: NumberTest, reading: Reading, levels: Sequence[str], row_subject: bool, used: set[int]) -> Measure | None:
    """The money of the table that the number is compared with; None where it is a row's number."""
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
        if following is not None and following.is_(Kind.HEAD, "fiscal", "other"):
            return Measure(Field(str(following.value)))
        return None if row_subject and not reading.has(Kind.SUBJECT, "project") else Measure(Field.TOTAL)
    if test.unit is None and not row_subject and not levels and abs(test.bounds[0][1]) >= 1000:
        return Measure(Field.TOTAL)
    return None


def _organisations(reading: Reading, context: Context, used: set[int]) -> Iterable[Condition]:
    wanted: list[Condition] = []
    for mention in reading.of(Kind.ORGANISATION):
        if isinstance(mention.value, tuple) and mention.value:
            used.add(mention.start)
            if _left_out(reading, mention):
                yield Not(organisation_condition(mention, as_unit=_called_unit(reading, mention)))
            else:
                wanted.append(organisation_condition(mention, as_unit=_called_unit(reading, mention)))
    if wanted:
        yield _one_of_all(wanted)
    for mention in reading.of(Kind.CODE):
        used.add(mention.start)
        condition = _coded(mention, reading, context)
        yield Not(condition) if _left_out(reading, mention) else condition


def _coded(mention: Mention, reading: Reading, context: Context) -> Condition:
    """The tables of the department or unit of a code: what it is called decides, else whose code it is."""
    before = reading.before(mention)
    called = mention.text + (before.text if before is not None and before.kind == Kind.HEAD else "")
    holders = {organisation.is_unit for organisation in organisations_of(context.knowledge).coded(str(mention.value))}
    of_unit = any(word in called for word in context.lexicon.organisation["of_unit"])
    is_unit = True in holders and (of_unit or False not in holders)
    return Compare(Measure(Field.UNIT_CODE if is_unit else Field.DEPARTMENT_CODE), Operator.EQUAL, str(mention.value))


def _one_of_all(conditions: Sequence[Condition]) -> Condition:
    """Several departments named side by side: the tables of any of them; a department and a unit: of both."""
    fields = {condition.field for condition in conditions if isinstance(condition, OneOf)}
    if len(fields) == 1:
        names = (name for condition in conditions if isinstance(condition, OneOf) for name in condition.values)
        return OneOf(next(iter(fields)), tuple(dict.fromkeys(names)))
    together = both(*conditions)
    assert together is not None
    return together


def _called_unit(reading: Reading, mention: Mention) -> bool:
    """实施单位是组织部的, 实施单位是不是组织部: is it named as the unit?"""
    before = reading.before(mention, skip=(Kind.FILLER, Kind.VERIFY, Kind.BEFORE, Kind.CHANGE, Kind.LOGIC))
    return before is not None and before.is_(Kind.HEAD, "unit")


def organisation_condition(mention: Mention, *, as_unit: bool = False) -> Condition:
    """The tables of the organisations that a mention fits: as department where it is one, else as unit.

    `as_unit`: it was called the unit (实施单位), which a department of that name may be too.
    """
    assert isinstance(mention.value, tuple)
    fitting = [organisation for organisation in mention.value if isinstance(organisation, KnownOrganisation)]
    departments = tuple(dict.fromkeys(organisation.name for organisation in fitting if not organisation.is_unit))
    units = tuple(dict.fromkeys(organisation.name for organisation in fitting if organisation.is_unit))
    if as_unit:
        return OneOf(Field.UNIT, units or departments)
    return OneOf(Field.DEPARTMENT, departments) if departments else OneOf(Field.UNIT, units)


def _attributes(reading: Reading, used: set[int]) -> Iterable[Condition]:
    wanted: list[Condition] = []
    for mention in reading.of(Kind.ATTRIBUTE):
        used.add(mention.start)
        before = reading.before(mention)
        denied = before is not None and (before.is_(Kind.LOGIC, "not") or before.text in cue("not_of_attribute"))
        condition = Compare(Measure(Field.ATTRIBUTE), Operator.CONTAINS, str(mention.value))
        if denied:
            yield Not(condition)
        else:
            wanted.append(condition)
    if wanted:
        yield either(*wanted)


def _left_out(reading: Reading, mention: Mention) -> bool:
    """Is the thing named left out (除了…, …除外)?"""
    before = reading.before(mention)
    after = reading.after(mention)
    asked = before is not None and before.is_(Kind.VERIFY, "whether")  # 实施单位是不是组织部本级
    denied = not asked and reading.text[: mention.start].endswith(cue("not_of_attribute"))
    return (
        denied
        or (before is not None and before.is_(Kind.LOGIC, "except"))
        or (after is not None and after.is_(Kind.LOGIC, "except") and _closes(reading, after))
    )


def _closes(reading: Reading, mention: Mention) -> bool:
    """Does nothing of the same clause follow (住建局不算，…; but not 教体局除了营养改善)?"""
    beyond = reading.after(mention)
    return beyond is None or beyond.kind == Kind.SPLIT


def _priced(unit: str, context: Context) -> Condition:
    """Rows whose numbers are so much for each of the unit."""
    contains = (Compare(Measure(Field.NUMBER_UNIT), Operator.CONTAINS, f"/{one}") for one in context.lexicon.units_like(unit))
    condition = either(*contains)
    assert condition is not None
    return condition


def _units(reading: Reading, context: Context, used: set[int]) -> Iterable[Condition]:
    """Rows priced by a unit (以人计价) or counted in one (以期为单位)."""
    priced = reading.of(Kind.PRICED)
    used.update(mention.start for mention in priced)
    conditions = [_priced(str(mention.value), context) for mention in priced]
    apart = any(reading.text[left.end : right.start].strip() for left, right in pairwise(priced))
    if apart and len(set(conditions)) > 1:
        yield either(*conditions)  # 按台或者按座算的; 按人按月 is both
    else:
        yield from conditions
    for mention in reading.of(Kind.COUNTED):
        used.add(mention.start)
        yield OneOf(Field.NUMBER_UNIT, context.lexicon.units_like(str(mention.value)))
    if _names_unit_price(reading):
        yield Compare(Measure(Field.NUMBER_UNIT), Operator.CONTAINS, "元/")
    if (
        says(reading.text, "percent_signs")
        and not reading.has(Kind.FILLER, "in_percent")
        and not reading.has(Kind.SUBJECT, "not_percent")
    ):
        yield Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, "%")
    if reading.has(Kind.SUBJECT, "not_percent"):
        yield Not(Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, "%"))
    if reading.has(Kind.SUBJECT, "nameless"):
        yield Blank(Measure(Field.LEVEL3))
