"""A target value as an official types it: written as the row prints its values, and checked."""

from __future__ import annotations

import re

from assistant.chinese.quantities import read_value
from assistant.chinese.width import close_up, fold
from assistant.chinese.years import find_dates
from assistant.drafting.cells import is_cost, read_for
from assistant.drafting.proportion import in_digits, plain_number
from assistant.drafting.refusal import MOST, EditRefused
from assistant.drafting.years import of_year, years_in
from assistant.model.indicator import Indicator

_BARE = re.compile(r"\d+(?:\.\d+)?")
_SIGN = re.compile("[≥≤<>=≧≦═]=?")
_BELOW_ZERO = re.compile(r"[-－]\d")
_AT_MOST_ALL = ("满意", "率")


def as_printed(row: Indicator, typed: str, year: int | None) -> str:
    """What was typed as the row prints it: 92 is ≥92% where ≥90% stood, 11月底 is 2023年11月底 where 2023年 stood."""
    text, old = close_up(typed), row.value
    value = read_value(text, is_cost=is_cost(row))
    if value.quantity is None:
        dated = find_dates(text) and not years_in(text) and years_in(old.text) and year is not None
        return of_year(text, year) if dated and year is not None and not text.startswith(("每", "按")) else text
    text = in_digits(text)
    if value.quantity.unit == "%" and "%" not in fold(text) and not value.quantity.is_range:
        text = plain_number(value.quantity.low) + "%"
    if _BARE.fullmatch(text) and old.quantity is not None and old.quantity.unit and not text.endswith(old.quantity.unit):
        text += _unit_printed(old.text)
    sign = _SIGN.match(fold(old.text))
    exact = not _SIGN.match(fold(text)) and read_for(row, text).quantity is not None and text[:1].isdigit()
    compared = any(word in text for word in ("以上", "以下", "以内", "左右", "-", "至", "~"))
    return old.text[: sign.end()] + text if sign and exact and not compared else text


def _unit_printed(text: str) -> str:
    """What the row prints behind its only number."""
    found = list(_BARE.finditer(fold(text)))
    return text[found[-1].end() :] if found else ""


def checked(row: Indicator, value: str) -> str:
    """The value; EditRefused where no row can have it."""
    quantity = read_for(row, value).quantity
    name = row.level3 or row.level2
    if _BELOW_ZERO.match(fold(value)) or (quantity is not None and quantity.low < 0):
        raise EditRefused(f"“{name}”的指标值不能小于零（{value}）。", "请核对后重说。")
    if quantity is None:
        return value
    if quantity.high > MOST:
        raise EditRefused(f"“{name}”的指标值{value}大得不合常理，没有改。", "请看看是不是多写了零，或者弄混了单位。")
    rate = any(word in row.level2 or row.level3.endswith((word, word + "度")) for word in _AT_MOST_ALL)
    if quantity.unit == "%" and quantity.high > 100 and rate:
        raise EditRefused(f"“{name}”最多是100%，{value}没有改。", "请核对后重说。")
    return value
