"""Bounds of numbers that are put together from several words: 比98%低的, 有没有到500万, 到没到100万, 100万(含)以下."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from assistant.chinese.quantities import QuantityMention, find_quantities
from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue, phrases_of
from assistant.questions.mention import Kind, Mention

_STRICT = {"at_least": "more", "at_most": "less"}
_DENIED = {"more": "at_most", "less": "at_least"}


@cache
def _than() -> re.Pattern[str]:
    """What follows the number of 比98%低的, 比100万还多; not 比100万多多少, 比100万高出."""
    more, less = any_of("more_degrees"), any_of("less_degrees")
    return re.compile(
        rf"{any_of('still')}?(?:(?P<more>{more})|(?P<less>{less}))(?!{any_of('no_bound_behind')}|[\d一二两三四五六七八九十几])的?"
    )


@cache
def _reached() -> re.Pattern[str]:
    """到没到, 够不够, 超没超 before a number."""
    return re.compile(rf"(?P<verb>{any_of('reaches', 'passes')})[没不](?P=verb)了?")


@cache
def _with_end() -> re.Pattern[str]:
    """(含), (不含本数) beside a bound."""
    return re.compile(rf"\((?P<out>不)?含(?:{any_of('ends_of_range')}|[^()]{{1,12}})?\)")


def bounds(text: str, context: Context) -> Iterable[Mention]:
    """The words before and behind such numbers (BEFORE, AFTER)."""
    numbers = tuple(find_quantities(text))
    yield from _compared(text, numbers)
    yield from _reaching(text, numbers)
    yield from _not_even(text, numbers)
    yield from _with_ends(text, numbers)
    for found in _with_end().finditer(text):
        yield from _at_end(text, found)


@cache
def _to_end() -> re.Pattern[str]:
    """The words between the two numbers of 100万(含)至500万(不含)."""
    return re.compile(rf"(?P<end>\((?P<out>不)?含(?:{any_of('ends_of_range')})?\)){any_of('to_short_year')}")


def _with_ends(text: str, numbers: tuple[QuantityMention, ...]) -> Iterator[Mention]:
    """100万(含)至500万(不含)之间: a range that says of each end whether it is taken in."""
    for low, high in pairwise(numbers):
        found = _to_end().fullmatch(text, low.end, high.start)
        if found is None:
            continue
        last = _with_end().match(text, high.end)
        lower = "more" if found["out"] else "at_least"
        upper = "less" if last is not None and last["out"] else "at_most"
        yield Mention(Kind.AFTER, low.end, found.end("end"), found["end"], lower)
        yield Mention(Kind.BEFORE, found.end("end"), high.start, text[found.end("end") : high.start], upper)
        if last is not None:
            end = last.end() + next(
                (len(word) for word in phrases_of(Kind.AFTER, "between") if text.startswith(word, last.end())), 0
            )
            yield Mention(Kind.FILLER, high.end, end, text[high.end : end], "words")


def _compared(text: str, numbers: tuple[QuantityMention, ...]) -> Iterator[Mention]:
    for number in numbers:
        if text[: number.start].endswith(cue("than")):
            end = number.end - number.text.endswith(cue("more_degrees"))
            found = _than().match(text, end)
            if found is None:
                continue
            value = "more" if found["more"] else "less"
            start = number.start - 1
            denial = next((word for word in cue("denies_than") if text[:start].endswith(word)), "")  # 不比100%低的
            value, start = _DENIED[value] if denial else value, start - len(denial)
            yield Mention(Kind.BEFORE, start, number.start, text[start : number.start], value)
            yield Mention(Kind.AFTER, end, found.end(), found.group(), value)


def _reaching(text: str, numbers: tuple[QuantityMention, ...]) -> Iterator[Mention]:
    """到没到500万; and 到 right before a number where whether it is so is asked (有没有到500万, 到500万了吗)."""
    starts = {number.start for number in numbers}
    for found in _reached().finditer(text):
        if found.end() in starts:
            value = "more" if found["verb"] in cue("passes") else "at_least"
            middle = found.start() + len(found["verb"]) + 1
            yield Mention(Kind.VERIFY, found.start(), middle, text[found.start() : middle], "whether")
            yield Mention(Kind.BEFORE, middle, found.end(), text[middle : found.end()], value)
    for number in numbers:
        word = next((word for word in cue("reaches") if text[: number.start].removesuffix("了").endswith(word)), "")
        if not word:
            continue
        end = number.start
        start = end - len(word) - text[:end].endswith("了")
        asked = text[:start].endswith(phrases_of(Kind.VERIFY, "whether")) or text[number.end :].rstrip("?").endswith(
            cue("asks_at_end")
        )
        if asked:
            yield Mention(Kind.BEFORE, start, end, text[start:end], "at_least")


@cache
def _even() -> re.Pattern[str]:
    return re.compile(rf"{any_of('also_all')}还?{any_of('falls_short', 'lacks_number')}的?")


_NO_SIZE = 10
"""A smaller number may say how many things are meant."""


def _not_even(text: str, numbers: tuple[QuantityMention, ...]) -> Iterator[Mention]:
    """连20万都不到的, 10个也没有的: less than the number."""
    for number in numbers:
        found = _even().match(text, number.end)
        if found is None or not (number.scaled or number.unit in ("元", "%") or number.low >= _NO_SIZE):
            continue  # 两类都没有的: so many things, of which none is there
        word = next((word for word in cue("not_even") if text[: number.start].endswith(word)), "")
        if word:
            yield Mention(Kind.FILLER, number.start - len(word), number.start, word, "words")
        yield Mention(Kind.AFTER, number.end, found.end(), found.group(), "less")


def _at_end(text: str, found: re.Match[str]) -> Iterator[Mention]:
    """以下 with (含) or (不含) before or behind it."""
    for word, value in _bounds_behind():
        if text.startswith(word, found.end()):
            span = found.start(), found.end() + len(word)
        elif text.endswith(word, 0, found.start()):
            span = found.start() - len(word), found.end()
        else:
            continue
        yield Mention(Kind.AFTER, *span, text[slice(*span)], _STRICT[value] if found["out"] else value)
        return


@cache
def _bounds_behind() -> tuple[tuple[str, str], ...]:
    """以上, 以下 and the like with what they mean, the longest first."""
    found = [(phrase, value) for value in _STRICT for phrase in phrases_of(Kind.AFTER, value)]
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))
