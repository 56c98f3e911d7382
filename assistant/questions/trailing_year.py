"""A year that is said after the question (…多少钱，按2022年的表; …有几个（2022年）): read as if it had stood before it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind
from assistant.questions.recognisers.year import year
from assistant.questions.utterance import Utterance


def year_first(utterance: Utterance, context: Context) -> Utterance:
    """The utterance with a last clause that names one year, and nothing besides, put to its front."""
    found = _last_clause().search(utterance.text)
    if found is None or not _is_year(found["year"], context):
        return utterance
    rest = utterance.text[: found.start()]
    if not rest or any(mention.kind == Kind.YEAR for mention in year(rest, context)):
        return utterance
    first, last = found.span("year")
    origin = (*utterance.origin[first:last], utterance.origin[found.start()], *utterance.origin[: found.start()])
    return replace(utterance, text=f"{found['year']}{cue('of')[0]}{rest}", origin=origin)


@cache
def _last_clause() -> re.Pattern[str]:
    """，按2022年的表; （去年）; ——看2022年度."""
    lead, tail = any_of("before_last_year"), any_of("behind_last_year")
    return re.compile(rf"(?:[,，;；。?？]|[—-]+|\(){lead}*(?P<year>[^,，;；()（）。?？]{{2,12}}?){tail}*\)?[?？。!]*$")


def _is_year(text: str, context: Context) -> bool:
    """Is it one year, and no span of years?"""
    found = max(year(text, context), key=lambda mention: mention.end - mention.start, default=None)
    whole = found is not None and found.kind == Kind.YEAR and (found.start, found.end) == (0, len(text))
    return whole and found is not None and isinstance(found.value, tuple) and len(found.value) == 1
