"""Notices in prose, and where names end and values begin."""

from __future__ import annotations

import pytest

from assistant.model.finding import Severity
from assistant.normalise import load_labels, normalise
from assistant.normalise.layouts.prose import name_and_value
from assistant.readers import read

NOTICE = """河口县城管局2022年度项目支出绩效目标公示
根据要求，现将我单位2022年度项目支出绩效目标予以公示。

项目名称：公厕新建改建
主管部门：河口县城管局
项目资金：年度资金总额32.6万元，其中：财政拨款30万元，其他资金2.6万元。
年度目标：新建公厕6座、改建旱厕14座，
全部免费开放。
绩效指标：
一、产出指标
1.数量指标：新建公厕6座；改建旱厕14座。2.质量指标：验收合格率100%；管理达标率不低于95%。
3.时效指标：完工时间2022年10月底。二、效益指标 社会效益指标：覆盖居民≥5.2万人，如厕环境：明显改善。
三、满意度指标
服务对象满意度指标：市民满意度≥90%。

河口县城管局
2022年2月25日
"""


def test_a_notice_without_any_table() -> None:
    found = normalise(read(NOTICE.encode(), "公示.txt"))
    (table,) = found.tables

    assert (table.year, table.project, table.department) == (2022, "公厕新建改建", "河口县城管局")
    assert (table.total, table.fiscal, table.other) == (326_000, 300_000, 26_000)
    assert table.goal == "新建公厕6座、改建旱厕14座，全部免费开放。"
    assert [(row.level1, row.level2, row.level3, row.value.text) for row in table.indicators] == [
        ("产出指标", "数量指标", "新建公厕", "6座"),
        ("产出指标", "数量指标", "改建旱厕", "14座"),
        ("产出指标", "质量指标", "验收合格率", "100%"),
        ("产出指标", "质量指标", "管理达标率", "不低于95%"),
        ("产出指标", "时效指标", "完工时间", "2022年10月底"),
        ("效益指标", "社会效益指标", "覆盖居民", "≥5.2万人"),
        ("效益指标", "社会效益指标", "如厕环境", "明显改善"),
        ("满意度指标", "服务对象满意度指标", "市民满意度", "≥90%"),
    ]
    assert table.indicators[0].place.line == 11
    assert not [finding for finding in found.findings if finding.severity is Severity.DOUBT and finding.rule != "no-name"]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("80-89周岁老人发放人数1420人", "80-89周岁老人发放人数", "1420人"),
        ("“一户一策”制定率达到100%", "“一户一策”制定率", "100%"),
        ("户均标准6000元/户", "户均标准", "6000元/户"),
        ("居民生活自理能力有所改善", "居民生活自理能力", "有所改善"),
        ("监测预警体系持续运行", "监测预警体系持续运行", ""),
        ("第三方服务机构2家", "第三方服务机构", "2家"),
    ],
)
def test_where_a_name_ends(text: str, name: str, value: str) -> None:
    assert name_and_value(text, load_labels()) == (name, value)


def test_lines_that_the_width_of_the_page_broke_are_put_together() -> None:
    broken = NOTICE.replace("新建公厕6座；改建旱厕14座。2.质量指标", "新建公厕6座；改建旱厕和配套排水管网\n14座。2.质量指标")
    (table,) = normalise(read(broken.encode(), "公示.txt")).tables

    assert [(row.level3, row.value.text) for row in table.indicators][:3] == [
        ("新建公厕", "6座"),
        ("改建旱厕和配套排水管网", "14座"),
        ("验收合格率", "100%"),
    ]


def test_a_heading_ends_an_indicator_without_a_value() -> None:
    without = NOTICE.replace("，如厕环境：明显改善。\n三、满意度指标", "；公共厕所管理责任制在各社区全面落实\n满意度指标")
    (table,) = normalise(read(without.encode(), "公示.txt")).tables

    assert [(row.level1, row.level3, row.value.text) for row in table.indicators][-2:] == [
        ("效益指标", "公共厕所管理责任制在各社区全面落实", ""),
        ("满意度指标", "市民满意度", "≥90%"),
    ]


def test_results_in_prose_are_no_goals() -> None:
    found = normalise(read(NOTICE.replace("绩效目标公示", "绩效自评公示").encode(), "自评.txt"))

    assert not found.tables and "自评" in found.skipped[0].message


def test_what_stands_below_the_indicators_is_none_of_them() -> None:
    text = NOTICE.replace("\n河口县城管局\n2022年2月25日", "公示期间如有异议，请向财政局反映。\n联系电话：0000-0000。")

    table = normalise(read(text.encode(), "公示.txt")).tables[0]

    assert [row.level3 for row in table.indicators][-1] == "市民满意度"


def test_the_name_of_the_block_ends_the_goal() -> None:
    text = NOTICE.replace("绩效指标：\n一、", "六、绩效指标\n（一）")

    assert normalise(read(text.encode(), "公示.txt")).tables[0].goal == "新建公厕6座、改建旱厕14座，全部免费开放。"


HEADED = """河口县林业局2025年森林抚育项目绩效目标
一、项目基本情况
项目名称：森林抚育补助
主管部门：河口县林业局    实施单位：河口县国有林场
项目资金：340万元（其中：中央财政资金300万元，县级财政资金40万元）
二、年度绩效目标
完成森林抚育1.7万亩。
三、绩效指标
（一）产出指标
1.数量指标
森林抚育面积≥1.7万亩
2.时效指标
作业完成时间：2025年11月底前
（二）满意度指标
职工满意度≥90%
河口县林业局
2025年1月6日
"""


def test_headings_on_lines_of_their_own_and_two_labels_in_a_line() -> None:
    (table,) = normalise(read(HEADED.encode(), "目标.txt")).tables

    assert (table.department, table.unit, table.goal) == ("河口县林业局", "河口县国有林场", "完成森林抚育1.7万亩。")
    assert table.fiscal is None
    assert [(row.level2, row.level3, row.value.text) for row in table.indicators] == [
        ("数量指标", "森林抚育面积", "≥1.7万亩"),
        ("时效指标", "作业完成时间", "2025年11月底前"),
        ("服务对象满意度指标", "职工满意度", "≥90%"),
    ]
