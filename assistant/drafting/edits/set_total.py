"""总额改成40万, 总额涨两成: the total, the rows that follow it, and new proposals for what would have to move with it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP

from assistant.chinese.numerals import CENT
from assistant.drafting.cells import amount_in_words, where
from assistant.drafting.edits.base import differences_of, redone, say
from assistant.drafting.fill import same_total_said, with_total_noted
from assistant.drafting.money import TOTAL, multiplied
from assistant.drafting.refusal import EditRefused, sensible_amount
from assistant.drafting.settle import carried
from assistant.drafting.trace import SAID
from assistant.model.draft import Draft
from assistant.model.edit import SetTotal


def set_total(draft: Draft, edit: SetTotal) -> Draft:
    """The draft with the total. EditRefused for an amount below zero or absurdly large, or a factor of a blank total."""
    if (edit.amount is None) == (edit.factor is None):
        raise EditRefused("没有听清总额改成多少。", "请说一个数，例如：总额改成40万；或者：总额涨两成。")
    amount, how, rounded = edit.amount, "", False
    if edit.factor is not None:
        if draft.table.total is None:
            raise EditRefused("年度资金总额还空着，没有办法按比例改。", "请先说总额是多少，例如：总额40万。")
        sensible_amount(edit.factor, "年度资金总额的倍数")
        product = multiplied(draft.table.total, edit.factor)
        amount, how, rounded = product.amount, product.how, product.rounded
    assert amount is not None
    total = sensible_amount(amount, "年度资金总额").quantize(CENT, ROUND_HALF_UP).normalize() + 0
    same = total == draft.table.total
    table, differences = with_total_noted(draft.table, differences_of(draft), total, how)
    slots = {"数": amount_in_words(total)}
    did = say("set_total_by", **slots, 算式=how) if rounded else say("same_total" if same else "set_total", **slots)
    others = [one for one in carried(draft.changes, draft.base) if one.field != SAID or one.where != where(table, TOTAL)]
    return redone(draft, table, differences, did, [*others, *same_total_said(table, differences)])
