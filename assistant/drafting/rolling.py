"""Rolls a table from its year to another: title, project, period, goals, names and values of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.drafting.cells import Cell, span_of_years, text_in, with_text
from assistant.drafting.trace import noted
from assistant.drafting.years import roll
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import GoalTable
from assistant.wording import wording

Differences = tuple[Change, ...]


def roll_table(
    table: GoalTable, differences: Differences, old: int | None, new: int, may: Callable[[Cell], bool] = lambda cell: True
) -> tuple[GoalTable, Differences]:
    """The table for the year `new` with its differences; `old` is the year that its cells are of, None where that is unknown.

    `may`: which cells follow.
    """
    year = Cell("year")
    if may(year) and table.year != new:
        before = text_in(table, year)
        table = replace(table, year=new)
        differences = noted(differences, table, year, before, ChangeKind.ROLLED, wording("drafting/changes")("with_year"))
    if may(Cell("period")):
        table, differences = _period(table, differences, old, new)
    for cell, deadline in texts(table):
        if not may(cell):
            continue
        before = text_in(table, cell)
        rolled = roll(before, old, new, deadline=deadline)
        if rolled.text != before:
            table = with_text(table, cell, rolled.text)
            differences = noted(differences, table, cell, before, ChangeKind.ROLLED, why_rolled(rolled.odd, new), rolls=True)
    return table, differences


def why_rolled(odd: tuple[int, ...], new: int) -> str:
    """Why a year was rolled, with the years left over from earlier named apart."""
    say = wording("drafting/changes")
    return say("with_year_odd", 旧年="、".join(map(str, odd)), 新年=new) if odd else say("with_year")


def texts(table: GoalTable) -> tuple[tuple[Cell, bool], ...]:
    """The cells in which years follow, and whether each is a title or a deadline rather than running text."""
    cells = [(Cell("title"), True), (Cell("project"), True)]
    cells += [(Cell(f"label:{at}"), True) for at in range(len(table.funds))]
    cells.append((Cell("goal"), False))
    if table.period_start == table.period_end:
        cells.append((Cell("long_term_goal"), False))
    for at, row in enumerate(table.indicators):
        cells += [(Cell(row=at, part=part), True) for part in ("level3", "value", *(f"extra:{heading}" for heading in row.extra))]
    return tuple(cells)


def _period(table: GoalTable, differences: Differences, old: int | None, new: int) -> tuple[GoalTable, Differences]:
    """A period within one year follows; a longer one stays."""
    start, end = table.period_start, table.period_end
    if start is None and end is None and not table.period:
        return table, differences
    if None not in (start, end) and start != end:
        return table, differences
    if start is not None and end is None and start != old:
        return table, differences
    before = text_in(table, Cell("period"))
    spanned = span_of_years(table)
    period = roll(table.period, start if start is not None else old, new, deadline=True).text
    table = replace(
        table,
        period=period,
        period_start=None if start is None else new,
        period_end=None if end is None else new,
    )
    if text_in(table, Cell("period")) == before and span_of_years(table) != spanned:
        why = wording("drafting/changes")("with_year")
        change = Change(wording("drafting/cells")("period"), spanned, span_of_years(table), ChangeKind.ROLLED, why, "period")
        return table, (*(one for one in differences if one.field != "period"), change)
    why = why_rolled((start,) if start is not None and old is not None and start < old else (), new)
    return table, noted(differences, table, Cell("period"), before, ChangeKind.ROLLED, why, rolls=True)
