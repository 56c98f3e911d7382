"""Years and dates in a text: 2022年, 二〇二二年, 22年, 去年, 2023-2025年, 11月底, 12月31日前, 上半年, 第三季度.

What needs the archive to be resolved (近三年, 历年, 各年) is left to those who know the archive. Spans are spans of the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.chinese.measures import measure_at
from assistant.chinese.numerals import DIGITS, parse_numeral
from assistant.chinese.patterns import Pattern
from assistant.chinese.width import fold, simplify
from assistant.model.record import record


@record
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


@record
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
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "上个年": -1,
    "今年": 0,
    "本年": 0,
    "当年": 0,
    "明年": 1,
    "来年": 1,
    "下年": 1,
    "下一年": 1,
    "下个年": 1,
    "后年": 2,
}
"""Each may be followed by 度."""
_NO_RELATIVE_BEFORE = ("目", "当", "以", "之", "提", "此")
_NO_RELATIVE_BEFORE_FORMER = ("从",)
"""从前年年补 speaks of former years; 从去年的表里 does not."""
_NO_RELATIVE_AFTER = ("结转", "结余", "轻", "龄", "级", "货")

# Chinese digits as one small range of characters, so that the expressions compile quickly; 十 is the last of them.
_CODED = {ord(digit): 0xE000 + value for digit, value in DIGITS.items() if digit != "两"} | {ord("十"): 0xE00A}
_ZERO, _DIGIT = "[0oO\ue000]", "[\ue000-\ue009]"
_YEAR = f"(?:(?:19|20)[0-9][0-9]|[\ue001\ue002](?:\ue009|{_ZERO})(?:{_DIGIT}|{_ZERO}){{2}})"
_SHORT = f"(?:[0-9][0-9]|[\ue001\ue002]{_DIGIT})"
_OF_YEAR = " ?年(?![级龄轻货])(?:度(?! ?假))?"
_TO = " ?(?:到|至|-+|~) ?"
_AND = " ?(?:、|,|和|及|与|跟|同) ?"
_FREE = "(?<![0-9.:a-zA-Z])(?<![0-9],)"
_PLAUSIBLE = range(1949, 2100)

_RANGE = Pattern(f"{_FREE}({_YEAR})(?:{_OF_YEAR})?{_TO}({_YEAR}|{_SHORT}(?= ?年))(?![0-9.,]?[0-9])(?:{_OF_YEAR})?", "到至-~")
_LIST = Pattern(f"{_FREE}({_YEAR}(?:{_OF_YEAR})?(?:(?: *[、,] *| +){_YEAR}(?![0-9])(?:{_OF_YEAR})?)+)", "、, ")
_FULL = Pattern(f"{_FREE}({_YEAR}){_OF_YEAR}", "年")
_SHORT_RANGE = Pattern(f"{_FREE}({_SHORT})(?: ?年)?{_TO}({_SHORT}){_OF_YEAR}", "年")
_SHORT_LIST = Pattern(f"{_FREE}({_SHORT}(?: ?年)?(?:{_AND}{_SHORT}(?: ?年)?)+)(?:(?<=年)度?| ?这?[几两\ue002-\ue005]年)", "年")
_SHORT_YEAR = Pattern(f"{_FREE}(?<![百千万\ue000-\ue00a])({_SHORT}) ?年(?:度(?! ?假))?", "年")
_BARE = Pattern(
    r"(?<![0-9.:/a-zA-Z])(?<![0-9],)(?<![0-9]-)((?:19|20)[0-9]{2})(?![0-9:/a-zA-Z%]|[.,][0-9]| ?[\ue00a百千万亿])", "0129"
)
_DOCUMENT_NUMBER = Pattern(r"[〔\[(【] ?(?:19|20)[0-9]{2} ?[〕\])】] ?第? ?[0-9]+ ?号", "号")
_YEARS = Pattern(_YEAR)
_SHORTS = Pattern(_SHORT)

# fmt: off
_MEASURED_AFTER = (
    "元", "块", "圆", "平", "公", "以上", "以下", "以内", "及以上", "及以下", "左右", "上下", "多", "来", "余",
    "之间", "度", "号",
)
# fmt: on
_RANGE_AFTER = Pattern(" ?(?:到|至|-|~) ?[0-9]{3}", "到至-~")
# fmt: off
_COMPARED_BEFORE = (
    "≥", "≤", "<", ">", "=", "大于", "小于", "等于", "高于", "低于", "多于", "少于", "超过", "超", "不到", "不足",
    "突破", "达到", "达", "至少", "至多", "最多", "最少", "满", "每", "近", "约", "使用", "寿命", "期限", "年限",
    "连续", "累计", "为期", "长达", "未来", "过去", "今后", "工作", "服务", "住", "干",
)
# fmt: on
_RANGE_BEFORE = Pattern("[0-9百千万亿元个人\ue000-\ue00a] ?(?:到|至|-|~) ?$", "到至-~")
# fmt: off
_DURATION_AFTER = (
    "以上", "以内", "以下", "之内", "之间", "左右", "上下", "多", "来", "及以上", "及以下", "后", "前的", "制", "期",
    "工龄", "党龄", "时间", "内", "级", "龄",
)
# fmt: on


def find_years(text: str, latest: int | None = None) -> tuple[YearMention, ...]:
    """All years that the text names, from left to right, not overlapping.

    `latest` is the archive's latest year: what 今年 means (去年 is the one before), and what tells 22年 from 15年 of use.
    A number of four digits without 年 is a year unless a unit or a comparison says otherwise.
    """
    plain = simplify(fold(text)).translate(_CODED)
    found: list[YearMention] = []
    taken = bytearray(len(plain))
    for number in _DOCUMENT_NUMBER.finditer(plain):
        taken[number.start() : number.end()] = b"\1" * len(number[0])
    for start, end, years, relative in _candidates(plain, latest):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(YearMention(start, end, text[start:end], years, relative))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _candidates(text: str, latest: int | None) -> Iterator[tuple[int, int, tuple[int, ...], int | None]]:
    """Spans with their years, the wider forms first. Chinese digits are coded."""
    for start, end, distance in _relative_years(text):
        yield start, end, () if latest is None else (latest + distance,), distance
    for match in _RANGE.finditer(text):
        first, last = _number(match[1]), _number(match[2])
        years = _all_between(first, last if last >= 100 else last + 2000)
        if years and ("年" in match[0] or not (_measured(text, match.end()) or _compared(text, match.start()))):
            yield match.start(), match.end(), years, None
    for match in _LIST.finditer(text):
        named = tuple(dict.fromkeys(_number(year[0]) for year in _YEARS.finditer(match[0])))
        if all(year in _PLAUSIBLE for year in named) and ("年" in match[0] or not _measured(text, match.end())):
            yield match.start(), match.end(), named, None
    for match in _FULL.finditer(text):
        yield match.start(), match.end(), (_number(match[1]),), None
    for match in _SHORT_RANGE.finditer(text):
        named = _all_between(2000 + _number(match[1]), 2000 + _number(match[2]))
        if _are_short_years(text, match.start(), match.end(), named, latest):
            yield match.start(), match.end(), named, None
    for match in _SHORT_LIST.finditer(text):
        named = tuple(dict.fromkeys(2000 + _number(year[0]) for year in _SHORTS.finditer(match[1])))
        if _are_short_years(text, match.start(), match.end(), named, latest):
            yield match.start(), match.end(), named, None
    for match in _SHORT_YEAR.finditer(text):
        named = (2000 + _number(match[1]),)
        if _are_short_years(text, match.start(), match.end(), named, latest):
            yield match.start(), match.end(), named, None
    for match in _BARE.finditer(text):
        year = int(match[1])
        if year in _PLAUSIBLE and not _measured(text, match.end()) and not _compared(text, match.start()):
            yield match.start(), match.end(), (year,), None


def _relative_years(text: str) -> Iterator[tuple[int, int, int]]:
    """去年, 今年度 … with their distance from the latest year."""
    behind = text.find("年") + 1
    while behind:
        for start in (behind - 3, behind - 2):
            word = text[max(start, 0) : behind].replace("\ue001", "一")
            distance = _RELATIVE.get(word) if start >= 0 else None
            apart = _NO_RELATIVE_BEFORE + (_NO_RELATIVE_BEFORE_FORMER if word.startswith("前") else ())
            if distance is not None and (not text.endswith(apart, 0, start) or text.endswith("项目", 0, start)):
                if not text.startswith(_NO_RELATIVE_AFTER, behind):
                    yield start, behind + text.startswith("度", behind), distance
                break
        behind = text.find("年", behind) + 1


def _number(text: str) -> int:
    """The number that digits in either script spell, one by one; o stands for 〇."""
    return int("".join(character if "0" <= character <= "9" else str(_digit(character)) for character in text))


def _digit(character: str) -> int:
    return ord(character) - 0xE000 if "\ue000" <= character <= "\ue009" else 0


def _are_short_years(text: str, start: int, end: int, years: tuple[int, ...], latest: int | None) -> bool:
    """Can two digits before 年 be years of the archive's time, and no length of time (不少于15年, 15年以上)?"""
    near = range(2010, 2041) if latest is None else range(latest - 15, latest + 6)
    if not years or not all(year in near for year in years) or _compared(text, start):
        return False
    behind = end + text.startswith(" ", end)
    return text.startswith("多少", behind) or not text.startswith(_DURATION_AFTER, behind)


def _measured(text: str, end: int) -> bool:
    """Does what follows make the four digits before it a number of something?"""
    position = end + text.startswith(" ", end)
    if text.startswith(_MEASURED_AFTER, position) or _RANGE_AFTER.match(text, end):
        return True
    unit = measure_at(text, position)
    return unit not in (None, "年") and not text.startswith("项目", position)


def _compared(text: str, start: int) -> bool:
    """Does a comparison or the first half of a range stand right before?"""
    before = text[max(0, start - 6) : start]
    return before.rstrip().endswith(_COMPARED_BEFORE) or _RANGE_BEFORE.search(before) is not None


def _all_between(first: int, last: int) -> tuple[int, ...]:
    """Every year of a range of at most thirty, as named; () where it is no range of years."""
    if first not in _PLAUSIBLE or last not in _PLAUSIBLE or abs(first - last) > 30:
        return ()
    step = 1 if first <= last else -1
    return tuple(range(first, last + step, step))


_MONTH = "(?:1[0-2]|0?[1-9]|\ue00a[\ue001\ue002]?|[\ue001-\ue009])"
_LONE_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|\ue003\ue00a\ue001?|\ue002?\ue00a[\ue001-\ue009]?)"
_DAY = f"(?:{_LONE_DAY}|[\ue001-\ue009])"
_PART = "(?: ?(?:月?份?底|月?[末初]|月?[上中下]旬|月份|份))"
_IN_YEAR = f"(?:(?P<year>{_YEAR}|{_SHORT}) ?年度?的? ?)?"
_MONTH_DAY = f"(?P<month>{_MONTH}) ?月(?!\ue001次)(?:(?P<day>{_DAY}) ?[日号]|{_PART})?"
_DATE_FORMS = (
    Pattern(
        "(?<![0-9.])(?<![0-9],)(?P<year>(?:19|20)[0-9]{2})(?P<sep>[-./])(?P<month>1[0-2]|0?[1-9])"
        "(?:(?P=sep)(?P<day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9])",
        "-./",
    ),
    Pattern(
        rf"(?<![0-9.\ue00a])(?<![0-9],){_IN_YEAR}{_MONTH} ?月?(?:份|{_DAY}日)?{_TO}(?:(?P<last>{_YEAR}) ?年)?{_MONTH_DAY}", "月"
    ),
    Pattern(f"(?<![0-9.\ue00a])(?<![0-9],){_IN_YEAR}{_MONTH_DAY}", "月"),
    Pattern(f"{_IN_YEAR}(?P<half>[上下])半年度?", "半"),
    Pattern(f"{_IN_YEAR}第? ?(?P<quarter>[1-4\ue001-\ue004]) ?季度?", "季"),
    Pattern(f"(?<![0-9])(?P<year>{_YEAR}|{_SHORT}) ?年度? ?(?P<end>年?[底末初])", "底末初"),
    Pattern(r"(?P<end>年[底末初]|(?<![0-9\ue000-\ue00a])月[底末])", "底末初"),
    Pattern(f"(?<![0-9.\ue000-\ue00a])(?<![0-9],)(?P<day>{_LONE_DAY}) ?日(?![均常子元报志期内]|以内|之内)", "日"),
)


def find_dates(text: str) -> tuple[DateMention, ...]:
    """All dates, deadlines and parts of a year that the text names, from left to right, not overlapping.

    A year alone is no date (see `find_years`); 底 and 初 add nothing to the month. 每月15日 has only the day, 1-12月份 the
    last month. 年底 is month 12, 年初 month 1, 上半年 month 6, 第三季度 month 9.
    """
    plain = simplify(fold(text))
    coded = plain.translate(_CODED)
    found: list[DateMention] = []
    taken = bytearray(len(plain))
    for form in _DATE_FORMS:
        for match in form.finditer(coded):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            named = {name: plain[slice(*match.span(name))] for name, value in match.groupdict().items() if value}
            year = match.groupdict().get("last") or match.groupdict().get("year")
            number = _number(year) if year else None
            if number is not None and number < 100:
                number += 2000
            day = _whole(named["day"]) if "day" in named else None
            found.append(DateMention(start, end, text[start:end], number, _month(named), day))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _month(named: dict[str, str]) -> int | None:
    """The month that a date's parts give."""
    if "month" in named:
        return _whole(named["month"])
    if "half" in named:
        return 6 if named["half"] == "上" else 12
    if "quarter" in named:
        return 3 * (_whole(named["quarter"]) or 0)
    ending = named.get("end", "月")
    if ending.startswith("月"):
        return None
    return 1 if ending.endswith("初") else 12


def _whole(text: str) -> int | None:
    number = parse_numeral(text)
    return None if number is None else int(number)
