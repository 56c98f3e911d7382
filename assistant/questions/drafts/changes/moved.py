"""A value or an amount that rises or falls by what is said (预算涨两成, 满意度提高两个百分点, 人数翻一番)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.chinese.quantities import QuantityMention
from assistant.model.edit import Edit, SetFund, SetTotal, ShiftValue
from assistant.model.goal_table import GoalTable
from assistant.model.interpretation import DraftTrouble, Obstacle
from assistant.questions.drafts.changes.target import implied, plainly, which_row
from assistant.questions.drafts.heads import Outcome, beyond, head_cell, is_money, plain_target
from assistant.questions.drafts.rows import quantities_in, rows_meant
from assistant.questions.drafts.values import readable, without_project
from assistant.questions.drafts.words import bare, has, words


def moved(kind: str, before: str, behind: str, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """预算涨两成, 满意度提高两个百分点, 人数翻一番."""
    target = without_project(before, table)
    if not plainly(target) and not touched and kind in ("raise", "lower"):
        target = ""
    down = kind in ("lower", "half")
    factor: Decimal | None = {"twice": Decimal(2), "half": Decimal("0.5")}.get(kind)
    by: Decimal | None = None
    quantity: QuantityMention | None = None
    points = False
    if factor is None:
        quantity = quantities_in(behind)[0]
        points = _in_points(behind, quantity)
        if quantity.unit == "倍":
            factor = 1 + quantity.low if not down else None
        elif quantity.unit == "%" and not points:
            factor = 1 + quantity.low / 100 * (-1 if down else 1)
        else:
            by = quantity.low * (-1 if down else 1)
    if by is not None:
        for earlier, more in pairwise(quantities_in(behind)):
            between = bare(behind[earlier.end : more.start])
            sign = 1 if between in words("verb", "raise") else -1 if between in words("verb", "lower") else 0
            if not sign:
                return DraftTrouble(Obstacle.NO_VALUE, behind)
            by += more.low * sign
    cell = head_cell(target, table) if plainly(target) or plain_target(target) else None
    if cell is None and factor is not None and not plainly(target) and (kind in ("twice", "half") or not points) and not touched:
        cell = "total"
    if cell == "total" or (cell is None and not plainly(target) and not touched and (quantity is None or is_money(behind))):
        return _total_moved(by, factor, table, behind)
    if cell is not None and cell.startswith("fund:"):
        label = cell.removeprefix("fund:")
        now = next((fund.amount for fund in table.funds if fund.label == label), None)
        if now is None:
            return DraftTrouble(Obstacle.NO_VALUE, label)
        amount = now * factor if factor is not None else now + (by or 0)
        trouble = beyond(behind, amount)
        return trouble if trouble is not None else [SetFund(label, amount)]
    meant = rows_meant(target, table, touched, value=behind) if plainly(target) else implied(table, touched, behind)
    if not meant.rows:
        return DraftTrouble(Obstacle.NO_ROW, readable(target)) if plainly(target) else None

    def edits(rows: tuple[int, ...]) -> list[Edit]:
        plain = by if by is not None or not _is_percent(table, rows) or quantity is None else None
        if plain is None and factor is not None and quantity is not None and quantity.unit == "%" and _is_percent(table, rows):
            return [ShiftValue(rows, by=quantity.low * (-1 if down else 1))]
        return [ShiftValue(rows, by=by, factor=factor)]

    if meant.definite or len(meant.rows) == 1:
        return edits(meant.rows)
    return which_row(target, meant.rows, table, edits)


def _is_percent(table: GoalTable, rows: Sequence[int]) -> bool:
    """满意度提高2%: of a percentage, per cents are points."""
    quantities = [table.indicators[at].value.quantity for at in rows]
    return all(quantity is not None and quantity.unit == "%" for quantity in quantities)


def _in_points(text: str, quantity: QuantityMention) -> bool:
    return has(text, "row", "points") or quantity.unit in words("row", "point_units")


def _total_moved(by: Decimal | None, factor: Decimal | None, table: GoalTable, said: str) -> Outcome:
    if factor is not None:
        return [SetTotal(factor=factor)] if factor >= 0 else DraftTrouble(Obstacle.BELOW_ZERO, said)
    if table.total is None or by is None:
        return DraftTrouble(Obstacle.NO_VALUE, said)
    amount = table.total + by
    trouble = beyond(said, amount)
    return trouble if trouble is not None else [SetTotal(amount=amount)]
