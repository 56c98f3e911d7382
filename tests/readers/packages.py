"""Office files made for tests, part by part, so that they can be as odd as real ones, or odder."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def docx(body: str, prolog: str = "") -> bytes:
    """A document with this in its body."""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": text})


def p(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, span: int = 1, merge: str = "") -> str:
    """A cell: text, or paragraphs and more; `merge`: restart or continue."""
    vertical = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inside = content if content.startswith("<") else p(content)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{vertical}</w:tcPr>{inside}</w:tc>'


def tbl(*rows: str) -> str:
    """A table of rows of cells."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def xlsx(
    rows: str,
    *,
    merges: str = "",
    formats: tuple[str, ...] = (),
    state: str = "visible",
    shared: tuple[str, ...] = (),
    book: str = "",
    columns: str = "",
) -> bytes:
    """A workbook of one sheet; a cell's style n + 1 has the n-th of the number formats."""
    own = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in enumerate(formats, 164))
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *range(164, 164 + len(formats))))
    texts = "".join(f"<si>{text}</si>" for text in shared)
    merged = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return package(
        {
            "xl/workbook.xml": (
                f'<workbook xmlns="{S}" xmlns:r="{R}">{book}<sheets>'
                f'<sheet name="表一" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": '<Links><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Links>',
            "xl/styles.xml": f'<styleSheet xmlns="{S}"><numFmts>{own}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{S}">{texts}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}">{columns}<sheetData>{rows}</sheetData>{merged}</worksheet>',
        }
    )
