"""Word documents: paragraphs and tables in order, merged cells resolved, inserted text read and deleted text not.

Text in content controls (w:sdt) and tracked insertions (w:ins) counts as any other; a table within a cell follows the table that
it stands in as a grid of its own. Nothing is executed or followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.chinese.width import printable
from assistant.errors import UnreadableFile
from assistant.model.document import Grid, Paragraph, Part, RawDocument
from assistant.model.source import Place, Source
from assistant.readers.markup import attribute, done_with, elements, local, too_deep
from assistant.readers.merged import WIDEST, Budget, Sheet
from assistant.readers.package import ZIP, Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = ("p", "tbl", "sdt", "customXml", "ins", "moveTo")
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"))
"""Elements that only wrap others."""
_LOST = frozenset(
    ("del", "moveFrom", "Fallback", "pPr", "rPr", "tblPr", "tblGrid", "sdtPr", "txbxContent", "instrText", "delText")
)
"""Elements whose text is not the document's: deleted, or said twice."""
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_MOST_IN_A_TABLE = 300_000
"""Paragraphs of one table: it stands in memory as a whole."""
_DEEPEST = 20
"""Tables within tables."""


class DocxReader:
    """Office Open XML documents (docx, docm)."""

    name = "docx"
    suffixes = (".docx", ".docm", ".dotx")

    def accepts(self, data: bytes, suffix: str) -> bool:
        """A zip file with a Word document in it; a broken one by its ending."""
        return data.startswith(ZIP) and (b"word/document" in data or suffix in self.suffixes)

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Raises UnreadableFile for a broken, encrypted or monstrous file."""
        with Package(data, source.document) as package:
            paths = [path for path in package.names() if path.startswith("word/document") and path.endswith(".xml")]
            main = package.part(min(paths, key=len)) if paths else None
        if main is None:
            raise UnreadableFile(
                f"“{source.document}”不是完好的 Word 文档：里面没有正文。", "请用 Word 或 WPS 打开，另存为 docx 再导入。"
            )
        budget = Budget(source.document)
        parts: list[Part] = []
        in_one_block = Budget(source.document, _MOST_IN_A_TABLE)
        for element in elements(main, _BLOCKS, source.document):
            parent = element.getparent()
            if parent is not None and local(parent) == "body":
                parts.extend(_blocks(element, budget, 0))
                done_with(element)
                in_one_block = Budget(source.document, _MOST_IN_A_TABLE)
            else:
                in_one_block.spend()
        return RawDocument(source, tuple(parts))


def _blocks(element: _Element, budget: Budget, depth: int) -> Iterator[Part]:
    """The paragraphs and grids of a block."""
    kind = local(element)
    if kind == "p":
        for line in _text(element).split("\n"):
            if line.strip():
                budget.spend()
                yield Paragraph(line.strip(), Place())
    elif kind == "tbl":
        yield from _table(element, budget, depth)
    elif kind in _WRAPPERS:
        for child in element:
            yield from _blocks(child, budget, depth)


def _unwrapped(element: _Element, kind: str) -> Iterator[_Element]:
    """The children of this kind, whatever wraps them."""
    for child in element:
        name = local(child)
        if name == kind:
            yield child
        elif name in _WRAPPERS:
            yield from _unwrapped(child, kind)


def _table(table: _Element, budget: Budget, depth: int) -> Iterator[Grid]:
    """The grid of a table, and those of the tables in its cells."""
    sheet = Sheet(budget)
    nested: list[_Element] = []
    open_merges: dict[int, tuple[int, int]] = {}
    rows = [row for row in _unwrapped(table, "tr") if not _is_deleted(row)]
    for number, row in enumerate(rows):
        column = _number(row, "trPr", "gridBefore", 0)
        for cell in _unwrapped(row, "tc"):
            width = max(1, _number(cell, "tcPr", "gridSpan", 1))
            text, inside = _cell_text(cell)
            nested.extend(inside)
            merge = _merge(cell)
            if merge == "continue" and column in open_merges and not text.strip():
                first, width = open_merges[column]
                sheet.merge(first, column, number - first + 1, width)
            else:
                open_merges.pop(column, None)
                if merge:
                    open_merges[column] = (number, width)
                sheet.put(number, column, text)
                sheet.merge(number, column, 1, width)
            column = min(column + width, WIDEST)
    grid = sheet.grid()
    if grid.rows:
        yield grid
    if nested and depth >= _DEEPEST:
        raise too_deep(budget.name, _DEEPEST)
    for inner in nested:
        yield from _table(inner, budget, depth + 1)


def _property(element: _Element, group: str, name: str) -> _Element | None:
    """A property of a row or cell."""
    for child in element:
        if local(child) == group:
            return next((one for one in child if local(one) == name), None)
    return None


def _number(element: _Element, group: str, name: str, default: int) -> int:
    found = _property(element, group, name)
    value = "" if found is None else attribute(found, "val")
    return min(int(value), WIDEST) if value.isascii() and value.isdigit() else default


def _merge(cell: _Element) -> str:
    """`restart` where a cell begins to cover those below, `continue` where it is covered, else ""."""
    found = _property(cell, "tcPr", "vMerge")
    return "" if found is None else attribute(found, "val", "continue")


def _is_deleted(row: _Element) -> bool:
    return _property(row, "trPr", "del") is not None


def _cell_text(cell: _Element) -> tuple[str, list[_Element]]:
    """The text of a cell, its paragraphs on lines of their own, and the tables in it."""
    lines: list[str] = []
    tables: list[_Element] = []

    def take(element: _Element) -> None:
        for child in element:
            kind = local(child)
            if kind == "p":
                lines.append(_text(child))
            elif kind == "tbl":
                tables.append(child)
            elif kind in _WRAPPERS:
                take(child)

    take(cell)
    return "\n".join(line for line in lines if line.strip()), tables


def _text(paragraph: _Element) -> str:
    """The text of a paragraph's runs."""
    pieces: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        kind = local(child)
        if kind == "t":
            pieces.append(child.text or "")
        elif kind in _SIGNS:
            pieces.append(_SIGNS[kind])
        elif kind and kind not in _LOST:
            stack.append(iter(child))
    return printable("".join(pieces))
