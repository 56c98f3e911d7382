"""Places in a ranking and in a list: 前三名, 第二高, 老二, 倒数第一, 最少的三个; 第二个 of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.chinese.numerals import parse_numeral
from assistant.questions.context import Context
from assistant.questions.mention import Kind, Mention, Ranking

_NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_FIRST = re.compile(rf"(?:排名|排在|排|位列|居)?(?:前|top|最前面的){_NUMBER}(?:大|名|位|强|个|项|笔|的)?")
_LAST = re.compile(rf"(?:排名|排在|排)?(?:后|最后|末){_NUMBER}(?:名|位|个|项|笔)")
_FROM_END_FIRST = re.compile(rf"倒(?:着)?数(?:的)?前{_NUMBER}(?:名|位|个|项|笔)?")
_LAST_FEW = re.compile(rf"倒(?:着)?数(?:的)?{_NUMBER}(?:名|位|个|项|笔)")
_FROM_END = re.compile(rf"倒(?:着)?数(?:的)?第?{_NUMBER}(?:名|位|个|高|低|多|少)?")
_NTH = re.compile(
    rf"(?:并列|排在|排|位列|位居)?第{_NUMBER}(?:名|位|高|大|多|少|低|小|贵)|(?:并列|排在|排|位列|位居)第{_NUMBER}|第{_NUMBER}(?=是|的是|呢|$|[?,])"
)
_OLD = re.compile(r"(?:排)?老(大|二|三|四|五)")
_EXTREME = re.compile(rf"(?:最|钱|预算|金额|资金)(多|高|大|少|低|小)的(?:前)?{_NUMBER}(?:个|名|位|项|笔|张|条)")
_ORDINAL = re.compile(rf"第{_NUMBER}(?:个|项|条|张|笔)")
_LAST_ONE = re.compile(r"最后(?:那)?一(?:个|项|条|张)")


def _whole(text: str | None) -> int:
    number = parse_numeral((text or "").replace("两", "二")) if text else None
    return int(number) if number else 0


_RANKED = (
    (_FIRST, False, True),
    (_LAST, True, True),
    (_FROM_END_FIRST, True, True),
    (_LAST_FEW, True, True),
    (_FROM_END, True, False),
    (_NTH, False, False),
)
"""Each with whether it counts from the end, and whether it means all places up to the number."""


def place(text: str, context: Context) -> Iterable[Mention]:
    """Every place, as a `Ranking` (kind PLACE) or a list position counted from 1, −1 for the last (kind ORDINAL)."""
    for pattern, from_end, until in _RANKED:
        for found in pattern.finditer(text):
            number = _whole(next((group for group in found.groups() if group), None))
            if number:
                first = 1 if until else number
                yield Mention(Kind.PLACE, found.start(), found.end(), found.group(), Ranking(first, number, from_end))
    for found in _OLD.finditer(text):
        number = "大二三四五".index(found.group(1)) + 1
        yield Mention(Kind.PLACE, found.start(), found.end(), found.group(), Ranking(number, number))
    for found in _EXTREME.finditer(text):
        number = _whole(found.group(2))
        if number > 1:
            yield Mention(Kind.PLACE, found.start(), found.end(), found.group(), Ranking(1, number, found.group(1) in "少低小"))
    for found in _ORDINAL.finditer(text):
        number = _whole(found.group(1))
        if number:
            yield Mention(Kind.ORDINAL, found.start(), found.end(), found.group(), number)
    for found in _LAST_ONE.finditer(text):
        yield Mention(Kind.ORDINAL, found.start(), found.end(), found.group(), -1)
