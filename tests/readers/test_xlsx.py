"""Workbooks: numbers as they are shown, hidden things said, merged cells resolved."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.document import Grid, RawDocument
from assistant.model.finding import Severity
from assistant.readers import read
from assistant.readers.number_formats import shown
from tests.readers.packages import xlsx


def texts_of(data: bytes) -> list[list[str]]:
    document = read(data, "表.xlsx")
    return [[cell.text for cell in row] for part in document.parts if isinstance(part, Grid) for row in part.rows]


@pytest.mark.parametrize(
    ("number", "format", "text"),
    [
        ("1", "0%", "100%"),
        ("0.955", "0%", "95.5%"),
        ("0.95", "0.00%", "95%"),
        ("0.07", "0%", "7%"),
        ("1926000", "#,##0.00", "1926000"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E+6", "", "1000000"),
        ("10", '0"个"', "10个"),
        ("10", '"≥"0', "≥10"),
        ("12", "0人", "12人"),
        ("200", "#,##0.00_);[Red]\\(#,##0.00\\)", "200"),
        ("44926", "yyyy/m/d", "2022-12-31"),
        ("44926", 'yyyy"年"m"月"d"日"', "2022年12月31日"),
        ("44926", "yyyy年m月", "2022年12月"),
        ("44926", "m/d", "12-31"),
        ("44926", '[$-804]yyyy"年"m"月"', "2022年12月"),
        ("0.5", "h:mm", "12:00"),
        ("-5", "0", "-5"),
        ("0", "0", "0"),
        ("不是数", "0%", "不是数"),
    ],
)
def test_numbers_as_they_are_shown(number: str, format: str, text: str) -> None:
    assert shown(number, format) == text


@given(st.text(max_size=12), st.text('0#,.%yYmMdDhs"\\[]_*;-/年月日个$ @', max_size=12))
def test_no_format_is_too_odd(number: str, format: str) -> None:
    assert isinstance(shown(number, format), str)


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#,.%yYmMdDhs"\\[]_*;-/年月日个$ @', max_size=12))
def test_no_number_is_too_odd(number: float, format: str) -> None:
    assert isinstance(shown(repr(number), format), str)


def test_cells_of_every_type() -> None:
    row = (
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><r><t>富</t></r><r><t>文本</t></r>'
        '<rPh><t>yin</t></rPh></is></c><c r="D2" s="1"><v>1</v></c><c r="E2" t="str"><f>A1&amp;"个"</f><v>3个</v></c>'
        '<c r="F2" t="b"><v>1</v></c><c r="G2" t="e"><v>#REF!</v></c></row>'
    )

    assert texts_of(xlsx(row, formats=("0%",), shared=("<t>项目_x000A_名称</t>",))) == [
        ["项目\n名称", "富文本", "", "100%", "3个", "TRUE", "#REF!"]
    ]


def test_rows_and_cells_without_their_addresses() -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    row = f"<row>{cell.format('甲')}{cell.format('乙')}</row><row>{cell.format('丙')}</row>"

    assert texts_of(xlsx(row)) == [["甲", "乙"], ["丙"]]


def test_hidden_sheets_and_rows_and_formulas_without_results_are_said() -> None:
    row = '<row r="1" hidden="1"><c r="A1"><v>7</v></c></row><row r="2"><c r="A2"><f>SUM(A1)</f></c><c r="B2"><v>1</v></c></row>'
    document = read(xlsx(row, state="hidden"), "表.xlsx")

    assert {finding.rule: finding.severity for finding in document.findings} == {
        "hidden-sheet": Severity.HINT,
        "hidden-rows": Severity.HINT,
        "formula-without-value": Severity.DOUBT,
    }


def sheet_of(*rows: str, hidden: tuple[int, ...] = (), columns: str = "") -> RawDocument:
    """A sheet with these rows, cells parted by bars, blank rows where there is nothing; `hidden`: which rows are, from 1."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [
            f'<c r="{chr(64 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for at, text in enumerate(row.split("|"), 1)
            if text
        ]
        mark = ' hidden="1"' if number in hidden else ""
        lines.append(f'<row r="{number}"{mark}>{"".join(cells)}</row>')
    return read(xlsx("".join(lines), columns=f"<cols>{columns}</cols>" if columns else ""), "表.xlsx")


def rows_of(document: RawDocument) -> list[list[str]]:
    (grid,) = document.parts
    assert isinstance(grid, Grid)
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_hidden_column_within_the_table_is_read_and_one_beside_it_is_not() -> None:
    rows = ("项目名称|编码|桥梁检测||系统编码 9", "资金|甲|20", "目标|乙|检测12座")
    hidden = '<col min="2" max="2" hidden="1"/><col min="5" max="16384" hidden="1"/>'
    document = sheet_of(*rows, columns=hidden)

    assert rows_of(document) == [["项目名称", "编码", "桥梁检测"], ["资金", "甲", "20"], ["目标", "乙", "检测12座"]]
    assert [(finding.rule, finding.place.column) for finding in document.findings] == [
        ("hidden-outside", 5),
        ("hidden-columns", 0),
    ]
    assert "E列" in document.findings[0].message
    assert "系统编码9" in document.findings[0].message


def test_a_hidden_column_of_codes_in_the_midst_of_the_table_is_left_out_and_said() -> None:
    document = sheet_of(
        "项目名称|XT0001|桥梁检测",
        "资金|XT0002|20",
        "指标|XT0003|值",
        "座数|XT0004|12",
        columns='<col min="2" max="2" hidden="1"/>',
    )

    assert [[text for text in row if text] for row in rows_of(document)] == [
        ["项目名称", "桥梁检测"],
        ["资金", "20"],
        ["指标", "值"],
        ["座数", "12"],
    ]
    assert [(finding.rule, finding.place.column) for finding in document.findings] == [("hidden-outside", 2)]
    assert "B列" in document.findings[0].message and "XT0001" in document.findings[0].message


def test_a_hidden_last_column_that_most_rows_fill_is_part_of_the_table() -> None:
    document = sheet_of(
        "项目名称|桥梁检测", "指标|值|分值", "座数|12|30", "次数|24|20", columns='<col min="3" max="3" hidden="1"/>'
    )

    assert rows_of(document)[1:] == [["指标", "值", "分值"], ["座数", "12", "30"], ["次数", "24", "20"]]
    assert [finding.rule for finding in document.findings] == ["hidden-columns"]


def test_hidden_rows_below_a_gap_are_left_out_and_those_of_the_table_read() -> None:
    document = sheet_of("项目名称|桥梁检测", "指标|值", "座数|12", "次数|24", "", "校验：合计=12", hidden=(3, 4, 6))

    assert rows_of(document) == [["项目名称", "桥梁检测"], ["指标", "值"], ["座数", "12"], ["次数", "24"]]
    assert [(finding.rule, finding.place.row) for finding in document.findings] == [("hidden-outside", 6), ("hidden-rows", 0)]


def test_a_sheet_of_nothing_but_hidden_rows_is_read() -> None:
    assert rows_of(sheet_of("甲|乙", "", "丙", hidden=(1, 3))) == [["甲", "乙"], ["丙"]]


def test_merged_cells_and_places() -> None:
    row = '<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row><row r="4"><c r="D4"><v>3</v></c></row>'
    (grid,) = read(xlsx(row, merges='<mergeCell ref="B3:C4"/>'), "表.xlsx").parts

    assert isinstance(grid, Grid)
    assert [[(cell.text, cell.height, cell.width) for cell in line] for line in grid.rows] == [
        [("", 1, 1), ("1", 2, 2), ("", 0, 0), ("2", 1, 1)],
        [("", 1, 1), ("", 0, 0), ("", 0, 0), ("3", 1, 1)],
    ]
    assert grid.rows[0][1].place.label == "工作表“表一”，第3行，第2列"


def test_days_since_1904() -> None:
    row = '<row r="1"><c r="A1" s="1"><v>43464</v></c></row>'

    assert texts_of(xlsx(row, formats=("yyyy-mm-dd",), book='<workbookPr date1904="1"/>')) == [["2022-12-31"]]


def test_what_openpyxl_writes() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目名称", "河道保洁", None, 0.95, "=1+1"])
    sheet["D1"].number_format = "0%"
    sheet.merge_cells("A1:A3")
    target = io.BytesIO()
    book.save(target)

    assert texts_of(target.getvalue()) == [["项目名称", "河道保洁", "", "95%"]]
