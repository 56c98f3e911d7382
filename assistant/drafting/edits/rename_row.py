"""第二条名称改成…: the third level of a row."""

from __future__ import annotations

from assistant.chinese.width import close_up
from assistant.drafting.cells import Cell, text_in, with_text
from assistant.drafting.edits.base import differences_of, name_of, redone, rows_meant, say
from assistant.drafting.refusal import EditRefused
from assistant.drafting.trace import noted
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import RenameRow
from assistant.wording import wording


def rename_row(draft: Draft, edit: RenameRow) -> Draft:
    """The draft with the row's new name. EditRefused for a row that is not there and for a name without a letter or digit."""
    (at,) = rows_meant(draft, (edit.row,))
    name = close_up(edit.name)
    if not name:
        raise EditRefused("新的名称是空的。", "请说出名称，例如：第二条名称改成培训人数；不要这一行请说：删掉第二条。")
    if not any(character.isalnum() for character in name):
        raise EditRefused(f"“{name}”不像一个名称，没有改。", "请说出名称，例如：第二条名称改成培训人数。")
    cell = Cell(row=at, part="level3")
    before = text_in(draft.table, cell)
    table = with_text(draft.table, cell, name)
    why = wording("drafting/changes")("asked")
    differences = noted(differences_of(draft), table, cell, before, ChangeKind.REQUESTED, why)
    return redone(draft, table, differences, say("rename_row", 行=name_of(draft, at), 名=name))
