"""Conditions of the query language, and what can be told of them before they are compiled."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import ROW_FIELDS, Field
from assistant.model.query import (
    Against,
    And,
    Blank,
    Changed,
    Compare,
    Condition,
    HasFindings,
    HasRows,
    InYears,
    Measure,
    Not,
    OfYear,
    OneOf,
    Operator,
    Or,
    Quantifier,
    Repeated,
)
from assistant.store.compile.other_years import OtherYears
from assistant.store.compile.scope import Scope, joined
from assistant.store.schema import text_key

_NAMING = frozenset(
    {
        Field.PROJECT,
        Field.SERIES,
        Field.YEAR,
        Field.DEPARTMENT,
        Field.DEPARTMENT_CODE,
        Field.UNIT,
        Field.UNIT_CODE,
        Field.DOCUMENT,
    }
)
"""Fields by which a question names few tables; their indexes come first."""


_FEW_NAMES = 50
"""As many names as still lead to few tables."""


class Conditions(OtherYears):
    """Conditions as expressions."""

    __slots__ = ()

    def condition(self, condition: Condition, scope: Scope, *, narrow: bool = False, partly: bool = False) -> str:
        """The condition as an expression, in brackets where it needs them; NULL and 0 mean that it is not met.

        `narrow`: only few tables are left to judge. `partly`: a range meets a bound when a part of it does.
        """
        match condition:
            case _ if scope.row is not None and (levels := self._second_levels(condition)) is not None:
                return f"{self._column(Field.LEVEL2, scope)} IN {self._listed(levels)}" if levels else "0"
            case And(parts):
                narrow = (
                    narrow or any(map(_is_naming, parts)) or (any(map(_looks_at_rows, parts)) and any(map(self._is_rare, parts)))
                )
                bounded = any(isinstance(part, Compare) and part.measure.field is Field.NUMBER for part in parts)
                if scope.row is not None and not bounded and any(self._second_levels(part) is not None for part in parts):
                    # units are few and some stand in a third of all rows
                    scope = replace(scope, hidden=scope.hidden | {Field.NUMBER_UNIT})
                return joined("AND", "1", (self.condition(part, scope, narrow=narrow, partly=partly) for part in parts))
            case Or(parts):
                if scope.row is not None and narrow:
                    scope = replace(scope, hidden=ROW_FIELDS)
                return joined("OR", "0", (self.condition(part, scope, narrow=narrow, partly=partly) for part in parts))
            case Not(part):
                return f"(({self.condition(part, scope, narrow=narrow)}) IS NOT TRUE)"
            case HasRows():
                return self._has_rows(condition, scope, narrow, partly)
            case InYears(years, present):
                return self._in_years(years, present, scope)
            case Changed() if scope.row is not None and condition.measure.field in ROW_FIELDS:
                return self._row_changed(condition, scope)
            case Changed():
                return self._changed(condition, scope)
            case OfYear(year, part):
                return self._of_year(year, part, scope)
            case Repeated(name):
                return self._repeated(name, scope)
            case HasFindings():
                return f"EXISTS (SELECT 1 {self._findings(condition, scope)})"
            case Against():
                return "0"  # settled before anything is compiled
        if scope.row is None and _speaks_of_row(condition):
            return self._has_rows(HasRows(Quantifier.SOME, condition), scope, narrow, partly)
        match condition:
            case Compare():
                return self._compare(condition, scope, partly)
            case OneOf(name, values):
                keys = [text_key(value) for value in values]
                return self._one_of(name, keys, scope)
            case Blank(measure):
                return self._blank(measure, scope)

    def _has_rows(self, condition: HasRows, scope: Scope, narrow: bool, partly: bool) -> str:
        """Few tables are judged one by one; for many, the tables with such rows are found first."""
        if narrow or not (_is_on_rows(condition.condition) and (condition.among is None or _is_on_rows(condition.among))):
            inner = self._rows_of(scope)
            found = f"EXISTS (SELECT 1 FROM indicators {inner.row} WHERE {inner.row}.goal_table = {scope.table}.id AND {{}})"
        else:
            inner = Scope("", self._rows_of(scope).row, alone=True)
            found = f"{scope.table}.id IN (SELECT {inner.row}.goal_table FROM indicators {inner.row} WHERE {{}})"
        among = None if condition.among is None else self.condition(condition.among, inner)
        if condition.quantifier is Quantifier.EVERY:
            broken = f"({self.condition(condition.condition, inner)}) IS NOT TRUE"
            some = found.format("1" if among is None else among)
            return f"({some} AND NOT {found.format(broken if among is None else f'{among} AND {broken}')})"
        wanted = self.condition(condition.condition, inner, partly=partly and condition.quantifier is Quantifier.SOME)
        some = found.format(wanted if among is None else f"{among} AND {wanted}")
        return f"NOT {some}" if condition.quantifier is Quantifier.NO else some


def _is_naming(condition: Condition) -> bool:
    match condition:
        case Compare(measure, Operator.EQUAL, value):
            return measure.field in _NAMING and not isinstance(value, Field)
        case OneOf(name, _):
            return name in _NAMING
        case And(parts):
            return any(map(_is_naming, parts))
        case Or(parts):
            return bool(parts) and all(map(_is_naming, parts))
    return False


def _speaks_of_row(condition: Compare | OneOf | Blank) -> bool:
    match condition:
        case Compare(measure, _, value):
            return measure.field in ROW_FIELDS or (isinstance(value, Field) and value in ROW_FIELDS)
        case OneOf(name, _):
            return name in ROW_FIELDS
        case Blank(measure):
            return measure.field in ROW_FIELDS


def _looks_at_rows(condition: Condition) -> bool:
    match condition:
        case HasRows():
            return True
        case Not(part):
            return _looks_at_rows(part)
        case And(parts) | Or(parts):
            return any(map(_looks_at_rows, parts))
    return False


def _is_on_rows(condition: Condition) -> bool:
    """Whether a condition on rows names nothing but fields of the row."""
    match condition:
        case Compare(measure, _, value):
            its_own = measure.field in ROW_FIELDS and measure.since is None and measure.share_of is None
            return its_own and (not isinstance(value, Field) or value in ROW_FIELDS)
        case OneOf(name, _):
            return name in ROW_FIELDS
        case Blank(measure):
            return measure.field in ROW_FIELDS and measure.since is None and measure.share_of is None
        case And(parts) | Or(parts):
            return all(map(_is_on_rows, parts))
        case Not(part):
            return _is_on_rows(part)
    return False


def names_few(condition: Condition | None) -> bool:
    """Whether a condition names what its tables belong to, years and documents aside: its index leads to few tables."""
    for part in condition.parts if isinstance(condition, And) else (condition,):
        match part:
            case OneOf(name, values) if len(values) <= _FEW_NAMES:
                named = name
            case Compare(Measure(name), Operator.EQUAL, str()):
                named = name
            case _:
                continue
        if named in _NAMING and named not in (Field.YEAR, Field.DOCUMENT):
            return True
    return False
