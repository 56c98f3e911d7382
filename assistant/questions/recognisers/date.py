"""Dates that rows print: 2022年底, 11月底前, 1-12月份; a bare year is a YEAR."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.chinese.years import find_dates
from assistant.questions.context import Context
from assistant.questions.mention import Kind, Mention


def date(text: str, context: Context) -> Iterable[Mention]:
    """Every date of more than a year, as it was typed."""
    for found in find_dates(text):
        yield Mention(Kind.DATE, found.start, found.end, text[found.start : found.end], text[found.start : found.end])
