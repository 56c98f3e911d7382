"""Rows of cells: looking at them, and putting back together what a broken extraction took apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.chinese.width import close_up
from assistant.model.document import Cell, Grid, Paragraph, RawDocument
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place

Row = tuple[Cell, ...]


def rows_of(document: RawDocument) -> Grid:
    """The whole document as one grid: a paragraph is a row of one cell; rows without any text are left out."""
    rows: list[Row] = []
    for part in document.parts:
        if isinstance(part, Paragraph):
            rows.append((Cell(part.text, part.place),))
        elif isinstance(part, Grid):
            rows.extend(row for row in part.rows if row)
    return Grid(tuple(row for row in rows if not is_blank(row)))


def is_blank(row: Row) -> bool:
    """Whether no cell of the row holds text."""
    text = "".join([cell.text for cell in row])
    return not text or text.isspace()


def filled(row: Row) -> tuple[tuple[int, Cell], ...]:
    """The cells with text, each with its column (from 0)."""
    return tuple([(column, cell) for column, cell in enumerate(row) if cell.text and not cell.text.isspace()])


def lone_text(row: Row) -> str | None:
    """The row's text, closed up, where it stands in one cell alone; otherwise None."""
    cells = filled(row)
    return close_up(cells[0][1].text) if len(cells) == 1 else None


def with_text(row: Row, column: int, text: str) -> Row:
    """The row with another text in one cell."""
    return (*row[:column], replace(row[column], text=text), *row[column + 1 :])


def place_of(row: Row) -> Place:
    """Where the row stands: the place of its first cell, stretched over the lines of all that have text."""
    return span([cell.place for cell in row if cell.text.strip()] or [cell.place for cell in row])


def span(places: Iterable[Place]) -> Place:
    """The first of the places, made to reach over the lines of all."""
    first: Place | None = None
    last = 0
    for place in places:
        if first is None or place.line < first.line:
            first = place
        last = max(last, place.line, place.last_line)
    if first is None:
        raise ValueError("no place")
    return first.over(first.line, last)


def first_line(row: Row) -> int:
    """The first line with text of the row; 0 where the format has no lines."""
    return place_of(row).line


def last_line(row: Row) -> int:
    """The last line with text of the row; 0 where the format has no lines."""
    place = place_of(row)
    return max(place.line, place.last_line)


def gap_between(above: Row, below: Row) -> bool:
    """Whether something stood between the rows, blank lines or what a repair took out: the trace of a page break."""
    return first_line(below) - last_line(above) > 1


def join(first: Cell, second: Cell) -> Cell:
    """One cell of two that a page break parted."""
    if not first.text.strip():
        return second
    return Cell(first.text.rstrip() + second.text.lstrip(), span((first.place, second.place)))


def repair(rule: str, cells: Sequence[Cell], message: str) -> Finding:
    """A finding that says what a repair changed, at the cells concerned."""
    return Finding(rule, Severity.REPAIR, span(cell.place for cell in cells), message)


def doubt(rule: str, cells: Sequence[Cell], message: str, advice: str = "请对照原文件核对。") -> Finding:
    """A finding that says what could not be read with certainty, at the cells concerned."""
    return Finding(rule, Severity.DOUBT, span(cell.place for cell in cells), message, advice)


def quoted(row: Row) -> str:
    """The texts of a row for a message, shortened."""
    return _cut(" | ".join(close_up(cell.text) for _, cell in filled(row)), 60)


def shortened(text: str, length: int = 30) -> str:
    """The text closed up, with … where it is longer."""
    return _cut(close_up(text), length)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
