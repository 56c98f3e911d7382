"""Word documents: each table on pages of its own in the official form, A4, ready to be printed.

The parts of the file are written as text, a table at a time, so that a thousand tables take neither long nor much memory.
Title and year are the table's first rows and come again on every page that it runs over. A paragraph follows every table: without
it LibreOffice loses a table at the end on the way to the old doc format.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.writers.form import COLUMNS, Form, FormCell, Role, change_lines, changes_title, form_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHORT, _LONG, _MARGIN = 11906, 16838, 1134
"""Sides of A4 and the margin (20 mm), in twentieths of a point."""
_WIDTHS = (1000, 1300, 1938, 3150, 2250)
"""Columns of the form; together as wide as the text of an upright page."""
_NARROWEST, _WIDEST = 700, 2600
"""Limits of a further column's width."""
_CHARACTER = 210
"""Width of a Chinese character of the form."""
_WIDEST_UPRIGHT, _MOST_UPRIGHT = 1200, 2400
"""On an upright page: the most that a further column gets, and the most that all may want before the page is turned."""
_SPLIT_FROM = 400
"""A row with a text longer than this may go over to the next page."""
_STYLES = {
    Role.TITLE: "FormTitle",
    Role.YEAR: "FormYear",
    Role.LABEL: "FormLabel",
    Role.TEXT: "FormText",
    Role.LONG: "FormLong",
    Role.NUMBER: "FormText",
}
_HEIGHTS = {Role.TITLE: 680, Role.YEAR: 400}
_ROW_HEIGHT = 440


class DocxWriter:
    """Office Open XML as Word, WPS and LibreOffice read it."""

    name = "docx"
    suffixes = (".docx",)

    def write(self, tables: Iterable[GoalTable], changes: Sequence[Change] = ()) -> bytes:
        """A zip file whose bytes depend on the tables alone."""
        target = io.BytesIO()
        with ZipFile(target, "w") as package:
            for name, text in _PARTS.items():
                package.writestr(_entry(name), text)
            with package.open(_entry("word/document.xml"), "w") as document:
                for piece in _document(tables, changes):
                    document.write(piece.encode("utf-8", "replace"))
        return target.getvalue()


def _entry(name: str) -> ZipInfo:
    """A part of the file without the time of its making."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _document(tables: Iterable[GoalTable], changes: Sequence[Change]) -> Iterator[str]:
    """The main part, piece by piece."""
    yield f'{_DECLARATION}<w:document xmlns:w="{_W}"><w:body>'
    turned: bool | None = None
    for table in tables:
        form = form_of(table)
        further = _further_widths(form)
        upright = [min(width, _WIDEST_UPRIGHT) for width in further]
        turn = sum(upright) > _MOST_UPRIGHT
        further = further if turn else upright
        if turned is not None:
            yield _parting(turned if turn != turned else None)
        yield _table(form, further, turn)
        turned = turn
    if changes:
        if turned is not None:
            yield _parting(turned if turned else None)
        turned = False
        yield _list(changes)
    yield f"{_paragraph('')}{_section(turned or False)}</w:body></w:document>"


def _section(turned: bool) -> str:
    wide, high = (_LONG, _SHORT) if turned else (_SHORT, _LONG)
    side = ' w:orient="landscape"' if turned else ""
    return (
        f'<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{side}/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}"'
        ' w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _parting(section_turned: bool | None) -> str:
    """What stands between two tables: a page break, or, where the page turns, the end of a section that lay as told."""
    return _paragraph("<w:pageBreakBefore/>") if section_turned is None else _paragraph("", _section(section_turned))


def _paragraph(break_before: str, section: str = "") -> str:
    """A paragraph without height."""
    return (
        f'<w:p><w:pPr>{break_before}<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
    )


def _further_widths(form: Form) -> list[int]:
    """How wide the columns beyond the five would like to be, by their longest text."""
    longest = [2] * (form.columns - COLUMNS)
    for cell in form.cells:
        if cell.column >= COLUMNS and cell.row >= form.heading:
            longest[cell.column - COLUMNS] = max(longest[cell.column - COLUMNS], len(cell.text))
    return [min(max(length * _CHARACTER + 140, _NARROWEST), _WIDEST) for length in longest]


def _table(form: Form, further: Sequence[int], turned: bool) -> str:
    room = (_LONG if turned else _SHORT) - 2 * _MARGIN
    wished = [*_WIDTHS, *further]
    spare = room - sum(wished)
    if spare < 0:
        narrow = sum(wished[2:])
        wished[2:] = [width * (narrow + spare) // narrow for width in wished[2:]]
    elif spare:
        wished[3] += spare // 2
        wished[4] += spare - spare // 2
    wished[3] += room - sum(wished)
    edges = [0]
    for width in wished:
        edges.append(edges[-1] + width)
    rows: list[list[tuple[int, str]]] = [[] for _ in range(form.rows)]
    longest, roles = [0] * form.rows, [Role.TEXT] * form.rows
    for cell in form.cells:
        width = edges[cell.column + cell.width] - edges[cell.column]
        rows[cell.row].append((cell.column, _cell(cell, width, keep=cell.row == form.heading)))
        for row in range(cell.row + 1, cell.row + cell.height):
            rows[row].append((cell.column, _covered(cell, width)))
        longest[cell.row] = max(longest[cell.row], len(cell.text))
        roles[cell.row] = cell.role if cell.column == 0 else roles[cell.row]
    lines = []
    for number, cells_of_row in enumerate(rows):
        whole = "" if longest[number] > _SPLIT_FROM else "<w:cantSplit/>"
        height = f'<w:trHeight w:val="{_HEIGHTS.get(roles[number], _ROW_HEIGHT)}" w:hRule="atLeast"/>'
        repeated = "<w:tblHeader/>" if number < form.title_rows else ""
        cells = "".join(text for _, text in sorted(cells_of_row))
        lines.append(f"<w:tr><w:trPr>{whole}{height}{repeated}</w:trPr>{cells}</w:tr>")
    return _frame(wished, lines)


def _frame(widths: Sequence[int], lines: Iterable[str]) -> str:
    """The rows as a table."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/>'
        '<w:left w:w="60" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _without(*sides: str) -> str:
    """A cell's borders with these left out."""
    return f"<w:tcBorders>{''.join(f'<w:{side} w:val={chr(34)}nil{chr(34)}/>' for side in sides)}</w:tcBorders>"


_NO_BORDERS = {
    Role.TITLE: _without("top", "left", "bottom", "right"),
    Role.YEAR: _without("top", "left", "right"),
}


def _cell(cell: FormCell, width: int, *, keep: bool) -> str:
    """A cell; `keep`: on one page with the row below."""
    merge = '<w:vMerge w:val="restart"/>' if cell.height > 1 else ""
    return (
        f"<w:tc><w:tcPr>{_size(cell, width)}{merge}{_NO_BORDERS.get(cell.role, '')}"
        f'<w:vAlign w:val="center"/></w:tcPr>{_text(cell.text, _STYLES[cell.role], keep=keep)}</w:tc>'
    )


def _covered(cell: FormCell, width: int) -> str:
    """The part of a merged cell that lies in a lower row."""
    return f'<w:tc><w:tcPr>{_size(cell, width)}<w:vMerge/><w:vAlign w:val="center"/></w:tcPr>{_text("", "FormLabel")}</w:tc>'


def _size(cell: FormCell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.width}"/>' if cell.width > 1 else ""
    return f'<w:tcW w:w="{width}" w:type="dxa"/>{span}'


def _text(text: str, style: str, *, keep: bool = False) -> str:
    """A paragraph of one style; line breaks stay in it; `keep`: with the next one on one page."""
    kept = "<w:keepNext/>" if keep else ""
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.replace("\t", " ").split("\n"))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{f"<w:r>{runs}</w:r>" if text else ""}</w:p>'


def _list(changes: Sequence[Change]) -> str:
    """The list of changes of a draft on a page of its own."""
    widths = (600, 2200, 1900, 1900, 1100, 1938)
    lines = []
    for number, line in enumerate(change_lines(changes)):
        style = "FormText" if number else "FormLabel"
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{_text(text, style)}</w:tc>'
            for width, text in zip(widths, line, strict=True)
        )
        repeated = "" if number else "<w:tblHeader/>"
        lines.append(f'<w:tr><w:trPr><w:trHeight w:val="{_ROW_HEIGHT}" w:hRule="atLeast"/>{repeated}</w:trPr>{cells}</w:tr>')
    return _text(changes_title(), "FormTitle") + _frame(widths, lines)


def _style(name: str, shown: str, font: str, size: int, align: str, more: str = "") -> str:
    """A paragraph style; `size` in half points."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/>'
        f'<w:qFormat/><w:pPr><w:jc w:val="{align}"/></w:pPr><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"'
        f' w:eastAsia="{font}" w:cs="{font}"/>{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _font(name: str, other: str, panose: str) -> str:
    """An entry of the table of fonts; `other` is what the font is called where its Chinese name is not known."""
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    )


_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_PARTS = {
    "[Content_Types].xml": (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}styles+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{_TYPES}settings+xml"/>'
        f'<Override PartName="/word/fontTable.xml" ContentType="{_TYPES}fontTable+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/settings" Target="settings.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELATIONS}/fontTable" Target="fontTable.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'{_DECLARATION}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        + _style("FormTitle", "表题", "宋体", 36, "center", "<w:b/><w:bCs/>")
        + _style("FormYear", "表题年度", "宋体", 24, "center")
        + _style("FormLabel", "表格标签", "宋体", 21, "center")
        + _style("FormText", "表格内容", "仿宋", 21, "center")
        + _style("FormLong", "表格长文", "仿宋", 21, "both")
        + "</w:styles>"
    ),
    "word/settings.xml": (
        f'{_DECLARATION}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    ),
    "word/fontTable.xml": (
        f'{_DECLARATION}<w:fonts xmlns:w="{_W}">'
        + _font("宋体", "SimSun", "02010600030101010101")
        + _font("仿宋", "FangSong", "02010609060101010101")
        + "</w:fonts>"
    ),
}
"""The parts that are the same in every document."""
