"""去年这一条定的是多少, 2025年跟2024年比呢: the same of other years, whatever the project was called then."""

from __future__ import annotations

from dataclasses import replace

from assistant.chinese.width import squeeze
from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import Aggregate, Figure, OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame, year_condition
from assistant.questions.last_answer import is_by
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.naming import number_in
from assistant.questions.types.built import Built, list_of, set_against
from assistant.questions.types.new_rows import asks_moved_rows

SHORT = 12
"""Longer utterances are questions of their own."""


def other_years(frame: Frame, query: Query) -> Built | None:
    """去年这一条定的是多少, 2025年跟2024年比呢: the same of other years, whatever the project was called then."""
    if frame.within is not None and is_by(query, Field.YEAR) and frame.has(Kind.SET):
        frame = replace(frame, within=None)  # 其中2023年呢 after each year's figure
    if (
        not frame.years
        or frame.named
        or frame.conditions.table
        or frame.conditions.rows
        or frame.conditions.levels
        or frame.within is not None
        or asks_moved_rows(frame)
    ):
        return None
    if frame.pointed and frame.has(Kind.ORDINAL):
        return None  # 第三个今年多少 is asked of that one
    if any(number_in(mention.text) > 1 for mention in frame.reading.of(Kind.SET)) and _came_to_one(frame):
        return None  # 去年这两项 is more than the last one
    narrowed = _of_the_rows(frame, query)
    if narrowed is not None:
        return narrowed
    if frame.terms or frame.missing_name or (frame.asks_for_projects and not (is_fragment(frame) or _goes_on(frame))):
        return None
    if frame.reading.of(Kind.HEAD, Kind.PER_UNIT, Kind.UNIT_ASKED, Kind.PLACE, Kind.RANK) or _reckons_otherwise(frame, query):
        return None
    query = slots.query_with(query, slots.flattened(query.selection))
    if is_by(query, Field.YEAR) and query.operation == Operation.GROUP and len(frame.years) == 1:
        asks = frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or frame.has(Kind.SUBJECT)
        return None if asks else Built(Query(Operation.COMPUTE, of_years(frame, query.figure, frame.years)))
    amount = frame.asks_money or (frame.has(Kind.ASK, "how_much") and query.operation in _NO_AMOUNTS)
    if amount and not _tells_money(frame, query):
        return None
    if query.versus is not None and query.operation in (
        Operation.DIFFERENCE,
        Operation.GROWTH,
        Operation.RATIO,
        Operation.ADD,
        Operation.SHARE,
    ):
        asked = set_against(frame)
        if asked not in (None, query.operation):
            return None  # 去年比前年多了多少 after 降幅百分之几
        same = slots.years_in(query.figure.selection.where) == slots.years_in(query.versus.selection.where) != frozenset()
        alike = is_fragment(frame) or _asks_alike(frame, query) or (query.operation == Operation.SHARE and _bare(frame))
        if same and len(frame.years) == 1 and alike:
            figure, versus = (of_years(frame, one, frame.years) for one in (query.figure, query.versus))
            return Built(replace(query, figure=figure, versus=versus))
        row = _row_again(frame, query)
        if row is not None:
            return row
        both_years = slots.kept(query.figure.selection.where, slots.years_slot) is not None
        if len(frame.years) != 2 or not both_years or same:
            return None  # two departments of one year are no two years of one
        figure = of_years(frame, query.figure, frame.years[:1])
        return Built(replace(query, figure=figure, versus=of_years(frame, query.versus, frame.years[1:])))
    ranked = query.selection.within
    alone = query.versus is None and query.selection.where is None
    if alone and ranked is not None and ranked.places is not None and ranked.within is None:
        chosen = of_years(frame, Figure(ranked), frame.years).selection  # 去年的是哪三个 after the sum of this year's first three
        return Built(slots.query_with(query, replace(query.selection, within=chosen)))
    if query.versus is not None or query.selection.within is not None or frame.previous:
        return None
    return Built(replace(query, figure=of_years(frame, query.figure, frame.years)))


def _reckons_otherwise(frame: Frame, query: Query) -> bool:
    """Is it asked for another figure than the last one's? 今年的合计呢 after a sum is asked for the same."""
    asked = {str(mention.value) for mention in frame.reading.of(Kind.FIGURE)} & _RECKONED.keys()
    again = query.operation == Operation.COMPUTE and is_fragment(frame) and not frame.has(Kind.WHOLE, "all_tables")
    return bool(asked) and not (again and all(_RECKONED[one] == query.figure.aggregate for one in asked))


_NO_AMOUNTS = (Operation.SHOW, Operation.EVERY, Operation.SAME, Operation.ANY)
"""What may come to something else than an amount."""

_RECKONED = {
    "sum": Aggregate.SUM,
    "count": Aggregate.COUNT,
    "average": Aggregate.AVERAGE,
    "median": Aggregate.MEDIAN,
    "share": None,
}


def _bare(frame: Frame) -> bool:
    """2022年是多少 after a share: a year, and no more than how much."""
    kinds = {mention.kind for mention in frame.reading.mentions}
    return kinds <= {Kind.YEAR, Kind.ASK, Kind.FILLER} and not frame.asks_money


def _asks_alike(frame: Frame, query: Query) -> bool:
    """去年差多少 after a difference of this year, 去年是几倍 after a ratio: is the same asked in the same words?"""
    bare = len(frame.question) <= SHORT and not frame.reading.of(Kind.TREND, Kind.SUBJECT, Kind.WHOLE) and not frame.pointed
    return bare and not frame.says("compares") and set_against(frame) == query.operation


def _row_again(frame: Frame, query: Query) -> Built | None:
    """23年定了多少 after 比22年多多少人: the row itself, of that year."""
    asks = frame.has(Kind.ASK, "what", "how_much") and not frame.reading.of(Kind.FIGURE, Kind.TREND) and not frame.asks_money
    if query.selection.subject != Subject.INDICATOR or not asks or len(frame.years) != 1 or len(frame.question) > SHORT:
        return None
    return Built(list_of(of_years(frame, query.figure, frame.years).selection))


def _goes_on(frame: Frame) -> bool:
    """去年的又是哪几个项目: what the year is of was said before; 去年的项目有哪些 says it."""
    years = frame.reading.of(Kind.YEAR)
    said = [one for one in frame.reading.mentions if one.kind not in (Kind.YEAR, Kind.FILLER, Kind.ASK, Kind.SUBJECT)]
    return not said and bool(years) and frame.text.startswith(cue("of_others"), years[-1].end)


def _came_to_one(frame: Frame) -> bool:
    """Did the last answer come to one row, or one project?"""
    last = frame.last
    return last is not None and (len(last.rows) == 1 or (not last.rows and len(last.projects) == 1))


def _tells_money(frame: Frame, query: Query) -> bool:
    """Does the last question come to money, or to rows that hold some (一亩补多少钱)? 目标 and 满意度 do not."""
    if query.selection.subject == Subject.INDICATOR:
        rows = frame.last.rows if frame.last is not None else ()
        names = {level3 for *_, level3 in rows}
        known = frame.context.knowledge.rows_like(frame.text, tuple(dict.fromkeys(project for project, *_ in rows)))
        return any("元" in (row.unit or row.value) for row in known if row.level3 in names)
    if query.operation == Operation.SHOW:
        return any(measure.field in MONEY_FIELDS for measure in query.fields)
    return query.figure.measure is not None and query.figure.measure.field in MONEY_FIELDS


def _of_the_rows(frame: Frame, query: Query) -> Built | None:
    """前年乳腺的 after two rows: the one that the word names, of that year."""
    rows = frame.last.rows if frame.last is not None else ()
    names = tuple(dict.fromkeys(level3 for *_, level3 in rows))
    chosen = tuple(name for name in names if all(term in squeeze(name).lower() for term in frame.terms))
    if not frame.terms or query.operation != Operation.LIST or len(frame.text) > SHORT or not 0 < len(chosen) < len(names):
        return None
    figure = of_years(frame, query.figure, frame.years)
    where = both(slots.without(figure.selection.where, slots.row_names_slot), OneOf(Field.LEVEL3, chosen))
    return Built(replace(query, figure=slots.figure_with(figure, where)))


def of_years(frame: Frame, figure: Figure, years: tuple[int, ...]) -> Figure:
    """The figure over other years; the project under the names that it has in them."""
    figure = replace(figure, selection=whatever_level(frame, figure.selection))
    where = slots.without(figure.selection.where, slots.years_slot)
    names = slots.kept(where, slots.projects_slot)
    if isinstance(names, OneOf):
        found = [project for name in names.values for project in frame.context.names_of(name) if set(project.years) & set(years)]
        if found:
            where = both(
                OneOf(Field.PROJECT, tuple(dict.fromkeys(project.name for project in found))),
                slots.without(where, slots.projects_slot),
            )
    return slots.figure_with(figure, both(where, year_condition(years)))


def whatever_level(frame: Frame, selection: Selection) -> Selection:
    """2025年呢 after a row: without its category where the tables of that year have the row in another one."""
    names, levels = (slots.kept(selection.where, slot) for slot in (slots.row_names_slot, slots.levels_slot))
    if selection.subject != Subject.INDICATOR or not isinstance(names, OneOf) or not isinstance(levels, OneOf) or not frame.years:
        return selection
    rows = [row for row in frame.context.knowledge.rows_like("".join(names.values)) if row.level3 in names.values]
    there = [row for row in rows if row.year in frame.years]
    if not there or any(row.level2 in levels.values for row in there):
        return selection
    return replace(selection, where=slots.without(selection.where, slots.levels_slot))
