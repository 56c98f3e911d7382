"""Very small inputs to begin with: the smaller, the more of them a minute sees."""

from __future__ import annotations

from tests.readers.packages import docx, p, tbl, tc, xlsx

_ROWS = (("项目名称", "清淤"), ("年度资金总额", "5万元"), ("一级指标", "指标值"), ("数量指标", "≥95%"))
_FORM = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in _ROWS)
_CHANGED = "<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>"


def pdf(rows: tuple[tuple[str, ...], ...] = _ROWS) -> bytes:
    """A page with a ruled table, nothing compressed."""
    drawn = []
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            x, y = 60 + 200 * m, 700 - 30 * n
            drawn.append(f"{x} {y} 200 30 re S BT /F1 12 Tf {x + 5} {y + 10} Td <{text.encode('utf-16-be').hex()}> Tj ET")
    stream = "\n".join(drawn).encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor "
        b"/FontName /STSong-Light /Flags 4 /Ascent 800 /Descent -200 /FontBBox [0 0 1000 1000] >> >>",
    )
    made = bytearray(b"%PDF-1.4\n")
    offsets = []
    for n, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    begin = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        made += b"%010d 00000 n \n" % offset
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, begin)
    return bytes(made)


SEEDS: dict[str, tuple[bytes, ...]] = {
    "docx": (
        docx(
            p("（2024年度）")
            + tbl(
                tc("项目名称") + tc("清淤", 2),
                tc("产出指标", merge="restart") + tc("数量") + tc("≥9"),
                tc("", merge="continue") + tc(tbl(tc("质")), 2),
            )
        ),
        docx(tbl(tc(_CHANGED) + tc("<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>"))),
    ),
    "xlsx": (
        xlsx(
            '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>清淤</t></is></c></row>'
            '<row r="2" hidden="1"><c r="A2" s="1"><v>45000</v></c><c r="C2" s="2"><f>A1+1</f><v>0.5</v></c>'
            '<c t="b"><v>1</v></c></row>',
            merges='<mergeCell ref="A1:C1"/>',
            formats=("yyyy-mm-dd", "0%"),
            shared=("<t>项目名称</t>",),
        ),
    ),
    "pdf": (pdf(), pdf((("a",),))),
    "html": (f"<meta charset=gb2312><table>{_FORM}</table>".encode(), b"<td rowspan=2>a<td colspan=3>b<tr><td>c<table><tr><td>d"),
    "csv": (
        "\n".join(",".join(row) for row in _ROWS).encode(),
        '"a\n""b",c\n'.encode("utf-16"),
        "项目名称\t清淤\n".encode("gb18030"),
    ),
    "markdown": ("# 表\n\n| 项目名称 | 清淤 |\n|---|---|\n| 数量<br>指标 | a\\|b |\n".encode(),),
    "text": (
        "\n".join("\t".join(row) for row in _ROWS).encode(),
        "||\n|\n项目名称 |\n清淤 |\n".encode("gb18030"),
        "项目名称  清淤\n".encode("utf-16-le"),
    ),
    "json": ('[{"project": "清淤", "year": 2024, "total": 5, "indicators": [{"level3": "a", "value": "≥9"}]}]'.encode(),),
}
"""By reader."""
