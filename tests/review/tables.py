"""Goal tables written down in short, for the examples of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from assistant.chinese.quantities import read_value
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import LEVEL2_PARENT, Indicator
from assistant.model.source import Place, Source

USUAL: dict[str, Any] = {
    "title": "部门项目支出预算绩效目标表",
    "year": 2024,
    "project": "老年食堂运行补助",
    "department": "青泉县民政局",
    "unit": "青泉县养老服务中心",
    "attribute": "延续性项目",
    "period_start": 2024,
    "period_end": 2024,
    "total": 200000,
    "fiscal": 200000,
    "goal": "2024年为4个老年食堂发放运行补助，每个5万元，方便老年人就餐。",
}
"""What a table of the examples holds where it says nothing else."""


def table_of(short: Mapping[str, Any], number: int = 1) -> GoalTable:
    """A table from its short form: the keys of `USUAL`, `funds` as label: yuan, `places` as field: line, and `rows` as lists of
    second level, third level, value and, where wanted, a mapping of further parts (level1, required, weight, extra)."""
    said = {**USUAL, **{key: value for key, value in short.items() if key not in ("rows", "funds")}}
    said["places"] = {field: Place(table=number, line=line) for field, line in said.get("places", {}).items()}
    for key in ("total", "fiscal", "other"):
        if said.get(key) is not None:
            said[key] = Decimal(str(said[key]))
    if "total" in short and "fiscal" not in short and "funds" not in short:
        said["fiscal"] = said["total"]
    funds = tuple(
        Fund(label, None if amount is None else Decimal(str(amount))) for label, amount in (short.get("funds") or {}).items()
    )
    return GoalTable(
        source=Source("例子.txt", ""), place=Place(table=number), funds=funds, indicators=rows_of(short.get("rows", ())), **said
    )


def rows_of(rows: Sequence[Sequence[Any]]) -> tuple[Indicator, ...]:
    """Rows from lists of second level, third level, value and further parts."""
    made = []
    for line, (level2, level3, value, *more) in enumerate(rows, start=20):
        parts: dict[str, Any] = dict(more[0]) if more else {}
        level1 = parts.pop("level1", LEVEL2_PARENT.get(level2, ""))
        if (weight := parts.pop("weight", None)) is not None:
            parts["weight"] = Decimal(str(weight))
        text = str(value or "")
        made.append(
            Indicator(
                level1,
                level2,
                str(level3 or ""),
                read_value(text, is_cost="成本" in level2),
                Place(table=1, line=line),
                **parts,
            )
        )
    return tuple(made)
