"""Workbooks of several sheets: amounts on one and goals on another, dictionaries, a block on its own sheet; printed errors."""

from __future__ import annotations

import io

import openpyxl
import pytest

from assistant.model.finding import Severity
from assistant.normalise import Normalised, normalise
from assistant.readers import read


def workbook(**sheets: tuple[str, ...]) -> Normalised:
    """What a workbook comes to; rows of cells parted by bars."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row.split("|")])
    target = io.BytesIO()
    book.save(target)
    return normalise(read(target.getvalue(), "表.xlsx"))


GOALS = (
    "部门项目支出绩效目标表05-2",
    "单位名称：某县水利局（2024年）",
    "单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位",
    "某县水利局",
    "水渠清淤|清淤12公里|产出指标|数量指标|清淤长度|≥|12|公里",
    "路灯维护|维护路灯|产出指标|数量指标|路灯数|≥|86|盏",
)
FORM = (
    "项目支出绩效目标表（2024年度）",
    "项目名称|水渠清淤",
    "资金总额（元）|20",
)
BLOCK = ("一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|清淤长度|12公里")


@pytest.mark.parametrize("total", ["金额合计", "合计金额", "预算合计", "合计", "金额合计（元）"])
def test_amounts_on_one_sheet_and_goals_on_another(total: str) -> None:
    amounts = (
        "部门项目支出预算表05-1",
        "单位：元",
        f"项目分类|项目名称|{total}|其中：财政拨款",
        "专项|水渠清淤|20|18",
        "专项|路灯维护|10|10",
    )
    found = workbook(金额=amounts, 目标=GOALS)

    assert [(table.project, table.total, table.fiscal, table.places["total"].sheet) for table in found.tables] == [
        ("水渠清淤", 20, 18, "金额"),
        ("路灯维护", 10, 10, "金额"),
    ]
    assert [(fund.label, fund.amount) for fund in found.tables[0].funds] == [("财政拨款", 18)]
    assert [finding.severity for finding in found.findings if finding.rule == "amount-from-list"] == [Severity.REPAIR] * 2


def test_a_sheet_of_words_to_choose_from_is_no_part_of_the_table_before_it() -> None:
    found = workbook(表=(*FORM, *BLOCK), 字典=("一级指标|二级指标|三级指标|指标值", "效益指标|社会效益指标|受益人数|100人"))

    assert [row.level3 for row in found.tables[0].indicators] == ["清淤长度"]
    assert [finding.place.sheet for finding in found.skipped] == ["字典"]


def test_a_head_whose_indicators_are_on_the_next_sheet() -> None:
    found = workbook(表头=FORM, 指标=BLOCK)

    assert [(table.project, [row.level3 for row in table.indicators]) for table in found.tables] == [("水渠清淤", ["清淤长度"])]


@pytest.mark.parametrize("printed", ["#REF!", "#DIV/0!", "#NAME?", "#N/A", "#VALUE!", "＃REF！", "######"])
def test_an_error_of_the_spreadsheet_is_no_value_and_is_said(printed: str) -> None:
    block = ("一级指标|二级指标|三级指标|指标值", f"产出指标|数量指标|清淤长度|{printed}", "产出指标|质量指标|验收合格率|100%")
    found = workbook(表=(*FORM[:2], f"资金总额（元）|{printed}", *block))

    (table,) = found.tables
    assert table.total is None
    assert [(row.level3, row.value.text) for row in table.indicators] == [("清淤长度", ""), ("验收合格率", "100%")]
    said = [finding for finding in found.findings if finding.rule == "error-value"]
    assert [(finding.severity, finding.place.row, finding.place.column) for finding in said] == [
        (Severity.DOUBT, 3, 2),
        (Severity.DOUBT, 5, 4),
    ]


def test_errors_are_said_in_texts_too() -> None:
    lines = ("项目支出绩效目标表", "项目名称\t水渠清淤", "\t".join(("一级指标", "二级指标", "三级指标", "指标值")))
    found = normalise(
        read("\n".join((*lines, "产出指标\t数量指标\t清淤长度\t#REF!", "产出指标\t质量指标\t合格率\t100%")).encode(), "表.txt")
    )

    assert [row.value.text for row in found.tables[0].indicators] == ["", "100%"]
    assert [finding.place.line for finding in found.findings if finding.rule == "error-value"] == [4]
