"""The list of findings (审核意见清单) as a workbook or a document, department by department, for sending back."""

from __future__ import annotations

import io
from collections.abc import Sequence

from assistant.errors import UnknownFormat
from assistant.model.record import record
from assistant.writers.csv import harmless
from assistant.writers.form import form_text

SUFFIXES = (".xlsx", ".docx")
"""What the list can be written as."""

_COLUMNS = ("number", "project", "year", "level", "where", "message", "advice", "rule", "accepted")
_WIDTHS = (6, 28, 8, 8, 30, 60, 36, 24, 20)


@record
class Remark:
    """One finding as the list shows it, all texts in Chinese."""

    department: str
    project: str
    year: str
    level: str
    where: str
    message: str
    advice: str
    rule: str
    accepted: str = ""
    """The reason, "" where it was not accepted."""


def write_findings(remarks: Sequence[Remark], suffix: str) -> bytes:
    """The list in the format of the file's ending (.xlsx, .docx), departments in the order in which they come.

    Raises UnknownFormat for another ending.
    """
    groups: dict[str, list[Remark]] = {}
    for remark in remarks:
        groups.setdefault(remark.department or form_text("findings.no_department"), []).append(remark)
    if suffix == ".xlsx":
        return _workbook(groups)
    if suffix == ".docx":
        return _document(groups)
    raise UnknownFormat(f"意见清单不能写成“{suffix}”。", f"请用 {' 或 '.join(SUFFIXES)}。")


def _headings() -> tuple[str, ...]:
    return tuple(form_text(f"findings.{column}") for column in _COLUMNS)


def _cells(number: int, remark: Remark) -> tuple[str, ...]:
    return (
        str(number),
        remark.project,
        remark.year,
        remark.level,
        remark.where,
        remark.message,
        remark.advice,
        remark.rule,
        remark.accepted,
    )


def _workbook(groups: dict[str, list[Remark]]) -> bytes:
    """One sheet, departments as headings between their findings; texts are texts, none a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = form_text("findings.title")
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([form_text("findings.title")])
    sheet["A1"].font = Font(bold=True, size=16)
    for department, remarks in groups.items():
        sheet.append([harmless(form_text("findings.department", 部门=department, 数=len(remarks)))])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True, size=12)
        sheet.append(list(_headings()))
        for column in range(1, len(_COLUMNS) + 1):
            sheet.cell(sheet.max_row, column).font = Font(bold=True)
        for number, remark in enumerate(remarks, start=1):
            sheet.append([harmless(text) for text in _cells(number, remark)])
            for column in range(1, len(_COLUMNS) + 1):
                sheet.cell(sheet.max_row, column).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _document(groups: dict[str, list[Remark]]) -> bytes:
    """A section a department, each on a page of its own, so that it can be sent alone."""
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for at, (department, remarks) in enumerate(groups.items()):
        if at:
            document.add_page_break()  # type: ignore[no-untyped-call]
        document.add_heading(form_text("findings.heading", 部门=department), level=1)
        table = document.add_table(rows=1, cols=len(_COLUMNS))
        table.style = "Table Grid"
        for cell, heading in zip(table.rows[0].cells, _headings(), strict=True):
            cell.text = heading
        for number, remark in enumerate(remarks, start=1):
            for cell, text in zip(table.add_row().cells, _cells(number, remark), strict=True):
                cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
