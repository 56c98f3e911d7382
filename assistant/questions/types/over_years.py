"""Projects by what became of them over the years: 比去年少了的, 一直没动过的, 新增加的, 没再安排的, 连续三年都有的."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.model.fields import Subject
from assistant.model.query import (
    Changed,
    Condition,
    HasRows,
    InYears,
    OfYear,
    Operator,
    Quantifier,
    Selection,
    both,
    either,
)
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import any_of, cue, money_words, says
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome, asked_of, list_of, listed_or_counted, row_condition
from assistant.questions.types.change import is_set_against
from assistant.questions.types.ranking import ranked

_TRENDS = ("up", "down", "same", "new", "gone", "once", "each")
_DIRECTIONS = {"up": Operator.MORE, "down": Operator.LESS, "same": Operator.EQUAL}


def over_years(frame: Frame) -> Outcome:
    """A word for a change between years, where projects are asked for or counted."""
    alone = _only_in_year(frame) or _in_each_year(frame)
    if alone is not None and not frame.named:
        return alone
    there_and_gone = _there_and_gone(frame)
    if there_and_gone is not None and not frame.named:
        return there_and_gone
    trends = [str(mention.value) for mention in frame.reading.of(Kind.TREND) if mention.value in _TRENDS]
    trends = _members_moved(frame) or trends or _compared(frame)
    if not trends or frame.named or frame.about_rows:
        return None
    if _counts_more(frame):
        return None
    counts = frame.has(Kind.FIGURE, "count") and not frame.says("how_many_moved")
    of_set = frame.within is not None and frame.question.endswith(cue("listed_nouns"))
    if not (frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or counts or of_set):
        return None
    known = frame.context.knowledge.years()
    if not known:
        return None
    trend = trends[0]
    years = tuple(sorted(frame.years))
    if trend in ("new", "gone", "each", "once") or frame.all_years or len(years) > 1 or frame.previous or trend in _DIRECTIONS:
        condition, year = _condition(frame, trend, years, known)
        if condition is None:
            return None
        bare = replace(frame, years=(), all_years=True)
        where, _ = bare.where("all")
        selection = Selection(
            Subject.PROJECT, both(where, year_condition((year,) if year else ()), condition), within=frame.within
        )
        if trend in ("new", "gone", "each", "once"):
            selection = ranked(frame, selection) or selection  # 年年都有的里哪个钱最多
        return asked_of(frame, selection, frame.remarks)
    return None


def _members_moved(frame: Frame) -> list[str]:
    """今年比去年多了哪些项目, 24年比23年多出来哪几个: which there are more or fewer of, and no money is spoken of."""
    if frame.speaks_of_money or not frame.asks_for_projects or not (frame.says("compares") or len(frame.years) > 1):
        return []
    asked = {ask.start for ask in frame.reading.of(Kind.ASK) if ask.value == "which"}
    for mention in frame.reading.of(Kind.TREND):
        if mention.value in _MEMBERS and mention.end in asked and says(mention.text, "many_or_few"):
            return [_MEMBERS[str(mention.value)]]
    return []


_MEMBERS = {"up": "new", "down": "gone"}


def _counts_more(frame: Frame) -> bool:
    """今年比去年多了几个项目: by how many there are more, and not which of them rose."""
    counts = {mention.start for mention in frame.reading.of(Kind.FIGURE) if mention.value == "count"}
    return any(mention.value in _DIRECTIONS and mention.end in counts for mention in frame.reading.of(Kind.TREND))


def _compared(frame: Frame) -> list[str]:
    """钱比去年少的, 比2023年多的: more or less than in a year."""
    if frame.conditions.number_tests:
        return []
    if frame.has(Kind.FIGURE, "same") and frame.says("beside_year"):
        return ["same"]
    found = _beside_a_year().search(frame.text)
    return [] if found is None else ["up" if found["up"] else "down"]


@cache
def _beside_a_year() -> re.Pattern[str]:
    years = "|".join((*cue("year_words"), r"\d{4}年度?"))
    more, less = any_of("more_degrees"), any_of("less_degrees")
    degree = rf"(?:(?P<up>{more})|(?P<down>{less}))(?!{less})"
    return re.compile(rf"{any_of('against')}(?:{years})的?{money_words()}?{any_of('still')}?{degree}")


def _only_in_year(frame: Frame) -> Built | None:
    """只有今年有的项目: tables of one year whose project has none in another."""
    mentions = frame.reading.of(Kind.YEAR)
    if len(frame.years) != 1 or len(mentions) != 1 or not (frame.asks_for_projects or frame.has(Kind.ASK, "which", "list")):
        return None
    before, behind = frame.text[: mentions[0].start], frame.text[mentions[0].end :]
    if not (before.endswith(cue("only_in")) and behind.removeprefix("度").startswith(cue("is_there"))):
        return None
    others = tuple(year for year in frame.context.knowledge.years() if year != frame.years[0])
    condition = both(*frame.conditions.table, year_condition(frame.years), InYears(others, present=False))
    return Built(list_of(Selection(Subject.PROJECT, condition, within=frame.within)))


def _in_each_year(frame: Frame) -> Built | None:
    """两年都超过1000万的: what is said holds in each of the years."""
    known = frame.context.knowledge.years()
    years = frame.years if len(frame.years) > 1 else known if frame.all_years else ()
    tests = both(*frame.conditions.table)
    rows = row_condition(frame)
    met = both(tests, HasRows(Quantifier.SOME, rows) if rows is not None else None)
    asks = frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or frame.has(Kind.FIGURE, "count")
    if len(years) < 2 or met is None or not asks or not frame.says("in_each_year") or frame.excepted or frame.terms:
        return None
    if any(ask.text.startswith(cue("all_of_which")) for ask in frame.reading.of(Kind.ASK)):
        return None  # 三年里都有什么项目 asks for all of them
    if any(one.is_(Kind.WHOLE, "all_years") and says(one.text, "looked_through") for one in frame.reading.of(Kind.WHOLE)):
        return None  # 三年都看看: the years that are looked through
    latest = max(years)
    condition = both(year_condition((latest,)), met, *(OfYear(year, met) for year in sorted(years) if year != latest))
    selection = Selection(Subject.PROJECT, condition, within=frame.within)
    return listed_or_counted(frame, selection)


def _there_and_gone(frame: Frame) -> Built | None:
    """今年有、去年没有的项目: tables of one year whose project has none in the other."""
    mentions = frame.reading.of(Kind.YEAR)
    if len(frame.years) != 2 or len(mentions) != 2 or not (frame.asks_for_projects or frame.has(Kind.ASK, "which", "list")):
        return None
    middle = frame.text[mentions[0].end : mentions[1].start]
    behind = frame.text[mentions[1].end : mentions[1].end + 6]
    denied = [says(part, "absent") for part in (middle, behind)]
    there = [says(part, "present") and not gone for part, gone in zip((middle, behind), denied, strict=True)]
    for here, other in ((0, 1), (1, 0)):
        if there[here] and denied[other]:
            condition = both(year_condition((frame.years[here],)), InYears((frame.years[other],), present=False))
            return Built(list_of(Selection(Subject.PROJECT, both(*frame.conditions.table, condition), within=frame.within)))
    return None


def _condition(frame: Frame, trend: str, years: tuple[int, ...], known: tuple[int, ...]) -> tuple[Condition | None, int]:
    """What the tables of one year must meet, and that year."""
    latest = known[-1]
    if len(years) == 1 and years[0] < latest and trend in ("new", *_DIRECTIONS) and is_set_against(frame):
        absent = InYears(years, present=False)
        return (absent if trend == "new" else Changed(frame.measure, _DIRECTIONS[trend], years[0])), latest
    if trend == "gone":
        first = years[0] if years else known[max(len(known) - 2, 0)]
        later = years[-1] if len(years) > 1 else first + 1
        if len(years) == 1 and years[0] == latest:
            first, later = latest - 1, latest
        return InYears((later,), present=False), first
    if trend == "once":
        alone = [
            both(year_condition((year,)), InYears(tuple(other for other in known if other != year), present=False))
            for year in known
        ]
        return either(*(part for part in alone if part is not None)), 0
    if trend == "new":
        year = years[-1] if years else latest
        return InYears(years[:-1] or (year - 1,), present=False), year
    if trend == "each":
        span = years if len(years) > 1 and not frame.has(Kind.WHOLE, "all_years") else known
        return InYears(tuple(span)), span[-1]
    operator = _DIRECTIONS[trend]
    if trend == "same" and (frame.all_years or len(years) > 2 or not years):
        span = tuple(range(years[0], years[-1] + 1)) if len(years) > 1 else known
        changes = tuple(Changed(frame.measure, operator, year) for year in span[:-1])
        return both(InYears(tuple(span)), *changes), span[-1]
    if len(years) > 1:
        return Changed(frame.measure, operator, years[0]), years[-1]
    year = years[0] if years else latest
    if len(years) == 1 and frame.says("last_year") and year == latest - 1:
        year = latest
    return Changed(frame.measure, operator, year - 1), year
