"""Text whose cells have one blank between them, and rows of bars that lost the cells of merged ones."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.finding import Severity
from assistant.normalise import Normalised, normalise
from assistant.readers import read


def readings(text: str) -> Normalised:
    """What the text comes to."""
    return normalise(read(text.encode(), "表.txt"))


BLANKS = """首页 > 政务公开 > 预算
垃圾清运经费项目绩效目标表
发布时间:2022年03月01日
(2021年)
项目名称 垃圾清运经费
主管部门 (412)河口县城管局
实施单位 (412003)河口县环卫中心
投入目标 (万元) 资金来源 年初安排金额(万元)
资金总额 12.5
其中: 财政拨款数 12
其他资金 0.5
年度目标 清运全县生活垃圾, 做到日产日清。
目标1:清运9000吨
绩效指标 一级指标 二级指标 三级指标 指标性质 指标方向 目标值 计量单位 分值 备注
产出指标 数量指标 清运垃圾 正向 ≥ 9000 吨 20
产出指标 数量指标 购置 垃圾桶 正向 = 300 10
产出指标 时效指标 清运及时率 正向 = 100 % 20 每日统计
效益指标 社会效益指标 投诉处理机制 定性 健全 30
满意度指标 服务对象满意度指标 居民满意度 正向 ≥ 95 % 10
打印 关闭
"""


def test_cells_that_only_one_blank_parts_come_under_their_headings() -> None:
    found = readings(BLANKS)
    (table,) = found.tables

    assert (table.year, table.project, table.department_code, table.unit) == (2021, "垃圾清运经费", "412", "河口县环卫中心")
    assert (table.total, table.fiscal, table.other) == (125_000, 120_000, 5_000)
    assert table.goal == "清运全县生活垃圾,做到日产日清。目标1:清运9000吨"
    assert [(row.level2, row.level3, row.value.text, row.weight) for row in table.indicators] == [
        ("数量指标", "清运垃圾", "≥9000吨", 20),
        ("数量指标", "购置垃圾桶", "=300", 10),
        ("时效指标", "清运及时率", "=100%", 20),
        ("社会效益指标", "投诉处理机制", "健全", 30),
        ("服务对象满意度指标", "居民满意度", "≥95%", 10),
    ]
    assert table.indicators[2].extra["备注"] == "每日统计"
    assert any(finding.rule == "loose-text" and finding.severity is Severity.REPAIR for finding in found.findings)


def test_levels_and_labels_broken_between_lines_are_put_together() -> None:
    (table,) = readings(
        """项目支出绩效目标申报表
(2021年度)
项目名称 助浴服务(社区)
预算单位 河口县民政局
项目资金(万元) 年度资金总额 金额(万元)
   (一)财政拨款小计 9.60
       1、一般公共预算 9.60
   (二)自有资金小计 1.40
总体
目标
年度目标
为老年人提供助浴服务
绩效指标 一级指标 二级指标 三级指标 指标值(包含数字及文字描述)
绩效指标 项目完成
指标
数量指标 服务老年人 120人
质量指标 服务规范率 100%
成本指标 服务标准 按80元/次结算
项目效益
指标
社会效益
指标
减轻家庭负担 有效减轻
满意度指标 满意度指标 老年人满意度 ≥90%
家属满意度 ≥85%
"""
    ).tables

    assert (table.total, table.fiscal, table.goal) == (110_000, 96_000, "为老年人提供助浴服务")
    assert [(row.level1, row.level2, row.level3, row.value.text) for row in table.indicators] == [
        ("产出指标", "数量指标", "服务老年人", "120人"),
        ("产出指标", "质量指标", "服务规范率", "100%"),
        ("产出指标", "成本指标", "服务标准", "按80元/次结算"),
        ("效益指标", "社会效益指标", "减轻家庭负担", "有效减轻"),
        ("满意度指标", "服务对象满意度指标", "老年人满意度", "≥90%"),
        ("满意度指标", "服务对象满意度指标", "家属满意度", "≥85%"),
    ]


def test_a_list_of_bars_without_the_cells_of_merged_ones() -> None:
    first, second = readings(
        """| 部门预算项目绩效目标申报表(2023年度) ||||||||||||
| 金额单位:元 ||||||||||||
| 单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 | 方向 |  |
| 612-白石镇部门 | 300,000.00 | |||||||||||
| 612001-河口县白石镇政府 | 水渠清淤 | 200,000.00 | 清淤 | 产出指标 | 数量指标 | 清淤长度 | ≥ | 12 | 公里 | 30 | 正向指标 | |
| 产出指标 | 质量指标 | 验收合格率 | ＝ | 100 | % | 40 | 正向指标 |||||
| 效益指标 | 生态效益指标 | 水质改善 | 定性 | 好坏 |  | 20 |  |||||
| 路灯维护 | 100,000.00 | 维护路灯，保证亮灯。 | 产出指标 | 数量指标 | 维护路灯数 | ≥ | 86 | 盏 | 50 | 正向指标 | |
| 满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥ | 90 | % | 40 | 正向指标 |||||
"""
    ).tables

    assert (first.project, first.total, first.department_code, first.department) == ("水渠清淤", 200_000, "612", "白石镇部门")
    assert (second.project, second.total, second.unit_code) == ("路灯维护", 100_000, "612001")
    assert [(row.level3, row.value.text, row.weight) for row in first.indicators] == [
        ("清淤长度", "≥12公里", Decimal(30)),
        ("验收合格率", "＝100%", Decimal(40)),
        ("水质改善", "好坏", Decimal(20)),
    ]
    assert [row.value.text for row in second.indicators] == ["≥86盏", "≥90%"]
    assert first.indicators[0].place.line == 5


def test_a_list_with_tabs() -> None:
    (table,) = readings(
        "部门预算项目绩效目标表\n单位名称\t项目名称\t二级指标\t三级指标\t指标值\n甲局\t乙项目\t数量指标\t丙\t5\n"
    ).tables

    assert (table.project, table.unit, table.indicators[0].level1) == ("乙项目", "甲局", "产出指标")


def test_prose_with_blanks_is_no_table() -> None:
    assert not readings("关于绩效指标 目标值 分值 的说明\n请各单位 按时 填报\n").tables


def test_text_that_kept_all_its_columns_is_taken_at_its_word() -> None:
    (table,) = readings(
        """项目支出绩效目标表
(2021年度)
项目名称\t校舍维修\t\t\t\t\t
项目资金（万元）\t中期资金总额\t90\t年度资金总额\t30\t\t
\t其中：财政拨款\t90\t其中：财政拨款\t30\t\t
年度目标\t维修校舍\t\t\t\t\t
一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t维修面积\t360平方米\t数量指标\t维修面积\t120平方米
\t质量指标\t合格率\t95%\t质量指标\t合格率\t90%
"""
    ).tables

    assert (table.total, table.fiscal) == (300_000, 300_000)
    assert [(row.level2, row.value.text) for row in table.indicators] == [("数量指标", "120平方米"), ("质量指标", "90%")]


def test_what_stands_below_a_table_on_a_web_page_is_no_indicator() -> None:
    (table,) = readings(BLANKS.replace("打印 关闭", "[打印] [关闭] 扫一扫在手机打开当前页\n主办:河口县政府 备案号:12345")).tables

    assert [row.level3 for row in table.indicators][-1] == "居民满意度"
