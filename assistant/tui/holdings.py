"""What an archive holds by year, by department and by size, as bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.model.query import TableRow
from assistant.tui.cells import shown_line
from assistant.tui.commands import work_words

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

    def with_table(self, table: TableRow) -> Bar:
        """The bar with one more table."""
        return replace(self, tables=self.tables + 1, money=self.money + (table.total or 0))


def by_year(tables: Sequence[TableRow]) -> list[Bar]:
    """A bar for each year, latest first; tables without a year last."""
    bars: dict[int | None, Bar] = {}
    for table in tables:
        year = table.year
        label = work_words("overview.no_year") if year is None else str(year)
        bars[year] = bars.get(year, Bar(label, year=year)).with_table(table)
    return [bars[year] for year in sorted(bars, key=lambda year: -(year or 0))]


def by_department(tables: Iterable[TableRow], year: int | None) -> list[Bar]:
    """A bar for each department, most tables first, those beyond `DEPARTMENTS` together."""
    bars: dict[str, Bar] = {}
    for table in tables:
        name = shown_line(str(table.values.get("department") or ""))
        listed = f"{year or ''} {name}".strip() if name else ""
        bars[name] = bars.get(name, Bar(name or work_words("overview.no_department"), listed=listed)).with_table(table)
    found = sorted(bars.values(), key=lambda bar: (-bar.tables, -bar.money, bar.label))
    rest = found[DEPARTMENTS:]
    if len(rest) < 2:
        return found
    together = Bar(
        work_words("overview.others", 个数=len(rest)),
        sum(bar.tables for bar in rest),
        sum((bar.money for bar in rest), Decimal(0)),
    )
    return [*found[:DEPARTMENTS], together]


def by_size(tables: Iterable[TableRow], year: int | None) -> list[Bar]:
    """A bar for each step of the totals, smallest first, and one for tables without a total; none of them empty at the ends."""
    bars = [_of_size(at, year) for at in range(len(STEPS) + 1)]
    unknown = Bar(work_words("overview.size_none"))
    for table in tables:
        if table.total is None:
            unknown = unknown.with_table(table)
            continue
        at = sum(table.total >= step for step in STEPS)
        bars[at] = bars[at].with_table(table)
    filled = [at for at, bar in enumerate(bars) if bar.tables]
    shown = bars[filled[0] : filled[-1] + 1] if filled else []
    return [*shown, unknown] if unknown.tables else shown


def _of_size(at: int, year: int | None) -> Bar:
    when = work_words("overview.year", 年度=year) if year else ""
    low = money_in_short(STEPS[at - 1]) if at else ""
    high = money_in_short(STEPS[at]) if at < len(STEPS) else ""
    kind = "size" if low and high else "size_first" if high else "size_last"
    asked = "ask_between" if low and high else "ask_below" if high else "ask_above"
    slots = {"size": {"下": low, "上": high}, "size_first": {"上": high}, "size_last": {"下": low}}[kind]
    return Bar(work_words(f"overview.{kind}", **slots), asked=work_words(f"overview.{asked}", 年度=when, **slots))


def money_in_short(amount: Decimal) -> str:
    """An amount in 万元, from 1亿元 on in 亿元, rounded to what a glance takes in."""
    if abs(amount) >= 100_000_000:
        return work_words("overview.hundred_million", 数=_short(amount / 100_000_000))
    return work_words("overview.ten_thousand", 数=_short(amount / 10_000))


def _short(number: Decimal) -> str:
    text = f"{number:,.2f}" if abs(number) < 100 else f"{number:,.1f}"
    return text.rstrip("0").rstrip(".")
