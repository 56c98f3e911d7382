"""Target values that are ranges (80-90%): rows that meet a bound only in part, rows that cannot be added up."""

from __future__ import annotations

from assistant.model.fields import Field, Subject
from assistant.model.query import And, Compare, Condition, Figure, HasRows, IndicatorRow, Or, Quantifier, Selection
from assistant.store.compile.scope import Scope, default_order, document_order
from assistant.store.compile.selections import Compiler
from assistant.store.execute.figures import Figures, Reckoned

_MOST_RANGES = 100
"""So many rows are named whose range meets a bound only in part, or cannot be added up."""


class Ranges(Figures):
    """Rows that are named beside an answer because their value is a range."""

    __slots__ = ()

    def _partly(self, selection: Selection) -> tuple[IndicatorRow, ...]:
        """Rows whose range meets the condition only in part: they would belong to the selection if that were enough."""
        if selection.where is None or selection.places is not None:
            return ()
        if selection.subject is Subject.INDICATOR:
            if not _compares_number(selection.where):
                return ()
            return self._partly_rows(selection, None)
        parts = selection.where.parts if isinstance(selection.where, And) else (selection.where,)
        for part in parts:
            row_condition = part.condition if isinstance(part, HasRows) and part.quantifier is Quantifier.SOME else part
            if _compares_number(row_condition) and not isinstance(row_condition, HasRows):
                return self._partly_rows(selection, row_condition)
        return ()

    def _partly_rows(self, selection: Selection, row_condition: Condition | None) -> tuple[IndicatorRow, ...]:
        """With `row_condition`, the rows of the tables that would belong to the selection; else the rows that would."""
        compiler = self._compiler()
        assert selection.where is not None
        scope = Scope("t", "i")
        table = Scope("t") if row_condition is not None else scope
        member = "t.id" if row_condition is not None else "(i.goal_table, i.position)"
        conditions = ["i.low < i.high"]
        if row_condition is not None:
            conditions.append(f"({compiler.condition(row_condition, scope, narrow=True, partly=True)})")
        conditions.append(f"({compiler.condition(selection.where, table, narrow=True, partly=True)})")
        conditions.append(f"({compiler.condition(selection.where, table, narrow=True)}) IS NOT TRUE")
        if selection.within is not None:
            wide = compiler.body(Selection(selection.subject, within=selection.within))
            conditions.append(f"{member} IN (SELECT {wide.key} {wide.sql})")
        source = f"FROM indicators i JOIN goal_tables t ON t.id = i.goal_table WHERE {' AND '.join(conditions)}"
        return self._rows_from(compiler, source, scope)

    def _ranges(self, figure: Figure, reckoned: Reckoned) -> tuple[IndicatorRow, ...]:
        """The rows that a reckoning left out because their value is a range."""
        if not reckoned.ranges or figure.selection.subject is not Subject.INDICATOR:
            return ()
        compiler, body = self._body(figure.selection)
        i = body.scope.row
        joined = "AND" if " WHERE " in body.sql else "WHERE"
        return self._rows_from(compiler, f"{body.sql} {joined} {i}.low < {i}.high", body.scope)

    def _rows_from(self, compiler: Compiler, source: str, scope: Scope) -> tuple[IndicatorRow, ...]:
        """The rows of a FROM clause, in the order of years and documents, cut at the limit."""
        limit = compiler.parameter(max(0, min(self.limit, _MOST_RANGES)))
        order = default_order(scope)
        keys = self._all(compiler, f"SELECT {document_order(scope)} {source} ORDER BY {order} LIMIT {limit}")
        return self._rows(keys, [0] * len(keys))


def _compares_number(condition: Condition) -> bool:
    """Whether the condition sets a target value against a bound, anywhere outside a Not."""
    match condition:
        case Compare(measure, _, _):
            return measure.field is Field.NUMBER
        case And(parts) | Or(parts):
            return any(map(_compares_number, parts))
        case HasRows(Quantifier.SOME, part, _):
            return _compares_number(part)
    return False
