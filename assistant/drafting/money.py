"""The money block for a new total: one source follows, several are not split for the official, a carry-over is asked for anew."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from assistant.chinese.numerals import CENT
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
from assistant.drafting.proportion import plain_number, ratio
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.wording import load_toml, wording

TOTAL = Cell("total")
_PARTS = 12
"""三分之一, 七分之二: parts that a factor in digits may stand for."""
_NEAR = Fraction(1, 500_000)
"""A factor in digits so near to a part is that part."""


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


def sum_remark(table: GoalTable) -> Change | None:
    """The entry, kind kept at the total, which says that the sources together are not the total; None where they are.

    It stands first in the list of changes of every draft of which it is true.
    """
    together = sums_differ(table)
    if together is None or table.total is None:
        return None
    say = wording("drafting/changes")
    parts = say("joint").join(f"{one.label}{amount_in_words(one.amount)}" for one in sources(table))
    key = "sum_more" if together > table.total else "sum_less"
    why = say(
        key,
        合计=amount_in_words(together),
        各项=parts,
        总额=amount_in_words(table.total),
        差=amount_in_words(abs(together - table.total)),
    )
    text = text_in(table, TOTAL)
    return Change(where(table, TOTAL), text, text, ChangeKind.KEPT, why, TOTAL.field)


@record
class Product:
    """An amount by a factor."""

    amount: Decimal
    how: str
    """The arithmetic in words: 90万元×2/3."""
    rounded: bool
    """Did it not come to whole yuan by itself?"""


def multiplied(amount: Decimal, factor: Decimal) -> Product:
    """The amount times the factor, and the arithmetic in words: 600000 and 90万元×2/3.

    A factor that is a part in digits (0.666667) is meant as the part; what was whole yuan becomes whole yuan, and is said to be
    rounded where it had to be.
    """
    exact = Fraction(factor)
    part = exact.limit_denominator(_PARTS)
    exact = part if abs(part - exact) < _NEAR else exact
    product = Fraction(amount) * exact
    whole = amount == amount.to_integral_value()
    step = Decimal(1) if whole else CENT
    with localcontext() as context:
        context.prec = 40
        result = (Decimal(product.numerator) / Decimal(product.denominator)).quantize(step, ROUND_HALF_UP)
    shown = plain_number(factor) if Fraction(factor) == exact else f"{exact.numerator}/{exact.denominator}"
    rounded = Fraction(result) != product
    how = wording("drafting/changes")("times_rounded" if rounded else "times", 数=amount_in_words(amount), 倍=shown)
    return Product(result, how, rounded)


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
