"""What the goal's text promises in figures (目标里的数): each quantity with the words around it that say what it counts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.chinese.numerals import format_amount, format_number
from assistant.chinese.quantities import QuantityMention
from assistant.model.record import record
from assistant.review.vocabulary import content, is_money, pairs, quantities_in, same_unit, tokens

if TYPE_CHECKING:
    from assistant.review.case import Case, Row

_CLAUSE = re.compile(r"[,，;；。!！:：]|(?<=[^\d])\d{1,2}[.、](?=[^\d])")
_PER = re.compile(r"每(?:[^\d,，;；。、]{1,8})$|人均$|户均$|亩均$|生均$|平均$|单价$|标准(?:为|是)?$")
_EMPTY = frozenset(
    {"组织", "开展", "举办", "完成", "人数", "数量", "面积", "个数", "次数", "的", "和", "与", "及", "期", "以上", "人次", "总"}
)
_JOINED = re.compile(r"[、及和与]")
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
    found: list[GoalNumber] = []
    mentions = quantities_in(goal)
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
        around = f"{before} {_JOINED.split(after)[0]}"
        joined = bool(found) and found[-1].is_place and bool(re.fullmatch(r".{0,6}[和及、与]", before))
        place = joined or bool(_PLACE.search(before)) or mention.unit in ("周岁", "岁")
        found.append(GoalNumber(mention, goal[start:stop], around, price, part, place))
    return tuple(found)


def speaks_of(number: GoalNumber, name: str) -> float:
    """How surely a quantity of the goal counts what a row's name says, 0 to 1."""
    topics, said = content(name), content(number.around)
    if not topics:
        return 0.0
    own, other = _contrasts(name), _contrasts(number.around)
    if own and other and own.isdisjoint(other):
        return 0.0
    common = max(share_either(topics, said), _words_shared(name, number.around))
    if not common:
        return 0.5 * share_either(topics, content(number.clause))
    return common


def _words_shared(name: str, around: str) -> float:
    """How many words of the shorter of two texts stand in the longer."""
    smaller, larger = sorted((set(_words(name)), set(_words(around))), key=len)
    return len(smaller & larger) / len(smaller) if len(smaller) > 1 else 0.0


@lru_cache(maxsize=16_384)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in tokens(text) if word not in _EMPTY and word not in _CONTRASTS)


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


@record
class Product:
    """A unit price of the goal multiplied by the goal's quantities."""

    amount: Decimal
    shown: str
    """The working: 2期×30人×6天×450元＝16.2万元."""
    about: str
    """The part of the goal that states it."""


_INCOME = re.compile(r"收入|产值|增收|营收|收益|利润|销售")
_RECKONED = re.compile(
    r"每(个工作日|学期|季度|人|名|个|期|天|日|次|户|场|套|台|亩|月|年|村|所|家|位|班|生|处|项|辆|座|公里|平方米)"
)
_TIMES = {"月": Decimal(12), "个月": Decimal(12), "年": Decimal(1), "学期": Decimal(2), "季度": Decimal(4)}
_SENTENCE = re.compile(r"[。;；]")


def goal_products(case: Case) -> tuple[Product, ...]:
    """What the goal's unit prices come to, where it also states how many; one sentence after the other."""
    goal = case.goal
    ends = [match.start() for match in _SENTENCE.finditer(goal)] + [len(goal)]
    found = []
    start = 0
    for end in ends:
        numbers = [number for number in case.goal_numbers if start <= number.mention.start < end]
        prices = [number for number in numbers if number.is_price and not _INCOME.search(number.clause)]
        first = start
        for at, price in enumerate(prices):
            stop = prices[at + 1].mention.start if at + 1 < len(prices) else end
            counts = [number for number in numbers if first <= number.mention.start < stop and not is_money(number.mention)]
            if product := _product(goal[first:stop], first, price, counts):
                found.append(product)
                first = max((number.mention.end for number in counts), default=first)
        start = end
    return tuple(found)


def _product(text: str, offset: int, price: GoalNumber, counts: list[GoalNumber]) -> Product | None:
    """One price with its quantities; None where one of them is not stated."""
    at = price.mention.start - offset
    clause_start = max((match.end() for match in _CLAUSE.finditer(text, 0, at)), default=0)
    units = [unit for unit in (price.mention.unit or "").split("/")[1:] if unit]
    units += _RECKONED.findall(text, clause_start, at)
    if not units:
        return None
    factors: list[tuple[Decimal, str]] = []
    used: list[GoalNumber] = []
    for unit in dict.fromkeys(units):
        fitting = [number for number in counts if same_unit(number.mention.unit, unit) and number not in used]
        before = [number for number in fitting if number.mention.start < price.mention.start]
        named = before[-1] if before else next(iter(fitting), None)
        if named is not None:
            used.append(named)
            factors.append((named.mention.low, named.text))
        elif unit in _TIMES:
            factors.append((_TIMES[unit], "12个月" if unit in ("月", "个月") else f"{format_number(_TIMES[unit])}{unit}"))
        else:
            return None
    for number in tuple(used):
        per = _RECKONED.findall(number.clause.partition(number.text)[0])
        for unit in per:
            outer = next((other for other in counts if same_unit(other.mention.unit, unit) and other not in used), None)
            if outer is not None:
                used.append(outer)
                factors.insert(0, (outer.mention.low, outer.text))
    amount = price.mention.low
    for count, _ in factors:
        amount *= count
    shown = "×".join([*(text for _, text in factors), format_amount(price.mention.low)])
    return Product(amount, f"{shown}＝{format_amount(amount)}", text)


@record
class StatedParts:
    """A whole with its parts as a text states them, that do not add up."""

    whole: str
    parts: tuple[str, ...]
    summed: str
    gap: str


_OPEN_LIST = re.compile(r"等|左右|约|包括")


def stated_parts(text: str) -> tuple[StatedParts, ...]:
    """The wholes of a text whose stated parts (其中 …, or in brackets) come to another sum."""
    if "其中" not in text and "(" not in text:
        return ()
    found = []
    mentions = [mention for mention in quantities_in(text) if mention.unit is not None or mention.scaled]
    for at, whole in enumerate(mentions):
        after = text[whole.end : whole.end + 4]
        bracket = after.startswith("(")
        if bracket:
            stop = text.find(")", whole.end)
        elif re.match(r"[,，。;；]?其中", after):
            stop = next((match.start() for match in _SENTENCE.finditer(text, whole.end + 2)), len(text))
        else:
            continue
        inside = [mention for mention in mentions[at + 1 :] if mention.start < (stop if stop >= 0 else len(text))]
        parts = [mention for mention in inside if _same_measure(mention, whole)]
        if len(parts) < 2 or len(parts) != len(inside) or _OPEN_LIST.search(text[whole.end : stop]):
            continue
        summed = sum((mention.low for mention in parts), Decimal(0))
        if summed != whole.low and whole.low == whole.high:
            shown = (_amount(whole, whole.low), _amount(whole, summed), _amount(whole, abs(summed - whole.low)))
            found.append(StatedParts(shown[0], tuple(mention.text for mention in parts), shown[1], shown[2]))
    return tuple(found)


def _same_measure(one: QuantityMention, other: QuantityMention) -> bool:
    return one.unit == other.unit or (one.scaled and other.scaled and None in (one.unit, other.unit))


def _amount(like: QuantityMention, number: Decimal) -> str:
    if is_money(like) or (like.scaled and like.unit is None):
        return format_amount(number)
    return f"{format_number(number)}{like.unit or ''}"
