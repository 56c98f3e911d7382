"""The text reader: lines to paragraphs and grids, with the line numbers of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableFile
from assistant.model.document import Grid, Paragraph, RawDocument
from assistant.model.finding import Severity
from assistant.readers import read


def rows(document: RawDocument) -> list[tuple[int, list[str]]]:
    """Each row's line and texts; a paragraph is a row of one."""
    found = []
    for part in document.parts:
        if isinstance(part, Paragraph):
            found.append((part.place.line, [part.text]))
        elif isinstance(part, Grid):
            found.extend((row[0].place.line, [cell.text for cell in row]) for row in part.rows)
    return found


def read_text(text: str) -> list[tuple[int, list[str]]]:
    return rows(read(text.encode(), "a.txt"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("标题\n甲\t\t乙 丙\t", [(1, ["标题"]), (2, ["甲", "", "乙 丙", ""])], id="tabs"),
        pytest.param("| 甲 | | 乙 |\n|---|---|---|", [(1, ["甲", "", "乙"]), (2, ["---"] * 3)], id="bars"),
        pytest.param("甲 |\n", [(1, ["甲", ""])], id="a bar at the end"),
        pytest.param("a\\|b | c", [(1, ["a|b", "c"])], id="an escaped bar"),
        pytest.param("甲    乙 丙\n        丁", [(1, ["甲", "乙 丙"]), (2, ["", "", "丁"])], id="blanks, four for a tab"),
        pytest.param(
            "甲  乙\n   丙     丁\n戊    己",
            [(1, ["甲", "乙"]), (2, ["", "丙", "丁"]), (3, ["戊", "己"])],
            id="blanks of any number",
        ),
        pytest.param("甲\t1\n\n\n乙\t2", [(1, ["甲", "1"]), (4, ["乙", "2"])], id="blank lines leave a gap"),
        pytest.param("甲\t1\r\n乙\t2\r丙\t3", [(1, ["甲", "1"]), (2, ["乙", "2"]), (3, ["丙", "3"])], id="line ends"),
        pytest.param("甲\x0c\t1\u2028\n乙\x85\t2", [(1, ["甲", "1"]), (2, ["乙", "2"])], id="no line ends"),
        pytest.param(
            "<div> <div>甲</div> <div>(2022 年度)</div> </div>\t\t", [(1, ["甲"]), (1, ["(2022 年度)"])], id="blocks of a page"
        ),
        pytest.param("<b>甲</b>\t<p>乙<br/>丙</p>\ta<5\t&nbsp;丁&lt;", [(1, ["甲", "乙丙", "a<5", "丁<"])], id="tags in cells"),
        pytest.param("<tr><td>甲</td><td></td><td>乙</td></tr>", [(1, ["甲", "", "乙"])], id="a row of a page"),
        pytest.param("\ufeff甲\n\ufeff乙\u200b\u202e", [(1, ["甲"]), (2, ["乙"])], id="marks and zero widths"),
        pytest.param("a\x1b[31m红\x1b[0m\x1b]0;名\x07\tb\x07", [(1, ["a红", "b"])], id="escape sequences"),
    ],
)
def test_lines_become_rows(text: str, expected: list[tuple[int, list[str]]]) -> None:
    assert expected == read_text(text)


def test_consecutive_rows_are_one_grid() -> None:
    document = read("标题\n甲\t1\n\n乙\t2\n尾".encode(), "a.txt")

    assert [type(part).__name__ for part in document.parts] == ["Paragraph", "Grid", "Paragraph"]


def test_control_characters_are_reported_once_and_page_marks_not_at_all() -> None:
    (finding,) = read("\x0c甲\n乙\x07\n丙\x1b[1m\n".encode(), "a.txt").findings

    assert (finding.severity, finding.place.line, finding.place.last_line) == (Severity.REPAIR, 2, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("text", ["项目名称\t人才工作经费\n指标值\t≥95%\n", "组织部人才工作经费用于培训干部"])
def test_encodings_are_told_by_the_bytes(text: str, encoding: str) -> None:
    assert rows(read(text.encode(encoding), "a.txt")) == read_text(text)


def test_a_few_broken_bytes_are_named_with_their_line() -> None:
    document = read("项目名称\n".encode() * 80 + "人才".encode()[:-1], "a.txt")

    (finding,) = document.findings
    assert (finding.severity, finding.place.line) == (Severity.DOUBT, 81)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        (b" \n\t\n\xef\xbb\xbf", "没有文字"),
        (b"PK\x03\x04 word/document.xml", "不完整或已损坏"),
        (b"PK\x03\x04 xl/workbook.xml", "不完整或已损坏"),
        (b"PK\x03\x04 ", "压缩包"),
        (b"%PDF-1.7 ", "不完整或已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件"),
        (b"SQLite format 3\x00", "数据库"),
        (bytes(range(256)) * 20, "不是文本文件"),
        (b"\x80\xff\xfe\x9d" * 500, "不是文本文件"),
    ],
)
def test_what_is_no_text_is_refused_and_named_with_advice(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(data, "表.txt")

    assert words in refused.value.message and "表.txt" in refused.value.message
    assert refused.value.advice


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = read(data, "any.txt")
    except UnreadableFile:
        return
    assert document.source.sha256


@given(st.text(max_size=200))
def test_line_numbers_are_those_of_the_file(text: str) -> None:
    marked = "\n".join([*text.replace("\r", "").replace("\x00", "").split("\n"), "末行的字"])

    try:
        last = read_text(marked)[-1]
    except UnreadableFile:
        return
    assert last == (marked.count("\n") + 1, ["末行的字"])
