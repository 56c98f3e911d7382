"""Past projects as the search for similar ones sees them, and what it finds."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.record import record


@record
class PastRow:
    """An indicator row of a past project: names and values only."""

    level2: str
    level3: str
    value: str


@record
class PastProject:
    """A past project in its latest year: what a description of a new one is compared with."""

    key: int
    """The store's key of the table."""
    project: str
    year: int | None
    total: Decimal | None
    """Yuan."""
    goal: str
    rows: tuple[PastRow, ...] = ()
    series: str = ""
    """What is left of the name without years and closing words: the same for the same project elsewhere; "" where unknown."""


@record
class Match:
    """A past project that a described one resembles."""

    project: str
    year: int | None
    total: Decimal | None
    """Yuan."""
    score: float
    """0 to 100."""
    reasons: tuple[str, ...]
    """Why, in words, the weightiest first; never empty."""
    key: int = 0
    """The store's key of the table."""


@record
class SimilarProjects:
    """The past projects most like a described one, best first; none where no past project is a sensible base."""

    matches: tuple[Match, ...] = ()
