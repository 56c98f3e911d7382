"""What the answer is counted in: 多少人, 几期, 多少节课; and per what: 每人, 一个月, 人均."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.questions.context import Context
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention


@cache
def _asked(measure_words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:多少|几)个?({'|'.join(map(re.escape, measure_words))})(?!万|百|千|钱|元|项目|目|局|表|单位|部门)")


@cache
def _per(measure_words: tuple[str, ...]) -> re.Pattern[str]:
    units = "|".join(map(re.escape, (*measure_words, "月", "平方米")))
    no_unit = "共|样|下|般|次性|直|起|些|份|部分|块|眼|个项目|个表|张表|项目"
    return re.compile(rf"(?:每一个|每个|每一|每|一个|一|单(?!位))({units})(?!{no_unit})")


def _noun_follows(text: str, end: int) -> bool:
    """Does a noun follow (几个村)? Measure words of tables and rows ask for a unit only then."""
    return (
        bool(text[end:]) and text[end] not in "的了呢呀啊哈嘛哦吧?。,指绩吗来合" and text[end : end + 2] not in ("三级", "二级")
    )


def unit_asked(text: str, context: Context) -> Iterable[Mention]:
    """The asked unit (kind UNIT_ASKED) and the denominator (kind PER_UNIT)."""
    for found in _asked(context.measure_words).finditer(text):
        if found.group(1) in cue("measures_anything") and not _noun_follows(text, found.end()):
            continue
        yield Mention(Kind.UNIT_ASKED, found.start(), found.end(), found.group(), found.group(1))
    for found in _per(context.measure_words).finditer(text):
        yield Mention(Kind.PER_UNIT, found.start(), found.end(), found.group(), found.group(1))
    for found in re.finditer(r"人均|月均|(?<=[^\d])月(?=补助|补贴|标准|津贴)", text):
        yield Mention(Kind.PER_UNIT, found.start(), found.end(), found.group(), "月" if "月" in found.group() else "人")
