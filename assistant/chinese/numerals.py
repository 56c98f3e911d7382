"""One whole numeral read and written: 1,450,000, 一百二十万, 1.5亿, 壹佰万, 50w, 二〇二二; amounts as officials write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from assistant.chinese.width import fold

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
"""The ten digits; 两 is 二."""

TEN_THOUSAND = Decimal(10_000)
HUNDRED_MILLION = Decimal(100_000_000)
CENT = Decimal("0.01")

_FINANCIAL = str.maketrans(
    "壹弌贰貳弍叁參叄弎肆伍陆陸柒捌玖拾佰仟萬億兩両點負廿卅卌",
    "一一二二二三三三三四五六六七八九十百千万亿两两点负\x01\x02\x03",
)
_TENS = {"\x01": "二十", "\x02": "三十", "\x03": "四十"}
_PLACES = {"十": 10, "百": 100, "千": 1000}

ASCII_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""A number in digits, with or without thousands separators."""

_LONGEST = 64
"""No numeral of any use has more characters."""
_ASCII = re.compile(ASCII_NUMBER, re.ASCII)
_LATIN_SCALE = re.compile(rf"({ASCII_NUMBER}) *([wk])", re.ASCII | re.IGNORECASE)
_DIGIT_STRING = re.compile("[零〇一二三四五六七八九]{3,}|[一二三四五六七八九][零〇]")
_SECTION = re.compile(rf"({ASCII_NUMBER}|[一二两三四五六七八九])?([十百千])", re.ASCII)


def plain_numeral(text: str) -> str:
    """Financial, traditional and contracted numerals as plain ones: 壹佰萬 → 一百万, 廿三 → 二十三.

    Keeps the length but for 廿 卅 卌.
    """
    text = text.translate(_FINANCIAL)
    for contracted, plain in _TENS.items():
        text = text.replace(contracted, plain)
    return text


def parse_numeral(text: str) -> Decimal | None:
    """The value of one whole numeral in any spelling; None where the text is none, or more than one.

    Reads 100, 1,450,000, 1.5, １００, 一百二十, 两百, 百二十, 一百二 (120), 一万二 (12000), 廿三, 壹佰万, 1.5亿, 1百万, 三点五,
    50w, 3k, 半 and strings of digits of three and more (二〇二二). A lone 万 or 亿 is a unit, not a number.
    """
    text = plain_numeral(fold(text).replace(" ", ""))
    if not text or len(text) > _LONGEST:
        return None
    if text[0] in "负-":
        value = parse_numeral(text[1:]) if text[1:2] not in {"负", "-"} else None
        return None if value is None else -value
    if text == "半":
        return Decimal("0.5")
    if _ASCII.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if latin := _LATIN_SCALE.fullmatch(text):
        return Decimal(latin[1].replace(",", "")) * (10_000 if latin[2] in "wW" else 1000)
    if _DIGIT_STRING.fullmatch(text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    return _hundred_millions(text)


def parse_amount(text: str) -> Decimal | None:
    """Yuan as a person gives one amount: 100万, 一百二十万元, ¥300,000, 1.5亿, 50w, 三十万块钱; None where it is none."""
    plain = fold(text).replace(" ", "").removeprefix("人民币").removeprefix("¥").removesuffix("整").removesuffix("人民币")
    for unit in ("元钱", "块钱", "元", "块", "圆"):
        if plain.endswith(unit):
            return parse_numeral(plain.removesuffix(unit))
    return parse_numeral(plain)


def _hundred_millions(text: str) -> Decimal | None:
    """A numeral that may hold 亿: what stands before it may hold 万 of its own (一万亿)."""
    left, scale, right = text.partition("亿")
    if not scale:
        return _ten_thousands(text)
    return _scaled(_ten_thousands(left), HUNDRED_MILLION, right, _ten_thousands)


def _ten_thousands(text: str) -> Decimal | None:
    left, scale, right = text.partition("万")
    if not scale:
        return _section(text)
    return _scaled(_section(left), TEN_THOUSAND, right, _section)


def _scaled(left: Decimal | None, scale: Decimal, right: str, read: Callable[[str], Decimal | None]) -> Decimal | None:
    """Left part times scale plus right part; a lone digit on the right counts the next lower place (一亿二, 3万5)."""
    if left is None:
        return None
    if not right:
        return left * scale
    if right in DIGITS and right not in "零〇两":
        return left * scale + DIGITS[right] * scale / 10
    if len(right) == 1 and right.isascii() and right.isdigit() and right != "0":
        return left * scale + int(right) * scale / 10
    rest = read(right.lstrip("零〇") if len(right) > 1 else right)
    if rest is None or rest >= scale or left != left.to_integral_value():
        return None
    return left * scale + rest


def _section(text: str) -> Decimal | None:
    """A numeral below 一万 in places, or a number in digits; with 点 it may have decimals."""
    if _ASCII.fullmatch(text):
        return Decimal(text.replace(",", ""))
    whole, point, decimals = text.partition("点")
    if point:
        if not decimals or any(character not in DIGITS or character == "两" for character in decimals):
            return None
        value = _section(whole)
        if value is None:
            return None
        return value + Decimal("0." + "".join(str(DIGITS[character]) for character in decimals))
    if not text:
        return None
    total = Decimal(0)
    place = 10_000
    position = 0
    last_zero = False
    while position < len(text):
        if text[position] in "零〇":
            if last_zero or (position == 0 and len(text) > 1):
                return None
            last_zero = True
            position += 1
            continue
        part = _SECTION.match(text, position)
        if not part:
            break
        unit = _PLACES[part[2]]
        if unit >= place or (part[1] is None and position and not last_zero and part[2] != "十"):
            return None
        digit = part[1]
        if digit is None:
            count = Decimal(1)
        elif digit in DIGITS:
            count = Decimal(DIGITS[digit])
        else:
            count = Decimal(digit.replace(",", ""))
            if position and count >= 10:
                return None
        total += count * unit
        place = unit
        last_zero = False
        position = part.end()
    rest = text[position:]
    if not rest:
        return total
    if len(rest) != 1 or (rest not in DIGITS and not (rest.isascii() and rest.isdigit())):
        return None
    digit_value = DIGITS[rest] if rest in DIGITS else int(rest)
    if position == 0 or last_zero or place == 10:
        return total + digit_value
    if rest == "两":
        return None
    return total + digit_value * place // 10


_DIGIT_NAMES = "零一二三四五六七八九"


def format_numeral(number: int) -> str:
    """A whole number in Chinese: 120 is 一百二十, 12 is 十二, 10,000,200 is 一千万零二百.

    Raises ValueError from 10^16 on.
    """
    if number < 0:
        return "负" + format_numeral(-number)
    if number >= 10**16:
        raise ValueError(f"no Chinese numeral for {number}")
    if number == 0:
        return "零"
    text = _spelt(number)
    return text[1:] if text.startswith("一十") else text


def _spelt(number: int) -> str:
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number < scale:
            continue
        count, rest = divmod(number, scale)
        head = _spelt(count)
        if scale >= 10**4 and head.startswith("一十"):
            head = head[1:]
        gap = "零" if 0 < rest < scale // 10 else ""
        return head + name + gap + (_spelt(rest) if rest else "")
    return _DIGIT_NAMES[number]


def format_number(number: Decimal) -> str:
    """At most two decimals, no trailing zeros, no separators: 95, 33.33, 0.5."""
    return _trimmed(f"{_rounded(number):f}")


def format_yuan(amount: Decimal) -> str:
    """Yuan in full with separators: 1,450,000元."""
    return _trimmed(f"{_rounded(amount):,f}") + "元"


def format_amount(amount: Decimal) -> str:
    """An amount of yuan as officials write it: 500元, 145万元, 816.42万元, 1.5亿元.

    Below 1万 in 元; 亿元 where two decimals hold it exactly, else 万元 with at most two decimals, rounded.
    """
    amount = _rounded(amount)
    if abs(amount) < TEN_THOUSAND:
        return _trimmed(f"{amount:f}") + "元"
    in_ten_thousands = _rounded(amount / TEN_THOUSAND)
    in_hundred_millions = in_ten_thousands / TEN_THOUSAND
    if abs(in_hundred_millions) >= 1 and in_hundred_millions == _rounded(in_hundred_millions):
        return _trimmed(f"{_rounded(in_hundred_millions):f}") + "亿元"
    return _trimmed(f"{in_ten_thousands:f}") + "万元"


def _rounded(number: Decimal) -> Decimal:
    if number.adjusted() > _EXACT_DIGITS:
        return number  # no amount that any table holds; quantize would raise
    return Decimal(number).quantize(CENT, ROUND_HALF_UP) + 0


_EXACT_DIGITS = 24
"""Digits before the point to which amounts are rounded to the cent."""


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
