"""What the goal's text promises in figures (目标里的数): each quantity with the words around it that say what it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.chinese.quantities import QuantityMention, find_quantities
from assistant.model.record import record
from assistant.review.vocabulary import content, is_money, pairs, same_unit

if TYPE_CHECKING:
    from assistant.review.case import Case, Row

_CLAUSE = re.compile(r"[,，;；。!！:：]|(?<=[^\d])\d{1,2}[.、](?=[^\d])")
_PER = re.compile(r"每(?:[^\d,，;；。、]{1,8})$|人均$|户均$|亩均$|生均$|平均$|单价$|标准(?:为|是)?$")
_PART = re.compile(r"其中|包括|含")
_PLACE = re.compile(r"在$|位于$|涉及$|分布(?:在|于)?$|全市$|全县$|全区$|全镇$|全乡$|辖区$|现有$|共有$|下辖$")
_CONTRASTS = (
    "新建",
    "改建",
    "扩建",
    "改造",
    "维修",
    "修缮",
    "新增",
    "续建",
    "补植",
    "拆除",
    "购置",
    "租赁",
    "更换",
    "维护",
    "养护",
    "管护",
    "培训",
    "演出",
    "招录",
)
"""Words that make another matter of the same thing: 新建道路 and 改造道路."""


@record
class GoalNumber:
    """One quantity of the goal."""

    mention: QuantityMention
    clause: str
    """The clause that it stands in."""
    around: str
    """What it counts, as far as its own words say: those before it in the clause and those behind its unit."""
    is_price: bool
    """Money reckoned by something: 每人每天600元, 5万元/个."""
    is_part: bool
    """Named as a part of a figure before it (其中 …)."""
    is_place: bool
    """Only says where: 在4个林场."""

    @property
    def text(self) -> str:
        return self.mention.text


def goal_numbers(case: Case) -> tuple[GoalNumber, ...]:
    """The quantities of the annual goal in order; years, dates and numbering are none."""
    goal = case.goal
    if not goal:
        return ()
    found = []
    mentions = find_quantities(goal)
    for at, mention in enumerate(mentions):
        if mention.unit is None and (not mention.scaled or goal[mention.end : mention.end + 1] in ".、"):
            continue
        start = max((match.end() for match in _CLAUSE.finditer(goal, 0, mention.start)), default=0)
        stop = next((match.start() for match in _CLAUSE.finditer(goal, mention.end)), len(goal))
        before_start = max(start, mentions[at - 1].end if at else 0)
        after_stop = min(stop, mentions[at + 1].start if at + 1 < len(mentions) else stop)
        before, after = goal[before_start : mention.start], goal[mention.end : after_stop]
        unit = mention.unit or ""
        price = is_money(mention) and ("/" in unit or bool(_PER.search(goal[start : mention.start])) or "每" in before)
        sentence_start = (
            max(goal.rfind("。", 0, mention.start), goal.rfind(";", 0, mention.start), goal.rfind("；", 0, mention.start)) + 1
        )
        part = bool(_PART.search(goal[sentence_start : mention.start])) or bool(re.search(r"其中[^。]*$", goal[: mention.start]))
        around = f"{before} {after}"
        found.append(GoalNumber(mention, goal[start:stop], around, price, part, bool(_PLACE.search(before))))
    return tuple(found)


def speaks_of(number: GoalNumber, name: str) -> float:
    """How surely a quantity of the goal counts what a row's name says, 0 to 1."""
    topics, said = content(name), content(number.around)
    if not topics:
        return 0.0
    own, other = _contrasts(name), _contrasts(number.around)
    if own and other and own.isdisjoint(other):
        return 0.0
    common = share_either(topics, said)
    if not common:
        return 0.5 * share_either(topics, content(number.clause))
    return common


def share_either(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller of two sets stands in the larger."""
    smaller, larger = sorted((one, other), key=len)
    return len(smaller & larger) / len(smaller) if smaller else 0.0


def covered(number: GoalNumber, row: Row) -> bool:
    """Does the row hold the number, in its value or its name, whatever the measure word?"""
    low, high = number.mention.low, number.mention.high
    quantity = row.indicator.value.quantity
    if quantity is not None and (quantity.low, quantity.high) == (low, high):
        return True
    return any((said.low, said.high) == (low, high) for said in (*row.numbers, *row.name_numbers))


def _contrasts(text: str) -> set[str]:
    return {word for word in _CONTRASTS if word in text}


def likeness(one: str, other: str) -> float:
    """How much two short texts have in common, pair by pair."""
    return share_either(pairs(one), pairs(other))


_SURE = 0.5
"""From this on a quantity of the goal counts what the row's name says."""


def number_conflicts(case: Case) -> dict[int, tuple[GoalNumber, ...]]:
    """Quantity rows that the goal contradicts, by index, with the goal's quantities of the same thing; several add up."""
    rows = [row for row in case.own(case.of("数量指标")) if row.indicator.value.quantity is not None and row.name]
    assigned: dict[int, list[GoalNumber]] = {}
    for number in case.goal_numbers:
        if number.is_price or number.is_part or number.is_place or number.mention.unit is None or is_money(number.mention):
            continue
        best = max(
            ((speaks_of(number, row.name), -row.index) for row in rows if _comparable(number, row)),
            default=(0.0, 0),
        )
        if best[0] >= _SURE:
            assigned.setdefault(-best[1], []).append(number)
    return {index: tuple(numbers) for index, numbers in assigned.items() if _contradict(numbers, case.rows[index])}


def _comparable(number: GoalNumber, row: Row) -> bool:
    quantity = row.indicator.value.quantity
    return quantity is not None and not quantity.is_range and same_unit(quantity.unit, number.mention.unit)


def _contradict(numbers: list[GoalNumber], row: Row) -> bool:
    quantity = row.indicator.value.quantity
    if quantity is None or any(number.mention.low != number.mention.high for number in numbers):
        return False
    values = [number.mention.low for number in numbers]
    if len(values) == 1:
        return values[0] != quantity.low
    whole = sum(values)
    return quantity.low != whole and not (max(values) == quantity.low and whole == 2 * max(values) and len(values) > 2)
