"""Numbers with their units: 100万, 三五十万, 95%, 28个."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.chinese.quantities import find_quantities
from assistant.questions.context import Context
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention


def quantity(text: str, context: Context) -> Iterable[Mention]:
    """Every number that `chinese.quantities` finds."""
    for found in find_quantities(text):
        if text[found.end - 1 : found.end + 1] == "项目":
            found = replace(found, end=found.end - 1, text=found.text[:-1], unit=None)
        if found.unit == "分" and text.startswith(cue("band_counts"), found.end):
            found = replace(found, end=found.end - 1, text=found.text[:-1], unit=None)
        yield Mention(Kind.QUANTITY, found.start, found.end, text[found.start : found.end], found)
