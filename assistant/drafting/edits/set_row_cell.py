"""第二条权重改成10, 备注写上…: a cell of a row beside its name and its value."""

from __future__ import annotations

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.width import close_up, fold
from assistant.drafting.cells import Cell, column_name, money_text, text_in, with_text
from assistant.drafting.edits.base import differences_of, name_of, redone, rows_meant, say
from assistant.drafting.refusal import EditRefused
from assistant.drafting.trace import noted
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import SetRowCell
from assistant.wording import wording


def set_row_cell(draft: Draft, edit: SetRowCell) -> Draft:
    """The draft with the text in the cell, "" to blank it.

    EditRefused for a row that is not there, a column that the form does not have, and a weight that is no number or below zero.
    """
    (at,) = rows_meant(draft, (edit.row,))
    heading = edit.part.removeprefix("extra:")
    if edit.part != "weight" and (edit.part == heading or not any(heading in row.extra for row in draft.table.indicators)):
        raise EditRefused(f"这张表里没有“{heading}”这一栏。", "能改的有名称、指标值、权重，和表上印着的其他各栏。")
    text = _weight(edit.text) if edit.part == "weight" else close_up(edit.text)
    cell = Cell(row=at, part=edit.part)
    before = text_in(draft.table, cell)
    table = with_text(draft.table, cell, text)
    why = wording("drafting/changes")("asked")
    differences = noted(differences_of(draft), table, cell, before, ChangeKind.REQUESTED, why)
    name, column = name_of(draft, at), column_name(edit.part)
    did = say("set_row_cell", 行=name, 栏=column, 字=text) if text else say("blank_row_cell", 行=name, 栏=column)
    return redone(draft, table, differences, did)


def _weight(typed: str) -> str:
    """A weight (权重, 分值) in digits: 10 for 10分; "" for none."""
    text = fold(typed).replace(" ", "").removesuffix("分")
    if not text:
        return ""
    weight = parse_numeral(text)
    if weight is None or not weight.is_finite() or weight < 0:
        raise EditRefused(f"“{typed}”不能作权重。", "请写一个不小于零的数，例如：10。")
    return money_text(weight)
