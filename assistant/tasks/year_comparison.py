"""The tables of one project in two years (与上年、下年对照), cell beside cell, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from assistant.chinese.width import squeeze
from assistant.drafting.differences import row_pairs
from assistant.drafting.years import without_years
from assistant.errors import UnknownName
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.query import TableRow
from assistant.model.record import record
from assistant.store.series import series_of
from assistant.tasks.tables import list_projects
from assistant.tasks.workspace import Workspace
from assistant.wording import wording


class Difference(StrEnum):
    """How two cells differ."""

    SAME = "same"
    YEAR = "year"
    """In the year alone."""
    CHANGED = "changed"
    ADDED = "added"
    """Only the later table has it."""
    REMOVED = "removed"
    """Only the earlier one has it."""


@record
class ComparedCell:
    """One line of the comparison."""

    label: str
    """What stands there: 年度资金总额, 数量指标 培训人数 …"""
    before: str
    after: str
    difference: Difference
    note: str = ""
    """By how much a number differs; "" where it is none."""
    is_row: bool = False
    """Does it belong to the indicators?"""


@record
class YearComparison:
    """Two tables of one project, the earlier first."""

    earlier: GoalTable
    later: GoalTable
    cells: tuple[ComparedCell, ...]


def compare_years(workspace: Workspace, key: int, step: int) -> YearComparison:
    """The table of this key beside the one so many years of the project before (below zero) or after it.

    Years without a table are passed over. Raises UnknownName with the years there are, where none is left in that direction.
    """
    table = workspace.store.load(key)
    same = _of_the_same_project(list_projects(workspace), key, table)
    at = next(place for place, row in enumerate(same) if row.key == key)
    if table.year is None or not 0 <= at + step < len(same):
        words = wording("interface/comparison")
        years = "、".join(str(row.year) for row in same if row.key != key)
        problem = "no_year" if table.year is None else "no_earlier" if step < 0 else "no_later"
        advice = words("other_years", 年度=years) if years else words("no_other_years")
        raise UnknownName(words(problem, 项目=table.project, 年度=table.year), advice)
    other = workspace.store.load(same[at + step].key)
    return compared_tables(*((other, table) if step < 0 else (table, other)))


def _of_the_same_project(rows: Sequence[TableRow], key: int, table: GoalTable) -> list[TableRow]:
    """The project's tables, one a year, earliest first: those of the same unit, else the only one of the name in a year."""
    series = series_of(table.project)
    of_year: dict[int, list[TableRow]] = {}
    for row in rows:
        if row.key != key and row.year not in (None, table.year) and series_of(row.project) == series:
            of_year.setdefault(row.year or 0, []).append(row)
    itself = next(row for row in rows if row.key == key)
    found = [itself]
    for others in of_year.values():
        same_unit = [row for row in others if squeeze(str(row.values.get("unit") or "")) == squeeze(table.unit)]
        if same_unit or len(others) == 1:
            found.append((same_unit or others)[0])
    return sorted(found, key=lambda row: row.year or 0)


def compared_tables(earlier: GoalTable, later: GoalTable) -> YearComparison:
    """All cells that are not blank in both, as the later form has them; a row that only the earlier has stands where it stood."""
    cells = (cell for cell in (*_head(earlier, later), *_rows(earlier, later)) if cell.before or cell.after or cell.is_row)
    return YearComparison(earlier, later, tuple(cells))


def _head(earlier: GoalTable, later: GoalTable) -> Iterator[ComparedCell]:
    names = wording("interface/check")
    for field in ("project", "department", "unit", "attribute", "period"):
        before, after = _text(earlier, field), _text(later, field)
        yield _cell(names(f"field.{field}"), before, after, difference=Difference.YEAR if field == "period" else None)
    yield _money(names("field.total"), earlier.total, later.total)
    funds = {fund.label: fund.amount for fund in earlier.funds}
    for fund in later.funds:
        yield _money(fund.label, funds.pop(fund.label, None), fund.amount)
    for label, amount in funds.items():
        yield _money(label, amount, None)
    for field in ("long_term_goal", "goal"):
        before, after = _text(earlier, field), _text(later, field)
        yield _cell(names(f"field.{field}"), before, after)


def _text(table: GoalTable, field: str) -> str:
    if field == "period" and not table.period and table.period_start and table.period_end:
        return f"{table.period_start}-{table.period_end}"
    return str(getattr(table, field))


def _cell(
    label: str, before: str, after: str, note: str = "", *, is_row: bool = False, difference: Difference | None = None
) -> ComparedCell:
    """`difference`: what it is where both are there and differ; None to find out."""
    if before == after:
        return ComparedCell(label, before, after, Difference.SAME, is_row=is_row)
    if not before or not after:
        kind = Difference.REMOVED if before else Difference.ADDED
        return ComparedCell(label, before, after, kind, is_row=is_row)
    only_years = without_years(before) == without_years(after)
    kind = difference or (Difference.YEAR if only_years else Difference.CHANGED)
    return ComparedCell(label, before, after, kind, note if kind is Difference.CHANGED else "", is_row)


def _money(label: str, before: Decimal | None, after: Decimal | None) -> ComparedCell:
    old, new = ("" if amount is None else f"{amount:,}" for amount in (before, after))
    if before is None or after is None or before == after:
        return _cell(label, old, new)
    more = after - before
    words = wording("interface/comparison")
    if not before:
        return _cell(label, old, new, words("more", 差=f"{more:+,}"))
    return _cell(label, old, new, words("more_share", 差=f"{more:+,}", 比例=f"{more / before * 100:+.1f}"))


def _rows(earlier: GoalTable, later: GoalTable) -> Iterator[ComparedCell]:
    paired = dict(row_pairs(earlier.indicators, later.indicators))
    gone = [at for at in range(len(earlier.indicators)) if at not in paired.values()]

    def gone_behind(at: int) -> Iterator[ComparedCell]:
        """Rows of the earlier table alone that stand right behind this one of it."""
        while at + 1 in gone:
            at += 1
            gone.remove(at)
            yield _removed(earlier.indicators[at])

    yield from gone_behind(-1)
    for at, row in enumerate(later.indicators):
        if at not in paired:
            yield ComparedCell(_label(row), "", row.value.text, Difference.ADDED, is_row=True)
        else:
            yield _row(earlier.indicators[paired[at]], row)
            yield from gone_behind(paired[at])


def _removed(row: Indicator) -> ComparedCell:
    return ComparedCell(_label(row), row.value.text, "", Difference.REMOVED, is_row=True)


def _label(row: Indicator) -> str:
    return " ".join(filter(None, (row.level2 or row.level1, row.level3)))


def _row(before: Indicator, after: Indicator) -> ComparedCell:
    """A row that both have; where it has another name, the names stand before the values."""
    old, new = before.value.text, after.value.text
    if squeeze(before.level3) != squeeze(after.level3):
        renamed = without_years(before.level3) != without_years(after.level3)
        kind = Difference.CHANGED if renamed or without_years(old) != without_years(new) else Difference.YEAR
        return ComparedCell(_label(after), f"{before.level3}：{old}", f"{after.level3}：{new}", kind, is_row=True)
    return _cell(_label(after), old, new, _by_how_much(before, after), is_row=True)


def _by_how_much(before: Indicator, after: Indicator) -> str:
    """How much more the number is; "" where either is none, or they are of different units."""
    old, new = before.value.quantity, after.value.quantity
    if old is None or new is None or old.unit != new.unit or (old.low, new.low) != (old.high, new.high):
        return ""
    if old.low == new.low:
        return ""
    return wording("interface/comparison")("more", 差=f"{new.low - old.low:+,.10g}")
