"""The other tables of a batch, indexed so that no rule compares every pair.

What a rule asks for is looked up: tables with the same goal, tables with the same row, tables whose names or rows hold a word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from assistant.chinese.width import squeeze
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.record import record
from assistant.review.vocabulary import COSTS, content, pairs

_MOST = 10
_RAREST = 3
_COMMON = 50
"""A pair of characters that stands in more names says little."""


@record
class PeerRow:
    """A row of another table."""

    table: int
    """Index in `Peers.tables`."""
    row: int
    """Index in that table's indicators."""


class Peers:
    """The tables of one batch: one department (or one folder) and one year."""

    def __init__(self, tables: Iterable[GoalTable]) -> None:
        self.tables = tuple(tables)

    def others(self, table: GoalTable) -> tuple[GoalTable, ...]:
        """All but the table itself."""
        return tuple(other for other in self.tables if other is not table)

    @cached_property
    def by_goal(self) -> dict[str, tuple[int, ...]]:
        """Indices of the tables with each goal (half width, no blanks); blank goals are left out."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, table in enumerate(self.tables):
            if goal := squeeze(table.goal):
                found[goal].append(index)
        return {goal: tuple(indices) for goal, indices in found.items()}

    @cached_property
    def _by_topic(self) -> dict[str, tuple[int, ...]]:
        """Indices of the tables whose names speak of each topic (a pair of characters)."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, table in enumerate(self.tables):
            for topic in content(squeeze(table.project)):
                found[topic].append(index)
        return {topic: tuple(indices) for topic, indices in found.items()}

    def speaking_of(self, topics: Iterable[str]) -> tuple[int, ...]:
        """Indices of the tables whose names speak of one of the topics, those that speak of most first, at most ten."""
        counted = Counter(index for topic in topics for index in self._by_topic.get(topic, ()))
        return tuple(index for index, _ in counted.most_common(_MOST))

    @cached_property
    def by_name(self) -> dict[str, tuple[PeerRow, ...]]:
        """The rows with each third level (half width, no blanks); blank names are left out."""
        found: defaultdict[str, list[PeerRow]] = defaultdict(list)
        for index, table in enumerate(self.tables):
            for position, row in enumerate(table.indicators):
                if name := squeeze(row.level3):
                    found[name].append(PeerRow(index, position))
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self.by_name)

    def beginning_with(self, name: str) -> tuple[str, ...]:
        """Third levels of the batch that begin with the name and are longer, at most ten."""
        names = self._sorted_names
        at = bisect_right(names, name)
        return tuple(takewhile(lambda longer: longer.startswith(name), names[at : at + _MOST]))

    @cached_property
    def _by_pair(self) -> dict[str, tuple[str, ...]]:
        """Third levels by each two neighbouring characters that they hold."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.by_name:
            for pair in pairs(name):
                found[pair].append(name)
        return {pair: tuple(names) for pair, names in found.items()}

    def names_holding(self, pair: str) -> tuple[str, ...]:
        """Third levels of the batch that hold these two characters side by side."""
        return self._by_pair.get(pair, ())

    def nearly(self, name: str, least: float) -> tuple[str, ...]:
        """Third levels of the batch that are nearly the same as this one, by at least so many per cent, with the same numbers.

        Only names that share one of its three rarest pairs of characters are looked at, and no pair that half the batch has.
        """
        from rapidfuzz import fuzz

        rarest = sorted((self._by_pair.get(pair, ()) for pair in pairs(name)), key=len)[:_RAREST]
        candidates = {other for names in rarest if len(names) <= _COMMON for other in names if other != name}
        digits = _digits(name)
        return tuple(other for other in sorted(candidates) if fuzz.ratio(name, other) >= least and _digits(other) == digits)

    @cached_property
    def by_price(self) -> dict[tuple[Decimal, Decimal, str], tuple[PeerRow, ...]]:
        """The cost rows with each unit price."""
        found: defaultdict[tuple[Decimal, Decimal, str], list[PeerRow]] = defaultdict(list)
        for index, table in enumerate(self.tables):
            for position, row in enumerate(table.indicators):
                if row.level2 in COSTS and (price := unit_price(row)) is not None:
                    found[price].append(PeerRow(index, position))
        return {price: tuple(rows) for price, rows in found.items()}


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def unit_price(row: Indicator) -> tuple[Decimal, Decimal, str] | None:
    """A cost row's price with what it is reckoned by; None where it is no unit price in money.

    A range without currency (50000-100000/个) counts as yuan.
    """
    quantity = row.value.quantity
    if quantity is None or not quantity.unit or "/" not in quantity.unit or not quantity.unit.startswith("元"):
        return None
    return quantity.low, quantity.high, quantity.unit
