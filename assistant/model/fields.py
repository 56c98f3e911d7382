"""The vocabulary of a goal table: what can be asked for, compared, summed and grouped by.

The words officials use for each field stand in `prompts/lexicon/`; here are the names that queries, the store and the published
JSON share.
"""

from __future__ import annotations

from enum import StrEnum


class Subject(StrEnum):
    """What a query is about."""

    PROJECT = "project"
    """Goal tables: one project of one year."""
    INDICATOR = "indicator"
    """Rows of the indicator block."""


class Field(StrEnum):
    """A field of a goal table or of an indicator row."""

    # of the table
    TITLE = "title"
    YEAR = "year"
    PROJECT = "project"
    SERIES = "series"
    """The project whatever its year: its name without years and closing words such as 经费."""
    DEPARTMENT = "department"
    DEPARTMENT_CODE = "department_code"
    UNIT = "unit"
    UNIT_CODE = "unit_code"
    ATTRIBUTE = "attribute"
    ATTRIBUTE_CODE = "attribute_code"
    PERIOD = "period"
    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    PERIOD_YEARS = "period_years"
    """How many years the project runs, the first and the last included."""
    TOTAL = "total"
    FISCAL = "fiscal"
    OTHER = "other"
    FUND = "fund"
    """A row of the money block by its label: always with a label beside it."""
    GOAL = "goal"
    LONG_TERM_GOAL = "long_term_goal"
    ROWS = "rows"
    """How many indicator rows the table has."""
    FINDINGS = "findings"
    """How many findings (审核意见) the review has in the table, those aside that the office accepted."""
    DRAFT = "draft"
    """1 for an adopted draft, else 0. A selection without a condition on it leaves drafts out (`draft >= 0` takes them in)."""
    DOCUMENT = "document"
    # of an indicator row
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    VALUE = "value"
    """The target value's text as printed."""
    NUMBER = "number"
    """The target value understood; a range meets a bound when all of it does."""
    SPREAD = "spread"
    """The greatest less the least that the value may be: 500 for 500-1000元/人, 0 for one number; none where an end is open."""
    NUMBER_UNIT = "number_unit"
    """The unit of `NUMBER`: 个, %, 元/人 …"""
    OPERATOR = "operator"
    REQUIRED = "required"
    WEIGHT = "weight"
    DEADLINE = "deadline"
    """The date that the target value or, failing that, the indicator's name gives: see `deadline_of`."""
    ANYWHERE = "anywhere"
    """Every text of the table: name, goals, indicator names and values."""


MONEY_FIELDS = frozenset({Field.TOTAL, Field.FISCAL, Field.OTHER, Field.FUND})
"""Fields in yuan."""

ROW_FIELDS = frozenset(
    {
        Field.LEVEL1,
        Field.LEVEL2,
        Field.LEVEL3,
        Field.VALUE,
        Field.NUMBER,
        Field.SPREAD,
        Field.NUMBER_UNIT,
        Field.OPERATOR,
        Field.REQUIRED,
        Field.WEIGHT,
        Field.DEADLINE,
    }
)
"""Fields of an indicator row; in a query about projects they stand inside `has`, `no` or `every`."""


_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def last_day(month: int) -> int:
    """The last day of a month, as a deadline that names no day (11月底, 11月) is counted; 28 for February."""
    return _LAST_DAYS[month - 1] if 1 <= month <= len(_LAST_DAYS) else _LAST_DAYS[0]


def deadline_of(month: int, day: int | None = None, years_after: int = 0) -> int:
    """A date as `Field.DEADLINE` counts it: 1130 for 30 November of the table's own year, 10,000 more for each year after."""
    return years_after * 10_000 + month * 100 + (day or last_day(month))
