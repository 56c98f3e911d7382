"""Measures: the number or the text that a field comes to for a table or a row."""

from __future__ import annotations

import json
from dataclasses import replace

from assistant.model.fields import ROW_FIELDS, Field
from assistant.model.query import Condition, HasFindings, Measure
from assistant.store.compile.columns import NUMBER_COLUMNS, TEXT_COLUMNS, bounded, filled
from assistant.store.compile.scope import Number, Scope, table_key_of
from assistant.store.compile.text_sets import TextSets
from assistant.store.deadline import FUNCTION as DEADLINE
from assistant.store.findings import HELD
from assistant.store.schema import CENTS, MILLIONTHS, text_key


class Measures(TextSets):
    """Numbers and texts of the members of a scope."""

    __slots__ = ()

    def condition(self, condition: Condition, scope: Scope, *, narrow: bool = False, partly: bool = False) -> str:
        """The condition as an expression; see `conditions.Conditions`."""
        raise NotImplementedError

    # numbers

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
            is_draft = f"({table_key_of(scope)} < 0)"
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

    def _fund(self, label: str, scope: Scope) -> str:
        """The first amount under the label, NULL where there is none."""
        self._aliases += 1
        fund = f"f{self._aliases}"
        return (
            f"(SELECT {fund}.amount FROM funds {fund} WHERE {fund}.goal_table = {scope.table}.id"
            f" AND {fund}.label IN {self._equal_to([text_key(label)])} AND {fund}.amount IS NOT NULL"
            f" ORDER BY {fund}.position LIMIT 1)"
        )

    def _findings(self, asked: HasFindings, scope: Scope) -> str:
        """The findings of the table that the store holds for the time being, from FROM on."""
        self._aliases += 1
        held = f"h{self._aliases}"
        tests = [f"{held}.goal_table = {table_key_of(scope)}"]
        for column, wanted in (("rule", asked.rules), ("severity", asked.severities)):
            if wanted:
                listed = self.parameter(json.dumps(wanted, ensure_ascii=False))
                tests.append(f"{held}.{column} IN (SELECT value FROM json_each({listed}))")
        return f"FROM {HELD} {held} WHERE {' AND '.join(tests)}"

    # texts

    def text(self, field: Field, scope: Scope) -> str | None:
        """The number of the text; None where the field is a number or nothing that the scope has."""
        if self._alias(field, scope) is None or field not in TEXT_COLUMNS:
            return None
        return self._column(field, scope)

    def key(self, field: Field, scope: Scope) -> str | None:
        """The key of the text, "" where it is blank."""
        text = self.text(field, scope)
        return None if text is None else f"(SELECT key FROM texts WHERE id = {filled(field, text)})"

    def _column(self, field: Field, scope: Scope) -> str:
        return f"{'+' if field in scope.hidden else ''}{self._alias(field, scope)}.{TEXT_COLUMNS[field]}"

    @staticmethod
    def _alias(field: Field, scope: Scope) -> str | None:
        return scope.row if field in ROW_FIELDS else scope.table

    # other rows and tables

    def _rows_of(self, scope: Scope) -> Scope:
        """The scope of a row of the table at hand."""
        self._aliases += 1
        return Scope(scope.table, f"i{self._aliases}")

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

    def _before(self, scope: Scope, since: int) -> str:
        """The key of the same project's table of the year before; of several, the one of the same name, then of the same unit."""
        self._aliases += 1
        other, table = f"b{self._aliases}", scope.table
        year = self.parameter(bounded(since)) if since else f"{table}.year - 1"
        return (
            f"(SELECT id FROM (SELECT {other}.id, {other}.project = {table}.project AS same_name,"
            f" {other}.unit = {table}.unit AS same_unit"
            f" FROM goal_tables {other} WHERE {other}.lineage = {table}.lineage AND {other}.year = {year} AND {other}.id >= 0)"
            " ORDER BY same_name DESC, same_unit DESC, id LIMIT 1)"
        )
