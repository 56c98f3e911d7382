"""Selections: their members, ranked and cut at places where they are."""

from __future__ import annotations

import re

from assistant.model.fields import Subject
from assistant.model.query import Measure, Places, Selection
from assistant.model.record import record
from assistant.store.compile.columns import bounded
from assistant.store.compile.conditions import Conditions
from assistant.store.compile.scope import Scope, default_order, key_of, source_of, table_key_of

_FEW_PLACES = 1_000
"""So many places are found before anything is ranked."""


@record
class Body:
    """A selection as SQL: `sql` begins with FROM; the scope has the aliases of the member and, for a row, of its table."""

    sql: str
    scope: Scope
    place: str | None = None
    """Expression of the member's place where the selection takes places."""
    lean: str | None = None
    """For rows: the same without their tables, where the selection names no field of theirs."""

    @property
    def is_plain(self) -> bool:
        """Whether its conditions are on columns alone: then it is quicker found twice than kept."""
        return "SELECT" not in self.sql and not re.search(r"\bIN s\d", self.sql)

    @property
    def key(self) -> str:
        """What tells the member from others: one column for a table, two for a row."""
        return key_of(self.scope)

    def with_columns(self, columns: str) -> str:
        """What stands after SELECT and these columns; rows come without their tables where the columns do without."""
        return self.sql if self.lean is None or f"{self.scope.table}." in columns else self.lean


class Compiler(Conditions):
    """Compiles the selections and conditions of one statement; gathers its parameters."""

    __slots__ = ()

    def body(self, selection: Selection) -> Body:
        """The members of the selection."""
        scope = self._fresh(selection.subject)
        source = source_of(scope)
        parts = []
        if selection.where is not None:
            parts.append(self.condition(selection.where, scope, narrow=selection.within is not None))
        if selection.within is not None:
            parts.append(self._within(selection, scope))
        where = f" WHERE {' AND '.join(parts)}" if parts else ""
        if selection.places is None:
            free = scope.row is not None and f"{scope.table}." not in where
            return Body(f"FROM {source}{where}", scope, lean=f"FROM indicators {scope.row}{where}" if free else None)
        return self._ranked(selection, scope, f"FROM {source}{where}", selection.places)

    def _fresh(self, subject: Subject) -> Scope:
        self._aliases += 1
        return Scope(f"t{self._aliases}", f"i{self._aliases}" if subject is Subject.INDICATOR else None)

    def _within(self, selection: Selection, scope: Scope) -> str:
        assert selection.within is not None
        inner = self.body(selection.within)
        if scope.row is not None and inner.scope.row is not None:
            return f"({key_of(scope)}) IN (SELECT {inner.key} {inner.sql})"
        return f"{table_key_of(scope)} IN (SELECT {table_key_of(inner.scope)} {inner.sql})"

    def _ranked(self, selection: Selection, scope: Scope, members: str, places: Places) -> Body:
        """The members whose rank is among the places; of a single place all that share it. Blanks have no rank."""
        tied = ""
        if selection.order is None:
            rank = f"row_number() OVER (ORDER BY {default_order(scope)})"
        else:
            by = self.order_value(selection.order.measure, scope, selection.order.descending)
            members += f" {'AND' if ' WHERE ' in members else 'WHERE'} {by} IS NOT NULL"
            rank = f"rank() OVER (ORDER BY {by}{' DESC' if selection.order.descending else ''})"
            tied = f", count(*) OVER (PARTITION BY {by}) AS tied" if 1 < places.first == places.last else ""
            if "SELECT" not in by + members and 0 < places.last <= _FEW_PLACES:
                members += f" AND {self._in_reach(by, members, selection.order.descending, places.last)}"
        self._aliases += 1
        ranked = f"r{self._aliases}"
        ranks = f"(SELECT {key_of(scope)}, {rank} AS place{tied} {members}) {ranked}"
        first, last = self.parameter(bounded(places.first)), self.parameter(bounded(places.last))
        same = f"{scope.table}.id = {ranked}.id"
        if scope.row is not None:
            same = f"{scope.row}.goal_table = {ranked}.goal_table AND {scope.row}.position = {ranked}.position"
        reach = f"{ranked}.place + {ranked}.tied > {first}" if tied else f"{ranked}.place >= {first}"
        within = f"{same} AND {ranked}.place <= {last} AND {reach}"
        return Body(f"FROM {ranks} JOIN {source_of(scope)} WHERE {within}", scope, f"{ranked}.place")

    def _in_reach(self, by: str, members: str, descending: bool, last: int) -> str:
        """At least as good as the member at the last place, who is looked up now: the others need not be ranked."""
        worst = f"SELECT {by} {members} ORDER BY {by}{' DESC' if descending else ''} LIMIT 1 OFFSET {self.parameter(last - 1)}"
        found = self.find(self.statement(worst), self.parameters)
        return f"{by} {'>=' if descending else '<='} {self.parameter(found[0][0])}" if found else "1"

    def order_value(self, measure: Measure, scope: Scope, descending: bool) -> str:
        """What members are ranked by: a range by its greater end from the top, its lesser end from the bottom; texts by key."""
        number = self.number(measure, scope)
        if number is not None:
            return number.high if descending else number.low
        if measure.since is not None or measure.share_of is not None:
            return "NULL"
        key = self.key(measure.field, scope)
        return "NULL" if key is None else f"nullif({key}, '')"
