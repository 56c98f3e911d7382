"""Markdown: tables of bars and of HTML as grids, headings and other lines as paragraphs, backslashes before signs taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.chinese.width import printable
from assistant.errors import UnreadableFile
from assistant.model.document import Cell, Grid, Paragraph, Part, RawDocument
from assistant.model.source import Place, Source
from assistant.readers.encoding import decode
from assistant.readers.html import HtmlReader
from assistant.readers.merged import WIDEST, Budget

_RULE = re.compile(r"\s*(?:\|\s*)?:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+(?:\|\s*)?")
_RULE_BYTES = re.compile(rb"[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|[-|: \t]*")
_TABLE_BEGINS = re.compile(r"<table[\s>]", re.IGNORECASE)
_TABLE_ENDS = re.compile(r"</table\s*>", re.IGNORECASE)
_TABLE_BYTES = re.compile(rb"<table[\s>]", re.IGNORECASE)
_CELL_BYTES = re.compile(rb"<t[dh][\s>]", re.IGNORECASE)
_BEGIN = 65_536
_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}\s+|>\s?)(?P<text>.*?)(?:\s+#+)?\s*")


class MarkdownReader:
    """Markdown with tables; without them it is plain text."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def accepts(self, data: bytes, suffix: str) -> bool:
        """A row of bars with a ruled line below it, or by its ending a table of HTML; what calls itself plain text is that."""
        begin = data[:_BEGIN]
        if suffix == ".txt" or b"\0" in begin:
            return False
        return _has_rule(begin) or (suffix in self.suffixes and _has_table(begin))

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Raises UnreadableFile for what is no text or holds nothing."""
        text = decode(data, source.document).text
        budget = Budget(source.document)
        parts: list[Part] = []
        done = 0
        for begin, end in _tables(text):
            parts.extend(_parts(text[done:begin].splitlines(), budget, text.count("\n", 0, done)))
            parts.extend(HtmlReader().read(text[begin:end].encode(), source).parts)
            done = end
        parts.extend(_parts(text[done:].splitlines(), budget, text.count("\n", 0, done)))
        if not parts:
            raise UnreadableFile(f"“{source.document}”里没有文字。", "请打开看看文件是否有内容，或者换一个文件。")
        return RawDocument(source, tuple(parts))


def _has_rule(data: bytes) -> bool:
    """Whether a line with bars stands above a ruled one; line by line, as a pattern over both would try each bar in turn."""
    lines = data.split(b"\n")
    return any(b"|" in above and _RULE_BYTES.fullmatch(below.rstrip(b"\r")) for above, below in pairwise(lines))


def _has_table(data: bytes) -> bool:
    """Whether a table of HTML begins, and a cell in it."""
    table = _TABLE_BYTES.search(data)
    return table is not None and _CELL_BYTES.search(data, table.end()) is not None


def _tables(text: str) -> Iterator[tuple[int, int]]:
    """Where tables of HTML begin and end."""
    done = 0
    while (begin := _TABLE_BEGINS.search(text, done)) is not None and (end := _TABLE_ENDS.search(text, begin.end())) is not None:
        yield begin.start(), end.end()
        done = end.end()


def _parts(lines: list[str], budget: Budget, above: int) -> Iterator[Part]:
    """Runs of lines with bars as grids; `above`: lines above the first."""
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate(map(printable, lines), above + 1):
        place = Place(line=number)
        if _BAR.search(line):
            if not _RULE.fullmatch(line):
                cells = _cells(line)
                budget.spend(len(cells))
                rows.append(tuple(Cell(text, place) for text in cells[:WIDEST]))
            continue
        if rows:
            yield Grid(tuple(rows), exact=True)
            rows = []
        if line.strip():
            heading = _HEADING.fullmatch(line)
            budget.spend()
            yield Paragraph(_plain(heading["text"] if heading else line), place)
    if rows:
        yield Grid(tuple(rows), exact=True)


def _cells(line: str) -> list[str]:
    """The cells of a row, with or without bars at its ends."""
    line = line.strip()
    cells = _BAR.sub(lambda bar: f"{bar[1]}\0", line).split("\0") if "\\" in line else line.split("|")
    if not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return [_plain(cell) for cell in cells]


def _plain(text: str) -> str:
    if "<" in text:
        text = _BREAK.sub("\n", text)
    return (_ESCAPED.sub(r"\1", text) if "\\" in text else text).strip()
