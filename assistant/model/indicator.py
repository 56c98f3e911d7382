"""One row of the indicator block (绩效指标), in the words of the published JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from assistant.model.quantity import TargetValue
from assistant.model.record import record
from assistant.model.source import Place

OUTPUT = "产出指标"
BENEFIT = "效益指标"
SATISFACTION = "满意度指标"
COST = "成本指标"

LEVEL1 = (COST, OUTPUT, BENEFIT, SATISFACTION)
"""Standard first levels (一级指标); 成本指标 is one only in the framework of 2021."""

LEVEL2_PARENT: Mapping[str, str] = {
    "数量指标": OUTPUT,
    "质量指标": OUTPUT,
    "时效指标": OUTPUT,
    "成本指标": OUTPUT,
    "经济效益指标": BENEFIT,
    "社会效益指标": BENEFIT,
    "生态效益指标": BENEFIT,
    "可持续影响指标": BENEFIT,
    "服务对象满意度指标": SATISFACTION,
    "经济成本指标": COST,
    "社会成本指标": COST,
    "生态环境成本指标": COST,
}
"""Standard second levels (二级指标) in the official order, each with the first level that it belongs to."""


@record
class Indicator:
    """One row of the indicator block."""

    level1: str
    """First level (一级指标), standard name; "" where neither printed nor to be inferred."""
    level2: str
    """Second level (二级指标), standard name; "" where the table has none."""
    level3: str
    """Third level (三级指标) as printed, without a leading 指标1：, ★ or *; "" where the cell is blank."""
    value: TargetValue
    """Target value (指标值); its text is "" where the cell is blank."""
    place: Place
    """Where the row stands in its source."""
    required: bool | None = None
    """Whether the form marks the second level 必填; None where the form marks nothing."""
    weight: Decimal | None = None
    """Weight (权重, 分值); None where there is no such column."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Other printed columns (优, 良, 备注 …) by their headings."""
    level1_printed: str = ""
    """First level as printed, repaired only in shape; "" where the cell was lost or never printed."""
    level2_printed: str = ""
    """Second level as printed, with (必填) and the like."""
