"""Tables out of documents that hold their cells apart (docx, xlsx, html, csv): lists, forms with more columns, fund trees."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.model.finding import Severity
from assistant.normalise import Normalised, normalise
from assistant.readers import read


def page(*rows: str, title: str = "项目支出绩效目标表", year: str = "（2023年度）") -> Normalised:
    """What a page with one table comes to. A row is cells parted by bars; `2*甲` covers two columns, `3:甲` three rows."""
    lines = []
    for row in rows:
        cells = []
        for cell in row.split("|"):
            text = cell.strip()
            width, _, rest = text.partition("*")
            columns, text = (int(width), rest) if rest and width.isdigit() else (1, text)
            height, _, rest = text.partition(":")
            down, text = (int(height), rest) if rest and height.isdigit() else (1, text)
            cells.append(f'<td colspan="{columns}" rowspan="{down}">{text}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return normalise(read(f"<p>{title}</p><p>{year}</p><table>{''.join(lines)}</table>".encode(), "表.html"))


LIST = (
    "单位名称|项目名称|预算数|年度目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|权重",
    "8:301-河口镇人民政府|小计|30|||||||",
    "3:水渠清淤|3:20|3:清淤水渠12公里|3:产出指标|2:数量指标|清淤长度|≥|12|公里|30",
    "清淤人数|=|8|人|20",
    "质量指标|验收合格率|＝|100|%|40",
    "2:路灯维护|2:10|2:维护路灯|产出指标|数量指标|维护路灯数|≥|86|盏|50",
    "满意度指标|服务对象满意度指标|村民满意度|≥|90|%|40",
)


def test_a_list_gives_a_table_for_each_project() -> None:
    first, second = page(*LIST, "合计||30").tables

    assert (first.project, first.year, first.unit_code, first.unit) == ("水渠清淤", 2023, "301", "河口镇人民政府")
    assert (first.goal, second.goal, second.unit) == ("清淤水渠12公里", "维护路灯", "河口镇人民政府")
    assert [(row.level1, row.level2, row.level3, row.value.text, row.weight) for row in first.indicators] == [
        ("产出指标", "数量指标", "清淤长度", "≥12公里", Decimal(30)),
        ("产出指标", "数量指标", "清淤人数", "=8人", Decimal(20)),
        ("产出指标", "质量指标", "验收合格率", "＝100%", Decimal(40)),
    ]
    assert [row.level3 for row in second.indicators] == ["维护路灯数", "村民满意度"]


@pytest.mark.parametrize(("unit", "total"), [("金额单位：元", 20), ("单位：万元", 200_000)])
def test_the_unit_of_a_list_stands_above_it(unit: str, total: int) -> None:
    first, _ = page(*LIST, year=f"（2023年度）</p><p>{unit}").tables

    assert first.total == total


def test_a_list_without_merged_cells_repeats_or_leaves_out_what_is_the_same() -> None:
    rows = (
        "项目名称,预算数(万元),年度目标,一级指标,二级指标,三级指标,指标值",
        "水渠清淤,20,清淤,产出指标,数量指标,清淤长度,12公里",
        "水渠清淤,20,清淤,产出指标,质量指标,验收合格率,100%",
        "路灯维护,10,维护,产出指标,数量指标,维护路灯数,86盏",
        ",,,,质量指标,亮灯率,≥98%",
    )
    tables = normalise(read("\n".join(("项目支出绩效目标表（2023年度）,,,,,,", *rows)).encode(), "表.csv")).tables

    assert [(table.project, table.total, len(table.indicators)) for table in tables] == [
        ("水渠清淤", 200_000, 2),
        ("路灯维护", 100_000, 2),
    ]
    assert tables[1].indicators[1].level1 == "产出指标"


def test_a_list_of_results_is_left_out() -> None:
    found = page(LIST[0] + "|实际完成值|得分", LIST[2] + "|12|30", title="项目支出绩效自评表")

    assert not found.tables and "自评表" in found.skipped[0].message


FORM = (
    "2*项目名称|6*河堤加固",
    "2*主管部门|3*河口县水务局|实施单位|2*河口县水务局",
    "2:项目资金（万元）|2*中期资金总额|90|2*年度资金总额|2*30",
    "2*其中：财政拨款|90|2*其中：财政拨款|2*30",
    "2:总体目标|4*中期目标（2022年-2024年）|3*年度目标",
    "4*三年加固河堤36公里|3*今年加固河堤12公里",
    "3:绩效指标|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值",
    "2:产出指标|数量指标|加固河堤|36公里|数量指标|加固河堤|12公里",
    "质量指标|合格率|95%|质量指标|合格率|90%",
)


def test_the_year_is_read_where_it_stands_beside_the_medium_term() -> None:
    (table,) = page(*FORM).tables

    assert (table.total, table.fiscal, [fund.amount for fund in table.funds]) == (300_000, 300_000, [300_000])
    assert (table.goal, table.long_term_goal) == ("今年加固河堤12公里", "三年加固河堤36公里")
    assert [(row.level1, row.level2, row.value.text) for row in table.indicators] == [
        ("产出指标", "数量指标", "12公里"),
        ("产出指标", "质量指标", "90%"),
    ]


def test_a_total_left_blank_is_the_sum_of_its_numbered_parts_and_said() -> None:
    found = page(
        "项目名称|2*养老补贴|",
        "5:项目资金（万元）|年度资金总额|金额（万元）|",
        "（一）财政拨款小计|12.5|",
        "1、一般公共预算|12|",
        "2、政府性基金|0.5|",
        "（二）自有资金小计|1|",
        "年度目标|2*按月发放|",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|发放人数|80人",
    )
    (table,) = found.tables

    assert (table.total, table.fiscal, len(table.funds)) == (135_000, 125_000, 4)
    assert [finding.rule for finding in found.findings if finding.severity is Severity.DOUBT] == ["total-from-parts"]


def test_comparators_are_known_by_what_the_column_holds() -> None:
    (table,) = page(
        "项目名称|4*养老补贴",
        "年度目标|4*按月发放",
        "一级指标|二级指标|三级指标|指标性质|指标方向|目标值|计量单位",
        "产出指标|数量指标|发放人数|正向|≥|80|人",
        "产出指标|时效指标|发放时间|定性||每月|",
    ).tables

    assert [(row.value.text, dict(row.extra)) for row in table.indicators] == [
        ("≥80人", {"指标性质": "正向"}),
        ("每月", {"指标性质": "定性"}),
    ]


def test_a_row_of_the_template_that_nobody_filled_in_is_said_and_left_out() -> None:
    found = page(
        "项目名称|3*养老补贴",
        "年度目标|3*按月发放",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|发放人数|80人",
        "产出指标|数量指标|新建桥梁|座",
        "产出指标|质量指标|合格率|≥%",
        "效益指标|社会效益指标|获得感|优",
    )

    assert [row.level3 for row in found.tables[0].indicators] == ["发放人数", "获得感"]
    assert len([finding for finding in found.findings if finding.rule == "unfilled-row"]) == 2


def test_a_value_that_covers_several_rows_is_each_rows() -> None:
    (table,) = page(
        "项目名称|3*养老补贴",
        "年度目标|3*按月发放",
        "一级指标|二级指标|三级指标|指标值",
        "2:产出指标|2:质量指标|发放准确率|2:100%",
        "档案完整率",
    ).tables

    assert [row.value.text for row in table.indicators] == ["100%", "100%"]


def test_names_that_stand_there_without_values_and_values_without_names_stay() -> None:
    found = page(
        "项目名称|3*养老补贴",
        "年度目标|3*按月发放",
        "一级指标|二级指标|三级指标|指标值",
        "3:产出指标|3:质量指标|发放准确率|",
        "|100%",
        "档案完整率|98%",
    )

    assert [(row.level3, row.value.text) for row in found.tables[0].indicators] == [
        ("发放准确率", ""),
        ("", "100%"),
        ("档案完整率", "98%"),
    ]


def test_a_province_s_form_with_columns_that_are_not_kept() -> None:
    found = page(
        "一级项目名称|教育专项|二级项目名称|2*特殊教育补助",
        "主管部门|省教育厅|实施单位|2*青云县特殊教育学校",
        "项目属性|4*□新增　☑延续",
        "开始日期|2023年1月|完成日期|2*2023年12月",
        "项目总投资|500|预算申报数|2*120",
        "中央资金|50|省级资金|2*70",
        "立项必要性|4*国家要求发展特殊教育",
        "年度绩效目标|4*招收学生120人。",
        "一级指标|二级指标|三级指标|指标值|备注",
        "成本指标|经济成本指标|生均补助标准|≤8000元/人|",
        year="（2023年度）　　单位：万元",
    )
    (table,) = found.tables

    assert (table.year, table.project, table.attribute, table.period_start) == (2023, "特殊教育补助", "延续", 2023)
    assert (table.total, [(fund.label, fund.amount) for fund in table.funds]) == (
        1_200_000,
        [("中央资金", 500_000), ("省级资金", 700_000)],
    )
    assert any("立项必要性" in finding.message and "没有保存" in finding.message for finding in found.findings)


def test_the_money_of_the_whole_project_beside_the_year_s() -> None:
    (table,) = page(
        "项目名称|4*道路养护",
        "项目总额（万元）|300|年度申请额（万元）|2*120",
        "其中：财政拨款|300|其中：财政拨款|2*100",
        "上年结转资金||上年结转资金|2*20",
        "年度总体目标|4*养护120公里",
        "2:绩效指标|一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|养护里程|≥120公里",
    ).tables

    assert (table.total, table.fiscal) == (1_200_000, 1_000_000)
    assert [(fund.label, fund.amount) for fund in table.funds] == [("财政拨款", 1_000_000), ("上年结转资金", 200_000)]


def test_amounts_below_their_labels_and_a_goal_that_begins_like_a_label() -> None:
    (table,) = page(
        "项目名称|4*学生资助",
        "预算年度|4*2024年",
        "项目总预算|2*300万元|项目当年预算|100万元",
        "2:资金来源（万元）|财政拨款|自有资金|上年结转|其他",
        "80|10|10|0",
        "项目绩效目标|4*一、项目概况：资助学生",
        "一级指标|二级指标|三级指标|2*指标值",
        "产出指标|数量指标|资助学生|2*2800人",
        year="（　　年度）",
    ).tables

    assert (table.year, table.total, table.fiscal, table.other) == (2024, 1_000_000, 800_000, 0)
    assert table.goal == "一、项目概况：资助学生"


def test_four_grades_in_place_of_a_value_are_all_kept() -> None:
    found = page(
        "项目名称|6*学生资助",
        "绩效目标|6*资助学生",
        "一级指标|二级指标|绩效指标描述|4*评价标准|评价标准确定依据",
        "|||优|良|中|差|",
        "产出指标|数量指标|资助学生人数|≥28|≥25|≥20|<20|计划",
    )
    (row,) = found.tables[0].indicators

    assert (row.level3, row.value.text) == ("资助学生人数", "")
    assert row.extra == {"优": "≥28", "良": "≥25", "中": "≥20", "差": "<20", "评价标准确定依据": "计划"}
    assert not any(finding.severity is Severity.DOUBT for finding in found.findings)


def test_of_the_blocks_of_an_old_form_the_year_s_is_read() -> None:
    (table,) = page(
        "项目名称|4*道路养护",
        "项目绩效目标|2*长期目标|2*年度目标",
        "|2*三年养护360公里|2*养护120公里",
        "2:长期绩效指标|一级指标|二级指标|指标内容|指标值",
        "产出指标|数量指标|养护里程|360公里",
        "2:年度绩效指标|一级指标|二级指标|指标内容|指标值",
        "产出指标|数量指标|养护里程|120公里",
    ).tables

    assert (table.goal, table.long_term_goal) == ("养护120公里", "三年养护360公里")
    assert [row.value.text for row in table.indicators] == ["120公里"]


def test_the_cells_of_a_merged_one_that_was_split_are_read_once() -> None:
    found = page(
        "项目名称|项目名称|医疗救助|医疗救助|医疗救助",
        "项目资金（万元）|年度资金总额|年度资金总额|56|56",
        "项目资金（万元）|财政资金|财政资金|50|50",
        "项目资金（万元）|其他资金|其他资金|6|6",
        "年度目标|年度目标|救助困难群众|救助困难群众|救助困难群众",
        "绩效指标|一级指标|二级指标|三级指标|指标值",
        "绩效指标|产出指标|数量指标|救助人数|≥80人",
    )
    (table,) = found.tables

    assert (table.project, table.total, table.goal) == ("医疗救助", 560_000, "救助困难群众")
    assert [(fund.label, fund.amount) for fund in table.funds] == [("财政资金", 500_000), ("其他资金", 60_000)]
    assert "split-cell" in {finding.rule for finding in found.findings}


def test_a_heading_of_the_document_tells_the_year() -> None:
    rows = ("项目名称|3*养老补贴", "年度目标|3*按月发放", "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|人数|80人")
    found = page(*rows, title="河口县2024年项目支出绩效目标批复表</p><p>附件", year="项目支出绩效目标表（一）")

    assert found.tables[0].year == 2024
    assert not [finding for finding in found.findings if finding.rule == "no-year"]
    assert page(*rows, title="2023年绩效目标</p><p>2024年绩效目标", year="项目支出绩效目标表").tables[0].year is None


MONEY = (
    "项目分类,单位名称,项目名称,本年拨款,,",
    ",,,合计,一般公共预算,政府性基金预算",
    "专项,甲局,道路养护,120,100,20",
    "专项,甲局,路灯维护,30,30,",
    "合计,,,150,130,20",
    "",
    "单位名称,项目名称,项目年度绩效目标,一级指标,二级指标,三级指标,指标性质,指标值,度量单位",
    "甲局,道路养护,养护道路,产出指标,数量指标,养护里程,≥,120,公里",
    ",,,产出指标,质量指标,合格率,=,100,%",
)


def test_the_money_of_a_list_stands_in_a_table_of_its_own() -> None:
    found = normalise(read("\n".join(("2024年部门项目支出绩效目标表", "单位：万元", *MONEY)).encode(), "表.csv"))
    (table,) = found.tables

    assert (table.project, table.total, table.year) == ("道路养护", 1_200_000, 2024)
    assert [(fund.label, fund.amount) for fund in table.funds] == [("一般公共预算", 1_000_000), ("政府性基金预算", 200_000)]
    assert "amount-from-list" in {finding.rule for finding in found.findings}


def test_two_amounts_for_the_same_project_are_not_chosen_between() -> None:
    doubled = [*MONEY[:4], "专项,甲局,道路养护,90,90,", *MONEY[4:]]
    found = normalise(read("\n".join(("2024年部门项目支出绩效目标表", "单位：万元", *doubled)).encode(), "表.csv"))

    assert found.tables[0].total is None
    assert any(finding.rule == "amount-from-list" and finding.severity is Severity.DOUBT for finding in found.findings)


def test_a_form_with_two_levels_only() -> None:
    (table,) = page(
        "项目名称|3*疫病防控",
        "绩效目标|3*强制免疫",
        "一级指标|二级指标|绩效标准|当年预期实现值",
        "2:数量指标|羊免疫数量|计划标准|≥62万只",
        "牛免疫数量|历史标准|≥4.3万头",
        "满意度指标|养殖户满意度|历史标准|≥90%",
    ).tables

    assert [(row.level1, row.level2, row.level3, row.value.text) for row in table.indicators] == [
        ("产出指标", "数量指标", "羊免疫数量", "≥62万只"),
        ("产出指标", "数量指标", "牛免疫数量", "≥4.3万头"),
        ("满意度指标", "服务对象满意度指标", "养殖户满意度", "≥90%"),
    ]


def test_several_values_of_one_indicator_are_all_kept() -> None:
    (table,) = page(
        "项目名称|5*厕改",
        "资金数额（万元）|年度金额：|4*50",
        "年度目标|5*厕改",
        "一级指标|二级指标|三级指标|3*指标值",
        "|||甲乡|乙乡|合计",
        "产出指标|数量指标|改厕|10座|20座|30座",
    ).tables
    (row,) = table.indicators

    assert table.total == 500_000
    assert (row.level3, row.value.text, row.extra) == ("改厕", "30座", {"甲乡": "10座", "乙乡": "20座"})


def test_a_list_with_a_header_of_two_rows() -> None:
    found = page(
        "2:单位|2:项目名称|3*年度预算（万元）|2:年度目标|4*绩效指标",
        "合计|财政拨款|其他资金|一级指标|二级指标|三级指标|指标值",
        "河口镇政府|水渠清淤|20|15|5|清淤|产出指标|数量指标|清淤长度|12公里",
        "河口镇政府|水渠清淤|20|15|5|清淤|产出指标|质量指标|验收合格率|100%",
    )
    (table,) = found.tables

    assert (table.project, table.unit, table.goal) == ("水渠清淤", "河口镇政府", "清淤")
    assert (table.total, table.fiscal, table.other) == (200_000, 150_000, 50_000)
    assert [(row.level3, row.value.text) for row in table.indicators] == [("清淤长度", "12公里"), ("验收合格率", "100%")]


def test_units_that_stand_above_their_projects_in_the_same_column() -> None:
    first, second = page(
        "单位名称、项目名称|年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位",
        "河口县水务局|||||||",
        "2:水渠清淤|2:清淤|产出指标|数量指标|清淤长度|≥|12|公里",
        "产出指标|质量指标|验收合格率|=|100|%",
        "河口县供水站|||||||",
        "管网维护|维护|产出指标|数量指标|维护管网|≥|30|公里",
    ).tables

    assert (first.project, first.unit, len(first.indicators)) == ("水渠清淤", "河口县水务局", 2)
    assert (second.project, second.unit, second.department) == ("管网维护", "河口县供水站", "")


@pytest.mark.parametrize("heading", ["计量单位", "单位"])
def test_the_unit_of_measure_by_either_heading(heading: str) -> None:
    (table,) = page(
        "项目名称|4*水渠清淤",
        f"一级指标|二级指标|三级指标|指标值|{heading}",
        "2:产出指标|数量指标|清淤长度|12|公里",
        "质量指标|验收合格率|100|%",
    ).tables

    assert [row.value.text for row in table.indicators] == ["12公里", "100%"]


SMALL = (
    "2*项目名称|3*水渠清淤",
    "2:项目资金|年度资金总额|3*20",
    "其中：财政拨款|3*20",
    "绩效指标|一级指标|二级指标|三级指标|指标值",
    "|产出指标|数量指标|清淤长度|12公里",
    "||质量指标|验收合格率|100%",
)


def test_year_and_unit_of_money_beside_each_other_above_the_form() -> None:
    (table,) = page("5*项目支出绩效目标表", "4*（2022年度）|单位：万元", *SMALL, title="某局", year="").tables

    assert (table.year, table.total) == (2022, 200_000)


def test_the_unit_that_stands_above_the_form() -> None:
    (table,) = page(*SMALL, year="（2022年度）</p><p>填报单位（盖章）：河口县水务局　　　　单位：万元").tables

    assert (table.unit, table.total) == ("河口县水务局", 200_000)


def test_a_row_with_nothing_but_a_unit_of_ten_thousands_is_not_filled_in() -> None:
    found = page(*SMALL, "||数量指标|新增灌溉面积|万亩")

    assert [row.level3 for row in found.tables[0].indicators] == ["清淤长度", "验收合格率"]


def test_a_code_behind_the_name_of_an_office() -> None:
    (table,) = page(
        "2*主管部门及代码|3*河口县水务局（332）", *SMALL[:1], "2*主管部门及代码|3*河口县水务局（332）", *SMALL[1:]
    ).tables

    assert (table.department, table.department_code) == ("河口县水务局", "332")


def test_sources_over_their_amounts_with_a_label_beside_these() -> None:
    (table,) = page(
        "项目名称|4*水渠清淤",
        "项目总预算|60|项目当年预算（元）|2*200",
        "资金来源|财政拨款|自有资金|上级补助|其他资金",
        "当年金额|150|30|20|0",
        "一级指标|二级指标|三级指标|2*指标值",
        "产出指标|数量指标|清淤长度|2*12公里",
    ).tables

    assert (table.total, table.fiscal, table.other) == (200, 150, 0)
    assert [(fund.label, fund.amount) for fund in table.funds] == [
        ("财政拨款", 150),
        ("自有资金", 30),
        ("上级补助", 20),
        ("其他资金", 0),
    ]


def test_a_list_of_amounts_tells_the_fiscal_money_and_the_unit_too() -> None:
    rows = (
        "<p>单位：万元</p><table><tr><td>项目名称<td>实施单位<td>资金总额<td>其中：财政拨款</tr>"
        "<tr><td>水渠清淤<td>河口镇政府<td>20<td>15</tr></table><p>项目支出绩效目标表（2023年度）</p>"
        "<table><tr><td>项目名称<td>年度目标<td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>"
        "<tr><td>水渠清淤<td>清淤<td>产出指标<td>数量指标<td>清淤长度<td>12公里</tr></table>"
    )
    (table,) = normalise(read(rows.encode(), "表.html")).tables

    assert (table.total, table.fiscal, table.unit) == (200_000, 150_000, "河口镇政府")


def test_signs_numbers_and_units_under_one_heading() -> None:
    (table,) = page(
        "2*项目名称|4*水渠清淤",
        "2:一级指标|2:二级指标|2:三级指标|3*指标值",
        "计算符号|目标值|计量单位",
        "2:产出指标|数量指标|清淤长度|≥|12|公里",
        "质量指标|验收合格率|=|100|%",
    ).tables

    assert [row.value.text for row in table.indicators] == ["≥12公里", "=100%"]


def test_a_total_beside_the_name_of_the_block_of_money() -> None:
    (table,) = page(SMALL[0], "预算资金（万元）|20|财政拨款|15|", *SMALL[3:]).tables

    assert (table.total, table.fiscal) == (200_000, 150_000)


def test_a_row_that_sums_up_weights_is_no_indicator() -> None:
    (table,) = page(*SMALL, "|||小计|").tables

    assert [row.level3 for row in table.indicators] == ["清淤长度", "验收合格率"]


def test_the_unit_of_money_above_the_first_of_several_tables_is_that_of_all() -> None:
    forms = "</table><table>".join(
        f"<tr><td>项目名称<td>{name}<td><td></tr><tr><td>年度资金总额<td>20<td>其中：财政拨款<td>20</tr>"
        "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr><tr><td>产出指标<td>数量指标<td>清淤长度<td>12公里</tr>"
        for name in ("水渠清淤", "路灯维护")
    )
    tables = normalise(read(f"<p>2023年项目支出绩效目标表</p><p>单位：万元</p><table>{forms}</table>".encode(), "表.html")).tables

    assert [(table.project, table.total) for table in tables] == [("水渠清淤", 200_000), ("路灯维护", 200_000)]


def test_fields_in_lines_above_a_table_of_indicators_alone() -> None:
    (table,) = page(
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|清淤长度|12公里",
        "产出指标|质量指标|验收合格率|100%",
        year="（2023年度）</p><p>项目名称：水渠清淤</p><p>主管部门：河口县水务局 实施单位：河口镇政府</p>"
        "<p>年度资金总额：20万元 其中：财政拨款 15万元 其他资金 5万元",
    ).tables

    assert (table.project, table.department, table.unit) == ("水渠清淤", "河口县水务局", "河口镇政府")
    assert (table.total, table.fiscal, table.other) == (200_000, 150_000, 50_000)


def test_a_category_that_a_form_says_it_has_none_of_is_no_indicator() -> None:
    (table,) = page(*SMALL, "||质量指标|/|/", "|效益指标|经济效益指标|无|").tables

    assert [row.level3 for row in table.indicators] == ["清淤长度", "验收合格率"]


def test_the_unit_of_a_block_of_money_that_begins_with_the_medium_term() -> None:
    (table,) = page(
        "2*项目名称|4*水渠清淤",
        "2:资金金额（万元）|实施期资金总额|60|年度资金总额|2*20",
        "其中：财政拨款|60|其中：财政拨款|2*15",
        "一级指标|二级指标|三级指标|3*指标值",
        "产出指标|数量指标|清淤长度|3*12公里",
    ).tables

    assert (table.total, table.fiscal) == (200_000, 150_000)


def test_one_unit_on_the_label_of_one_source_is_that_of_all() -> None:
    (table,) = page(SMALL[0], "年度资金总额|20|其中：财政拨款（万元）|15|", "其他资金|5|||", *SMALL[3:]).tables

    assert (table.total, table.fiscal, table.other) == (200_000, 150_000, 50_000)
    assert [fund.amount for fund in table.funds] == [150_000, 50_000]


def test_the_unit_of_a_label_in_the_middle_of_its_rows_is_that_of_the_row_above_it() -> None:
    (table,) = page(
        SMALL[0],
        "|年度资金总额|3*20",
        "项目资金（万元）|其中：财政拨款|3*15",
        "|其他资金|3*5",
        *SMALL[3:],
    ).tables

    assert (table.total, table.fiscal, table.other) == (200_000, 150_000, 50_000)


def test_levels_and_labels_with_numbers_in_front() -> None:
    (table,) = page(
        "一、项目名称|3*水渠清淤",
        "六、绩效指标|一级指标|二级指标|三级指标|指标值",
        "|1.产出指标|（1）数量指标|清淤长度|12公里",
        "|2.满意度指标|①服务对象满意度指标|满意度|90%",
    ).tables

    assert [(row.level1, row.level2) for row in table.indicators] == [
        ("产出指标", "数量指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


def test_amounts_with_their_labels_in_the_cells_beside_the_name_of_the_block() -> None:
    (table,) = page(SMALL[0], "项目资金|总额：20万元|财政拨款：15万元|其他：5万元|", *SMALL[3:]).tables

    assert (table.total, table.fiscal, table.other) == (200_000, 150_000, 50_000)


def test_a_source_with_two_colons_in_a_line() -> None:
    lines = (
        "项目支出绩效目标表（2023年度）",
        "项目名称：水渠清淤",
        "年度资金总额（万元）：20",
        "其中：财政拨款（万元）：15",
        "一级指标\t二级指标\t三级指标\t指标值",
        "产出指标\t数量指标\t清淤长度\t12公里",
    )
    (table,) = normalise(read("\n".join(lines).encode(), "表.txt")).tables

    assert (table.total, table.fiscal) == (200_000, 150_000)


YEARLY = (
    "年度,项目单位,项目名称,预算数（元）,一级指标,二级指标,三级指标,指标值",
    "2023,河口镇,水渠清淤,20,产出指标,数量指标,清淤长度,12公里",
    "2023,河口镇,水渠清淤,20,产出指标,质量指标,验收合格率,100%",
    "2024年,河口镇,水渠清淤,30,产出指标,数量指标,清淤长度,15公里",
)


def test_a_column_of_years_says_the_year_of_each_project() -> None:
    found = normalise(read("\n".join(YEARLY).encode("gb18030"), "表.csv"))

    assert [(table.project, table.year, table.total, len(table.indicators)) for table in found.tables] == [
        ("水渠清淤", 2023, 20, 2),
        ("水渠清淤", 2024, 30, 1),
    ]
    assert not [finding for finding in found.findings if finding.severity is Severity.DOUBT]


def test_the_year_of_a_row_counts_more_than_that_of_the_title_and_it_is_said() -> None:
    found = normalise(read("\n".join(("2024年项目支出绩效目标表,,,,,,,", *YEARLY)).encode(), "表.csv"))

    assert [table.year for table in found.tables] == [2023, 2024]
    assert [finding.message for finding in found.findings if finding.rule == "year-twice"] == [
        "标题上是2024年，表里的年度是2023，按表里的读。"
    ]


PLAIN = ("资金总额（元）|3*20", "总体目标|3*清淤水渠", "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|清淤长度|12公里")


@pytest.mark.parametrize(
    ("offices", "department", "unit"),
    [
        (("预算部门|某县水利局|预算单位|某县水利站",), "某县水利局", "某县水利站"),
        (("预算单位|某县水利站|预算部门|某县水利局",), "某县水利局", "某县水利站"),
        (("预算部门|3*某县水利局", "预算单位|3*某县水利站"), "某县水利局", "某县水利站"),
        (("预算单位|某县水利局|实施单位|某县水利站",), "某县水利局", "某县水利站"),
        (("预算单位|3*某县水利局",), "某县水利局", ""),
    ],
)
def test_a_budget_unit_beside_a_department_is_the_unit(offices: tuple[str, ...], department: str, unit: str) -> None:
    found = page("项目名称|3*水渠清淤", *offices, *PLAIN)

    assert [(table.department, table.unit) for table in found.tables] == [(department, unit)]
    assert "field-twice" not in {finding.rule for finding in found.findings}


def test_a_list_with_a_department_and_a_budget_unit() -> None:
    header, row = (
        "预算部门|预算单位|项目名称|预算数（元）|一级指标|二级指标|三级指标|指标值",
        "水利局|水利站|清淤|20|产出指标|数量指标|长度|12公里",
    )

    assert [(table.department, table.unit) for table in page(header, row).tables] == [("水利局", "水利站")]


@pytest.mark.parametrize("label", ["中期滚动目标（2023年—2025年）", "中期滚动目标(2023年--2025年)", "三年滚动绩效目标"])
def test_medium_term_on_the_left_and_the_year_on_the_right_with_the_texts_below(label: str) -> None:
    found = page(
        "2*项目名称|6*水渠清淤",
        "2*资金总额（元）|6*20",
        f"4*{label}|4*年度目标",
        "4*三年清淤40公里|4*清淤水渠12公里",
        "一级指标|二级指标|三级指标|指标值|一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|清淤长度|40公里|产出指标|数量指标|清淤长度|12公里",
    )

    (table,) = found.tables
    assert (table.long_term_goal, table.goal) == ("三年清淤40公里", "清淤水渠12公里")
    assert [row.value.text for row in table.indicators] == ["12公里"]
    assert "unread-cell" not in {finding.rule for finding in found.findings}


def test_two_cells_under_one_merged_heading_are_one_value() -> None:
    found = page(
        "项目名称|4*水渠清淤", "资金总额（元）|4*20", "一级指标|二级指标|三级指标|2*指标值", "产出指标|数量指标|清淤长度|≥|12公里"
    )

    assert [row.value.text for row in found.tables[0].indicators] == ["≥12公里"]


def test_what_stands_under_no_heading_is_said() -> None:
    found = page(
        "项目名称|3*水渠清淤",
        "资金总额（元）|3*20",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|清淤长度|12公里|另加3公里",
    )

    assert [row.value.text for row in found.tables[0].indicators] == ["12公里"]
    assert [finding.severity for finding in found.findings if "另加3公里" in finding.message] == [Severity.DOUBT]


def test_a_block_whose_header_lies_in_pieces_is_no_crash() -> None:
    """Grades whose second header row was torn off and put behind the first: every row is shorter than the header."""
    found = page(
        "项目名称|7*水渠清淤",
        "一级指标|二级指标|绩效指标|绩效指标描述|评价标准||||优|良|中|差",
        "||||产出指标|数量指标|清淤长度|反映清淤长度|12公里|10公里|8公里|8公里以下",
        "产出指标|质量指标|合格率|反映合格率|100%|95%|90%|＜90%",
    )

    assert [table.project for table in found.tables] == ["水渠清淤"]


def test_other_money_alone_without_its_unit() -> None:
    found = page("项目名称|3*水渠清淤", "其他资金|3*20", "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|清淤长度|12公里")

    assert [(table.total, table.other) for table in found.tables] == [(None, 20)]
    assert "no-money-unit" in {finding.rule for finding in found.findings}
