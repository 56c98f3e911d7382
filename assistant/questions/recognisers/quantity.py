"""Numbers with their units: 100万, 三五十万, 95%, 28个."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from assistant.chinese.quantities import Form, QuantityMention, find_quantities
from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind, Mention
from assistant.questions.organisations import asks_each, organisations_of

_TENS = {"十": 10, "百": 100, "千": 1000, None: 1}
_SCALES = {"万": 10_000, "亿": 100_000_000}
_CENT = Decimal("0.01")


@cache
def _order() -> re.Pattern[str]:
    """几十万的项目, 数百万以上: of this order."""
    number = r"(?P<tens>[十百千])?(?P<scale>[万亿])(?P<unit>元|块钱|块)?"
    return re.compile(f"{any_of('vague_numbers')}{number}(?={any_of('behind_vague')})")


def _vague(text: str) -> Iterable[Mention]:
    """Orders of magnitude said with 几 or 数, where they describe and do not ask."""
    for found in _order().finditer(text):
        low = Decimal(_TENS[found["tens"]] * _SCALES[found["scale"]])
        value = QuantityMention(
            found.start(),
            found.end(),
            found.group(),
            low,
            low * 10 - _CENT,
            "元" if found["unit"] else None,
            Form.MAGNITUDE,
            True,
        )
        yield Mention(Kind.QUANTITY, found.start(), found.end(), found.group(), value)


_CALLED = 4
"""Digits of a number that may be a name."""


def _is_of_a_name(found: QuantityMention, context: Context) -> bool:
    """Is it a bare number, no year, that stands in a project's name?"""
    if found.unit is not None or found.scaled or not found.text.isdigit() or len(found.text) < _CALLED:
        return False
    named = any(found.text in project.name for project in context.knowledge.projects_like(found.text))
    return named and not (len(found.text) == _CALLED and found.text.startswith(("19", "20")))


def quantity(text: str, context: Context) -> Iterable[Mention]:
    """Every number that `chinese.quantities` finds, and orders of magnitude (几十万的)."""
    yield from _vague(text)
    for found in find_quantities(text):
        if text[: found.start].endswith(cue("than")) and found.text.endswith(cue("more_degrees")):
            exact = next(iter(find_quantities(found.text[:-1])), None)  # 比100万多的 are no 100多万
            if exact is not None:
                found = replace(exact, start=found.start, end=found.end - 1)
        apart = found.unit != "年" and asks_each(text, found.end)
        if apart and found.low == organisations_of(context.knowledge).departments:
            continue  # 两家各多少: the departments there are
        if text[found.end - 1 : found.end + 1] == "项目":
            found = replace(found, end=found.end - 1, text=found.text[:-1], unit=None)
        if _is_of_a_name(found, context):
            continue  # 12315的热线: the number that a project is called by
        if text[found.end - 1] in cue("piece_or_money") and text.startswith(cue("counted_by_piece"), found.end):
            continue  # 三块成本: so many parts
        if found.unit == "分" and text.startswith(cue("band_counts"), found.end):
            found = replace(found, end=found.end - 1, text=found.text[:-1], unit=None)
        yield Mention(Kind.QUANTITY, found.start, found.end, text[found.start : found.end], found)
