"""Values that a spreadsheet spoiled stay as printed, and what they may have been is said."""

from __future__ import annotations

import pytest

from assistant.model.finding import Severity
from tests.normalise.test_exact import page


@pytest.mark.parametrize(
    ("level2", "name", "value", "was"),
    [
        ("时效指标", "完成情况", "44,561", "2021年12月31日"),
        ("质量指标", "完工时间", "44561", "2021年12月31日"),
        ("质量指标", "验收合格率", "0.95", "95%"),
        ("服务对象满意度指标", "群众满意度", "1", "100%"),
        ("数量指标", "举办培训", "5月10日", "5-10"),
        ("数量指标", "举办培训", "2023-05-10", "5-10"),
    ],
)
def test_a_spoiled_value(level2: str, name: str, value: str, was: str) -> None:
    found = page("项目名称|3*培训", "年度目标|3*培训", "一级指标|二级指标|三级指标|指标值", f"|{level2}|{name}|{value}")
    (doubt,) = [finding for finding in found.findings if finding.rule == "spoiled-value"]
    (row,) = found.tables[0].indicators

    assert was in doubt.message and "没有改" in doubt.message and doubt.severity is Severity.DOUBT
    assert row.value.text == value
    assert row.value.quantity is None or value != "44561"


@pytest.mark.parametrize(
    ("level2", "name", "value"),
    [
        ("数量指标", "造林", "44561"),
        ("数量指标", "新修公里数", "0.95"),
        ("质量指标", "合格率", "≥95%"),
        ("质量指标", "事故率", "0"),
        ("时效指标", "完成时间", "2023-05-10"),
    ],
)
def test_a_value_that_may_be_meant_so(level2: str, name: str, value: str) -> None:
    found = page("项目名称|3*培训", "年度目标|3*培训", "一级指标|二级指标|三级指标|指标值", f"|{level2}|{name}|{value}")

    assert "spoiled-value" not in {finding.rule for finding in found.findings}
