"""总额改成40万, 总额涨两成: the total, the rows that follow it, and new proposals for what would have to move with it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP

from assistant.chinese.numerals import CENT
from assistant.drafting.cells import amount_in_words
from assistant.drafting.edits.base import differences_of, redone, say
from assistant.drafting.fill import with_total_noted
from assistant.drafting.refusal import EditRefused, sensible_amount
from assistant.model.draft import Draft
from assistant.model.edit import SetTotal


def set_total(draft: Draft, edit: SetTotal) -> Draft:
    """The draft with the total. EditRefused for an amount below zero or absurdly large, or a factor of a blank total."""
    if (edit.amount is None) == (edit.factor is None):
        raise EditRefused("没有听清总额改成多少。", "请说一个数，例如：总额改成40万；或者：总额涨两成。")
    amount = edit.amount
    if edit.factor is not None:
        if draft.table.total is None:
            raise EditRefused("年度资金总额还空着，没有办法按比例改。", "请先说总额是多少，例如：总额40万。")
        amount = draft.table.total * edit.factor
    assert amount is not None
    total = sensible_amount(amount, "年度资金总额").quantize(CENT, ROUND_HALF_UP).normalize() + 0
    table, differences = with_total_noted(draft.table, differences_of(draft), total)
    return redone(draft, table, differences, say("set_total", 数=amount_in_words(total)))
