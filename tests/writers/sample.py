"""A table with something in every part of the form, some of it awkward."""

from __future__ import annotations

from decimal import Decimal

from assistant.chinese.quantities import read_value
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import Indicator
from assistant.model.source import Place, Source


def row(level1: str, level2: str, level3: str, value: str, **more: object) -> Indicator:
    """A marked row."""
    return Indicator(level1, level2, level3, read_value(value), Place(), True, **more)  # type: ignore[arg-type]


SAMPLE = GoalTable(
    title="部门项目支出预算绩效目标表",
    year=2023,
    project="河道保洁经费",
    source=Source("", ""),
    place=Place(),
    department_code="331",
    department="河口县水务局",
    unit_code="331004",
    unit="河口县河道管理所",
    attribute_code="02",
    attribute="延续性项目",
    period_start=2023,
    period_end=2025,
    period="2023-2025",
    total=Decimal("1250000"),
    fiscal=Decimal("1000000.5"),
    other=None,
    funds=(
        Fund("财政拨款", Decimal("1000000.5")),
        Fund("上级资金", Decimal(0)),
        Fund("其他资金", None),
    ),
    goal="对全县12条、86.5公里河道常年保洁；“河长制”考核合格；垃圾日产日清。" * 2,
    long_term_goal="三年内主要河道水质稳定在Ⅲ类以上。",
    indicators=(
        row("产出指标", "数量指标", "保洁河道长度", "≥86.5公里", weight=Decimal(20), extra={"备注": "以河长制名录为准"}),
        row("产出指标", "数量指标", "=保洁员人数", "012人", weight=Decimal("7.5")),
        row("产出指标", "质量指标", "@考核合格率", "+100%", weight=Decimal("12.5")),
        row("产出指标", "时效指标", "按月完成", "每月"),
        row("效益指标", "生态效益指标", "水质类别", "<Ⅳ类 & 不反弹"),
        row("效益指标", "可持续影响指标", "管护机制|责任制", ""),
        row("满意度指标", "服务对象满意度指标", "沿河群众满意度", "≥90%"),
    ),
)
CHANGES = (
    Change("年度资金总额", "1000000", "1250000", ChangeKind.REQUESTED, "您要求125万"),
    Change("数量指标 保洁员人数", "10人", "12人", ChangeKind.SUGGESTED, "=总额增加四分之一"),
)
