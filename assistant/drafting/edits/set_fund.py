"""财政拨款改成30万: one row of the money block."""

from __future__ import annotations

from assistant.chinese.width import squeeze
from assistant.drafting.cells import Cell, amount_in_words, money_cells, text_in, where, with_amount
from assistant.drafting.edits.base import differences_of, redone, say
from assistant.drafting.refusal import EditRefused, sensible_amount
from assistant.drafting.trace import noted
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import SetFund
from assistant.model.goal_table import GoalTable
from assistant.wording import wording


def set_fund(draft: Draft, edit: SetFund) -> Draft:
    """The draft with the amount in the row of this label.

    EditRefused where no row, or more than one, is called so, and for an amount that is more than the total.
    """
    table = draft.table
    cell = _row_called(table, edit.label)
    called = where(table, cell)
    if edit.amount is not None:
        sensible_amount(edit.amount, called)
        if table.total is not None and edit.amount > table.total:
            amount, total = amount_in_words(edit.amount), amount_in_words(table.total)
            raise EditRefused(f"{called}{amount}大于年度资金总额{total}，没有改。", f"要改总额请说：总额改成{amount}。")
    before = text_in(table, cell)
    table = with_amount(table, cell, edit.amount)
    asked = wording("drafting/changes")
    why = asked("asked") if edit.amount is None else asked("asked_amount", 数=amount_in_words(edit.amount))
    differences = noted(differences_of(draft), table, cell, before, ChangeKind.REQUESTED, why)
    if edit.amount is None:
        return redone(draft, table, differences, say("blank_fund", 栏=called))
    return redone(draft, table, differences, say("set_fund", 栏=called, 数=amount_in_words(edit.amount)))


def _row_called(table: GoalTable, label: str) -> Cell:
    """The row of this label: in full, else the only one that it is a part of."""
    wanted = squeeze(label)
    names = {cell: squeeze(where(table, cell)) for cell in money_cells(table)}
    for fits in (lambda name: name == wanted, lambda name: bool(wanted) and (wanted in name or name in wanted)):
        found = [cell for cell, name in names.items() if name and fits(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise EditRefused(
                f"“{label}”对得上{len(found)}个资金来源。", f"请写全名：{'、'.join(names[cell] for cell in found)}。"
            )
    rows = "、".join(name for name in names.values() if name)
    raise EditRefused(f"表里没有“{label}”这个资金来源。", f"表里有：{rows}。" if rows else "表里没有资金来源的行。")
