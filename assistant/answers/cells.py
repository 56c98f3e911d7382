"""What the head fields of a table say, in words."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answers.amounts import money_in_full, plain
from assistant.answers.naming import cell, printed
from assistant.answers.terms import YEAR_FIELDS, counter, is_money, names
from assistant.chinese.width import squeeze
from assistant.model.fields import Field, Subject
from assistant.model.query import Measure, TableRow
from assistant.wording import wording

QUOTED_FIELDS = frozenset({Field.GOAL, Field.LONG_TERM_GOAL, Field.TITLE})
"""Fields whose text is quoted as it is printed."""

PAIRS = {
    Field.DEPARTMENT: Field.DEPARTMENT_CODE,
    Field.UNIT: Field.UNIT_CODE,
    Field.ATTRIBUTE: Field.ATTRIBUTE_CODE,
}
"""Fields that the form prints in one cell with their code."""

_CLAUSE_END = "[，。；,;！？!?]"


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/fields")(key, **slots)


def cell_text(table: TableRow, measure: Measure) -> str | None:
    """What the table says in a field: 145万元（1,450,000元）, 2022年, 【074】… ; None where the cell is blank."""
    value = cell(table, measure)
    if measure.field is Field.PERIOD:
        return _period(table, value)
    if value is None:
        return None
    if isinstance(value, str):
        return printed(value) or None
    number = Decimal(value)
    if is_money(measure):
        return money_in_full(number)
    if measure.field is Field.ROWS:
        return plain(number) + counter(Subject.INDICATOR)
    return _say("cell.year", 年=plain(number)) if measure.field in YEAR_FIELDS else plain(number)


def with_code(table: TableRow, field: Field) -> str | None:
    """A department, unit or attribute with its code, as the form prints them; None where both are blank."""
    code, name = cell_text(table, Measure(PAIRS[field])), cell_text(table, Measure(field))
    if code is None or name is None:
        return name or code
    return _say("cell.attribute_code" if field is Field.ATTRIBUTE else "cell.code", 代码=code, 名称=name)


def clause_with(text: str, sought: str) -> str:
    """The clause of a printed text that holds the words; "" where none does."""
    wanted = squeeze(sought)
    clauses = [clause for clause in re.split(_CLAUSE_END, printed(text)) if wanted and wanted in squeeze(clause)]
    return names(clauses[:1])


def _period(table: TableRow, value: object) -> str | None:
    as_printed = printed(value) if isinstance(value, str) else ""
    start, end = cell(table, Measure(Field.PERIOD_START)), cell(table, Measure(Field.PERIOD_END))
    if start is None or end is None:
        return as_printed or None
    years = _say("cell.one_year", 年=start) if start == end else _say("cell.years", 头=start, 尾=end)
    return _say("cell.period", 年=years, 原文=as_printed) if as_printed else years
