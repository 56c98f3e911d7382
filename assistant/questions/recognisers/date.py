"""Dates that rows print (2022年底, 11月底前, 1-12月份), and deadlines asked for (11月底前完成的); a bare year is a YEAR."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.years import DateMention, find_dates
from assistant.model.fields import deadline_of
from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind, Mention

_DECEMBER = 12
_FIRST_MONTHS = {6: 1, 12: 7}
"""The first month of each half of the year, by its last."""


@cache
def _behind() -> re.Pattern[str]:
    """What makes a deadline of a date: 前, 之后, 完成."""
    until, since, done = ("|".join(sorted(cue(name), key=len, reverse=True)) for name in ("until", "since", "finished"))
    return re.compile(rf"{any_of('due_joins')}?(?:(?P<until>{until})|(?P<since>{since}))?{any_of('due_ways')}?(?P<done>{done})?")


def date(text: str, context: Context) -> Iterable[Mention]:
    """Every date of more than a year, as it was typed; with 前, 之后, 完成 and the like behind it a deadline as well: its year (0
    where none is named), and the least and the greatest that `Field.DEADLINE` may be, 0 for an open end."""
    for found in find_dates(text):
        if found.text in cue("year_starts") and text.startswith(cue("planned"), found.end):
            yield Mention(Kind.FILLER, found.start, found.end, found.text, "words")  # 年初安排了多少: what the table plans
            continue
        yield Mention(Kind.DATE, found.start, found.end, text[found.start : found.end], text[found.start : found.end])
        behind = _behind().match(text, found.end)
        led = text.endswith(cue("due_at"), 0, found.start)
        if found.month is None or behind is None or not (behind["until"] or behind["since"] or behind["done"] or led):
            continue
        end = behind.end()
        yield Mention(Kind.DEADLINE, found.start, end, text[found.start : end], (found.year or 0, *_span(found, behind)))


def _span(found: DateMention, behind: re.Match[str]) -> tuple[int, int]:
    month = found.month or _DECEMBER
    if behind["until"]:
        return 0, deadline_of(month, found.day)
    if behind["since"]:
        return deadline_of(month, found.day or 1), 0
    first = month
    if "半年" in found.text:
        first = _FIRST_MONTHS[month]
    elif "季" in found.text:
        first = month - 2
    return deadline_of(first, found.day or 1), deadline_of(month, found.day)
