"""Old Word documents through LibreOffice, and web pages packed into one file."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from assistant.errors import UnreadableFile
from assistant.model.document import Grid
from assistant.normalise import normalise
from assistant.readers import doc, ole, read
from tests.writers.forms import without_places
from tests.writers.sample import SAMPLE

SAMPLES = Path(__file__).parent / "samples"
PAGE = "<html><body><table><tr><td>项目名称</td><td>河道保洁</td></tr></table></body></html>"


def old_document(stream: str = "WordDocument") -> bytes:
    """Bytes that pass for an old document with this stream in it."""
    return ole.OLE + b"\0" * 504 + ole._entry(stream) + b"\0" * 62


def is_running(process: int) -> bool:
    """Whether the process still does anything; one that nobody has asked after yet does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in ("Z", "X")


@pytest.mark.skipif(doc.office() is None, reason="LibreOffice is not installed")
def test_rtf_is_read_through_libreoffice() -> None:
    cells = "".join(f"\\u{ord(sign)}?" for sign in "项目名称"), "".join(f"\\u{ord(sign)}?" for sign in "河道保洁")
    row = f"{{\\trowd\\cellx3000\\cellx6000\\intbl {cells[0]}\\cell {cells[1]}\\cell\\row}}"
    document = read(f"{{\\rtf1\\ansi {row}\\pard\\par}}".encode(), "表.rtf")

    assert document.source.format == "doc"
    (grid,) = [part for part in document.parts if isinstance(part, Grid)]
    assert [cell.text for cell in grid.rows[0]] == ["项目名称", "河道保洁"]


def test_without_libreoffice_it_is_said_how_to_save(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "office", lambda: None)

    with pytest.raises(UnreadableFile, match=r"表\.doc.*没有 LibreOffice.*另存为 docx"):
        read(old_document(), "表.doc")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks up processes under /proc")
def test_a_program_that_does_not_end_is_ended_with_its_children(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    child = tmp_path / "child"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 100 &\necho $! > {child}\nwait\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(doc, "office", lambda: str(program))
    monkeypatch.setattr(doc, "TIME_LIMIT", 1)

    with pytest.raises(UnreadableFile, match="1秒"):
        read(old_document(), "表.wps")
    assert not is_running(int(child.read_text("utf-8")))


def test_fonts_named_like_a_stream_make_no_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "office", lambda: None)

    with pytest.raises(UnreadableFile, match="LibreOffice"):
        read(old_document() + "Bookman Old Style".encode("utf-16-le"), "表.doc")


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("coding", ["base64", "8bit"])
def test_a_packed_page(charset: str, coding: str) -> None:
    page = PAGE.encode(charset)
    body = base64.encodebytes(page) if coding == "base64" else page
    message = (
        b"From: <Saved by WPS>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"b\"\r\n\r\n"
        b"--b\r\nContent-Type: text/html; charset=\"" + charset.encode() + b"\"\r\nContent-Transfer-Encoding: " + coding.encode()
        + b"\r\n\r\n" + body + b"\r\n--b\r\nContent-Type: image/png\r\n\r\niVBORw0K\r\n--b--\r\n"
    )  # fmt: skip
    document = read(message, "网页.mht")

    assert document.source.format == "mhtml"
    assert [[cell.text for cell in row] for part in document.parts if isinstance(part, Grid) for row in part.rows] == [
        ["项目名称", "河道保洁"]
    ]


def test_a_packed_page_without_a_page() -> None:
    with pytest.raises(UnreadableFile, match="没有网页"):
        read(
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n",
            "网页.mht",
        )


def test_a_letter_is_text() -> None:
    assert read("From: 办公室\n项目名称\t河道保洁\n".encode(), "信.txt").source.format == "text"


@pytest.mark.skipif(doc.office() is None, reason="LibreOffice is not installed")
def test_an_old_document() -> None:
    document = read((SAMPLES / "sample.doc").read_bytes(), "表.wps")
    (table,) = normalise(document).tables

    assert (document.source.document, document.source.format) == ("表.wps", "doc")
    assert without_places(table) == without_places(SAMPLE)
