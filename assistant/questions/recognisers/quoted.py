"""Text in quotation marks or book-title marks: what the official copies from a table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.questions.context import Context
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention

_QUOTED = re.compile(r"[“\"「『《‘']([^“”\"「」『』《》‘’']{1,80})[”\"」』》’']")
_FIELDS = (Kind.HEAD, Kind.ROW, Kind.LEVEL1, Kind.LEVEL2)


def _is_field(inner: str, context: Context) -> bool:
    """Is a field named in the marks (“其他资金”一栏)? The lexicon's word stands then."""
    return context.lexicon.holds(inner, *_FIELDS)


def any_asked(inner: str) -> bool:
    """Is a question word said between the marks, at the end of a few characters?"""
    return len(inner) <= _FEW and inner.endswith(tuple(cue("how_many")))


_FEW = 6
"""Characters of a kind of value that is spoken of (每人多少)."""


def quoted(text: str, context: Context) -> Iterable[Mention]:
    """The text between a pair of marks; the mention spans the marks as well, which say nothing around the name of a field."""
    for found in _QUOTED.finditer(text):
        if _is_field(found.group(1), context) and not says(text[max(found.start() - 2, 0) : found.start()], "holding_verbs"):
            yield from (Mention(Kind.FILLER, at, at + 1, text[at]) for at in (found.start(), found.end() - 1))
            continue
        if any_asked(found.group(1)):
            continue  # 按“每人多少”定的: no cell says so
        yield Mention(Kind.QUOTED, found.start(), found.end(), found.group(0), found.group(1))
