"""Queries that contradict themselves, so that no fragment can have meant them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import Changed, Compare, Condition, InYears, OneOf, Operation, Operator, Query, Selection
from assistant.questions import slots

_OF_TABLES = MONEY_FIELDS | {Field.ROWS}
"""Figures that a table has once."""


def contradicts(query: Query) -> bool:
    """Can the query find nothing, or tell nothing, by its own conditions?"""
    return any(contradiction(query) for contradiction in _CONTRADICTIONS)


def _is_its_own_part(query: Query) -> bool:
    """Is all of a set asked for as a share of itself?"""
    whole = query.versus if query.operation == Operation.SHARE and query.grouping is None else None
    if whole is None or whole.measure != query.figure.measure:
        return False
    part, of_all = (slots.flattened(figure.selection) for figure in (query.figure, whole))
    same = part.within == of_all.within and set(slots.parts_of(part.where)) == set(slots.parts_of(of_all.where))
    return same and part.places is None


def _is_money_of_rows(query: Query) -> bool:
    """Is a table's money reckoned over its rows? Three of them would count it thrice."""
    measure = query.figure.measure
    return measure is not None and measure.field in _OF_TABLES and query.selection.subject == Subject.INDICATOR


def _is_like_itself(query: Query) -> bool:
    """前年呢 after 跟去年一样吗: is one table asked whether it is the same?"""
    names = slots.kept(query.selection.where, slots.projects_slot)
    one = isinstance(names, OneOf) and len(names.values) == 1 and query.selection.subject == Subject.PROJECT
    return query.operation == Operation.SAME and one and len(slots.years_in(query.selection.where)) == 1


def _comes_and_goes(query: Query) -> bool:
    """Must there be a table of a year in which there must be none?"""
    for figure in (query.figure, *((query.versus,) if query.versus is not None else ())):
        parts = slots.parts_of(figure.selection.where)
        absent = {year for part in parts if isinstance(part, InYears) and not part.present for year in part.years}
        there = {year for part in parts if isinstance(part, InYears) and part.present for year in part.years}
        years = slots.years_in(figure.selection.where)
        if absent & there or (len(years) == 1 and years <= absent):
            return True
    return False


def _is_of_other_years(query: Query) -> bool:
    """Are tables of one year sought among those of another?"""
    years: frozenset[int] = frozenset()
    for selection in _within(query.selection):
        asked = slots.years_in(selection.where)
        if asked and years and not asked & years:
            return True
        years = asked or years
    return False


def _is_set_against_itself(query: Query) -> bool:
    """Tables of 2023 and 2024 that changed since 2024, or have none in 2024: are some set against their own year?"""
    return any(
        _is_set_against(part, slots.years_in(selection.where))
        for selection in _within(query.selection)
        for part in slots.parts_of(selection.where)
    )


def _is_set_against(condition: Condition, asked: frozenset[int]) -> bool:
    if isinstance(condition, InYears):
        return not condition.present and len(asked) > 1 and bool(asked & {*condition.years})
    return isinstance(condition, Changed) and condition.since in asked


def _is_of_other_rows(query: Query) -> bool:
    """满意度 among rows of 数量指标: are rows of one category sought among those of another?"""
    levels = [
        own
        for selection in _within(query.selection)
        if selection.subject == Subject.INDICATOR
        and (own := slots.kept(selection.where, slots.levels_slot)) is not None
        and _is_second_level(own)
    ]
    return len(set(levels)) > 1


def _is_second_level(condition: Condition) -> bool:
    """Is it one category of the second level, of which a row has just one?"""
    if isinstance(condition, OneOf):
        return condition.field == Field.LEVEL2 and len(condition.values) == 1
    if not isinstance(condition, Compare):
        return False
    return condition.operator == Operator.EQUAL and condition.measure.field == Field.LEVEL2


def _within(selection: Selection | None) -> Iterator[Selection]:
    """The selection, and those that it is taken from."""
    while selection is not None:
        yield selection
        selection = selection.within


_CONTRADICTIONS: tuple[Callable[[Query], bool], ...] = (
    _is_its_own_part,
    _is_money_of_rows,
    _is_like_itself,
    _comes_and_goes,
    _is_of_other_years,
    _is_set_against_itself,
    _is_of_other_rows,
)
