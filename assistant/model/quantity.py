"""Target values (指标值): the text as printed beside the quantity understood."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.record import record

OPERATORS = ("≥", "≤", "=", ">", "<")
"""Comparators as the archive stores them, whatever sign the document prints (≧, >=, ═ …)."""


@record
class Quantity:
    """A number or range in base units: money in yuan, percentages as 95 for 95 %."""

    low: Decimal
    high: Decimal
    """Equal to `low` where the value is no range."""
    unit: str | None = None
    """The unit as the rows use it (个, 人次, %, 元/人); None where none is printed."""

    @property
    def is_range(self) -> bool:
        return self.low != self.high


@record
class TargetValue:
    """What stands in a value cell, and what it means."""

    text: str = ""
    """As printed, blanks inside closed up; "" for a blank cell."""
    operator: str | None = None
    """One of `OPERATORS` where the document prints a comparator; None otherwise (a comparison in words stays in `text`)."""
    quantity: Quantity | None = None
    """The value understood; None where it is no quantity (明显, 每月, 2022年12月底, a sentence)."""
