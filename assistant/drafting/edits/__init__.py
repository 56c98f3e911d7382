"""Edits of a draft, one file each; `EDITS` says which function applies which edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.drafting.edits.accept_suggestion import accept_suggestion
from assistant.drafting.edits.add_row import add_row
from assistant.drafting.edits.remove_row import remove_row
from assistant.drafting.edits.rename_row import rename_row
from assistant.drafting.edits.set_field import set_field
from assistant.drafting.edits.set_fund import set_fund
from assistant.drafting.edits.set_row_cell import set_row_cell
from assistant.drafting.edits.set_total import set_total
from assistant.drafting.edits.set_value import set_value
from assistant.drafting.edits.set_year import set_year
from assistant.drafting.edits.shift_value import shift_value
from assistant.drafting.edits.write_goal import write_goal
from assistant.drafting.refusal import EditRefused
from assistant.model.draft import Draft
from assistant.model.edit import (
    AcceptSuggestion,
    AddRow,
    RemoveRow,
    RenameRow,
    SetField,
    SetFund,
    SetRowCell,
    SetTotal,
    SetValue,
    SetYear,
    ShiftValue,
    TableEdit,
    WriteGoal,
)

__all__ = ["EDITS", "EditRefused", "apply"]

EDITS: Mapping[type[TableEdit], Callable[[Draft, Any], Draft]] = {
    SetTotal: set_total,
    SetFund: set_fund,
    SetField: set_field,
    SetYear: set_year,
    SetValue: set_value,
    ShiftValue: shift_value,
    RenameRow: rename_row,
    SetRowCell: set_row_cell,
    AddRow: add_row,
    RemoveRow: remove_row,
    WriteGoal: write_goal,
    AcceptSuggestion: accept_suggestion,
}
"""Each edit with the function that applies it."""


def apply(draft: Draft, edit: TableEdit) -> Draft:
    """The draft after the edit.

    `did` says it in words, `changes` lists it with kind requested, with earlier entries of the same cell merged. Raises
    EditRefused, in Chinese with advice, where the edit cannot be done.
    """
    return EDITS[type(edit)](draft, edit)
