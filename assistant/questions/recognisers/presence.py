"""In which years there was a table: 2022年有, 2023年停了一年, 今年又恢复, 前两年都没有, 头一回出现, 中间断过一年, 只做了两年."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.numerals import parse_numeral
from assistant.questions.context import Context
from assistant.questions.lexicon import any_of
from assistant.questions.mention import Kind, Mention

_CLOSES = r"(?=$|[、，,。；;?？]|的(?!钱|资金|经费|预算|金额)|但|而|项目|(?:\d{2,4}|今|去|前|后|明|上)[一两二三四五六]?年)"
"""Behind what is said of a year nothing more is said of it: 2023年有满意度的 says what the table has, not that there is one."""


@cache
def _said_of_year() -> re.Pattern[str]:
    year = rf"(?:(?<!哪)(?<!哪一)(?<!哪几)年度?|(?P<then>{any_of('before_then', 'since_then')}))"
    adverbs, endings = f"{any_of('adverbs')}*", f"{any_of('had_endings')}?"
    had = rf"(?:{any_of('there')}|{any_of('had')}{endings})"
    dropped = rf"{any_of('was_dropped')}(?:了|过)?{any_of('for_a_while')}?"
    absent = rf"(?:{dropped}|{any_of('not_there')}{adverbs}{had}?)"
    return re.compile(rf"{year}(?P<said>{adverbs}(?:(?P<absent>{absent})|(?P<present>{had}))(?:过|了)?){_CLOSES}")


@cache
def _newly() -> re.Pattern[str]:
    """今年新增、超过100万的: the word alone, with nothing that would be new."""
    return re.compile(rf"年度?(?P<said>{any_of('newly')}){_CLOSES}")


@cache
def _first_time() -> re.Pattern[str]:
    return re.compile(rf"{any_of('for_the_first')}(?:{any_of('had')}|{any_of('there')}){any_of('had_endings')}?")


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(rf"(?:中间|当中)?{any_of('gaps')}(?:了|过)?{any_of('for_a_while')}")


@cache
def _always() -> re.Pattern[str]:
    return re.compile(rf"{any_of('always')}都?(?:{any_of('there')}|{any_of('had')}{any_of('had_endings')}){_CLOSES}")


@cache
def _so_many() -> re.Pattern[str]:
    number = r"(?P<number>[一两二三四五六七八九\d])(?:个?年(?:度)?(?![以之前后底末])|次|回)"
    return re.compile(rf"{any_of('no_more_than')}(?:{any_of('had')}|有)(?:过|了)?{number}")


def presence(text: str, context: Context) -> Iterable[Mention]:
    """What is said of a year (kind TREND).

    `present`, `absent`, `first`, `gap`, `new`, and `years:2` for in two years alone.
    """
    if not context.knowledge.years():
        return
    for found in _said_of_year().finditer(text):
        value = "absent" if found["absent"] else "present"
        start = found.start("then") if found["then"] else found.start("said")
        yield Mention(Kind.TREND, start, found.end("said"), text[start : found.end("said")], value)
    for found in _newly().finditer(text):
        yield Mention(Kind.TREND, found.start("said"), found.end("said"), found["said"], "new")
    for found in _first_time().finditer(text):
        yield Mention(Kind.TREND, found.start(), found.end(), found.group(), "first")
    for found in _always().finditer(text):
        yield Mention(Kind.TREND, found.start(), found.end(), found.group(), "each")
    for found in _gap().finditer(text):
        yield Mention(Kind.TREND, found.start(), found.end(), found.group(), "gap")
    for found in _so_many().finditer(text):
        number = parse_numeral(found["number"])
        if number is not None:
            yield Mention(Kind.TREND, found.start(), found.end(), found.group(), f"years:{int(number)}")
