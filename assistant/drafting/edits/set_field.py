"""项目名称改成…, 实施单位换成…: a text cell of the head."""

from __future__ import annotations

import re

from assistant.chinese.width import close_up, fold
from assistant.drafting.cells import TEXT_FIELDS, Cell, text_in, where, with_text
from assistant.drafting.edits.base import differences_of, redone, say
from assistant.drafting.edits.set_year import set_year
from assistant.drafting.names import follow_name
from assistant.drafting.refusal import EditRefused
from assistant.drafting.trace import noted
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import SetField, SetYear
from assistant.wording import wording

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ONLY_YEARS = re.compile(r"从?(?:19|20)\d\d年?度?(?:(?:起|开始)?[-~至到]+(?:19|20)\d\d年?度?(?:止|为止)?)?")
"""A period without months: 2024到2026年 is written 2024-2026."""


def set_field(draft: Draft, edit: SetField) -> Draft:
    """The draft with the text in the cell; a new project name is followed in title, goals and rows.

    EditRefused for a cell that holds no text, a blank project name, and a period that ends before it begins.
    """
    text = close_up(edit.text)
    years = [int(year) for year in _YEAR.findall(fold(text))]
    if edit.field == "year":
        if len(years) != 1:
            raise EditRefused(f"“{edit.text}”不是一个年度。", "请写四位数字，例如：年度改成2024年。")
        return set_year(draft, SetYear(years[0]))
    if edit.field not in (*TEXT_FIELDS, "period"):
        raise EditRefused("这一栏不能这样改。", "能改的有项目名称、主管部门、实施单位、项目属性、项目期、目标。")
    if edit.field == "project" and not text:
        raise EditRefused("项目名称不能是空的。", "请说出新的名称，例如：项目名称改成社区干部培训经费。")
    if edit.field == "period" and years and years[-1] < years[0]:
        raise EditRefused(f"项目期“{text}”结束在开始之前，没有改。", "请写成 2024-2026 这样。")
    cell = Cell(edit.field)
    if edit.field == "period" and _ONLY_YEARS.fullmatch(fold(text)):
        text = f"{years[0]}-{years[-1]}"
    table, before = with_text(draft.table, cell, text), text_in(draft.table, cell)
    why = wording("drafting/changes")("asked")
    differences = noted(differences_of(draft), table, cell, before, ChangeKind.REQUESTED, why)
    if edit.field == "project":
        table, differences = follow_name(table, differences, before, text)
    called = where(table, cell)
    did = say("set_field", 栏=called, 字=text) if text else say("blank_field", 栏=called)
    return redone(draft, table, differences, did)
