"""Takes out what every page of a print says again: headers and footers, and the title and header of a list (顶端标题行).

Only for documents with pages whose grids keep their columns. A form's title is left alone, for it may begin the next form.
Headers and footers are reported; a list's heading is still there on its first page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.chinese.width import squeeze
from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.normalise.cells import is_title, looks_like_value, year_alone
from assistant.normalise.grid import Row, filled, quoted, repair
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues
from assistant.normalise.repairs.page_furniture import PAGE_NUMBER
from assistant.normalise.tables import inline_label, is_ledger_header

RULE = "page-heading"

_DIGITS = re.compile(r"\d+")
_BESIDE = 2
"""So many more lines than the list's own heading may stand above the one printed again."""


def page_heading(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Drops the first and last rows that all pages share, then the heading of a list on every page but its first."""
    pages = [list(rows) for page, rows in groupby(grid.rows, _page) if page]
    if len(pages) < 2 or sum(map(len, pages)) != len(grid.rows):
        return grid, ()
    dropped: list[Row] = []
    while all(pages) and _is_header([page[0] for page in pages], clues.labels):
        dropped += [page.pop(0) for page in pages]
    while all(pages) and _is_footer([page[-1] for page in pages]):
        dropped += [page.pop() for page in pages]
    heading: list[tuple[str, ...]] = []
    for page in pages:
        at = next((index for index, row in enumerate(page) if is_ledger_header(row, clues.labels)), None)
        if at is None:
            continue
        above = [_texts(row) for row in page[: at + 1]]
        if heading and above[-1] == heading[-1] and len(above) <= len(heading) + _BESIDE and set(above) <= set(heading):
            del page[: at + 1]
        else:
            heading = above
    findings = tuple(
        repair(RULE, [cell for _, cell in filled(row)], f"每页都印的“{quoted(row)}”已略过。") for row in _distinct(dropped)
    )
    return Grid(tuple(row for page in pages for row in page), grid.exact), findings


def _page(row: Row) -> int:
    return row[0].place.page if row else 0


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(squeeze(cell.text) for _, cell in filled(row))


def _counted(row: Row) -> tuple[str, ...]:
    """The row's texts without what counts the pages."""
    return tuple(_DIGITS.sub("0", text) for text in _texts(row))


def _is_header(rows: Sequence[Row], labels: Labels) -> bool:
    """Whether the pages' first rows are a running header: one line, the same on each, which says nothing of a table."""
    texts = {_texts(row) for row in rows}
    if len(texts) != 1 or len(rows[0]) != 1:
        return False
    (text,) = next(iter(texts))
    tells = labels.is_label(text) or inline_label(text, labels) is not None or looks_like_value(text, labels)
    return not (tells or is_title(text) or year_alone(text) is not None or "单位" in text)


def _is_footer(rows: Sequence[Row]) -> bool:
    """Whether the pages' last rows count the pages, all in the same way."""
    return len({_counted(row) for row in rows}) == 1 and any(PAGE_NUMBER.fullmatch(text) for text in _texts(rows[0]))


def _distinct(rows: Sequence[Row]) -> list[Row]:
    """One row of each text."""
    return list({_counted(row): row for row in reversed(rows)}.values())
