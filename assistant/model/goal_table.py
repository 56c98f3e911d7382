"""The record in the middle: one project performance-goal table (项目支出绩效目标表) of one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from assistant.model.indicator import Indicator
from assistant.model.record import record
from assistant.model.source import Place, Source


@record
class Fund:
    """One row of the money block (项目资金), as the form lists it."""

    label: str
    """Source of the money as printed, without 其中 and the colon: 财政拨款, 上级资金, 上年结转 …"""
    amount: Decimal | None
    """Yuan; None where the cell is blank, which is not 0."""
    place: Place = Place()


@record
class GoalTable:
    """A project performance-goal table.

    Text as printed with blanks closed up, "" where a cell is blank; money in yuan, None where blank.
    """

    title: str
    """Heading of the form: 部门项目支出预算绩效目标表."""
    year: int | None
    """Budget year (预算年度) from the heading; None where the document names none."""
    project: str
    """Project name (项目名称)."""
    source: Source
    place: Place
    """Where the table begins, with its ordinal in the document."""
    department_code: str = ""
    department: str = ""
    """Responsible department (主管部门)."""
    unit_code: str = ""
    unit: str = ""
    """Implementing unit (实施单位)."""
    attribute_code: str = ""
    attribute: str = ""
    """Project attribute (项目属性): 新增一次性项目, 延续 …"""
    period_start: int | None = None
    period_end: int | None = None
    period: str = ""
    """Project period (项目期) as printed: 2022-2022."""
    total: Decimal | None = None
    """Annual total (年度资金总额)."""
    fiscal: Decimal | None = None
    """Of it fiscal appropriation (财政拨款)."""
    other: Decimal | None = None
    """Other money (其他资金)."""
    funds: tuple[Fund, ...] = ()
    """The rows below the total, in the order of the form."""
    goal: str = ""
    """Annual goal (年度总体目标)."""
    long_term_goal: str = ""
    """Goal for the whole period (实施期目标)."""
    indicators: tuple[Indicator, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each head field stands, by its published key (project, total, goal …)."""
