"""Old Excel workbooks (xls), and WPS tables (et), which are the same inside: a grid a sheet, as `xlsx` gives it."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from assistant.chinese.width import printable
from assistant.errors import UnreadableFile
from assistant.model.document import Grid, Part, RawDocument
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place, Source
from assistant.readers.hidden import without_hidden
from assistant.readers.merged import Budget, Sheet
from assistant.readers.number_formats import BUILT_IN, shown
from assistant.readers.ole import OLE, has_stream, is_encrypted
from assistant.readers.package import incomplete

if TYPE_CHECKING:
    import xlrd

_GENERAL = frozenset((0, 49))
_LARGEST = 100 * 1024**2
_BLANK = frozenset((0, 6))
"""Kinds of cells that hold nothing: whole columns of them, down to the last row, stand in files with coloured columns."""
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
"""What the library raises at a file that is not what it says, besides its own error."""


class XlsReader:
    """Excel 97 to 2003 (xls) and WPS (et)."""

    name = "xls"
    suffixes = (".xls", ".et", ".xlt", ".ett")

    def accepts(self, data: bytes, suffix: str) -> bool:
        """An OLE file with a workbook in it, or with an encrypted package, which nobody reads."""
        return data.startswith(OLE) and (is_encrypted(data) or has_stream(data, "Workbook", "Book"))

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Raises UnreadableFile for a broken, encrypted or monstrous file."""
        import xlrd

        name = source.document
        if is_encrypted(data):
            raise UnreadableFile(f"“{name}”加了密码，打不开。", "请先去掉密码再导入。")
        if len(data) > _LARGEST:
            raise UnreadableFile(
                f"“{name}”超过{_LARGEST // 1024**2} MB，没有读。", "目标表不会这么大；请把表复制到新文件再导入。"
            )
        try:
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
            return _read(book, source)
        except xlrd.XLRDError as broken:
            if "encrypted" in str(broken):
                raise UnreadableFile(f"“{name}”加了密码，打不开。", "请先去掉密码再导入。") from broken
            raise incomplete(name) from broken
        except (xlrd.compdoc.CompDocError, xlrd.formula.FormulaError, *_BROKEN) as broken:
            raise incomplete(name) from broken


def _read(book: xlrd.book.Book, source: Source) -> RawDocument:
    budget = Budget(source.document)
    parts: list[Part] = []
    findings: list[Finding] = []
    for sheet in book.sheets():
        grid, remarks = _grid(book, sheet, budget)
        if not grid.rows:
            continue
        place = Place(sheet=printable(sheet.name, one_line=True))
        if sheet.visibility:
            told = f"工作表“{place.sheet}”是隐藏的，也读了。"
            findings.append(Finding("hidden-sheet", Severity.HINT, place, told, "请确认要不要里面的表。"))
        parts.append(grid)
        findings.extend(remarks)
    return RawDocument(source, tuple(parts), tuple(findings))


def _grid(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, budget: Budget) -> tuple[Grid, list[Finding]]:
    """The cells of a sheet, and what is said of those that are hidden."""
    name = printable(sheet.name, one_line=True)
    filled = Sheet(budget, sheet=name)
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in _BLANK:
                filled.put(row, column, _text(book, sheet, row, column))
    for top, bottom, left, right in sheet.merged_cells:
        filled.merge(top, left, bottom - top, right - left)
    rows = {row for row, information in sheet.rowinfo_map.items() if information.hidden}
    columns = {column for column, information in sheet.colinfo_map.items() if information.hidden}
    remarks = list(without_hidden(filled, name, rows, columns))
    return filled.grid(), remarks


def _text(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    """The text of a cell as it is shown."""
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return printable(str(value))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#ERR"))
    if kind not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    at = sheet.cell_xf_index(row, column)
    key = book.xf_list[at].format_key if 0 <= at < len(book.xf_list) else 0
    known = book.format_map.get(key)
    format = BUILT_IN.get(key) or ("" if known is None or key in _GENERAL else known.format_str)
    return shown(repr(value), format, from_1904=bool(book.datemode))
