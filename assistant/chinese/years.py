"""Years and dates in a text: 2022年, 二〇二二年, 22年, 去年, 2023-2025年, 11月底, 12月31日前, 上半年, 第三季度.

What needs the archive to be resolved (近三年, 历年, 各年) is left to those who know the archive. Spans are spans of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.chinese.measures import measure_at
from assistant.chinese.numerals import DIGITS, parse_numeral
from assistant.chinese.patterns import Pattern
from assistant.chinese.width import fold, simplify


@dataclass(frozen=True, slots=True)
class YearMention:
    """Where a text names one year or several."""

    start: int
    end: int
    text: str
    """As printed."""
    years: tuple[int, ...]
    """In the order named; a range lists every year. () where the latest year is needed and not known."""
    relative: int | None = None
    """For 今年 (0), 去年 (-1), 明年 (+1) …: the distance from the latest year; None for a year named by its number."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """Where a text names a day, a month, a part of a year or a span of them; what is not named is None."""

    start: int
    end: int
    text: str
    """As printed."""
    year: int | None = None
    month: int | None = None
    """1 to 12; of a span, a half or a quarter of a year: the last month."""
    day: int | None = None
    """1 to 31 as printed; None for 底, 初, 中旬."""


_RELATIVE = {
    "大前年": -3,
    "前年度": -2,
    "前年": -2,
    "去年度": -1,
    "去年": -1,
    "上年度": -1,
    "上一年度": -1,
    "上一年": -1,
    "上个年度": -1,
    "上年": -1,
    "今年度": 0,
    "今年": 0,
    "本年度": 0,
    "本年": 0,
    "当年度": 0,
    "当年": 0,
    "明年度": 1,
    "明年": 1,
    "来年": 1,
    "下一年度": 1,
    "下一年": 1,
    "下年度": 1,
    "下个年度": 1,
    "后年": 2,
}
_YEAR = r"(?:(?:19|20)\d\d|[一二][九零〇0oO][零〇0oO一二三四五六七八九][零〇0oO一二三四五六七八九])"
_SHORT = r"(?:\d\d|[一二三][零〇一二三四五六七八九])"
_OF_YEAR = r" ?年(?![级龄轻货])(?:度(?! ?假))?"
_TO = r" ?(?:到|至|-+|~) ?"
_AND = r" ?(?:、|,|和|及|与|跟|同) ?"
_COMPARED = (
    r"(?:[≥≤<>=]|大于|小于|等于|高于|低于|多于|少于|超过|超|不到|不足|突破|达到|达|至少|至多|最多|最少|满|每|近|约|使用|寿命|期限|年限|连续|累计|"
    r"为期|长达|未来|过去|今后|工作|服务|住|干)"
)
_BOUNDED = r"(?: ?(?:以上|以内|以下|之内|之间|左右|上下|多|来|及以上|及以下|后|前的|制|期|工龄|党龄|时间))"

_FREE = r"(?<![\d.,:a-zA-Z])"
_RELATIVE_YEAR = Pattern(
    "(?<![目当以之提此从])(?:" + "|".join(sorted(_RELATIVE, key=len, reverse=True)) + ")(?!结转|结余|[轻龄级货])",
    "今去前上本当明来下后",
)
_RANGE = Pattern(rf"{_FREE}({_YEAR})(?:{_OF_YEAR})?{_TO}({_YEAR}|{_SHORT}(?= ?年))(?![\d.,]?\d)(?:{_OF_YEAR})?", "到至-~")
_YEAR_LIST = Pattern(rf"{_FREE}({_YEAR}(?:{_OF_YEAR})?(?:(?: *[、,] *| +){_YEAR}(?!\d)(?:{_OF_YEAR})?)+)", "、, ")
_FULL = Pattern(rf"{_FREE}({_YEAR}){_OF_YEAR}", "年")
_SHORT_RANGE = Pattern(rf"{_FREE}({_SHORT})(?: ?年)?{_TO}({_SHORT}){_OF_YEAR}", "年")
_SHORT_LIST = Pattern(rf"{_FREE}({_SHORT}(?: ?年)?(?:{_AND}{_SHORT}(?: ?年)?)+)(?:(?<=年)度?| ?这?[两二三四五几]年)", "年")
_SHORT_YEAR = Pattern(
    rf"(?<![\d.,:a-zA-Z零〇一二三四五六七八九十百千万])({_SHORT}) ?年(?!{_BOUNDED}|内|级|龄)(?:度(?! ?假))?", "年"
)
_BARE = Pattern(r"(?<![\d.,:/a-zA-Z])(?<!\d-)((?:19|20)\d\d)(?![\d:/a-zA-Z%]|[.,]\d| ?[十百千万亿])", "0129")
_DOCUMENT_NUMBER = Pattern(r"[〔\[(【] ?(?:19|20)\d\d ?[〕\])】] ?第? ?\d+ ?号", "号")
_YEARS = Pattern(_YEAR)
_SHORTS = Pattern(_SHORT)
_BOUND = Pattern(_BOUNDED)
_AFTER_COMPARISON = Pattern(rf"(?:{_COMPARED}|[\d十百千万亿元个人] ?(?:到|至|-|~)) ?$")
_NUMBER_CONTINUES = Pattern(
    r" ?(?:元|块|圆|平|公|以上|以下|以内|及以上|左右|上下|多|来|余|之间|度(?!假)|号|(?:到|至|-|~) ?\d{3})"
)
_PLAUSIBLE = range(1949, 2100)


def find_years(text: str, latest: int | None = None) -> tuple[YearMention, ...]:
    """All years that the text names, from left to right, not overlapping.

    `latest` is the archive's latest year: what 今年 means (去年 is the one before), and what tells 22年 from 15年 of use.
    A number of four digits without 年 is a year unless a unit or a comparison says otherwise.
    """
    plain = simplify(fold(text))
    found: list[YearMention] = []
    taken = [number.span() for number in _DOCUMENT_NUMBER.finditer(plain)]
    for start, end, years, relative in _candidates(plain, latest):
        if years is not None and any(start < last and first < end for first, last in taken):
            continue
        taken.append((start, end))
        if years or relative is not None:
            found.append(YearMention(start, end, text[start:end], years or (), relative))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _candidates(text: str, latest: int | None) -> Iterator[tuple[int, int, tuple[int, ...] | None, int | None]]:
    """Spans with their years, the wider forms first."""
    for match in _RELATIVE_YEAR.finditer(text):
        distance = _RELATIVE[match[0]]
        yield match.start(), match.end(), () if latest is None else (latest + distance,), distance
    for match in _RANGE.finditer(text):
        first = _number(match[1])
        last = _number(match[2])
        if last < 100:
            last += 2000
        printed = "年" in match[0]
        if not printed and (_measured(text, match.end()) or _compared(text, match.start())):
            continue
        if years := _all_between(first, last):
            yield match.start(), match.end(), years, None
    for match in _YEAR_LIST.finditer(text):
        named = tuple(_number(year[0]) for year in _YEARS.finditer(match[0]))
        if all(year in _PLAUSIBLE for year in named) and ("年" in match[0] or not _measured(text, match.end())):
            yield match.start(), match.end(), tuple(dict.fromkeys(named)), None
    for match in _FULL.finditer(text):
        yield match.start(), match.end(), (_number(match[1]),), None
    for match in _SHORT_RANGE.finditer(text):
        first, last = _number(match[1]), _number(match[2])
        if _short_year(first, latest) and _short_year(last, latest) and not _is_duration(text, match.start(), match.end()):
            yield match.start(), match.end(), _all_between(2000 + first, 2000 + last), None
    for match in _SHORT_LIST.finditer(text):
        named = tuple(_number(year[0]) for year in _SHORTS.finditer(match[1]))
        if all(_short_year(year, latest) for year in named) and not _is_duration(text, match.start(), match.end()):
            yield match.start(), match.end(), tuple(2000 + year for year in dict.fromkeys(named)), None
    for match in _SHORT_YEAR.finditer(text):
        year = _number(match[1])
        if _short_year(year, latest) and not _is_duration(text, match.start(), match.end()):
            yield match.start(), match.end(), (2000 + year,), None
    for match in _BARE.finditer(text):
        year = int(match[1])
        if year in _PLAUSIBLE and not _measured(text, match.end()) and not _compared(text, match.start()):
            yield match.start(), match.end(), (year,), None


def _number(text: str) -> int:
    """The number that digits in either script spell, one by one."""
    digits = (character if character.isascii() and character.isdigit() else str(DIGITS.get(character, 0)) for character in text)
    return int("".join(digits))


def _short_year(number: int, latest: int | None) -> bool:
    """Can the two digits be a year of the archive's time?"""
    return 0 <= number - 10 <= 30 if latest is None else -15 <= 2000 + number - latest <= 5


def _is_duration(text: str, start: int, end: int) -> bool:
    """15年 after 不少于 or before 以上 is a length of time."""
    return _compared(text, start) or bool(_BOUND.match(text, end))


def _measured(text: str, end: int) -> bool:
    """Does what follows make the four digits before it a number of something?"""
    position = end + 1 if text[end : end + 1] == " " else end
    unit = measure_at(text, position)
    return bool(_NUMBER_CONTINUES.match(text, end)) or (unit is not None and unit != "年")


def _compared(text: str, start: int) -> bool:
    """Does a comparison or the first half of a range stand right before?"""
    return bool(_AFTER_COMPARISON.search(text[max(0, start - 6) : start]))


def _all_between(first: int, last: int) -> tuple[int, ...]:
    """Every year of a range of at most thirty, as named; () where it is no range of years."""
    if first not in _PLAUSIBLE or last not in _PLAUSIBLE or abs(first - last) > 30:
        return ()
    step = 1 if first <= last else -1
    return tuple(range(first, last + step, step))


_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_LONE_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?)"
_PART = r"(?: ?(?:月?份?底|月?末|月?初|月?中旬|月?上旬|月?下旬|月份|份))"
_WHOLE_YEAR = rf"(?:(?P<year>{_YEAR}|{_SHORT}) ?年(?:度)?的? ?)?"
_FREE_DATE = r"(?<![\d.,十])"
_DATE_FORMS = (
    Pattern(
        r"(?<![\d.,])(?P<year>(?:19|20)\d\d)(?P<sep>[-./])(?P<month>1[0-2]|0?[1-9])(?:(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9]))?(?!\d)",
        "-./",
    ),
    Pattern(
        rf"{_FREE_DATE}{_WHOLE_YEAR}{_MONTH} ?月?(?:份|{_DAY}日)?{_TO}(?:(?P<year2>{_YEAR}) ?年)?"
        rf"(?P<month>{_MONTH}) ?月(?:(?P<day>{_DAY}) ?[日号]|{_PART})?",
        "月",
    ),
    Pattern(rf"{_FREE_DATE}{_WHOLE_YEAR}(?P<month>{_MONTH}) ?月(?!一次)(?:(?P<day>{_DAY}) ?[日号]|{_PART})?", "月"),
    Pattern(rf"{_WHOLE_YEAR}(?P<half>[上下])半年度?", "半"),
    Pattern(rf"{_WHOLE_YEAR}(?:第 ?(?P<quarter>[一二三四1-4]) ?个?季度?|(?P<quarter2>[一二三四1-4]) ?季度)", "季"),
    Pattern(rf"(?<!\d)(?P<year>{_YEAR}|{_SHORT}) ?年度? ?(?P<end>年?底|年?末|年?初)", "底末初"),
    Pattern(r"(?P<end>年底|年末|年初|(?<![\d一二三四五六七八九十])月[底末])", "底末初"),
    Pattern(rf"(?<![\d.,一二三四五六七八九十])(?P<day>{_LONE_DAY}) ?日(?![均常子元报志期内]|以内|之内)", "日"),
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def find_dates(text: str) -> tuple[DateMention, ...]:
    """All dates, deadlines and parts of a year that the text names, from left to right, not overlapping.

    A year alone is no date (see `find_years`); 底 and 初 add nothing to the month. 每月15日 has only the day, 1-12月份 the
    last month. 年底 is month 12, 年初 month 1, 上半年 month 6, 第三季度 month 9.
    """
    plain = simplify(fold(text))
    found: list[DateMention] = []
    taken: list[tuple[int, int]] = []
    for form in _DATE_FORMS:
        for match in form.finditer(plain):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            groups = match.groupdict()
            year = groups.get("year2") or groups.get("year")
            month = _value(groups.get("month"))
            if groups.get("half"):
                month = 6 if groups["half"] == "上" else 12
            quarter = groups.get("quarter") or groups.get("quarter2")
            if quarter:
                month = 3 * (_QUARTERS.get(quarter) or int(quarter))
            if ending := groups.get("end"):
                month = None if ending.startswith("月") else 1 if ending.endswith("初") else 12
            number = _number(year) if year else None
            if number is not None and number < 100:
                number += 2000
            taken.append((start, end))
            found.append(DateMention(start, end, text[start:end], number, month, _value(groups.get("day"))))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _value(text: str | None) -> int | None:
    number = parse_numeral(text) if text else None
    return None if number is None else int(number)
