"""From a reading to a frame: years, names, what is pointed at, and what of the conversation is meant."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.chinese.quantities import QuantityMention
from assistant.model.fields import Subject
from assistant.model.interpretation import Note, Remark
from assistant.questions.conditions import Conditions, conditions_of
from assistant.questions.context import Context
from assistant.questions.frame import Frame
from assistant.questions.inheritance import inherited
from assistant.questions.last_answer import (
    asked_years,
    years_of,
    years_spoken_of,
)
from assistant.questions.lexicon import any_of, cue, remark, says
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.naming import named, weakly_named
from assistant.questions.pointing import pointing_at
from assistant.questions.reading import Reading
from assistant.questions.references import referred
from assistant.questions.rows import calls_row, units_of_last


def frame_of(reading: Reading, context: Context) -> Frame:
    """Everything of the utterance but the kind of question."""
    bare = Frame(reading, Conditions(), context)
    bare = _without_denied(_without_row_asked(_without_limits(_without_amounts(bare))))
    reading = bare.reading
    frame = replace(bare, conditions=conditions_of(reading, context, row_subject=bare.follows_rows))
    described = frame.conditions.described
    if described:
        frame = replace(frame, reading=reading.keeping(tuple(one for one in reading.mentions if one.start not in described)))
    frame = _years(frame)
    frame = _without_ends_of_names(weakly_named(named(frame)))
    frame = _own_years(referred(_year_of_list(frame)))
    return _without_goal_of_row(_beyond_rows(inherited(frame)))


def _without_limits(frame: Frame) -> Frame:
    """一户最多花多少: the most that each may come to is a bound that the row has, and ranks nothing."""
    ends = {mention.end for mention in frame.reading.of(Kind.PER_UNIT)}
    starts = {mention.start for mention in frame.reading.of(Kind.ASK) if mention.value == "how_much"}
    limits = [
        rank
        for rank in frame.reading.of(Kind.RANK)
        if rank.value in ("most", "least")
        and not frame.text.startswith("的", rank.end)  # 单个最多的安排了多少
        and rank.start in ends
        and any(0 <= start - rank.end <= 1 for start in starts)
    ]
    if not limits or frame.asks_for_projects:
        return frame
    return replace(frame, reading=frame.reading.keeping(tuple(one for one in frame.reading.mentions if one not in limits)))


def _without_row_asked(frame: Frame) -> Frame:
    """有哪条数量指标多于2000的项目, 数量指标最大的一条超过2000的项目: some row is so, and it is not asked for."""
    tested = {mention.start for mention in frame.reading.of(Kind.BEFORE, Kind.QUANTITY)}
    levels = frame.reading.of(Kind.LEVEL1, Kind.LEVEL2)
    passed: set[int] = set()
    for level in levels:
        asked = frame.reading.before(level, skip=())
        behind = frame.reading.after(level)
        if asked is not None and asked.is_(Kind.ASK, "which") and says(asked.text, "asks_rows") and behind is not None:
            passed |= {asked.start} if behind.start in tested else set()
        if behind is not None and behind.is_(Kind.RANK, "most") and (one := _one_row().match(frame.text, behind.end)) is not None:
            more = frame.reading.first(Kind.BEFORE, "more", "at_least")
            passed |= set(range(behind.start, one.end())) if more is not None and more.start == one.end() else set()
    if not passed:
        return frame
    return replace(frame, reading=frame.reading.keeping(tuple(one for one in frame.reading.mentions if one.start not in passed)))


@cache
def _one_row() -> re.Pattern[str]:
    """最大的一条, 最高的那条."""
    return re.compile(rf"的?{any_of('this_or_that')}?[一1]?{any_of('counts_tables')}")


def _without_denied(frame: Frame) -> Frame:
    """不是300万，是400万: of two amounts the one behind 不是 is not meant."""
    amounts = frame.reading.of(Kind.QUANTITY)
    denials = [mention for mention in frame.reading.of(Kind.BEFORE, Kind.CHANGE) if mention.text in cue("is_not")]
    denied = [amount for amount in amounts if any(mention.end == amount.start for mention in denials)]
    compares = [mention for mention in frame.reading.of(Kind.BEFORE, Kind.AFTER) if mention not in denials]
    if len(amounts) != 2 or len(denied) != 1 or compares or frame.last is None:
        return frame
    kept = tuple(one for one in frame.reading.mentions if one not in (*denied, *denials))
    return replace(frame, reading=frame.reading.keeping(kept))


def _without_amounts(frame: Frame) -> Frame:
    """其他资金金额, 上级资金总额: the amount right behind a part of the money is that part's, and not the table's."""
    parts = [head for head in frame.reading.of(Kind.FUND, Kind.HEAD) if head.kind == Kind.FUND or head.is_(Kind.HEAD, *_PARTS)]
    ends = {end for part in parts for end in (part.end, part.end + frame.text.startswith("的", part.end))}
    amounts = [head for head in frame.reading.of(Kind.HEAD) if head.is_(Kind.HEAD, "total") and head.start in ends]
    amounts = [head for head in amounts if head.text in cue("amounts")]
    if not amounts:
        return frame
    return replace(frame, reading=frame.reading.keeping(tuple(one for one in frame.reading.mentions if one not in amounts)))


_PARTS = ("other", "fiscal")
"""Moneys of a table that are part of its total."""


def _without_goal_of_row(frame: Frame) -> Frame:
    """2023年拉动消费的目标: behind the whole name of one of the project's rows 目标 is that row's, and no text of the table."""
    goals = [head for head in frame.reading.of(Kind.HEAD) if head.text in cue("aim")]
    if len(goals) != 1 or not frame.projects or not frame.terms:
        return frame
    said = frame.text[: goals[0].start].removesuffix("的")
    rows = [row for term in frame.terms if said.endswith(term) for row in calls_row(frame, term, frame.projects)]
    if not rows:
        return frame
    return replace(frame, reading=frame.reading.keeping(tuple(one for one in frame.reading.mentions if one is not goals[0])))


def _without_ends_of_names(frame: Frame) -> Frame:
    """换成乡村整治资金: 资金 right behind most of a name that ends so is the name's, and asks for no money."""
    ends = {
        cluster.end: {project.name for link in cluster.links for project in link.projects}
        for cluster in frame.reading.clusters
        if cluster.links
    }
    heads = [
        head
        for head in frame.reading.of(Kind.HEAD)
        if head.text in cue("loose_money")
        and any(name.endswith(head.text) for at in (head.start, head.end) for name in ends.get(at, ()))
    ]
    if not heads or frame.has(Kind.ASK, "how_much"):
        return frame
    return replace(frame, reading=frame.reading.keeping(tuple(one for one in frame.reading.mentions if one not in heads)))


def _year_of_list(frame: Frame) -> Frame:
    """促消费活动那个多少钱 after projects of 2023: one of those that were just listed, in the year in which they were."""
    last = frame.last
    if last is None or len(frame.named) != 1 or frame.years or frame.all_years or frame.previous or frame.excepted:
        return frame
    listed = {year for name, year in last.projects if name in names_of(frame.named)}
    years = {year for _, year in last.projects}
    if len(last.projects) < 2 or len(years) != 1 or listed != years or None in years:
        return frame
    if frame.has(Kind.CHANGE, "fresh", "swap") or frame.reading.of(Kind.WHOLE, Kind.TREND):
        return frame
    if frame.has(Kind.FIGURE, "difference", "growth", "ratio", "compare", "same"):
        return frame  # 路灯少了多少
    return replace(frame, years=tuple(year for year in listed if year))


def _own_years(frame: Frame) -> Frame:
    """预警系统两年一共投了多少: the years that the project has, where they are as many as are said."""
    spans = [one.value for one in frame.reading.of(Kind.QUANTITY) if isinstance(one.value, QuantityMention)]
    said = {int(one.low) for one in spans if one.unit == "年" and one.low >= 2}
    if len(frame.named) != 1 or len(said) != 1 or frame.reading.of(Kind.YEAR) or not frame.years:
        return frame
    years = tuple(sorted({year for project in frame.named[0].projects for year in project.years}))
    return replace(frame, years=years) if len(years) == said.pop() else frame


def _beyond_rows(frame: Frame) -> Frame:
    """年度资金总额多少, 他们满意度要到多少 after rows of one project: what those rows do not hold is asked of the project."""
    last, within = frame.last, frame.within
    if last is None or len(last.projects) != 1 or frame.named or frame.conditions.rows:
        return frame
    of_rows = within is not None and within.subject == Subject.INDICATOR
    levels = {level2 for _, _, level2, _ in last.rows}
    elsewhere = bool(frame.conditions.levels) and bool(levels) and not levels & {*frame.conditions.levels}
    if of_rows and (frame.heads or elsewhere):
        return pointing_at(replace(frame, within=None), last.projects)
    counts_others = frame.reading.of(Kind.UNIT_ASKED) and frame.is_plain and not (frame.terms or frame.pointed)
    if len(last.rows) > 1 and counts_others and (of_rows or within is None) and _asks_other_unit(frame):
        reading = frame.reading.keeping(tuple(one for one in frame.reading.mentions if not one.is_(Kind.FIGURE, "sum")))
        return pointing_at(replace(frame, reading=reading, within=None), last.projects)
    return frame


def _asks_other_unit(frame: Frame) -> bool:
    """Are things counted that the rows of the last answer do not count?"""
    asked = {unit for one in frame.reading.of(Kind.UNIT_ASKED) for unit in frame.context.lexicon.units_like(str(one.value))}
    return not asked & units_of_last(frame)


def _years(frame: Frame) -> Frame:
    years: list[int] = []
    remarks: list[Remark] = []
    previous = frame.has(Kind.TREND, "previous")
    for mention in frame.reading.of(Kind.YEAR):
        if mention.start in frame.conditions.used or not isinstance(mention.value, tuple):
            continue
        found = [year for year in mention.value if isinstance(year, int)]
        denied = frame.text.endswith(cue("is_not"), 0, mention.start)
        if mention.text in cue("that_year") and denied and len(frame.reading.of(Kind.YEAR)) > 1:
            continue  # 不是这一年，是2022年
        if mention.text in cue("that_year") and frame.last_query is not None:
            found = list(years_of(frame.last)) if frame.last is not None and years_of(frame.last) else found
        years.extend(found)
        if not any(character.isdigit() or character in "〇零一二三四五六七八九" for character in mention.text):
            remarks.append(
                Remark(Note.RELATIVE_YEAR, remark("relative_year", 说法=mention.text, 年度="、".join(map(str, found))))
            )
    all_years = frame.has(Kind.WHOLE, "all_years") and not years
    if not years:
        span, whole = _span(frame)
        years.extend(span)
        all_years = all_years or whole
    last = frame.last_query
    swaps = frame.has(Kind.CHANGE, "swap") and (
        frame.has(Kind.RANK, "most", "least") or frame.reading.of(Kind.PLACE, Kind.FIGURE)
    )
    if not years and not all_years and last is not None and swaps:
        years.extend(sorted(asked_years(last.selection)))
    return replace(
        frame, years=tuple(dict.fromkeys(years)), all_years=all_years, previous=previous, remarks=(*frame.remarks, *remarks)
    )


def _span(frame: Frame) -> tuple[tuple[int, ...], bool]:
    """四年来, 近两年: the last years of the archive, or all of them."""
    known = frame.context.knowledge.years()
    for mention in frame.reading.of(Kind.QUANTITY):
        quantity = mention.value
        if isinstance(quantity, QuantityMention) and quantity.unit == "年" and quantity.low >= 2:
            wanted = int(quantity.low)
            if spoken := years_spoken_of(frame.context.conversation, wanted):
                return spoken, False
            return (known[-wanted:], False) if wanted < len(known) else ((), True)
    return (), False
