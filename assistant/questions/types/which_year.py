"""In which year something was highest or lowest: 建设面积哪年定得最高, 哪一年受益人数最少."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.model.fields import Field, Subject
from assistant.model.knowledge import KnownRow
from assistant.model.query import Condition, Measure, OneOf, Order, Places, Selection, both
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import any_of
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.rows import find, rows_condition, wanted
from assistant.questions.types.built import Built, Outcome, list_of
from assistant.questions.types.ranking import places_named


def which_year(frame: Frame) -> Outcome:
    """The rows of one project over the years, ranked by their numbers; money over the years is a grouping."""
    if not frame.says("which_year") or frame.speaks_of_money or frame.asks_money:
        return None
    if not frame.reading.of(Kind.RANK, Kind.PLACE):
        return _years_there(frame)
    if len(frame.named) > 1 or len(frame.pointed) > 1 or (frame.asks_for_projects and not frame.named):
        return None
    rows = _rows(replace(frame, years=(), all_years=True))
    if rows is None:
        return None
    least = frame.has(Kind.RANK, "least", "ascending")
    named = places_named(frame)
    first = named.first if named is not None else 1
    last = named.last if named is not None else 1
    order = Order(Measure(Field.NUMBER), descending=least == (named is not None and named.from_end))
    where = both(rows, year_condition(frame.years))
    return Built(list_of(Selection(Subject.INDICATOR, where, order, Places(first, last))))


def _years_there(frame: Frame) -> Built | None:
    """教师培训经费哪几年有: the tables of one project over the years."""
    if not _there().search(frame.text) or set(frame.heads) - {Field.YEAR}:
        return None
    if len(frame.named) != 1 or frame.years or frame.terms or frame.about_rows or frame.reading.of(*_ASKS_MORE):
        return None
    if any(mention.value != "all" for mention in frame.reading.of(Kind.LOGIC)):
        return None  # 都哪几年有 denies nothing
    names = OneOf(Field.PROJECT, names_of(frame.named))
    return Built(list_of(Selection(Subject.PROJECT, both(names, *frame.conditions.table))))


@cache
def _there() -> re.Pattern[str]:
    """In which years, or in which year there is."""
    return re.compile(f"{any_of('which_years')}|{any_of('which_one_year')}{any_of('year_joins')}?{any_of('there_verbs')}")


_ASKS_MORE = (Kind.FIGURE, Kind.TREND, Kind.QUANTITY, Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.VERIFY)
"""Kinds with which more is asked than whether there are tables."""


def _rows(frame: Frame) -> Condition | None:
    """The rows that are ranked, of one project in all its years; None where none are named or they cannot be ranked."""
    names = names_of(frame.named) or _names_over_years(frame)
    want = wanted(frame)
    pieces = frame.doubtful.pieces if frame.doubtful is not None else ()
    if not (want.terms or want.has_hint or pieces):
        if not (names and frame.conditions.levels):
            return None
        return both(OneOf(Field.PROJECT, names), frame.conditions.level, *frame.conditions.rows)
    found = _numbers(find(frame, want, names, with_names=pieces))
    if not found or len({row.level3 for row in found}) > len({row.year for row in found}):
        return None
    projects = tuple(dict.fromkeys(row.project for row in found))
    known = frame.context.knowledge.projects_named(projects)
    if (
        len({(one.series, one.department) for one in known}) != 1
        or len({row.unit for row in found}) != 1
        or found[0].unit is None
    ):
        return None
    return both(OneOf(Field.PROJECT, names or projects), rows_condition(found))


def _numbers(rows: Sequence[KnownRow]) -> tuple[KnownRow, ...]:
    """火箭弹哪年最多: of the rows of a thing those that count it, where others give its price."""
    counted = tuple(row for row in rows if row.unit and "元" not in row.unit and row.unit != "%")
    return counted if counted and any("元/" in (row.unit or "") for row in rows) else tuple(rows)


def _names_over_years(frame: Frame) -> tuple[str, ...]:
    """All names of the project that is pointed at."""
    pointed = frame.context.knowledge.projects_named([name for name, _ in frame.pointed])
    alike = frame.context.knowledge.projects_like(pointed[0].name) if pointed else ()
    own = {(one.series, one.department) for one in pointed}
    return tuple(dict.fromkeys(one.name for one in (*pointed, *alike) if (one.series, one.department) in own))
