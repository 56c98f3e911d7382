"""The money block for a new total: one source follows, several are not split for the official, a carry-over is asked for anew."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.drafting.cells import (
    Cell,
    amount_in,
    amount_in_words,
    is_sensible,
    money_cells,
    money_text,
    text_in,
    where,
    with_amount,
)
from assistant.drafting.proportion import ratio
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.wording import load_toml, wording

TOTAL = Cell("total")


@record
class Source:
    """A row of the money block that holds an amount above zero."""

    cell: Cell
    label: str
    amount: Decimal


def sources(table: GoalTable) -> tuple[Source, ...]:
    """The rows that the money comes from, in the order of the form."""
    found = []
    for cell in money_cells(table):
        amount = amount_in(table, cell)
        if is_sensible(amount):
            found.append(Source(cell, where(table, cell), amount))
    return tuple(found)


def is_carried_over(label: str) -> bool:
    """Is it money left from the year before (上年结转)?"""
    return any(word in label for word in load_toml("drafting/cues")["money"]["carried_over"])


def without_carry_over(table: GoalTable) -> tuple[GoalTable, tuple[Change, ...]]:
    """The table with what was left of the year before blanked: last year's figure is not this year's."""
    changes = []
    for source in sources(table):
        if is_carried_over(source.label):
            table = with_amount(table, source.cell, None)
            before = money_text(source.amount)
            why = wording("drafting/changes")("carried_over")
            changes.append(Change(source.label, before, "", ChangeKind.SUGGESTED, why, field=source.cell.field))
    return table, tuple(changes)


def followers(table: GoalTable, old: Decimal | None) -> tuple[Source, ...]:
    """The rows that are all of the money and so follow the total: the only source, or rows that repeat the total `old`.

    () where several sources share it.
    """
    found = [source for source in sources(table) if not is_carried_over(source.label)]
    if len(found) == 1:
        return tuple(found)
    return tuple(source for source in found if _is_subtotal(source, found, old))


def with_total(table: GoalTable, new: Decimal | None) -> tuple[GoalTable, tuple[tuple[Cell, str], ...]]:
    """The table with the total, and with the rows that follow it; the cells that followed with what stood in them."""
    followed = followers(table, table.total) if new is not None else ()
    before = tuple((source.cell, text_in(table, source.cell)) for source in followed)
    table = with_amount(table, TOTAL, new)
    for source in followed:
        table = with_amount(table, source.cell, new)
    return table, before


def sums_differ(table: GoalTable) -> Decimal | None:
    """The sum of the sources where it is not the total; None where it is, or where nothing can be summed.

    A row that repeats the total is a subtotal, and its parts are not added to it.
    """
    found = sources(table)
    if table.total is None or not table.total.is_finite() or not found:
        return None
    together = sum((one.amount for one in found), Decimal(0))
    return None if together == table.total or any(_is_subtotal(one, found, table.total) for one in found) else together


def _is_subtotal(source: Source, found: Sequence[Source], total: Decimal | None) -> bool:
    """Does the row repeat the total, so that the others are its parts? By chance a single source may be as much as the total."""
    others = sum((one.amount for one in found if one is not source), Decimal(0))
    named = source.cell.field == "fiscal" or any(word in source.label for word in load_toml("drafting/cues")["money"]["subtotal"])
    return source.amount == total and (others in (0, total) or (named and others < source.amount))


def in_proportion(amounts: tuple[Decimal, ...], old: Decimal, new: Decimal) -> tuple[Decimal, ...]:
    """The parts of `old` as parts of `new`, in whole yuan where both are; the last takes what is left."""
    share = ratio(old, new)
    step = Decimal(1) if new == new.to_integral_value() else Decimal("0.01")
    parts = [(amount * share).quantize(step, ROUND_HALF_UP) for amount in amounts]
    if parts and sum(amounts) == old:
        parts[-1] = new - sum(parts[:-1], Decimal(0))
    return tuple(parts)


def suggestions(table: GoalTable, old: Decimal | None, asked: frozenset[Cell]) -> list[Change]:
    """How several sources would share the total in the proportion that they have; not for rows that the official set."""
    new = table.total
    if not is_sensible(old) or not is_sensible(new) or old == new or sums_differ(table) is None:
        return []
    found = [one for one in sources(table) if one.cell not in asked]
    together = sum((one.amount for one in found), Decimal(0))
    left = new - sum((one.amount for one in sources(table) if one.cell in asked), Decimal(0))
    if not found or left <= 0:
        return []
    changes = []
    for one, amount in zip(found, in_proportion(tuple(one.amount for one in found), together, left), strict=True):
        if amount != one.amount:
            why = wording("drafting/changes")("fund_share", 总额=amount_in_words(new), 数=amount_in_words(amount))
            before, after = money_text(one.amount), money_text(amount)
            changes.append(Change(one.label, before, after, ChangeKind.SUGGESTED, why, field=one.cell.field))
    return changes
