"""What a spoken wish says about the new table: its money, its year, and figures for rows (两期, 每期40人, 满意度提到92%)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from assistant.model.quantity import Quantity
from assistant.model.record import record


class FactKind(StrEnum):
    """What kind of cell a said figure belongs to."""

    COUNT = "count"
    """两期, 40人: a row of quantity (数量指标)."""
    COUNT_EACH = "count_each"
    """每期40人: a count for each of something else."""
    PRICE = "price"
    """每人500元, 2万元/期: a unit cost (成本指标)."""
    MONEY = "money"
    """慰问费3万元: an amount for a part of the project, not its total."""
    PERCENT = "percent"
    """满意度提到92%, 合格率95%."""
    DEADLINE = "deadline"
    """11月底前完成."""


@record
class RowFact:
    """One figure that the sentence says for a row."""

    kind: FactKind
    said: str
    """As said: 每期40人."""
    value: str
    """As it would stand in the cell: 40人, 500元/人, 92%, 11月底前."""
    words: str
    """What the same clause says besides the figure: 举办支部书记培训班."""
    quantity: Quantity | None = None
    """The figure understood; None for a deadline."""
    per: str = ""
    """Of 每期40人: 期."""


@record
class Facts:
    """What a sentence says; None and () where it says nothing."""

    total: Decimal | None = None
    """Yuan: 预算20万."""
    factor: Decimal | None = None
    """总额涨两成: 1.2."""
    year: int | None = None
    rows: tuple[RowFact, ...] = ()


def brief_of(sentence: str) -> Facts:
    """The facts of the sentence, in its order; never raises."""
    raise NotImplementedError
