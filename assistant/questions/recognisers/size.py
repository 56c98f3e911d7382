"""How many things a set has: 14个项目, 这三个, 两项津贴. The number is a description, not a condition."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.numerals import parse_numeral
from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind, Mention

_NUMBER = r"(\d{1,4}|[一二两三四五六七八九十]{1,4})"


@cache
def _size() -> re.Pattern[str]:
    these, units, nouns = any_of("these_many"), any_of("list_counters", "size_counters"), any_of("counted_nouns", "table_nouns")
    return re.compile(rf"(?P<these>{these})?的?{_NUMBER}(?P<unit>{units})(?P<noun>{nouns})?")


def size(text: str, context: Context) -> Iterable[Mention]:
    """A set of so many (kind SET when 这 or 那 stands before it, else SIZE); of nouns only 项目 and 表 are part of it."""
    for found in _size().finditer(text):
        noun = found.group("noun")
        if not found.group("these") and noun is None:
            continue
        number = parse_numeral(found.group(2))
        if not number or context.lexicon.holds(found.group(), Kind.SINGLE):
            continue  # 这一条 is one thing, no set
        end = found.end() if noun is None or noun in cue("table_nouns") else found.start("noun")
        if found.group("these"):
            yield Mention(Kind.SET, found.start(), end, text[found.start() : end], "these")
        else:
            yield Mention(Kind.SIZE, found.start(), end, text[found.start() : end], int(number))
