"""Where a value was printed: the document and the place in it."""

from __future__ import annotations

from assistant.model.record import record


@record
class Source:
    """One document as it was imported."""

    document: str
    """The file's name without its folder, as shown to users."""
    sha256: str
    """Hash of the file's bytes, lower-case hex; "" for a table that came from no file."""
    format: str = "text"
    """Name of the reader that read it."""


@record
class Place:
    """A place in a document; every number counts from 1, 0 means that the format has no such thing.

    Each cell has one: `in_table` and `over` make another at a fifth of the cost of `replace`.
    """

    table: int = 0
    """The goal table's ordinal in its document (第几张表)."""
    page: int = 0
    """Page of a paged document."""
    sheet: str = ""
    """Sheet name of a workbook."""
    row: int = 0
    """Row of a grid (docx, xlsx, html)."""
    column: int = 0
    """Column of a grid."""
    line: int = 0
    """Line of a text document."""
    last_line: int = 0
    """Last line where something spans several lines; 0 where it is one line."""

    def __lt__(self, other: Place) -> bool:
        """In the order of the fields."""
        return self._numbers() < other._numbers()

    def _numbers(self) -> tuple[int, int, str, int, int, int, int]:
        return self.table, self.page, self.sheet, self.row, self.column, self.line, self.last_line

    def in_table(self, ordinal: int) -> Place:
        """The same place, in the goal table of this ordinal."""
        return Place(ordinal, self.page, self.sheet, self.row, self.column, self.line, self.last_line)

    def over(self, line: int, last: int) -> Place:
        """The same place over these lines; `last` counts where it lies behind `line`."""
        last_line = last if last > line else 0
        if self.line == line and self.last_line == last_line:
            return self
        return Place(self.table, self.page, self.sheet, self.row, self.column, line, last_line)

    @property
    def label(self) -> str:
        """The place as the published JSON and the answers print it: 第5张表，第117行."""
        return place_label(self.table, self.page, self.sheet, self.row, self.column, self.line, self.last_line)


def place_label(
    table: int = 0, page: int = 0, sheet: str = "", row: int = 0, column: int = 0, line: int = 0, last_line: int = 0
) -> str:
    """`Place.label` of these numbers, for lists that are too long to make a place of each entry."""
    if line and table and not (sheet or page) and last_line <= line:
        return f"第{table}张表，第{line}行"  # the commonest by far, and lists make thousands of them
    parts = []
    if sheet:
        parts.append(f"工作表“{sheet}”")
    if page:
        parts.append(f"第{page}页")
    if table:
        parts.append(f"第{table}张表")
    if line and last_line > line:
        parts.append(f"第{line}至{last_line}行")
    elif line:
        parts.append(f"第{line}行")
    elif row:
        parts.append(f"第{row}行")
        if column:
            parts.append(f"第{column}列")
    return "，".join(parts)
