"""Conditions on rows by what their cells hold: dates, deadlines, blanks, texts, units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.width import squeeze
from assistant.model.fields import Field, deadline_of
from assistant.model.query import (
    Blank,
    Compare,
    Condition,
    Measure,
    Not,
    OneOf,
    Operator,
    both,
    either,
)
from assistant.questions.context import Context
from assistant.questions.levels import TIMELINESS
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention
from assistant.questions.number_conditions import names_unit_price
from assistant.questions.reading import Reading

_PERIOD_LENGTH = re.compile(
    r"(?:是|为|有|在|满|达到|不少于)?(?P<over>超过|大于|多于)?(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,2})年"
    r"(?:期)?(?P<more>及?以上)?(?P<less>及?以[内下])?"
)
_SYMBOLS = {"≥": "at_least_sign", "≤": "at_most_sign"}
"""Comparators that rows print, with the cue of what they are called."""
_CELLS = ((Kind.SUBJECT, "name", Field.PROJECT), (Kind.HEAD, "goal", Field.GOAL), (Kind.ROW, "level3", Field.LEVEL3))
"""What may be named before a quoted text, and the cell that then holds it."""


def row_years(reading: Reading, rows: list[Condition], used: set[int], levels: Sequence[str], row_subject: bool) -> None:
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


def row_dates(reading: Reading, rows: list[Condition], used: set[int], levels: Sequence[str]) -> None:
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


def deadlines_of(
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


def blanks_of(reading: Reading, table: list[Condition], used: set[int]) -> Iterable[Condition]:
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
    if reading.has(Kind.SUBJECT, "ranged"):
        yield Compare(Measure(Field.SPREAD), Operator.MORE, Decimal(0))
    if any(mention.start not in used for mention in reading.of(Kind.SUBJECT) if mention.value == "valueless"):
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


def _symbols(reading: Reading) -> Iterable[Condition]:
    """带≥的, 用小于等于号的: the comparator that a row prints, where no number follows it."""
    for symbol, names in _SYMBOLS.items():
        if says(reading.text, names) or re.search(rf"{symbol}(?![\d.百〇零一二两三四五六七八九十]|[“”\"']?\d)", reading.text):
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
    denied = reading.before(before) if before is not None and reading.text.startswith("的", before.end) else None
    if denied is not None and denied.kind in (Kind.LEVEL1, Kind.LEVEL2):
        return False  # 社会效益指标缺项的项目总额: what is denied ends there
    if before is not None and (before.is_(Kind.LOGIC, "not") or before.is_(Kind.LOGIC, "blank")):
        beyond = reading.after(mention)
        return beyond is None or beyond.kind not in (Kind.QUOTED, Kind.QUANTITY, Kind.GRADE, Kind.BEFORE)
    return False


def values_of(
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


def _priced(unit: str, context: Context) -> Condition:
    """Rows whose numbers are so much for each of the unit."""
    contains = (Compare(Measure(Field.NUMBER_UNIT), Operator.CONTAINS, f"/{one}") for one in context.lexicon.units_like(unit))
    condition = either(*contains)
    assert condition is not None
    return condition


def units_of(reading: Reading, context: Context, used: set[int]) -> Iterable[Condition]:
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
    if names_unit_price(reading):
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
