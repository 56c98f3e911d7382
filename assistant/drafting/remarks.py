"""What of a draft needs a look: read off the table as it stands and what differs from the base, one entry a cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from assistant.chinese.numerals import format_number
from assistant.chinese.quantities import find_quantities
from assistant.chinese.width import fold, squeeze
from assistant.chinese.years import find_dates
from assistant.drafting import consistency, money, quantities
from assistant.drafting.cells import Cell, amount_in_words, amount_of, is_cost, money_cells, text_in, where
from assistant.drafting.strangers import goal_is_strange, stranger_rows
from assistant.drafting.trace import asked_cells, asked_rows, before_of
from assistant.drafting.years import Why, has_leap_day, roll, years_in
from assistant.model.draft import Base, Change, ChangeKind
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import BENEFIT, SATISFACTION, Indicator
from assistant.wording import load_toml, wording

MOST_NUMBERS = 12
"""As many numbers of the goal are listed."""
_WHOLE_WEIGHTS = (90, 100)


def remarks(
    table: GoalTable, differences: Sequence[Change], base: Base | None, *, total_said: bool = False
) -> tuple[Change, ...]:
    """All entries of kind kept and suggested, in no order, but that of `money.sum_remark`.

    `base` is None for a table from nothing. `total_said`: the total is the base's because the official said so.
    """
    old_total = amount_of(before_of(differences, table, money.TOTAL))
    rows = asked_rows(differences)
    cells = asked_cells(differences)
    suggested = [
        *money.suggestions(table, old_total, cells),
        *quantities.suggestions(table, old_total, rows),
        *([] if total_said or money.TOTAL in cells else quantities.total_by_price(table, differences, old_total, rows)),
        *consistency.remarks(table, differences, old_total),
    ]
    goal_told = any(change.field == "goal" for change in suggested)
    kept = list(_gathered(table, _head(table, differences, base, goal_told, total_said), _rows(table, differences, base)))
    return tuple(_joined([*suggested, *kept]))


def _joined(entries: Iterable[Change]) -> Iterator[Change]:
    """The entries with the kept ones of one cell as one, and those of a cell with a suggestion told in it."""
    found: dict[tuple[str, str, int | None, str], Change] = {}
    for entry in entries:
        key = (entry.where, entry.field, entry.row, entry.part)
        first = found.get(key)
        if first is None:
            found[key] = entry
        elif entry.why not in first.why:
            found[key] = replace(first, why=f"{first.why}；{entry.why}")
    return iter(found.values())


_Doubt = tuple[Cell, str]


def _gathered(table: GoalTable, *doubts: Iterable[_Doubt]) -> Iterator[Change]:
    """One kept entry a cell, its reasons joined."""
    reasons: dict[Cell, list[str]] = {}
    for some in doubts:
        for cell, why in some:
            reasons.setdefault(cell, []).append(why)
    for cell, whys in reasons.items():
        text = "" if cell.field in ("missing", "vague") else text_in(table, cell)
        why = "；".join(dict.fromkeys(whys))
        yield Change(where(table, cell), text, text, ChangeKind.KEPT, why, cell.field, cell.row, cell.part)


def _say(key: str, /, **slots: object) -> str:
    return wording("drafting/changes")(key, **slots)


def _head(
    table: GoalTable, differences: Sequence[Change], base: Base | None, goal_told: bool, total_said: bool
) -> Iterator[_Doubt]:
    asked = asked_cells(differences)
    new, old = table.year, base.year if base else None
    if new is None:
        yield Cell("year"), _say("no_year")
    elif old is not None and new <= old:
        yield Cell("year"), _say("year_not_after", 新年=new, 旧年=old)
    for field in ("title", "project", "goal", "long_term_goal"):
        is_title = field == "title"
        whys = _years_kept(text_in(table, Cell(field)), table.year, base, deadline=is_title)
        yield from ((Cell(field), why) for why in whys)
    once = any(word in table.attribute for word in load_toml("drafting/cues")["attribute"]["once"])
    if once and base is not None and new != old and Cell("attribute") not in asked:
        yield Cell("attribute"), _say("attribute", 属性=table.attribute)
    yield from _period(table)
    yield from _total(table, differences, None if total_said else base)
    yield from _goal(table, asked, goal_told)
    weights = [row.weight for row in table.indicators if row.weight is not None]
    if weights and sum(weights) not in _WHOLE_WEIGHTS:
        yield Cell("weights"), _say("weights", 合计=format_number(sum(weights, Decimal(0))))
    yield from _categories(table, differences)
    yield from _vague(table)


def _period(table: GoalTable) -> Iterator[_Doubt]:
    start, end = table.period_start, table.period_end
    if table.year is None or (start is None and end is None):
        return
    first, last = start if start is not None else end, end if end is not None else start
    if first == last == table.year or first is None or last is None:
        return
    if last < table.year:
        yield Cell("period"), _say("period_over" if first != last else "period_odd", 年=last if first != last else table.year)
    else:
        yield Cell("period"), _say("period_span") if first <= table.year and first != last else _say("period_odd", 年=table.year)


def _total(table: GoalTable, differences: Sequence[Change], base: Base | None) -> Iterator[_Doubt]:
    if table.total is None:
        yield money.TOTAL, _say("blank_total")
    elif base is not None and not any(one.field == "total" for one in differences):
        yield money.TOTAL, _say("no_total", 数=amount_in_words(table.total))
    elif not money.sources(table):
        for cell in [cell for cell in money_cells(table) if not text_in(table, cell)][:1]:
            yield cell, _say("blank_sources")


def _goal(table: GoalTable, asked: frozenset[Cell], told: bool) -> Iterator[_Doubt]:
    """`told`: its numbers are told of already."""
    if not table.goal:
        yield Cell("goal"), _say("goal_blank")
    if Cell("goal") in asked:
        return
    if goal_is_strange(table):
        yield Cell("goal"), _say("goal_stranger")
    for field in ("goal", "long_term_goal"):
        numbers = [mention.text for mention in find_quantities(text_in(table, Cell(field))) if mention.unit or mention.scaled]
        numbers += [date.text for date in find_dates(text_in(table, Cell(field))) if date.year is None]
        if numbers and not (told and field == "goal"):
            yield Cell(field), _say("goal_numbers", 各处="、".join(list(dict.fromkeys(numbers))[:MOST_NUMBERS]))


def _categories(table: GoalTable, differences: Sequence[Change]) -> Iterator[_Doubt]:
    """Categories that a table has to have and this one has not."""
    if not table.indicators:
        return
    have = {row.level2 for row in table.indicators} | {row.level1 for row in table.indicators}
    have |= {"成本指标"} if any(is_cost(row) for row in table.indicators) else set()
    have |= {"服务对象满意度指标"} if SATISFACTION in have else set()
    have |= {BENEFIT} if any(row.level2.endswith(("效益指标", "影响指标")) for row in table.indicators) else set()
    for level in load_toml("drafting/cues")["categories"]["needed"]:
        if level in have:
            continue
        gone = any(one.kind is ChangeKind.REQUESTED and one.row is None and one.where.startswith(level) for one in differences)
        moved = next((row for row in table.indicators if "满意" in level and "满意" in row.level3), None)
        if gone:
            why = _say("missing_removed", 类=level)
        elif moved is not None:
            why = _say("missing_moved", 类=level, 行=moved.level3, 在=moved.level2 or moved.level1)
        else:
            why = _say("missing", 类=level)
        yield Cell(f"missing:{level}"), why


def _vague(table: GoalTable) -> Iterator[_Doubt]:
    """How many values of benefit are mere grades: told once, not row by row."""
    words = load_toml("drafting/cues")["doubts"]["vague"]
    found = [row.value.text for row in table.indicators if squeeze(row.value.text) in words and not _wants_number(row)]
    if found:
        common = "、".join(word for word, _ in Counter(found).most_common(3))
        yield Cell("vague"), _say("vague", 处数=len(found), 词=common)


def _years_kept(text: str, year: int | None, base: Base | None, *, deadline: bool) -> Iterator[str]:
    """Why years other than the table's own stand in a text."""
    if year is None or not text:
        return
    old = base.year if base is not None and base.year is not None else year
    kept: dict[Why, list[str]] = {}
    for one in roll(text, old, year, deadline=deadline).kept:
        if one.why is Why.DOCUMENT or set(years_in(one.text)) != {year}:
            kept.setdefault(one.why, []).append(one.text)
    told = "".join(part for parts in kept.values() for part in parts)
    for other in dict.fromkeys(years_in(text)):
        if other != year and str(other) not in told:
            kept.setdefault(Why.AHEAD if other > old else Why.PAST, []).append(f"{other}年")
    for why, parts in kept.items():
        yield _say(f"years_{why}", 各处="".join(_say("year_kept", 字=part) for part in parts))
    if has_leap_day(text, year):
        yield _say("leap_day", 年=year)


def _rows(table: GoalTable, differences: Sequence[Change], base: Base | None) -> Iterator[_Doubt]:
    asked = asked_cells(differences)
    added = {one.row for one in differences if one.row is not None and one.part == "" and one.before == ""}
    strangers = stranger_rows(table) if base is not None else {}
    for at, row in enumerate(table.indicators):
        name, value = Cell(row=at, part="level3"), Cell(row=at, part="value")
        if not row.level3 and not row.value.text:
            yield value, _say("blank_both")
            continue
        if not row.level3:
            yield value, _say("blank_name", 值=row.value.text)
        if not row.value.text:
            yield value, _say("blank_value")
        if at in strangers and at not in added and name not in asked and value not in asked:
            yield value, _say("stranger", 对象=strangers[at])
        if name not in asked:
            yield from ((value, why) for why in _place_doubts(at, table.indicators))
            yield from ((value, why) for why in _residue(row.level3))
            yield from ((value, why) for why in _years_kept(row.level3, table.year, base, deadline=True))
        if value not in asked:
            yield from ((value, why) for why in _value_doubts(row))
            yield from ((value, why) for why in _years_kept(row.value.text, table.year, base, deadline=True))
            yield from ((value, why) for why in _product_over(row, table))
        elif row.value.text and _wants_number(row) and not any(character.isdigit() for character in fold(row.value.text)):
            yield value, _say("no_number", 类=row.level2, 值=row.value.text)
    yield from _costs_over(table)


def _place_doubts(at: int, rows: Sequence[Indicator]) -> Iterator[str]:
    """A row that stands under another level than its name tells, and a benefit that is listed twice."""
    row = rows[at]
    if "满意度" in row.level3 and "满意" not in row.level1 + row.level2:
        yield _say("misplaced", 类=row.level2 or row.level1)
    for other in rows[:at]:
        benefits = _is_benefit(row) and _is_benefit(other)
        if row.level3 and squeeze(row.level3) == squeeze(other.level3) and (benefits or row.level2 == other.level2):
            yield _say("twice", 类=other.level2 or other.level1)
            return


def _is_benefit(row: Indicator) -> bool:
    return row.level2.endswith(("效益指标", "影响指标"))


def _residue(text: str) -> Iterator[str]:
    found = _residue_pattern().search(squeeze(text))
    if found and found[0]:
        yield _say("residue", 字=found[0])


def _value_doubts(row: Indicator) -> Iterator[str]:
    text, quantity = row.value.text, row.value.quantity
    if not text:
        return
    if any(True for _ in _residue(text)):
        yield from _residue(text)
    elif quantity is None:
        if row.level2 == "质量指标" and (find_dates(text) or text in load_toml("drafting/cues")["doubts"]["periods"]):
            yield _say("time_value", 类=row.level2, 值=text)
        elif _wants_number(row) and not find_quantities(text) and not any(character.isdigit() for character in text):
            yield _say("no_number", 类=row.level2, 值=text)
    elif quantity.unit is None:
        if "(" not in squeeze(row.level3):
            yield _say("no_unit", 值=text)
    elif row.level2 == "数量指标":
        for fit in load_toml("drafting/cues")["unit_fits"]:
            named = next((ending for ending in fit["endings"] if row.level3.endswith(ending)), None)
            if named and quantity.unit not in fit["units"]:
                yield _say("unit_odd", 名=named, 单位=quantity.unit)
                return


def _wants_number(row: Indicator) -> bool:
    return row.level2 == "数量指标" or is_cost(row)


def _product_over(row: Indicator, table: GoalTable) -> Iterator[str]:
    """A count that its unit cost makes dearer than the whole project."""
    quantity = row.value.quantity
    if row.level2 != "数量指标" or quantity is None or table.total is None or not table.total.is_finite() or table.total <= 0:
        return
    price = quantities.price_of(row, table.indicators)
    if price is not None and quantity.low * price.low > table.total:
        costs = amount_in_words(quantity.low * price.low)
        unit = amount_in_words(price.low)
        yield _say("product_over", 数=row.value.text, 单价=unit, 合计=costs, 总额=amount_in_words(table.total))


def _costs_over(table: GoalTable) -> Iterator[_Doubt]:
    """Costs that together are more than the total; told at the first of them."""
    costs = [at for at, row in enumerate(table.indicators) if quantities.is_whole_cost(row)]
    amounts = [amount for at in costs if (amount := quantities.cost_of(table.indicators[at])) is not None]
    total, together = table.total, sum(amounts, Decimal(0))
    if total is None or not total.is_finite() or together <= total or len(amounts) < 2 or max(amounts) == total:
        return  # a row that repeats the total is the sum of the others
    yield Cell(row=costs[0], part="value"), _say("costs_over", 合计=amount_in_words(together), 总额=amount_in_words(total))


@cache
def _residue_pattern() -> re.Pattern[str]:
    return re.compile(load_toml("drafting/cues")["doubts"]["residue"])
