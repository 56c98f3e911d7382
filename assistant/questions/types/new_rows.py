"""Rows that a project has in one year and not in another: 今年比去年多了哪条指标, 比去年少了哪几条."""

from __future__ import annotations

from assistant.chinese.width import squeeze
from assistant.model.fields import Field, Subject
from assistant.model.query import InYears, Not, OneOf, Selection, both
from assistant.questions.frame import Frame, year_condition
from assistant.questions.last_answer import years_of_rows_apart
from assistant.questions.lexicon import says
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome, list_of

_MORE = ("up", "new")
_FEWER = ("down", "gone")


def new_rows(frame: Frame) -> Outcome:
    """A word for more or fewer, right before which rows are asked for, of one project in two years."""
    names = names_of(frame.named) if len(frame.named) == 1 else tuple(name for name, _ in frame.pointed)
    if frame.speaks_of_money or frame.conditions.rows or frame.conditions.table or frame.terms or not asks_moved_rows(frame):
        return None
    years = _years(frame)
    more, fewer = frame.has(Kind.TREND, *_MORE), frame.has(Kind.TREND, *_FEWER)
    if more == fewer or len(years) != 2 or (not frame.named and len(names) != 1):
        return None
    there, other = (max(years), min(years)) if more else (min(years), max(years))
    same = [project for name in names for project in frame.context.names_of(name)]
    tables = {year: tuple(dict.fromkeys(project.name for project in same if year in project.years)) for year in years}
    if not all(tables.values()):
        return None
    rows = frame.context.knowledge.rows_like("", tuple(dict.fromkeys((*tables[there], *tables[other]))))
    known = {squeeze(row.level3) for row in rows if row.year == other}
    new = tuple(dict.fromkeys(row.level3 for row in rows if row.year == there and squeeze(row.level3) not in known))
    old = tuple(dict.fromkeys(row.level3 for row in rows if row.year == other))
    set_against = both(year_condition((there,)), InYears((other,)))
    where = both(OneOf(Field.PROJECT, tables[there]), set_against, frame.conditions.level)
    if new:
        return Built(list_of(Selection(Subject.INDICATOR, both(where, OneOf(Field.LEVEL3, new)))))
    none = Selection(Subject.INDICATOR, Not(OneOf(Field.LEVEL3, old)), within=Selection(Subject.INDICATOR, where))
    return Built(list_of(none))


def asks_moved_rows(frame: Frame) -> bool:
    """Does a word for more or fewer stand right before 哪条, 哪些指标, 哪些数量指标?"""
    moved = {trend.end for trend in frame.reading.of(Kind.TREND)}
    asked = [ask for ask in frame.reading.of(Kind.ASK) if ask.value == "which" and ask.start in moved]
    return any(says(ask.text, "asks_rows") for ask in asked) or (bool(asked) and _about_rows(frame))


def _about_rows(frame: Frame) -> bool:
    return frame.has(Kind.SUBJECT, "indicator") or bool(frame.conditions.levels)


def _years(frame: Frame) -> tuple[int, ...]:
    """The two years that are named, or were the last time; else the one that is named, or the latest, with the year before."""
    if len(frame.years) == 2 or frame.all_years:
        return frame.years
    if not frame.years and frame.last is not None and (before := years_of_rows_apart(frame.last)):
        return before
    years = frame.years or tuple(year for year in (frame.context.latest,) if year is not None)
    return (years[0] - 1, years[0]) if len(years) == 1 else ()
