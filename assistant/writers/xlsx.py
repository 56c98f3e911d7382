"""Excel workbooks: a sheet for each table in the official form, A4, one page wide, the row of headings on every page.

Texts are typed as texts, so that none is ever a formula and zeros in front stay; amounts are numbers where a spreadsheet's
numbers hold them exactly, a blank amount is a blank cell. The parts of the file are written as text, a sheet at a time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assistant.chinese.cells import cells as columns_taken
from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.writers.csv import harmless
from assistant.writers.form import COLUMNS, Form, FormCell, Role, change_lines, changes_title, form_of, form_text, plain

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_WIDTHS = (10.0, 13.0, 20.0, 34.0, 24.0)
"""Columns of the form, in digits of the usual font."""
_NARROWEST, _WIDEST = 8.0, 30.0
_LINE, _PADDING, _LOWEST, _HIGHEST = 14.5, 6.0, 24.0, 409.0
"""Heights in points: of a line of text, around the text, and the limits of a row."""
_TITLE_HEIGHT = 36.0
_EXACT_DIGITS = 15
"""Digits that a spreadsheet's numbers hold exactly."""
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would take for a character written by its number."""


class XlsxWriter:
    """Office Open XML as Excel, WPS and LibreOffice read it."""

    name = "xlsx"
    suffixes = (".xlsx",)

    def write(self, tables: Iterable[GoalTable], changes: Sequence[Change] = ()) -> bytes:
        """A zip file whose bytes depend on the tables alone."""
        target = io.BytesIO()
        names: list[str] = []
        titles: list[str] = []
        with ZipFile(target, "w") as package:
            taken: set[str] = set()
            for table in tables:
                form = form_of(table)
                names.append(_sheet_name(table.project, taken))
                titles.append(_print_title(len(names) - 1, names[-1], form.heading + 1))
                package.writestr(_entry(f"xl/worksheets/sheet{len(names)}.xml"), _sheet(form).encode("utf-8", "replace"))
            if changes or not names:
                names.append(_sheet_name(changes_title(), taken))
                package.writestr(_entry(f"xl/worksheets/sheet{len(names)}.xml"), _list(changes).encode("utf-8", "replace"))
            for part, text in _frame(names, titles).items():
                package.writestr(_entry(part), text.encode("utf-8", "replace"))
        return target.getvalue()


def _entry(name: str) -> ZipInfo:
    """A part of the file without the time of its making."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _sheet_name(project: str, taken: set[str]) -> str:
    """A name that Excel allows and that no other sheet has; `taken` remembers it."""
    wished = _FORBIDDEN.sub("", project).strip().strip("'").strip() or form_text("name")
    number = 1
    while True:
        ending = f"({number})" if number > 1 or wished.casefold() == "history" else ""
        name = _shortened(wished, _LONGEST_NAME - len(ending)) + ending
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return name
        number += 1


def _shortened(text: str, length: int) -> str:
    """The beginning of the text, in units of UTF-16 as Excel counts."""
    while len(text.encode("utf-16-le", "surrogatepass")) > 2 * length:
        text = text[:-1]
    return text.rstrip("' ")


def _print_title(index: int, name: str, row: int) -> str:
    quoted = escape(name.replace("'", "''"))
    return f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">\'{quoted}\'!${row}:${row}</definedName>'


class _Style:
    """Places in the list of cell formats below."""

    TITLE, YEAR, LABEL, TEXT, LONG, WHOLE, HUNDREDTHS, GENERAL, GUARDED, GUARDED_LONG = range(1, 11)


_STYLES = {
    Role.TITLE: _Style.TITLE,
    Role.YEAR: _Style.YEAR,
    Role.LABEL: _Style.LABEL,
    Role.TEXT: _Style.TEXT,
    Role.LONG: _Style.LONG,
    Role.NUMBER: _Style.TEXT,
}


def _sheet(form: Form) -> str:
    widths = _widths(form)
    heights = _heights(form, widths)
    grid = [[_blank(row, column) for column in range(form.columns)] for row in range(form.rows)]
    merged = []
    for cell in form.cells:
        for row in range(cell.row, cell.row + cell.height):
            for column in range(cell.column, cell.column + cell.width):
                grid[row][column] = _blank(row, column, _STYLES[cell.role])
        grid[cell.row][cell.column] = _cell(cell)
        if cell.height > 1 or cell.width > 1:
            last = _name_of(cell.row + cell.height - 1, cell.column + cell.width - 1)
            merged.append(f'<mergeCell ref="{_name_of(cell.row, cell.column)}:{last}"/>')
    return _worksheet(widths, heights, grid, merged, landscape=sum(widths) > 135)


def _worksheet(
    widths: Sequence[float],
    heights: Sequence[float],
    grid: Sequence[Sequence[str]],
    merged: Sequence[str],
    *,
    landscape: bool = False,
) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width:.2f}" customWidth="1"/>' for number, width in enumerate(widths, 1)
    )
    rows = "".join(
        f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(line)}</row>'
        for number, (height, line) in enumerate(zip(heights, grid, strict=True), 1)
    )
    merges = f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>' if merged else ""
    side = "landscape" if landscape else "portrait"
    return (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>{rows}</sheetData>{merges}"
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.6" right="0.6" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{side}" fitToWidth="1" fitToHeight="0"/></worksheet>'
    )


def _name_of(row: int, column: int) -> str:
    """A1, B3 …; row and column from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _blank(row: int, column: int, style: int = 0) -> str:
    return f'<c r="{_name_of(row, column)}" s="{style}"/>'


def _cell(cell: FormCell) -> str:
    """A number where the spreadsheet holds it exactly, else a text."""
    name = _name_of(cell.row, cell.column)
    if cell.number is not None and len(cell.number.normalize().as_tuple().digits) <= _EXACT_DIGITS and abs(cell.number) < 10**15:
        return f'<c r="{name}" s="{_number_style(cell)}"><v>{plain(cell.number)}</v></c>'
    if not cell.text:
        return _blank(cell.row, cell.column, _STYLES[cell.role])
    return _string(name, cell.text, _STYLES[cell.role])


def _number_style(cell: FormCell) -> int:
    """Whole numbers without decimals, amounts with two where that shows all of them."""
    decimals = len(plain(cell.number).partition(".")[2])
    if not decimals:
        return _Style.WHOLE
    return _Style.HUNDREDTHS if decimals < 3 and cell.column < COLUMNS else _Style.GENERAL


def _string(name: str, text: str, style: int) -> str:
    """A cell of text; one that looks like a formula is also marked as quoted, so that it stays a text when somebody edits it."""
    if harmless(text) != text:
        style = {_Style.TEXT: _Style.GUARDED, _Style.LONG: _Style.GUARDED_LONG}.get(style, style)
    written = escape(_ESCAPE_LIKE.sub("_x005F_", text))
    return f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _widths(form: Form) -> list[float]:
    """The five columns, and the further ones by their longest text."""
    longest = [4] * (form.columns - COLUMNS)
    for cell in form.cells:
        if cell.column >= COLUMNS and cell.row >= form.heading:
            at = cell.column - COLUMNS
            longest[at] = max(longest[at], columns_taken(cell.text))
    return [*_WIDTHS, *(min(max(length + 2.0, _NARROWEST), _WIDEST) for length in longest)]


def _heights(form: Form, widths: Sequence[float]) -> list[float]:
    """Each row as high as its texts need: Excel does not find the height of merged cells by itself."""
    heights = [_LOWEST] * form.rows
    for cell in sorted(form.cells, key=lambda cell: cell.height):
        if cell.role is Role.TITLE:
            heights[cell.row] = _TITLE_HEIGHT
            continue
        needed = _text_height(cell.text, sum(widths[cell.column : cell.column + cell.width]))
        rows = range(cell.row, cell.row + cell.height)
        lacking = needed - sum(heights[row] for row in rows)
        if lacking > 0:
            for row in rows:
                heights[row] = min(heights[row] + lacking / cell.height, _HIGHEST)
    return heights


def _text_height(text: str, width: float) -> float:
    room = max(int((width - 1.5) * 0.95), 2)
    lines = sum(max(1, -(-columns_taken(line) // room)) for line in text.split("\n"))
    return float(lines * _LINE + _PADDING)


def _list(changes: Sequence[Change]) -> str:
    """The list of changes of a draft as a sheet."""
    widths = (6.0, 28.0, 26.0, 26.0, 12.0, 40.0)
    grid, heights = [], []
    for row, line in enumerate(change_lines(changes)):
        style = _Style.TEXT if row else _Style.LABEL
        grid.append([_string(_name_of(row, column), text, style) for column, text in enumerate(line)])
        needed = max(_text_height(text, width) for text, width in zip(line, widths, strict=True))
        heights.append(min(max(_LOWEST, needed), _HIGHEST))
    return _worksheet(widths, heights, grid, (), landscape=True)


def _frame(names: Sequence[str], titles: Sequence[str]) -> dict[str, str]:
    """The parts that hold the sheets together."""
    sheets = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(names) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPES}worksheet+xml"/>'
        for number in range(1, len(names) + 1)
    )
    defined = f"<definedNames>{''.join(titles)}</definedNames>" if titles else ""
    return {
        "[Content_Types].xml": (
            f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}styles+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{sheets}</sheets>{defined}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            f'<Relationship Id="rId{len(names) + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": _STYLE_SHEET,
    }


def _font(name: str, size: float, bold: bool = False) -> str:
    return f'<font>{"<b/>" if bold else ""}<sz val="{size:g}"/><name val="{name}"/><charset val="134"/></font>'


def _format(font: int, border: int, align: str, number: int = 49, quoted: bool = False) -> str:
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="{border}" xfId="0" applyNumberFormat="1" applyFont="1"'
        f' applyBorder="1" applyAlignment="1"{" quotePrefix=" + chr(34) + "1" + chr(34) if quoted else ""}>'
        f'<alignment horizontal="{align}" vertical="center" wrapText="1"/></xf>'
    )


_SIDES = "".join(f'<{side} style="thin"><color indexed="64"/></{side}>' for side in ("left", "right", "top", "bottom"))
_CELL_FORMATS = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    _format(1, 0, "center"),
    _format(2, 2, "center"),
    _format(3, 1, "center"),
    _format(4, 1, "center"),
    _format(4, 1, "left"),
    _format(4, 1, "center", 1),
    _format(4, 1, "center", 2),
    _format(4, 1, "center", 0),
    _format(4, 1, "center", quoted=True),
    _format(4, 1, "left", quoted=True),
)
"""In the order of `_Style`."""
_STYLE_SHEET = (
    f'{_DECLARATION}<styleSheet xmlns="{_MAIN}"><fonts count="5">{_font("宋体", 11)}{_font("宋体", 18, True)}{_font("宋体", 12)}'
    f"{_font('宋体', 10.5)}{_font('仿宋', 10.5)}</fonts>"
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    f'<borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border><border>{_SIDES}<diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color indexed="64"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(_CELL_FORMATS)}">{"".join(_CELL_FORMATS)}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
