"""Groups and bands: what a figure comes to in each, under the names that officials read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.model.fields import ROW_FIELDS, Field
from assistant.model.indicator import LEVEL1, LEVEL2_PARENT
from assistant.model.query import Aggregate, Figure, Group, Grouping, Measure
from assistant.store.compile.columns import NUMBER_COLUMNS, filled
from assistant.store.compile.scope import Scope
from assistant.store.compile.selections import Body, Compiler
from assistant.store.execute.figures import Reckoned, middle, numbers_of, split_sums, whole_sum
from assistant.store.execute.lookup import Stored
from assistant.store.execute.members import first_of
from assistant.store.execute.ranges import Ranges
from assistant.store.rows import number
from assistant.store.schema import MILLIONTHS, row_key


class Groups(Ranges):
    """Figures by the values of a field or by bands."""

    __slots__ = ()

    def _groups(self, figure: Figure, grouping: Grouping) -> tuple[tuple[Group, ...], int]:
        """The groups in their order, and how many members were left out because their cell is blank."""
        if figure.plus:
            return self._joined_groups(figure, grouping)
        compiler, body = self._body(figure.selection)
        least, greatest, scale = "NULL", "NULL", 1
        if figure.measure is not None:
            least, greatest, scale = numbers_of(compiler, figure.measure, body.scope)
        columns = f"{least} AS low, {greatest} AS high, {first_of(body.scope)} AS first"
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
        numbers = f"{split_sums('m')}, count(low), count(m), min(low), max(high)" if measured else "0, 0, 0, 0, 0, 0"
        columns = f"g, {numbers}, count(*), min(first)"
        groups = {}
        for group, *values in self._all(compiler, f"SELECT {columns} FROM {members} GROUP BY g"):
            millions, rest, *counts = (int(value or 0) for value in values)
            filled, points, least, greatest, size, first = counts
            groups[group] = _Sums(whole_sum(millions, rest), size, filled, points, least, greatest, first)
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

    def _projects(self, lineages: Iterable[Stored]) -> dict[Stored, str]:
        """What projects whatever their year are called: by their latest name; with the department where two have the same."""
        select = """
            SELECT lineage, (SELECT text FROM texts WHERE id = project), (SELECT text FROM texts WHERE id = department)
            FROM (SELECT lineage, project, department, max(coalesce(year, 0)) FROM goal_tables
                  WHERE lineage IN (SELECT value FROM json_each(?)) GROUP BY lineage)"""
        found = {key: (name, owner) for key, name, owner in self.connection.execute(select, (json.dumps(list(lineages)),))}
        often = Counter(name for name, _ in found.values())
        return {key: name if often[name] == 1 else f"{name}（{owner}）" for key, (name, owner) in found.items()}


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
            return middle(ordered[(self.points - 1) // 2 : self.points // 2 + 1], scale)
        return Decimal(self.total) / (self.points if figure.aggregate is Aggregate.AVERAGE else 1) / scale


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


def _number_label(stored: Stored, field: Field | None) -> str:
    if stored is None:
        return ""
    if field is Field.REQUIRED:
        return "true" if stored else "false"
    scale = (
        MILLIONTHS if field is Field.SPREAD else NUMBER_COLUMNS[field][2] if field is not None and field in NUMBER_COLUMNS else 1
    )
    return format(number(int(stored), scale) or Decimal(0), "f")


def ranked_groups(groups: Sequence[Group], grouping: Grouping) -> tuple[Group, ...]:
    """The groups in the order of their figures where they are ranked, those of the places alone where some are taken."""
    ordered = list(groups)
    if grouping.descending is not None:
        ordered.sort(key=lambda group: group.value, reverse=grouping.descending)
    if grouping.places is None:
        return tuple(ordered)
    values = [group.value for group in ordered]
    first, last = grouping.places.first, grouping.places.last
    tied = Counter(values)
    ahead = {value: place for place, value in reversed(tuple(enumerate(values)))}
    shared = tied if first == last else Counter(set(values))
    return tuple(one for one in ordered if ahead[one.value] < last and first <= ahead[one.value] + shared[one.value])


def _official(field: Field | None, name: str) -> int:
    """The place of a level in the official order; the same for all that have none."""
    order = {Field.LEVEL1: LEVEL1, Field.LEVEL2: tuple(LEVEL2_PARENT)}.get(field or Field.TITLE, ())
    return order.index(name) if name in order else len(order)
