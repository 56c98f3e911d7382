"""2024年比2023年呢, 2025年较2024年增加的呢: the same change between two other years, or the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.model.fields import Field
from assistant.model.query import And, Changed, Compare, Condition, InYears, Measure, Not, Operation, Operator, Or, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

SHORT = 20
"""A longer sentence is a question of its own."""


def other_two_years(frame: Frame, query: Query) -> Built | None:
    """Two years that are set against each other, after a list of what was new, gone or changed between two."""
    query = slots.query_with(query, slots.flattened(query.selection))
    own = frame.named or frame.terms or frame.heads or frame.about_rows or frame.conditions.table or frame.reading.of(*_OWN)
    turned = not frame.years and frame.has(Kind.TREND, "up", "down") and frame.question.endswith(cue("continues"))
    two = len(frame.years) == 2 and frame.says("compares")
    if not (two or turned) or own or frame.pointed or len(frame.text) > SHORT or query.operation != Operation.LIST:
        return None
    asked = slots.years_in(query.selection.where)
    others = _others(query.selection.where, asked)
    if len(asked) != 1 or len(others) != 1 or query.versus is not None or frame.has(Kind.TREND, "new", "gone", "same"):
        return None
    (year,), (other,) = asked, others
    first, second = sorted(frame.years, reverse=year > other) if two else (year, other)
    moved = _moved(query.selection.where, {year: first, other: second}, _direction(frame))
    order = query.selection.order
    if order is not None:
        order = replace(order, measure=_measured(order.measure, {other: second}))
    return Built(slots.query_with(query, replace(query.selection, where=moved, order=order)))


_OWN = (Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.SET, Kind.SINGLE, Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.FUND)
"""Kinds of words that ask for something else than the same list."""


def _direction(frame: Frame) -> Operator | None:
    """The change that the fragment speaks of itself; None where it says none."""
    if not frame.has(Kind.TREND, "up", "down"):
        return None
    return Operator.MORE if frame.has(Kind.TREND, "up") else Operator.LESS


def _others(condition: Condition | None, asked: frozenset[int]) -> frozenset[int]:
    """The years that the tables' own is set against."""
    found: set[int] = set()
    for part in slots.parts_of(condition):
        if isinstance(part, InYears):
            found.update(part.years)
        elif isinstance(part, Changed):
            found.add(part.since or max(asked, default=0) - 1)
        elif isinstance(part, Compare) and part.measure.since is not None:
            found.add(part.measure.since)
    return frozenset(found) - asked


def _moved(condition: Condition | None, years: Mapping[int, int], direction: Operator | None) -> Condition | None:
    """The condition with other years in the place of those that it names."""
    match condition:
        case And():
            parts = tuple(part for one in condition.parts if (part := _moved(one, years, direction)) is not None)
            return replace(condition, parts=parts)
        case Or():
            parts = tuple(part for one in condition.parts if (part := _moved(one, years, direction)) is not None)
            return replace(condition, parts=parts)
        case Not():
            part = _moved(condition.part, years, direction)
            return replace(condition, part=part) if part is not None else None
        case InYears():
            return replace(condition, years=tuple(years.get(year, year) for year in condition.years))
        case Changed():
            since = years.get(condition.since, condition.since) if condition.since else 0
            turned = direction if direction is not None and condition.operator in _TURNS else condition.operator
            return replace(condition, since=since, of=years.get(condition.of, condition.of), operator=turned)
        case Compare() if condition.measure.field == Field.YEAR and isinstance(condition.value, Decimal):
            return replace(condition, value=Decimal(years.get(int(condition.value), int(condition.value))))
        case Compare():
            return replace(condition, measure=_measured(condition.measure, years))
        case _:
            return condition


_TURNS = (Operator.MORE, Operator.LESS)


def _measured(measure: Measure, years: Mapping[int, int]) -> Measure:
    return measure if measure.since is None else replace(measure, since=years.get(measure.since, measure.since))
