"""Comparisons put together from words: 谁的预算高, 谁的指标条数多 (which has more); 没定到, 未安排够 (short of a number)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, phrases_of
from assistant.questions.mention import Kind, Mention

_MONEY = ("total", "fiscal", "other")


@cache
def _which_is_more(moneys: tuple[str, ...]) -> re.Pattern[str]:
    money = "|".join(map(re.escape, moneys))
    degrees = any_of("more_degrees", "less_degrees")
    compared = rf"{money}|{any_of('row_number')}"
    return re.compile(
        rf"{any_of('asks_one')}的?{any_of('project_word')}?(?:{compared})?更?{degrees}(?!{any_of('no_degree_behind')})"
    )


@cache
def _short_of() -> re.Pattern[str]:
    return re.compile(rf"{any_of('denies')}{any_of('setting_verbs')}?{any_of('reaches')}")


@cache
def _more_at_end(moneys: tuple[str, ...]) -> re.Pattern[str]:
    """哪个局今年钱多, 那年哪个局多: the degree that ends a question for which one."""
    money = "|".join(map(re.escape, moneys))
    ends = rf"(?P<more>{any_of('more_degrees')})|(?P<less>{any_of('less_degrees')})"
    between = rf"[^比]*?(?:{money})更?"
    return re.compile(rf"(?:{any_of('which_office')})(?:{between}|更)?(?P<degree>{ends})(?:{any_of('trailing')})*$")


@cache
def _number_and_price() -> re.Pattern[str]:
    """按人数和标准算下来, 户数与补助标准相乘: a number and its price that are reckoned together."""
    joined = f"{any_of('number_nouns')}{any_of('and_words')}{any_of('price_nouns')}"
    return re.compile(rf"{any_of('reckoned_by')}?{joined}{any_of('reckoned')}")


@cache
def _ends() -> re.Pattern[str]:
    """两头都算, 均不含本数: whether a range takes its ends in."""
    ends, in_, out = any_of("ends_of_range"), any_of("taken_in"), any_of("left_out")
    both = any_of("each_end")
    behind = rf"{ends}{both}?(?:(?P<behind>{out})|{in_})?"
    before = rf"{both}?(?:(?P<before>{out})|{in_}){ends}"
    return re.compile(rf"{before}|{behind}|{both}(?P<alone>{out})")


@cache
def _in_hundredths() -> re.Pattern[str]:
    """增长百分之多少, 少了百分之几: a change that is asked for in per cent."""
    return re.compile(rf"{any_of('grows', 'shrinks')}{any_of('done_so')}?{any_of('in_hundredths')}")


@cache
def _who_carries_out() -> re.Pattern[str]:
    """哪个单位在干, 谁家在实施的: the unit is asked for."""
    return re.compile(rf"{any_of('who')}{any_of('who_at')}{{0,2}}{any_of('carries_out')}的?")


@cache
def _paid_by_treasury() -> re.Pattern[str]:
    """财政掏多少, 财政给了多少: the fiscal money is asked for."""
    return re.compile(rf"{any_of('treasury')}{any_of('treasury_pays')}了?(?:的钱|的)?(?={any_of('amount_follows')})")


@cache
def _together() -> re.Pattern[str]:
    """跟党校一块儿办班: 一块儿 adds nothing up."""
    return re.compile(rf"{any_of('side_by_side')}(?={any_of('joint_verbs')})")


@cache
def _in_percent() -> re.Pattern[str]:
    """用百分比说, 按百分数算 at the end: how the figure is to be said."""
    return re.compile(rf"{any_of('by_means')}{any_of('percent_words')}来?{any_of('says_figure')}?[?。!]*$")


@cache
def _new_against() -> re.Pattern[str]:
    """较上年新增的, 比去年多出来的: new since the year before."""
    return re.compile(
        rf"{any_of('set_against')}{any_of('year_before')}(?P<new>{any_of('is_added')}了?的?)(?!{any_of('how_many')})"
    )


@cache
def _against_year() -> re.Pattern[str]:
    """较上年, 较2024年: 较 right before a year sets it against another."""
    return re.compile(rf"{any_of('against')}(?={any_of('year_words')}|(?:19|20)?\d\d年)")


@cache
def _of_its_department() -> re.Pattern[str]:
    """占它主管部门的百分之几: behind 占 the department of what is spoken of is the whole."""
    return re.compile(
        rf"{any_of('share')}了?(?P<whole>{any_of('its_own')}?的?{any_of('own_office_nouns')}的?)(?!{any_of('code')})"
    )


def compared(text: str, context: Context) -> Iterable[Mention]:
    """Every such comparison; 没定到 before its number; 钱多 at the end as a ranking; 人数和标准算下来 as a product."""
    for found in _ends().finditer(text):
        out = found["behind"] or found["before"] or found["alone"]
        yield Mention(Kind.FILLER, found.start(), found.end(), found.group(), "without_ends" if out else "with_ends")
    for found in _against_year().finditer(text):
        yield Mention(Kind.SPLIT, found.start(), found.end(), found.group(), "list")
    for found in _in_hundredths().finditer(text):
        yield Mention(Kind.FIGURE, found.start(), found.end(), found.group(), "growth")
    for found in _in_percent().finditer(text):
        yield Mention(Kind.FILLER, found.start(), found.end(), found.group(), "in_percent")
    for found in _of_its_department().finditer(text):
        yield Mention(Kind.WHOLE, found.start("whole"), found.end("whole"), found["whole"], "own_department")
    for found in _new_against().finditer(text):
        yield Mention(Kind.TREND, found.start(), found.end(), found.group(), "new")
    for found in _paid_by_treasury().finditer(text):
        yield Mention(Kind.HEAD, found.start(), found.end(), found.group(), "fiscal")
    for found in _together().finditer(text):
        yield Mention(Kind.FILLER, found.start(), found.end() + 1, text[found.start() : found.end() + 1], "together")
    for found in _who_carries_out().finditer(text):
        yield Mention(Kind.HEAD, found.start(), found.end(), found.group(), "unit")
    for found in _number_and_price().finditer(text):
        yield Mention(Kind.FIGURE, found.start(), found.end(), found.group(), "product")
    for found in _more_at_end(phrases_of(Kind.HEAD, *_MONEY)).finditer(text):
        value = "most" if found["more"] else "least"
        yield Mention(Kind.RANK, found.start("degree"), found.end("degree"), found["degree"], value)
    for found in _which_is_more(phrases_of(Kind.HEAD, *_MONEY)).finditer(text):
        yield Mention(Kind.FIGURE, found.start(), found.end(), found.group(), "compare")
    for found in _short_of().finditer(text):
        yield Mention(Kind.BEFORE, found.start(), found.end(), found.group(), "less")
