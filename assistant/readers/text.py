"""Text files (txt, md): each line becomes a row of cells or a paragraph, nothing interpreted.

Cells are parted by tabs, in lines without tabs by `|`, in lines without either by two or more blanks. Blank lines leave no trace
but the gap in the line numbers, so that they never end a table. Tags that a web page left behind are unwrapped.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from assistant.chinese.width import printable
from assistant.errors import UnreadableFile
from assistant.model.document import Cell, Grid, Paragraph, Part, RawDocument
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place, Source
from assistant.readers.encoding import decode

_LINE_END = re.compile(r"\r?\n|\r")
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])?")
"""Sequences that steer a terminal, whole: without them only the letters behind the escape character would stay."""
_BARS = re.compile(r"(?<!\\)[|｜│┃]")
_BLANK_RUN = re.compile(r"[ \u3000\xa0]{2,}")
_INLINE_TAGS = frozenset(
    (
        *("a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "o:p", "s", "small", "span", "strike"),
        *("strong", "sub", "sup", "tt", "u", "col", "colgroup", "td", "th"),
    )
)
_BLOCK_TAGS = frozenset(
    (
        *("br", "center", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_TAG = re.compile(r"</?(?P<name>[a-z][a-z0-9:]*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CELL_BREAK = re.compile(r"</t[dh]>\s?<t[dh](?:\s[^<>]*)?>", re.IGNORECASE)
_HTML_ROW = re.compile(r"\s*<t[rdh][\s>]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|lt|gt|amp|quot|ge|le|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_GUARDED = re.compile("'+[=+@＝＋－＠-]")
"""A text that a writer kept from becoming a formula by an apostrophe."""
_MEASURED_SHARE = 0.9
"""Share of the runs of blanks that must be multiples of one length for that length to stand for a tab."""
_BREAK = "\x00"
"""Stands for a block's end while tags are taken out; no text holds it, control characters are gone by then."""


class TextReader:
    """Plain text and Markdown."""

    name = "text"
    suffixes = (".txt", ".text", ".md", ".markdown")

    def accepts(self, data: bytes, suffix: str) -> bool:
        """Takes whatever no other reader took; `read` refuses what is no text."""
        return True

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Paragraphs and grids in the order of the lines; UnreadableFile where the bytes are no text or hold nothing."""
        decoded = decode(data, source.document)
        lines = _LINE_END.split(decoded.text)
        findings = []
        if decoded.broken:
            findings.append(_broken_characters(lines))
        cleaned = [_clean(line) for line in lines]
        steered = [
            number for number, (old, new) in enumerate(zip(lines, cleaned, strict=True), start=1) if _controls_lost(old, new)
        ]
        if steered:
            findings.append(_control_characters(steered))
        if not any(line.strip() for line in cleaned):
            raise UnreadableFile(f"“{source.document}”里没有文字。", "请打开看看文件是否有内容，或者换一个文件。")
        parts = tuple(_parts(cleaned))
        return RawDocument(source=source, parts=parts, findings=tuple(findings))


def _clean(line: str) -> str:
    """The line without escape sequences and control characters; tabs stay."""
    return printable(_ESCAPE.sub("", line)).replace("\n", " ") if not line.isprintable() else line


def _controls_lost(old: str, new: str) -> bool:
    """Whether cleaning took out more than a form feed at the line's start, which only marks a page, or a byte order mark."""
    return old is not new and old.lstrip("\f\ufeff") != new


def _parts(lines: list[str]) -> Iterator[Part]:
    """Consecutive rows of cells as one grid, lines that are one piece of text as paragraphs."""
    width = _blanks_a_cell(lines)
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate(lines, start=1):
        place = Place(line=number)
        for texts in _rows(line, width):
            if len(texts) == 1:
                if rows:
                    yield Grid(tuple(rows))
                    rows = []
                yield Paragraph(texts[0], place)
            else:
                rows.append(tuple(Cell(text, place) for text in texts))
    if rows:
        yield Grid(tuple(rows))


def _rows(line: str, blanks_a_cell: int) -> Iterator[list[str]]:
    """The rows of cells in one line: none for a blank line, several where a lone cell holds several blocks of a web page."""
    if not line or line.isspace():
        return
    if _HTML_ROW.match(line):
        line = _CELL_BREAK.sub("\t", line)
    cells = [_unwrap(cell) for cell in _split(line, blanks_a_cell)]
    filled = [cell for cell in cells if cell]
    if not filled:
        return
    if len(filled) == 1 and _BREAK in filled[0]:
        for block in filled[0].split(_BREAK):
            yield [block]
    else:
        yield [cell.replace(_BREAK, "") for cell in cells]


def _split(line: str, blanks_a_cell: int) -> list[str]:
    """The cells of a line as they stand; a line without separators is one cell."""
    if "\t" in line:
        return line.split("\t")
    if _BARS.search(line):
        cells = [cell.replace("\\|", "|") for cell in _BARS.split(line)]
        if not cells[0].strip():
            cells = cells[1:]
        if len(cells) > 1 and not cells[-1].strip():
            cells = [*cells[:-1], ""] if len(cells) == 2 else cells[:-1]
        return cells
    line = line.rstrip()
    if not _BLANK_RUN.search(line):
        return [line]
    if not blanks_a_cell:
        return _BLANK_RUN.split(line)
    return _BLANK_RUN.sub(lambda run: _as_tabs(run[0], blanks_a_cell), line).split("\t")


def _as_tabs(run: str, blanks_a_cell: int) -> str:
    """A run of blanks as the tabs that it stands for; one much shorter than a tab's is blanks within a text."""
    return "\t" * round(len(run) / blanks_a_cell) if 2 * len(run) > blanks_a_cell else run


def _blanks_a_cell(lines: list[str]) -> int:
    """How many blanks stand for one tab, where a document had its tabs replaced by blanks; 0 where the runs follow no measure."""
    runs = Counter(len(run) for line in lines if "\t" not in line for run in _BLANK_RUN.findall(line.rstrip()))
    total = sum(runs.values())
    for measure in sorted(runs, reverse=True):
        if sum(count for length, count in runs.items() if length % measure == 0) >= _MEASURED_SHARE * total:
            return measure
    return 0


def _unwrap(cell: str) -> str:
    """The cell's text without tags and without blanks at its ends; `_BREAK` stands between its blocks."""
    if "<" in cell:
        cell = _TAG.sub(_without_tag, cell)
        cell = _BREAK.join(block.strip() for block in cell.split(_BREAK) if block.strip())
    if "&" in cell:
        cell = _ENTITY.sub(lambda entity: html.unescape(entity[0]), cell)
    cell = cell.strip()
    return cell[1:] if _GUARDED.match(cell) else cell


def _without_tag(tag: re.Match[str]) -> str:
    """What stands for a tag: `_BREAK` for a block's, nothing for one within a line; what is no tag of HTML stays."""
    name = tag["name"].lower()
    if name in _BLOCK_TAGS:
        return _BREAK
    return "" if name in _INLINE_TAGS else tag[0]


def _control_characters(lines: list[int]) -> Finding:
    return Finding(
        rule="control-characters",
        severity=Severity.REPAIR,
        place=Place(line=lines[0], last_line=lines[-1] if len(lines) > 1 else 0),
        message=f"有{len(lines)}行夹着不可见的控制字符（第{lines[0]}行起），已去掉，文字未动。",
    )


def _broken_characters(lines: list[str]) -> Finding:
    broken = [number for number, line in enumerate(lines, start=1) if "\ufffd" in line]
    where = "、".join(str(number) for number in broken[:5])
    return Finding(
        rule="broken-characters",
        severity=Severity.DOUBT,
        place=Place(line=broken[0], last_line=broken[-1] if len(broken) > 1 else 0),
        message=f"第{where}行{'等处' if len(broken) > 5 else ''}有的字编码坏了，读不出来，留作“\ufffd”。",
        advice="请对照原文件补上，或者换一份编码完好的文件。",
    )
