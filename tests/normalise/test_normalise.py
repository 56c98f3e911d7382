"""Whole documents of invented places: forms in other words, units of money, look-alikes; and nothing makes it raise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model.document import Cell, Grid, Paragraph, RawDocument, Record
from assistant.model.finding import Severity
from assistant.model.source import Place, Source
from assistant.normalise import Normalised, normalise
from assistant.readers import read

FORM = """项目支出绩效目标申报表
（2023年度）
项目支出名称：\t河道保洁经费
主管部门\t[331]河口县水务局\t实施单位\t331002-河道管理所
项目属性\t延续\t项目期\t2023年1月-2025年12月
项目资金（万元）\t年度资金总额：\t12.5
\t其中：财政拨款\t10
\t上级资金\t2.5
\t其他收入\t0
\t镇村配套资金\t
年度总体目标\t保洁12公里， 巡河52次
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值
\t产出指标\t数量指标\t指标1：★保洁长度\t≥12 公里
\t\t\t……\t
\t\t成本指标\t保洁单价\t5-10万/个
\t效果指标\t社会效益\t村民知晓\t明显
\t满意度指标\t服务对象满意度\t村民满意度\t≥95%
"""
"""A form in the words of no place in particular."""


def readings(text: str) -> Normalised:
    return normalise(read(text.encode(), "form.txt"))


def test_a_form_in_other_words() -> None:
    (table,) = readings(FORM).tables

    assert (table.title, table.year, table.project) == ("项目支出绩效目标申报表", 2023, "河道保洁经费")
    assert (table.department_code, table.department) == ("331", "河口县水务局")
    assert (table.unit_code, table.unit) == ("331002", "河道管理所")
    assert (table.attribute_code, table.attribute) == ("", "延续")
    assert (table.period, table.period_start, table.period_end) == ("2023年1月-2025年12月", 2023, 2025)
    assert table.goal == "保洁12公里，巡河52次"


def test_money_is_in_yuan_whatever_the_label_says_and_a_blank_is_no_zero() -> None:
    (table,) = readings(FORM).tables

    assert (table.total, table.fiscal, table.other) == (Decimal(125_000), Decimal(100_000), Decimal(0))
    assert [(fund.label, fund.amount) for fund in table.funds] == [
        ("财政拨款", Decimal(100_000)),
        ("上级资金", Decimal(25_000)),
        ("其他收入", Decimal(0)),
        ("镇村配套资金", None),
    ]


def test_indicators_have_standard_levels_plain_names_and_understood_values() -> None:
    (table,) = readings(FORM).tables

    length, price, known, content = table.indicators
    assert [(row.level1, row.level2, row.level3, row.required) for row in table.indicators] == [
        ("产出指标", "数量指标", "保洁长度", None),
        ("产出指标", "成本指标", "保洁单价", None),
        ("效益指标", "社会效益指标", "村民知晓", None),
        ("满意度指标", "服务对象满意度指标", "村民满意度", None),
    ]
    assert (length.value.text, length.value.operator) == ("≥12公里", "≥")
    assert price.value.quantity is not None and (price.value.quantity.low, price.value.quantity.unit) == (50_000, "元/个")
    assert known.value.quantity is None and known.level1_printed == "效果指标"
    assert content.value.quantity is not None and content.value.quantity.unit == "%"


def test_marks_make_the_other_levels_optional() -> None:
    marked = FORM.replace("数量指标", "数量指标（必填硬性指标）").replace("成本指标", "成本指标（选填）")

    (table,) = readings(marked).tables

    assert [row.required for row in table.indicators] == [True, False, False, False]


def test_the_year_of_a_heading_counts_where_no_line_names_it() -> None:
    (table,) = readings(FORM.replace("项目支出绩效目标申报表\n（2023年度）", "河口县2024年项目支出绩效目标表")).tables
    (undated,) = readings(FORM.replace("（2023年度）\n", "")).tables

    assert (table.year, undated.year) == (2024, None)


@pytest.mark.parametrize(
    ("amount", "yuan"),
    [
        ("1,234,567.8元", Decimal("1234567.8")),
        ("８６万", 860_000),
        ("0.5亿元", 50_000_000),
        ("12万12万(修路)", 120_000),
        ("无", None),
    ],
)
def test_an_amount_with_a_unit_of_its_own(amount: str, yuan: Decimal | None) -> None:
    (table,) = readings(FORM.replace("12.5", amount)).tables

    assert table.total == yuan


def test_an_amount_that_is_none_is_doubtful_and_left_blank() -> None:
    normalised = readings(FORM.replace("12.5", "见附件"))

    assert normalised.tables[0].total is None
    assert any("见附件" in finding.message and finding.severity is Severity.DOUBT for finding in normalised.findings)


def test_columns_of_their_own_for_comparator_unit_and_weight() -> None:
    columns = """项目支出绩效目标表
(2023年度)
项目名称\t河道保洁\t\t\t\t\t\t
年度资金总额\t20000元\t\t\t\t\t\t
年度总体目标\t干净\t\t\t\t\t\t
一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t权重\t备注
产出指标\t数量指标\t巡河次数\t≥\t52\t次\t20\t每周一次
\t质量指标\t保洁\t定性\t良好\t\t10\t
"""

    (table,) = readings(columns).tables

    counted, graded = table.indicators
    assert (counted.value.text, counted.value.operator, counted.weight, counted.extra) == ("≥52次", "≥", 20, {"备注": "每周一次"})
    assert (graded.value.text, graded.value.operator, graded.weight, graded.extra) == ("良好", None, 10, {"指标性质": "定性"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FORM.replace("项目支出绩效目标申报表", "2023年项目支出绩效自评表"), "绩效自评表"),
        (FORM.replace("项目支出绩效目标申报表", "河口县水务局整体支出绩效目标表"), "整体支出"),
        (FORM + "\t\t全年执行数\t得分\n", "绩效自评表"),
        (FORM.replace("项目支出名称：\t河道保洁经费\n", ""), "没有“项目名称”"),
        ("关于召开会议的通知\n请各单位参加。\n", "没有认出项目支出绩效目标表"),
    ],
)
def test_what_is_no_goal_table_of_a_project_is_skipped_with_the_reason(text: str, words: str) -> None:
    normalised = readings(text)

    assert normalised.tables == ()
    assert any(words in finding.message for finding in normalised.skipped)


def test_an_empty_form_is_no_table() -> None:
    empty = "\n".join(line.split("\t")[0] if line.startswith("项目") else line for line in FORM.splitlines()[:12])

    normalised = readings(empty)

    assert normalised.tables == ()
    assert any("空表" in finding.message for finding in normalised.findings)


def test_a_look_alike_between_goal_tables_leaves_them_alone() -> None:
    other = FORM.replace("项目支出绩效目标申报表", "部门整体支出绩效目标表").replace("河道保洁", "水务局整体")

    normalised = readings(FORM + other + FORM.replace("河道保洁", "水库维护"))

    assert [(table.project, table.place.table) for table in normalised.tables] == [("河道保洁经费", 1), ("水库维护经费", 2)]
    assert len(normalised.skipped) == 1


def test_a_text_of_the_head_that_belongs_nowhere_is_named() -> None:
    normalised = readings(FORM.replace("项目属性", "所在片区\t城东\n项目属性"))

    assert any("所在片区" in finding.message for finding in normalised.findings if finding.severity is Severity.DOUBT)
    assert normalised.tables[0].project == "河道保洁经费"


FRAGMENTS = (
    *(
        "项目名称",
        "主管部门",
        "项目资金(万元)",
        "年度资金总额：",
        "其中:",
        "财政拨款",
        "年度总体目标",
        "名称",
        "一级指标",
        "二级指标",
        "三级指标",
    ),
    *(
        "指标值",
        "绩效指标",
        "产产出",
        "指标",
        "标)",
        "数量指标（必填",
        "社会效益指标",
        "满意度指标",
        "成本指标",
        "部门项目支出绩效目标表",
    ),
    *("(2022年度)", "10个", "≥95%", "明显", "提", "高", "第3页", "--", "注：", "1,000.00", "2022-2022", "【074】某局"),
)
WORDS = st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6), st.just(""))
CELLS = st.builds(Cell, WORDS, st.builds(Place, line=st.integers(0, 50)))
PARTS = st.one_of(
    st.builds(Paragraph, WORDS, st.builds(Place, line=st.integers(0, 50))),
    st.builds(Grid, st.lists(st.lists(CELLS, max_size=7).map(tuple), max_size=12).map(tuple)),
    st.builds(
        Record,
        st.dictionaries(
            st.sampled_from(("project", "year", "total", "funds", "indicators", "goal", "period_start", "x")),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
                lambda inner: (
                    st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from(("level3", "value", "quantity", "low", "label")), inner)
                ),
                max_leaves=6,
            ),
        ),
        st.builds(Place),
    ),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PARTS, max_size=8))
def test_no_document_makes_it_raise(parts: list[Paragraph | Grid | Record]) -> None:
    normalised = normalise(RawDocument(Source("any.txt", ""), tuple(parts)))

    assert all(table.project for table in normalised.tables)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(WORDS, min_size=4, max_size=6), max_size=20))
def test_every_text_of_a_form_is_read_or_reported(rows: list[list[str]]) -> None:
    """Rows of any content below the header of a form: each text stands in an indicator, in a finding, or is a known word."""
    lines = "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows)

    normalised = readings(FORM + "\t\t\t独一无二的名称\t77个\n" + lines)

    told = " ".join(finding.message for finding in (*normalised.findings, *normalised.skipped))
    texts = " ".join(f"{row.level3} {row.value.text}" for table in normalised.tables for row in table.indicators)
    assert "独一无二的名称" in texts + told
