"""Queries to SQL: every construct of the query language, with parameters only.

A selection becomes a `Body`: what stands after SELECT …. Everything else (listing, reckoning, grouping, a selection within
another) puts its own columns before such a body. A condition becomes an expression that may be NULL where a cell is blank; NULL
counts as not met, and `Not` is met by whatever does not meet its part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from assistant.model.fields import ROW_FIELDS, Field, Subject
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
    Places,
    Quantifier,
    Repeated,
    Selection,
)
from assistant.model.record import record
from assistant.store.deadline import FUNCTION as DEADLINE
from assistant.store.findings import HELD
from assistant.store.fulltext import CONTAINING_CELLS, substring_expression
from assistant.store.schema import CENTS, MILLIONTHS, text_key

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

_NULLABLE = frozenset({Field.OPERATOR, Field.NUMBER_UNIT})
"""Text fields whose column is NULL where nothing is printed; texts of other fields are "" then."""

_CELLS = frozenset({Field.PROJECT, Field.GOAL, Field.LONG_TERM_GOAL, Field.LEVEL3, Field.VALUE})
"""Text fields that the full text covers."""

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

_FEW_TEXTS = 20
"""So many texts that a field may equal are named one by one."""

_RARE = 2_000
"""Words that stand in fewer cells than this leave few tables to judge."""

_FEW_PLACES = 1_000
"""So many places are found before anything is ranked."""

_FEW_VALUES: Mapping[Field, str] = {
    Field.NUMBER_UNIT: "indicators",
    Field.DEPARTMENT: "goal_tables",
    Field.UNIT: "goal_tables",
    Field.ATTRIBUTE: "goal_tables",
}
"""Text fields of few values that have an index, with their table: what holds a text is sought among these values."""

_HOLDING_VALUES = """
    WITH RECURSIVE each (id) AS (
        SELECT min({column}) FROM {table} UNION ALL
        SELECT (SELECT min({column}) FROM {table} WHERE {column} > each.id) FROM each WHERE each.id IS NOT NULL
    ) SELECT id FROM each WHERE instr((SELECT key FROM texts WHERE texts.id = each.id), ?)"""

_FURTHEST = 2**63 - 1
"""No stored number lies beyond."""

WHOLLY: Mapping[Operator, str] = {
    Operator.EQUAL: "({low} = {their_high} AND {high} = {their_low})",
    Operator.NOT_EQUAL: "({high} < {their_low} OR {low} > {their_high})",
    Operator.MORE: "{low} > {their_high}",
    Operator.AT_LEAST: "{low} >= {their_high}",
    Operator.LESS: "{high} < {their_low}",
    Operator.AT_MOST: "{high} <= {their_low}",
    Operator.CONTAINS: "0",
}
"""How numbers are compared: a range meets a bound when all of it does."""

PARTLY: Mapping[Operator, str] = {
    Operator.EQUAL: "({low} <= {their_high} AND {high} >= {their_low})",
    Operator.NOT_EQUAL: "NOT ({low} = {their_high} AND {high} = {their_low})",
    Operator.MORE: "{high} > {their_low}",
    Operator.AT_LEAST: "{high} >= {their_low}",
    Operator.LESS: "{low} < {their_high}",
    Operator.AT_MOST: "{low} <= {their_high}",
    Operator.CONTAINS: "0",
}
"""The same where it is enough that a part of the range meets the bound."""


@record
class Number:
    """The SQL of a number: the least and the greatest it may be, and how many small units make one."""

    low: str
    high: str
    scale: int


@record
class Scope:
    """Whose columns a condition speaks of."""

    table: str
    """Alias of the goal table."""
    row: str | None = None
    """Alias of the indicator row; None where the condition is on tables."""
    alone: bool = False
    """The row's table is not at hand: the condition may name fields of the row only."""
    hidden: frozenset[Field] = frozenset()
    """Fields of the row whose columns no index is to be used for: another one leads to fewer rows."""


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
        return _key(self.scope)

    def with_columns(self, columns: str) -> str:
        """What stands after SELECT and these columns; rows come without their tables where the columns do without."""
        return self.sql if self.lean is None or f"{self.scope.table}." in columns else self.lean


@dataclass(slots=True)
class Compiler:
    """Compiles the selections and conditions of one statement; gathers its parameters."""

    texts: Callable[[Sequence[str]], list[int]]
    """The numbers of the texts that have one of these keys."""
    indexed: bool = True
    """Whether the full text can be relied on; if not, texts are scanned."""
    find: Callable[[str, Sequence[int | str] | Mapping[str, int | str]], list[tuple[int, ...]]] = lambda select, parameters: []
    """What a statement finds: to look at the archive before the statement is made."""
    parameters: dict[str, int | str] = field(default_factory=dict)
    _sets: dict[str, str] = field(default_factory=dict)
    """Sets of texts that the statement uses: their SELECT, and the name they have."""
    _aliases: int = 0

    def statement(self, select: str, members: str = "") -> str:
        """The whole statement, with the sets of texts before it and, where there is one, the table `members`."""
        sets = [f"{name} (id) AS MATERIALIZED ({sql})" for sql, name in self._sets.items()]
        if members:
            sets.append(f"members AS MATERIALIZED ({members})")
        return f"WITH {', '.join(sets)} {select}" if sets else select

    def parameter(self, value: int | str) -> str:
        """A name for the value; equal values share one."""
        for name, known in self.parameters.items():
            if known == value and type(known) is type(value):
                return f":{name}"
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    # selections

    def body(self, selection: Selection) -> Body:
        """The members of the selection."""
        scope = self._fresh(selection.subject)
        source = self._source(scope)
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

    @staticmethod
    def _source(scope: Scope) -> str:
        if scope.row is None:
            return f"goal_tables {scope.table}"
        return f"indicators {scope.row} JOIN goal_tables {scope.table} ON {scope.table}.id = {scope.row}.goal_table"

    def _within(self, selection: Selection, scope: Scope) -> str:
        assert selection.within is not None
        inner = self.body(selection.within)
        if scope.row is not None and inner.scope.row is not None:
            return f"({_key(scope)}) IN (SELECT {inner.key} {inner.sql})"
        return f"{_table_key(scope)} IN (SELECT {_table_key(inner.scope)} {inner.sql})"

    def _ranked(self, selection: Selection, scope: Scope, members: str, places: Places) -> Body:
        """The members whose rank is among the places; blanks have no rank."""
        if selection.order is None:
            rank = f"row_number() OVER (ORDER BY {self.default_order(scope)})"
        else:
            by = self.order_value(selection.order.measure, scope, selection.order.descending)
            members += f" {'AND' if ' WHERE ' in members else 'WHERE'} {by} IS NOT NULL"
            rank = f"rank() OVER (ORDER BY {by}{' DESC' if selection.order.descending else ''})"
            if "SELECT" not in by + members and 0 < places.last <= _FEW_PLACES:
                members += f" AND {self._in_reach(by, members, selection.order.descending, places.last)}"
        self._aliases += 1
        ranked = f"r{self._aliases}"
        ranks = f"(SELECT {_key(scope)}, {rank} AS place {members}) {ranked}"
        first, last = self.parameter(_bounded(places.first)), self.parameter(_bounded(places.last))
        same = f"{scope.table}.id = {ranked}.id"
        if scope.row is not None:
            same = f"{scope.row}.goal_table = {ranked}.goal_table AND {scope.row}.position = {ranked}.position"
        within = f"{same} AND {ranked}.place BETWEEN {first} AND {last}"
        return Body(f"FROM {ranks} JOIN {self._source(scope)} WHERE {within}", scope, f"{ranked}.place")

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

    @staticmethod
    def default_order(scope: Scope) -> str:
        """The latest year first, then the order of documents."""
        return f"{scope.table}.year DESC, {Compiler.document_order(scope)}"

    @staticmethod
    def document_order(scope: Scope) -> str:
        """The order in which documents came in, then the order in the document."""
        return _key(scope)

    # conditions

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
                return self._joined("AND", "1", (self.condition(part, scope, narrow=narrow, partly=partly) for part in parts))
            case Or(parts):
                if scope.row is not None and narrow:
                    scope = replace(scope, hidden=ROW_FIELDS)
                return self._joined("OR", "0", (self.condition(part, scope, narrow=narrow, partly=partly) for part in parts))
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

    @staticmethod
    def _joined(word: str, empty: str, parts: Iterable[str]) -> str:
        listed = list(parts)
        if len(listed) < 2:
            return listed[0] if listed else empty
        return "(" + f" {word} ".join(listed) + ")"

    # values

    def number(self, measure: Measure, scope: Scope) -> Number | None:
        """The measure where it is a number; None where it is a text or nothing that the scope has."""
        if measure.since is not None:
            return self._change(measure, scope, measure.since)
        if measure.share_of is not None:
            return self._share(measure, scope, measure.share_of)
        if measure.field is Field.DEADLINE and scope.row is not None:
            year = f"(SELECT year FROM goal_tables WHERE id = {scope.row}.goal_table)" if scope.alone else f"{scope.table}.year"
            value, name = (f"(SELECT text FROM texts WHERE id = {scope.row}.{column})" for column in ("value", "level3"))
            date = f"{DEADLINE}({value}, {name}, {year})"
            return Number(date, date, 1)
        if measure.field is Field.SPREAD and (alias := self._alias(Field.NUMBER, scope)) is not None:
            spread = f"({alias}.high - {alias}.low)"
            return Number(spread, spread, MILLIONTHS)
        if measure.field is Field.DRAFT:
            is_draft = f"({_table_key(scope)} < 0)"
            return Number(is_draft, is_draft, 1)
        if measure.field is Field.PERIOD_YEARS:
            years = f"({scope.table}.period_end - {scope.table}.period_start + 1)"
            return Number(years, years, 1)
        if measure.field is Field.ROWS:
            return self._count_of_rows(measure.rows, scope)
        if measure.field is Field.FINDINGS:
            asked = measure.rows if isinstance(measure.rows, HasFindings) else HasFindings()
            found = f"(SELECT count(*) {self._findings(asked, scope)})"
            return Number(found, found, 1)
        if measure.field is Field.FUND:
            amount = self._fund(measure.label, scope)
            return Number(amount, amount, CENTS)
        columns = NUMBER_COLUMNS.get(measure.field)
        alias = self._alias(measure.field, scope)
        if columns is None or alias is None:
            return None
        low, high, scale = columns
        return Number(f"{alias}.{low}", f"{alias}.{high}", scale)

    def _change(self, measure: Measure, scope: Scope, since: int) -> Number | None:
        """The number less what it was in the same project's table of another year; NULL where either is missing or a range."""
        before, now = self._before(scope, since), measure.now
        ours = self.number(now, scope)
        if ours is None:
            return None
        self._aliases += 1
        of_row = measure.field in ROW_FIELDS or measure.share_of in ROW_FIELDS
        other = Scope(f"o{self._aliases}", f"j{self._aliases}" if of_row else None)
        theirs = self.number(now, other)
        if theirs is None:
            return None
        one = ours.low if ours.low == ours.high else f"CASE WHEN {ours.low} = {ours.high} THEN {ours.low} END"
        then = theirs.low if theirs.low == theirs.high else f"CASE WHEN {theirs.low} = {theirs.high} THEN {theirs.low} END"
        change, scale = f"({one}) - {then}", ours.scale
        if measure.percent:
            change, scale = f"CAST(round((({one}) - {then}) * 100000000.0 / nullif(abs({then}), 0)) AS INTEGER)", MILLIONTHS
        source = f"goal_tables {other.table} WHERE {other.table}.id = {before}"
        if other.row is not None:
            same = self._same_row(scope, before)
            source = (
                f"indicators {other.row} JOIN goal_tables {other.table} ON {other.table}.id = {other.row}.goal_table"
                f" WHERE ({other.row}.goal_table, {other.row}.position) = {same}"
            )
        moved = f"(SELECT {change} FROM {source})"
        return Number(moved, moved, scale)

    def _share(self, measure: Measure, scope: Scope, whole: Field) -> Number | None:
        """The number as a percentage of another of the same table."""
        ours, theirs = self.number(replace(measure, share_of=None), scope), self.number(Measure(whole), scope)
        if ours is None or theirs is None:
            return None
        points = " AND ".join(f"{one.low} = {one.high}" for one in (ours, theirs) if one.low != one.high)
        factor = f"{MILLIONTHS * 100}.0 * {theirs.scale} / {ours.scale}"
        share = f"CAST(round({ours.low} * ({factor}) / nullif({theirs.low}, 0)) AS INTEGER)"
        if points:
            share = f"CASE WHEN {points} THEN {share} END"
        return Number(share, share, MILLIONTHS)

    def _same_row(self, scope: Scope, before: str) -> str:
        """The key of the indicator of the same level and name in another table."""
        self._aliases += 1
        other, row = f"s{self._aliases}r", scope.row
        return (
            f"(SELECT {other}.goal_table, {other}.position FROM indicators {other}"
            f" WHERE {other}.goal_table = {before} AND {other}.level2 = {row}.level2"
            f" AND (SELECT key FROM texts WHERE id = {other}.level3) = (SELECT key FROM texts WHERE id = {row}.level3)"
            f" ORDER BY {other}.position LIMIT 1)"
        )

    def text(self, field: Field, scope: Scope) -> str | None:
        """The number of the text; None where the field is a number or nothing that the scope has."""
        if self._alias(field, scope) is None or field not in TEXT_COLUMNS:
            return None
        return self._column(field, scope)

    def _column(self, field: Field, scope: Scope) -> str:
        return f"{'+' if field in scope.hidden else ''}{self._alias(field, scope)}.{TEXT_COLUMNS[field]}"

    def key(self, field: Field, scope: Scope) -> str | None:
        """The key of the text, "" where it is blank."""
        text = self.text(field, scope)
        return None if text is None else f"(SELECT key FROM texts WHERE id = {filled(field, text)})"

    @staticmethod
    def _alias(field: Field, scope: Scope) -> str | None:
        return scope.row if field in ROW_FIELDS else scope.table

    def _findings(self, asked: HasFindings, scope: Scope) -> str:
        """The findings of the table that the store holds for the time being, from FROM on."""
        self._aliases += 1
        held = f"h{self._aliases}"
        tests = [f"{held}.goal_table = {_table_key(scope)}"]
        for column, wanted in (("rule", asked.rules), ("severity", asked.severities)):
            if wanted:
                listed = self.parameter(json.dumps(wanted, ensure_ascii=False))
                tests.append(f"{held}.{column} IN (SELECT value FROM json_each({listed}))")
        return f"FROM {HELD} {held} WHERE {' AND '.join(tests)}"

    def _count_of_rows(self, rows: Condition | None, scope: Scope) -> Number:
        if rows is None:
            count = f"{scope.table}.rows"
        else:
            inner = self._rows_of(scope)
            count = (
                f"(SELECT count(*) FROM indicators {inner.row} WHERE {inner.row}.goal_table = {scope.table}.id"
                f" AND {self.condition(rows, inner)})"
            )
        return Number(count, count, 1)

    def _rows_of(self, scope: Scope) -> Scope:
        """The scope of a row of the table at hand."""
        self._aliases += 1
        return Scope(scope.table, f"i{self._aliases}")

    def _fund(self, label: str, scope: Scope) -> str:
        """The first amount under the label, NULL where there is none."""
        self._aliases += 1
        fund = f"f{self._aliases}"
        return (
            f"(SELECT {fund}.amount FROM funds {fund} WHERE {fund}.goal_table = {scope.table}.id"
            f" AND {fund}.label IN {self._equal_to([text_key(label)])} AND {fund}.amount IS NOT NULL"
            f" ORDER BY {fund}.position LIMIT 1)"
        )

    # sets of texts

    def _equal_to(self, keys: Sequence[str]) -> str:
        """The texts whose key is one of these; few stand as numbers in the statement, so that SQLite can weigh its indexes."""
        return self._listed(self.texts(keys))

    def _listed(self, found: Sequence[int]) -> str:
        if len(found) <= _FEW_TEXTS:
            return f"({', '.join(map(self.parameter, found))})"
        return self._set(f"SELECT value FROM json_each({self.parameter(json.dumps(found))})")

    def _second_levels(self, condition: Condition) -> list[int] | None:
        """The second levels whose rows are just those that meet a condition on levels; None where it cannot be said so."""
        match condition:
            case Compare(Measure(Field.LEVEL1 | Field.LEVEL2 as name), Operator.EQUAL, str(value)):
                keys = [text_key(value)]
            case OneOf(Field.LEVEL1 | Field.LEVEL2 as name, values):
                keys = [text_key(value) for value in values]
            case Or(parts) if parts:
                each = [self._second_levels(part) for part in parts]
                return None if None in each else sorted({level for levels in each for level in levels or ()})
            case _:
                return None
        texts = self.texts(keys)
        if name is Field.LEVEL2:
            return texts
        pairs = self.find("SELECT level1, level2 FROM levels", ())
        below = {level2 for level1, level2 in pairs if level1 in texts}
        elsewhere = {level2 for level1, level2 in pairs if level1 not in texts}
        return None if below & elsewhere else sorted(below)

    def _is_rare(self, condition: Condition) -> bool:
        """Whether few tables have the words that a condition asks for."""
        match condition:
            case Compare(Measure(name), Operator.CONTAINS, str(value)) if self.indexed and (
                name is Field.ANYWHERE or name in _CELLS
            ):
                key = text_key(value)
                if not key:
                    return False
                found = f"SELECT 1 FROM mentions WHERE text IN ({CONTAINING_CELLS.format('?')}) LIMIT {_RARE}"
                ((count,),) = self.find(f"SELECT count(*) FROM ({found})", (substring_expression(key),)) or [(_RARE,)]
                return count < _RARE
        return False

    def _holding(self, key: str, field: Field) -> str:
        """The texts whose key holds this one, among those that may stand in the field."""
        if field in _FEW_VALUES:
            table, column = _FEW_VALUES[field], TEXT_COLUMNS[field]
            return self._listed([id_ for (id_,) in self.find(_HOLDING_VALUES.format(table=table, column=column), (key,))])
        everywhere = field is not Field.ANYWHERE and field not in _CELLS
        if not self.indexed:
            found = f"SELECT id FROM texts WHERE instr(key, {self.parameter(key)})"
            return self._set(found if everywhere else f"{found} AND cell")
        found = CONTAINING_CELLS.format(self.parameter(substring_expression(key)))
        if everywhere:
            found += f" UNION ALL SELECT id FROM texts WHERE NOT cell AND instr(key, {self.parameter(key)})"
        return self._set(found)

    def _set(self, sql: str) -> str:
        return self._sets.setdefault(sql, f"s{len(self._sets) + 1}")

    # comparisons

    def _compare(self, condition: Compare, scope: Scope, partly: bool) -> str:
        measure, operator, value = condition.measure, condition.operator, condition.value
        if measure.field is Field.ANYWHERE and measure.since is None and measure.share_of is None:
            return self._anywhere_compared(operator, value, scope)
        number = self.number(measure, scope)
        if number is not None:
            return self._numbers(number, operator, value, scope, partly)
        if measure.since is not None or measure.share_of is not None:
            return "0"
        if isinstance(value, Field):
            return self._texts(measure.field, operator, value, scope)
        wanted = format(value, "f") if isinstance(value, Decimal) and value.adjusted() < 40 else str(value)
        return self._text_compared(measure.field, operator, text_key(wanted), scope)

    def _numbers(self, ours: Number, operator: Operator, value: Decimal | str | Field, scope: Scope, partly: bool) -> str:
        if isinstance(value, Field):
            theirs = self.number(Measure(value), scope)
            return "0" if theirs is None else _number_sql(ours, operator, theirs, partly)
        wanted = value if isinstance(value, Decimal) else _as_number(value)
        return "0" if wanted is None else self._bound(ours, operator, wanted, partly)

    def _bound(self, ours: Number, operator: Operator, value: Decimal, partly: bool) -> str:
        """The number against a constant; the constant is rounded to the side where the comparison stays what it was."""
        down, up = (_small_units(value, ours.scale, rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))
        template = (PARTLY if partly else WHOLLY)[operator]
        if operator in (Operator.EQUAL, Operator.NOT_EQUAL) and down != up:
            between = "0" if ours.low == ours.high or not partly else f"({ours.low} <= {down} AND {ours.high} >= {up})"
            if operator is Operator.EQUAL:
                return between
            outside = f"({ours.high} < {up} OR {ours.low} > {down})"
            return f"{ours.low} IS NOT NULL" if partly else outside
        rounded = down if operator in (Operator.EQUAL, Operator.NOT_EQUAL, Operator.MORE, Operator.AT_MOST) else up
        bound = self.parameter(rounded)
        if operator is Operator.EQUAL and ours.low == ours.high:
            return f"{ours.low} = {bound}"
        met = template.format(low=ours.low, high=ours.high, their_low=bound, their_high=bound)
        if operator in (Operator.LESS, Operator.AT_MOST) and not partly and ours.low != ours.high:
            return f"({met} AND {ours.low} {operator.value} {bound})"  # the same again, for the index that begins with the least
        return met

    def _text_compared(self, field: Field, operator: Operator, key: str, scope: Scope) -> str:
        text = self.text(field, scope)
        if text is None:
            return "0"
        match operator:
            case Operator.EQUAL:
                return self._one_of(field, [key], scope)
            case Operator.NOT_EQUAL:
                return f"{filled(field, text)} NOT IN {self._equal_to([key])}"
            case Operator.CONTAINS if not key:
                return "1"
            case Operator.CONTAINS:
                return f"{text} IN {self._holding(key, field)}"
        return "0"

    def _one_of(self, field: Field, keys: list[str], scope: Scope) -> str:
        if field is Field.ANYWHERE:
            return self._anywhere(self._equal_to(keys), scope)
        text = self.text(field, scope)
        if text is None:
            return "0"
        return f"{filled(field, text) if '' in keys else text} IN {self._equal_to(keys)}"

    def _texts(self, field: Field, operator: Operator, value: Field, scope: Scope) -> str:
        """A text field against another field of the same table."""
        ours, theirs = self.key(field, scope), self.key(value, scope)
        if ours is None or theirs is None:
            return "0"
        match operator:
            case Operator.EQUAL:
                return f"{ours} = {theirs}"
            case Operator.NOT_EQUAL:
                return f"{ours} != {theirs}"
            case Operator.CONTAINS:
                return f"instr({ours}, {theirs}) > 0"
        return "0"

    def _anywhere_compared(self, operator: Operator, value: Decimal | str | Field, scope: Scope) -> str:
        if isinstance(value, Field):
            return "0"
        key = text_key(format(value, "f") if isinstance(value, Decimal) else value)
        match operator:
            case Operator.EQUAL:
                return self._anywhere(self._equal_to([key]), scope)
            case Operator.NOT_EQUAL:
                return f"NOT {self._anywhere(self._equal_to([key]), scope)}"
            case Operator.CONTAINS if not key:
                return "1"
            case Operator.CONTAINS:
                return self._anywhere(self._holding(key, Field.ANYWHERE), scope)
        return "0"

    @staticmethod
    def _anywhere(texts: str, scope: Scope) -> str:
        """The table has one of these texts in its name, its goals, or an indicator's name, value or further columns."""
        return f"{_table_key(scope)} IN (SELECT goal_table FROM mentions WHERE text IN {texts})"

    def _blank(self, measure: Measure, scope: Scope) -> str:
        if measure.field is Field.ANYWHERE:
            return "0"
        number = self.number(measure, scope)
        if number is not None:
            return f"{number.low} IS NULL"
        if measure.since is not None or measure.share_of is not None:
            return "1"
        return self._one_of(measure.field, [""], scope)

    # tables by their rows, and by other years

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

    def _of_year(self, year: int, condition: Condition, scope: Scope) -> str:
        """The same project's table of the year meets the condition."""
        before = self._before(scope, year) if year else "NULL"
        self._aliases += 1
        own = Scope(f"o{self._aliases}")
        met = self.condition(condition, own, narrow=True)
        return f"EXISTS (SELECT 1 FROM goal_tables {own.table} WHERE {own.table}.id = {before} AND ({met}))"

    @staticmethod
    def _repeated(field: Field, scope: Scope) -> str:
        """Another table of the year has the same in the column."""
        column = TEXT_COLUMNS.get(field) or (NUMBER_COLUMNS[field][0] if field in NUMBER_COLUMNS else None)
        if column is None or field in ROW_FIELDS:
            return "0"
        repeats = f"SELECT year, {column} FROM goal_tables WHERE id > 0 GROUP BY year, {column} HAVING count(*) > 1"
        filled = f" AND {scope.table}.{column} != 0" if field in TEXT_COLUMNS else ""
        return f"(({scope.table}.year, {scope.table}.{column}) IN ({repeats}){filled})"

    def _in_years(self, years: tuple[int, ...], present: bool, scope: Scope) -> str:
        self._aliases += 1
        other = f"o{self._aliases}"
        found = [
            f"EXISTS (SELECT 1 FROM goal_tables {other} WHERE {other}.lineage = {scope.table}.lineage"
            f" AND {other}.year = {self.parameter(_bounded(year))} AND {other}.id >= 0)"
            for year in years
        ]
        return self._joined("AND", "1", found if present else [f"NOT {one}" for one in found])

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
                f"EXISTS (SELECT 1 FROM {self._source(own)} WHERE ({own.row}.goal_table, {own.row}.position) = {same}"
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
            return _number_sql(ours, condition.operator, theirs, partly=False)
        if condition.measure.since is not None or condition.measure.share_of is not None:
            return "0"
        now, then = self.key(condition.measure.field, scope), self.key(condition.measure.field, other)
        if now is None or then is None or condition.operator not in (Operator.EQUAL, Operator.NOT_EQUAL):
            return "0"
        return f"{now} {condition.operator.value} {then}"

    def _before(self, scope: Scope, since: int) -> str:
        """The key of the same project's table of the year before; of several, the one of the same name, then of the same unit."""
        self._aliases += 1
        other, table = f"b{self._aliases}", scope.table
        year = self.parameter(_bounded(since)) if since else f"{table}.year - 1"
        return (
            f"(SELECT id FROM (SELECT {other}.id, {other}.project = {table}.project AS same_name,"
            f" {other}.unit = {table}.unit AS same_unit"
            f" FROM goal_tables {other} WHERE {other}.lineage = {table}.lineage AND {other}.year = {year} AND {other}.id >= 0)"
            " ORDER BY same_name DESC, same_unit DESC, id LIMIT 1)"
        )


# keys


def _key(scope: Scope) -> str:
    """The columns that tell one member from the others; in their order, members are in the order of their documents."""
    return f"{scope.table}.id" if scope.row is None else f"{scope.row}.goal_table, {scope.row}.position"


def _table_key(scope: Scope) -> str:
    """The key of the member's table."""
    return f"{scope.table}.id" if scope.row is None else f"{scope.row}.goal_table"


# numbers


def _number_sql(ours: Number, operator: Operator, theirs: Number, partly: bool) -> str:
    low, high, their_low, their_high = ours.low, ours.high, theirs.low, theirs.high
    if ours.scale > theirs.scale:
        factor = ours.scale // theirs.scale
        their_low, their_high = f"{their_low} * {factor}", f"{their_high} * {factor}"
    elif theirs.scale > ours.scale:
        factor = theirs.scale // ours.scale
        low, high = f"{low} * {factor}", f"{high} * {factor}"
    return (PARTLY if partly else WHOLLY)[operator].format(low=low, high=high, their_low=their_low, their_high=their_high)


def _small_units(value: Decimal, scale: int, rounding: str) -> int:
    """The number in small units, rounded to one side and never beyond what SQLite can hold."""
    if value.adjusted() > 20:
        return -_FURTHEST if value.is_signed() else _FURTHEST
    if value and value.adjusted() < -20:
        side = rounding == ROUND_CEILING
        return int(side) if not value.is_signed() else int(side) - 1
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "only finite numbers are compared"
    whole = int("".join(map(str, digits))) * scale * int(10 ** max(exponent, 0)) * (-1 if sign else 1)
    below = int(10 ** max(-exponent, 0))
    return _bounded(whole // below if rounding == ROUND_FLOOR else -(-whole // below))


def _bounded(value: int) -> int:
    return max(-_FURTHEST, min(_FURTHEST, value))


def _as_number(text: str) -> Decimal | None:
    """A text that is compared with a number field: only where it is one."""
    key = text_key(text)
    return Decimal(key) if key.isascii() and key.isdigit() else None


def filled(field: Field, text: str) -> str:
    """The text's number, that of "" where nothing is printed."""
    return f"coalesce({text}, 0)" if field in _NULLABLE else text


# what a condition speaks of


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
