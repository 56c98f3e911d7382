"""Excel workbooks: a grid a sheet, merged cells resolved, numbers as they are shown, hidden sheets and rows read and said.

Read straight from the parts of the file, as far as tables need: formulas by the result that was stored with them, nothing
computed, nothing followed, no macro looked at.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.chinese.width import printable
from assistant.errors import UnreadableFile
from assistant.model.document import Grid, Part, RawDocument
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place, Source
from assistant.readers.hidden import without_hidden
from assistant.readers.markup import attribute, done_with, elements, local
from assistant.readers.merged import WIDEST, Budget, Sheet
from assistant.readers.number_formats import BUILT_IN, shown
from assistant.readers.package import ZIP, Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_SHEETS = 5_000
_MOST_IN_A_ROW = 20_000
"""Cells of one row; Excel has 16,384 columns."""
_LONGEST_TEXT = 40_000
"""Characters of a cell; Excel allows 32,767."""


class XlsxReader:
    """Office Open XML workbooks (xlsx, xlsm)."""

    name = "xlsx"
    suffixes = (".xlsx", ".xlsm", ".xltx")

    def accepts(self, data: bytes, suffix: str) -> bool:
        """A zip file with a workbook in it; a broken one by its ending."""
        return data.startswith(ZIP) and (b"xl/workbook" in data or suffix in self.suffixes)

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Raises UnreadableFile for a broken, encrypted or monstrous file."""
        with Package(data, source.document) as package:
            book = _Workbook(package, source.document)
            parts: list[Part] = []
            for name, state, path in book.sheets():
                grid = book.grid(name, path)
                if not grid.rows:
                    continue
                if state != "visible":
                    book.remark("hidden-sheet", Place(sheet=name), f"工作表“{name}”是隐藏的，也读了。", "请确认要不要里面的表。")
                parts.append(grid)
        return RawDocument(source, tuple(parts), tuple(book.findings))


class _Workbook:
    """What the sheets of a workbook share."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._name = name
        self._budget = Budget(name)
        self.findings: list[Finding] = []
        self._from_1904 = False
        self._texts = self._shared_texts()
        self._formats = self._cell_formats()

    def remark(self, rule: str, place: Place, message: str, advice: str = "", severity: Severity = Severity.HINT) -> None:
        """Adds a finding."""
        self.findings.append(Finding(rule, severity, place, message, advice))

    def sheets(self) -> Iterator[tuple[str, str, str]]:
        """Name, state and path of each sheet, in order."""
        path = next((name for name in self._package.names() if name.endswith("xl/workbook.xml")), "xl/workbook.xml")
        book = self._package.part(path)
        if book is None:
            raise UnreadableFile(
                f"“{self._name}”不是完好的 Excel 文件：里面没有工作簿。", "请用 Excel 或 WPS 打开，另存为 xlsx 再导入。"
            )
        folder = posixpath.dirname(path)
        targets: dict[str, str] = {}
        relations = self._package.part(f"{folder}/_rels/workbook.xml.rels")
        for relation in elements(relations, ("Relationship",), self._name) if relations else ():
            if attribute(relation, "TargetMode") != "External":
                target = attribute(relation, "Target")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                targets[attribute(relation, "Id")] = path
        found: list[tuple[str, str, str]] = []
        for element in elements(book, ("sheet", "workbookPr"), self._name):
            if local(element) == "workbookPr":
                self._from_1904 = attribute(element, "date1904") in ("1", "true")
                continue
            number = len(found) + 1
            identity = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")
            path = targets.get(identity, f"{folder}/worksheets/sheet{number}.xml")
            found.append((printable(attribute(element, "name"), one_line=True), attribute(element, "state", "visible"), path))
        if len(found) > _MOST_SHEETS:
            raise UnreadableFile(
                f"“{self._name}”有{len(found)}个工作表，超过{_MOST_SHEETS}个，没有读。", "请分成几个文件再导入。"
            )
        yield from found

    def grid(self, name: str, path: str) -> Grid:
        """The cells of a sheet; none for a sheet without cells (a chart)."""
        data = self._package.part(path)
        sheet = Sheet(self._budget, sheet=name)
        if data is None:
            return Grid(())
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        unfinished = row = 0
        in_one_row = Budget(self._name, _MOST_IN_A_ROW)
        for element in elements(data, ("row", "c", "mergeCell", "col"), self._name):
            kind = local(element)
            if kind == "col":
                hidden_columns |= _hidden_columns(element)
                continue
            if kind == "c":
                in_one_row.spend()
                continue
            if kind == "mergeCell":
                _merge(element, sheet)
                continue
            in_one_row = Budget(self._name, _MOST_IN_A_ROW)
            number = attribute(element, "r")
            row = int(number) - 1 if number.isdigit() and len(number) < 8 else row
            unfinished += self._row(element, sheet, row)
            if attribute(element, "hidden") in ("1", "true"):
                hidden_rows.add(row)
            row += 1
            done_with(element)
        self.findings.extend(without_hidden(sheet, name, hidden_rows, hidden_columns))
        if unfinished:
            told = f"工作表“{name}”有{unfinished}个公式没有存下结果，读作空格。"
            self.remark(
                "formula-without-value", Place(sheet=name), told, "请用 Excel 或 WPS 打开，保存一次再导入。", Severity.DOUBT
            )
        return sheet.grid()

    def _row(self, element: _Element, sheet: Sheet, row: int) -> int:
        """Puts the cells of a row; how many are formulas without a value."""
        column = without_value = 0
        for cell in element:
            if local(cell) != "c":
                continue
            reference = _REFERENCE.fullmatch(attribute(cell, "r"))
            column = _column(reference[1]) if reference else column
            text, is_formula = self._cell(cell)
            if text.strip():
                sheet.put(row, column, text)
            elif is_formula:
                without_value += 1
            column += 1
        return without_value

    def _cell(self, cell: _Element) -> tuple[str, bool]:
        """The text of a cell, and whether a formula makes it."""
        kind = attribute(cell, "t", "n")
        value, is_formula, inline = "", False, ""
        for child in cell:
            name = local(child)
            if name == "v":
                value = child.text or ""
            elif name == "f":
                is_formula = True
            elif name == "is":
                inline = _rich_text(child)
        if kind == "s":
            at = int(value) if value.isascii() and value.strip().isdigit() else -1
            text = self._texts[at] if 0 <= at < len(self._texts) else ""
        elif kind == "inlineStr":
            text = inline
        elif kind == "b":
            text = {"1": "TRUE", "0": "FALSE"}.get(value.strip(), value)
        elif kind in ("str", "e", "d"):
            text = _unescaped(value)
        else:
            style = attribute(cell, "s")
            at = int(style) if style.isdigit() else 0
            format = self._formats[at] if at < len(self._formats) else ""
            text = shown(value, format, from_1904=self._from_1904) if value.strip() else ""
        return printable(text[:_LONGEST_TEXT]), is_formula

    def _shared_texts(self) -> list[str]:
        data = self._package.part("xl/sharedStrings.xml")
        texts = []
        for element in elements(data, ("si",), self._name) if data else ():
            texts.append(_rich_text(element))
            self._budget.spend()
            done_with(element)
        return texts

    def _cell_formats(self) -> list[str]:
        """The number format of each style."""
        data = self._package.part("xl/styles.xml")
        own: dict[str, str] = {}
        formats: list[str] = []
        for element in elements(data, ("numFmt", "cellXfs"), self._name) if data else ():
            if local(element) == "numFmt":
                own[attribute(element, "numFmtId")] = attribute(element, "formatCode")
                continue
            for style in element:
                number = attribute(style, "numFmtId", "0")
                formats.append(own.get(number) or BUILT_IN.get(int(number) if number.isdigit() else 0, ""))
        return formats


def _merge(element: _Element, sheet: Sheet) -> None:
    first, _, last = attribute(element, "ref").partition(":")
    begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if begin and end:
        top, left = int(begin[2]) - 1, _column(begin[1])
        sheet.merge(top, left, int(end[2]) - top, _column(end[1]) - left + 1)


def _hidden_columns(element: _Element) -> set[int]:
    """The columns, from 0, that a <col> hides; what lies right of `WIDEST` is not read anyway."""
    first, last = (attribute(element, side) for side in ("min", "max"))
    if attribute(element, "hidden") not in ("1", "true") or not (first.isdigit() and last.isdigit()) or len(first + last) > 12:
        return set()
    return set(range(max(0, int(first) - 1), min(int(last), WIDEST)))


def _column(letters: str) -> int:
    """A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _rich_text(element: _Element) -> str:
    """The text of a shared or inline string without its phonetic guides."""
    pieces = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.extend(part.text or "" for part in child if local(part) == "t")
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    """Characters that are written by their number, _x000D_, as themselves."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
