"""The same number in the goal, in quantities and in costs: where one was changed, the others are pointed out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.chinese.quantities import QuantityMention, find_quantities, read_value
from assistant.drafting.cells import Cell, amount_in_words, is_cost, is_sensible, read_for, row_name, where
from assistant.drafting.proportion import numbers_of, plain_number
from assistant.drafting.trace import asked_cells, is_difference
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import GoalTable
from assistant.model.quantity import Quantity
from assistant.model.record import record
from assistant.wording import load_toml, wording

_NOT_LOWERED = ("质量指标", "服务对象满意度指标")
TELLING = 10
"""Numbers below are the same in two rows by chance."""


@record
class _Moved:
    """A row whose number was changed."""

    at: int
    name: str
    before: str
    after: str
    old: Quantity
    new: Quantity


def remarks(table: GoalTable, differences: Sequence[Change], old_total: Decimal | None) -> list[Change]:
    """What the goal and other rows still say of numbers that were changed, and of the total."""
    moved = list(_moved(table, differences))
    asked = asked_cells(differences)
    return [*_goal(table, moved, differences, old_total), *_rows(table, moved, asked)]


def _moved(table: GoalTable, differences: Sequence[Change]) -> Iterator[_Moved]:
    for one in differences:
        if one.row is None or one.part != "value" or not one.before or not one.after or not is_difference(one):
            continue
        row = table.indicators[one.row]
        old, new = read_for(row, one.before).quantity, row.value.quantity
        if old is not None and new is not None and (old.low, old.high) != (new.low, new.high):
            yield _Moved(one.row, row.level3 or row_name(row), one.before, one.after, old, new)


def _goal(table: GoalTable, moved: Sequence[_Moved], differences: Sequence[Change], old_total: Decimal | None) -> list[Change]:
    """What the goal still says, as one proposal with all that can be told apart in it, and what cannot as kept."""
    text, whys, doubts = table.goal, [], []
    say = wording("drafting/changes")
    for row in moved:
        places = [mention for mention in find_quantities(text) if _same(mention, row.old)]
        if any(_same(mention, row.new) for mention in find_quantities(table.goal)) or not places:
            continue
        if len(places) > 1:
            doubts.append(say("goal_row_several", 行=row.name, 旧=row.before, 新=row.after, 数=places[0].text))
            continue
        whys.append(say("goal_row", 行=row.name, 旧=row.before, 新=row.after, 数=places[0].text))
        text = _written(text, places[0], row.new)
    new = table.total
    if is_sensible(old_total) and is_sensible(new) and new != old_total:
        whole = Quantity(old_total, old_total, "元")
        places = [mention for mention in find_quantities(text) if _same(mention, whole)]
        if len(places) == 1:
            whys.append(say("goal_old_total", 旧=places[0].text, 新=amount_in_words(new)))
            text = text[: places[0].start] + amount_in_words(new) + text[places[0].end :]
    for one in differences:
        quantity = read_value(one.before).quantity if one.row is None and one.field == "" and is_difference(one) else None
        if quantity is not None and (places := [mention for mention in find_quantities(table.goal) if _same(mention, quantity)]):
            doubts.append(say("goal_removed", 行=one.where, 数=places[0].text))
    goal = Cell("goal")
    found = []
    if whys:
        found.append(Change(where(table, goal), table.goal, text, ChangeKind.SUGGESTED, "；".join(whys), "goal"))
    if doubts:
        found.append(Change(where(table, goal), table.goal, table.goal, ChangeKind.KEPT, "；".join(doubts), "goal"))
    return found


def _written(text: str, place: QuantityMention, new: Quantity) -> str:
    """The text with the new number where the old one stands, its unit and its 万 kept."""
    scale = next((sign for sign in "亿万" if sign in place.text), "")
    by = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4, "": Decimal(1)}[scale]
    number = plain_number(new.low / by)
    if new.is_range:
        number += "-" + plain_number(new.high / by)
    tail = re.sub(r"^[\d.,\-~至到 ]*[一二三四五六七八九十百千零两]*[亿万]?", "", place.text)
    return text[: place.start] + number + scale + tail + text[place.end :]


def _rows(table: GoalTable, moved: Sequence[_Moved], asked: frozenset[Cell]) -> Iterator[Change]:
    """Other rows with the number that one had, and a name that still says it."""
    say = wording("drafting/changes")
    for one in moved:
        row = table.indicators[one.at]
        if one.new.unit == one.old.unit == "%" and one.new.high < one.old.high and row.level2 in _NOT_LOWERED:
            text = row.value.text
            yield Change(row_name(row), text, text, ChangeKind.KEPT, say("lower", 旧=one.before), row=one.at, part="value")
        old = plain_number(one.old.low)
        if not one.old.is_range and Decimal(old) in numbers_of(row.level3) and Decimal(old) not in numbers_of(one.after):
            why = say("own_name", 数=old)
            yield Change(row_name(row), row.level3, row.level3, ChangeKind.KEPT, why, row=one.at, part="level3")
        if one.old.low < TELLING:
            continue
        for at, other in enumerate(table.indicators):
            quantity = other.value.quantity if other.level2 == "数量指标" or is_cost(other) else None
            if at == one.at or Cell(row=at, part="value") in asked or quantity is None:
                continue
            if (quantity.low, quantity.high) == (one.old.low, one.old.high) and _alike(quantity.unit, one.old.unit):
                text = other.value.text
                why = say("row_row", 行=one.name, 旧=one.before, 新=one.after, 数=text)
                yield Change(row_name(other), text, text, ChangeKind.KEPT, why, row=at, part="value")


def _same(mention: QuantityMention, quantity: Quantity) -> bool:
    return (mention.low, mention.high) == (quantity.low, quantity.high) and _alike(mention.unit, quantity.unit)


def _alike(one: str | None, other: str | None) -> bool:
    """Are the units the same, or said alike (人, 名), or is one not written?"""
    return one is None or other is None or one == other or alike(one) == alike(other)


def alike(unit: str) -> str:
    """The unit that stands for those that are the same in speech: 名 and 位 are 人; of a rate, for both its parts."""
    groups = load_toml("drafting/cues")["units"]["alike"]
    return "/".join(next((group[0] for group in groups if part in group), part) for part in unit.split("/"))
