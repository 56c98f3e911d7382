"""Web pages, whole or in part: tables with merged cells resolved, and the text between them line by line.

A table within a table's cell follows it as a grid of its own, so that tables which only arrange the page do no harm; a cell with
a table that is longer than its own only arranges, and all that stands in it is read in its order. Scripts, styles and forms are
left out; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.chinese.width import printable
from assistant.errors import UnreadableFile
from assistant.model.document import Paragraph, Part, RawDocument
from assistant.model.source import Place, Source
from assistant.readers.encoding import declared_encoding, decode
from assistant.readers.merged import WIDEST, Budget, Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE = re.compile(
    rb"(?:\s|\xef\xbb\xbf|\xff\xfe|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|table|meta)[\s>]", re.I | re.S
)
_BEGIN = 8192
_HIDDEN = frozenset(
    ("script", "style", "head", "noscript", "template", "select", "option", "textarea", "button", "iframe", "object")
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "td", "th"),
        *("tr", "ul"),
    )
)
_CELLS = frozenset(("td", "th"))
"""The parser of pages gives all names in small letters."""
_DEEPEST = 200
"""Elements within elements; browsers stop at several hundred."""


class HtmlReader:
    """Saved pages, fragments with a table, and what Excel and WPS save as a web page."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def accepts(self, data: bytes, suffix: str) -> bool:
        """What begins as a page does; by its ending only where tags follow."""
        begin = data[:_BEGIN].replace(b"\0", b"")
        return _PAGE.match(begin) is not None or (suffix in self.suffixes and re.search(rb"<[a-zA-Z!/]", begin) is not None)

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Raises UnreadableFile for what is no text or holds no text."""
        from lxml import etree

        text = decode(data, source.document, declared=declared_encoding(data)).text
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
        parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        empty = UnreadableFile(f"“{source.document}”里没有文字。", "请打开看看文件是否有内容，或者换一个文件。")
        try:
            page = etree.fromstring(text, parser)  # lxml.html would look up a class for every element
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as broken:
            raise empty from broken
        if page is None:
            raise empty
        reading = _Reading(Budget(source.document))
        reading.block(page, 0)
        reading.end_line()
        return RawDocument(source, tuple(reading.parts))


class _Reading:
    """Goes through a page and collects its parts."""

    def __init__(self, budget: Budget) -> None:
        self.parts: list[Part] = []
        self._budget = budget
        self._line: list[str] = []

    def block(self, element: _Element, depth: int) -> None:
        """The text and tables of an element, without its tail."""
        name = _name(element)
        if name in _HIDDEN or not name or depth > _DEEPEST:
            return
        if name == "table":
            self.end_line()
            self._table(element, depth)
            return
        if name in _BLOCKS:
            self.end_line()
        self._line.append(element.text or "")
        for child in element:
            self.block(child, depth + 1)
            self._line.append(child.tail or "")
        if name in _BLOCKS:
            self.end_line()

    def end_line(self) -> None:
        """Makes a paragraph of the text so far."""
        text = printable(" ".join("".join(self._line).split()))
        self._line.clear()
        if text:
            self._budget.spend()
            self.parts.append(Paragraph(text, Place()))

    def _table(self, table: _Element, depth: int) -> None:
        """The grid of a table and those of the tables in its cells; its caption is a paragraph before it."""
        sheet = Sheet(self._budget)
        taken: dict[int, set[int]] = {}
        nested: list[_Element] = []
        arranged: list[_Element] = []
        rows = list(_rows(table))
        for number, row in enumerate(rows):
            column = 0
            above = taken.get(number, ())
            for cell in row:
                if cell.tag not in _CELLS:
                    continue
                while column in above:
                    column += 1
                if len(cell):  # most cells hold nothing but text
                    inside = [inner for inner in cell.iter("table") if next(inner.iterancestors("td", "th"), None) is cell]
                    if any(sum(1 for _ in _rows(inner)) > len(rows) for inner in inside):
                        arranged.append(cell)
                    else:
                        nested.extend(inside)
                        sheet.put(number, column, _cell_text(cell))
                elif text := cell.text:
                    sheet.put(number, column, text.strip() if _is_plain(text) else _cell_text(cell))
                width = min(max(1, _span(across)), WIDEST) if (across := cell.get("colspan")) else 1
                height = min(max(1, _span(down)), len(rows) - number) if (down := cell.get("rowspan")) else 1
                if width > 1 or height > 1:
                    sheet.merge(number, column, height, width)
                if height > 1:
                    self._budget.spend(height * width)
                    for below in range(number + 1, number + height):
                        taken.setdefault(below, set()).update(range(column, column + width))
                column += width
        for caption in table.iterchildren("caption"):
            self.block(caption, depth + 1)
            self.end_line()
        grid = sheet.grid()
        if nested and len(grid.rows) <= len(nested):
            self.parts.extend(Paragraph(cell.text, cell.place) for row in grid.rows for cell in row if cell.text.strip())
        elif grid.rows:
            self.parts.append(grid)
        for inner in nested:
            if depth < _DEEPEST:
                self._table(inner, depth + 1)
        for cell in arranged:
            self.block(cell, depth + 1)


def _name(element: _Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _rows(table: _Element) -> Iterator[_Element]:
    """The rows of a table, not those of the tables in it."""
    for child in table:
        name = _name(child)
        if name == "tr":
            yield child
        elif name in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if _name(row) == "tr")


def _span(value: str) -> int:
    """How many rows or columns an attribute says; 1 where it says no number."""
    value = value.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 1


def _is_plain(text: str) -> bool:
    """Whether a text without elements in it is shown as it stands."""
    return text.isprintable() and "  " not in text


def _cell_text(cell: _Element) -> str:
    """The text of a cell, blocks on lines of their own, without the tables in it."""
    pieces: list[str] = []

    def take(element: _Element, depth: int) -> None:
        name = _name(element)
        if name in _HIDDEN or name == "table" or not name or depth > _DEEPEST:
            return
        pieces.append("\n" * (name in _BLOCKS))
        pieces.append(" ".join(_words(element.text)))
        for child in element:
            take(child, depth + 1)
            pieces.append(" ".join(_words(child.tail)))
        pieces.append("\n" * (name in _BLOCKS))

    take(cell, 0)
    lines = (line.strip() for line in printable("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _words(text: str | None) -> list[str]:
    """The text in pieces between blanks, with an empty piece where it begins or ends with one."""
    return re.split(r"[ \t\r\n\f]+", text or "")
