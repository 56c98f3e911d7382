"""The projects of an archive as a list shows them: filtered, of one year or department, in an order, counted and added up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from assistant.chinese.width import squeeze
from assistant.model.query import TableRow
from assistant.model.told_apart import told_apart
from assistant.tui.commands import words

_Value = TypeVar("_Value")

_LONG = 4
"""Characters from which on a common beginning is left out."""
_PARTING = "\ue000"
"""Stands between names; no document has it."""


class Order(StrEnum):
    """By what the projects are sorted."""

    YEAR = "year"
    """Latest first, then as in their documents."""
    LARGEST = "largest"
    SMALLEST = "smallest"
    NAME = "name"
    """By the sound of the first characters."""
    DEPARTMENT = "department"
    """Within it by money."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which projects are wanted, and how."""

    words: tuple[str, ...] = ()
    """Each stands in the year, name, department or unit; as `squeeze` and `casefold` leave them."""
    year: int | None = None
    """None for all."""
    department: str | None = None
    """None for all, "" for those without one."""
    order: Order = Order.YEAR


@dataclass(frozen=True, slots=True)
class Group:
    """The line above the projects of a year or of a department."""

    name: str
    """The year or the department, "" where there is none."""
    tables: int
    money: Decimal
    """Yuan; tables without a total count nothing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a project from another of its name and year: department, unit, document, place."""

    text: str
    short: str
    """Without the beginning that the other one's has too."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What is shown."""

    lines: Sequence[TableRow | Group] = ()
    tables: int = 0
    money: Decimal = Decimal(0)
    """Yuan, of all that are shown."""
    largest: Decimal = Decimal(0)
    """The largest total among them."""


class Listing:
    """All projects; an order, and what words are looked for in, is made once, when it is first needed."""

    def __init__(self, tables: Sequence[TableRow]) -> None:
        self.tables = tables
        self._cents = [0 if table.total is None else int(table.total * 100) for table in tables]
        """Totals as whole numbers, which are added up in a tenth of the time."""
        self._texts: Sequence[str] | None = None
        """What the words are looked for in."""
        self._orders: dict[Order, Sequence[int]] = {Order.YEAR: range(len(tables))}
        """The places of the projects in each order."""
        self._last: tuple[Wanted, Sequence[int]] | None = None
        """What was found last: longer words are looked for in it alone."""

    @cached_property
    def apart(self) -> Mapping[int, Mark]:
        """What stands beside projects that would look like another one, by the table's key."""
        names = [(table.project, table.year) for table in self.tables]
        counted = Counter(names)
        if len(counted) == len(names):
            return {}
        twice = [table for table, name in zip(self.tables, names, strict=True) if counted[name] > 1]
        marks = told_apart(twice, _looks, (department_of, _unit_of, _document_of, _place_of))
        texts: defaultdict[tuple[str, int | None], dict[int, str]] = defaultdict(dict)
        for at, mark in marks.items():
            texts[_looks(twice[at])][twice[at].key] = words("list.join").join(mark)
        return {key: mark for same in texts.values() for key, mark in _marks(same) if mark.text}

    @cached_property
    def years(self) -> Sequence[tuple[int, int]]:
        """The years, latest first, each with its number of tables."""
        counted = Counter(table.year for table in self.tables if table.year is not None)
        return sorted(counted.items(), reverse=True)

    @cached_property
    def departments(self) -> Sequence[tuple[str, int]]:
        """The departments, most tables first, each with their number."""
        return sorted(Counter(map(department_of, self.tables)).items(), key=lambda pair: (-pair[1], pair[0]))

    def is_ready(self, wanted: Wanted) -> bool:
        """Whether listing these takes no more than looking."""
        return wanted.order in self._orders and (not wanted.words or self._texts is not None)

    def prepare(self, wanted: Wanted) -> None:
        """Makes what listing these needs; may take a second for a hundred thousand."""
        if wanted.order not in self._orders:
            keys = list(map(_KEYS[wanted.order], self.tables))
            self._orders[wanted.order] = sorted(range(len(keys)), key=keys.__getitem__)
        if wanted.words and self._texts is None:
            years = [str(table.year or "") for table in self.tables]
            fields = (_squeezed([str(table.values.get(name) or "") for table in self.tables]) for name in ("department", "unit"))
            names = _squeezed([table.project for table in self.tables])
            self._texts = list(map("\n".join, zip(years, names, *fields, strict=True)))

    def listed(self, wanted: Wanted) -> Listed:
        """What is wanted, in its order, with a line above each year or department."""
        self.prepare(wanted)
        places = self._begin(wanted)
        tables = self.tables
        if wanted.year is not None:
            places = [at for at in places if tables[at].year == wanted.year]
        if wanted.department is not None:
            places = [at for at in places if department_of(tables[at]) == wanted.department]
        texts = self._texts or ()
        for word in wanted.words:
            places = [at for at in places if word in texts[at]]
        self._last = wanted, places
        cents, rows = _of(self._cents, places), _of(tables, places)
        return Listed(_grouped(rows, cents, wanted.order), len(rows), _money(sum(cents)), _money(max(cents, default=0)))

    def _begin(self, wanted: Wanted) -> Sequence[int]:
        """What has to be looked through: all, or what was found where only words were made longer."""
        if self._last is not None:
            before, places = self._last
            same = (before.year, before.department, before.order) == (wanted.year, wanted.department, wanted.order)
            if same and all(any(old in new for new in wanted.words) for old in before.words):
                return places
        return self._orders[wanted.order]


def department_of(table: TableRow) -> str:
    """The department's name, "" where there is none."""
    return str(table.values.get("department") or "")


def _marks(same: Mapping[int, str]) -> Iterator[tuple[int, Mark]]:
    """The texts as marks; what all of them begin with says nothing where there is little room."""
    texts = list(same.values())
    shared = next((at for at, letters in enumerate(zip(*texts, strict=False)) if len(set(letters)) > 1), min(map(len, texts)))
    for key, text in same.items():
        yield key, Mark(text, f"…{text[shared:]}" if shared >= _LONG and len(text) > shared else text)


def _looks(table: TableRow) -> tuple[str, int | None]:
    return table.project, table.year


def _unit_of(table: TableRow) -> str:
    return str(table.values.get("unit") or "")


def _document_of(table: TableRow) -> str:
    return table.document


def _place_of(table: TableRow) -> str:
    return table.place


def _of(values: Sequence[_Value], places: Sequence[int]) -> Sequence[_Value]:
    """The values at these places."""
    if len(places) == len(values) and isinstance(places, range):
        return values
    return itemgetter(*places)(values) if len(places) > 1 else [values[at] for at in places]


def _money(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _grouped(rows: Sequence[TableRow], cents: Sequence[int], order: Order) -> Sequence[TableRow | Group]:
    """The tables with a line above those of each year or department."""
    names: Sequence[object]
    if order is Order.YEAR:
        names = [row.year for row in rows]
    elif order is Order.DEPARTMENT:
        names = list(map(department_of, rows))
    else:
        return rows
    lines: list[TableRow | Group] = []
    first = 0
    for name, members in groupby(names):
        last = first + sum(1 for _ in members)
        lines.append(Group(str(name or ""), last - first, _money(sum(cents[first:last]))))
        lines += rows[first:last]
        first = last
    return lines


def _squeezed(texts: Sequence[str]) -> Sequence[str]:
    """Each text in half width, without blanks, in small letters: each different one once, all in one go."""
    if not texts:
        return ()
    different = list(dict.fromkeys(text.replace(_PARTING, "") for text in texts))
    plain = dict(zip(different, squeeze.__wrapped__(_PARTING.join(different)).casefold().split(_PARTING), strict=True))
    return [plain[text.replace(_PARTING, "")] for text in texts]


def _sound(text: str) -> bytes:
    """Sorts the common characters by their sound: so they stand in GB 18030."""
    return text.encode("gb18030", "replace")


def _by_department(table: TableRow) -> tuple[bool, bytes, Decimal]:
    name = department_of(table)
    return (not name, _sound(name), -(table.total or Decimal(0)))


_KEYS: dict[Order, Callable[[TableRow], tuple[object, ...]]] = {
    Order.LARGEST: lambda table: (table.total is None, -(table.total or Decimal(0))),
    Order.SMALLEST: lambda table: (table.total is None, table.total or Decimal(0)),
    Order.NAME: lambda table: (not table.project, _sound(table.project), -(table.year or 0)),
    Order.DEPARTMENT: _by_department,
}
