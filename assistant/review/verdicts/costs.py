"""How the costs add up against the total (成本核算), as a reviewer works it out on the margin.

Each cost row is a whole price or a unit price. A unit price looks for its quantity: first in its own name, then in the quantity
rows that speak of the same thing, then in the goal, last in rows that only share its unit. Months make 12, several standards for
the same people (一等, 二等) are a range and are not added up, ranges keep both ends. Where a row can be read in two ways both are
worked out; every combination is one reading with its bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import islice, product
from typing import TYPE_CHECKING

from assistant.chinese.numerals import format_amount, format_number
from assistant.chinese.quantities import QuantityMention
from assistant.model.indicator import Indicator
from assistant.model.record import record
from assistant.review.vocabulary import COSTS, bare_number, content, core, pairs, same_unit

if TYPE_CHECKING:
    from assistant.review.case import Case, Row

_MOST_READINGS = 64
_MONTHS = Decimal(12)
_TIMES = {
    "月": _MONTHS,
    "个月": _MONTHS,
    "年": Decimal(1),
    "年度": Decimal(1),
    "季度": Decimal(4),
    "季": Decimal(4),
    "学期": Decimal(2),
    "半年": Decimal(2),
}
_OVERALL = re.compile(
    r"总(?:成本|投入|投资|价|额|费用|预算|支出|经费|资金|造价)|预算(?:安排|总|控制|金额|数|资金|成本)|(?:项目|财政|专项|补助|拨款)资金(?:总|投入|规模|支出|补助)?$|"
    r"合计|资金总|总.{0,4}(?:成本|费用|经费|支出)|成本控制(?:数|总额|额)?$|控制在预算|不(?:突破|超过?)预算|项目(?:成本|费用|支出|经费|投资|预算)$|^(?:成本|经费|预算|资金|投资|费用)$"
)
_NO_COST = re.compile(r"节约|节省|节支|减少|降低|下降|收入|产值|增收|收益|利润|带动|撬动|税")
_CAPPED = re.compile(r"上限|最高|封顶|不高于|低保标准|保障标准|最低生活保障标准")
"""What is paid at most: of a guaranteed income (低保) only what is short of it is paid."""
_NAMED_PER = re.compile(r"每([人生户名月天日年])|(人|户|生)均")
_PEOPLE = frozenset("人生户名")
_MOST_TIMES = 500
_UNIT_NAMED = re.compile(
    r"单价|人均|户均|生均|亩均|均价|单位成本|每(?:[个人户亩名次期场月年套台所村座处辆件篇生天吨株班]|公里|平方米|学期|公顷)|标准$|标准\("
)
_CLASS = re.compile(
    r"[一二三四五六甲乙丙丁ABCDabcd][等级类档](?:奖|次)?|特等|优秀|优良|良好|称职|合格|达标|高级|中级|初级|省级|市级|县级|国家级|\d+[一-鿿]{0,3}?及?以[上下内]|"
    r"\d+-\d+(?:万|千)?(?:周岁|岁|人|户|亩|元|公里|平方米|年)?|大型|中型|小型|重度|轻度|中度|低于|高于|超过"
)
_CONDITION = re.compile(r"(?:≥|≤|>|<)?\d+(?:-\d+)?(?:万|千)?[一-鿿]{0,4}?(?:及)?(?:以[上下内]|之间)?")
_IN_BRACKET = re.compile(r"\([^()]*?(万?元)(?:/[^()]*)?\)$")


class Verdict(StrEnum):
    """How the readings stand to the total."""

    NONE = "none"
    """Nothing to add up."""
    FITS = "fits"
    OVER = "over"
    UNDER = "under"
    DEPENDS = "depends"


@record
class Term:
    """One cost row in one reading."""

    low: Decimal
    high: Decimal | None
    """None where what it has to be multiplied by is not stated, so that there is no upper bound."""
    shown: str
    """The working: 七一慰问50人×500元＝2.5万元."""
    missing: str = ""
    """The unit that is counted nowhere; "" where nothing is missing."""
    sure: bool = True
    """Paired by name, not by unit alone."""
    full: Decimal | None = None
    """The product with the whole quantity where that is in doubt, its lower bound; None otherwise."""


@record
class Reading:
    """One way to read all cost rows together."""

    terms: tuple[Term, ...]
    low: Decimal
    high: Decimal | None

    @property
    def complete(self) -> bool:
        """Nothing is missing and nothing paired by its unit alone."""
        return all(not term.missing and term.sure for term in self.terms)

    @property
    def full(self) -> Decimal | None:
        """The sum with whole quantities, its lower bound; None where something is missing."""
        if any(term.missing for term in self.terms):
            return None
        return sum((term.low if term.full is None else term.full for term in self.terms), Decimal(0))

    @property
    def shown(self) -> str:
        """The working of the whole: each row, then the sum."""
        rows = "；".join(term.shown for term in self.terms)
        return f"{rows}，合计{bounds(self.low, self.high)}" if len(self.terms) > 1 else rows


@record
class Costs:
    """What the costs come to."""

    verdict: Verdict
    readings: tuple[Reading, ...]
    literal: Decimal
    """Sum of the first reading's lower bounds: what a quick reader adds up."""
    nameless: bool = False
    """A cost row without a name decides whether it fits."""


@record
class _Line:
    """A cost row as read."""

    row: Row
    low: Decimal
    high: Decimal
    per: tuple[str, ...]
    """What the price is reckoned by, unit by unit; () for a whole price."""
    unsure: bool
    """No unit is printed."""

    @property
    def label(self) -> str:
        return self.row.indicator.level3 or "没有名称的一行"

    @property
    def amount(self) -> str:
        return bounds(self.low, self.high)


NOTHING = Costs(Verdict.NONE, (), Decimal(0))


def bounds(low: Decimal, high: Decimal | None) -> str:
    """An amount, a range of amounts, or an amount without upper bound, as officials write it."""
    if high is None:
        return f"至少{format_amount(low)}"
    return format_amount(low) if low == high else f"{format_amount(low)}～{format_amount(high)}"


def work_out(case: Case) -> Costs:
    """The readings of a table's costs and how they stand to its total, within the tolerances of the two rules on it."""
    total = case.table.total
    over = 1 + Decimal(str(case.option("cost-total-over", "容差（%）", 1))) / 100
    under = 1 - Decimal(str(case.option("cost-total-under", "差额比例（%）", 10))) / 100
    rows = [row for row in case.own(case.of(*COSTS)) if not _NO_COST.search(row.name)]
    lines = [line for row in rows if (line := _line(row)) is not None]
    if total is None or total <= 0 or not lines:
        return NOTHING
    overall = [line for line in lines if not line.per and _OVERALL.search(line.row.name)]
    if overall:
        lines = overall[:1]
    if any(not line.per and line.low <= total <= line.high for line in lines):
        return Costs(Verdict.FITS, (), total)
    readings = _readings(case, lines)
    if kinds := _kinds(case, lines):
        readings += _readings(case, lines, kinds)
    nameless = [line for line in lines if not line.row.name]
    if nameless and len(nameless) < len(lines):
        readings += _readings(case, [line for line in lines if line.row.name])
    verdict = _verdict(readings, total, over, under)
    if nameless and verdict is Verdict.FITS and not _fits(readings[0], total, over, under):
        verdict = Verdict.DEPENDS
    if verdict is Verdict.UNDER and _lacks_factor(lines, readings, total):
        verdict = Verdict.DEPENDS
    if verdict in (Verdict.OVER, Verdict.DEPENDS) and _written_twice(case, lines, total, over, under):
        verdict = Verdict.FITS
    return Costs(verdict, tuple(readings), readings[0].low, bool(nameless))


def _verdict(readings: Sequence[Reading], total: Decimal, over: Decimal, under: Decimal) -> Verdict:
    if any(reading.complete and _fits(reading, total, over, under) for reading in readings):
        return Verdict.FITS
    if any(
        reading.full is not None and reading.full <= total * over and _fits(reading, total, over, under) for reading in readings
    ):
        return Verdict.FITS
    if all(reading.low > total * over for reading in readings):
        return Verdict.OVER
    if all(reading.complete and reading.high is not None and reading.high < total * under for reading in readings):
        return Verdict.UNDER
    return Verdict.DEPENDS


def _fits(reading: Reading, total: Decimal, over: Decimal, under: Decimal) -> bool:
    return reading.low <= total * over and (reading.high is None or reading.high >= total * under)


def _lacks_factor(lines: Sequence[_Line], readings: Sequence[Reading], total: Decimal) -> bool:
    """Is the one price, by the time and not by heads, a whole number of times in the total, so that 20 people are not written?"""
    if len(lines) != 1 or len(readings) != 1 or _PEOPLE.intersection(lines[0].per) or readings[0].low != readings[0].high:
        return False
    if not lines[0].per or any(unit not in _TIMES and unit not in ("次", "天", "日", "场") for unit in lines[0].per):
        return False
    times = total / readings[0].low
    whole = times.to_integral_value()
    return 2 <= whole <= _MOST_TIMES and abs(times - whole) * 100 <= whole


def _kinds(case: Case, lines: Sequence[_Line]) -> dict[int, str]:
    """Lines whose prices may be for kinds of one thing (县道养护标准, 乡道养护标准) that is counted but once, by index, with what
    they share; {} where there are none."""
    found: dict[int, str] = {}
    for at, line in enumerate(lines):
        for other in lines:
            if other is line or not line.per or other.per != line.per:
                continue
            shared = _shared_end(line.row.name, other.row.name)
            if len(_GENERAL.sub("", shared)) < 2 or shared in (line.row.name, other.row.name):
                continue
            if _quantities(case, line, line.per[0]) == _quantities(case, other, line.per[0]):
                found[at] = f"{shared}/{line.per}"
    return found


_GENERAL = re.compile(r"标准|成本|单价|费用|经费|补助|补贴|支出|均价|价格|费$|金$")


def _shared_end(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return one[len(one) - length :]


def _written_twice(case: Case, lines: Sequence[_Line], total: Decimal, over: Decimal, under: Decimal) -> bool:
    """Are the whole prices and the unit prices two ways to write the same money, one of which fits?"""
    whole, unit = [line for line in lines if not line.per], [line for line in lines if line.per]
    if not whole or not unit:
        return False
    return any(
        reading.complete and _fits(reading, total, over, under) for part in (whole, unit) for reading in _readings(case, part)
    ) and any(not content(one.row.name).isdisjoint(content(other.row.name)) for one in whole for other in unit)


def _line(row: Row) -> _Line | None:
    """A cost row with its amount in yuan; None where it holds none."""
    quantity = row.indicator.value.quantity
    if quantity is None:
        money = [number for number in row.numbers if (number.unit or "").startswith("元")]
        if len(money) != 1:
            return None
        return _Line(row, money[0].low, money[0].high, _reckoned_by(money[0].unit or "", row.name), False)
    unit = quantity.unit or ""
    if unit.startswith("元"):
        if quantity.high <= 0:
            return None
        per = _reckoned_by(unit, row.name)
        low = Decimal(0) if per and _CAPPED.search(row.name + row.value) else quantity.low
        return _Line(row, low, quantity.high, per, False)
    number = bare_number(row.value)
    if unit or number is None or number <= 0:
        return None
    if named := _IN_BRACKET.search(row.name):
        factor = Decimal(10_000 if named[1] == "万元" else 1)
        per = tuple(part for part in re.split(r"[/每·]", named[0].strip("()"))[1:] if part)
        return _Line(row, number * factor, number * factor, per, False)
    return _Line(row, number, number, (), True)


def _reckoned_by(unit: str, name: str) -> tuple[str, ...]:
    """By what a price is reckoned: as its unit says, and for whom or how long where only its name says so (每人每月 500元/月)."""
    per = tuple(part for part in re.split(r"[/每·.]", unit)[1:] if part)
    if per:
        said = tuple(dict.fromkeys(found[1] or found[2] for found in _NAMED_PER.finditer(name)))
        times = tuple(part for part in per if part in _TIMES or part in ("天", "日", "次"))
        people = () if len(times) < len(per) else tuple(part for part in said if part in _PEOPLE)[:1]
        lasting = () if times else tuple(part for part in said if part not in _PEOPLE and part != "年")[:1]
        return per + tuple("人" if part == "生" else part for part in people) + lasting
    if not per and _UNIT_NAMED.search(name):
        named = re.search(r"每([个人户亩名次期场月年套台所村座处辆件篇生天吨株班]|公里|平方米|学期|公顷)|(人|户|生|亩)均", name)
        return (named[1] or named[2],) if named else ("份",)
    if not per and _CONDITION.fullmatch(name):
        return ("份",)
    return per


def _readings(case: Case, lines: Sequence[_Line], kinds: Mapping[int, str] | None = None) -> list[Reading]:
    """Every combination of the readings of the lines, at most so many; lines of one of the `kinds` are taken together."""
    terms = [_terms(case, group) for group in _groups(case, lines, kinds or {})]
    readings = []
    for chosen in islice(product(*terms), _MOST_READINGS):
        high: Decimal | None = Decimal(0)
        for term in chosen:
            high = None if high is None or term.high is None else high + term.high
        readings.append(Reading(tuple(chosen), sum((term.low for term in chosen), Decimal(0)), high))
    return readings


def _groups(case: Case, lines: Sequence[_Line], kinds: Mapping[int, str]) -> list[list[_Line]]:
    """The lines, those that are classes of one standard together; classes with a quantity of their own stay apart."""
    groups: dict[tuple[object, ...], list[_Line]] = {}
    for at, line in enumerate(lines):
        stem = _CLASS.sub("", line.row.name)
        is_class = bool(line.per) and stem != line.row.name
        own = is_class and bool(_named_class_rows(case, line))
        key: tuple[object, ...] = ("class", stem, line.per) if is_class and not own else (at,)
        key = ("kind", kinds[at]) if at in kinds else key
        groups.setdefault(key, []).append(line)
    return list(groups.values())


def _named_class_rows(case: Case, line: _Line) -> list[Row]:
    """Quantity rows that name the same class."""
    classes = set(_CLASS.findall(line.row.name))
    return [
        row for row in case.own(case.of("数量指标")) if classes & set(_CLASS.findall(row.name)) and row.indicator.value.quantity
    ]


def _terms(case: Case, group: Sequence[_Line]) -> list[Term]:
    """The ways to read one line, or one group of classes."""
    line = group[0]
    if len(group) > 1:
        low, high = min(entry.low for entry in group), max(entry.high for entry in group)
        label = "、".join(dict.fromkeys(entry.label for entry in group))
        terms = _multiplied(case, _Line(line.row, low, high, line.per, False), f"{label}各档{bounds(low, high)}")
        if all(_CONDITION.fullmatch(entry.row.name) for entry in group):
            least, most = sum(entry.low for entry in group), sum(entry.high for entry in group)
            shown = "＋".join(entry.amount for entry in group)
            terms.append(Term(Decimal(least), Decimal(most), f"{label}当作总价{shown}＝{bounds(Decimal(least), Decimal(most))}"))
        return terms
    if not line.per and not line.unsure:
        return [Term(line.low, line.high, f"{line.label}{line.amount}")]
    if not line.per:
        whole = Term(line.low, line.high, f"{line.label}{line.amount}（当作一共）")
        counted = [found for found in _quantities(case, line, "") if found.sure]
        return [whole, *(_times(line, [found], f"{line.label}") for found in counted[:1] if found.high > 1)]
    return _multiplied(case, line, line.label)


@record
class _Count:
    """A quantity that a unit price can be multiplied by."""

    low: Decimal
    high: Decimal
    shown: str
    sure: bool


def _multiplied(case: Case, line: _Line, label: str) -> list[Term]:
    factors: list[list[_Count]] = []
    missing = ""
    for unit in line.per:
        if unit in _TIMES:
            if _TIMES[unit] != 1:
                factors.append(
                    [
                        _Count(
                            _TIMES[unit],
                            _TIMES[unit],
                            f"{format_number(_TIMES[unit])}个月"
                            if unit in ("月", "个月")
                            else f"{format_number(_TIMES[unit])}{unit}",
                            True,
                        )
                    ]
                )
            continue
        counts = _quantities(case, line, unit)
        if counts:
            factors.append(counts)
        else:
            missing = missing or unit
    if all(unit in _TIMES for unit in line.per):
        counts = [count for count in _quantities(case, line, "人") if count.sure]
        if counts:
            factors.append(counts)
    terms = [_times(line, list(chosen), label, missing) for chosen in islice(product(*factors), 4)]
    return terms or [Term(line.low, line.high, f"{label}{line.amount}")]


def _times(line: _Line, counts: Sequence[_Count], label: str, missing: str = "") -> Term:
    low, high = line.low, line.high
    price = f"{format_amount(line.low)}" if line.low == line.high else f"({format_amount(line.low)}～{format_amount(line.high)})"
    sure = all(count.sure for count in counts)
    full_low = low
    for count in counts:
        full_low *= count.low
        high *= count.high
        low = low * count.low if count.sure else low
    working = "×".join([*(count.shown for count in counts), price])
    name = label if "各档" not in label else label.split("各档")[0]
    if missing:
        what = "份数" if missing == "份" else f"多少{missing}"
        return Term(low, None, f"{name}{working}（没有写{what}）", missing, sure, full_low if line.low == line.high else None)
    shown = f"{name}{working}＝{bounds(full_low, high)}" if counts else f"{name}{working}"
    if not sure:
        shown += "（数量只有单位对得上）"
    return Term(low, high, shown, "", sure, full_low)


def _quantities(case: Case, line: _Line, unit: str) -> list[_Count]:
    """What a unit price can be multiplied by: the quantity in its own name, that of the rows which speak of the same thing, the
    goal's, or one that only has the unit; with "" for any unit."""
    name = line.row.name
    for number in line.row.name_numbers:
        if number.unit and same_unit(number.unit, unit):
            return [_Count(number.low, number.high, number.text, True)]
    rows = [row for row in case.own(case.of("数量指标")) if _counts(row, unit)]
    scored = [(score, row) for row in rows if (score := _likeness(name, row.name)) > 0]
    if scored:
        containing = [row for _, row in scored if _contains(row.name, name)]
        if len(containing) > 1:
            quantities = [row.indicator.value.quantity for row in containing]
            low = sum((entry.low for entry in quantities if entry), Decimal(0))
            high = sum((entry.high for entry in quantities if entry), Decimal(0))
            best = max(scored, key=lambda entry: entry[0])[1]
            return [_Count(low, high, f"({'＋'.join(_shown(row) for row in containing)})", True), _count(best, True)]
        top = max(score for score, _ in scored)
        return [_count(row, True) for score, row in scored if score == top][:2]
    if unit and (stated := _of_goal(case, name, unit)):
        return [_Count(stated.low, stated.high, stated.text, True)]
    alike = [row for row in rows if unit == "份" or same_unit(_unit(row.indicator), unit)]
    alone = not content(_CLASS.sub("", name)) or unit in ("天", "日")
    if unit and len(alike) == 1 and alone and unit != "份":
        return [_count(alike[0], True)]
    if unit and alike:
        return [_count(row, False) for row in alike[:2]]
    return []


def _counts(row: Row, unit: str) -> bool:
    """Can the row's quantity be of the unit? A number without unit can be of any."""
    quantity = row.indicator.value.quantity
    if quantity is None or quantity.high <= 0 or quantity.unit == "%" or (quantity.unit or "").startswith("元"):
        return False
    if not unit or unit == "份" or quantity.unit is None:
        named = re.search(r"\(([^()]{1,4})\)$", row.name)
        return not (unit and unit != "份" and named) or same_unit(named[1] if named else None, unit)
    posts = unit in ("人", "岗") and quantity.unit == "个" and "岗" in row.name
    return posts or same_unit(quantity.unit, unit) or quantity.unit.startswith(unit)


def _unit(row: Indicator) -> str | None:
    return row.value.quantity.unit if row.value.quantity else None


def _likeness(cost: str, quantity: str) -> int:
    """How many pairs of characters two names share, 0 where they do not speak of the same thing."""
    if not cost or not quantity:
        return 0
    common = pairs(cost) & pairs(quantity)
    topics = content(cost) & content(quantity)
    if topics or _contains(quantity, cost):
        return len(common)
    smaller = min(len(pairs(core(cost))), len(pairs(core(quantity))))
    return len(common) if smaller and len(pairs(core(cost)) & pairs(core(quantity))) * 2 > smaller else 0


def _contains(quantity: str, cost: str) -> bool:
    """Does the quantity's name hold the whole of the cost's (慰问 in 慰问困难职工)?"""
    stem = re.sub(r"(?:成本|费用|经费|补助|标准|支出|费|金|补贴)+$", "", cost)
    return len(stem) >= 2 and stem in quantity


def _count(row: Row, sure: bool) -> _Count:
    quantity = row.indicator.value.quantity
    assert quantity is not None
    return _Count(quantity.low, quantity.high, _shown(row), sure)


def _shown(row: Row) -> str:
    """A quantity as it stands in its row, without its comparator."""
    return row.value.lstrip("≥≤><=") + (
        "" if row.indicator.value.quantity and row.indicator.value.quantity.unit else "（没写单位）"
    )


def _of_goal(case: Case, name: str, unit: str) -> QuantityMention | None:
    """The goal's quantity of the thing and the unit."""
    found: Iterable[QuantityMention] = (
        number.mention
        for number in case.goal_numbers
        if same_unit(number.mention.unit, unit)
        and not number.is_place
        and not (content(number.clause) or pairs(number.clause)).isdisjoint(content(name) or pairs(name))
    )
    return next(iter(found), None)
