"""Comma-separated values: the form row by row, a blank line between tables; UTF-8 with the mark by which Excel knows it.

A text that a spreadsheet would take for a formula gets an apostrophe in front, which the reader takes off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.writers.form import form_of

_FORMULA = re.compile("'*[=+@＝＋－＠-]")


class CsvWriter:
    """Lines as Excel writes them; changes have no place in them."""

    name = "csv"
    suffixes = (".csv",)

    def write(self, tables: Iterable[GoalTable], changes: Sequence[Change] = ()) -> bytes:
        """All rows of a table with the same number of cells."""
        text = io.StringIO()
        writer = csv.writer(text)
        for number, table in enumerate(tables):
            if number:
                text.write("\r\n")
            writer.writerows(tuple(map(harmless, line)) for line in form_of(table).lines())
        return text.getvalue().encode("utf-8-sig", "replace")


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
