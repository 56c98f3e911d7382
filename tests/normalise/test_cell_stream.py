"""Texts of one cell a line, as a table copied out of a page or a PDF has them: cells left out, lists, columns side by side."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

import pytest

from assistant.model.finding import Severity
from assistant.normalise import Normalised, normalise
from assistant.readers import read

HEAD = ("项目支出绩效目标表", "（2023年度）", "项目名称", "水渠清淤", "主管部门", "河口县水利局", "实施单位", "河口县水利站")
MONEY = ("项目资金（万元）", "年度资金总额：", "86.5", "其中：财政拨款", "86.5", "年度总体目标", "清淤水渠12公里。", "绩效指标")
WIDE = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "分值")
LISTED = ("单位名称", "项目名称", "预算数", "年度目标", *WIDE)
ROWS = (
    ("产出指标", "数量指标", "清淤长度", "≥", "12", "公里", "20"),
    ("", "", "清淤次数", "=", "2", "次", "10"),
    ("", "时效指标", "完成时间", "定性", "2023年11月底前", "", "10"),
    ("效益指标", "社会效益指标", "受益农田面积", "≥", "3.2", "万亩", "20"),
    ("", "生态效益指标", "水质改善情况", "定性", "明显", "", "10"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%", "20"),
)
MEANT = [
    ("产出指标", "数量指标", "清淤长度", "≥12公里", Decimal(20)),
    ("产出指标", "数量指标", "清淤次数", "=2次", Decimal(10)),
    ("产出指标", "时效指标", "完成时间", "2023年11月底前", Decimal(10)),
    ("效益指标", "社会效益指标", "受益农田面积", "≥3.2万亩", Decimal(20)),
    ("效益指标", "生态效益指标", "水质改善情况", "明显", Decimal(10)),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", Decimal(20)),
]


def text(*lines: str) -> Normalised:
    return normalise(read("\n".join(lines).encode(), "表.txt"))


def rows_of(found: Normalised, table: int = 0) -> list[tuple[str, str, str, str, Decimal | None]]:
    return [(row.level1, row.level2, row.level3, row.value.text, row.weight) for row in found.tables[table].indicators]


def doubts(found: Normalised) -> list[str]:
    return [finding.message for finding in found.findings if finding.severity is Severity.DOUBT]


def lines_of(rows: tuple[tuple[str, ...], ...], *, blank: bool) -> list[str]:
    return [cell for cell in chain.from_iterable(rows) if cell or blank]


@pytest.mark.parametrize("blank", [False, True], ids=["blank cells left out", "blank cells as blank lines"])
def test_rows_that_lack_a_unit_keep_their_weight(blank: bool) -> None:
    found = text(*HEAD, *MONEY, *WIDE, *lines_of(ROWS, blank=blank))

    assert rows_of(found) == MEANT
    assert (found.tables[0].total, found.tables[0].unit) == (865_000, "河口县水利站")
    assert doubts(found) == []


@pytest.mark.parametrize("blank", [False, True], ids=["blank cells left out", "blank cells as blank lines"])
def test_a_list_with_a_project_s_name_in_its_first_row(blank: bool) -> None:
    first = ("河口镇人民政府", "水渠清淤", "200000", "清淤水渠12公里", *ROWS[0])
    second = ("", "路灯维护", "100000", "维护路灯86盏", "产出指标", "数量指标", "维护路灯数", "≥", "86", "盏", "50")
    rows = (first, *(("", "", "", "", *row) for row in ROWS[1:]), second)
    found = text("部门预算项目绩效目标表（2023年度）", "单位：元", *LISTED, *lines_of(rows, blank=blank))

    assert [(table.project, table.unit, table.total, table.goal) for table in found.tables] == [
        ("水渠清淤", "河口镇人民政府", 200_000, "清淤水渠12公里"),
        ("路灯维护", "河口镇人民政府", 100_000, "维护路灯86盏"),
    ]
    assert rows_of(found) == MEANT
    assert rows_of(found, 1) == [("产出指标", "数量指标", "维护路灯数", "≥86盏", Decimal(50))]
    assert doubts(found) == []


def test_a_name_without_its_value_is_no_part_of_the_one_above() -> None:
    body = ("产出指标", "数量指标", "清淤长度", "12公里", "清淤次数", "质量指标", "验收合格率", "100%")
    found = text(*HEAD, *MONEY, "一级指标", "二级指标", "三级指标", "指标值", *body)

    assert [(row.level3, row.value.text) for row in found.tables[0].indicators] == [
        ("清淤长度", "12公里"),
        ("清淤次数", ""),
        ("验收合格率", "100%"),
    ]
    assert doubts(found) == ["三级指标“清淤次数”没有指标值，照原样收入。"]


def test_a_column_that_nobody_filled_in() -> None:
    body = ("产出指标", "数量指标", "清淤长度", "12公里", "清淤次数", "2次", "质量指标", "验收合格率", "100%")
    found = text(*HEAD, *MONEY, "一级指标", "二级指标", "三级指标", "指标值", "备注", *body)

    assert [(row.level3, row.value.text, row.extra) for row in found.tables[0].indicators] == [
        ("清淤长度", "12公里", {}),
        ("清淤次数", "2次", {}),
        ("验收合格率", "100%", {}),
    ]
    assert doubts(found) == []


def test_a_value_that_goes_on_on_the_next_line() -> None:
    body = ("产出指标", "时效指标", "完成时间", "2023年11", "月底前", "质量指标", "验收合格率", "100%", "成本指标", "单价", "5元")
    found = text(*HEAD, *MONEY, "一级指标", "二级指标", "三级指标", "指标值", *body)

    assert [row.value.text for row in found.tables[0].indicators] == ["2023年11月底前", "100%", "5元"]


def test_amounts_and_goals_of_several_years_beside_those_of_the_year() -> None:
    money = (
        "资金金额（万元）",
        "实施期资金总额：",
        "200",
        "年度资金总额",
        "86.5",
        "其中：财政拨款",
        "150",
        "其中：财政拨款",
        "80",
    )
    goals = ("总体目标", "实施期目标", "年度目标", "三年清淤40公里。", "清淤水渠12公里。", "绩效指标")
    body = ("产出指标", "数量指标", "清淤长度", "12公里")
    found = text(*HEAD, "项目期", "2023-2025", *money, *goals, "一级指标", "二级指标", "三级指标", "指标值", *body)

    (table,) = found.tables
    assert (table.total, table.fiscal, table.period) == (865_000, 800_000, "2023-2025")
    assert (table.long_term_goal, table.goal) == ("三年清淤40公里。", "清淤水渠12公里。")
    assert doubts(found) == []


def test_names_that_are_broken_where_a_line_is_full_are_put_together() -> None:
    names = ("改造农村公路里程", "新建错车道数量", "安装波形护栏长度", "设置警示标志牌数量", "修复涵洞数量")
    lines = [line for number, name in enumerate(names, 1) for line in (name[:6], name[6:], f"≥{number}处") if line]
    found = text(
        *HEAD, *MONEY, "一级指标", "二级指标", "三级指标", "指标值", "产出指标", "数量指标", *lines,
        "效益指标", "社会效益指标", "通行能力", "明显提升", "满意度指标", "服务对象满意度指标", "群众满意度", "≥90%",
    )  # fmt: skip

    assert [(name, value) for _, _, name, value, _ in rows_of(found)] == [
        *((name, f"≥{number}处") for number, name in enumerate(names, 1)),
        ("通行能力", "明显提升"),
        ("群众满意度", "≥90%"),
    ]
    assert not doubts(found)
