"""Markdown: tables of bars as grids, headings and other lines as paragraphs, backslashes before signs taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.width import printable
from assistant.errors import UnreadableFile
from assistant.model.document import Cell, Grid, Paragraph, Part, RawDocument
from assistant.model.source import Place, Source
from assistant.readers.encoding import decode
from assistant.readers.merged import WIDEST, Budget

_RULE = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*")
_RULE_BYTES = re.compile(rb"^[^\n]*\|[^\n]*\r?\n[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[-|: \t]*\r?$", re.MULTILINE)
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
        """A row of bars with a ruled line below it; in a file that calls itself plain text, bars are read as such."""
        return suffix != ".txt" and b"\0" not in data[:_BEGIN] and _RULE_BYTES.search(data[:_BEGIN]) is not None

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Raises UnreadableFile for what is no text or holds nothing."""
        parts = tuple(_parts(decode(data, source.document).text.splitlines(), Budget(source.document)))
        if not parts:
            raise UnreadableFile(f"“{source.document}”里没有文字。", "请打开看看文件是否有内容，或者换一个文件。")
        return RawDocument(source, parts)


def _parts(lines: list[str], budget: Budget) -> Iterator[Part]:
    """Runs of lines with bars as grids."""
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate(map(printable, lines), 1):
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
    cells = _BAR.sub(lambda bar: f"{bar[1]}\0", line.strip()).split("\0")
    if not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return [_plain(cell) for cell in cells]


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", _BREAK.sub("\n", text)).strip()
