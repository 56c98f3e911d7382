"""A goal table in the published JSON form: keys and order as `show --json` prints them, and `import` reads them."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator

FIRST_KEYS = (
    "title",
    "year",
    "project",
    "department_code",
    "department",
    "unit_code",
    "unit",
    "attribute_code",
    "attribute",
)
"""Keys of the cells with which the head begins, in the order of the form."""

TABLE_KEYS = (
    *FIRST_KEYS,
    "period_start",
    "period_end",
    "period",
    "total",
    "fiscal",
    "other",
    "funds",
    "goal",
    "long_term_goal",
    "indicators",
    "source",
)
"""Keys of a table, in order."""

TEXT_KEYS = (*(key for key in FIRST_KEYS if key != "year"), "period", "goal", "long_term_goal")
"""Keys of the head's cells that hold a text; the attributes of `GoalTable` are named as they are."""

INDICATOR_KEYS = ("level1", "level2", "required", "level3", "value", "operator", "quantity", "weight", "extra")
"""Keys of an indicator row, in order; `extra` only where there is some."""


def table_to_json(table: GoalTable) -> dict[str, object]:
    """The table as plain data for `json.dumps`; money in yuan, null where a cell is blank."""
    return {
        "title": table.title,
        "year": table.year,
        "project": table.project,
        "department_code": table.department_code,
        "department": table.department,
        "unit_code": table.unit_code,
        "unit": table.unit,
        "attribute_code": table.attribute_code,
        "attribute": table.attribute,
        "period_start": table.period_start,
        "period_end": table.period_end,
        "period": table.period,
        "total": plain_number(table.total),
        "fiscal": plain_number(table.fiscal),
        "other": plain_number(table.other),
        "funds": [{"label": fund.label, "amount": plain_number(fund.amount)} for fund in table.funds],
        "goal": table.goal,
        "long_term_goal": table.long_term_goal or None,
        "indicators": [indicator_to_json(indicator) for indicator in table.indicators],
        "source": {"document": table.source.document, "sha256": table.source.sha256, "place": table.place.label},
    }


def indicator_to_json(indicator: Indicator) -> dict[str, object]:
    """One indicator row as plain data."""
    quantity = indicator.value.quantity
    row: dict[str, object] = {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "required": indicator.required,
        "level3": indicator.level3,
        "value": indicator.value.text,
        "operator": indicator.value.operator,
        "quantity": None
        if quantity is None
        else {"low": plain_number(quantity.low), "high": plain_number(quantity.high), "unit": quantity.unit},
        "weight": plain_number(indicator.weight),
    }
    if indicator.extra:
        row["extra"] = dict(indicator.extra)
    return row


def plain_number(number: Decimal | None) -> int | float | None:
    """A number as JSON has it: an integer where it is whole."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
