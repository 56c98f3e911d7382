"""Regular expressions that are compiled when a text first needs them.

Most questions need a few of them, and compiling all takes longer than answering a question.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator


class Pattern:
    """A regular expression with a cheap test before it."""

    __slots__ = ("_compiled", "_flags", "_given", "_source")

    def __init__(self, source: str, given: str = "", flags: int = 0) -> None:
        """`given`: characters of which every match holds at least one, and `match` its first or second; "" means any."""
        self._source = source
        self._given = frozenset(given)
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def source(self) -> str:
        """The expression, to be built into others."""
        return self._source

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """A match that begins at `start`."""
        if self._given and self._given.isdisjoint(text[start : start + 2]):
            return None
        return self._ready().match(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """A match of the whole text."""
        return None if self._given and self._given.isdisjoint(text) else self._ready().fullmatch(text)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in the stretch."""
        return None if self._given and self._given.isdisjoint(text) else self._ready().search(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, from left to right."""
        return iter(()) if self._given and self._given.isdisjoint(text) else self._ready().finditer(text)

    def _ready(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled
