"""What a layout is, and what the reading of one table comes to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.model.goal_table import GoalTable
from assistant.model.source import Source
from assistant.normalise.labels import Labels


@dataclass(frozen=True, slots=True)
class Sheet:
    """A mended table with what is known about it from around it."""

    grid: Grid
    source: Source
    ordinal: int
    """Which table of the document it is, from 1."""
    unit: Decimal | None = None
    """Yuan in one unit of money, where a line above the tables says it for all of them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a table."""

    table: GoalTable | None
    """None where it could not be read."""
    findings: tuple[Finding, ...] = ()


class Layout(Protocol):
    """One arrangement of a goal table."""

    @property
    def name(self) -> str:
        """Name of the layout, in English."""

    def fits(self, grid: Grid, labels: Labels) -> bool:
        """Whether the grid is arranged so."""

    def read(self, sheet: Sheet, labels: Labels) -> Reading:
        """The table, and what is doubtful in it."""
