"""年度改成2024年: rolls the draft anew from the years of its base."""

from __future__ import annotations

from assistant.drafting.cells import Cell, cell_of, text_in, with_text
from assistant.drafting.edits.base import differences_of, redone, say
from assistant.drafting.refusal import EditRefused
from assistant.drafting.rolling import roll_table, texts
from assistant.drafting.trace import noted
from assistant.drafting.years import roll
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import SetYear
from assistant.wording import wording

FIRST, LAST = 1949, 2100
"""Years that a table can be of."""


def set_year(draft: Draft, edit: SetYear) -> Draft:
    """The draft for another year: what followed the year does so again from the base's text, what the official wrote too.

    EditRefused for a number that is no year.
    """
    if not FIRST <= edit.year <= LAST:
        raise EditRefused(f"{edit.year}不是一个年度。", "请写四位数字，例如：年度改成2024年。")
    table, differences = draft.table, differences_of(draft)
    old = draft.base.year if draft.base else table.year
    deadlines = dict(texts(table))
    own: set[Cell] = {Cell("year")}
    for change in differences:
        cell = cell_of(change)
        if cell not in deadlines or change.after != text_in(table, cell):
            own |= {cell} if cell in deadlines else set()
        elif table.year is not None and roll(change.before, old, table.year, deadline=deadlines[cell]).text == change.after:
            table = with_text(table, cell, change.before)
        else:
            own.add(cell)
    written_in = draft.table.year
    table, differences = roll_table(table, differences, old, edit.year, lambda cell: cell not in own and cell != Cell("period"))
    table, differences = roll_table(table, differences, written_in, edit.year, lambda cell: cell in own or cell == Cell("period"))
    why = wording("drafting/changes")("asked_year", 年=edit.year)
    before = text_in(draft.table, Cell("year"))
    differences = noted(differences, table, Cell("year"), before, ChangeKind.REQUESTED, why)
    return redone(draft, table, differences, say("set_year", 年=edit.year))
