"""Projects by the years in which they have a table: 22年有、23年停了、24年又有, 前两年都没有, 头一回出现, 中间断过一年, 三年都有.

Each year's statement is a condition; with them goes whatever else is said: an amount, a change between years, a ranking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from assistant.model.fields import Subject
from assistant.model.query import (
    Changed,
    Condition,
    InYears,
    Operator,
    Selection,
    both,
    either,
)
from assistant.model.record import record
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import any_of, cue, says
from assistant.questions.mention import OF_PRESENCE, Kind, Mention
from assistant.questions.types.built import Built, Outcome, asked_of, with_rows
from assistant.questions.types.change import change, is_against
from assistant.questions.types.ranking import ranked

MOST = 40
"""As many ways of having been there in so many years as a query holds."""

_DIRECTIONS = {"up": Operator.MORE, "down": Operator.LESS, "same": Operator.EQUAL}


@record
class Statement:
    """What is said of some years."""

    years: tuple[int, ...]
    present: bool
    again: bool = False
    """又有, 恢复: there was a table in a year before."""


def presence(frame: Frame) -> Outcome:
    """Statements about years, of which one at least is more than a plain 有, where projects are asked for."""
    if frame.says("each_step") and frame.has(Kind.TREND, "up", "down"):
        return None  # 年年都在涨: rose in each year, see `change`
    mentions = [mention for mention in frame.reading.of(Kind.TREND) if _is_of_presence(frame, mention)]
    if not mentions or frame.named or frame.terms or (frame.about_rows and not frame.conditions.rows):
        return None
    known = frame.context.knowledge.years()
    there, latest = _there(frame, mentions, known)
    if there is None:
        return None
    changed = change(frame) if frame.reading.of(Kind.RANK, Kind.PLACE) else None
    if isinstance(changed, Built) and changed.query.selection.order is not None:
        kept = changed.query.selection  # 一直有的里今年涨得最多的
        figure = replace(changed.query.figure, selection=replace(kept, where=both(kept.where, there)))
        return Built(replace(changed.query, figure=figure), changed.remarks)
    conditions = [there, *_changes(frame, known, latest)]
    bare = replace(frame, years=(), all_years=True)
    where, _ = bare.where("all")
    where = with_rows(frame, both(where, year_condition((latest,) if latest else ()), *conditions))
    selection = Selection(Subject.PROJECT, where, within=frame.within)
    if any(not is_against(frame, rank) for rank in frame.reading.of(Kind.RANK, Kind.PLACE)):
        selection = ranked(frame, selection) or selection
    return asked_of(frame, selection, frame.remarks)


def _is_of_presence(frame: Frame, mention: Mention) -> bool:
    """Is it said whether there was a table: not 连续 of a change, nor 两年都有 of what a table has (中央资金)?"""
    if mention.is_(Kind.TREND, "each"):
        behind = frame.reading.after(mention)
        of_something = behind is not None and behind.kind in (Kind.HEAD, Kind.FUND, Kind.LEVEL1, Kind.LEVEL2)
        return says(mention.text, "there_verbs") and not of_something
    return mention.is_(Kind.TREND, *OF_PRESENCE) or str(mention.value).startswith("years:")


def _there(frame: Frame, mentions: Sequence[Mention], known: tuple[int, ...]) -> tuple[Condition | None, int]:
    """The condition on years, and the year whose tables are meant (0: any)."""
    latest = known[-1]
    if any(mention.is_(Kind.TREND, "gap") for mention in mentions) and not frame.years:
        return _interrupted(known), 0
    for mention in mentions:
        if str(mention.value).startswith("years:"):
            return _just_so_many(
                tuple(sorted(frame.years)) if len(frame.years) > 1 else known, int(str(mention.value).removeprefix("years:"))
            )
    said = [_statement(frame, mention, known) for mention in mentions if mention.is_(Kind.TREND, "present", "absent", "each")]
    statements = [statement for statement in said if statement is not None]
    for mention in frame.reading.of(Kind.TREND):
        if mention.value == "new" and statements and (since := _statement(frame, mention, known)) is not None:
            before = tuple(one for one in known if one == min(since.years) - 1)  # 去年新增、今年没再安排的
            statements += [since, Statement(before, present=False)] if before else [since]
    first = next((mention for mention in mentions if mention.is_(Kind.TREND, "first")), None)
    if first is not None:
        year = frame.years[0] if len(frame.years) == 1 or (frame.years and not statements) else max(frame.years, default=latest)
        before = tuple(one for one in known if one < year)
        statements += [Statement((year,), present=True), Statement(before, present=False)] if before else []
    if len(statements) < len(said) or not statements:
        return None, 0
    there = {year for statement in statements if statement.present for year in statement.years}
    gone = {year for statement in statements if not statement.present for year in statement.years} - there
    if not there or not gone:
        there |= {year for year in frame.years if year not in gone}  # 今年新上、前两年都没有的; 去年的项目今年还在的
    if not there or (len(there) == 1 and not gone):
        return None, 0  # 2022年安排的项目: no more than the year is named
    year = max(there)
    again = [either(*(InYears((one,)) for one in known if one < min(gone or {year}))) for one in statements if one.again]
    earlier = any(one.again for one in statements) and not there - {year} and min(gone or {year}) > known[0]
    others = tuple(sorted(there - {year}))
    return (
        both(
            InYears((*others, year)) if others else None,
            InYears(tuple(sorted(gone)), present=False) if gone else None,
            *(again if earlier else ()),
        ),
        year,
    )


def _statement(frame: Frame, mention: Mention, known: tuple[int, ...]) -> Statement | None:
    """The years that the words stand behind: named one by one or as a span, or those before or after the ones named."""
    present = not mention.is_(Kind.TREND, "absent")
    again = says(mention.text, "restored")
    before = frame.text[: mention.start]
    years = [one for one in frame.reading.of(Kind.YEAR) if one.end <= mention.start]
    since, until = (before.endswith(cue(name)) or mention.text.startswith(cue(name)) for name in ("since_then", "before_then"))
    if since and years and (years[-1].end != mention.start or mention.text.startswith(cue("since_then"))):
        named = [year for one in years for year in _years(one)]
        return Statement(tuple(year for year in known if year > max(named)), present, again)
    if until and not (years and years[-1].end == mention.start):
        named = [year for one in frame.reading.of(Kind.YEAR) for year in _years(one)] or [known[-1]]
        return Statement(tuple(year for year in known if year < max(named)), present, again)
    found: list[int] = []
    end = mention.start
    for one in reversed(years):
        if not _between().fullmatch(frame.text, one.end, end):
            break
        found.extend(_years(one))
        end = one.start
    if found:
        return Statement(tuple(dict.fromkeys(found)), present, again)
    if mention.is_(Kind.TREND, "each") or frame.has(Kind.WHOLE, "all_years") or before.endswith(cue("each_span")):
        return Statement(known, present)
    return None


@cache
def _between() -> re.Pattern[str]:
    """What may stand between the years that a word is said of, and before it (2021年和2022年两年都有的, 2022年起年年都有)."""
    return re.compile(rf"(?:年?度)?(?:{any_of('and_words')}|[,，])?(?:这?[两二三四五六]年|{any_of('each_span')})?")


def _years(mention: Mention) -> list[int]:
    value = mention.value if isinstance(mention.value, tuple) else ()
    return [year for year in value if isinstance(year, int)]


def _changes(frame: Frame, known: tuple[int, ...], latest: int) -> list[Condition]:
    """金额没变, 比去年少: what became of the money over the years that are spoken of."""
    found: list[Condition] = []
    directions = [str(mention.value) for mention in frame.reading.of(Kind.TREND, Kind.FIGURE) if mention.value in _DIRECTIONS]
    year = latest or known[-1]
    for direction in dict.fromkeys(directions):
        operator = _DIRECTIONS[direction]
        years = sorted(one for one in frame.years if one <= year)
        span = tuple(one for one in known if one <= year) if frame.has(Kind.WHOLE, "all_years") and len(years) < 2 else years
        if len(span) > 1 and (direction == "same" or frame.says("each_step")):
            found.extend(
                Changed(frame.measure, operator, since)
                if at == len(span) - 2
                else Changed(frame.measure, operator, since, span[at + 1])
                for at, since in enumerate(span[:-1])
            )
        else:
            since = years[0] if len(years) > 1 else year - 1
            found.append(Changed(frame.measure, operator, since))
    for rank in frame.reading.of(Kind.RANK):
        if is_against(frame, rank):
            operator = Operator.LESS if rank.value == "least" else Operator.MORE
            against = [one for one in frame.years if one < year]
            found.append(Changed(frame.measure, operator, against[-1] if against else year - 1))
    return found


def _interrupted(known: tuple[int, ...]) -> Condition | None:
    """A year without a table between two with one."""
    parts = [
        both(year_condition((after,)), InYears((before, after)), InYears((gap,), present=False))
        for before, gap, after in zip(known, known[1:], known[2:], strict=False)
    ]
    return either(*(part for part in parts if part is not None)) if parts else None


def _just_so_many(known: tuple[int, ...], number: int) -> tuple[Condition | None, int]:
    """In so many of the years, and in no other."""
    ways = list(combinations(known, number)) if number <= len(known) else []
    if not 0 < len(ways) <= MOST:
        return None, 0
    parts = []
    for way in ways:
        others = tuple(year for year in known if year not in way)
        absent = InYears(others, present=False) if others else None
        parts.append(both(year_condition((way[-1],)), InYears(way) if len(way) > 1 else None, absent))
    return either(*(part for part in parts if part is not None)), 0
