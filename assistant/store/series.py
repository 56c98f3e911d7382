"""The project whatever its year: what is left of a name without years and closing words."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.chinese.width import squeeze

CLOSING_WORDS = ("资金", "经费", "补助", "专项", "项目")
"""Words that offices add, drop or change at the end of a name while the project stays the same; they may stand together
(补助经费, 专项资金)."""

_SHORTEST = 2
"""So many characters of a name are left at least: 专项资金 alone stays what it is."""

_YEAR = r"(?:(?:19|20)\d\d|(?:一九|二[〇零0])[〇零一二三四五六七八九]{2})"
_SPAN = rf"{_YEAR}(?:年度?)?(?:[-~至到、]{_YEAR})?"
_NAMED_YEAR = re.compile(rf"[(\[【〔]{_SPAN}(?:学?年度?)?[)\]】〕]|(?<![\d.]){_SPAN}学?年度?")
"""A year, or a span of years, followed by 年 or in brackets: 2023年, 2023年度, 2023-2025年, (2023)."""
_BARE_YEAR = re.compile(r"^20[1-3]\d(?![\d.年])(?=\D)|(?<=[^\d.])20[1-3]\d$")
"""Digits alone at either end of a name are a year where they name one of our times; 2000亩 is none."""
_EMPTY_BRACKETS = re.compile(r"\(\)|\[\]|【】|〔〕|“”|《》")


def series_of(name: str, closing_words: tuple[str, ...] = CLOSING_WORDS) -> str:
    """The name in half width without blanks, years (2023年, 2023-2025年) and closing words; never "" unless the name is.

    公共图书馆免费开放经费 and 2025年公共图书馆免费开放补助经费 are the same series, 公共图书馆免费开放.
    """
    return _series(name, closing_words)


@lru_cache(maxsize=4096)
def _series(name: str, closing_words: tuple[str, ...]) -> str:
    plain = squeeze(name)
    series = _EMPTY_BRACKETS.sub("", _BARE_YEAR.sub("", _NAMED_YEAR.sub("", plain))).strip("-·,，、") or plain
    shorter = series
    while len(shorter) >= _SHORTEST and shorter not in closing_words:
        series = shorter
        shorter = next((series.removesuffix(word) for word in closing_words if series.endswith(word)), "")
    return series
