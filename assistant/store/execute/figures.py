"""Figures: what a measure comes to over a selection, and the members that it rests on."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.model.query import Aggregate, Condition, Figure, Measure, Order, Places, Selection, both
from assistant.model.record import record
from assistant.store.compile.scope import Scope
from assistant.store.compile.selections import Compiler
from assistant.store.execute.members import Listing, Members

_MILLION = 10**6


@record
class Reckoned:
    """A figure, with how many members it left out."""

    value: Decimal | None
    blank: int = 0
    ranges: int = 0
    """Members whose value is a range: it cannot be added up."""
    size: int | None = None
    """How many members there are in all; None where that was not counted."""


class Figures(Listing):
    """Aggregates of measures, with their factors and further terms."""

    __slots__ = ()

    def _with_members(self, figure: Figure, fields: Sequence[Measure]) -> tuple[Reckoned, Members]:
        """The figure and what it rests on: all members, or those that have the highest or lowest value."""
        if figure.times or figure.plus:
            parts = [self._with_members(part, fields)[1] for part in parts_of(figure)]
            tables = {table.key: table for members in parts for table in members.tables}
            rows = {row.key: row for members in parts for row in members.rows}
            together = Members(tuple(tables.values()), tuple(rows.values()), parts[0].count)
            return self.reckon(figure), together
        if figure.measure is None and figure.aggregate is Aggregate.COUNT:
            members = self.members(figure.selection, fields)
            return Reckoned(Decimal(members.count)), members
        reckoned = self.reckon(figure)
        if figure.measure is None or figure.aggregate not in (Aggregate.HIGHEST, Aggregate.LOWEST):
            return reckoned, self.members(figure.selection, fields, reckoned.size)
        if reckoned.value is None:
            return reckoned, Members()
        first = narrowed(figure.selection, None, Order(figure.measure, figure.aggregate is Aggregate.HIGHEST))
        return reckoned, self.members(first, fields)

    def reckon(self, figure: Figure) -> Reckoned:
        """The figure; its value is None where there is nothing to reckon with."""
        if figure.times or figure.plus:
            return self._finished(figure, self.reckon(replace(figure, times=(), plus=())))
        compiler, body = self._body(figure.selection)
        if figure.measure is None:
            if figure.aggregate is not Aggregate.COUNT:
                return Reckoned(None)
            count = self._count(compiler, body)
            return Reckoned(Decimal(count), size=count)
        least, greatest, scale = numbers_of(compiler, figure.measure, body.scope)
        once = _once(least)
        if figure.aggregate is Aggregate.COUNT:
            numbers = f"(SELECT {least} AS m {body.with_columns(least)}{once})"
            filled, count = self._one(compiler, f"SELECT count(m), count(*) FROM {numbers}")
            return Reckoned(Decimal(filled), count - filled, size=count)
        if figure.aggregate in (Aggregate.HIGHEST, Aggregate.LOWEST):
            extreme, value = ("max", greatest) if figure.aggregate is Aggregate.HIGHEST else ("min", least)
            numbers = f"(SELECT {value} AS m {body.with_columns(value)}{once})"
            found, filled, count = self._one(compiler, f"SELECT {extreme}(m), count(m), count(*) FROM {numbers}")
            return Reckoned(_unscaled(found, scale), count - filled, size=count)
        point = least if least == greatest else f"CASE WHEN {least} = {greatest} THEN {least} END"
        both_same = "" if point == least else f", {least} AS n"
        numbers = f"(SELECT {point} AS m{both_same} {body.with_columns(point)}{once})"
        points, filled, count, total = self._added(compiler, numbers, "" if point == least else ", count(n)")
        blank, ranges = count - filled, filled - points
        if not points:
            return Reckoned(None, blank, ranges, count)
        if figure.aggregate is Aggregate.MEDIAN:
            in_the_middle = (
                f"SELECT m FROM {numbers} WHERE m IS NOT NULL ORDER BY m LIMIT {2 - points % 2} OFFSET {(points - 1) // 2}"
            )
            median = middle([int(row[0] or 0) for row in self._all(compiler, in_the_middle)], scale)
            return Reckoned(median, blank, ranges, count)
        divisor = points if figure.aggregate is Aggregate.AVERAGE else 1
        return Reckoned(Decimal(total) / divisor / scale, blank, ranges, count)

    def _added(self, compiler: Compiler, numbers: str, filled: str) -> tuple[int, int, int, int]:
        """Of the column m: how many numbers, how many filled cells (as `filled` counts, else m), of how many; the sum."""
        try:
            points, count, *rest, total = self._one(compiler, f"SELECT count(m), count(*){filled}, sum(m) FROM {numbers}")
            return points, rest[0] if rest else points, count, total or 0
        except sqlite3.OperationalError as error:
            if "overflow" not in str(error):
                raise
        points, count, *rest, millions, below = self._one(
            compiler, f"SELECT count(m), count(*){filled}, {split_sums('m')} FROM {numbers}"
        )
        return points, rest[0] if rest else points, count, whole_sum(millions, below)

    def _finished(self, figure: Figure, reckoned: Reckoned) -> Reckoned:
        """What was reckoned, with the figure's factors and further terms."""
        value, blank, ranges = reckoned.value, reckoned.blank, reckoned.ranges
        for factor in figure.times:
            other = Reckoned(factor) if isinstance(factor, Decimal) else self.reckon(factor)
            value = None if value is None or other.value is None else value * other.value
            blank, ranges = blank + other.blank, ranges + other.ranges
        for term in figure.plus:
            other = self.reckon(term)
            value = None if value is None or other.value is None else value + other.value
            blank, ranges = blank + other.blank, ranges + other.ranges
        return Reckoned(value, blank, ranges)


def split_sums(column: str) -> str:
    """The sum in two columns, of the millions and of the rest: neither passes 64 bits, which SQLite would take for an error."""
    return f"sum({column} / {_MILLION}), sum({column} % {_MILLION})"


def whole_sum(millions: int | None, rest: int | None) -> int:
    """The sum that `split_sums` took apart."""
    return (millions or 0) * _MILLION + (rest or 0)


def _once(expression: str) -> str:
    """Keeps SQLite from reckoning an expression that looks elsewhere anew for each use of its column."""
    return " LIMIT -1" if "SELECT" in expression else ""


def numbers_of(compiler: Compiler, measure: Measure, scope: Scope) -> tuple[str, str, int]:
    """The least and the greatest the measure may be, and its scale; NULL where it is no number."""
    found = compiler.number(measure, scope)
    return ("NULL", "NULL", 1) if found is None else (found.low, found.high, found.scale)


def middle(values: Sequence[int], scale: int) -> Decimal:
    """The mean of the one or two values in the middle."""
    return Decimal(sum(values)) / len(values) / scale


def _unscaled(stored: int | None, scale: int) -> Decimal | None:
    return None if stored is None else Decimal(stored) / scale


def parts_of(figure: Figure) -> tuple[Figure, ...]:
    """The figure alone, its factors and its further terms."""
    return (replace(figure, times=(), plus=()), *(one for one in figure.times if isinstance(one, Figure)), *figure.plus)


def narrowed(selection: Selection, condition: Condition | None, order: Order | None = None) -> Selection:
    """The members of the selection that also meet the condition, or that come first in the order."""
    places = None if order is None else Places()
    if selection.places is None:
        return replace(selection, where=both(selection.where, condition), order=order or selection.order, places=places)
    return Selection(selection.subject, condition, order or selection.order, places, within=selection)
