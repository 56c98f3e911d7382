"""Hidden rows and columns of a sheet: read where they are part of the table, left out beside it, and said either way.

A helper column right of the table (system codes) or a check below it is nothing that a reader of the sheet would see; a hidden
column between two visible ones, or hidden rows in the midst of a list, are the table's own, but for a column of codes without
any word: a column of the table has a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.chinese.width import close_up
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place
from assistant.readers.merged import Sheet

_SHOWN = 30
"""So many characters of what is left out are quoted."""

_CODE = re.compile(r"(?=[\w.-]*[A-Za-z])(?=[\w.-]*\d)[\w.-]{2,64}", re.ASCII)

_TABLE = 5
"""So many hidden rows of two cells and more may be a table."""


@dataclass(frozen=True, slots=True)
class _Extent:
    """What the visible cells reach over, merged ones with all that they cover; both ends count."""

    first: int
    last: int


def without_hidden(sheet: Sheet, name: str, rows: Collection[int], columns: Collection[int]) -> Iterator[Finding]:
    """Takes out of the sheet what is hidden beside the table; says that, and what of the hidden rows and columns is read.

    `rows` and `columns`: the hidden ones, from 0; `name`: the sheet's.
    """
    hidden_rows = {row for row, _ in sheet.filled if row in rows}
    hidden_columns = {column for _, column in sheet.filled if column in columns}
    visible = [(row, column) for row, column in sheet.filled if row not in rows and column not in columns]
    if not visible or not (hidden_rows or hidden_columns):
        yield from _said(name, len(hidden_rows), len(hidden_columns))
        return
    across = _extent(visible, 1, sheet)
    down = _extent(visible, 0, sheet)
    lines = len({row for row, _ in visible})
    filled = Counter(column for row, column in sheet.filled if row not in rows)
    texts: dict[int, list[str]] = {column: [] for column in hidden_columns}
    for row, column in sheet.filled:
        if column in texts:
            texts[column].append(sheet.text(row, column))
    kept_columns: set[int] = set()
    for column in sorted(hidden_columns, key=lambda at: (max(across.first - at, at - across.last), at)):
        beside = across.first - 1 <= column <= across.last + 1 or bool({column - 1, column + 1} & kept_columns)
        inside = across.first <= column <= across.last
        if inside and _are_codes(texts[column]):
            continue
        if inside or (beside and 2 * filled[column] >= lines):
            kept_columns.add(column)
    kept_rows: set[int] = set()
    for row in sorted(hidden_rows, key=lambda at: (max(down.first - at, at - down.last), at)):
        if down.first - 1 <= row <= down.last + 1 or {row - 1, row + 1} & kept_rows:
            kept_rows.add(row)
    outside = hidden_columns - kept_columns
    beside_it = sorted(outside)
    if beside_it:
        left_out = sheet.take_out([at for at in sheet.filled if at[1] in outside])
        many = f"等{len(beside_it)}列" if len(beside_it) > 1 else ""
        why = "夹在表格中间，只有编码、没有表头" if across.first <= beside_it[0] <= across.last else "在表格外面"
        where = f"工作表“{name}”的{_letters(beside_it[0])}列{many}是隐藏的，{why}"
        yield _left_out(Place(sheet=name, column=beside_it[0] + 1), where, left_out)
    apart = hidden_rows - kept_rows
    if len(apart) >= _TABLE and sum(row in apart for row, _ in sheet.filled) >= 2 * len(apart):
        kept_rows, apart = hidden_rows, set()  # a table of its own that somebody hid
    below = sorted(apart)
    if below and (left_out := sheet.take_out([at for at in sheet.filled if at[0] in apart])):
        many = f"等{len(below)}行" if len(below) > 1 else ""
        where = f"工作表“{name}”第{below[0] + 1}行{many}是隐藏的，在表格外面"
        yield _left_out(Place(sheet=name, row=below[0] + 1), where, left_out)
    yield from _said(name, len(kept_rows), len(kept_columns))


def _are_codes(texts: Collection[str]) -> bool:
    """Whether these are letters with digits and nothing else, as systems number rows; units (km) have a heading above them."""
    return bool(texts) and all(_CODE.fullmatch(text.strip()) for text in texts)


def _said(name: str, rows: int, columns: int) -> Iterator[Finding]:
    """What was read although it is hidden."""
    place = Place(sheet=name)
    if rows:
        told = f"工作表“{name}”有{rows}行是隐藏的，也读了。"
        yield Finding("hidden-rows", Severity.HINT, place, told, "请确认要不要这些行。")
    if columns:
        told = f"工作表“{name}”有{columns}列是隐藏的，也读了。"
        yield Finding("hidden-columns", Severity.HINT, place, told, "请确认要不要这些列。")


def _left_out(place: Place, where: str, texts: list[str]) -> Finding:
    shown = close_up(" ".join(texts))
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    return Finding("hidden-outside", Severity.HINT, place, f"{where}，没有读：“{shown}”。", "如果要，请取消隐藏并放进表里。")


def _extent(cells: Collection[tuple[int, int]], side: int, sheet: Sheet) -> _Extent:
    """From where to where these cells reach; side 0: rows, 1: columns."""
    return _Extent(min(at[side] for at in cells), max(at[side] + sheet.span(*at)[side] - 1 for at in cells))


def _letters(column: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters
