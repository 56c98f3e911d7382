"""Conditions on the same project's tables of other years, and on other tables of the same year."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import ROW_FIELDS, Field
from assistant.model.query import Changed, Condition, Operator
from assistant.store.compile.columns import NUMBER_COLUMNS, TEXT_COLUMNS, bounded
from assistant.store.compile.comparisons import Comparisons, compared
from assistant.store.compile.scope import Scope, joined, source_of


class OtherYears(Comparisons):
    """A table judged by others."""

    __slots__ = ()

    def _of_year(self, year: int, condition: Condition, scope: Scope) -> str:
        """The same project's table of the year meets the condition."""
        before = self._before(scope, year) if year else "NULL"
        self._aliases += 1
        own = Scope(f"o{self._aliases}")
        met = self.condition(condition, own, narrow=True)
        return f"EXISTS (SELECT 1 FROM goal_tables {own.table} WHERE {own.table}.id = {before} AND ({met}))"

    def _in_years(self, years: tuple[int, ...], present: bool, scope: Scope) -> str:
        self._aliases += 1
        other = f"o{self._aliases}"
        found = [
            f"EXISTS (SELECT 1 FROM goal_tables {other} WHERE {other}.lineage = {scope.table}.lineage"
            f" AND {other}.year = {self.parameter(bounded(year))} AND {other}.id >= 0)"
            for year in years
        ]
        return joined("AND", "1", found if present else [f"NOT {one}" for one in found])

    def _changed(self, condition: Changed, scope: Scope) -> str:
        if condition.of:
            self._aliases += 1
            own = Scope(f"o{self._aliases}")
            changed = self._changed(replace(condition, of=0), own)
            return (
                f"EXISTS (SELECT 1 FROM goal_tables {own.table} WHERE {own.table}.id = {self._before(scope, condition.of)}"
                f" AND {changed})"
            )
        before = self._before(scope, condition.since)
        self._aliases += 1
        other = Scope(f"o{self._aliases}")
        return (
            f"EXISTS (SELECT 1 FROM goal_tables {other.table} WHERE {other.table}.id = {before}"
            f" AND {self._moved(condition, scope, other)})"
        )

    def _row_changed(self, condition: Changed, scope: Scope) -> str:
        """An indicator against the one of the same level and name in the table of the year before."""
        if condition.of:
            same = self._same_row(scope, self._before(scope, condition.of))
            self._aliases += 1
            own = Scope(f"o{self._aliases}", f"j{self._aliases}")
            return (
                f"EXISTS (SELECT 1 FROM {source_of(own)} WHERE ({own.row}.goal_table, {own.row}.position) = {same}"
                f" AND {self._row_changed(replace(condition, of=0), own)})"
            )
        same = self._same_row(scope, self._before(scope, condition.since))
        self._aliases += 1
        other = Scope(f"o{self._aliases}", f"j{self._aliases}")
        theirs = other.row
        return (
            f"EXISTS (SELECT 1 FROM indicators {theirs} JOIN goal_tables {other.table} ON {other.table}.id = {theirs}.goal_table"
            f" WHERE ({theirs}.goal_table, {theirs}.position) = {same} AND {self._moved(condition, scope, other)})"
        )

    def _moved(self, condition: Changed, scope: Scope, other: Scope) -> str:
        ours, theirs = self.number(condition.measure, scope), self.number(condition.measure, other)
        if ours is not None and theirs is not None:
            return compared(ours, condition.operator, theirs, partly=False)
        if condition.measure.since is not None or condition.measure.share_of is not None:
            return "0"
        now, then = self.key(condition.measure.field, scope), self.key(condition.measure.field, other)
        if now is None or then is None or condition.operator not in (Operator.EQUAL, Operator.NOT_EQUAL):
            return "0"
        return f"{now} {condition.operator.value} {then}"

    @staticmethod
    def _repeated(field: Field, scope: Scope) -> str:
        """Another table of the year has the same in the column."""
        column = TEXT_COLUMNS.get(field) or (NUMBER_COLUMNS[field][0] if field in NUMBER_COLUMNS else None)
        if column is None or field in ROW_FIELDS:
            return "0"
        repeats = f"SELECT year, {column} FROM goal_tables WHERE id > 0 GROUP BY year, {column} HAVING count(*) > 1"
        filled = f" AND {scope.table}.{column} != 0" if field in TEXT_COLUMNS else ""
        return f"(({scope.table}.year, {scope.table}.{column}) IN ({repeats}){filled})"
