"""Years in a text that follow the new year, and years that do not: document numbers, policy names, facts of the past, plans.

What is no year at all (5000人以上, 6694名) is told apart by `chinese.years`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from assistant.chinese.numerals import DIGITS
from assistant.chinese.width import fold
from assistant.chinese.years import find_dates, find_years
from assistant.model.record import record


class Why(StrEnum):
    """Why a year stays; each has its words in prompts/drafting/changes.toml."""

    DOCUMENT = "document"
    """宁财预〔2022〕15号, 《…2021—2025年…规划》: the number or name of a document."""
    PAST = "past"
    """2019年以来, 比2021年增长, 2020年建成的: something that was."""
    SPAN = "span"
    """2022-2024年, 2022年10月至2023年3月: goes beyond one year."""
    AHEAD = "ahead"
    """到2025年, 2023年6月底 in a table of 2022: a plan for a later year, which is not pushed on by itself."""


@record
class KeptYear:
    """A year that stays as it is."""

    text: str
    """With what makes it stay: 〔2022〕15号."""
    why: Why


@record
class Rolled:
    """A text with its years rolled."""

    text: str
    odd: tuple[int, ...] = ()
    """Years that followed although they were not the base's: left over from earlier."""
    kept: tuple[KeptYear, ...] = ()


_ISSUER = r"[\u4e00-\u9fff]{0,8}"
_BEFORE_ISSUER = re.compile("^.*(?:按照|根据|依据|依照|落实|关于|印发|按)(?=.)")
_DOCUMENT = re.compile(
    rf"{_ISSUER}[〔\[(【] ?(?:19|20)\d\d ?[〕\])】] ?第? ?\d+ ?号|{_ISSUER}(?:19|20)\d\d ?年? ?第 ?\d+ ?号|"
    r"(?:19|20)\d\d ?- ?\d+ ?号|《[^《》]{1,80}》|"
    r"[“「][^“”「」]{0,40}(?:计划|规划|行动|方案|意见|通知|办法|条例)[^“”「」]{0,10}[”」]"
)
_BEFORE = re.compile(r"(?:自|从|始于|早在|比|较|与|同比|相比|对比)于?$")
_AFTER = re.compile(
    r"(?:年度?)?(?:\d{1,2}月(?:份|底|\d{1,2}日)?)?(?:以来|至今|开始|起(?!草|步)|相比|(?:正式)?(?:印发|出台|下发|发布|颁布|修订|制定|批复|批准)|基础上|"
    r"增长|同期)"
)
_EARLIER_BEFORE = re.compile(r"(?:截至|截止到?|至|于|是|曾|在)$")
_EARLIER_AFTER = re.compile(
    r"(?:年度?)?(?:\d{1,2}月(?:份|底|\d{1,2}日)?|[底末初前])?(?:已|曾|建成|建设的|建的|成立|启动的|完成的|实施的|竣工|投入使用|考核|结转|结余|清算|决算|"
    r"欠|尾款|脱贫|存量|基数|立项|入库|获|被评|荣获)"
)
_RANGE_BETWEEN = re.compile(r"[年度\d月份日底初末上中下旬半 ]*(?:-|~|至|到)+[ ]*$")
_FOUR = re.compile(r"(?:19|20)\d\d|[一二][九零〇OＯ○][零〇○一二三四五六七八九]{2}")
_TWO = re.compile(r"(?<!\d)\d\d(?= ?年)")
_LEAP_DAY = re.compile(r"(?<!\d)0?2[月./-]29(?!\d)")


@record
class _Year:
    """A year as it stands in a text."""

    start: int
    end: int
    year: int
    group: tuple[int, int]
    """The mention that it belongs to: 2022-2024年 is one of two years."""
    of_several: bool


def roll(text: str, old: int | None, new: int, *, deadline: bool = False) -> Rolled:
    """The text for the year `new`; `old` is the year of the table that it stands in, None where that is unknown.

    In a `deadline`, a title or a period an earlier year is one left over, unless something says that it is meant; in running
    text only where the table's own year does not stand there as well.
    """
    plain = fold(text)
    documents = [found.span() for found in _DOCUMENT.finditer(plain)]
    kept = {
        span: KeptYear(
            _BEFORE_ISSUER.sub("", text[slice(*span)]) if "《" not in text[slice(*span)] else text[slice(*span)], Why.DOCUMENT
        )
        for span in documents
        if re.search(r"(?:19|20)\d\d", plain[slice(*span)]) is not None
    }
    years = [
        year for year in _years(text, plain, old) if not any(start < year.end and year.start < end for start, end in documents)
    ]
    pieces, odd = [], []
    end = 0
    for at, year in enumerate(years):
        why = _why_kept(plain, years, at, old, new, deadline)
        if why is not None:
            kept.setdefault(year.group, KeptYear(text[slice(*year.group)], why))
            continue
        if year.year != new:
            pieces += [text[end : year.start], _spelt_like(text[year.start : year.end], new)]
            end = year.end
            if old is not None and year.year != old and year.year not in odd:
                odd.append(year.year)
    return Rolled("".join((*pieces, text[end:])), tuple(odd), tuple(kept[span] for span in sorted(kept)))


def of_year(date: str, year: int) -> str:
    """A date without a year as one of this year: 11月底 is 2023年11月底, 年底 is 2023年底."""
    return f"{year}{date}" if date.startswith("年") else f"{year}年{date}"


def has_leap_day(text: str, year: int) -> bool:
    """Does the text name 29 February, which the year does not have?"""
    return _LEAP_DAY.search(fold(text)) is not None and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def without_years(text: str) -> str:
    """The text with every year as a sign: by it two names of different years are the same."""
    plain = fold(text)
    pieces = []
    end = 0
    for year in _years(text, plain, None):
        pieces += [plain[end : year.start], "#"]
        end = year.end
    return "".join((*pieces, plain[end:]))


def years_in(text: str) -> tuple[int, ...]:
    """The years that the text names by four digits, in its order."""
    return tuple(year.year for year in _years(text, fold(text), None))


def _years(text: str, plain: str, old: int | None) -> list[_Year]:
    """The years of the text, from left to right. Two digits (22年) are one only where they are the table's own year."""
    found: dict[int, _Year] = {}
    for mention in find_years(text, old):
        if mention.relative is None:
            for start, end, year in _spelt(plain, mention.start, mention.end, old):
                found[start] = _Year(start, end, year, (mention.start, mention.end), len(set(mention.years)) > 1)
    for date in find_dates(text.replace("，", "。")):  # behind a comma it takes a month for the rest of a number
        for start, end, year in _spelt(plain, date.start, date.end, old):
            if date.year is not None and not any(one.start < end and start < one.end for one in found.values()):
                found[start] = _Year(start, end, year, (date.start, date.end), False)
    return [found[start] for start in sorted(found)]


def _spelt(plain: str, start: int, end: int, old: int | None) -> Iterator[tuple[int, int, int]]:
    spelt = list(_FOUR.finditer(plain, start, end))
    for four in spelt:
        yield four.start(), four.end(), int("".join(_digit(character) for character in four[0]))
    if not spelt and old is not None:
        for two in _TWO.finditer(plain, start, min(end + 2, len(plain))):
            if int(two[0]) == old % 100:
                yield two.start(), two.end(), old


def _digit(character: str) -> str:
    return character if character.isdigit() and character.isascii() else str(DIGITS.get(character, 0))


def _spelt_like(text: str, year: int) -> str:
    """The year in the script and length of the text that it takes the place of: ２０２３, 二〇二三, 23."""
    digits = str(year)[-len(text) :]
    if "０" <= text[0] <= "９":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
    if text[0] in DIGITS:
        names = "零一二三四五六七八九" if "零" in text else "〇一二三四五六七八九"
        return "".join(names[int(digit)] for digit in digits)
    return digits


def _why_kept(plain: str, years: list[_Year], at: int, old: int | None, new: int, deadline: bool) -> Why | None:
    """Why this year stays, None where it follows."""
    one = years[at]
    before, after = plain[max(0, one.start - 6) : one.start], plain[one.end : one.end + 16]
    if one.of_several or _reaches(plain, years, at):
        return Why.SPAN
    if _BEFORE.search(before) or _AFTER.match(after):
        return Why.PAST
    if old is None or one.year == old:
        return None
    if one.year > old:
        return Why.AHEAD if one.year != new else None
    if _EARLIER_AFTER.match(after) or (not deadline and _EARLIER_BEFORE.search(before)):
        return Why.PAST
    if not deadline and any(other.year == old for other in years):
        return Why.PAST
    return None


def _reaches(plain: str, years: list[_Year], at: int) -> bool:
    """Is the year one end of a time that goes from one year into another: 2022年10月至2023年3月?"""
    pairs = [(years[at - 1], years[at])] if at else []
    pairs += [(years[at], years[at + 1])] if at + 1 < len(years) else []
    return any(
        first.year != second.year and _RANGE_BETWEEN.fullmatch(plain[first.end : second.start]) is not None
        for first, second in pairs
    )
