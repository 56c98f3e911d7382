"""Files that other programs made of a known table: xls and pdf as LibreOffice saves them."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from assistant.model.document import Grid
from assistant.model.finding import Severity
from assistant.normalise import Normalised, normalise
from assistant.readers import read
from tests.writers.forms import without_places
from tests.writers.sample import SAMPLE

SAMPLES = Path(__file__).parent / "samples"


def test_an_old_workbook() -> None:
    document = read((SAMPLES / "sample.xls").read_bytes(), "表.et")
    (table,) = normalise(document).tables

    assert document.source.format == "xls"
    assert without_places(table) == without_places(SAMPLE)
    assert table.places["project"].label == "工作表“河道保洁经费”，第1张表，第3行，第3列"


def test_a_pdf() -> None:
    document = read((SAMPLES / "sample.pdf").read_bytes(), "表.pdf")
    tables = normalise(document).tables

    assert document.source.format == "pdf"
    assert [table.project for table in tables] == ["河道保洁经费", "另一个项目"]
    for table in tables:
        assert (table.year, table.total, table.fiscal, table.other) == (SAMPLE.year, SAMPLE.total, SAMPLE.fiscal, None)
        assert table.goal == SAMPLE.goal and table.long_term_goal == SAMPLE.long_term_goal
        assert [(row.level2, row.level3, row.value.text) for row in table.indicators] == [
            (row.level2, row.level3, row.value.text.replace(" ", "")) for row in SAMPLE.indicators
        ]
        assert [row.weight for row in table.indicators] == [row.weight for row in SAMPLE.indicators]


def test_a_merged_cell_of_a_pdf_covers_its_rows() -> None:
    grid = next(part for part in read((SAMPLES / "sample.pdf").read_bytes(), "表.pdf").parts if isinstance(part, Grid))
    (money,) = [cell for row in grid.rows for cell in row if cell.text.replace("\n", "") == "项目资金（元）"]

    assert (money.height, money.width, money.place.page) == (4, 1, 1)


def test_a_pdf_without_rules() -> None:
    """Rows and columns by where the words stand, merged cells by what they stand beside the middle of."""
    document = read((SAMPLES / "unruled.pdf").read_bytes(), "表.pdf")
    (table,) = normalise(document).tables

    assert (table.year, table.project, table.unit) == (2023, "冬季取暖补助", "河口县救助站")
    assert (table.total, table.fiscal, table.other) == (760_000, 560_000, 200_000)
    assert table.goal == "为困难家庭发放取暖补助，保障群众温暖过冬。"
    assert [(row.level1, row.level2, row.level3, row.value.text) for row in table.indicators] == [
        ("产出指标", "数量指标", "补助户数", "≥420户"),
        ("产出指标", "数量指标", "走访次数", "12次"),
        ("产出指标", "质量指标", "发放准确率", "100%"),
        ("产出指标", "时效指标", "发放完成时间", "2023年11月底前"),
        ("满意度指标", "服务对象满意度指标", "受助群众满意度", "≥95%"),
    ]
    assert table.indicators[0].place.page == 2


def test_merged_cells_of_a_list_that_page_breaks_cut() -> None:
    """The program prints a cut cell's text on both pages, partly over the heading, and cuts off what lies outside the table."""
    found = normalise(read((SAMPLES / "cut_list.pdf").read_bytes(), "表.pdf"))

    assert [(table.year, table.project, table.unit, table.total, table.goal) for table in found.tables] == [
        (2023, "水渠清淤项目", "柳河镇人民政府", 120_000, "完成水渠清淤20处，保障群众使用。"),
        (2023, "危桥加固项目", "柳河镇人民政府", 130_000, "完成危桥加固21处，保障群众使用。"),
        (2023, "公厕改造项目", "柳河镇人民政府", 140_000, "完成公厕改造22处，保障群众使用。"),
        (2023, "路灯更换项目", "柳河镇人民政府", 150_000, "完成路灯更换23处，保障群众使用。"),
    ]
    for table in found.tables:
        name = table.project.removesuffix("项目")
        assert [row.level3 for row in table.indicators] == [
            f"{name}处数",
            f"{name}合格率",
            f"{name}受益户数",
            f"{name}群众满意度",
        ]
        assert [row.weight for row in table.indicators] == [30, 30, 20, 10]
    assert {finding.rule for finding in found.findings} == {"text-over-edge"}  # 服务对象满意度指标 in rows of one line
    assert {finding.severity for finding in found.findings} == {Severity.REPAIR}


def test_a_pdf_without_rules_whose_names_wrap_or_touch_their_values() -> None:
    """A sheet without borders: names of two lines beside a value of one, and names cut off where the next column begins."""
    wrapped, touching = (
        normalise(read((SAMPLES / f"unruled_{kind}.pdf").read_bytes(), "表.pdf")) for kind in ("wrapped", "touching")
    )

    for found in (wrapped, touching):
        (table,) = found.tables
        assert (table.total, table.fiscal, table.other, table.year) == (865_000, 865_000, 0, 2023)
        assert table.unit == "某某自治县农村供水服务中心（县水质检测中心）"
        assert [row.value.text for row in table.indicators] == [
            "12处",
            "360份",
            "≥95%",
            "2023年11月30日之前全部完工并通过验收",
            "1.2万人",
            "≥90%",
        ]
        assert table.indicators[5].level3 == "受益群众对供水保障工作的满意程度"
    assert wrapped.tables[0].indicators[0].level3 == "改造村级集中供水水厂及配套管网设施处数"
    cut = [finding.message.partition("“")[2].partition("”")[0] for finding in touching.findings if finding.rule == "cut-text"]
    assert {"改造村级集中供水水厂及配套管网设", "供水水质合格率（按生活饮用水卫生"} <= set(cut)
    assert not wrapped.findings


def test_a_form_without_rules_over_several_pages_keeps_the_levels_of_each_row() -> None:
    two, three = (normalise(read((SAMPLES / f"unruled_{pages}_pages.pdf").read_bytes(), "表.pdf")) for pages in ("two", "three"))

    def levels(found: Normalised) -> list[tuple[str, int]]:
        (table,) = found.tables
        return [(level, len(list(rows))) for level, rows in groupby(row.level2 for row in table.indicators)]

    names = (
        "数量指标",
        "质量指标",
        "时效指标",
        "成本指标",
        "经济效益指标",
        "社会效益指标",
        "可持续影响指标",
        "服务对象满意度指标",
    )
    assert levels(two) == list(zip(names, (12, 9, 6, 3, 3, 6, 3, 3), strict=True))
    assert levels(three) == list(zip(names, (4, 7, 7, 7, 6, 5, 4, 4), strict=True))
    assert all(row.value.text and row.level3 for found in (two, three) for row in found.tables[0].indicators)
    assert [finding.rule for finding in two.findings if finding.severity is Severity.DOUBT] == []
    assert "level-over-page" in [finding.rule for finding in three.findings if finding.severity is Severity.DOUBT]
