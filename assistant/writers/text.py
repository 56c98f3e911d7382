"""Plain text: the form row by row with tabs between the cells, as tables come out of Word; a blank line between tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.writers.csv import harmless
from assistant.writers.form import change_lines, changes_title, form_of

_MARKUP = re.compile(r"&(?=[a-zA-Z#])|<(?=/?[a-zA-Z])")
"""What the reader of texts would take for the rest of a web page."""
_ESCAPES = {"&": "&amp;", "<": "&lt;"}


class TextWriter:
    """Lines of cells; opened in a spreadsheet they hold no formulas."""

    name = "txt"
    suffixes = (".txt",)

    def write(self, tables: Iterable[GoalTable], changes: Sequence[Change] = ()) -> bytes:
        """UTF-8 with line breaks as Windows has them."""
        blocks = [_block(form_of(table).lines()) for table in tables]
        if changes:
            headings, *lines = change_lines(changes)
            title = (changes_title(), *[""] * (len(headings) - 1))
            blocks.append(_block((title, headings, *lines)))
        return ("\r\n\r\n".join(blocks) + "\r\n").encode("utf-8", "replace")


def _block(lines: Iterable[Sequence[str]]) -> str:
    return "\r\n".join("\t".join(map(_cell, line)) for line in lines)


def _cell(text: str) -> str:
    flat = " ".join(text.split()) if "\n" in text or "\t" in text else text
    return harmless(_MARKUP.sub(lambda sign: _ESCAPES[sign[0]], flat))
