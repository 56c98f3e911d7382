"""Places in a ranking and in a list: 前三名, 第二高, 老二, 倒数第一, 最少的三个; 第二个 of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.numerals import parse_numeral
from assistant.model.record import record
from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind, Mention, Ranking

_NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"


@record
class _Pattern:
    """One way to name places in a ranking."""

    pattern: re.Pattern[str]
    from_end: bool
    """Counted from the other end (倒数)."""
    until: bool
    """All places up to the number, not that one alone."""


@cache
def _ranked() -> tuple[_Pattern, ...]:
    stands, counters, degrees = any_of("stands_at"), any_of("rank_counters"), any_of("rank_degrees")
    end = any_of("counted_backwards")
    asked = any_of("behind_place")
    nth = rf"{stands}?第{_NUMBER}(?:{any_of('place_counters')}|{degrees})|{stands}第{_NUMBER}|第{_NUMBER}(?={asked}|$|[?,])"
    return (
        _Pattern(re.compile(rf"{stands}?{any_of('first_few')}{_NUMBER}(?:{counters}|大|的)?"), False, True),
        _Pattern(re.compile(rf"{stands}?{any_of('last_few')}{_NUMBER}{counters}"), True, True),
        _Pattern(re.compile(rf"{end}的?前{_NUMBER}{counters}?"), True, True),
        _Pattern(re.compile(rf"{end}的?{_NUMBER}{counters}"), True, True),
        _Pattern(re.compile(rf"{end}的?第?{_NUMBER}(?:{counters}|{degrees})?"), True, False),
        _Pattern(re.compile(nth), False, False),
        _Pattern(re.compile(rf"{any_of('first_listed')}的?{_NUMBER}{counters}(?![\u4e00-\u9fff]*指标)"), False, True),
        _Pattern(re.compile(rf"{any_of('last_listed')}的?{_NUMBER}{counters}"), True, True),
    )


@cache
def _old() -> re.Pattern[str]:
    return re.compile(f"{any_of('stands_at')}?老([{''.join(cue('old_places'))}])")


@cache
def _extreme() -> re.Pattern[str]:
    up, down = any_of("more_degrees"), any_of("less_degrees")
    return re.compile(
        rf"{any_of('extreme_of')}(?:{up}|(?P<least>{down}))的前?{_NUMBER}{any_of('rank_counters', 'list_counters')}"
    )


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"第{_NUMBER}{any_of('list_counters')}|(?P<last>最后那?一{any_of('list_counters')})")


@cache
def _pair() -> re.Pattern[str]:
    """第二和第三差多少: two of a list, by their bare numbers."""
    counters = any_of("list_counters", "place_counters")
    return re.compile(rf"(?P<one>第{_NUMBER}){any_of('joined_with', 'than')}(?P<other>第{_NUMBER})(?!{counters})")


@cache
def _heads() -> re.Pattern[str]:
    """头两名, 头三个: the first few."""
    return re.compile(rf"(?:^|(?<=[,的里中个]))头{_NUMBER}{any_of('rank_counters')}")


def _whole(text: str | None) -> int:
    number = parse_numeral(text) if text else None
    return int(number) if number else 0


def place(text: str, context: Context) -> Iterable[Mention]:
    """Every place, as a `Ranking` (kind PLACE) or a list position counted from 1, −1 for the last (kind ORDINAL)."""
    for way in _ranked():
        for found in way.pattern.finditer(text):
            number = _whole(next((group for group in found.groups() if group), None))
            if number:
                first = 1 if way.until else number
                yield Mention(Kind.PLACE, found.start(), found.end(), found.group(), Ranking(first, number, way.from_end))
    for found in _heads().finditer(text):
        if number := _whole(found.group(1)):
            yield Mention(Kind.PLACE, found.start(), found.end(), found.group(), Ranking(1, number))
    for found in _pair().finditer(text):
        for part in ("one", "other"):
            number = _whole(found[part].removeprefix("第"))
            yield Mention(Kind.ORDINAL, found.start(part), found.end(part), found[part], number)
    for found in _old().finditer(text):
        number = cue("old_places").index(found.group(1)) + 1
        yield Mention(Kind.PLACE, found.start(), found.end(), found.group(), Ranking(number, number))
    for found in _extreme().finditer(text):
        number = _whole(found.group(2))
        if number > 1:
            yield Mention(Kind.PLACE, found.start(), found.end(), found.group(), Ranking(1, number, bool(found["least"])))
    for found in _ordinal().finditer(text):
        number = -1 if found["last"] else _whole(found.group(1))
        if number:
            yield Mention(Kind.ORDINAL, found.start(), found.end(), found.group(), number)
