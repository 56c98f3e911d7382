"""Which column of the archive a field stands in."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.model.fields import Field
from assistant.store.schema import CENTS, MILLIONTHS

TEXT_COLUMNS: Mapping[Field, str] = {
    Field.TITLE: "title",
    Field.PROJECT: "project",
    Field.SERIES: "series",
    Field.DEPARTMENT: "department",
    Field.DEPARTMENT_CODE: "department_code",
    Field.UNIT: "unit",
    Field.UNIT_CODE: "unit_code",
    Field.ATTRIBUTE: "attribute",
    Field.ATTRIBUTE_CODE: "attribute_code",
    Field.PERIOD: "period",
    Field.GOAL: "goal",
    Field.LONG_TERM_GOAL: "long_term_goal",
    Field.DOCUMENT: "source_document",
    Field.LEVEL1: "level1",
    Field.LEVEL2: "level2",
    Field.LEVEL3: "level3",
    Field.VALUE: "value",
    Field.OPERATOR: "operator",
    Field.NUMBER_UNIT: "number_unit",
}
"""Fields that are texts, with the column that points at the text."""

NUMBER_COLUMNS: Mapping[Field, tuple[str, str, int]] = {
    Field.YEAR: ("year", "year", 1),
    Field.PERIOD_START: ("period_start", "period_start", 1),
    Field.PERIOD_END: ("period_end", "period_end", 1),
    Field.TOTAL: ("total", "total", CENTS),
    Field.FISCAL: ("fiscal", "fiscal", CENTS),
    Field.OTHER: ("other", "other", CENTS),
    Field.NUMBER: ("low", "high", MILLIONTHS),
    Field.REQUIRED: ("required", "required", 1),
    Field.WEIGHT: ("weight", "weight", MILLIONTHS),
}
"""Fields that are numbers, with the columns of the least and the greatest they may be and how many small units make one."""

FURTHEST = 2**63 - 1
"""No stored number lies beyond."""

_NULLABLE = frozenset({Field.OPERATOR, Field.NUMBER_UNIT})
"""Text fields whose column is NULL where nothing is printed; texts of other fields are "" then."""


def filled(field: Field, text: str) -> str:
    """The text's number, that of "" where nothing is printed."""
    return f"coalesce({text}, 0)" if field in _NULLABLE else text


def bounded(value: int) -> int:
    """The number, or the furthest that can be stored."""
    return max(-FURTHEST, min(FURTHEST, value))
