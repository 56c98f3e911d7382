"""This year's rows beside last year's (今年与上年的同一行), and what a year makes different in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.chinese.width import squeeze
from assistant.model.indicator import Indicator

if TYPE_CHECKING:
    from assistant.review.case import Case, Row

_YEAR = re.compile(r"(?:19|20)\d{2}年?(?:度)?")


def timeless(text: str) -> str:
    """A text without its years, in half width without blanks: what stays the same from year to year."""
    return _YEAR.sub("", squeeze(text))


def same_rows(case: Case) -> tuple[tuple[Row, Indicator], ...]:
    """The rows whose second level and name stood in last year's table too, each with that row; () without last year's table."""
    if case.last_year is None:
        return ()
    before: dict[tuple[str, str], Indicator] = {}
    for indicator in case.last_year.indicators:
        before.setdefault((indicator.level2, timeless(indicator.level3)), indicator)
    found = []
    for row in case.filled:
        earlier = before.pop((row.level2, timeless(row.name)), None)
        if earlier is not None and row.name:
            found.append((row, earlier))
    return tuple(found)
