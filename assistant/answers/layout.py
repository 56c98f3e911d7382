"""The rows of an answer as an aligned table for a screen of fixed width, where a Chinese character takes two cells.

Only here are long names cut, with … at the end; nothing is ever wider than the width asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.answers.amounts import plain, ten_thousands, yuan
from assistant.answers.facts import Facts
from assistant.answers.naming import Naming, figure_in, printed
from assistant.answers.terms import blank_name, blank_value, is_money, yuan_unit
from assistant.chinese.width import printable
from assistant.model.query import Group, IndicatorRow, Measure, TableRow
from assistant.model.record import record
from assistant.wording import wording

WIDTH = 80
"""Columns of a screen that nobody has measured."""
FEWEST = 4
"""Below this many rows the sentence says everything."""
MOST = 100
"""As many rows as are laid out; the rest is counted."""
_GAP = "  "
_NARROWEST = 6


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/layout")(key, **slots)


def cells(text: str) -> int:
    """How many columns of a fixed-width screen a text takes."""
    return sum(map(_cell_width, text))


@lru_cache(maxsize=8_192)
def _cell_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def cut(text: str, width: int) -> str:
    """The text within so many columns, with … where something was left out."""
    if cells(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += _cell_width(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…" if width > 0 else ""


@record
class Column:
    """One column of a table."""

    heading: str
    right: bool = False
    """Aligned to the right, and never cut: figures."""


def aligned(columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int = WIDTH) -> str:
    """The rows below their headings, columns two blanks apart; text columns give way where the screen is narrow."""
    lines = [tuple(column.heading for column in columns), *(tuple(map(_one_line, row)) for row in rows)]
    widths = [max(cells(line[position]) for line in lines) for position in range(len(columns))]
    room = width - len(_GAP) * (len(columns) - 1)
    while sum(widths) > room:
        yielding = [position for position, column in enumerate(columns) if not column.right and widths[position] > _NARROWEST]
        if not yielding:
            break
        widest = max(yielding, key=lambda position: widths[position])
        widths[widest] -= 1
    return "\n".join(cut(_line(columns, line, widths).rstrip(), width) for line in lines)


def _line(columns: Sequence[Column], line: Sequence[str], widths: Sequence[int]) -> str:
    padded = []
    for column, text, width in zip(columns, line, widths, strict=True):
        text = cut(text, width)
        blanks = " " * (width - cells(text))
        padded.append(blanks + text if column.right else text + blanks)
    return _GAP.join(padded)


def _one_line(text: str) -> str:
    return printable(text, one_line=True)


def table_of_projects(tables: Sequence[TableRow], measure: Measure, facts: Facts, *, count: int, width: int = WIDTH) -> str:
    """Projects with rank, name and amount, or the number of what else they are ranked by; "" where they are few."""
    if len(tables) < FEWEST:
        return ""
    naming = Naming.of(tables, facts)
    ranked = any(table.rank for table in tables)
    columns = [Column(_say("project.name"))]
    if ranked:
        columns.insert(0, Column(_say("project.rank"), right=True))
    if is_money(measure):
        columns += [Column(_say("amount.ten_thousands"), right=True), Column(_say("amount.yuan"), right=True)]
    else:
        columns.append(Column(_say("amount.other"), right=True))
    rows = []
    for table in tables[:MOST]:
        amount = figure_in(table, measure)
        row = [str(table.rank)] if ranked else []
        row.append(naming.name(table))
        if not is_money(measure):
            row.append(blank_value() if amount is None else plain(amount))
        elif amount is None:
            row += [blank_value(), ""]
        else:
            row += [ten_thousands(amount), yuan(amount)]
        rows.append(row)
    return _with_rest(aligned(columns, rows, width), len(rows), count, width)


def table_of_rows(rows: Sequence[IndicatorRow], facts: Facts, *, count: int, width: int = WIDTH) -> str:
    """Indicator rows below the name of their project, with second level, third level and value; "" where they are few."""
    if len(rows) < FEWEST:
        return ""
    naming = Naming.of(rows, facts)
    columns = (Column(_say("row.level2")), Column(_say("row.level3")), Column(_say("row.value")))
    shown = rows[:MOST]
    lines = aligned(columns, [_row_cells(row) for row in shown], width).split("\n")
    headed = len({row.table for row in shown}) > 1
    out = lines[:1]
    table = None
    for row, line in zip(shown, lines[1:], strict=True):
        if headed and row.table != table:
            out.append(cut(_say("row.project", 项目=naming.name(row)), width))
        table = row.table
        out.append(line)
    return _with_rest("\n".join(out), len(shown), count, width)


def _row_cells(row: IndicatorRow) -> tuple[str, str, str]:
    level = row.level2 or row.level1
    return level, printed(row.level3) or blank_name(), printed(row.value) or blank_value()


def table_of_groups(groups: Sequence[Group], unit: str | None, *, width: int = WIDTH) -> str:
    """Groups with their figure; "" where they are few."""
    if len(groups) < FEWEST:
        return ""
    if unit == yuan_unit():
        columns = [Column(_say("group.key"))]
        columns += [Column(_say("amount.ten_thousands"), right=True), Column(_say("amount.yuan"), right=True)]
        rows = [[group.key or blank_value(), ten_thousands(group.value), yuan(group.value)] for group in groups[:MOST]]
    else:
        columns = [Column(_say("group.key")), Column(unit or _say("amount.other"), right=True)]
        rows = [[group.key or blank_value(), plain(group.value)] for group in groups[:MOST]]
    return _with_rest(aligned(columns, rows, width), len(rows), len(groups), width)


def _with_rest(text: str, shown: int, count: int, width: int) -> str:
    return f"{text}\n{cut(_say('rest', 数=count - shown), width)}" if count > shown else text
