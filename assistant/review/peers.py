"""The other tables of a batch, indexed so that no rule compares every pair.

What a rule asks for is looked up: tables with the same goal, tables with the same row, tables whose names or rows hold a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from assistant.chinese.width import squeeze
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.review.vocabulary import content

_MOST = 10


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
