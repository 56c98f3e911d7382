"""Numbers of spreadsheets as they are shown: 1 under 0% is 100%, 45291 under a date format is a date, 10 under 0"个" is 10个.

What is stored stays exact: 0.955 under 0% is 95.5%, though a spreadsheet shows 96%.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

BUILT_IN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 29, 30), "yyyy-mm-dd"),
    **dict.fromkeys((16, 28), "m月d日"),
    17: "yyyy-mm",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 46, 47), "h:mm"),
    22: "yyyy-mm-dd",
    27: "yyyy年m月",
    31: "yyyy年m月d日",
    36: "yyyy年m月",
    50: "yyyy年m月",
    **dict.fromkeys((51, 52, 53, 54, 58), "m月d日"),
    57: "yyyy年m月",
}
"""The formats that files name by number only, as Chinese versions show them; all others show a plain number."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
_PLACEHOLDERS = re.compile(r"[#0?][#0?,.]*")
_DATE = re.compile(r"[ymd年月日]", re.IGNORECASE)
_DAY = re.compile(r"[yd年月日]", re.IGNORECASE)
_TIME = re.compile(r"[hs]", re.IGNORECASE)
_LAST_DAY = 2_958_465
"""31 December 9999."""
_DIGITS = 15


def shown(number: str, format: str, *, from_1904: bool = False) -> str:
    """The text of a numeric cell; `number` as the file stores it. What is no number comes back as it is."""
    try:
        value = Decimal(number.strip())
    except InvalidOperation:
        return number
    if not value.is_finite() or abs(value) >= Decimal(10) ** 40:
        return number
    value = _rounded(value)
    section = format.split(";")[0]
    bare = _ASIDE.sub("", _LITERAL.sub("", section))
    if "%" in bare:
        return f"{_plain(value * 100)}%"
    if not _PLACEHOLDERS.search(bare):
        if _TIME.search(bare) and not _DAY.search(bare):
            return _time(value)
        if _DATE.search(bare):
            return _date(value, section, from_1904) or _plain(value)
    before, after = _around(section)
    return f"{before}{_plain(value)}{after}"


def _rounded(value: Decimal) -> Decimal:
    """The number without the noise behind its fifteenth digit, as spreadsheets show it."""
    digits = len(value.as_tuple().digits)
    return value if digits <= _DIGITS else Decimal(f"{value:.{_DIGITS - 1}e}")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _around(section: str) -> tuple[str, str]:
    """The texts that a format prints before and behind a number: 约 and 个 of "约"0"个"."""
    plain = _ASIDE.sub("", section)
    found = _PLACEHOLDERS.search(_LITERAL.sub(lambda literal: "\0" * len(literal[0]), plain))
    if found is None:
        return "", ""
    return _literals(plain[: found.start()]), _literals(plain[found.end() :])


def _literals(text: str) -> str:
    quoted = "".join(quote or sign for quote, sign in _LITERAL.findall(text))
    unquoted = "".join(character for character in _LITERAL.sub("", text) if "\u4e00" <= character <= "\u9fff")
    return (quoted or unquoted).strip()


def _date(value: Decimal, section: str, from_1904: bool) -> str:
    """The day in the order of the format: 2022年12月31日, 2022年12月, 12月31日 or 2022-12-31; "" for no day."""
    if not 1 <= value <= _LAST_DAY:
        return ""
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    day = first + timedelta(days=int(value))
    bare = _ASIDE.sub("", section).lower()
    has_year, has_day = "y" in bare, "d" in bare
    if "年" in bare or "月" in bare:
        return f"{day.year}年" * has_year + f"{day.month}月" + f"{day.day}日" * has_day
    year, rest = f"{day.year}-" * has_year, f"-{day.day:02}" * has_day
    return f"{year}{day.month:02}{rest}"


def _time(value: Decimal) -> str:
    minutes = int(value % 1 * 24 * 60)
    return f"{minutes // 60}:{minutes % 60:02}"
