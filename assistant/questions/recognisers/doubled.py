"""Verbs said twice with 一 between them (捋一捋, 理一理): a way of asking that says nothing of what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.chinese.numerals import parse_numeral
from assistant.questions.context import Context
from assistant.questions.mention import Kind, Mention

_DOUBLED = re.compile(r"([\u4e00-\u9fff])一\1")


def doubled(text: str, context: Context) -> Iterable[Mention]:
    """Every such verb, as a filler; 三一三 is none."""
    for found in _DOUBLED.finditer(text):
        if parse_numeral(found.group(1)) is None:
            yield Mention(Kind.FILLER, found.start(), found.end(), found.group(), "words")
