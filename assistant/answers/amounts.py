"""Figures as answers print them: 万元 first with the yuan in brackets, at most two decimals, 约 where rounding lost something.

Any Decimal can be printed; what is too long for a sentence is written as a power of ten.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.chinese.numerals import TEN_THOUSAND, format_amount, format_number, format_yuan
from assistant.wording import wording

_LONGEST = 15
"""Digits before the point that a sentence can carry."""
_HUNDRED = Decimal(100)


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/terms")(key, **slots)


def _in_reach(number: Decimal) -> bool:
    return number.is_finite() and number.adjusted() < _LONGEST


def plain(number: Decimal) -> str:
    """A bare number: 95, 33.33, 0.5; 1.2×10的30次方."""
    if _in_reach(number):
        return format_number(number)
    digits, _, exponent = f"{number:.2E}".partition("E")
    return _say("number.power", 数=format_number(Decimal(digits)), 次=exponent.removeprefix("+")) if exponent else str(number)


def money(amount: Decimal) -> str:
    """Yuan as officials say it: 145万元, 500元, 约127.93万元."""
    if not _in_reach(amount):
        return plain(amount) + _say("unit.yuan")
    return format_amount(amount) if _whole(amount) else _say("number.about", 数=format_amount(amount))


def money_in_full(amount: Decimal) -> str:
    """The same with the yuan in brackets where they say more: 145万元（1,450,000元）."""
    if not _in_reach(amount) or abs(amount) < TEN_THOUSAND:
        return money(amount)
    return _say("number.both", 万元=money(amount), 元=format_yuan(amount))


def money_exactly(amount: Decimal) -> str:
    """A bound or a term of a sum, where rounding would be a lie: 145万元, 1,234,567元."""
    if not _in_reach(amount):
        return plain(amount) + _say("unit.yuan")
    return format_amount(amount) if _whole(amount) else format_yuan(amount)


def yuan(amount: Decimal) -> str:
    """Yuan with separators and without the unit, for a column of a table."""
    return format_yuan(amount).removesuffix(_say("unit.yuan")) if _in_reach(amount) else plain(amount)


def ten_thousands(amount: Decimal) -> str:
    """万元 without the unit, for a column of a table: 145, 0.5, 127.93."""
    return plain(amount / TEN_THOUSAND) if _in_reach(amount) else plain(amount)


def percent(number: Decimal) -> str:
    """40.76%."""
    return plain(number) + "%"


def with_unit(number: Decimal, unit: str | None) -> str:
    """A number with the unit of its rows; money goes by 万元: 16万元, 500元/人, 95%, 20人, 28."""
    money_unit = _say("unit.yuan")
    if unit is not None and unit.startswith(money_unit):
        return money(number) + unit[len(money_unit) :]
    return plain(number) + (unit or "")


def exact(number: Decimal) -> bool:
    """Whether two decimals hold the number."""
    return _in_reach(number) and number * _HUNDRED == (number * _HUNDRED).to_integral_value()


def _whole(amount: Decimal) -> bool:
    """Whether `format_amount` prints the amount without rounding."""
    if abs(amount) < TEN_THOUSAND:
        return exact(amount)
    return amount % _HUNDRED == 0
