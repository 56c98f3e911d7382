"""Lists as a workbook: one sheet each, headings that stay in view and can be filtered, every text a text."""

from __future__ import annotations

import io
from collections.abc import Sequence

from assistant.model.record import record
from assistant.writers.csv import harmless


@record
class SheetOfRows:
    """One list."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    """Of the columns, in characters."""
    rows: Sequence[tuple[str | int | float | None, ...]]


def write_sheets(sheets: Sequence[SheetOfRows]) -> bytes:
    """The lists as an xlsx file."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for sheet_of_rows in sheets:
        sheet = book.create_sheet(sheet_of_rows.title)
        sheet.append(list(sheet_of_rows.headings))
        for column, width in enumerate(sheet_of_rows.widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
            sheet.cell(1, column).font = Font(bold=True)
        for row in sheet_of_rows.rows:
            sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in row])
            for column, cell in enumerate(row, start=1):
                if isinstance(cell, str):
                    sheet.cell(sheet.max_row, column).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
