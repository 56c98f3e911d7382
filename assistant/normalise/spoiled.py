"""Values that a spreadsheet turned into something else: dates into serial numbers, percentages into fractions, ranges into dates.

Nothing is turned back: the value stays as printed, and what it may have been is said.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from assistant.chinese.width import squeeze
from assistant.model.indicator import Indicator

_NUMBER = re.compile(r"[≥≤=<>]*(?P<number>\d[\d,]*(?:\.\d+)?)(?P<rest>.*)")
_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY, _LAST_DAY = 36_526, 54_788
"""Serial numbers of the days from 2000 to 2049."""
_DIGITS = 5
"""How many digits such a number has at the least."""
_TIMES = "时效指标"
_OF_TIME = re.compile(r"时间|日期|时限|期限|进度|完工|竣工|开工|到位|截止|周期")
_SHARE = re.compile(r"(?:率|满意度|知晓度|比例|占比|比重)(?:\([^()]*\))?$")
_DAY = re.compile(
    r"(?:(?P<year>\d{4})[-年](?P<month>\d{1,2})[-月](?P<day>\d{1,2})日?|(?P<month_only>\d{1,2})月(?P<day_only>\d{1,2})日)"
)


def is_serial_day(row: Indicator) -> bool:
    """Whether the value is the number by which a spreadsheet counts a day: 44561 of a row about time."""
    found = _NUMBER.fullmatch(squeeze(row.value.text)) if len(row.value.text) >= _DIGITS else None
    if found is None or not (row.level2 == _TIMES or _OF_TIME.search(row.level3)):
        return False
    number = found["number"].replace(",", "")
    return found["rest"] in ("", found["number"]) and number.isdigit() and _FIRST_DAY <= int(number) <= _LAST_DAY


def what_it_was(row: Indicator) -> str:
    """What is to be said about a value that looks spoiled, with what it may have been; "" for other values."""
    plain = squeeze(row.value.text)
    found = _NUMBER.fullmatch(plain)
    if found is not None and is_serial_day(row):
        day = _DAY_ZERO + timedelta(days=int(found["number"].replace(",", "")))
        return f"像是日期被表格软件变成了序号，原来可能是{day.year}年{day.month}月{day.day}日"
    if found is not None and not found["rest"] and _SHARE.search(squeeze(row.level3)):
        number = Decimal(found["number"].replace(",", ""))
        if 0 < number <= 1:
            return f"像是百分数被表格软件变成了小数，原来可能是{(number * 100).normalize():f}%"
    spoiled = _DAY.fullmatch(plain)
    if spoiled is not None and row.level2 != _TIMES and not _OF_TIME.search(row.level3):
        first, last = spoiled["month"] or spoiled["month_only"], spoiled["day"] or spoiled["day_only"]
        return f"像是被表格软件变成了日期，原来可能是{int(first)}-{int(last)}或{int(first)}/{int(last)}"
    return ""
