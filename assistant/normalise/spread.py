"""Tables whose columns a PDF spreads over several pages (横着分页): joined where the labels bear it out, otherwise refused.

A reader tells which pages may stand side by side by their rules. They do where the project is named on one of them and each of
them has headings: a page below has none, and the next project's form names its project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.model.document import Cell, Grid, Paragraph, Part, RawDocument, Spread
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place
from assistant.normalise.cells import is_title
from assistant.normalise.grid import Row, filled
from assistant.normalise.labels import Labels

RULE = "pages-joined"
REFUSED = "pages-apart"

_LEVELS = frozenset(("level1", "level2"))
_BEHIND = frozenset(("level3", "operator", "unit", "weight"))
"""Columns right of the levels, besides the value; two of them without a level are the right part of a header."""


def with_joined_pages(document: RawDocument, labels: Labels) -> RawDocument:
    """The document with pages that are certainly one in the place of the first of them, and a finding that says so."""
    headings = {page: _headings(parts, labels) for page, parts in _by_page(document.parts).items()}
    joined: dict[int, Spread] = {}
    taken: set[int] = set()
    certain: list[Spread] = []
    for spread in document.spreads:
        if taken.isdisjoint(spread.pages) and _is_one(spread, headings, certain):
            certain.append(spread)
            taken.update(spread.pages)
            joined[spread.pages[0]] = spread
    if not joined:
        return document
    parts: list[Part] = []
    for page, alone in _by_page(document.parts).items():
        if page in joined:
            parts.extend(joined[page].parts)
        elif page not in taken:
            parts.extend(alone)
    return replace(document, parts=tuple(parts), findings=(*document.findings, *map(_said, joined.values())), spreads=())


def without_pages_apart(document: RawDocument, labels: Labels) -> tuple[RawDocument, tuple[Finding, ...]]:
    """The document without tables whose names stand on one page and whose values on another, and why they are left out."""
    pages = _by_page(document.parts)
    headings = {page: _headings(parts, labels) for page, parts in pages.items()}
    refused: list[Finding] = []
    apart: set[int] = set()
    named = [page for page, kinds in headings.items() if "project" in kinds]
    for first, last in _apart(headings):
        begin = max((page for page in named if page <= first), default=first)
        end = min((page for page in named if page > last), default=max(pages) + 1)
        apart.update(page for page in pages if begin <= page < end)
        refused.append(
            Finding(
                REFUSED,
                Severity.HINT,
                Place(page=first),
                f"一张表横着分开打印了：第{first}页有指标的级别，第{last}页才有后面几列，行对不上，没有导入。",
                "请在表格软件里把打印设成“所有列打印在一页”，重新生成PDF；或者直接导入原来的xlsx文件。",
            )
        )
    kept = tuple(part for page, parts in pages.items() if page not in apart for part in parts)
    return (replace(document, parts=kept), tuple(refused)) if refused else (document, ())


def _apart(headings: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """First and last page of each table whose headings stand on several pages."""
    left = whole = 0
    last: dict[int, int] = {}
    for page, kinds in headings.items():
        if kinds & _LEVELS:
            left, whole = (0, page) if "value" in kinds else (left or page, 0)
        elif left and ("value" in kinds or len(kinds & _BEHIND) > 1):
            last[left] = page
        elif whole and "value" not in kinds and "level3" not in kinds and len(kinds & _BEHIND) > 1:
            last[whole] = page
    yield from last.items()


def _is_one(spread: Spread, headings: Mapping[int, frozenset[str]], certain: list[Spread]) -> bool:
    """Whether the pages are certainly side by side."""
    kinds = [headings.get(page, frozenset()) for page in spread.pages]
    named = sum("project" in one for one in kinds)
    if any(sum(is_title(cell.text) for _, cell in filled(row)) > 1 for row in _rows(spread.parts)):
        return False
    if named or any(_apart(dict(enumerate(kinds, 1)))):
        return named < 2 and (spread.surely or all(kinds))
    above = [one for one in certain if one.pages[0] < spread.pages[0]]
    return bool(above) and len(above[-1].pages) == len(spread.pages)


def _said(spread: Spread) -> Finding:
    pages = "、".join(map(str, spread.pages))
    return Finding(
        RULE, Severity.REPAIR, Place(page=spread.pages[0]), f"第{pages}页是一张表横着分开打印的，行都对得上，已接起来读。"
    )


def _by_page(parts: tuple[Part, ...]) -> dict[int, tuple[Part, ...]]:
    """The parts by their pages, in order."""
    pages: dict[int, list[Part]] = {}
    for part in parts:
        place = part.rows[0][0].place if isinstance(part, Grid) else part.place
        pages.setdefault(place.page, []).append(part)
    return {page: tuple(found) for page, found in pages.items()}


def _rows(parts: tuple[Part, ...]) -> Iterator[Row]:
    for part in parts:
        if isinstance(part, Grid):
            yield from part.rows
        elif isinstance(part, Paragraph):
            yield (Cell(part.text, part.place),)


def _headings(parts: tuple[Part, ...], labels: Labels) -> frozenset[str]:
    """What the labels and headings on a page are of: fields of the head and kinds of columns."""
    found: set[str] = set()
    for row in _rows(parts):
        for _, cell in filled(row):
            head = labels.head(cell.text)
            found.update(kind for kind in (head and head.field, labels.column(cell.text)) if kind)
    return frozenset(found)
