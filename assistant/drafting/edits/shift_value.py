"""满意度提高两个百分点, 人数翻一番: a number of rows moved or multiplied."""

from __future__ import annotations

from decimal import Decimal

from assistant.drafting.cells import Cell, text_in, with_text
from assistant.drafting.edits.base import differences_of, name_of, redone, rows_meant, say
from assistant.drafting.proportion import numbers_of, scaled, with_numbers
from assistant.drafting.refusal import EditRefused
from assistant.drafting.trace import noted
from assistant.drafting.values import checked
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import ShiftValue
from assistant.model.indicator import Indicator
from assistant.wording import wording


def shift_value(draft: Draft, edit: ShiftValue) -> Draft:
    """The draft with the rows' numbers moved; a range is moved at both ends.

    EditRefused for a row without a number, and for a result that no row can have.
    """
    rows = rows_meant(draft, edit.rows)
    table, differences = draft.table, differences_of(draft)
    why = wording("drafting/changes")("asked")
    done = []
    for at in rows:
        cell = Cell(row=at, part="value")
        before = text_in(table, cell)
        value = checked(table.indicators[at], _moved(table.indicators[at], edit))
        table = with_text(table, cell, value)
        differences = noted(differences, table, cell, before, ChangeKind.REQUESTED, why)
        done.append((name_of(draft, at), before, value))
    if len(done) == 1:
        did = say("shift_value", 行=done[0][0], 旧=done[0][1], 值=done[0][2])
    else:
        each = say("joint").join(f"{name} {before}→{value}" for name, before, value in done)
        did = say("shift_values", 行数=len(done), 各行=each)
    return redone(draft, table, differences, did)


def _moved(row: Indicator, edit: ShiftValue) -> str:
    text, quantity = row.value.text, row.value.quantity
    name = row.level3 or row.level2
    if quantity is None or not numbers_of(text):
        raise EditRefused(f"“{name}”的指标值是“{text}”，不是数，没有办法加减。", "请直接说改成什么，例如：改成30人。")
    if (edit.by is None) == (edit.factor is None):
        raise EditRefused("没有听清加减多少。", "请说一个数，例如：提高两个百分点；或者：翻一番。")
    if edit.factor is not None:
        if edit.factor < 0 or not edit.factor.is_finite():
            raise EditRefused("倍数不能小于零。", "请核对后重说。")
        places = 2 if "万" in text or "亿" in text else 1 if quantity.unit == "%" else 0
        return scaled(text, edit.factor, places)
    assert edit.by is not None
    printed = numbers_of(text)[0]
    step = edit.by * printed / quantity.low if quantity.low and printed != quantity.low else edit.by
    if any(number + step < 0 for number in numbers_of(text)):
        raise EditRefused(f"“{name}”现在是{text}，减到零以下了，没有改。", "请核对后重说。")
    return with_numbers(text, lambda number: (number + step) + Decimal(0))
