"""Several indicators in one cell, on lines of their own: as many indicators, or a doubt where names and values do not match."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.model.finding import Severity
from assistant.normalise import Normalised, normalise
from assistant.readers import read
from tests.readers.packages import docx, p, tbl, tc

HEADER = ("一级指标", "二级指标", "三级指标", "指标值")


def document(name: str, value: str, *more: str, header: tuple[str, ...] = HEADER) -> Normalised:
    """What a docx with one row in its block comes to; / ends a paragraph of a cell, \\ breaks a line in it."""

    def cell(text: str) -> str:
        broken = [line.replace("\\", "</w:t><w:br/><w:t>") for line in text.split("/")]
        return tc("".join(p(line) for line in broken))

    rows = (
        tc("项目名称") + tc("桥梁检测", 5),
        tc("项目资金（万元）") + tc("年度资金总额", 2) + tc("30", 3),
        "".join(tc(text) for text in header),
        cell("产出指标") + cell("数量指标") + cell(name) + cell(value) + "".join(cell(text) for text in more),
        "".join(tc(text) for text in ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", *("" for _ in more))),
    )
    return normalise(read(docx(p("项目支出绩效目标表") + p("（2023年度）") + tbl(*rows)), "表.docx"))


def pairs(found: Normalised) -> list[tuple[str, str]]:
    (table,) = found.tables
    return [(row.level3, row.value.text) for row in table.indicators if row.level2 == "数量指标"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("指标1：检测桥梁数/指标2：检测次数", "12座/≥24次"),
        ("指标1：检测桥梁数\\指标2：检测次数", "12座\\≥24次"),
        ("指标1：检测桥梁数指标2：检测次数", "指标1：12座；指标2：≥24次"),
        ("1.检测桥梁数/2.检测次数", "12座；≥24次"),
        ("①检测桥梁/数/②检测次数", "①12座/②≥24次"),
        ("检测桥梁数/检测次数", "12座/≥24次"),
        ("指标1：检测桥梁数/指标2：检测次数/指标3：", "12座/≥24次"),
    ],
)
def test_as_many_indicators_as_names_and_values(name: str, value: str) -> None:
    found = document(name, value)

    assert pairs(found) == [("检测桥梁数", "12座"), ("检测次数", "≥24次")]
    assert [(remark.severity, remark.place.row) for remark in found.findings if remark.rule == "several-in-a-cell"] == [
        (Severity.REPAIR, 4)
    ]


def test_three_lines_of_words_beside_three() -> None:
    found = document("资料归档/病害台账/隐患销号", "齐全/按月更新/及时")

    assert pairs(found) == [("资料归档", "齐全"), ("病害台账", "按月更新"), ("隐患销号", "及时")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("指标1：检测桥梁数/指标2：检测次数/指标3：出具报告", "12座/≥24次"),
        ("指标1：检测桥梁数/指标2：检测次数", "≥24次"),
        ("检测桥梁数", "12座/≥24次"),
    ],
)
def test_what_cannot_be_matched_is_said_and_never_run_together(name: str, value: str) -> None:
    found = document(name, value)

    assert [row_value for _, row_value in pairs(found)] == [value.replace("/", "；")]
    assert [remark.severity for remark in found.findings if remark.rule == "several-in-a-cell"] == [Severity.DOUBT]


@pytest.mark.parametrize(
    ("name", "value", "read_as"),
    [
        ("检测桥/梁数", "12座", ("检测桥梁数", "12座")),
        ("检测完成/时间", "2023年/12月", ("检测完成时间", "2023年12月")),
        ("群众对桥梁/安全的评价", "明显/提高", ("群众对桥梁安全的评价", "明显提高")),
    ],
)
def test_a_broken_line_is_no_second_indicator(name: str, value: str, read_as: tuple[str, str]) -> None:
    found = document(name, value)

    assert pairs(found) == [read_as]
    assert not [remark for remark in found.findings if remark.rule == "several-in-a-cell"]


def test_other_cells_are_shared_out_and_one_weight_counts_once() -> None:
    header = (*HEADER, "计量单位", "分值")
    found = document("指标1：检测桥梁数/指标2：检测次数", "12/24", "座/次", "20", header=header)

    (table,) = found.tables
    assert [(row.level3, row.value.text, row.weight) for row in table.indicators[:2]] == [
        ("检测桥梁数", "12座", Decimal(20)),
        ("检测次数", "24次", None),
    ]
    assert [remark.message for remark in found.findings if remark.severity is Severity.DOUBT] == [
        "“检测桥梁数”等2条指标合起来只印了一个“分值”20，记在第一条上。"
    ]


def test_lists_and_pages_too() -> None:
    rows = (
        "<tr><td>项目名称<td>预算数（元）<td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>",
        "<tr><td>桥梁检测<td>30<td>产出指标<td>数量指标<td>指标1：检测桥梁数<br>指标2：检测次数<td>12座<br>≥24次</tr>",
    )
    page = f"<p>2023年项目支出绩效目标表</p><table>{''.join(rows)}</table>"

    assert pairs(normalise(read(page.encode(), "表.html"))) == [("检测桥梁数", "12座"), ("检测次数", "≥24次")]
