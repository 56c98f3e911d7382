"""The projects of an archive as a list shows them: filtered, of one year or department, in an order, counted and added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from assistant.chinese.width import squeeze
from assistant.model.query import TableRow


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
class Listed:
    """What is shown."""

    lines: Sequence[TableRow | Group] = ()
    tables: int = 0
    money: Decimal = Decimal(0)
    """Yuan, of all that are shown."""
    largest: Decimal = Decimal(0)
    """The largest total among them."""


class Listing:
    """All projects, each order of them made once."""

    def __init__(self, tables: Sequence[TableRow]) -> None:
        self.tables = tables
        self._orders: dict[Order, tuple[Sequence[TableRow], Sequence[str]]] = {}
        """The projects in each order, and what the words are looked for in."""
        self._last: tuple[Wanted, Sequence[TableRow], Sequence[str]] | None = None
        """What was found last: longer words are looked for in it alone."""

    @property
    def years(self) -> Sequence[tuple[int, int]]:
        """The years, latest first, each with its number of tables."""
        counted = Counter(table.year for table in self.tables if table.year is not None)
        return sorted(counted.items(), reverse=True)

    @property
    def departments(self) -> Sequence[tuple[str, int]]:
        """The departments, most tables first, each with their number."""
        return sorted(Counter(map(department_of, self.tables)).items(), key=lambda pair: (-pair[1], pair[0]))

    def is_ready(self, order: Order) -> bool:
        """Whether listing in this order takes no sorting."""
        return order in self._orders

    def sort(self, order: Order) -> None:
        """Makes an order; may take a second for a hundred thousand."""
        if order in self._orders:
            return
        tables = self.tables
        if order is not Order.YEAR:
            tables = sorted(tables, key=_KEYS[order])
        self._orders[order] = tables, [_searched(table) for table in tables]

    def listed(self, wanted: Wanted) -> Listed:
        """What is wanted, in its order, with a line above each year or department."""
        self.sort(wanted.order)
        tables, texts = self._begin(wanted)
        if wanted.words or wanted.year is not None or wanted.department is not None:
            found = [pair for pair in zip(tables, texts, strict=True) if _admits(wanted, *pair)]
            tables, texts = [table for table, _ in found], [text for _, text in found]
        self._last = wanted, tables, texts
        totals = [table.total for table in tables if table.total is not None]
        lines = _grouped(tables, wanted.order)
        return Listed(lines, len(tables), sum(totals, Decimal(0)), max(totals, default=Decimal(0)))

    def _begin(self, wanted: Wanted) -> tuple[Sequence[TableRow], Sequence[str]]:
        """What has to be looked through: all, or what was found where only words were made longer."""
        if self._last is not None:
            before, tables, texts = self._last
            same = (before.year, before.department, before.order) == (wanted.year, wanted.department, wanted.order)
            if same and all(any(old in new for new in wanted.words) for old in before.words):
                return tables, texts
        return self._orders[wanted.order]


def department_of(table: TableRow) -> str:
    """The department's name, "" where there is none."""
    return str(table.values.get("department") or "")


def _admits(wanted: Wanted, table: TableRow, text: str) -> bool:
    if wanted.year is not None and table.year != wanted.year:
        return False
    if wanted.department is not None and department_of(table) != wanted.department:
        return False
    return all(word in text for word in wanted.words)


def _grouped(tables: Sequence[TableRow], order: Order) -> Sequence[TableRow | Group]:
    """The tables with a line above those of each year or department."""
    if order is Order.YEAR:
        groups = [(str(year or ""), list(members)) for year, members in groupby(tables, key=lambda table: table.year)]
    elif order is Order.DEPARTMENT:
        groups = [(name, list(members)) for name, members in groupby(tables, key=department_of)]
    else:
        return tables
    lines: list[TableRow | Group] = []
    for name, members in groups:
        money = sum((table.total for table in members if table.total is not None), Decimal(0))
        lines.append(Group(name, len(members), money))
        lines += members
    return lines


def _searched(table: TableRow) -> str:
    """What the words are looked for in."""
    texts = (table.project, table.values.get("department"), table.values.get("unit"))
    return squeeze(f"{table.year or ''} {' '.join(str(text) for text in texts if text)}").casefold()


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
