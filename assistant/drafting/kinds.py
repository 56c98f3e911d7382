"""Of what kind a target value is (a time, money, a share, a count, words), and which rows it cannot stand in."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.chinese.width import fold
from assistant.chinese.years import find_dates
from assistant.drafting.cells import is_cost, read_for
from assistant.drafting.refusal import EditRefused
from assistant.drafting.years import years_in
from assistant.model.indicator import Indicator
from assistant.wording import load_toml


class ValueKind(StrEnum):
    """What a value is."""

    TIME = "time"
    """12月底, 2023年, 1-12月份."""
    LENGTH = "length"
    """30天, 12个月: how long something takes."""
    MONEY = "money"
    """5万元, 500元/人."""
    SHARE = "share"
    """95%."""
    COUNT = "count"
    """20个, 3期."""
    NUMBER = "number"
    """A number without a unit."""
    WORDS = "words"
    """明显, 按期完成."""
    BLANK = "blank"


_TIME = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|底|末|初|中旬|上旬|下旬|\d{1,2}日)?|年[底末内]|季度[底末]|上半年|下半年"
)
_OF_OTHER_KIND = {
    "cost": (ValueKind.TIME, ValueKind.COUNT),
    "count": (ValueKind.TIME, ValueKind.MONEY),
    "time": (ValueKind.MONEY, ValueKind.COUNT),
    "satisfied": (ValueKind.TIME, ValueKind.MONEY, ValueKind.COUNT, ValueKind.LENGTH),
}
"""What cannot stand in rows of each kind, unless the row's name or what stands there says that it can."""
_CALLED = {
    ValueKind.TIME: "时间",
    ValueKind.LENGTH: "时间",
    ValueKind.MONEY: "金额",
    ValueKind.COUNT: "个数",
    ValueKind.SHARE: "百分数",
}


def kind_of(row: Indicator, value: str) -> ValueKind:
    """What the value is, read as one of this row."""
    text = fold(value).strip()
    if not text:
        return ValueKind.BLANK
    quantity = read_for(row, value).quantity
    if quantity is None:
        return ValueKind.TIME if find_dates(text) or years_in(text) or _TIME.search(text) else ValueKind.WORDS
    unit = quantity.unit
    if unit is None:
        return ValueKind.NUMBER
    if unit == "元" or unit.startswith("元/"):
        return ValueKind.MONEY
    if unit in ("%", "‰"):
        return ValueKind.SHARE
    return ValueKind.LENGTH if unit in load_toml("drafting/cues")["values"]["lengths"] else ValueKind.COUNT


def refuse_other_kind(row: Indicator, value: str) -> None:
    """EditRefused, as a question, where the value is of a kind that the row does not hold: a date among costs."""
    new, old = kind_of(row, value), kind_of(row, row.value.text)
    sort = _sort(row)
    if new is old or new not in _CALLED or _named_for(row, new):
        return
    unfit = new in _OF_OTHER_KIND.get(sort, ())
    if sort == "cost" and new is ValueKind.SHARE and old is ValueKind.MONEY:
        unfit = True
    if old is ValueKind.SHARE and new in (ValueKind.TIME, ValueKind.MONEY):
        unfit = True
    if not unfit or (
        old is not ValueKind.BLANK
        and old is not ValueKind.WORDS
        and new in _OF_OTHER_KIND.get(sort, ())
        and old in _OF_OTHER_KIND.get(sort, ())
    ):
        return
    name, level = row.level3 or row.level2, row.level2 or row.level1
    stands = f"，现在是“{row.value.text}”" if row.value.text else ""
    raise EditRefused(
        f"“{value}”是{_CALLED[new]}，“{name}”却是{level}{stands}，没有改。是不是说错了行？",
        "请说清楚是哪一行、改成多少。" if new is not ValueKind.TIME else f"要改完成时间，请说：时效改成{value}。",
    )


def _sort(row: Indicator) -> str:
    """By what a row's values are judged."""
    if is_cost(row):
        return "cost"
    if "满意" in row.level2 or "满意" in row.level1:
        return "satisfied"
    return {"数量指标": "count", "时效指标": "time"}.get(row.level2, "")


def _named_for(row: Indicator, kind: ValueKind) -> bool:
    """Does the row's name say that such a value is meant, whatever its level?"""
    words = load_toml("drafting/cues")["values"]["names"]
    return any(word in row.level3 for word in words.get(kind.value, ()))
