"""Cells of the head that a change is about: money and its parts, name, year, unit, and the goal's text."""

from __future__ import annotations

from decimal import Decimal

from assistant.chinese.numerals import format_number
from assistant.chinese.width import fold, squeeze
from assistant.chinese.years import find_years
from assistant.model.conversation import DraftChoice
from assistant.model.edit import Edit, SetField, SetFund, SetTotal, SetYear, WriteGoal
from assistant.model.goal_table import GoalTable
from assistant.model.interpretation import DraftDoubt, DraftTrouble, Obstacle
from assistant.questions.drafts.rows import quantities_in
from assistant.questions.drafts.values import unquoted
from assistant.questions.drafts.words import bare, choice_text, first_of, has, keys, trimmed, without, words

_LARGEST = Decimal(10) ** 12
"""Yuan: no project costs a trillion."""
_SMALL = Decimal(10_000)
"""A bare number below this as a total may mean 万元."""

Outcome = list[Edit] | DraftDoubt | DraftTrouble | None
"""What a clause comes to: edits, a doubt or a trouble; None where it says no change."""


def head_cell(target: str, table: GoalTable) -> str | None:
    """The head cell that the target names and nothing besides: its published key, or fund: and the label."""
    plain = plain_target(target)
    if not plain:
        return None
    for fund in table.funds:
        label = squeeze(fund.label).lower()
        if label and (plain == bare(label) or plain == label):
            return f"fund:{fund.label}"
    said = next((word for word in words("cell", "fund") if target.strip().endswith(word)), "")
    if said and not bare(target.strip().removesuffix(said)):
        return f"fund:{said}"
    for key in ("fiscal", "other", "project", "year", "unit", "department", "attribute", "period", "total"):
        if plain in {bare(word) or word for word in words("cell", key)}:
            if key in ("fiscal", "other"):
                label = next((fund.label for fund in table.funds if fund.label in words("cell", key)), words("cell", key)[0])
                return f"fund:{label}"
            return key
    return None


def plain_target(target: str) -> str:
    """The target without polite words; the word for a cell where nothing else is left (把这张表的目标)."""
    plain = bare(target)
    if plain:
        return plain
    return next((word for key in keys("cell") for word in words("cell", key) if word in target), "")


def head_set(cell: str, value: str, table: GoalTable) -> Outcome:
    """The new value of a head cell, by its published key."""
    if cell == "total":
        return total_of(value)
    if cell.startswith("fund:"):
        amount = money_in(value)
        if amount is None:
            return DraftTrouble(Obstacle.NO_VALUE, cell.removeprefix("fund:"))
        trouble = beyond(value, amount)
        return trouble if trouble is not None else [SetFund(cell.removeprefix("fund:"), amount)]
    if cell == "year":
        years = find_years(value) or find_years(f"{value}年")
        return [SetYear(years[0].years[0])] if years and len(years[0].years) == 1 else DraftTrouble(Obstacle.NO_VALUE, value)
    return [SetField(cell, unquoted(value))]


def total_of(value: str) -> Outcome:
    """The new total as typed, 两倍 and 120% as factors of the present one; a small bare number may mean 万元."""
    found = quantities_in(value)
    if len(found) == 1 and found[0].unit == "%" and found[0].low > 100:
        return [SetTotal(factor=found[0].low / 100)]
    if len(found) == 1 and found[0].unit == "倍":
        return [SetTotal(factor=found[0].low)]
    amount = money_in(value)
    if amount is None:
        return DraftTrouble(Obstacle.NO_VALUE, value) if not found else None
    trouble = beyond(value, amount)
    if trouble is not None:
        return trouble
    if found and found[0].unit is None and not found[0].scaled and amount < _SMALL and amount > 0:
        return _yuan_or_ten_thousand(value, amount)
    return [SetTotal(amount=amount)]


def _yuan_or_ten_thousand(value: str, amount: Decimal) -> DraftDoubt:
    """总额改成40: nobody says which unit."""
    plain = format_number(amount)
    return DraftDoubt(
        value,
        (
            DraftChoice(choice_text("ten_thousand", 数=plain), (SetTotal(amount=amount * 10_000),)),
            DraftChoice(choice_text("yuan", 数=plain), (SetTotal(amount=amount),)),
        ),
    )


def money_in(value: str) -> Decimal | None:
    """The one amount that a value is, in yuan, below zero where a sign says so; None where it is none."""
    found = quantities_in(value)
    if len(found) != 1 or not (found[0].unit in ("元", None) or found[0].scaled):
        return None
    sign = -1 if found[0].start and fold(value)[found[0].start - 1] in words("words", "negative") else 1
    return found[0].low * sign


def is_money(value: str) -> bool:
    """Is the value one amount of money, by its unit or its 万?"""
    found = quantities_in(value)
    return len(found) == 1 and (found[0].unit == "元" or found[0].scaled)


def beyond(value: str, amount: Decimal) -> DraftTrouble | None:
    """Amounts that no budget has."""
    if amount < 0:
        return DraftTrouble(Obstacle.BELOW_ZERO, value)
    return DraftTrouble(Obstacle.TOO_LARGE, value) if amount >= _LARGEST else None


def speaks_of_goal(text: str) -> bool:
    """Is the goal named (目标, not 目标值)?"""
    return has(without(text, words("cell", "not_goal")), "cell", "goal")


def goal_set(target: str, value: str) -> Outcome:
    """目标改成…, or with what is to be replaced: 目标里的20个改成30个."""
    said = behind_goal(target)
    inside = first_of(said, "row", "inside")
    instead = said.partition(inside)[2] if inside else said
    instead = unquoted(trimmed(instead, before="value_before").strip())
    if instead and bare(instead):
        return [WriteGoal(unquoted(value), instead_of=instead)]
    return [WriteGoal(unquoted(value), whole=True)]


def behind_goal(target: str) -> str:
    """What stands behind the word for the goal."""
    word = first_of(target, "cell", "goal")
    return target.partition(word)[2]
