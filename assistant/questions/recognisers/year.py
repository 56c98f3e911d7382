"""Years: 2022年, 二〇二二年, 22年, 去年, 2023到2025年; spans up to the archive's latest: 近三年, 2022年以来, 十四五期间."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.years import find_years
from assistant.questions.context import Context
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention

_FIRST_PLAN = 1953
"""The first year of the first of the plans of five years each (一五)."""
_PLAN_YEARS = 5


def year(text: str, context: Context) -> Iterable[Mention]:
    """Every year, relative ones counted from the archive's latest; but 上一年, a word of the lexicon, depends on the question."""
    known = context.knowledge.years()
    for found in find_years(text, context.latest):
        if context.lexicon.holds(found.text, Kind.TREND):
            continue
        yield Mention(Kind.YEAR, found.start, found.end, text[found.start : found.end], found.years)
        if len(found.years) == 1 and known:
            yield from _open_span(text, found.start, found.end, found.years[0], known)
    if known:
        yield from _last_years(text, known)
        yield from _plans(text)


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
    return re.compile(
        rf"(?:(?P<now>{now})|(?P<before>{before}))(?P<number>\d|[两二三四五六七八九])个?年(?:度|来|间|里|内)*(?!前)"
    )


def _last_years(text: str, known: tuple[int, ...]) -> Iterable[Mention]:
    """近三年, 前两年: so many years up to the latest one, or before it; where the archive has no more, it is all of them."""
    for found in _last().finditer(text):
        number = parse_numeral(found["number"].replace("两", "二"))
        if number is None or number < 1:
            continue
        latest = known[-1] if found["now"] else known[-1] - 1
        years = tuple(range(latest - int(number) + 1, latest + 1))
        if found["before"] or years[0] > known[0]:
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
