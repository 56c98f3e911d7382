"""Rows of a result, from what SQL gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from assistant.model.fields import ROW_FIELDS
from assistant.model.query import IndicatorRow, Measure, TableRow
from assistant.model.record import record
from assistant.model.source import place_label
from assistant.store.compile.scope import Scope
from assistant.store.compile.selections import Compiler
from assistant.store.execute.lookup import Stored
from assistant.store.rows import number
from assistant.store.schema import CENTS, MILLIONTHS


@record
class Shown:
    """A field that a result shows: its key in `TableRow.values`, its SQL, how many small units make one (0: a text's number)."""

    name: str
    sql: str
    scale: int

    @classmethod
    def of(cls, compiler: Compiler, measure: Measure, scope: Scope) -> Shown:
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


def table_row(
    row: tuple[Stored, ...],
    begin: Sequence[int | str],
    head: Mapping[str, Sequence[int | str]],
    rank: int,
    shown: Sequence[Shown],
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


def indicator_row(row: tuple[Stored, ...], place: Sequence[int | str], rank: int, texts: Mapping[Stored, str]) -> IndicatorRow:
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


def ranks_by_order(found: Sequence[tuple[Stored, ...]]) -> list[int]:
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


def ranks_of(found: Sequence[tuple[Stored, ...]], keys: Sequence[Stored], ranks: Sequence[int]) -> Iterable[int]:
    """The ranks of the members that were found by these keys; they come in the order of the keys, some may be gone."""
    if len(found) == len(keys):
        return ranks
    by_key = dict(zip(keys, ranks, strict=True))
    return (by_key[row[0]] for row in found)


def _money(stored: Stored) -> Decimal | None:
    return None if stored is None else number(int(stored), CENTS)
