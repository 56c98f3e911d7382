"""满意度提到92%: the new target value of rows."""

from __future__ import annotations

from assistant.drafting.cells import Cell, text_in, with_text
from assistant.drafting.edits.base import differences_of, listed, name_of, redone, rows_meant, say
from assistant.drafting.trace import noted
from assistant.drafting.values import as_printed, checked
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import SetValue
from assistant.wording import wording


def set_value(draft: Draft, edit: SetValue) -> Draft:
    """The draft with the value in the rows. What is typed short is written as the row had it: its sign, unit and year stay.

    EditRefused for a row that is not there, a number below zero, and a rate of more than 100 %.
    """
    rows = rows_meant(draft, edit.rows)
    table, differences = draft.table, differences_of(draft)
    why = wording("drafting/changes")("asked")
    value = ""
    for at in rows:
        cell = Cell(row=at, part="value")
        before = text_in(table, cell)
        value = checked(table.indicators[at], as_printed(table.indicators[at], edit.value, table.year))
        table = with_text(table, cell, value)
        differences = noted(differences, table, cell, before, ChangeKind.REQUESTED, why)
    names = [name_of(draft, at) for at in rows]
    if not value:
        did = say("blank_value", 行="、".join(names))
    elif len(rows) == 1:
        did = say("set_value", 行=names[0], 值=value)
    else:
        did = say("set_values", 行数=len(rows), 值=value, 各行=listed(names))
    return redone(draft, table, differences, did)
