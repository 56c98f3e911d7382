"""Mentions become conditions, for all types of question alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from decimal import Decimal

from assistant.model.fields import Field
from assistant.model.query import (
    Band,
    Compare,
    Condition,
    HasRows,
    Measure,
    Operator,
    Quantifier,
    both,
    either,
)
from assistant.model.record import record
from assistant.questions.alternatives import alternatives_of
from assistant.questions.context import Context
from assistant.questions.levels import COST, level_condition, levels_of, none_of_rows
from assistant.questions.lexicon import says
from assistant.questions.mention import Kind
from assistant.questions.number_conditions import each_its_own, moneys_compared, moneys_of, numbers_of, tests_and_bands
from assistant.questions.numbers import NumberTest
from assistant.questions.owner_conditions import attributes_of, described_by_owner, organisations_asked
from assistant.questions.reading import Reading
from assistant.questions.row_conditions import blanks_of, deadlines_of, row_dates, row_years, units_of, values_of
from assistant.questions.sources import had_or_lacked, sources


@record
class Conditions:
    """What a question asks of tables and of rows."""

    table: tuple[Condition, ...] = ()
    """On tables: money, departments, attributes, rows that must be missing."""
    rows: tuple[Condition, ...] = ()
    """On rows: numbers, values, blanks."""
    levels: tuple[str, ...] = ()
    """Categories of rows that are asked for or that the row conditions are about; standard names."""
    missing: tuple[str, ...] = ()
    """Categories that tables must not have; they are in `table` already."""
    bands: tuple[Band, ...] = ()
    number_tests: tuple[NumberTest, ...] = ()
    """The numbers that became a condition on a table's money."""
    none: bool = False
    """No row may meet the conditions (没有一条低于90%的, 没有满意度低于90%的)."""
    first_level_cost: bool = False
    """成本指标 as a first level is meant."""
    used: frozenset[int] = field(default_factory=frozenset)
    """Starts of mentions that became a condition."""
    described: frozenset[int] = field(default_factory=frozenset)
    """Starts of such as only say which tables are meant, and name nothing that is asked for (有其他资金的项目)."""

    @property
    def money_named_in_condition(self) -> bool:
        """Is the money that the question names only that of a condition (预算超过100万的有几个)?"""
        return bool(self.number_tests)

    @property
    def level(self) -> Condition | None:
        """The rows are of these categories; None where none is named."""
        if self.first_level_cost:
            return Compare(Measure(Field.LEVEL1), Operator.EQUAL, COST)
        return level_condition(self.levels)


def conditions_of(reading: Reading, context: Context, *, row_subject: bool) -> Conditions:
    """Everything in the utterance that limits tables or rows.

    `row_subject`: the conversation is about rows, so that a bare number is one of theirs.
    """
    joined = alternatives_of(reading)
    if joined is not None:
        first, second, rest = (
            conditions_of(reading.keeping(side), context, row_subject=row_subject)
            for side in (joined.first, joined.second, joined.rest)
        )
        one, other = _alone(first), _alone(second)
        if one is not None and other is not None:
            return replace(
                rest,
                table=(*rest.table, either(one, other)),
                number_tests=(*first.number_tests, *second.number_tests, *rest.number_tests),
                used=first.used | second.used | rest.used,
                described=rest.described | {one.start for one in (*joined.first, *joined.second) if one.kind not in _WORDS},
            )
    used: set[int] = set()
    table: list[Condition] = []
    rows: list[Condition] = []
    levels, missing = levels_of(reading, used)
    row_years(reading, rows, used, levels, row_subject)
    row_dates(reading, rows, used, levels)
    levels = deadlines_of(reading, table, rows, used, levels)
    described: set[int] = set()
    table.extend(sources(reading, moneys_of(reading), used, described))
    table.extend(had_or_lacked(reading, used, described))
    rows.extend(blanks_of(reading, table, used))
    rows.extend(values_of(reading, context, table, used, levels))
    rows.extend(units_of(reading, context, used))
    tests, bands = tests_and_bands(reading, used, context, levels)
    apart = each_its_own(tests, reading, context, levels)
    if apart:
        table.extend(apart)
        tests, levels = [test for test in tests if test.is_money], ()
    numbers = numbers_of(tests, reading, context, levels, row_subject, used)
    rows.extend(numbers.rows)
    as_first_level = COST in levels and says(reading.text, "as_first_level")
    if numbers.counts_rows and not rows:
        levels = ()
    if reading.has(Kind.LOGIC, "or") and len(table) + len(numbers.table) == 2:
        table[:] = [either(*table, *numbers.table)]  # 没有上级资金或者低于50万的
    else:
        alternatives = (reading.has(Kind.LOGIC, "or") and len(numbers.table) > 1) or _exclude_each_other(numbers.table)
        table.extend((either(*numbers.table),) if alternatives else numbers.table)
    table.extend(moneys_compared(reading))
    table.extend(organisations_asked(reading, context, used))
    table.extend(attributes_of(reading, used))
    described |= described_by_owner(reading, used)
    table.extend(HasRows(Quantifier.NO, condition) for name in missing if (condition := level_condition((name,))) is not None)
    return Conditions(
        table=tuple(dict.fromkeys(table)),
        rows=tuple(dict.fromkeys(rows)),
        levels=levels,
        missing=missing,
        bands=bands,
        number_tests=numbers.money_tests,
        none=bool(rows) and none_of_rows(reading),
        first_level_cost=as_first_level and COST in levels,
        used=frozenset(used),
        described=frozenset(described),
    )


_WORDS = (Kind.PIECE, Kind.UNKNOWN, Kind.SPLIT)
"""Kinds that may name a topic, which stands beside the conditions."""


def _alone(found: Conditions) -> Condition | None:
    """All that is asked of a table, as one condition."""
    rows = both(found.level, *found.rows)
    quantifier = Quantifier.NO if found.none else Quantifier.SOME
    return both(*found.table, HasRows(quantifier, rows) if rows is not None else None)


def _exclude_each_other(bounds: Sequence[Condition]) -> bool:
    """20万以下的和500万以上的, 21万和22万的: can no number meet both, so that either is meant?"""
    amounts = {part.value for part in bounds if isinstance(part, Compare) and part.operator == Operator.EQUAL}
    fields = {part.measure for part in bounds if isinstance(part, Compare)}
    if len(bounds) > 1 and len(fields) == 1 and len(amounts) == len(bounds):
        return True
    if len(bounds) != 2 or not all(isinstance(part, Compare) and isinstance(part.value, Decimal) for part in bounds):
        return False
    first, second = (part for part in bounds if isinstance(part, Compare))
    if first.operator in _UPPER:
        first, second = second, first
    if first.measure != second.measure or first.operator not in _LOWER or second.operator not in _UPPER:
        return False
    assert isinstance(first.value, Decimal) and isinstance(second.value, Decimal)
    return first.value > second.value


_LOWER = frozenset({Operator.MORE, Operator.AT_LEAST})


_UPPER = frozenset({Operator.LESS, Operator.AT_MOST})
