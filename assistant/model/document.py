"""What a reader hands on: paragraphs, grids of cells and records in the order of the document, nothing interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.model.finding import Finding
from assistant.model.source import Place, Source


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the document has it."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside any grid; one line of a text document."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells. Rows may differ in length; a blank cell is a cell with text ""."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A goal table that a document holds as data already, in the form of the published JSON."""

    values: Mapping[str, Any]
    place: Place


Part = Paragraph | Grid | Record


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as read."""

    source: Source
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()
    """What the reader had to repair or could not read."""
