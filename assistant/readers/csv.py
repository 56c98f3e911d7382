"""Tables of values parted by commas, semicolons or tabs (csv, tsv), as spreadsheets save them.

Blank lines part grids. An apostrophe before a sign that would make a formula was put there by a writer and is taken off.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from assistant.chinese.width import printable
from assistant.errors import UnreadableFile
from assistant.model.document import Cell, Grid, Part, RawDocument
from assistant.model.source import Place, Source
from assistant.readers.encoding import decode
from assistant.readers.merged import WIDEST, Budget

_SEPARATORS = ",;\t"
_SAMPLE = 60
"""Lines that show by what cells are parted."""
_FEWEST = 3
"""So many cells in a row make commas the separator of a file that is not named so."""
_GUARDED = re.compile("'+[=+@＝＋－＠-]")
_LONGEST_FIELD = 10_000_000


class CsvReader:
    """Comma-separated values in any encoding that offices use."""

    name = "csv"
    suffixes = (".csv", ".tsv")

    def accepts(self, data: bytes, suffix: str) -> bool:
        """By the ending, for what looks like text; else where most lines have the same number of commas."""
        if b"\0" in data[:2] or data.startswith((b"PK", b"%PDF", b"\xd0\xcf", b"<")):
            return suffix in self.suffixes and data[:2] in (b"\xff\xfe", b"\xfe\xff")
        return suffix in self.suffixes or _looks_so(data)

    def read(self, data: bytes, source: Source) -> RawDocument:
        """A grid for each run of lines; UnreadableFile for what is no text or holds nothing."""
        text = decode(data, source.document).text.lstrip("\ufeff")
        budget = Budget(source.document)
        parts: list[Part] = []
        rows: list[tuple[Cell, ...]] = []
        csv.field_size_limit(_LONGEST_FIELD)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
        before = 0
        try:
            for fields in lines:
                place = Place(line=before + 1, last_line=lines.line_num if lines.line_num > before + 1 else 0)
                before = lines.line_num
                if any(field.strip() for field in fields):
                    budget.spend(len(fields))
                    rows.append(tuple(Cell(_plain(field), place) for field in fields[:WIDEST]))
                elif rows:
                    parts.append(Grid(tuple(rows), exact=True))
                    rows = []
        except csv.Error as broken:
            raise UnreadableFile(
                f"“{source.document}”第{lines.line_num}行起读不下去。", "请用 Excel 或 WPS 打开，另存为 xlsx 再导入。"
            ) from broken
        if rows:
            parts.append(Grid(tuple(rows), exact=True))
        if not parts:
            raise UnreadableFile(f"“{source.document}”里没有文字。", "请打开看看文件是否有内容，或者换一个文件。")
        return RawDocument(source, tuple(parts))


def _plain(field: str) -> str:
    text = printable(field).strip()
    return text[1:] if _GUARDED.match(text) else text


def _separator(text: str) -> str:
    """The sign that stands in most of the first lines, the comma where none does."""
    counts = Counter(sign for line in text.split("\n", _SAMPLE)[:_SAMPLE] for sign in _SEPARATORS if sign in line)
    return max(_SEPARATORS, key=lambda sign: counts[sign])


def _looks_so(data: bytes) -> bool:
    """Whether the lines have many commas and nearly all the same number of them, as no prose has."""
    lines = [line for line in data[:20_000].split(b"\n")[:_SAMPLE] if line.strip()]
    if len(lines) < _FEWEST or b"\t" in b"".join(lines):
        return False
    counts = Counter(line.count(b",") for line in lines)
    usual, times = counts.most_common(1)[0]
    return usual >= _FEWEST and times >= 0.8 * len(lines)
