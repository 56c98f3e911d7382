"""Markdown: title and year as lines, the form as a table of bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.writers.form import change_lines, changes_title, form_of

_SPECIAL = re.compile(r"[\\|`*_<>&\[\]#~]")


class MarkdownWriter:
    """A heading and a table for each goal table."""

    name = "md"
    suffixes = (".md", ".markdown")

    def write(self, tables: Iterable[GoalTable], changes: Sequence[Change] = ()) -> bytes:
        """UTF-8; what Markdown takes for a sign has a backslash before it."""
        blocks = []
        for table in tables:
            form = form_of(table)
            title, year, *lines = form.lines()
            blocks.append(f"## {escaped(title[0])}\n\n{escaped(year[0])}\n\n{_bars(lines)}")
        if changes:
            blocks.append(f"## {changes_title()}\n\n{_bars(change_lines(changes))}")
        return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _bars(lines: Sequence[Sequence[str]]) -> str:
    """A table, its first row as the heading that Markdown wants."""
    rows = ["| " + " | ".join(map(escaped, line)) + " |" for line in lines]
    return "\n".join((rows[0], "|" + " --- |" * len(lines[0]), *rows[1:]))


def escaped(text: str) -> str:
    """The text on one line with backslashes before the signs of Markdown."""
    flat = " ".join(text.split()) if "\n" in text or "\t" in text else text
    return _SPECIAL.sub(r"\\\g<0>", flat)
