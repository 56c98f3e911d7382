"""Text in the cells of a fixed-width screen: how many it takes (a Chinese character takes two), and where its lines may break."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[!-~]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。；：、！？）》】」”’%％,.;:!?)]")
"""Signs that may not begin a line."""

_NEVER_LAST = frozenset("（《【「“‘([")
"""Signs that may not end a line."""


def cells(text: str) -> int:
    """How many cells a text without line breaks takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_width, text))


@lru_cache(maxsize=8192)
def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells (at least 2); a number or word of ASCII stays whole where it fits.

    Closing punctuation does not begin a line, opening punctuation does not end one. A blank text is one empty line.
    """
    lines: list[list[str]] = [[]]
    taken = 0
    for word in _WORD.findall(text):
        size = cells(word)
        if taken + size > width and lines[-1]:
            lines.append(_carried(lines[-1], word, width - size))
            taken = sum(map(cells, lines[-1]))
            if word == " " and not taken:
                continue
        if taken + size <= width:
            lines[-1].append(word)
            taken += size
            continue
        for letter in word:
            if taken + 1 > width:
                lines.append([])
                taken = 0
            lines[-1].append(letter)
            taken += 1
    return ["".join(line).rstrip() for line in lines]


def _carried(line: list[str], word: str, room: int) -> list[str]:
    """What moves to the next line with `word`, taken off the end of `line`: at most `room` cells."""
    carried: list[str] = []
    while len(line) > 1 and (line[-1] in _NEVER_LAST or (carried or [word])[0] in _NEVER_FIRST):
        room -= cells(line[-1])
        if room < 0:
            break
        carried.insert(0, line.pop())
    return carried
