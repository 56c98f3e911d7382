"""What is typed into a value cell: completed as the row prints its values, refused where no such row can hold it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.drafting.cells import read_for
from assistant.drafting.refusal import EditRefused
from assistant.drafting.values import as_printed, checked
from assistant.model.indicator import LEVEL2_PARENT, Indicator
from assistant.model.quantity import TargetValue
from assistant.model.source import Place
from tests.drafting.tables import corpus, places

COST, COUNT, QUALITY, TIME, SATISFIED = "成本指标", "数量指标", "质量指标", "时效指标", "服务对象满意度指标"


def row_of(level2: str, name: str, value: str) -> Indicator:
    row = Indicator(LEVEL2_PARENT[level2], level2, name, TargetValue(), Place())
    return replace(row, value=read_for(row, value))


@pytest.mark.parametrize(
    ("level2", "name", "stood", "typed", "expected"),
    [
        (COST, "打造示范点", "2万元/个", "3万", "3万元/个"),
        (COST, "打造示范点", "2万元/个", "3", "3万元/个"),
        (COST, "打造示范点", "2万元/个", "25000", "2.5万元/个"),
        (COST, "打造示范点", "2万元/个", "25001", "25001元/个"),
        (COST, "走访慰问", "500元/人", "600", "600元/人"),
        (COST, "走访慰问", "500元/人", "600元", "600元/人"),
        (COST, "走访慰问", "500元/人", "600一个人", "600元/人"),
        (COST, "学费补助", "5000-10000/人", "6000一人", "6000元/人"),
        (COST, "学费补助", "5000-10000/人", "每人6000", "6000元/人"),
        (COST, "学费补助", "5000-10000/人", "6000-8000元", "6000-8000元/人"),
        (COST, "学费补助", "", "6000一人", "6000元/人"),
        (COST, "外出考察", "15万元", "12万", "12万元"),
        (COST, "外出考察", "15万元", "12", "12万元"),
        (COST, "外出考察", "15万元", "120000元", "120000元"),
        (COST, "县内培训", "2万元/期", "2.5万", "2.5万元/期"),
        (COST, "扶持项目", "1万元每个项目", "2万", "2万元每个项目"),
        (COST, "村级建设", "5-10万/个", "8万", "8万元/个"),
        (COST, "道路养护", "每公里150万元", "160", "每公里160万元"),
        (COST, "道路养护", "每公里150万元", "160万元/公里", "每公里160万元"),
        (COST, "道路养护", "≤5万元/公里", "6万", "≤6万元/公里"),
        (COST, "优秀津贴", "400元/月", "500块一个月", "500元/月"),
        (COST, "宣传教育", "40000", "5万", "5万元"),
        (COST, "宣传教育", "40000", "50000", "50000"),
        (COST, "公务员考察", "5万", "6万", "6万"),
        (COST, "扶持项目", "1万元每个项目", "2万元每个项目", "2万元每个项目"),
        (COST, "学费补助", "5000-10000/人", "6000/人", "6000/人"),
        (COUNT, "护林员人数", "28", "32个", "32人"),
        (COUNT, "护林员", "73人", "80个", "80人"),
        (COUNT, "护林员人数", "28", "32", "32"),
        (COUNT, "示范村", "20个", "10个", "10个"),
        (COUNT, "受益人口", "≥1.2万人", "15000", "≥1.5万人"),
        (COUNT, "受益人口", "≥1.2万人", "2万", "≥2万人"),
        (COUNT, "培训人数", "100人以上", "120", "120人以上"),
        (COUNT, "培训人数", "100人以上", "120人", "120人以上"),
        (COUNT, "培训人数", "不低于100人", "120人", "不低于120人"),
        (COUNT, "培训人数", "不低于100人", "120人以上", "120人以上"),
        (COUNT, "扶持村", "10-50个", "30", "30个"),
        (COUNT, "养护里程", "≥32.5公里", "40-50公里", "40-50公里"),
        (SATISFIED, "群众满意度", "≥90%", "92", "≥92%"),
        (SATISFIED, "群众满意度", "98%以上", "99%", "99%以上"),
        (SATISFIED, "群众满意度", "95%", "98%以上", "98%以上"),
        (SATISFIED, "群众满意度", "95%", "不低于98%", "不低于98%"),
        (SATISFIED, "群众满意度", "", "98", "98%"),
        (SATISFIED, "群众满意度", "100%", "九成五", "95%"),
        (TIME, "完成时间", "2022年12月底", "11月底", "2023年11月底"),
    ],
)
def test_what_is_left_out_stays_as_the_row_prints_it(level2: str, name: str, stood: str, typed: str, expected: str) -> None:
    assert as_printed(row_of(level2, name, stood), typed, 2023) == expected


def test_what_stands_in_a_row_stays_when_it_is_typed_again() -> None:
    rows = [row for table in (*corpus(), *places()) for row in table.indicators]

    assert [row.value.text for row in rows if as_printed(row, row.value.text, 2023) != row.value.text] == []


@pytest.mark.parametrize(
    ("level2", "name", "stood", "value", "told"),
    [
        (COST, "打造示范点", "2万元/个", "12月底", "时间"),
        (COST, "打造示范点", "2万元/个", "20个", "个数"),
        (COST, "打造示范点", "2万元/个", "10%", "百分数"),
        (COUNT, "示范村", "20个", "5万元", "金额"),
        (TIME, "完成时间", "2022年", "5万元", "金额"),
        (TIME, "完成时间", "2022年", "30个", "个数"),
        (SATISFIED, "群众满意度", "95%", "30人", "个数"),
        (QUALITY, "培训合格率", "95%", "-5%", "小于零"),
        (QUALITY, "培训合格率", "95%", "负5%", "小于零"),
        (QUALITY, "培训合格率", "95%", "≥-5%", "小于零"),
        (QUALITY, "培训合格率", "95%", "120%", "100%"),
        (COUNT, "培训人数", "20人", "20.5人", "整数"),
    ],
)
def test_what_the_row_cannot_hold_is_refused_with_a_question(level2: str, name: str, stood: str, value: str, told: str) -> None:
    with pytest.raises(EditRefused) as refusal:
        checked(row_of(level2, name, stood), value)

    assert told in refusal.value.message and "没有改" in refusal.value.message and refusal.value.advice


@pytest.mark.parametrize(
    ("level2", "name", "stood", "value"),
    [
        (TIME, "完成时间", "2022年", "按期完成"),
        (TIME, "完成时间", "2022年", "30天"),
        (TIME, "任务完成及时率", "2022年", "100%"),
        (COUNT, "培训人数", "20人", "明显"),
        (COUNT, "受益人口", "1.2万人", "1.25万人"),
        (COUNT, "发放补助金额", "20万元", "25万元"),
        (COST, "成本控制率", "", "100%"),
        (QUALITY, "按时发放", "100%", "每月"),
        ("经济效益指标", "村民收入增长率", "95%", "120%"),
    ],
)
def test_unusual_values_that_may_be_meant_are_taken(level2: str, name: str, stood: str, value: str) -> None:
    assert checked(row_of(level2, name, stood), value) == value
