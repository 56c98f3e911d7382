"""What the archive tells about itself: outcomes of saving, documents, findings of the full text."""

from __future__ import annotations

from enum import StrEnum

from assistant.model.record import record


class SaveOutcome(StrEnum):
    """What saving a document came to."""

    IMPORTED = "imported"
    """The document is new."""
    UNCHANGED = "unchanged"
    """The same bytes were there already, under whatever name; nothing was written."""
    REPLACED = "replaced"
    """A document of this name had other bytes: its tables were replaced."""


@record
class ArchivedDocument:
    """A document of the archive."""

    key: int
    """The store's number; numbers rise in the order of import."""
    name: str
    """The file's name without its folder."""
    sha256: str
    format: str
    path: str
    """Where it was when it was imported; "" where that is not known."""
    tables: int
    """How many goal tables came from it."""


@record
class SearchHit:
    """One cell that the full text found."""

    project: str
    year: int | None
    field: str
    """`project`, `goal`, `long_term_goal`, `level3`, `value`, or the heading of a further printed column."""
    text: str
    """The cell as printed."""
    marked: str
    """The cell with 【】 round the words that were looked for."""
    score: float
    """0 to 100; 100 where the cell is the words and nothing else."""
    table: int
    """The store's key of the table."""
