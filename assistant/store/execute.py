"""Running a query: one SELECT for the members, one for each figure; what SQL gives becomes a `Result`."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import repeat

from assistant.model.fields import ROW_FIELDS, Field, Subject
from assistant.model.indicator import LEVEL1, LEVEL2_PARENT
from assistant.model.query import (
    Aggregate,
    And,
    Compare,
    Condition,
    Figure,
    Group,
    Grouping,
    HasRows,
    IndicatorRow,
    Measure,
    Not,
    Operation,
    Operator,
    Or,
    Order,
    Places,
    Quantifier,
    Query,
    Result,
    Selection,
    TableRow,
    both,
)
from assistant.model.record import record
from assistant.model.source import place_label
from assistant.store.adopted import without_drafts
from assistant.store.compile import NUMBER_COLUMNS, Body, Compiler, Scope, filled
from assistant.store.rows import number
from assistant.store.schema import CENTS, MILLIONTHS, ROWS_OF_TABLE, row_key
from assistant.store.settle import settled
from assistant.store.versions import revised_documents, revisions

_ALL_PLACES = 200
"""Up to so many tables come with the places of all their head fields; in longer lists only `TableRow.place` is filled."""

_MOST_RANGES = 100
"""So many rows are named whose range meets a bound only in part, or cannot be added up."""

_MANY_ROWS = 10_000
"""So many rows are listed up to the limit without a look at all of them."""

_EVERY_TABLE = 2**31
"""As many tables as may be asked about where each is looked at."""

_STREAMED = 500
"""Tables that are read at a time where all are asked for."""

_REMEMBERED = 10_000
"""So many texts are kept at hand."""

_ROW_BITS = ROWS_OF_TABLE.bit_length() - 1
_HUNDRED = Decimal(100)
_MILLION = 10**6

Stored = int | str | None
"""A value as SQLite gives it."""


@record
class Members:
    """Members of a selection, cut at the limit."""

    tables: tuple[TableRow, ...] = ()
    rows: tuple[IndicatorRow, ...] = ()
    count: int = 0
    """How many there are in all."""


@record
class Reckoned:
    """A figure, with how many members it left out."""

    value: Decimal | None
    blank: int = 0
    ranges: int = 0
    """Members whose value is a range: it cannot be added up."""
    size: int | None = None
    """How many members there are in all; None where that was not counted."""


@dataclass(slots=True)
class Execution:
    """Runs one query on a connection."""

    connection: sqlite3.Connection
    limit: int
    indexed: bool = True
    """Whether the full text can be relied on."""
    has_drafts: bool = False
    """Whether there are adopted drafts, which a selection leaves out unless it speaks of them."""
    remembered: dict[Stored, str] = field(default_factory=dict)
    """Texts that were read before, by their numbers; a text never changes."""

    def run(self, query: Query) -> Result:
        """What the query finds."""
        plain = settled(query, lambda figure: self.reckon(figure).value)
        return replace(self._run(plain), query=query)

    def _run(self, query: Query) -> Result:
        match query.operation:
            case Operation.LIST | Operation.SHOW:
                return self._listed(query)
            case Operation.COMPUTE:
                return self._computed(query)
            case Operation.SHARE | Operation.DIFFERENCE | Operation.RATIO | Operation.GROWTH | Operation.ADD | Operation.IS:
                return self._set_against(query)
            case Operation.GROUP:
                return self._grouped(query)
            case Operation.ANY:
                result = self._listed(query)
                return replace(result, value=result.count > 0)
            case Operation.EVERY:
                return self._every(query)
            case Operation.SAME:
                return self._same(query)
            case Operation.REVISED:
                return self._revised(query)

    # operations

    def _listed(self, query: Query) -> Result:
        members = self.members(query.selection, query.fields)
        return self._result(query, members, partly=self._partly(query.selection))

    def _revised(self, query: Query) -> Result:
        if not revised_documents(self.connection):
            return self._listed(query)
        asked = replace(self, limit=_EVERY_TABLE).members(query.selection) if query.selection != Selection() else None
        keys = None if asked is None else [row.key for row in asked.tables] or list({row.table: 0 for row in asked.rows})
        where = query.selection.where
        whole = isinstance(where, Compare) and where.measure.field is Field.DOCUMENT
        fields = frozenset(measure.key for measure in query.fields)
        found = tuple(revisions(self.connection, keys, fields, gone=whole))
        shown = [table.table for revision in found for table in revision.tables if table.table]
        shown = (shown if found else keys or [])[: max(0, self.limit)]
        tables = self._tables(shown, [0] * len(shown), ())
        return Result(query, tables, count=sum(len(revision.tables) for revision in found), revisions=found)

    def _computed(self, query: Query) -> Result:
        figure = query.figure
        reckoned, members = self._with_members(figure, query.fields)
        partly = self._partly(figure.selection) or self._ranges(figure, reckoned)
        return replace(self._result(query, members, partly=partly), value=reckoned.value, blank=reckoned.blank)

    def _set_against(self, query: Query) -> Result:
        ours, members = self._with_members(query.figure, query.fields)
        theirs, others = Reckoned(query.number), Members()
        if query.versus is not None and query.number is None:
            theirs, others = self._with_members(query.versus, query.fields)
        value = _outcome(query.operation, query.operator, ours.value, theirs.value)
        return replace(
            self._result(query, members, others),
            value=value,
            groups=() if query.grouping is None else self._groups_set_against(query, query.grouping, theirs.value),
            operands=(ours.value, theirs.value),
            blank=ours.blank + theirs.blank,
        )

    def _groups_set_against(self, query: Query, grouping: Grouping, whole: Decimal | None) -> tuple[Group, ...]:
        """Each group's figure against the whole, for a SHARE, else against what the other figure comes to in the group."""
        others: dict[str, Decimal | None] = {}
        if query.operation is not Operation.SHARE and query.versus is not None:
            others = {group.key: group.value for group in self._groups(query.versus, grouping)[0]}
        found = []
        for group in self._groups(query.figure, grouping)[0]:
            theirs = whole if query.operation is Operation.SHARE or query.number is not None else others.get(group.key)
            value = _outcome(query.operation, query.operator, group.value, theirs)
            if value is not None and not isinstance(value, bool):
                found.append(Group(group.key, value, group.size))
        return _ranked_groups(found, grouping)

    def _every(self, query: Query) -> Result:
        members = self.members(query.selection, query.fields)
        test = query.test if query.test is not None else And(())
        broken = self.members(_narrowed(query.selection, Not(test)))
        return replace(self._result(query, members, broken), value=members.count > 0 and broken.count == 0)

    def _same(self, query: Query) -> Result:
        fields = query.fields if query.figure.measure is None else (*query.fields, query.figure.measure)
        members = self.members(query.selection, fields)
        result = self._result(query, members)
        if query.figure.measure is None:
            return result
        compiler, body = self._body(query.selection)
        compared = _compared(compiler, query.figure.measure, body.scope)
        kinds, filled, count = self._one(
            compiler,
            f"SELECT count(DISTINCT kind), count(kind), count(*) FROM (SELECT {compared} AS kind {body.with_columns(compared)})",
        )
        blank = count - filled
        return replace(result, value=None if not filled else kinds == 1 and not blank, blank=blank)

    def _grouped(self, query: Query) -> Result:
        members = self.members(query.selection, query.fields)
        grouping = query.grouping or Grouping()
        groups, blank = self._groups(query.figure, grouping)
        ranked = _ranked_groups(groups, grouping)
        if grouping.field is Field.SERIES and grouping.places is not None and not members.rows:
            members = self._of_projects(members, {group.key for group in ranked})
        return replace(self._result(query, members), groups=ranked, blank=blank)

    def _of_projects(self, members: Members, wanted: Set[str]) -> Members:
        """The tables of the projects that are called so (see `_projects`)."""
        select = "SELECT id, lineage FROM goal_tables WHERE id IN (SELECT value FROM json_each(?))"
        keys = json.dumps([table.key for table in members.tables])
        lineages: dict[Stored, Stored] = dict(self.connection.execute(select, (keys,)))
        called = self._projects(set(lineages.values()))
        kept = tuple(table for table in members.tables if called[lineages[table.key]] in wanted)
        return Members(kept, (), len(kept))

    def _projects(self, lineages: Iterable[Stored]) -> dict[Stored, str]:
        """What projects whatever their year are called: by their latest name; with the department where two have the same."""
        select = """
            SELECT lineage, (SELECT text FROM texts WHERE id = project), (SELECT text FROM texts WHERE id = department)
            FROM (SELECT lineage, project, department, max(coalesce(year, 0)) FROM goal_tables
                  WHERE lineage IN (SELECT value FROM json_each(?)) GROUP BY lineage)"""
        found = {key: (name, owner) for key, name, owner in self.connection.execute(select, (json.dumps(list(lineages)),))}
        often = Counter(name for name, _ in found.values())
        return {key: name if often[name] == 1 else f"{name}（{owner}）" for key, (name, owner) in found.items()}

    @staticmethod
    def _result(query: Query, members: Members, versus: Members | None = None, partly: tuple[IndicatorRow, ...] = ()) -> Result:
        versus = versus or Members()
        return Result(
            query,
            tables=members.tables,
            rows=members.rows,
            count=members.count,
            versus_tables=versus.tables,
            versus_rows=versus.rows,
            partly=partly,
        )

    # members

    def members(self, selection: Selection, fields: Sequence[Measure] = (), size: int | None = None) -> Members:
        """The members of the selection in its order, with these fields of each table; `size`: how many there are, where known.

        First the keys of those within the limit, then what is shown of them: nothing is read of those that are cut off.
        """
        compiler, body = self._body(selection)
        by, order = "NULL", "year DESC, " if body.place is None else "place, "
        if selection.order is not None:
            by = compiler.order_value(selection.order.measure, body.scope, selection.order.descending)
            order = f"ranked_by {'DESC' if selection.order.descending else 'ASC'} NULLS LAST, "
        found, count = self._found(compiler, body, by, order, size)
        keys = [row[:-3] for row in found]
        unranked = body.place is None and by == "NULL"
        ranks = [0] * len(found) if unranked else _ranks([row[-3:-1] for row in found])
        if body.scope.row is None:
            return Members(self._tables([key for (key,) in keys], ranks, fields), (), count)
        rows = self._rows(keys, ranks)
        return Members(self._tables_of(rows, fields) if fields else (), rows, count)

    def stream(self, selection: Selection) -> Iterator[TableRow]:
        """The tables of a selection without places and order, latest first, read as they are asked for."""
        compiler, body = self._body(selection)
        order = Compiler.default_order(body.scope)
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

    def _count(self, compiler: Compiler, body: Body) -> int:
        """How many members there are."""
        (count,) = self._one(compiler, f"SELECT count(*) {body.with_columns('')}")
        return int(count)

    def _rows_found(
        self, compiler: Compiler, body: Body, members: str, rest: str, size: int | None
    ) -> tuple[list[tuple[Stored, ...]], int]:
        """Rows in their usual order: many are met on a walk through the tables, few are found and put in order."""
        count = self._count(compiler, body) if size is None else size
        if count >= _MANY_ROWS:
            # by the columns of the index on tables, not by those of the result: then SQLite need not sort
            order = f"{Compiler.default_order(Scope(body.scope.table))}, {body.scope.row}.position"
            rest = f"ORDER BY {order} LIMIT {compiler.parameter(max(0, self.limit))}"
        return self._all(compiler, f"{members} {rest}") if count else [], count

    def _with_members(self, figure: Figure, fields: Sequence[Measure]) -> tuple[Reckoned, Members]:
        """The figure and what it rests on: all members, or those that have the highest or lowest value."""
        if figure.times or figure.plus:
            parts = [self._with_members(part, fields)[1] for part in _parts(figure)]
            tables = {table.key: table for members in parts for table in members.tables}
            rows = {row.key: row for members in parts for row in members.rows}
            together = Members(tuple(tables.values()), tuple(rows.values()), parts[0].count)
            return self.reckon(figure), together
        if figure.measure is None and figure.aggregate is Aggregate.COUNT:
            members = self.members(figure.selection, fields)
            return Reckoned(Decimal(members.count)), members
        reckoned = self.reckon(figure)
        if figure.measure is None or figure.aggregate not in (Aggregate.HIGHEST, Aggregate.LOWEST):
            return reckoned, self.members(figure.selection, fields, reckoned.size)
        if reckoned.value is None:
            return reckoned, Members()
        first = _narrowed(figure.selection, None, Order(figure.measure, figure.aggregate is Aggregate.HIGHEST))
        return reckoned, self.members(first, fields)

    def _compiler(self) -> Compiler:
        return Compiler(self._texts, self.indexed, self._find)

    def _find(self, select: str, parameters: Sequence[int | str] | Mapping[str, int | str]) -> list[tuple[int, ...]]:
        return self.connection.execute(select, parameters).fetchall()

    def _texts(self, keys: Sequence[str]) -> list[int]:
        """The numbers of the texts that have one of these keys."""
        if len(keys) == 1:
            found = self.connection.execute("SELECT id FROM texts WHERE key = ? ORDER BY id", (keys[0],))
            return [row[0] for row in found]
        select = "SELECT id FROM texts WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id"
        return [row[0] for row in self.connection.execute(select, (json.dumps(list(keys)),))]

    def _body(self, selection: Selection) -> tuple[Compiler, Body]:
        compiler = self._compiler()
        return compiler, compiler.body(without_drafts(selection) if self.has_drafts else selection)

    def _all(self, compiler: Compiler, select: str) -> list[tuple[Stored, ...]]:
        return self.connection.execute(compiler.statement(select), compiler.parameters).fetchall()

    def _one(self, compiler: Compiler, select: str) -> tuple[int, ...]:
        row: tuple[int, ...] = self.connection.execute(compiler.statement(select), compiler.parameters).fetchone()
        return row

    # rows of the result

    def _tables(self, keys: Sequence[Stored], ranks: Sequence[int], fields: Sequence[Measure]) -> tuple[TableRow, ...]:
        """The tables of these keys in their order."""
        compiler, scope = self._compiler(), Scope("t")
        every_place = len(keys) <= _ALL_PLACES
        shown = [_Shown.of(compiler, measure, scope) for measure in fields]
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
        made = map(_table_row, found, begins, heads, _ranks_of(found, keys, ranks), repeat(shown), repeat(texts))
        return tuple(made)

    def _tables_of(self, rows: Sequence[IndicatorRow], fields: Sequence[Measure]) -> tuple[TableRow, ...]:
        """The tables in which the rows stand, in their order."""
        keys = list(dict.fromkeys(row.table for row in rows))
        return self._tables(keys, [0] * len(keys), fields)

    def _rows(self, keys: Sequence[tuple[Stored, ...]], ranks: Sequence[int]) -> tuple[IndicatorRow, ...]:
        """The indicator rows of these keys (of the table, and position) in their order."""
        compiler = self._compiler()
        columns = (
            f"{_first(Scope('t', 'i'))}, t.id, t.project, t.year, t.total, i.level1, i.level2, i.level3, i.value, i.number_unit,"
            " i.low, i.high, t.source_document, i.weight, i.place"
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
        return tuple(map(_indicator_row, found, places, _ranks_of(found, row_keys, ranks), repeat(texts)))

    def _text_of(self, ids: Set[Stored]) -> dict[Stored, str]:
        """The texts of these numbers, among others; names of projects and documents come again, so they are remembered."""
        known = self.remembered
        missing = [id_ for id_ in ids if id_ not in known and id_ is not None]
        if len(known) + len(missing) > _REMEMBERED:
            known.clear()
            missing = [id_ for id_ in ids if id_ is not None]
        if missing:
            select = "SELECT id, text FROM texts WHERE id IN (SELECT value FROM json_each(?))"
            known.update(self.connection.execute(select, (json.dumps(missing),)))
        return known

    def _rows_from(self, compiler: Compiler, source: str, scope: Scope) -> tuple[IndicatorRow, ...]:
        """The rows of a FROM clause, in the order of years and documents, cut at the limit."""
        limit = compiler.parameter(max(0, min(self.limit, _MOST_RANGES)))
        order = Compiler.default_order(scope)
        keys = self._all(compiler, f"SELECT {Compiler.document_order(scope)} {source} ORDER BY {order} LIMIT {limit}")
        return self._rows(keys, [0] * len(keys))

    # figures

    def reckon(self, figure: Figure) -> Reckoned:
        """The figure; its value is None where there is nothing to reckon with."""
        if figure.times or figure.plus:
            return self._finished(figure, self.reckon(replace(figure, times=(), plus=())))
        compiler, body = self._body(figure.selection)
        if figure.measure is None:
            if figure.aggregate is not Aggregate.COUNT:
                return Reckoned(None)
            count = self._count(compiler, body)
            return Reckoned(Decimal(count), size=count)
        least, greatest, scale = _numbers(compiler, figure.measure, body.scope)
        once = _once(least)
        if figure.aggregate is Aggregate.COUNT:
            numbers = f"(SELECT {least} AS m {body.with_columns(least)}{once})"
            filled, count = self._one(compiler, f"SELECT count(m), count(*) FROM {numbers}")
            return Reckoned(Decimal(filled), count - filled, size=count)
        if figure.aggregate in (Aggregate.HIGHEST, Aggregate.LOWEST):
            extreme, value = ("max", greatest) if figure.aggregate is Aggregate.HIGHEST else ("min", least)
            numbers = f"(SELECT {value} AS m {body.with_columns(value)}{once})"
            found, filled, count = self._one(compiler, f"SELECT {extreme}(m), count(m), count(*) FROM {numbers}")
            return Reckoned(_unscaled(found, scale), count - filled, size=count)
        point = least if least == greatest else f"CASE WHEN {least} = {greatest} THEN {least} END"
        both_same = "" if point == least else f", {least} AS n"
        numbers = f"(SELECT {point} AS m{both_same} {body.with_columns(point)}{once})"
        points, filled, count, total = self._added(compiler, numbers, "" if point == least else ", count(n)")
        blank, ranges = count - filled, filled - points
        if not points:
            return Reckoned(None, blank, ranges, count)
        if figure.aggregate is Aggregate.MEDIAN:
            middle = f"SELECT m FROM {numbers} WHERE m IS NOT NULL ORDER BY m LIMIT {2 - points % 2} OFFSET {(points - 1) // 2}"
            median = _middle([int(row[0] or 0) for row in self._all(compiler, middle)], scale)
            return Reckoned(median, blank, ranges, count)
        divisor = points if figure.aggregate is Aggregate.AVERAGE else 1
        return Reckoned(Decimal(total) / divisor / scale, blank, ranges, count)

    def _added(self, compiler: Compiler, numbers: str, filled: str) -> tuple[int, int, int, int]:
        """Of the column m: how many numbers, how many filled cells (as `filled` counts, else m), of how many; the sum."""
        try:
            points, count, *rest, total = self._one(compiler, f"SELECT count(m), count(*){filled}, sum(m) FROM {numbers}")
            return points, rest[0] if rest else points, count, total or 0
        except sqlite3.OperationalError as error:
            if "overflow" not in str(error):
                raise
        points, count, *rest, millions, below = self._one(
            compiler, f"SELECT count(m), count(*){filled}, {_sums('m')} FROM {numbers}"
        )
        return points, rest[0] if rest else points, count, _whole(millions, below)

    def _finished(self, figure: Figure, reckoned: Reckoned) -> Reckoned:
        """What was reckoned, with the figure's factors and further terms."""
        value, blank, ranges = reckoned.value, reckoned.blank, reckoned.ranges
        for factor in figure.times:
            other = Reckoned(factor) if isinstance(factor, Decimal) else self.reckon(factor)
            value = None if value is None or other.value is None else value * other.value
            blank, ranges = blank + other.blank, ranges + other.ranges
        for term in figure.plus:
            other = self.reckon(term)
            value = None if value is None or other.value is None else value + other.value
            blank, ranges = blank + other.blank, ranges + other.ranges
        return Reckoned(value, blank, ranges)

    # ranges

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

    # groups

    def _groups(self, figure: Figure, grouping: Grouping) -> tuple[tuple[Group, ...], int]:
        """The groups in their order, and how many members were left out because their cell is blank."""
        if figure.plus:
            return self._joined_groups(figure, grouping)
        compiler, body = self._body(figure.selection)
        least, greatest, scale = "NULL", "NULL", 1
        if figure.measure is not None:
            least, greatest, scale = _numbers(compiler, figure.measure, body.scope)
        columns = f"{least} AS low, {greatest} AS high, {_first(body.scope)} AS first"
        if grouping.bands:
            band = self._band(compiler, grouping, body.scope)
            source = f"SELECT {band} AS g, {columns} {body.with_columns(band + columns)}"
        else:
            source = _group_source(compiler, body, grouping.field, figure, columns)
        groups = self._sums(compiler, source, figure.aggregate, figure.measure is not None)
        if grouping.bands:
            labelled = [(band.name, groups.get(index) or _Sums()) for index, band in enumerate(grouping.bands)]
        else:
            labelled = self._labelled(groups, grouping.field)
        valued = ((label, self._finished(figure, Reckoned(sums.value(figure, scale))).value, sums) for label, sums in labelled)
        blank = 0 if figure.measure is None else sum(sums.size - sums.filled for _, sums in labelled)
        return tuple(Group(label, value, sums.size) for label, value, sums in valued if value is not None), blank

    def _joined_groups(self, figure: Figure, grouping: Grouping) -> tuple[tuple[Group, ...], int]:
        """The groups of a figure with further terms: each group with what every term comes to in it."""
        groups, blank = self._groups(replace(figure, plus=()), grouping)
        found = {group.key: group for group in groups}
        for term in figure.plus:
            others, more = self._groups(term, grouping)
            blank += more
            for group in others:
                one = found.get(group.key, Group(group.key, Decimal(0)))
                found[group.key] = Group(group.key, one.value + group.value, one.size or group.size)
        return tuple(found.values()), blank

    @staticmethod
    def _band(compiler: Compiler, grouping: Grouping, scope: Scope) -> str:
        """The number of the first band that fits."""
        cases = (f"WHEN {compiler.condition(band.condition, scope)} THEN {index}" for index, band in enumerate(grouping.bands))
        return f"CASE {' '.join(cases)} END"

    def _sums(self, compiler: Compiler, source: str, aggregate: Aggregate, measured: bool) -> dict[Stored, _Sums]:
        """What each group comes to, by the group's value as stored; without a measure, only how many members it has."""
        members = f"(SELECT g, low, high, CASE WHEN low = high THEN low END AS m, first FROM ({source}))"
        numbers = f"{_sums('m')}, count(low), count(m), min(low), max(high)" if measured else "0, 0, 0, 0, 0, 0"
        columns = f"g, {numbers}, count(*), min(first)"
        groups = {}
        for group, *values in self._all(compiler, f"SELECT {columns} FROM {members} GROUP BY g"):
            millions, rest, *counts = (int(value or 0) for value in values)
            filled, points, least, greatest, size, first = counts
            groups[group] = _Sums(_whole(millions, rest), size, filled, points, least, greatest, first)
        if aggregate is Aggregate.MEDIAN:
            for group, value in self._all(compiler, f"SELECT g, m FROM {members} WHERE m IS NOT NULL"):
                groups[group].points_found.append(int(value or 0))
        return groups

    def _labelled(self, groups: dict[Stored, _Sums], field: Field | None) -> list[tuple[str, _Sums]]:
        """The groups under their names, in order; texts that differ in width and blanks only are one group."""
        counted = (Field.ROWS, Field.PERIOD_YEARS, Field.DEADLINE, Field.SPREAD, Field.DRAFT, Field.FINDINGS)
        if field in NUMBER_COLUMNS or field in counted:
            ordered = sorted(groups, key=lambda value: (value is None, value or 0))
            return [(_number_label(value, field), groups[value]) for value in ordered]
        if field is Field.SERIES:
            called = self._projects(groups)
            return [(called[key], groups[key]) for key in sorted(groups, key=lambda key: groups[key].first)]
        wanted = json.dumps([key for key in groups if key is not None])
        texts = self.connection.execute("SELECT id, text, key FROM texts WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
        merged: dict[str, tuple[str, _Sums]] = {}
        for key, text, plain in sorted(texts, key=lambda row: groups[row[0]].first):
            label, sums = merged.get(plain, (text, None))
            merged[plain] = (label, groups[key] if sums is None else sums.and_(groups[key]))
        return sorted(merged.values(), key=lambda item: (not item[0], _official(field, item[0]), item[1].first))


@dataclass(slots=True)
class _Sums:
    """What the members of a group come to, in small units."""

    total: int = 0
    size: int = 0
    filled: int = 0
    points: int = 0
    least: int = 0
    greatest: int = 0
    first: int = 0
    points_found: list[int] = field(default_factory=list)

    def and_(self, other: _Sums) -> _Sums:
        """Both groups as one."""
        filled = [sums for sums in (self, other) if sums.filled]
        return _Sums(
            self.total + other.total,
            self.size + other.size,
            self.filled + other.filled,
            self.points + other.points,
            min((sums.least for sums in filled), default=0),
            max((sums.greatest for sums in filled), default=0),
            min(self.first, other.first),
            self.points_found + other.points_found,
        )

    def value(self, figure: Figure, scale: int) -> Decimal | None:
        """The figure for the group; None where there is nothing to reckon with."""
        if figure.aggregate is Aggregate.COUNT:
            return Decimal(self.size if figure.measure is None else self.filled)
        if figure.measure is None:
            return None
        if figure.aggregate is Aggregate.SUM and not self.size:
            return Decimal(0)
        if figure.aggregate in (Aggregate.HIGHEST, Aggregate.LOWEST):
            extreme = self.greatest if figure.aggregate is Aggregate.HIGHEST else self.least
            return Decimal(extreme) / scale if self.filled else None
        if not self.points:
            return None
        if figure.aggregate is Aggregate.MEDIAN:
            ordered = sorted(self.points_found)
            return _middle(ordered[(self.points - 1) // 2 : self.points // 2 + 1], scale)
        return Decimal(self.total) / (self.points if figure.aggregate is Aggregate.AVERAGE else 1) / scale


@record
class _Shown:
    """A field that a result shows: its key in `TableRow.values`, its SQL, how many small units make one (0: a text's number)."""

    name: str
    sql: str
    scale: int

    @classmethod
    def of(cls, compiler: Compiler, measure: Measure, scope: Scope) -> _Shown:
        name = measure.key
        if measure.field in ROW_FIELDS and scope.row is None:
            return cls(name, "NULL", 0)
        number = compiler.number(measure, scope)
        if number is not None:
            return cls(name, number.low, number.scale)
        if measure.since is not None or measure.share_of is not None:
            return cls(name, "NULL", 0)
        text = compiler.text(measure.field, scope)
        return cls(name, "NULL" if text is None else text, 0)

    def value(self, stored: Stored, texts: Mapping[Stored, str]) -> str | int | Decimal | None:
        """The value as the model has it: money and quantities as Decimal, years and counts as int."""
        if stored is None or isinstance(stored, str):
            return stored
        if not self.scale:
            return texts[stored]
        return stored if self.scale == 1 else number(stored, self.scale)


# SQL of single values


def _sums(column: str) -> str:
    """The sum in two columns, of the millions and of the rest: neither passes 64 bits, which SQLite would take for an error."""
    return f"sum({column} / {_MILLION}), sum({column} % {_MILLION})"


def _once(expression: str) -> str:
    """Keeps SQLite from reckoning an expression that looks elsewhere anew for each use of its column."""
    return " LIMIT -1" if "SELECT" in expression else ""


def _whole(millions: int | None, rest: int | None) -> int:
    """The sum that `_sums` took apart."""
    return (millions or 0) * _MILLION + (rest or 0)


def _numbers(compiler: Compiler, measure: Measure, scope: Scope) -> tuple[str, str, int]:
    """The least and the greatest the measure may be, and its scale; NULL where it is no number."""
    found = compiler.number(measure, scope)
    return ("NULL", "NULL", 1) if found is None else (found.low, found.high, found.scale)


def _compared(compiler: Compiler, measure: Measure, scope: Scope) -> str:
    """What must be equal for two members to agree in the measure; NULL where the cell is blank."""
    found = compiler.number(measure, scope)
    if (
        measure.field is Field.NUMBER
        and measure.since is None
        and measure.share_of is None
        and found is not None
        and found.low != "NULL"
    ):
        unit = compiler.key(Field.NUMBER_UNIT, scope)
        return f"{found.low} || ' ' || {found.high} || ' ' || {unit}"
    if found is not None:
        return found.low
    key = None if measure.since is not None or measure.share_of is not None else compiler.key(measure.field, scope)
    return "NULL" if key is None else f"nullif({key}, '')"


def _first(scope: Scope) -> str:
    """One number that rises in the order of documents."""
    return f"{scope.table}.id" if scope.row is None else row_key(f"{scope.row}.goal_table", f"{scope.row}.position")


def _group_source(compiler: Compiler, body: Body, field: Field | None, figure: Figure, columns: str) -> str:
    """The members with the group that each belongs to; a table belongs to a group for each of its rows or funds."""
    scope = body.scope
    if field is Field.FUND:
        members = f"(SELECT {scope.table}.id AS k, {columns} {body.sql}) x"
        of_fund = figure.measure is not None and figure.measure.field is Field.FUND and not figure.measure.label
        amounts = "f.amount AS low, f.amount AS high" if of_fund else "x.low, x.high"
        first = row_key("x.k", "f.position")
        source = f"{members} JOIN funds f ON f.goal_table = x.k WHERE f.amount IS NOT NULL"
        return f"SELECT f.label AS g, {amounts}, {first} AS first FROM {source}"
    if field in ROW_FIELDS and scope.row is None:
        inner = Scope(scope.table, "g", alone=True)
        members = f"(SELECT {scope.table}.id AS k, {columns} {body.sql}) x"
        value = _group_value(compiler, field, inner)
        columns = f"x.k, {value} AS g, x.low, x.high, min({row_key('x.k', 'g.position')}) AS first"
        return f"SELECT {columns} FROM {members} JOIN indicators g ON g.goal_table = x.k GROUP BY x.k, {value}"
    value = _group_value(compiler, field, scope)
    return f"SELECT {value} AS g, {columns} {body.with_columns(value + columns)}"


def _group_value(compiler: Compiler, field: Field | None, scope: Scope) -> str:
    if field is None:
        return "NULL"
    if field is Field.SERIES:
        return f"{scope.table}.lineage"  # the same name in two departments is not the same project
    found = compiler.number(Measure(field), scope)
    if found is not None:
        return found.low
    text = compiler.text(field, scope)
    return "NULL" if text is None else filled(field, text)


# values


def _money(stored: Stored) -> Decimal | None:
    return None if stored is None else number(int(stored), CENTS)


def _unscaled(stored: int | None, scale: int) -> Decimal | None:
    return None if stored is None else Decimal(stored) / scale


def _middle(values: Sequence[int], scale: int) -> Decimal:
    """The mean of the one or two values in the middle."""
    return Decimal(sum(values)) / len(values) / scale


def _number_label(stored: Stored, field: Field | None) -> str:
    if stored is None:
        return ""
    if field is Field.REQUIRED:
        return "true" if stored else "false"
    scale = (
        MILLIONTHS if field is Field.SPREAD else NUMBER_COLUMNS[field][2] if field is not None and field in NUMBER_COLUMNS else 1
    )
    return format(number(int(stored), scale) or Decimal(0), "f")


def _ranked_groups(groups: Sequence[Group], grouping: Grouping) -> tuple[Group, ...]:
    """The groups in the order of their figures where they are ranked, those of the places alone where some are taken."""
    ordered = list(groups)
    if grouping.descending is not None:
        ordered.sort(key=lambda group: group.value, reverse=grouping.descending)
    if grouping.places is None:
        return tuple(ordered)
    values = [group.value for group in ordered]
    first, last = grouping.places.first, grouping.places.last
    return tuple(group for group in ordered if first <= values.index(group.value) + 1 <= last)


def _official(field: Field | None, name: str) -> int:
    """The place of a level in the official order; the same for all that have none."""
    order = {Field.LEVEL1: LEVEL1, Field.LEVEL2: tuple(LEVEL2_PARENT)}.get(field or Field.TITLE, ())
    return order.index(name) if name in order else len(order)


def _table_row(
    row: tuple[Stored, ...],
    begin: Sequence[int | str],
    head: Mapping[str, Sequence[int | str]],
    rank: int,
    shown: Sequence[_Shown],
    texts: Mapping[Stored, str],
) -> TableRow:
    """`begin`: where the name stands; `head`: where each head field stands, {} where that is not wanted."""
    # by position and without detours: lists have a thousand of them
    total = row[3]
    return TableRow(
        row[0],  # type: ignore[arg-type]
        texts[row[1]],
        row[2],  # type: ignore[arg-type]
        total if total is None else number(int(total), CENTS),
        texts[row[4]],
        place_label(*begin),  # type: ignore[arg-type]
        {one.name: one.value(value, texts) for one, value in zip(shown, row[8:], strict=True)} if shown else {},
        {name: place_label(*place) for name, place in head.items()} if head else {},  # type: ignore[arg-type]
        rank,
        row[5],  # type: ignore[arg-type]
    )


def _indicator_row(row: tuple[Stored, ...], place: Sequence[int | str], rank: int, texts: Mapping[Stored, str]) -> IndicatorRow:
    key, table, project, year, total, level1, level2, level3, value, unit, low, high, document, weight, _ = row
    return IndicatorRow(
        key=int(key or 0),
        table=int(table or 0),
        project=texts[project],
        year=None if year is None else int(year),
        total=_money(total),
        level1=texts[level1],
        level2=texts[level2],
        level3=texts[level3],
        value=texts[value],
        low=None if low is None else number(int(low), MILLIONTHS),
        high=None if high is None else number(int(high), MILLIONTHS),
        unit=None if unit is None else texts[unit],
        document=texts[document],
        place=place_label(*place),  # type: ignore[arg-type]
        rank=rank,
        weight=None if weight is None else number(int(weight), MILLIONTHS),
    )


def _ranks_of(found: Sequence[tuple[Stored, ...]], keys: Sequence[Stored], ranks: Sequence[int]) -> Iterable[int]:
    """The ranks of the members that were found by these keys; they come in the order of the keys, some may be gone."""
    if len(found) == len(keys):
        return ranks
    by_key = dict(zip(keys, ranks, strict=True))
    return (by_key[row[0]] for row in found)


def _ranks(found: Sequence[tuple[Stored, ...]]) -> list[int]:
    """The rank of each member, from its place where SQL gave one, else from what it is ordered by; 0 where it has none."""
    ranks: list[int] = []
    last: Stored = None
    for index, (place, by) in enumerate(found, start=1):
        if place is not None or by is None:
            ranks.append(int(place or 0))
        else:
            ranks.append(ranks[-1] if by == last else index)
        last = by
    return ranks


def _outcome(
    operation: Operation, operator: Operator | None, ours: Decimal | None, theirs: Decimal | None
) -> Decimal | bool | None:
    """The two figures set against each other; None where one is missing or the divisor is 0."""
    if ours is None or theirs is None:
        return None
    match operation:
        case Operation.DIFFERENCE:
            return abs(ours - theirs)
        case Operation.ADD:
            return ours + theirs
        case Operation.IS:
            return _holds(operator, ours, theirs)
    if not theirs:
        return None
    match operation:
        case Operation.SHARE:
            return ours / theirs * _HUNDRED
        case Operation.GROWTH:
            return (ours - theirs) / abs(theirs) * _HUNDRED
    return ours / theirs


def _holds(operator: Operator | None, ours: Decimal, theirs: Decimal) -> bool | None:
    match operator:
        case Operator.EQUAL:
            return ours == theirs
        case Operator.NOT_EQUAL:
            return ours != theirs
        case Operator.MORE:
            return ours > theirs
        case Operator.AT_LEAST:
            return ours >= theirs
        case Operator.LESS:
            return ours < theirs
        case Operator.AT_MOST:
            return ours <= theirs
    return None


# selections


def _parts(figure: Figure) -> tuple[Figure, ...]:
    """The figure alone, its factors and its further terms."""
    return (replace(figure, times=(), plus=()), *(one for one in figure.times if isinstance(one, Figure)), *figure.plus)


def _narrowed(selection: Selection, condition: Condition | None, order: Order | None = None) -> Selection:
    """The members of the selection that also meet the condition, or that come first in the order."""
    places = None if order is None else Places()
    if selection.places is None:
        return replace(selection, where=both(selection.where, condition), order=order or selection.order, places=places)
    return Selection(selection.subject, condition, order or selection.order, places, within=selection)


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
