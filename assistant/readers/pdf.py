"""PDF files with a text layer: ruled tables as grids, cells by their boxes; other text line by line, wide gaps parting cells.

A table that goes on over a page's end comes as two grids, as the pages have it; the seams are left to the repairs. Nothing in the
file is executed; embedded files and links are not looked at.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.chinese.width import printable
from assistant.errors import UnreadableFile
from assistant.model.document import Cell, Grid, Paragraph, Part, RawDocument
from assistant.model.source import Place, Source
from assistant.readers.merged import Budget, Sheet
from assistant.readers.package import incomplete

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

_MOST_PAGES = 1_000
_MOST_CHARACTERS = 200_000
"""Characters of one page; a page full of small print has ten thousand."""
_NEAR = 3.0
"""Points within which two edges are the same."""
_GAP = 2.0
"""So many widths of a character between two words part cells."""
_OPEN_BRACKET = re.compile(r"[（(][^（）()]{0,20}$")
_SCANNED = 5
"""So few characters a page, and pictures on it, are no text layer."""


class PdfReader:
    """PDF with text."""

    name = "pdf"
    suffixes = (".pdf",)

    def accepts(self, data: bytes, suffix: str) -> bool:
        """The mark of a PDF near the beginning."""
        return b"%PDF-" in data[:1024]

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Raises UnreadableFile for a broken or encrypted file, and for scanned pages, which hold no text."""
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException

        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        name = source.document
        try:
            with pdfplumber.open(io.BytesIO(data)) as document:
                return RawDocument(source, tuple(_pages(document.pages, name)))
        except UnreadableFile:
            raise
        except PdfminerException as broken:
            if broken.args and isinstance(broken.args[0], PDFPasswordIncorrect):
                raise UnreadableFile(f"“{name}”加了密码，打不开。", "请先去掉密码再导入。") from broken
            raise incomplete(name) from broken
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, RecursionError, OSError) as broken:
            raise incomplete(name) from broken


def _pages(pages: Sequence[Page], name: str) -> Iterator[Part]:
    """The parts of all pages."""
    if len(pages) > _MOST_PAGES:
        raise UnreadableFile(f"“{name}”有{len(pages)}页，超过{_MOST_PAGES}页，没有读。", "请把有目标表的页另存成单独的文件。")
    budget = Budget(name)
    characters = pictures = 0
    for page in pages:
        if len(page.chars) > _MOST_CHARACTERS:
            raise UnreadableFile(f"“{name}”第{page.page_number}页的字太多，没有读。", "请换一份正常的文件。")
        characters += len(page.chars)
        pictures += len(page.images)
        yield from _page(page, budget)
        page.close()
    if pictures and characters < _SCANNED * len(pages):
        raise UnreadableFile(
            f"“{name}”是扫描件，里面只有图片，没有文字。", "请找电子版，或者用文字识别（OCR）软件转成文字再导入。"
        )


def _page(page: Page, budget: Budget) -> Iterator[Part]:
    """The tables of a page and the lines between them, from top to bottom."""
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    parts: list[tuple[float, Part]] = [(table.bbox[1], grid) for table in tables if (grid := _grid(page, table, budget)).rows]
    outside = page.filter(lambda thing: not any(_is_inside(thing, table.bbox) for table in tables)) if tables else page
    parts += _lines(outside, page.page_number)
    for _, part in sorted(parts, key=lambda pair: pair[0]):
        budget.spend()
        yield part


def _is_inside(thing: Mapping[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Whether a character's middle lies in the box."""
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return thing.get("object_type") == "char" and box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _grid(page: Page, table: Table, budget: Budget) -> Grid:
    """The cells of a ruled table; a box that reaches over several rows or columns is a merged cell."""
    tops = _edges(cell[1] for cell in table.cells)
    lefts = _edges(cell[0] for cell in table.cells)
    sheet = Sheet(lambda row, column: Place(page=page.page_number, row=row + 1, column=column + 1), budget)
    for boxes, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(boxes.cells, texts, strict=True):
            if box is None:
                continue
            left, top, right, bottom = box
            row, column = _index(tops, top), _index(lefts, left)
            height = sum(top - _NEAR < edge < bottom - _NEAR for edge in tops)
            width = sum(left - _NEAR < edge < right - _NEAR for edge in lefts)
            sheet.put(row, column, printable(text or ""))
            sheet.merge(row, column, max(1, height), max(1, width))
    return sheet.grid(exact=False)


def _edges(values: Iterator[float]) -> list[float]:
    """The distinct edges, from left to right or from top to bottom."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _lines(page: Page, number: int) -> Iterator[tuple[float, Part]]:
    """The lines outside the tables: paragraphs, or rows where wide gaps part their words."""
    for line in page.extract_text_lines(return_chars=True, strip=True):
        cells: list[str] = [""]
        before = None
        for character in line["chars"]:
            wide = before is not None and character["x0"] - before["x1"] > _GAP * max(before["size"], 1.0)
            if wide and not _OPEN_BRACKET.search(cells[-1]):
                cells.append("")
            if character["text"].strip():
                before = character
            cells[-1] += character["text"]
        place = Place(page=number)
        texts = [printable(cell).strip() for cell in cells if cell.strip()]
        if len(texts) == 1:
            yield line["top"], Paragraph(texts[0], place)
        elif texts:
            yield line["top"], Grid((tuple(Cell(text, place) for text in texts),))
