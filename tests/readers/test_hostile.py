"""Files made to do harm, and broken ones: each is refused with a message or read, within limits; nothing else is raised."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UnreadableFile
from assistant.model.document import Grid
from assistant.normalise import normalise
from assistant.readers import merged, package, read, xls
from assistant.writers import write
from tests.readers.packages import docx, p, tbl, tc, xlsx
from tests.readers.packages import package as make
from tests.writers.sample import SAMPLE


def refusal(data: bytes, name: str) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        read(data, name)

    assert name in refused.value.message and refused.value.advice
    return refused.value


@pytest.mark.parametrize("format", ["docx", "xlsx"])
@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_file_that_breaks_off(format: str, share: float) -> None:
    data = write([SAMPLE], format)

    assert "不完整" in refusal(data[: int(len(data) * share)], f"表.{format}").message


def test_an_encrypted_workbook() -> None:
    entry = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + b"\x22\0"
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + entry + b"\0" * 62

    assert "密码" in refusal(data, "表.xlsx").message


def test_entities_are_not_followed() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    assert "实体" in refusal(docx(p("&b;"), bomb), "表.docx").message
    assert "实体" in refusal(docx(p("&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "表.docx").message


def test_a_zip_bomb_is_named_with_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_PART", 1024**2)

    assert "超过1 MB" in refusal(docx(p("0" * 3_000_000)), "表.docx").message


def test_a_sheet_of_too_many_cells_is_named_with_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged, "MOST_CELLS", 20_000)
    row = "<row>" + "<c><v>1</v></c>" * 200 + "</row>"

    assert "格子超过2万个" in refusal(xlsx(row * 200), "表.xlsx").message


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "B2:A1", "A1", "", "A1:ZZZ9999999", "A0:A0"])
def test_odd_merged_cells(reference: str) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="1048576"><c r="A1048576"><v>3</v></c></row>'

    assert read(xlsx(row, merges=f'<mergeCell ref="{reference}"/>'), "表.xlsx").parts


def test_a_table_of_huge_spans() -> None:
    body = tbl(tc("甲", 99_999_999) + tc("乙"))

    assert read(docx(body), "表.docx").parts
    assert read('<table><tr><td colspan="999999" rowspan="65534">甲</td><td>乙</td></tr></table>'.encode(), "页.html").parts


@pytest.mark.parametrize(("depth", "most"), [(50, 20), (400, 256)])
def test_tables_too_deep_in_each_other_are_named_with_the_limit(depth: int, most: int) -> None:
    inner = p("里")
    for _ in range(depth):
        inner = tbl(tc(inner))

    assert f"一层套一层，超过{most}层" in refusal(docx(inner), "表.docx").message


def test_a_text_too_long_is_named_with_the_limit() -> None:
    assert "一段文字超过1000万字节" in refusal(docx(p("x" * 10_500_000)), "表.docx").message


@pytest.mark.parametrize("data", [b"|" * 200_000, b"| " * 100_000, b"<table>" * 50_000, b" " * 100_000 + b"x\n|"])
def test_a_page_of_nothing_but_bars_or_open_tables_is_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableFile):
        assert not read(b"| a | b |\n| --- | --- |\n" + data, "表.md").findings
    with suppress(UnreadableFile):
        read(data, "表.md")


def test_deep_nesting() -> None:
    inner = p("里")
    for _ in range(60):
        inner = tbl(tc(inner))
    page = "<div>" * 50_000 + "甲" + "</div>" * 50_000

    for data, name in ((docx(inner), "表.docx"), (page.encode(), "页.html"), (b"<table><tr><td>" * 5_000, "页.html")):
        with suppress(UnreadableFile):
            read(data, name)


def test_names_of_parts_that_lead_elsewhere() -> None:
    data = make({"../../word/document.xml": "x", "word/document.xml": "<w:document xmlns:w='w'><w:body/></w:document>"})

    assert read(data, "表.docx").parts == ()


def test_a_link_to_another_file_is_not_followed() -> None:
    data = make(
        {
            "xl/workbook.xml": '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<sheets><sheet name="甲" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<R><Relationship Id="rId1" Target="file:///etc/passwd" TargetMode="External"/></R>',
        }
    )

    assert read(data, "表.xlsx").parts == ()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x05\x06" + b"\0" * 18, "表.docx"),
        (b"PK\x05\x06" + b"\0" * 18, "表.xlsx"),
        (b"%PDF-1.7\n%%EOF", "表.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 200, "表.xls"),
        (make({"word/document.xml": "<w:document"}), "表.docx"),
        (make({"word/document.xml": b"\xff\xfe\x00"}), "表.docx"),
        (make({"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": "<sst"}), "表.xlsx"),
        (make({"甲.txt": "乙"}), "表.docx"),
        (make({"甲.txt": "乙"}), "表.zip"),
    ],
)
def test_broken_files(data: bytes, name: str) -> None:
    refusal(data, name)


@pytest.mark.parametrize(
    "charset", ["base64", "zip", "rot13", "undefined", "idna", "punycode", "unicode_escape", "utf-7", "nonsense"]
)
def test_an_encoding_of_a_page_that_is_none_is_not_believed(charset: str) -> None:
    page = f"<meta charset={charset}><table><tr><td>河道清淤+AAA-\\x41</td></tr></table>".encode()
    archived = f'MIME-Version: 1.0\nContent-Type: text/html; charset="{charset}"\n\n'.encode() + page

    for data, name in ((page, "页.html"), (archived, "页.mht")):
        (grid,) = read(data, name).parts
        assert isinstance(grid, Grid) and grid.rows[0][0].text == "河道清淤+AAA-\\x41"


def changed(sample: str, at: bytes, offset: int, new: bytes) -> bytes:
    """A sample file with other bytes so many behind the first place of some."""
    data = (Path(__file__).parent / "samples" / sample).read_bytes()
    begin = data.index(at) + offset
    return data[:begin] + new + data[begin + len(new) :]


@pytest.mark.parametrize(
    ("at", "offset", "new"),
    [
        pytest.param(b"\x42\x00\x02\x00", 4, b"\x16\x04", id="a code page that nobody knows"),
        pytest.param(b"\x07\x3b\x00\x00", 1, b"\x00", id="a name with a formula that is none"),
        pytest.param("Workbook".encode("utf-16-le"), 68, b"\x01\x00\x00\x00", id="a stream that is its own neighbour"),
    ],
)
def test_damaged_old_workbooks(at: bytes, offset: int, new: bytes) -> None:
    refusal(changed("sample.xls", at, offset, new), "表.xls")


def test_a_cell_far_away_does_not_make_the_blank_ones_before_it_count(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []
    text = xls._text
    monkeypatch.setattr(xls, "_text", lambda *cell: looked_at.append(cell) or text(*cell))
    (grid,) = read(changed("sample.xls", b"\xfd\x00\x0a\x00", 4, b"\xff\xfe\xff\x00"), "表.xls").parts

    assert isinstance(grid, Grid)
    assert grid.rows[-1][-1].text and len(looked_at) < 10_000


@pytest.mark.parametrize("objects", [b"2 0 obj 2 0 R endobj", b"2 0 obj 3 0 R endobj 3 0 obj\n2 0 R endobj"])
def test_a_reference_to_itself_is_not_followed_for_ever(objects: bytes) -> None:
    refusal(b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n" + objects + b"\ntrailer << /Root 1 0 R >>", "表.pdf")


def test_a_page_whose_box_is_none() -> None:
    data = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 /a 842] >> endobj
trailer << /Root 1 0 R >>"""

    refusal(data, "表.pdf")


@pytest.mark.parametrize("format", ["docx", "xlsx"])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_damaged_parts_are_read_or_refused(format: str, data: st.DataObject) -> None:
    """Whatever bytes of the main part are changed, the archive around it being whole."""
    main = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}[format]
    with zipfile.ZipFile(io.BytesIO(write([SAMPLE], format))) as whole:
        parts: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    content = bytearray(parts[main])  # type: ignore[arg-type]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    parts[main] = bytes(content)
    with suppress(UnreadableFile):
        normalise(read(make(parts), f"表.{format}"))


@settings(deadline=None, max_examples=100)
@given(
    st.text("<>/=\"'tablrdhcospn &;甲乙123\n|-,\\", max_size=200), st.sampled_from(("页.html", "表.csv", "表.md", "表.txt", "表"))
)
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    with suppress(UnreadableFile):
        normalise(read(text.encode(), name))
