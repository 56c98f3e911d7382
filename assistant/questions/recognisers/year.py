"""Years: 2022年, 二〇二二年, 22年, 去年, 2023到2025年."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.chinese.years import find_years
from assistant.questions.context import Context
from assistant.questions.mention import Kind, Mention


def year(text: str, context: Context) -> Iterable[Mention]:
    """Every year, relative ones counted from the archive's latest; but 上一年, a word of the lexicon, depends on the question."""
    for found in find_years(text, context.latest):
        if context.lexicon.holds(found.text, Kind.TREND):
            continue
        yield Mention(Kind.YEAR, found.start, found.end, text[found.start : found.end], found.years)
