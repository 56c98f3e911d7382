"""Writers: goal tables to the bytes of one file, one format a module, chosen by the format's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.errors import UnknownFormat
from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.writers.base import Writer
from assistant.writers.csv import CsvWriter
from assistant.writers.docx import DocxWriter
from assistant.writers.html import HtmlWriter
from assistant.writers.json import JsonWriter
from assistant.writers.markdown import MarkdownWriter
from assistant.writers.text import TextWriter
from assistant.writers.xlsx import XlsxWriter

WRITERS: tuple[Writer, ...] = (
    DocxWriter(),
    XlsxWriter(),
    HtmlWriter(),
    MarkdownWriter(),
    CsvWriter(),
    JsonWriter(),
    TextWriter(),
)
"""All formats, the usual one first."""

FORMATS = tuple(writer.name for writer in WRITERS)
"""Their names."""


def write(tables: Iterable[GoalTable], format: str, changes: Sequence[Change] = ()) -> bytes:
    """The tables in the official form as one file of this format; UnknownFormat for a format that there is not.

    `changes` of a draft go behind the tables where the format has a place for them (not in csv and json).
    """
    return writer_of(format).write(tables, changes)


def writer_of(format: str) -> Writer:
    """The writer of a format by its name or a file's ending, with or without the dot; UnknownFormat where there is none."""
    wanted = f".{format.strip().lower().removeprefix('.')}"
    for writer in WRITERS:
        if wanted in (f".{writer.name}", *writer.suffixes):
            return writer
    raise UnknownFormat(f"不会写“{format.removeprefix(chr(46))}”这种格式。", f"可以写：{'、'.join(FORMATS)}。")
