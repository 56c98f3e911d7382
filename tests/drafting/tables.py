"""Tables to draft from: the shipped corpus, and tables of other places written down in places.yaml."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.chinese.quantities import read_value
from assistant.chinese.width import fold
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import Indicator
from assistant.model.source import Place, Source
from assistant.normalise import normalise
from assistant.readers import read

HERE = Path(__file__).parent
CORPUS = next((HERE.parent.parent / "corpus").glob("*.txt"))


@cache
def corpus() -> tuple[GoalTable, ...]:
    """The fourteen tables of the corpus."""
    return normalise(read(CORPUS.read_bytes(), CORPUS.name)).tables


@cache
def places() -> tuple[GoalTable, ...]:
    """The tables of other places."""
    return tuple(map(_table, yaml.safe_load((HERE / "places.yaml").read_text("utf-8"))))


def table_called(project: str) -> GoalTable:
    """The table of this project."""
    return next(table for table in (*corpus(), *places()) if table.project == project)


def _table(data: dict[str, Any]) -> GoalTable:
    years = [int(year) for year in re.findall(r"20\d\d", fold(data["period"]))]
    amounts = {label: Decimal(amount) for label, amount in data["funds"].items()}
    return GoalTable(
        title=data["title"],
        year=data["year"],
        project=data["project"],
        source=Source("别处.docx", "ab12"),
        place=Place(table=1),
        department_code=data["department_code"],
        department=data["department"],
        unit_code=data["unit_code"],
        unit=data["unit"],
        attribute=data["attribute"],
        period=data["period"],
        period_start=years[0] if years else None,
        period_end=years[-1] if years else None,
        total=Decimal(data["total"]),
        fiscal=amounts.get("财政拨款"),
        other=amounts.get("其他资金"),
        funds=tuple(Fund(label, amount) for label, amount in amounts.items()),
        goal=data["goal"],
        long_term_goal=data.get("long_term_goal", ""),
        indicators=tuple(map(_row, data["indicators"])),
    )


def _row(data: list[Any]) -> Indicator:
    level1, level2, level3, value, *weight = data
    understood = read_value(value, is_cost="成本" in level1 + level2)
    return Indicator(level1, level2, level3, understood, Place(), weight=Decimal(weight[0]) if weight else None)
