"""Years: 2022年, 二〇二二年, 22年, 去年, 2023到2025年."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.chinese.years import find_years
from assistant.questions.context import Context
from assistant.questions.mention import Kind, Mention

_PREVIOUS = ("上一年", "上年", "前一年", "上一年度", "上年度")
"""The year before the one in question, whichever that is: the lexicon has them."""


def year(text: str, context: Context) -> Iterable[Mention]:
    """Every year, relative ones counted from the archive's latest; but 上一年 depends on the question."""
    for found in find_years(text, context.latest):
        if found.text in _PREVIOUS:
            continue
        yield Mention(Kind.YEAR, found.start, found.end, text[found.start : found.end], found.years)
