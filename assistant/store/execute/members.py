"""Members of a selection: found within the limit, counted, and read as far as they are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import repeat

from assistant.model.query import IndicatorRow, Measure, Selection, TableRow
from assistant.model.record import record
from assistant.store.compile.conditions import names_few
from assistant.store.compile.scope import Scope, default_order
from assistant.store.compile.selections import Body, Compiler
from assistant.store.execute.lookup import Lookup, Stored
from assistant.store.execute.shown import Shown, indicator_row, ranks_by_order, ranks_of, table_row
from assistant.store.schema import ROWS_OF_TABLE, row_key

_ALL_PLACES = 200
"""Up to so many tables come with the places of all their head fields; in longer lists only `TableRow.place` is filled."""

_MANY_ROWS = 10_000
"""So many rows are listed up to the limit without a look at all of them."""

_STREAMED = 500
"""Tables that are read at a time where all are asked for."""

_ROW_BITS = ROWS_OF_TABLE.bit_length() - 1


@record
class Members:
    """Members of a selection, cut at the limit."""

    tables: tuple[TableRow, ...] = ()
    rows: tuple[IndicatorRow, ...] = ()
    count: int = 0
    """How many there are in all."""


class Listing(Lookup):
    """Selections as lists."""

    __slots__ = ()

    def members(self, selection: Selection, fields: Sequence[Measure] = (), size: int | None = None) -> Members:
        """The members of the selection in its order, with these fields of each table; `size`: how many there are, where known.

        First the keys of those within the limit, then what is shown of them: nothing is read of those that are cut off.
        """
        compiler, body = self._body(selection)
        # few tables are sorted sooner than met on a walk through a year: no index is to be used for the order
        by, order = "NULL", ("+year DESC, " if names_few(selection.where) else "year DESC, ") if body.place is None else "place, "
        if selection.order is not None:
            by = compiler.order_value(selection.order.measure, body.scope, selection.order.descending)
            order = f"ranked_by {'DESC' if selection.order.descending else 'ASC'} NULLS LAST, "
        found, count = self._found(compiler, body, by, order, size)
        keys = [row[:-3] for row in found]
        unranked = body.place is None and by == "NULL"
        ranks = [0] * len(found) if unranked else ranks_by_order([row[-3:-1] for row in found])
        if body.scope.row is None:
            return Members(self._tables([key for (key,) in keys], ranks, fields), (), count)
        rows = self._rows(keys, ranks)
        return Members(self._tables_of(rows, fields) if fields else (), rows, count)

    def stream(self, selection: Selection) -> Iterator[TableRow]:
        """The tables of a selection without places and order, latest first, read as they are asked for."""
        compiler, body = self._body(selection)
        order = default_order(body.scope)
        keys = [key for (key,) in self._all(compiler, f"SELECT {body.key} {body.sql} ORDER BY {order}")]
        for start in range(0, len(keys), _STREAMED):
            some = keys[start : start + _STREAMED]
            yield from self._tables(some, [0] * len(some), ())

    def _found(
        self, compiler: Compiler, body: Body, by: str, order: str, size: int | None
    ) -> tuple[list[tuple[Stored, ...]], int]:
        """The key, the place, what is ranked by and the year of each member within the limit, and how many there are in all.

        Members that are hard to find are found once, kept and counted; it is quicker to find and count the others apart.
        """
        key = body.key.replace(f"{body.scope.row or body.scope.table}.", "")
        rest = f"ORDER BY {order}{key} LIMIT {compiler.parameter(max(0, self.limit))}"
        members = (
            f"SELECT {body.key}, {body.place or 'NULL'} AS place, {by} AS ranked_by, {body.scope.table}.year AS year {body.sql}"
        )
        if body.is_plain:
            if body.scope.row is not None and body.place is None and by == "NULL":
                return self._rows_found(compiler, body, members, rest, size)
            found = self._all(compiler, f"{members} {rest}")
            if len(found) < self.limit:
                return found, len(found)
            return found, self._count(compiler, body) if size is None else size
        select = compiler.statement(f"SELECT members.*, (SELECT count(*) FROM members) FROM members {rest}", members)
        kept = self.connection.execute(select, compiler.parameters).fetchall()
        if not kept and self.limit < 1:
            return [], self._count(compiler, body)
        return [row[:-1] for row in kept], int(kept[0][-1]) if kept else 0

    def _rows_found(
        self, compiler: Compiler, body: Body, members: str, rest: str, size: int | None
    ) -> tuple[list[tuple[Stored, ...]], int]:
        """Rows in their usual order: many are met on a walk through the tables, few are found and put in order."""
        count = self._count(compiler, body) if size is None else size
        if count >= _MANY_ROWS:
            # by the columns of the index on tables, not by those of the result: then SQLite need not sort
            order = f"{default_order(Scope(body.scope.table))}, {body.scope.row}.position"
            rest = f"ORDER BY {order} LIMIT {compiler.parameter(max(0, self.limit))}"
        return self._all(compiler, f"{members} {rest}") if count else [], count

    def _tables(self, keys: Sequence[Stored], ranks: Sequence[int], fields: Sequence[Measure]) -> tuple[TableRow, ...]:
        """The tables of these keys in their order."""
        compiler, scope = self._compiler(), Scope("t")
        every_place = len(keys) <= _ALL_PLACES
        shown = [Shown.of(compiler, measure, scope) for measure in fields]
        columns = [
            "t.id, t.project, t.year, t.total, t.source_document, t.rows",
            "coalesce(json_extract(p.places, '$.project'), p.place)",
            "p.places" if every_place else "'{}'",
            *(one.sql for one in shown),
        ]
        found = self._all(
            compiler,
            f"SELECT {', '.join(columns)} FROM json_each({compiler.parameter(json.dumps(keys))}) k"
            " CROSS JOIN goal_tables t ON t.id = k.value CROSS JOIN table_places p ON p.goal_table = t.id",
        )
        pointing = (1, 4, *(at for at, one in enumerate(shown, start=8) if not one.scale))
        texts = self._text_of({row[at] for row in found for at in pointing})
        begins, heads = (json.loads(f"[{','.join(str(row[at]) for row in found)}]") for at in (6, 7))
        made = map(table_row, found, begins, heads, ranks_of(found, keys, ranks), repeat(shown), repeat(texts))
        return tuple(made)

    def _tables_of(self, rows: Sequence[IndicatorRow], fields: Sequence[Measure]) -> tuple[TableRow, ...]:
        """The tables in which the rows stand, in their order."""
        keys = list(dict.fromkeys(row.table for row in rows))
        return self._tables(keys, [0] * len(keys), fields)

    def _rows(self, keys: Sequence[tuple[Stored, ...]], ranks: Sequence[int]) -> tuple[IndicatorRow, ...]:
        """The indicator rows of these keys (of the table, and position) in their order."""
        compiler = self._compiler()
        columns = (
            f"{first_of(Scope('t', 'i'))}, t.id, t.project, t.year, t.total, i.level1, i.level2, i.level3, i.value,"
            " i.number_unit, i.low, i.high, t.source_document, i.weight, i.place"
        )
        row_keys = [int(table or 0) * ROWS_OF_TABLE + int(position or 0) for table, position in keys]
        wanted = compiler.parameter(json.dumps(row_keys))
        found = self._all(
            compiler,
            f"SELECT {columns} FROM json_each({wanted}) k CROSS JOIN goal_tables t ON t.id = k.value >> {_ROW_BITS}"
            f" CROSS JOIN indicators i ON i.goal_table = t.id AND i.position = k.value & {ROWS_OF_TABLE - 1}",
        )
        texts = self._text_of({row[at] for row in found for at in (2, 5, 6, 7, 8, 9, 12)})
        places = json.loads(f"[{','.join(str(row[-1]) for row in found)}]")
        return tuple(map(indicator_row, found, places, ranks_of(found, row_keys, ranks), repeat(texts)))


def first_of(scope: Scope) -> str:
    """One number that rises in the order of documents."""
    return f"{scope.table}.id" if scope.row is None else row_key(f"{scope.row}.goal_table", f"{scope.row}.position")
