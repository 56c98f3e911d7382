"""What an answer may know of the archive as a whole: for suggestions, for what there is instead, and for when to name a year."""

from __future__ import annotations

from assistant.model.record import record


@record
class Facts:
    """The archive in short; filled by whoever opened it."""

    years: tuple[int, ...] = ()
    """Years with a table, ascending."""
    tables: int = 0
    """How many goal tables there are."""
    names: tuple[str, ...] = ()
    """Some project names of the latest year, largest first: the examples in help and suggestions."""

    @property
    def latest(self) -> int | None:
        """The latest year; None for an empty archive."""
        return self.years[-1] if self.years else None

    @property
    def several_years(self) -> bool:
        """Whether an answer about one table has to name its year."""
        return len(self.years) > 1
