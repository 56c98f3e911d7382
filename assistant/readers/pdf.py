"""PDF files with a text layer: ruled tables as grids, cells by their boxes; other text line by line, wide gaps parting cells.

A table that goes on over a page's end comes as two grids, as the pages have it; the seams are left to the repairs. Pages that may
stand side by side are handed on in both ways. Nothing in the file is executed; embedded files and links are not looked at.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice, pairwise, tee, zip_longest
from typing import TYPE_CHECKING, Any

from assistant.chinese.width import close_up, printable
from assistant.errors import UnreadableFile
from assistant.model.document import Cell, Grid, Paragraph, Part, RawDocument, Spread
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place, Source
from assistant.readers.merged import Budget, Sheet
from assistant.readers.package import incomplete
from assistant.readers.unruled import Columns, Piece, Unruled, unruled_table, wrapped_together

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

    from assistant.readers.spread import Rules

_MOST_PAGES = 1_000
_MOST_CHARACTERS = 200_000
"""Characters of one page; a page full of small print has ten thousand."""
_NEAR = 3.0
"""Points within which two edges are the same."""
_GAP = 2.0
"""So many widths of a character between two words part cells."""
_NARROW = 0.12
"""Characters of one word stand closer than this share of their size."""
_SET_OFF = 0.3
"""Office programs set Latin letters and digits off from characters by less than this share of their size."""
_GAPS = 0.4
"""Share of a line's characters with a gap behind them from which on it is spaced out."""
_COLUMN = 1.5
"""Points within which texts begin, or have their middles, in the same column."""
_FEWEST_BESIDE = 2
"""More lines than these with a text at the same place make a column."""
_TOUCH = 0.5
"""Points by which lines may overlap that are lines of one cell."""
_FEWEST_LINES = 2
_MOST_IN_A_COLUMN = 5_000
"""Characters of a column above which no text printed twice is looked for."""
_HEADED = 4
"""So many rows from the top of a page a cell of the page before may go on, below headings that are printed again."""
_WHOLE = "请对照原文件补全，或者导入 Excel、Word 原件。"
_LEVELS = "请对照原文件核对换页处各行的一级、二级指标。"
_SHOWN = 30
"""So many characters of a text are quoted."""
_Box = tuple[float, float, float, float]
_Mark = tuple[str, float, float]
"""A character by its text and place."""
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the library raises at a file that is not what it says, besides its own errors."""
_ONLY_REFERENCE = re.compile(rb"(?<!\d)(\d{1,9})\s{1,9}\d{1,5}\s{1,9}obj\s{1,9}(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R\b")
_MOST_STEPS = 100
"""References in a row; one leads to what it stands for."""
_OPEN_BRACKET = re.compile(r"[（(][^（）()]{0,20}$")
_SCANNED = 5
"""So few characters a page, and pictures on it, are no text layer."""


@dataclass(frozen=True, slots=True)
class _OpenCell:
    """A cell that a page's end cuts: it has no lower edge there."""

    box: _Box
    text: str
    characters: frozenset[_Mark] = frozenset()
    """The characters of its text on this page, those below the table among them."""
    again: frozenset[_Mark] = frozenset()
    """The characters of its text on the next page, where the whole of it is printed once more."""


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
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        name = source.document
        if _runs_in_circles(data):
            raise incomplete(name)
        try:
            with pdfplumber.open(io.BytesIO(data)) as document:
                rules: list[Rules] = []
                findings: list[Finding] = []
                parts = tuple(_pages(document.pages, name, rules, findings))
                spreads = tuple(_spreads(document.pages, rules, name))
                return RawDocument(source, parts, tuple(findings), spreads)
        except UnreadableFile:
            raise
        except PdfminerException as broken:
            if broken.args and isinstance(broken.args[0], PDFPasswordIncorrect):
                raise UnreadableFile(f"“{name}”加了密码，打不开。", "请先去掉密码再导入。") from broken
            raise incomplete(name) from broken
        except (MalformedPDFException, PSException, *_BROKEN) as broken:
            raise incomplete(name) from broken


def _runs_in_circles(data: bytes) -> bool:
    """Whether an object is nothing but a reference that leads back to itself: the library would follow it for ever."""
    leads = {int(found[1]): int(found[2]) for found in _ONLY_REFERENCE.finditer(data)}
    for begin in leads:
        at, steps = begin, 0
        while at in leads:
            at, steps = leads[at], steps + 1
            if steps > _MOST_STEPS or at == begin:
                return True
    return False


def _pages(pages: Sequence[Page], name: str, rules: list[Rules], findings: list[Finding]) -> Iterator[Part]:
    """The parts of all pages; where the pages have their rules is put into `rules`, what is to be said into `findings`."""
    from assistant.readers.spread import rules_of

    if len(pages) > _MOST_PAGES:
        raise UnreadableFile(f"“{name}”有{len(pages)}页，超过{_MOST_PAGES}页，没有读。", "请把有目标表的页另存成单独的文件。")
    characters = pictures = 0
    for page, parts in _page_by_page(pages, Budget(name), name, findings):
        characters += len(page.chars)
        pictures += len(page.images)
        rules.append(rules_of(page))
        yield from parts
    if pictures and characters < _SCANNED * len(pages):
        raise UnreadableFile(
            f"“{name}”是扫描件，里面只有图片，没有文字。", "请找电子版，或者用文字识别（OCR）软件转成文字再导入。"
        )


def _page_by_page(pages: Iterable[Page], budget: Budget, name: str, findings: list[Finding]) -> Iterator[tuple[Page, list[Part]]]:
    """Each page with its parts; a page is closed when the next one is asked for."""
    again: frozenset[_Mark] = frozenset()
    open_cells: tuple[_OpenCell, ...] = ()
    unruled = _AcrossPages()
    here, ahead = tee(pages)
    for page, following in zip_longest(here, islice(ahead, 1, None)):
        if len(page.chars) > _MOST_CHARACTERS:
            raise UnreadableFile(f"“{name}”第{page.page_number}页的字太多，没有读。", "请换一份正常的文件。")
        seen = page.filter(partial(_is_other, marks=again)) if again else page
        closed = {"explicit_horizontal_lines": [_top_of(page)]} if open_cells else None
        tables = sorted(seen.find_tables(closed), key=lambda table: table.bbox[1])
        open_cells = _open_cells(seen, tables[-1], following) if tables else ()
        again = frozenset(mark for cell in open_cells for mark in cell.again)
        unruled.following = following
        yield page, list(_page(seen, tables, open_cells, unruled, budget, findings))
        page.close()


@dataclass(slots=True)
class _AcrossPages:
    """A table without rules on its way over pages."""

    columns: Columns | None = None
    """Those of the table that the page before ends with …"""
    begins: tuple[Counter[int], Counter[int]] = field(default_factory=lambda: (Counter(), Counter()))
    """… and at how many of its lines a text begins, or has its middle, at a place."""
    following: Page | None = None
    """The next page."""


def _spreads(pages: Sequence[Page], rules: Sequence[Rules], name: str) -> Iterator[Spread]:
    """The pages that may stand side by side, each group read as one wide page."""
    from assistant.readers.spread import SpreadPage, are_surely_beside, side_by_side, with_columns_of

    groups: list[Sequence[Rules]] = []
    for numbers in side_by_side(rules):
        group: Sequence[Rules] = [rules[at] for at in numbers]
        above = groups[-1] if groups else ()
        if len(above) == len(group) and above[-1].number < group[-1].number:
            group = with_columns_of(group, above)
        groups.append(group)
    wide = (SpreadPage([pages[rule.number - 1] for rule in group], group) for group in groups)
    for group, (_, parts) in zip(groups, _page_by_page(wide, Budget(name), name, []), strict=True):
        yield Spread(tuple(rule.number for rule in group), tuple(parts), surely=are_surely_beside(group))
        for rule in group:
            pages[rule.number - 1].close()


def _page(
    page: Page,
    tables: Sequence[Table],
    open_cells: Sequence[_OpenCell],
    unruled: _AcrossPages,
    budget: Budget,
    findings: list[Finding],
) -> Iterator[Part]:
    """The tables of a page and the lines between them, from top to bottom; `open_cells` are the last table's."""
    grids: list[tuple[Table, Grid]] = []
    hanging: set[_Mark] = set()
    for table in tables:
        opened = open_cells if table is tables[-1] else ()
        over = _overhanging(page, table, opened)
        hanging |= over.marks
        findings.extend(over.findings)
        grids.append((table, _grid(page, table, opened, budget, over.texts)))
    parts: list[tuple[float, Part]] = [(table.bbox[1], grid) for table, grid in grids if grid.rows]
    carried = frozenset(mark for cell in open_cells for mark in cell.characters) | hanging
    outside = page
    if tables:
        outside = page.filter(
            lambda thing: not any(_is_inside(thing, table.bbox) for table in tables) and _is_other(thing, carried)
        )
        unruled.columns = unruled.following = None
    parts += _lines(outside, unruled, budget, findings)
    for _, part in sorted(parts, key=lambda pair: pair[0]):
        budget.spend()
        yield part


def _open_cells(page: Page, table: Table, following: Page | None) -> tuple[_OpenCell, ...]:
    """The cells at the table's lower end that have no lower edge because they go on on the page `following`."""
    bottom = table.bbox[3]
    lowest: dict[float, _Box] = {}
    for cell in table.cells:
        if cell[3] > lowest.get(cell[0], cell)[1]:
            lowest[cell[0]] = cell
    boxes = [
        (left, top, right, bottom)
        for left, _, right, top in lowest.values()
        if top < bottom - _NEAR
        and not any(cell[0] < right - _NEAR and cell[2] > left + _NEAR and cell[3] > top + _NEAR for cell in table.cells)
    ]
    tops: Sequence[float] = ()
    if boxes and following is not None and (tables := following.find_tables()):
        tops = _edges(cell[1] for cell in min(tables, key=lambda other: other.bbox[1]).cells)[:_HEADED]
    found = []
    for box in boxes:
        whole = _printed_again(page, box, following, tops) if following is not None and tops else None
        inside: Callable[[Mapping[str, Any]], bool] = partial(_is_inside, box=box)
        if whole is not None:
            inside = partial(_is_among, marks=whole[0])
        text = printable(page.filter(inside).extract_text() or "")
        below = _rest(box, following) if following is not None and not text.strip() else None
        if below is not None:
            rest = below.extract_text() or ""
            found.append(_OpenCell(box, printable(rest), again=frozenset(map(_mark, below.chars))))
        else:
            found.append(_OpenCell(box, text, *(whole or ())))
    return tuple(found)


def _top_of(page: Page) -> float:
    """The upper end of the vertical rules: that of the page's first table, whether it has a rule there or not."""
    return min((edge["top"] for edge in page.edges if edge["orientation"] == "v"), default=0.0)


def _rest(box: _Box, following: Page) -> Page | None:
    """The rest of an open cell on the next page, where its columns go on there from a table's upper end without a rule."""
    left, _, right, _ = box
    top = _top_of(following)
    upright = [edge["x0"] for edge in following.edges if edge["orientation"] == "v" and edge["top"] <= top + _NEAR]
    across = [edge for edge in following.edges if edge["orientation"] == "h" and edge["x0"] < (left + right) / 2 < edge["x1"]]
    goes_on = all(any(abs(one - side) <= _NEAR for one in upright) for side in (left, right))
    if not goes_on or any(abs(edge["top"] - top) <= _NEAR for edge in across):
        return None
    bottom = min((edge["top"] for edge in across if edge["top"] > top), default=following.height)
    return following.filter(partial(_is_inside, box=(left, top, right, bottom)))


def _printed_again(
    page: Page, box: _Box, following: Page, tops: Sequence[float]
) -> tuple[frozenset[_Mark], frozenset[_Mark]] | None:
    """The characters of an open cell's text on both pages, where both print the whole of it; None where they do not.

    The text is set as if the cell were in one piece and each page cut off what lies outside of the table, which its characters
    do not tell. The next page's copy stands as much higher as the rest of the cell, whose upper edge is among `tops`, follows
    on the box.
    """
    left, top, right, bottom = box
    here = [one for one in page.chars if _is_inside(one, (left, top, right, page.height)) and one["text"].strip()]
    there = [one for one in following.chars if _is_inside(one, (left, 0.0, right, following.height)) and one["text"].strip()]
    if max(len(here), len(there)) > _MOST_IN_A_COLUMN:
        return None
    copies: dict[str, list[Mapping[str, Any]]] = {}
    for other in there:
        copies.setdefault(other["text"], []).append(other)
    for edge in tops:
        rise = edge - bottom
        pairs = []
        for one in here:
            near = [
                other
                for other in copies.get(one["text"], ())
                if abs(other["x0"] - one["x0"]) < _TOUCH and abs(other["top"] - one["top"] - rise) < _NEAR
            ]
            if near:
                pairs.append((one, near[0]))
        within = sum(_is_inside(one, box) for one in here)
        if len(pairs) > 1 and sum(_is_inside(one, box) for one, _ in pairs) == within:
            return frozenset(_mark(one) for one, _ in pairs), frozenset(_mark(other) for _, other in pairs)
    return None


def _mark(thing: Mapping[str, Any]) -> _Mark:
    return thing["text"], thing["x0"], thing["top"]


def _is_other(thing: Mapping[str, Any], marks: frozenset[_Mark]) -> bool:
    """Whether a thing on a page is none of these characters."""
    return thing.get("object_type") != "char" or _mark(thing) not in marks


def _is_among(thing: Mapping[str, Any], marks: frozenset[_Mark]) -> bool:
    """Whether a thing on a page is one of these characters."""
    return not _is_other(thing, marks)


def _is_inside(thing: Mapping[str, Any], box: _Box) -> bool:
    """Whether a character's middle lies in the box."""
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return thing.get("object_type") == "char" and box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _grid(page: Page, table: Table, open_cells: Sequence[_OpenCell], budget: Budget, mended: Mapping[_Box, str]) -> Grid:
    """The cells of a ruled table; a box that reaches over several rows or columns is a merged cell.

    `mended`: the texts of cells that one which reaches over its edges touches.
    """
    tops = _edges(cell[1] for cell in table.cells)
    lefts = _edges(cell[0] for cell in table.cells)
    sheet = Sheet(budget, page=page.page_number)
    cells: dict[tuple[int, int], list[Any]] = {}
    crowded: list[tuple[int, int, _Box]] = []
    for boxes, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(boxes.cells, texts, strict=True):
            if box is None:
                continue
            text = mended.get(box, text)
            left, top, right, bottom = box
            row, column = _index(tops, top), _index(lefts, left)
            height = sum(top - _NEAR < edge < bottom - _NEAR for edge in tops)
            width = sum(left - _NEAR < edge < right - _NEAR for edge in lefts)
            cells[row, column] = [printable(text or ""), max(1, height)]
            sheet.merge(row, column, max(1, height), max(1, width))
            if "\n" in (text or ""):
                crowded.append((row, column, box))
    for one in open_cells:
        row, column = _index(tops, one.box[1]), _index(lefts, one.box[0])
        cells[row, column] = [one.text, len(tops) - row]
        width = sum(one.box[0] - _NEAR < edge < one.box[2] - _NEAR for edge in lefts)
        sheet.merge(row, column, len(tops) - row, max(1, width))
    _give_back(page, cells, crowded)
    for (row, column), (text, _) in cells.items():
        sheet.put(row, column, text)
    return sheet.grid(exact=False)


@dataclass(frozen=True, slots=True)
class _Overhanging:
    """What became of texts that reach over the edges of their cells."""

    texts: Mapping[_Box, str] = field(default_factory=dict)
    """The texts of all cells that they touch."""
    marks: frozenset[_Mark] = frozenset()
    """Their characters, which stand outside of the table perhaps."""
    findings: tuple[Finding, ...] = ()


def _overhanging(page: Page, table: Table, open_cells: Sequence[_OpenCell]) -> _Overhanging:
    """The texts that reach over the edges of their cells, given to the cells that are theirs, and what is said of it."""
    from assistant.readers.overhang import settled

    boxes = list(dict.fromkeys(table.cells))
    again = frozenset(mark for cell in open_cells for mark in cell.characters)
    found = settled([char for char in page.chars if _mark(char) not in again], boxes)
    texts: dict[_Box, str] = {}
    moved: set[_Mark] = set()
    for cell, chars in found.cells.items():
        marks = frozenset(map(_mark, chars))
        texts[boxes[cell]] = printable(page.filter(partial(_is_among, marks=marks)).extract_text() or "") if marks else ""
        moved |= marks if cell in found.moved else set()

    tops, lefts = _edges(box[1] for box in boxes), _edges(box[0] for box in boxes)

    def said(cells: Sequence[int], rule: str, severity: Severity, told: str, advice: str) -> Iterator[Finding]:
        for cell in cells:
            box = boxes[cell]
            text = texts.get(box) or page.within_bbox(box, strict=False).extract_text() or ""
            place = Place(page=page.page_number, row=_index(tops, box[1]) + 1, column=_index(lefts, box[0]) + 1)
            yield Finding(rule, severity, place, f"第{page.page_number}页“{_shown(text)}”{told}", advice)

    sure = [cell for cell in found.moved if cell not in found.unsure]
    findings = (
        *said(sure, "text-over-edge", Severity.REPAIR, "超出了格线，按字的先后归回了一格。", ""),
        *said(found.unsure, "text-over-edge", Severity.DOUBT, "压在格线上，分不清是哪一格的字。", "请对照原文件核对。"),
        *said(
            found.cut,
            "cut-text",
            Severity.DOUBT,
            "印到格边就断了，后面的字没有印出来。",
            "请对照原文件补全，或者导入 Excel、Word 原件。",
        ),
    )
    return _Overhanging(texts, frozenset(moved), findings)


def _give_back(page: Page, cells: dict[tuple[int, int], list[Any]], crowded: Sequence[tuple[int, int, _Box]]) -> None:
    """Gives a line that ran over its cell's upper or lower edge back: it overlaps the line of the cell that it was taken for."""
    for row, column, box in crowded:
        characters = [one for one in page.chars if _is_inside(one, box) and one["text"].strip()]
        lines = _edges(one["top"] for one in characters)
        bottoms = [max(one["bottom"] for one in characters if abs(one["top"] - top) <= _NEAR) for top in lines]
        text, height = cells[row, column]
        texts = text.split("\n")
        if len(texts) != len(lines) or len(lines) < _FEWEST_LINES:
            continue
        if lines[-1] < bottoms[-2] - _TOUCH and (below := cells.get((row + height, column))) is not None:
            below[0] = f"{texts.pop()}\n{below[0]}".strip()
        elif bottoms[0] > lines[1] + _TOUCH:
            above = next((at for at in range(row - 1, -1, -1) if (at, column) in cells), None)
            if above is not None:
                cells[above, column][0] = f"{cells[above, column][0]}\n{texts.pop(0)}".strip()
        cells[row, column][0] = "\n".join(texts)


def _edges(values: Iterator[float]) -> list[float]:
    """The distinct edges, from left to right or from top to bottom."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _lines(page: Page, unruled: _AcrossPages, budget: Budget, findings: list[Finding]) -> Iterator[tuple[float, Part]]:
    """The lines outside the ruled tables: a table without rules, rows where wide gaps part their words, or paragraphs."""
    number = page.page_number
    parted = _parted_lines(page, unruled)
    findings.extend(_cut_by_the_next(parted, number))
    lines = [line for line in wrapped_together(parted) if line]
    found = unruled_table(lines, unruled.columns, goes_on=unruled.following is not None)
    unruled.columns = None if found is None else found.columns
    first, last = (len(lines), -1) if found is None else (found.first, found.last)
    if found is not None:
        sheet = Sheet(budget, page=number)
        for cell in found.cells:
            sheet.put(cell.row, cell.column, cell.text)
            sheet.merge(cell.row, cell.column, cell.height, 1)
        findings.extend(_over_the_end(found, sheet, number, unruled))
        yield min(piece.top for piece in lines[first]), sheet.grid()
    place = Place(page=number)
    for index, line in enumerate(lines):
        if first <= index <= last:
            continue
        if len(line) == 1:
            yield line[0].top, Paragraph(line[0].text, place)
        else:
            yield line[0].top, Grid((tuple(Cell(piece.text, place) for piece in line),))


def _parted_lines(page: Page, unruled: _AcrossPages) -> list[list[Piece]]:
    """The lines of a page, each by its pieces."""
    drawn = [line["chars"] for line in page.extract_text_lines(return_chars=True, strip=True)]
    order = {_mark(one): at for at, one in enumerate(character for character in page.chars if character["text"].strip())}
    return _parted_where_others_begin(drawn, order, unruled)


def _over_the_end(found: Unruled, sheet: Sheet, number: int, unruled: _AcrossPages) -> Iterator[Finding]:
    """Gives the last rows of a page the text of the merged cell that stands on the next one; doubts where that is not sure."""
    height = max(cell.row + cell.height for cell in found.cells)
    ahead, following = None, unruled.following
    if found.bare and following is not None and len(following.chars) <= _MOST_CHARACTERS and not following.find_tables():
        lines = [line for line in wrapped_together(_parted_lines(following, replace(unruled))) if line]
        ahead = unruled_table(lines, found.columns, goes_on=True)
    for column, row in found.bare.items():
        place = Place(page=number, row=row + 1, column=column + 1)
        top = next((cell for cell in ahead.cells if (cell.row, cell.column) == (0, column)), None) if ahead is not None else None
        told = f"第{number}页最后{height - row}行旁边没有印是哪一级指标，"
        if top is not None:
            sheet.put(row, column, top.text)
            sheet.merge(row, column, height - row, 1)
            told += f"按下一页开头的“{_shown(top.text)}”读，未必对。"
        else:
            told += "按上面一行读，未必对。"
        yield Finding("level-over-page", Severity.DOUBT, place, told, _LEVELS)
    for column in found.unsure:
        if column not in found.bare:
            place = Place(page=number, column=column + 1)
            told = f"第{number}页第{column + 1}列的合并格跨页，分不清换页处的行归上面还是下面的一格，读得未必对。"
            yield Finding("level-over-page", Severity.DOUBT, place, told, _LEVELS)


def _parted_where_others_begin(
    lines: Sequence[Sequence[Mapping[str, Any]]], drawn: Mapping[_Mark, int], unruled: _AcrossPages
) -> list[list[Piece]]:
    """The pieces of each line; a narrow gap parts two of them where other lines have a text that begins or is centred there.

    Without rules a text that fills its column comes close to the next one, or touches it; only the columns tell the two apart,
    and that they are not `drawn` one after another. Where a table goes on from the page before, so do its columns.
    """
    wide = [_pieces(line, drawn) for line in lines]
    if unruled.columns is None and sum(len(line) > 1 for line in wide) < _FEWEST_BESIDE:
        return wide
    narrow = [
        _pieces(line, drawn, narrow=True) if _is_set_close(line) else pieces for line, pieces in zip(lines, wide, strict=True)
    ]
    left = Counter(round(piece.left / _COLUMN) for line in narrow for piece in line)
    middle = Counter(round((piece.left + piece.right) / 2 / _COLUMN) for line in narrow for piece in line)
    before, unruled.begins = unruled.begins, (left, middle)
    if unruled.columns is not None:
        left, middle = left + before[0], middle + before[1]

    def begins_a_column(piece: Piece) -> bool:
        at, centre = round(piece.left / _COLUMN), round((piece.left + piece.right) / 2 / _COLUMN)
        begins = sum(left[at + near] for near in (-1, 0, 1))
        return max(begins, sum(middle[centre + near] for near in (-1, 0, 1))) > _FEWEST_BESIDE

    parted: list[list[Piece]] = []
    for pieces, parts in zip(wide, narrow, strict=True):
        ends = {piece.left for piece in pieces}
        line: list[Piece] = []
        for part in parts:
            if line and part.left not in ends and not begins_a_column(part):
                last = line[-1]
                top, bottom = min(last.top, part.top), max(last.bottom, part.bottom)
                line[-1] = Piece(last.text + part.text, last.left, part.right, top, bottom, last.first, part.last)
            else:
                line.append(part)
        sure = len(pieces) > 1 or all(len(piece.text) > 1 and begins_a_column(piece) for piece in line)
        parted.append(line if sure and len(line) > len(pieces) else pieces)
    return parted


def _cut_by_the_next(lines: Sequence[Sequence[Piece]], number: int) -> Iterator[Finding]:
    """A doubt for each text that goes on up to the one beside it: a cell leaves some room, so that this one was cut off."""
    for line in lines:
        for piece, beside in pairwise(line):
            if beside.left - piece.right < _NARROW * piece.line and len(piece.text) > 1:
                told = f"第{number}页“{_shown(piece.text)}”印到下一栏就断了，后面的字可能没有印出来。"
                yield Finding("cut-text", Severity.DOUBT, Place(page=number), told, _WHOLE)


def _shown(text: str) -> str:
    plain = close_up(text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def _is_set_close(characters: Sequence[Mapping[str, Any]]) -> bool:
    """Whether nearly all characters of a line follow each other without a gap, so that a gap says something."""
    inked = [one for one in characters if one["text"].strip()]
    gaps = sum(after["x0"] - before["x1"] > _NARROW * max(before["size"], 1.0) for before, after in pairwise(inked))
    return bool(gaps <= max(_FEWEST_BESIDE, _GAPS * len(inked)))


def _pieces(characters: Sequence[Mapping[str, Any]], drawn: Mapping[_Mark, int], *, narrow: bool = False) -> list[Piece]:
    """The words of a line that stand close together; wide gaps part them, but none within a bracket.

    `drawn`: the place of each character in the order of the file; `narrow`: any gap and any break of that order parts them.
    """
    runs: list[list[Mapping[str, Any]]] = [[]]
    before = None
    text = ""
    for character in characters:
        if before is None or not character["text"].strip():
            apart = False
        elif not narrow:
            apart = character["x0"] - before["x1"] > _GAP * max(before["size"], 1.0) and not (
                _OPEN_BRACKET.search(text) and drawn.get(_mark(character), 0) - drawn.get(_mark(before), -1) == 1
            )
        else:
            follows = drawn.get(_mark(character), 0) - drawn.get(_mark(before), 0) == 1
            gap = (character["x0"] - before["x1"]) / max(before["size"], 1.0)
            widest = _SET_OFF if before["text"].isascii() != character["text"].isascii() else _NARROW
            apart = not follows or (not -_NARROW <= gap <= widest and text[-1:].strip() != "")  # a blank is typed within a text
        if apart:
            runs.append([])
            text = ""
        if character["text"].strip():
            before = character
        text += character["text"]
        runs[-1].append(character)
    pieces = []
    for run in runs:
        inked = [character for character in run if character["text"].strip()]
        text = printable("".join(character["text"] for character in run)).strip()
        if inked and text:
            tops, bottoms = [one["top"] for one in inked], [one["bottom"] for one in inked]
            ends = drawn.get(_mark(inked[0]), -1), drawn.get(_mark(inked[-1]), -1)
            pieces.append(Piece(text, inked[0]["x0"], max(one["x1"] for one in inked), min(tops), max(bottoms), *ends))
    return pieces
