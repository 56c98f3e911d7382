"""Counts and total-like costs that would have to move with the money: proposed with the arithmetic, never changed here."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.chinese.numerals import format_number
from assistant.chinese.quantities import find_quantities
from assistant.chinese.width import squeeze
from assistant.drafting.cells import Cell, amount_in_words, is_cost, is_sensible, money_text, read_for, row_name, text_in, where
from assistant.drafting.proportion import by_how_much, numbers_of, ratio, scaled
from assistant.drafting.trace import before_of
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.quantity import Quantity
from assistant.wording import load_toml, wording

CERTAIN = 3
"""A count with as many digits that are no closing zeros (6694名, 144个) was counted, not planned."""

LEAST = Decimal("0.05")
"""A total that moves by less calls for no other counts."""


def suggestions(table: GoalTable, old: Decimal | None, asked: frozenset[int]) -> list[Change]:
    """What the total's move from `old` means for rows that the official did not set; nothing where the total stays."""
    new = table.total
    if not is_sensible(old) or not is_sensible(new) or old == new:
        return []
    how = by_how_much(old, new)
    small = abs(ratio(old, new) - 1) < LEAST
    costs = [row for row in table.indicators if is_whole_cost(row)]
    costs_fit = sum((cost for row in costs if (cost := cost_of(row)) is not None), Decimal(0)) == new
    found = []
    for at, row in enumerate(table.indicators):
        if at in asked:
            continue
        if is_whole_cost(row):
            if not costs_fit and (not small or cost_of(row) == old):
                found.append(_cost(at, row, old, new, how))
        elif is_count(row) and not small:
            found.append(_count(at, row, table.indicators, old, new, how))
    return [change for change in found if change is not None]


def total_by_price(table: GoalTable, differences: Sequence[Change], old: Decimal | None, asked: frozenset[int]) -> list[Change]:
    """The total that a count by its unit cost comes to, where the official set either: 31个×5万元＝155万元.

    Proposed only where the base's total was this product as well, or where the table has no total.
    """
    for at, row in enumerate(table.indicators):
        price = price_of(row, table.indicators)
        count = row.value.quantity
        if row.level2 != "数量指标" or price is None or count is None or count.is_range or price.is_range:
            continue
        priced = next(place for place, one in enumerate(table.indicators) if is_cost(one) and one.value.quantity == price)
        product = count.low * price.low
        if not ({at, priced} & asked) or product == table.total or not is_sensible(product):
            continue
        stood = [_stood(table, differences, place) for place in (at, priced)]
        was_product = old is not None and None not in stood and stood[0] * stood[1] == old  # type: ignore[operator]
        if table.total is not None and not was_product:
            continue
        key = "count_by_price_blank" if table.total is None else "count_by_price"
        slots = {"总额": amount_in_words(table.total)} if table.total is not None else {}
        why = wording("drafting/changes")(
            key, 数=_bare(row.value.text), 单价=amount_in_words(price.low), 合计=amount_in_words(product), **slots
        )
        cell = Cell("total")
        return [Change(where(table, cell), text_in(table, cell), money_text(product), ChangeKind.SUGGESTED, why, "total")]
    return []


def _stood(table: GoalTable, differences: Sequence[Change], at: int) -> Decimal | None:
    """The number that the base has in the row's value."""
    cell = Cell(row=at, part="value")
    quantity = read_for(table.indicators[at], before_of(differences, table, cell)).quantity
    return quantity.low if quantity is not None and not quantity.is_range else None


def is_count(row: Indicator) -> bool:
    """Is it a row of quantity whose number counts what the money pays for? Lengths of time and measures of a thing are not."""
    quantity = row.value.quantity
    cues = load_toml("drafting/cues")["quantities"]
    if row.level2 != "数量指标" or quantity is None or quantity.low <= 0 or not numbers_of(row.value.text):
        return False
    if quantity.unit in ("%", "‰") or quantity.unit in cues["fixed_units"] or "/" in (quantity.unit or "").replace("人/次", ""):
        return False
    return not any(word in row.level3 for word in cues["fixed_names"])


def is_whole_cost(row: Indicator) -> bool:
    """Is it a cost of all that is done (9万元), not by the piece (500元/人, 每公里150万元)?"""
    amount = cost_of(row)
    if amount is None or amount <= 0:
        return False
    return not any(word in row.level3 for word in load_toml("drafting/cues")["quantities"]["unit_cost_names"]) and not any(
        mention.unit not in (None, "元") or mention.form != "exact" for mention in find_quantities(row.level3)
    )


def cost_of(row: Indicator) -> Decimal | None:
    """The yuan of a row of costs that names no piece; the unit may stand in the name (万元). None where it is no amount."""
    quantity = row.value.quantity
    if not is_cost(row) or quantity is None or quantity.is_range or quantity.unit not in (None, "元"):
        return None
    name = squeeze(row.level3)
    return quantity.low * 10_000 if quantity.unit is None and "万元" in name else quantity.low


def _cost(at: int, row: Indicator, old: Decimal, new: Decimal, how: str) -> Change | None:
    amount = cost_of(row)
    if amount is None:
        return None
    say = wording("drafting/changes")
    after = scaled(row.value.text, ratio(old, new), places=2 if _in_ten_thousands(row) else 0)
    key = "cost_is_total" if amount == old else "cost_share"
    why = say(key, 变化=how, 新值=_bare(after), 旧值=_bare(row.value.text), 旧=amount_in_words(old), 新=amount_in_words(new))
    return _suggested(at, row, after, why)


def _bare(value: str) -> str:
    """The value without sign and stop, for a sentence: ≥14公里 is 14公里."""
    return value.lstrip("≥≤<>=≧≦═＞＜＝ ").rstrip("。.；; ")


def _in_ten_thousands(row: Indicator) -> bool:
    return "万" in row.value.text or "亿" in row.value.text or "万元" in row.level3


def _count(at: int, row: Indicator, rows: Sequence[Indicator], old: Decimal, new: Decimal, how: str) -> Change | None:
    say = wording("drafting/changes")
    text = row.value.text
    after = scaled(text, ratio(old, new), places=2 if _in_ten_thousands(row) else 0)
    if after == text:
        return None
    if any(len(format_number(number).replace(".", "").strip("0")) >= CERTAIN for number in numbers_of(text)):
        why = say("counted", 变化=how, 旧值=text, 新值=_bare(after))
        return Change(row_name(row), text, text, ChangeKind.KEPT, why, row=at, part="value")
    return _suggested(
        at, row, after, say("count_share", 变化=how, 新值=_bare(after), 旧值=_bare(text)) + _product(row, rows, old)
    )


def _product(row: Indicator, rows: Sequence[Indicator], old: Decimal) -> str:
    """What the count came to by its unit cost, where that was the old total: 20个×1万元正好是原总额."""
    price = price_of(row, rows)
    quantity = row.value.quantity
    if price is None or quantity is None or quantity.low * price.low != old or quantity.is_range or price.is_range:
        return ""
    return wording("drafting/changes")("product", 数=row.value.text, 单价=amount_in_words(price.low), 总额=amount_in_words(old))


def price_of(row: Indicator, rows: Sequence[Indicator]) -> Quantity | None:
    """The unit cost that the count is paid by: the only row in 元 by its unit, where no other count has this unit."""
    unit = row.value.quantity.unit if row.value.quantity else None
    if unit is None:
        return None
    counts = [one for one in rows if one.level2 == "数量指标" and one.value.quantity and one.value.quantity.unit == unit]
    prices = [
        one.value.quantity for one in rows if is_cost(one) and one.value.quantity and one.value.quantity.unit == f"元/{unit}"
    ]
    return prices[0] if len(prices) == 1 and len(counts) == 1 else None


def _suggested(at: int, row: Indicator, after: str, why: str) -> Change | None:
    text = row.value.text
    if after == text:
        return None
    return Change(row_name(row), text, after, ChangeKind.SUGGESTED, why, row=at, part="value")
