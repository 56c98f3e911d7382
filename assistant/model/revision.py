"""What a newer version of a document changed: table by table, cell by cell, with where each stands in both versions."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from assistant.model.record import record

Held = str | int | Decimal | None
"""What a cell holds: a text as printed, a year, money in yuan; None where it is blank."""


class RevisionKind(StrEnum):
    """What became of a cell or a table."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@record
class CellRevision:
    """One cell of a head, one fund row or one indicator row that the versions do not agree in."""

    kind: RevisionKind
    field: str
    """Published key of the head cell; `fund`, `level3` (the row's name) or `value` (its target value)."""
    before: Held = None
    """None where the row is new."""
    after: Held = None
    """None where the row is gone."""
    label: str = ""
    """For `fund`: its label."""
    level2: str = ""
    level3: str = ""
    """For a row: its name in the newer version; in the earlier one where it is gone."""
    before_place: str = ""
    place: str = ""
    row: int = 0
    """The store's key of the row in the newer version; 0 for none."""


@record
class TableRevision:
    """One table that the versions do not agree in."""

    kind: RevisionKind
    project: str
    year: int | None
    cells: tuple[CellRevision, ...] = ()
    """() for a table that only one of the versions has."""
    before_place: str = ""
    place: str = ""
    table: int = 0
    """The store's key of the table; 0 for one that is gone."""


@record
class DocumentRevision:
    """A document beside the version of it that was imported before."""

    document: str
    """Its name."""
    earlier: int
    """How many earlier versions there are; the last of them is compared."""
    tables: tuple[TableRevision, ...]
    """Those that differ; () where only the bytes do."""

    @property
    def cells(self) -> int:
        """How many cells differ."""
        return sum(len(table.cells) for table in self.tables)
