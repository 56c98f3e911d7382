"""What each format looks like from outside: to a reader's eye, to Word and to a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from assistant.errors import UnknownFormat
from assistant.model.goal_table import GoalTable
from assistant.writers import FORMATS, write, writer_of
from tests.writers.sample import CHANGES, SAMPLE, row

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("format", ["html", "md", "csv", "json", "txt"])
def test_golden_files(format: str) -> None:
    """The files in `golden/` are what is written; to change them on purpose, write them anew and read the difference."""
    assert (GOLDEN / f"sample.{format}").read_bytes() == write([SAMPLE, replace(SAMPLE, year=None, indicators=())], format)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_tables_make_the_same_bytes(format: str) -> None:
    assert write([SAMPLE], format, CHANGES) == write([SAMPLE], format, CHANGES)


@pytest.mark.parametrize(("said", "name"), [("docx", "docx"), (".DOCX", "docx"), ("htm", "html"), (".markdown", "md")])
def test_formats_are_known_by_name_and_ending(said: str, name: str) -> None:
    assert writer_of(said).name == name


@pytest.mark.parametrize("name", ["pdf", "", ".", "doc"])
def test_an_unknown_format_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownFormat) as refused:
        writer_of(name)

    assert "docx、xlsx、html" in refused.value.advice


def document_of(*tables: GoalTable) -> docx.document.Document:
    return docx.Document(io.BytesIO(write(tables, "docx")))


def test_word_finds_a_table_for_each_and_a_paragraph_behind_the_last() -> None:
    document = document_of(SAMPLE, SAMPLE)

    assert len(document.tables) == 2
    assert [element.tag.rpartition("}")[2] for element in document.element.body] == ["tbl", "p", "tbl", "p", "sectPr"]
    assert "pageBreakBefore" in document.paragraphs[0]._p.xml


def test_a_word_page_is_a4_with_chinese_fonts_and_repeated_title() -> None:
    document = document_of(SAMPLE)
    section = document.sections[0]
    table = document.tables[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert sum(column.width for column in table.columns) == section.page_width - section.left_margin - section.right_margin
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows][:4] == [True, True, False, False]
    fonts = {style.name: style.element.xpath(".//w:rFonts/@w:eastAsia") for style in document.styles}
    assert fonts["表格标签"] == ["宋体"] and fonts["表格内容"] == ["仿宋"]


def test_word_cells_are_merged_as_in_the_official_form() -> None:
    table = document_of(SAMPLE).tables[0]
    texts = [[cell.text for cell in row.cells] for row in table.rows]

    assert texts[0] == ["部门项目支出预算绩效目标表"] * 7
    assert texts[2] == ["项目名称"] * 2 + ["河道保洁经费"] * 5
    assert [line[0] for line in texts[5:9]] == ["项目资金\n（元）"] * 4
    assert [line[1] for line in texts[12:19]] == ["产出指标"] * 4 + ["效益指标"] * 2 + ["满意度指标"]


def test_wide_tables_lie_across_and_narrow_ones_stand() -> None:
    columns = dict.fromkeys(("优", "良", "评分标准"), "完成得满分，每少一项扣一分")
    wide = replace(SAMPLE, indicators=(row("产出指标", "数量指标", "甲", "1个", extra=columns),))
    sections = document_of(SAMPLE, wide, SAMPLE).sections

    assert [section.page_width > section.page_height for section in sections] == [False, True, False]


def workbook_of(*tables: GoalTable) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write(tables, "xlsx")))


def test_no_text_is_a_formula_in_a_spreadsheet() -> None:
    awkward = ["=1+1", "+86", "-5", "@某", "＝甲", "=cmd|'/C'!A0"]
    table = replace(
        SAMPLE, project="=1+1", goal="=1+1", indicators=tuple(row("产出指标", "数量指标", text, text) for text in awkward)
    )
    cells = [cell for line in workbook_of(table).active.iter_rows() for cell in line if cell.value in awkward]

    assert len(cells) == 14
    assert all(cell.data_type != "f" and cell.quotePrefix for cell in cells)
    with ZipFile(io.BytesIO(write([table], "xlsx"))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_a_csv_cell_that_looks_like_a_formula_is_guarded() -> None:
    lines = list(csv.reader(io.StringIO(write([SAMPLE], "csv").decode("utf-8-sig"))))
    cells = [cell for line in lines for cell in line]

    assert "'=保洁员人数" in cells and "'@考核合格率" in cells and "'+100%" in cells
    assert not [cell for cell in cells if re.match(r"[=+@＝＋－＠-]", cell)]


def test_amounts_are_numbers_blank_is_blank_and_zeros_in_front_stay() -> None:
    sheet = workbook_of(SAMPLE).active
    amounts = {sheet.cell(line, 2).value: sheet.cell(line, 4).value for line in range(6, 10)}

    assert amounts == {"年度资金总额：": 1250000, "其中：财政拨款": 1000000.5, "上级资金": 0, "其他资金": None}
    assert "012人" in {cell.value for line in sheet.iter_rows() for cell in line}


def test_an_amount_that_a_spreadsheet_cannot_hold_is_a_text() -> None:
    sheet = workbook_of(replace(SAMPLE, total=Decimal("1234567890123456.78"))).active

    assert sheet["D6"].value == "1234567890123456.78"


def test_a_sheet_prints_on_one_a4_page_in_width_with_its_headings_repeated() -> None:
    sheet = workbook_of(SAMPLE).active

    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert sheet.print_title_rows == "$12:$12"
    assert sheet["D12"].value == "三级指标"


def test_sheet_names_are_allowed_and_differ() -> None:
    names = ["a/b:[c]*?", "'引号'", "History", "甲" * 60, "甲" * 60, "A/B:[C]*?", "", "𠀀" * 40]
    sheets = workbook_of(*(replace(SAMPLE, project=name) for name in names)).sheetnames

    assert len({name.casefold() for name in sheets}) == len(names)
    assert all(0 < len(name.encode("utf-16-le")) <= 62 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in sheets)


@pytest.mark.parametrize("format", ["docx", "xlsx", "html", "md", "txt"])
def test_the_changes_of_a_draft_stand_behind_its_table(format: str) -> None:
    data = write([SAMPLE], format, CHANGES)
    if format in ("docx", "xlsx"):
        with ZipFile(io.BytesIO(data)) as package:
            data = b"".join(package.read(name) for name in package.namelist())
    text = data.decode("utf-8", "ignore")

    assert text.index("沿河群众满意度") < text.rindex("修改说明" if format != "xlsx" else "您要求125万")
    assert "您要求125万" in text and "建议（未改）" in text
