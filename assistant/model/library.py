"""The indicator library (指标库): which indicators the archive's tables have, how often, in which units, with which values."""

from __future__ import annotations

from assistant.model.record import record


@record
class LibraryEntry:
    """An indicator name that stands in tables of the archive."""

    level2: str
    """Standard name of its second level; where the same name stands under several, the commonest."""
    name: str
    """Third level as printed."""
    count: int
    """In how many rows it stands."""
    units: tuple[str, ...]
    """Units of its values, the commonest first; () where no value has one."""
    values: tuple[str, ...]
    """Some of its values as printed, the commonest first."""
    project: str
    """A project that has it, of the latest import."""
    year: int | None
    table: int = 0
    """The store's key of that project's table."""
