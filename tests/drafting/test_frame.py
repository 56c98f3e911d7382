"""A table from nothing: the usual rows for what is described, every value blank unless the official said it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.drafting.frame import frame_table, name_in
from assistant.drafting.similar.thesaurus import thesaurus
from assistant.model.draft import Brief, ChangeKind, Draft
from assistant.model.indicator import LEVEL2_PARENT
from tests.drafting.tables import table_called


def framed(sentence: str, **said: object) -> Draft:
    return frame_table(Brief(sentence=sentence, **said), thesaurus())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("村医培训班", {"举办培训班期数", "培训人数", "培训合格率", "人均培训成本"}),
        ("召开全县农业农村工作会议", {"召开会议次数", "参会人数", "参会人员出勤率"}),
        ("采购除颤仪", {"购置数量", "购置设备验收合格率", "采购完成时间", "购置单价"}),
        ("编写县志", {"完成成果数量", "成果评审合格率", "成果应用率"}),
        ("给护林员每月发补贴", {"发放标准", "发放时间", "足额发放率"}),
        ("敬老院屋顶翻修", {"维修改造面积", "维修改造验收合格率"}),
        ("某件没有人听说过的事", {"完成任务数量", "任务完成时间"}),
    ],
)
def test_rows_are_those_of_the_kind_of_project(sentence: str, rows: set[str]) -> None:
    assert rows <= {row.level3 for row in framed(sentence).table.indicators}


def test_nothing_is_invented_and_every_blank_is_asked_for() -> None:
    draft = framed("村医培训班", year=2024)
    table = draft.table

    assert draft.base is None
    assert {row.value.text for row in table.indicators} == {""}
    assert all(row.value.quantity is None for row in table.indicators)
    assert (table.goal, table.total, table.department) == ("", None, "")
    asked = {change.row for change in draft.changes if change.row is not None}
    assert asked == set(range(len(table.indicators)))
    assert {"total", "goal", "department", "unit"} <= {change.field for change in draft.changes}
    assert all(change.kind is ChangeKind.KEPT for change in draft.changes if change.row is not None)


def test_levels_belong_together_and_stand_in_the_official_order() -> None:
    rows = framed("办培训班，再慰问老党员").table.indicators
    order = [list(LEVEL2_PARENT).index(row.level2) for row in rows]

    assert order == sorted(order)
    assert all(LEVEL2_PARENT[row.level2] == row.level1 for row in rows)
    assert {"数量指标", "质量指标", "时效指标", "成本指标", "服务对象满意度指标"} <= {row.level2 for row in rows}


def test_what_the_official_said_stands_in_its_rows() -> None:
    draft = framed("村医培训班两期，每期40人，人均300元，12月底前完成，满意度95%，预算5万元", year=2024)
    values = {row.level3: row.value.text for row in draft.table.indicators}

    assert draft.table.project == "村医培训班"
    assert draft.table.total == Decimal(50000)
    assert values["举办培训班期数"] == "2期"
    assert values["人均培训成本"] == "300元/人"
    assert values["培训完成时间"] == "12月底前"
    assert values["参训学员满意度"] == "95%"
    assert values["培训人数"] == ""
    assert [change.before for change in draft.changes if "每期" in change.before] == ["每期40人"]
    assert {change.kind for change in draft.changes if change.after == "2期"} == {ChangeKind.REQUESTED}


def test_things_are_counted_in_the_measure_that_was_said() -> None:
    draft = framed("购置洒水车三辆，单价不超过40万")
    (count,) = [change for change in draft.changes if change.row is not None and "购置数量" in change.where]

    assert (count.before, count.after) == ("", "3辆")


def test_the_hint_names_the_usual_unit() -> None:
    changes = {change.where: change.why for change in framed("购置电脑").changes}

    assert "一般以“台（套）”为单位" in changes["数量指标 购置数量"]
    assert "购置" in changes["质量指标 购置设备验收合格率"]


def test_the_office_of_another_table_is_taken_over_to_be_looked_at() -> None:
    office = table_called("人才工作经费")
    draft = frame_table(Brief(sentence="购置电脑", year=2024), thesaurus(), office)

    assert (draft.table.department, draft.table.unit, draft.table.title) == (office.department, office.unit, office.title)
    assert [fund.amount for fund in draft.table.funds] == [None] * len(office.funds)
    assert "department" in {change.field for change in draft.changes}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("新项目，街道养老服务站建设，30万，列个指标框架", "街道养老服务站建设"),
        ("明年办村医培训班两期", "村医培训班"),
        ("购置救护车三辆", "购置救护车"),
        ("给网格员每月发补贴", ""),
        ("帮我弄一个", ""),
        ("新建项目，叫做红色驿站", "红色驿站"),
        ("新建一个项目，村级养老服务站，50万", "村级养老服务站"),
        ("这个项目是什么", ""),
        ("起草一个机关食堂改造项目绩效目标表", "机关食堂改造项目"),
    ],
)
def test_a_name_is_taken_only_from_what_reads_like_one(sentence: str, name: str) -> None:
    assert name_in(sentence) == name


@pytest.mark.parametrize(
    "sentence", ["", "，，，", "1" * 3000, "预算-5万", "预算999999999999999999999999999999元", "\ud800", "每每每"]
)
def test_whatever_is_said_makes_a_frame(sentence: str) -> None:
    assert framed(sentence).table.indicators
