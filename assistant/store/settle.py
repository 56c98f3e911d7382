"""Conditions that set a measure against a figure: the figure is reckoned first, and the condition becomes one on a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.model.query import (
    Against,
    And,
    Band,
    Compare,
    Condition,
    Figure,
    Grouping,
    HasRows,
    Measure,
    Not,
    OfYear,
    Or,
    Order,
    Query,
    Selection,
)

Reckon = Callable[[Figure], Decimal | None]
"""Gives the number that a figure comes to; None where there is nothing to reckon with."""


def settled(query: Query, reckon: Reckon) -> Query:
    """The query with every `Against` put as a comparison with a number."""
    return replace(
        query,
        figure=_figure(query.figure, reckon),
        versus=None if query.versus is None else _figure(query.versus, reckon),
        test=_condition(query.test, reckon),
        fields=tuple(_measure(measure, reckon) for measure in query.fields),
        grouping=None if query.grouping is None else _grouping(query.grouping, reckon),
    )


def _figure(figure: Figure, reckon: Reckon) -> Figure:
    measure = None if figure.measure is None else _measure(figure.measure, reckon)
    times = tuple(one if isinstance(one, Decimal) else _figure(one, reckon) for one in figure.times)
    plus = tuple(_figure(one, reckon) for one in figure.plus)
    return replace(figure, selection=_selection(figure.selection, reckon), measure=measure, times=times, plus=plus)


def _selection(selection: Selection, reckon: Reckon) -> Selection:
    order = selection.order
    return replace(
        selection,
        where=_condition(selection.where, reckon),
        order=None if order is None else Order(_measure(order.measure, reckon), order.descending),
        within=None if selection.within is None else _selection(selection.within, reckon),
    )


def _measure(measure: Measure, reckon: Reckon) -> Measure:
    return measure if measure.rows is None else replace(measure, rows=_condition(measure.rows, reckon))


def _grouping(grouping: Grouping, reckon: Reckon) -> Grouping:
    return replace(grouping, bands=tuple(Band(band.name, _known(band.condition, reckon)) for band in grouping.bands))


def _condition(condition: Condition | None, reckon: Reckon) -> Condition | None:
    return None if condition is None else _known(condition, reckon)


def _known(condition: Condition, reckon: Reckon) -> Condition:
    match condition:
        case Against(measure, operator, figure):
            number = reckon(_figure(figure, reckon))
            return Or(()) if number is None else Compare(_measure(measure, reckon), operator, number)
        case And(parts):
            return And(tuple(_known(part, reckon) for part in parts))
        case Or(parts):
            return Or(tuple(_known(part, reckon) for part in parts))
        case Not(part):
            return Not(_known(part, reckon))
        case OfYear(year, part):
            return OfYear(year, _known(part, reckon))
        case HasRows():
            among = _condition(condition.among, reckon)
            return replace(condition, condition=_known(condition.condition, reckon), among=among)
    return condition
