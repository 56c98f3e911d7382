"""Takes out what belongs to the page and not to the table: ruled lines, page numbers, running headers."""

from __future__ import annotations

import re
from collections import Counter

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.normalise.cells import is_title, looks_like_value, year_alone
from assistant.normalise.grid import Row, filled, repair, shortened
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues

RULE = "page-furniture"

_RULED = re.compile(r":?[-=_+~*─━═┄┈┼├┤┌┐└┘┬┴]{2,}:?|[|:+-]{3,}")
PAGE_NUMBER = re.compile(
    r"[-~·]*第?\d{1,4}页(?:[,/、]?共\d{1,4}页)?[-~·]*|共\d{1,4}页|[-~·]+\d{1,4}[-~·]+|page\d{1,4}(?:of\d{1,4})?", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"[1-9]\d{0,2}(?:/[1-9]\d{0,2})?")
_SHORTEST_HEADER = 6


def page_furniture(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Drops the rows that are furniture; each kind is reported once, with its lines."""
    tabular = sum(len(row) > 1 for row in grid.rows) * 2 > len(grid.rows)
    dropped: dict[str, list[Cell]] = {}
    kept: list[Row] = []
    for row in grid.rows:
        kind = _kind(row, tabular)
        if kind:
            dropped.setdefault(kind, []).append(filled(row)[0][1])
        else:
            kept.append(row)
    if tabular:
        headers = _running_headers(kept, clues.labels)
        dropped |= {"页眉页脚": [row[0] for row in kept if _is_header(row, headers)]} if headers else {}
        kept = [row for row in kept if not _is_header(row, headers)]
    findings = tuple(
        repair(RULE, cells, f"去掉了{len(cells)}行{kind}（{_lines(cells)}）：“{shortened(cells[0].text)}”。")
        for kind, cells in dropped.items()
    )
    return Grid(tuple(kept)), findings


def _kind(row: Row, tabular: bool) -> str:
    """What furniture the row is; "" for a row of content."""
    texts = [squeeze(cell.text) for _, cell in filled(row)]
    if all(_RULED.fullmatch(text) for text in texts) and sum(map(len, texts)) > 2:
        return "分隔线"
    if len(texts) != 1:
        return ""
    if PAGE_NUMBER.fullmatch(texts[0]) or (tabular and len(row) == 1 and _BARE_NUMBER.fullmatch(texts[0])):
        return "页码"
    return ""


def _is_header(row: Row, headers: frozenset[str]) -> bool:
    return len(row) == 1 and squeeze(row[0].text) in headers


def _running_headers(rows: list[Row], labels: Labels) -> frozenset[str]:
    """Lines outside the columns that come back word for word between rows of a table."""
    counts: Counter[str] = Counter()
    for index in range(1, len(rows) - 1):
        row = rows[index]
        if len(row) != 1 or len(rows[index - 1]) == 1 or len(rows[index + 1]) == 1:
            continue
        text = squeeze(row[0].text)
        if len(text) >= _SHORTEST_HEADER and not (
            labels.is_label(text) or is_title(text) or year_alone(text) or looks_like_value(text, labels)
        ):
            counts[text] += 1
    return frozenset(text for text, times in counts.items() if times > 1)


def _lines(cells: list[Cell]) -> str:
    """The lines for a message, the first few of many."""
    numbers = "、".join(str(cell.place.line) for cell in cells[:5])
    return f"第{numbers}行{'等' if len(cells) > 5 else ''}"
