"""Figures that would have to move with the money, moved in proportion; and numbers inside a value cell set to others."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from assistant.chinese.numerals import format_number, parse_numeral
from assistant.chinese.width import fold
from assistant.wording import wording

_NUMBER = re.compile(r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?", re.ASCII)
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千]+")


def ratio(old: Decimal, new: Decimal) -> Decimal:
    """New by old, with as many places as amounts of money need."""
    with localcontext() as context:
        context.prec = 40
        return new / old


def by_how_much(old: Decimal, new: Decimal) -> str:
    """增加三分之一, 减少两成, 翻一番, 增加6.7%: from one total to the other, in words."""
    say = wording("drafting/changes")
    part = Fraction(new) / Fraction(old) - 1
    if part == 1:
        return say("share.doubled")
    direction = say("share.up") if part > 0 else say("share.down")
    share = abs(part)
    names = {
        Fraction(1, 2): say("share.half"),
        Fraction(1, 3): say("share.third"),
        Fraction(2, 3): say("share.two_thirds"),
        Fraction(1, 4): say("share.quarter"),
    }
    tenths = share * 10
    if share in names:
        return direction + names[share]
    if tenths.denominator == 1 and 1 <= tenths < 10:
        return direction + say("share.tenths", 数="两" if tenths == 2 else "一二三四五六七八九"[int(tenths) - 1])
    percent = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return direction + format_number(percent.quantize(Decimal("0.1"), ROUND_HALF_UP)) + "%"


def numbers_of(text: str) -> tuple[Decimal, ...]:
    """The numbers written in digits, in their order."""
    return tuple(Decimal(found[0].replace(",", "")) for found in _NUMBER.finditer(fold(text)))


def scaled(text: str, factor: Decimal, places: int = 0) -> str:
    """The value with its numbers multiplied, each rounded to at most as many places as it has, or `places`, whichever is more.

    Texts without digits stay as they are. A number above zero never becomes zero.
    """

    def moved(number: Decimal) -> Decimal:
        digits = max(places, -int(number.as_tuple().exponent)) if number != number.to_integral_value() else places
        least = Decimal(1).scaleb(-digits)
        with localcontext() as context:
            context.prec = 80
            product = (number * factor).quantize(least, ROUND_HALF_UP)
        return product if product or not number else least

    return with_numbers(text, moved)


def with_numbers(text: str, change: Callable[[Decimal], Decimal]) -> str:
    """The text with every number written in digits changed."""
    plain = fold(text)
    pieces = []
    end = 0
    for found in _NUMBER.finditer(plain):
        number = Decimal(found[0].replace(",", ""))
        pieces += [text[end : found.start()], plain_number(change(number), separated="," in found[0])]
        end = found.end()
    return "".join((*pieces, text[end:]))


def plain_number(number: Decimal, *, separated: bool = False) -> str:
    """The number in digits without trailing zeros."""
    text = f"{number:,f}" if separated else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_digits(text: str) -> str:
    """The text with a numeral that it begins with in digits: 两期 becomes 2期, 三十人 30人; other texts as they are."""
    found = _NUMERAL.match(text)
    number = parse_numeral(found[0]) if found else None
    return text if found is None or number is None else plain_number(number) + text[found.end() :]
