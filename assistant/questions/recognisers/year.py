"""Years: 2022年, 二〇二二年, 22年, 去年, 2023到2025年; spans up to the archive's latest: 近三年, 2022年以来, 十四五期间."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.years import find_years
from assistant.questions.context import Context
from assistant.questions.last_answer import asked_years, years_of, years_spoken_of
from assistant.questions.lexicon import any_of, cue, says
from assistant.questions.mention import Kind, Mention

_FIRST_PLAN = 1953
"""The first year of the first of the plans of five years each (一五)."""
_PLAN_YEARS = 5
_COUNT = r"(?P<number>\d|[两二三四五六七八九])"
"""A number of years, from one digit."""


def year(text: str, context: Context) -> Iterable[Mention]:
    """Every year, relative ones counted from the archive's latest; but 上一年, a word of the lexicon, depends on the question."""
    known = context.knowledge.years()
    yield from _beside_last(text, context)
    for found in find_years(text, context.latest):
        if context.lexicon.holds(found.text, Kind.TREND) or text.endswith(cue("a_moment"), 0, found.start + 1):
            continue  # 上一年; 筛一下一年三百万以上的
        yield Mention(Kind.YEAR, found.start, found.end, text[found.start : found.end], found.years)
        yield from _of_budget(text, found.start, found.end, found.years)
        if len(found.years) == 1 and known:
            yield from _open_span(text, found.start, found.end, found.years[0], known)
    if known:
        yield from _last_years(text, known, context)
        yield from _later_years(text, context.latest, known)
        yield from _plans(text)
        yield from _bare_short_years(text, context, known)
        yield from _year_set_against(text, known)
        yield from _bare_years(text, context, known)
        yield from _fiscal_years(text, known)
        yield from _in_all_years(text)
        yield from _told_together(text, context)
        yield from _that_year(text, context)


def _of_budget(text: str, start: int, end: int, years: tuple[int, ...]) -> Iterable[Mention]:
    """2023预算年度, 年度是2023年: the noun beside a year is part of it."""
    behind = max((word for word in cue("behind_year_noun") if text.startswith(word, end)), key=len, default="")
    before = max((word for word in cue("before_year_noun") if text.endswith(word, 0, start)), key=len, default="")
    if behind or before:
        start, end = start - len(before), end + len(behind)
        yield Mention(Kind.YEAR, start, end, text[start:end], years)


@cache
def _number_of_years() -> re.Pattern[str]:
    return re.compile(rf"{any_of('this_or_that')}?{_COUNT}个?年{any_of('year_kinds')}?(?!{any_of('no_number_of_years')})")


def _told_together(text: str, context: Context) -> Iterable[Mention]:
    """2024、2025两年: so many years as were named just before are those years."""
    for found in _number_of_years().finditer(text):
        before = list(find_years(text[: found.start()], context.latest))
        years = tuple(dict.fromkeys(year for one in before for year in one.years))
        number = parse_numeral(found["number"])
        if before and before[-1].end == found.start() and number == len(years) > 1:
            yield Mention(Kind.YEAR, found.start(), found.end(), found.group(), years)


def _that_year(text: str, context: Context) -> Iterable[Mention]:
    """那年, 这一年: the year of the last answer, where it had one."""
    last = next((turn for turn in reversed(context.conversation.turns) if turn.query is not None), None)
    years = years_of(last) if last is not None else ()
    for word in cue("that_year") if years else ():
        for found in re.finditer(rf"{word}(?!度)", text):
            yield Mention(Kind.YEAR, found.start(), found.end(), word, years)


@cache
def _step() -> re.Pattern[str]:
    """上一年的呢, 那后一年呢, 再往前一年是什么样: nothing but a step from the year of the last answer."""
    earlier, later = any_of("year_earlier"), any_of("year_later")
    return re.compile(
        rf"^{any_of('before_step')}*(?P<step>(?P<earlier>{earlier})|{later})(?:{any_of('behind_step')})*(?:{any_of('trailing')})*$"
    )


def _beside_last(text: str, context: Context) -> Iterable[Mention]:
    """The year before the last answer's or behind it, where nothing else is said."""
    last = next((turn for turn in reversed(context.conversation.turns) if turn.query is not None), None)
    years = sorted(asked_years(last.query.selection)) if last is not None and last.query is not None else []
    found = _step().match(text) if len(years) == 1 else None
    if found is not None:
        year = years[0] - 1 if found["earlier"] else years[0] + 1
        yield Mention(Kind.YEAR, found.start("step"), found.end("step"), found["step"], (year,))


@cache
def _shorts() -> re.Pattern[str]:
    """23 24 25, 23、24, 22到24: numbers of two digits, one behind the other."""
    joins = any_of("joins_short_years", "to_short_year")
    return re.compile(rf"(?<![\d.:/第前])(?<!\d,)\d{{2}}(?:(?:{joins}|\.(?=\d{{2}}(?:[^\d]|$)))+\d{{2}})+(?![\d.:/%])")


@cache
def _lone() -> re.Pattern[str]:
    """那23呢: one such number and nothing else."""
    return re.compile(rf"^{any_of('before_short_year')}?(?P<number>\d{{2}})(?=的?呢|$)")


def _bare_short_years(text: str, context: Context, known: tuple[int, ...]) -> Iterable[Mention]:
    """23 24 25分别, 23、24的: numbers of two digits, each a year of the archive, with nothing that they would count."""
    for found in _shorts().finditer(text):
        numbers = [2000 + int(number) for number in re.findall(r"\d{2}", found.group())]
        if len(numbers) == 2 and says(found.group(), "to_short_year"):
            numbers = list(range(numbers[0], numbers[1] + 1))
        if numbers and all(number in known for number in numbers) and not _counts(text, found.start(), found.end(), context):
            yield Mention(Kind.YEAR, found.start(), found.end(), found.group(), tuple(dict.fromkeys(numbers)))
    lone = _lone().search(text.rstrip("".join(cue("trailing"))))
    turns = context.conversation.turns
    if lone is not None and 2000 + int(lone["number"]) in known and turns and not turns[-1].choices:
        yield Mention(Kind.YEAR, lone.start("number"), lone.end(), lone["number"], (2000 + int(lone["number"]),))


@cache
def _bare() -> re.Pattern[str]:
    to = any_of("to_short_year")
    return re.compile(rf"(?<![\d.,:/“\"第])(?P<first>20\d\d)(?:{to}(?P<last>20\d\d))?(?![\d.,:/%年])(?!{to}\d)")


def _bare_years(text: str, context: Context, known: tuple[int, ...]) -> Iterable[Mention]:
    """基层党建 2023 多少钱, 2023-2024: four digits that are a year of the archive and count nothing, or a span of such."""
    for found in _bare().finditer(text):
        first, last = int(found["first"]), int(found["last"] or found["first"])
        names = [project.name for project in context.knowledge.projects_like(found["first"])]
        named = any(re.search(rf"{found['first']}(?!年)", name) for name in names)
        written = text.endswith((*cue("writing_verbs"), *cue("holding_verbs"), *cue("topical")), 0, found.start())
        if not {first, last} <= set(known) or first > last or named or written:
            continue
        if not _counts(text, found.start(), found.end(), context):
            yield Mention(Kind.YEAR, found.start(), found.end(), found.group(), tuple(range(first, last + 1)))
            yield from _of_budget(text, found.start(), found.end(), tuple(range(first, last + 1)))


@cache
def _behind_than() -> re.Pattern[str]:
    return re.compile(rf"{any_of('against')}(?P<year>\d{{2}}|二[〇零一二三四五六七八九])年(?!的?(?:以上|以下|期))")


def _year_set_against(text: str, known: tuple[int, ...]) -> Iterable[Mention]:
    """比22年多多少人: a year of the archive that something is set against, and no number of years."""
    for found in _behind_than().finditer(text):
        short = int("".join(str(int(parse_numeral(digit) or 0)) for digit in found["year"]))
        if 2000 + short in known:
            yield Mention(Kind.YEAR, found.start("year"), found.end(), text[found.start("year") : found.end()], (2000 + short,))


def _counts(text: str, start: int, end: int, context: Context) -> bool:
    """Does what stands beside the numbers make them amounts of something?"""
    behind = text[end:].lstrip()
    if behind.startswith((*cue("counted_behind"), *context.lexicon.measure_words)):
        return True
    if any(context.lexicon.holds(behind[:length], Kind.AFTER) for length in range(1, 5)):
        return True
    return any(context.lexicon.holds(text[max(start - length, 0) : start], Kind.BEFORE) for length in range(1, 5))


@cache
def _fiscal() -> re.Pattern[str]:
    number = r"(?P<number>[两二三四五六七八九十]|\d)"
    return re.compile(f"{any_of('these_years')}?{number}个年{any_of('year_kinds')}{any_of('within_years')}?")


def _fiscal_years(text: str, known: tuple[int, ...]) -> Iterable[Mention]:
    """三个年度, 两个年份: so many years up to the latest one."""
    for found in _fiscal().finditer(text):
        number = parse_numeral(found["number"])
        if number is not None and number > 1:
            years = tuple(range(known[-1] - int(number) + 1, known[-1] + 1))
            yield Mention(Kind.YEAR, found.start(), found.end(), found.group(), years)


@cache
def _in_all() -> re.Pattern[str]:
    span, there, other = (
        "|".join(sorted(cue(name), key=len, reverse=True)) for name in ("each_span", "in_all_of_them", "not_of_all")
    )
    number = f"[两二三四五六七八九几]个?年{any_of('year_kinds')}?"
    within = any_of("within_years")
    return re.compile(rf"(?:(?P<each>{span})|{number}){within}?(?P<all>(?:{there}){any_of('done_before')}?)(?!{other})")


def _in_all_years(text: str) -> Iterable[Mention]:
    """三年都安排了, 每年都有: there in each of the years."""
    for found in _in_all().finditer(text):
        start = found.start() if found["each"] else found.start("all")
        yield Mention(Kind.TREND, start, found.end(), text[start : found.end()], "each")


def _open_span(text: str, start: int, end: int, named: int, known: tuple[int, ...]) -> Iterable[Mention]:
    """2022年以来, 2023年之前: the archive's years on one side of the one that is named."""
    sides = (
        ("years_since", tuple(one for one in known if one >= named)),
        ("years_after", tuple(one for one in known if one > named)),
        ("years_until", tuple(one for one in known if one <= named)),
        ("years_before", tuple(one for one in known if one < named)),
    )
    for name, years in sides:
        for word in cue(name):
            if years and text.startswith(word, end):
                yield Mention(Kind.YEAR, start, end + len(word), text[start : end + len(word)], years)


@cache
def _last() -> re.Pattern[str]:
    now, before = ("|".join(sorted(cue(name), key=len, reverse=True)) for name in ("last_years", "years_past"))
    return re.compile(rf"(?:(?P<now>{now})|(?P<before>{before})){_COUNT}个?年(?:度|来|间|里|内)*(?!前)")


def _last_years(text: str, known: tuple[int, ...], context: Context) -> Iterable[Mention]:
    """近三年, 前两年: so many years up to the latest one, or before it; where the archive has no more, it is all of them."""
    for found in _last().finditer(text):
        number = parse_numeral(found["number"])
        if number is None or number < 1:
            continue
        latest = known[-1] if found["now"] else known[-1] - 1
        years = tuple(range(latest - int(number) + 1, latest + 1))
        if found["now"] in cue("just_these"):
            years = years_spoken_of(context.conversation, int(number)) or years
        if found["before"] or years[0] > known[0]:
            yield Mention(Kind.YEAR, found.start(), found.end(), found.group(), years)


@cache
def _later() -> re.Pattern[str]:
    behind = rf"(?<!{any_of('no_year_behind')}){any_of('years_behind')}"
    return re.compile(rf"{behind}的?{_COUNT}个?年(?!{any_of('no_year_span')})")


def _later_years(text: str, latest: int | None, known: tuple[int, ...]) -> Iterable[Mention]:
    """2022年有，后两年都没有: so many years behind the one that was named."""
    for found in _later().finditer(text):
        named = [year for mention in find_years(text[: found.start()], latest) for year in mention.years]
        number = parse_numeral(found["number"])
        if named and number is not None:
            years = tuple(year for year in known if max(named) < year <= max(named) + int(number))
            if years:
                yield Mention(Kind.YEAR, found.start(), found.end(), found.group(), years)


def _plans(text: str) -> Iterable[Mention]:
    """十四五期间: the five years of a plan."""
    for found in re.finditer(r"[“\"]?(十[一二三四五六七八九])五[”\"]?(?:规划)?(?:期间|时期|以来|期)", text):
        number = parse_numeral(found.group(1))
        if number is not None:
            first = _FIRST_PLAN + _PLAN_YEARS * (int(number) - 1) + _plan_shift(int(number))
            yield Mention(Kind.YEAR, found.start(), found.end(), found.group(), tuple(range(first, first + _PLAN_YEARS)))


def _plan_shift(number: int) -> int:
    """Three years of readjustment (1963 to 1965) lie between the second plan and the third."""
    return 3 if number > 2 else 0
