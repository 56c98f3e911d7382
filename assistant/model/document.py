"""What a reader hands on: paragraphs, grids of cells and records in the order of the document, nothing interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.model.finding import Finding
from assistant.model.record import record
from assistant.model.source import Place, Source


@record
class Cell:
    """One cell as the document has it; the cells that a merged one covers have the text ""."""

    text: str
    place: Place
    height: int = 1
    """Rows that it covers; 0 in a cell that is covered."""
    width: int = 1
    """Columns that it covers; 0 in a cell that is covered."""

    @property
    def covered(self) -> bool:
        """Whether a merged cell lies over it."""
        return not (self.height and self.width)


@record
class Paragraph:
    """Text outside any grid; one line of a text document."""

    text: str
    place: Place


@record
class Grid:
    """A table of cells. Rows may differ in length; a blank cell is a cell with text ""."""

    rows: tuple[tuple[Cell, ...], ...]
    exact: bool = False
    """Whether the document itself says what a cell is (docx, xlsx, html, csv): none was cut or shifted on the way out of it."""


@record
class Record:
    """A goal table that a document holds as data already, in the form of the published JSON."""

    values: Mapping[str, Any]
    place: Place


Part = Paragraph | Grid | Record


@record
class Spread:
    """Pages that may be one, printed side by side (横着分页): their rows stand at the same heights."""

    pages: tuple[int, ...]
    """Their numbers from left to right; the first is the page in the places of the parts."""
    parts: tuple[Part, ...]
    """What they hold together."""
    surely: bool = False
    """Whether no page can go on on the next one below: there is much room left on it, or the columns of the next differ."""


@record
class RawDocument:
    """A document as read."""

    source: Source
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()
    """What the reader had to repair or could not read."""
    spreads: tuple[Spread, ...] = ()
    """Other ways to see pages, the likelier first; a page may be in several, and `parts` holds each page by itself."""
