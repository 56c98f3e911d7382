"""What an archive holds by year, by department and by size, as bars."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from assistant.model.query import TableRow
from assistant.tui.cells import shown_line
from assistant.tui.commands import work_words

_Key = TypeVar("_Key", bound=Hashable)

STEPS = (Decimal(100_000), Decimal(500_000), Decimal(1_000_000), Decimal(5_000_000), Decimal(10_000_000))
"""Yuan at which the sizes are divided."""

DEPARTMENTS = 15
"""As many departments have a bar of their own."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how many tables, and what their totals come to."""

    label: str
    tables: int = 0
    money: Decimal = Decimal(0)
    """Yuan; tables without a total count nothing."""
    year: int | None = None
    """The year that choosing it means; None for no year."""
    listed: str = ""
    """What the list of projects is filtered by when it is chosen; "" for nothing."""
    asked: str = ""
    """What is asked when it is chosen; "" for nothing."""


class _Sum:
    """Tables counted, and their totals added up."""

    __slots__ = ("money", "tables")

    def __init__(self) -> None:
        self.tables = 0
        self.money = Decimal(0)
        """Yuan; tables without a total count nothing."""

    def add(self, tables: int, money: Decimal | None) -> None:
        """Counts some more."""
        self.tables += tables
        if money:
            self.money += money


class Holdings:
    """All tables counted and added up in one go: for a hundred thousand a third of a second, the charts of any year at once."""

    def __init__(self, tables: Iterable[TableRow]) -> None:
        self._years: defaultdict[int | None, _Sum] = defaultdict(_Sum)
        self._departments: defaultdict[tuple[int | None, str], _Sum] = defaultdict(_Sum)
        self._sizes: defaultdict[tuple[int | None, int | None], _Sum] = defaultdict(_Sum)
        """By year and step; None for tables without a total."""
        for table in tables:
            year, total = table.year, table.total
            self._years[year].add(1, total)
            self._departments[year, str(table.values.get("department") or "")].add(1, total)
            self._sizes[year, None if total is None else bisect_right(STEPS, total)].add(1, total)

    @property
    def latest(self) -> int | None:
        """The latest year; None where no table has one."""
        return max((year for year in self._years if year is not None), default=None)

    def all_of(self, year: int | None) -> tuple[int, Decimal]:
        """How many tables of the year there are, with None of all years, and what their totals come to."""
        together = _together((None, of_year) for at, of_year in self._years.items() if year in (None, at))
        found = together.get(None, _Sum())
        return found.tables, found.money

    def by_year(self) -> list[Bar]:
        """A bar for each year, latest first; tables without a year last."""
        return [
            Bar(work_words("overview.no_year") if year is None else str(year), found.tables, found.money, year)
            for year, found in sorted(self._years.items(), key=lambda pair: -(pair[0] or 0))
        ]

    def by_department(self, year: int | None) -> list[Bar]:
        """A bar for each department of the year (None: of all), most tables first, those beyond `DEPARTMENTS` together."""
        bars = []
        named = ((shown_line(name), found) for (at, name), found in self._departments.items() if year in (None, at))
        for name, found in _together(named).items():
            listed = f"{year or ''} {name}".strip() if name else ""
            bars.append(Bar(name or work_words("overview.no_department"), found.tables, found.money, listed=listed))
        bars.sort(key=lambda bar: (-bar.tables, -bar.money, bar.label))
        rest = bars[DEPARTMENTS:]
        if len(rest) < 2:
            return bars
        tables, money = sum(bar.tables for bar in rest), sum((bar.money for bar in rest), Decimal(0))
        return [*bars[:DEPARTMENTS], Bar(work_words("overview.others", 个数=len(rest)), tables, money)]

    def by_size(self, year: int | None) -> list[Bar]:
        """A bar for each step of the totals, smallest first, none empty at the ends, and one for tables without a total."""
        found = _together((step, of_step) for (at, step), of_step in self._sizes.items() if year in (None, at))
        filled = [step for step in found if step is not None]
        bars = [_of_size(step, found.get(step, _Sum()), year) for step in range(min(filled), max(filled) + 1)] if filled else []
        if None in found:
            bars.append(Bar(work_words("overview.size_none"), found[None].tables))
        return bars


def _together(sums: Iterable[tuple[_Key, _Sum]]) -> dict[_Key, _Sum]:
    """The sums of each key in one."""
    found: defaultdict[_Key, _Sum] = defaultdict(_Sum)
    for key, one in sums:
        found[key].add(one.tables, one.money)
    return found


def _of_size(at: int, found: _Sum, year: int | None) -> Bar:
    when = work_words("overview.year", 年度=year) if year else ""
    low = money_in_short(STEPS[at - 1]) if at else ""
    high = money_in_short(STEPS[at]) if at < len(STEPS) else ""
    kind = "size" if low and high else "size_first" if high else "size_last"
    asked = "ask_between" if low and high else "ask_below" if high else "ask_above"
    slots = {"size": {"下": low, "上": high}, "size_first": {"上": high}, "size_last": {"下": low}}[kind]
    question = work_words(f"overview.{asked}", 年度=when, **slots)
    return Bar(work_words(f"overview.{kind}", **slots), found.tables, found.money, asked=question)


def money_in_short(amount: Decimal) -> str:
    """An amount in 万元, from 1亿元 on in 亿元, rounded to what a glance takes in."""
    if abs(amount) >= 100_000_000:
        return work_words("overview.hundred_million", 数=_short(amount / 100_000_000))
    return work_words("overview.ten_thousand", 数=_short(amount / 10_000))


def _short(number: Decimal) -> str:
    text = f"{number:,.2f}" if abs(number) < 100 else f"{number:,.1f}"
    return text.rstrip("0").rstrip(".")
