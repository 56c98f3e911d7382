"""The operations of the query language."""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import replace
from decimal import Decimal

from assistant.model.fields import Field
from assistant.model.query import And, Compare, Group, Grouping, IndicatorRow, Measure, Not, Operation, Query, Result, Selection
from assistant.store.compile.scope import Scope
from assistant.store.compile.selections import Compiler
from assistant.store.execute.figures import Reckoned, narrowed
from assistant.store.execute.groups import Groups, ranked_groups
from assistant.store.execute.lookup import Stored
from assistant.store.execute.members import Members
from assistant.store.execute.outcome import outcome
from assistant.store.settle import settled
from assistant.store.versions import revised_documents, revisions

_EVERY_TABLE = 2**31
"""As many tables as may be asked about where each is looked at."""


class Execution(Groups):
    """Runs one query on a connection."""

    __slots__ = ()

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
        value = outcome(query.operation, query.operator, ours.value, theirs.value)
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
            value = outcome(query.operation, query.operator, group.value, theirs)
            if value is not None and not isinstance(value, bool):
                found.append(Group(group.key, value, group.size))
        return ranked_groups(found, grouping)

    def _every(self, query: Query) -> Result:
        members = self.members(query.selection, query.fields)
        test = query.test if query.test is not None else And(())
        broken = self.members(narrowed(query.selection, Not(test)))
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
        ranked = ranked_groups(groups, grouping)
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
