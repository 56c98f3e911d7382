"""Text made fit for cells of the screen: nothing that steers the terminal, measured in cells (two for a Chinese character)."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

from assistant.chinese.cells import wrap as wrap_line
from assistant.chinese.width import printable

_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Selectors of a glyph's form: terminals do not agree on how wide they make the character before them."""

ELLIPSIS = "…"
"""Stands where text was cut."""


def shown(text: str) -> str:
    """The text as it may stand on the screen, in one or several lines."""
    return _VARIATION.sub("", printable(text)).replace("\t", "  ")


def shown_line(text: str) -> str:
    """The text as it may stand on the screen, in one line."""
    return _VARIATION.sub("", printable(text, one_line=True))


def cut(text: str, cells: int) -> str:
    """The text in exactly so many cells: blanks behind it, or an ellipsis in place of what does not fit."""
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(set_cell_size(text, cells - 1).rstrip() + ELLIPSIS, cells)


def right(text: str, cells: int) -> str:
    """The text at the right end of so many cells."""
    return " " * (cells - cell_len(text)) + text if cell_len(text) <= cells else cut(text, cells)


@lru_cache(maxsize=1024)
def wrap(text: str, cells: int) -> tuple[tuple[str, bool], ...]:
    """The text in lines of at most so many cells (2 at least), each with whether the text itself ends it there."""
    lines: list[tuple[str, bool]] = []
    for line in text.split("\n"):
        pieces = wrap_line(line, max(cells, 2))
        lines += [(piece, at == len(pieces) - 1) for at, piece in enumerate(pieces)]
    return tuple(lines)
