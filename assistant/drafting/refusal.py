"""What cannot be done to a draft, and the bounds of a sensible amount."""

from __future__ import annotations

from decimal import Decimal

from assistant.drafting.cells import amount_in_words
from assistant.errors import AssistantError

MOST = Decimal(100_000_000_000)
"""Yuan: more than that (一千亿) no project of a county or a province has; a unit was mistaken."""


class EditRefused(AssistantError):
    """An edit that cannot be done: an amount below zero, a row that is not there. The draft stays as it was."""


def sensible_amount(amount: Decimal, what: str) -> Decimal:
    """The amount; EditRefused where it is no number, below zero or absurdly large. `what`: the cell in words."""
    if not amount.is_finite():
        raise EditRefused(f"{what}不是一个金额。", "请写成 40万 或 400000 这样的数。")
    if amount < 0:
        raise EditRefused(f"{what}不能小于零（{amount:f}元）。", "请核对后重说，例如：总额改成40万。")
    if amount > MOST:
        raise EditRefused(f"{what}{amount_in_words(amount)}大得不合常理，没有改。", "请看看是不是把元和万元弄混了。")
    return amount
