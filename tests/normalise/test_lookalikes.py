"""Tables that look like goal tables of projects and are none, by their titles or by what stands in them."""

from __future__ import annotations

import pytest

from assistant.normalise import Normalised, normalise
from assistant.readers import read
from tests.normalise.test_exact import page

ROWS = ("一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|学校数|30所")


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (page("项目名称|学生资助", "全年执行数（B）|执行率（B/A）", *ROWS, title="项目支出绩效表"), "自评表"),
        (page("项目名称|学生资助", "1-7月执行数|60", *ROWS, title="项目绩效运行监控表"), "监控表"),
        (page("部门名称|教育局", "年度主要任务|项目名称|预算金额", "|资助|9", *ROWS, title="部门整体支出绩效目标表"), "整体支出"),
        (page("部门(单位)名称|教育局", "部门职能|管教育", "任务|项目名称", *ROWS, title="绩效目标表"), "整体支出"),
        (page("项目名称|学生资助", "审核内容|审核要点|审核意见", "完整性|完整|优", title="附件3"), "审核表"),
        (page("序号|乡镇|项目名称|金额（万元）", "1|甲镇|道路|20", title="衔接资金安排"), "只有项目和钱"),
    ],
)
def test_they_are_left_out_with_the_reason(found: Normalised, kind: str) -> None:
    assert not found.tables
    assert any(kind in finding.message for finding in found.skipped)


def test_a_form_that_is_handed_in_for_review_is_a_goal_table() -> None:
    found = page("项目名称|3*学生资助", "年度目标|3*资助学生", *ROWS, title="项目支出绩效目标申报审核表")

    assert [table.project for table in found.tables] == ["学生资助"]


@pytest.mark.parametrize(
    "rows",
    [
        ("项目名称|||", "年度目标|3*目标1：", "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|指标1：|"),
        ("项目名称|3*XX项目", "年度目标|3*目标1：XXXX", "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|XX数量|≥XX个"),
    ],
)
def test_a_template_that_nobody_filled_in(rows: tuple[str, ...]) -> None:
    found = page(*rows)

    assert not found.tables and [finding for finding in found.findings if "空表" in finding.message]


def test_a_goal_table_beside_a_whole_department_s_is_read() -> None:
    block = "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,人数,9人\n"
    whole = f"部门整体支出绩效目标表\n部门(单位)名称,教育局\n基本支出,100\n{block}"
    own = f"项目支出绩效目标表（2023年度）\n项目名称,学生资助\n年度目标,资助\n{block}"
    found = normalise(read(f"{whole}\n{own}".encode(), "表.csv"))

    assert [table.project for table in found.tables] == ["学生资助"]
    assert "整体支出" in found.skipped[0].message
