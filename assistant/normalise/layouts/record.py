"""Our own JSON: a table that a document holds as data, in the published form (`model/published.py` writes it).

Values are taken as they stand; `source` is made anew, and `quantity` where the record has none. A table with a value of the
wrong type is left out and named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from assistant.chinese.quantities import read_value
from assistant.model.document import Record
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import COST, Indicator
from assistant.model.published import INDICATOR_KEYS, TABLE_KEYS
from assistant.model.quantity import OPERATORS, Quantity, TargetValue
from assistant.model.source import Place, Source
from assistant.normalise.cells import MOST
from assistant.normalise.layouts.base import Reading

RULE = "json-table"

_OF_USUAL_SIZE = "数或 null，不能这样大"
_TABLE_KEYS = frozenset((*TABLE_KEYS, "no"))
_INDICATOR_KEYS = frozenset(INDICATOR_KEYS)


class _WrongShape(Exception):
    """A key whose value is not what it must be."""

    def __init__(self, key: str, wanted: str) -> None:
        super().__init__(key)
        self.key = key
        self.wanted = wanted


def read_record(record: Record, source: Source, ordinal: int) -> Reading:
    """The table of one record; a doubt in its place where a key has a wrong type or the project's name is missing."""
    name = record.values.get("project")
    told = f"第{record.place.table}张表" + (f"（{name}）" if isinstance(name, str) and name else "")
    place = replace(record.place, table=ordinal)
    try:
        table = _table(record.values, source, place)
    except _WrongShape as wrong:
        message = f"{told}的 {wrong.key} 应当是{wrong.wanted}，这张表没有读。"
        return Reading(None, (Finding(RULE, Severity.DOUBT, record.place, message, "请改好这一处再导入。"),))
    return Reading(table, tuple(_unknown_keys(record.values, told, place)))


def _table(values: Mapping[str, Any], source: Source, place: Place) -> GoalTable:
    project = _text(values, "project")
    if not project.strip():
        raise _WrongShape("project", "项目名称，不能空着")
    indicators = []
    for number, entry in enumerate(_objects(values, "indicators"), start=1):
        try:
            indicators.append(_indicator(entry, place))
        except _WrongShape as wrong:
            raise _WrongShape(f"indicators 第{number}项的 {wrong.key}", wrong.wanted) from None
    funds = [
        Fund(_text(entry, "label", f"funds 第{number}项的 "), _number(entry, "amount", f"funds 第{number}项的 "), place)
        for number, entry in enumerate(_objects(values, "funds"), start=1)
    ]
    keys = [key for key in TABLE_KEYS if values.get(key) not in (None, "", []) and key not in ("indicators", "funds", "source")]
    first, last = _year(values, "period_start"), _year(values, "period_end")
    return GoalTable(
        title=_text(values, "title"),
        year=_year(values, "year"),
        project=project,
        source=source,
        place=place,
        department_code=_text(values, "department_code"),
        department=_text(values, "department"),
        unit_code=_text(values, "unit_code"),
        unit=_text(values, "unit"),
        attribute_code=_text(values, "attribute_code"),
        attribute=_text(values, "attribute"),
        period_start=first,
        period_end=last,
        period=_text(values, "period"),
        total=_number(values, "total"),
        fiscal=_number(values, "fiscal"),
        other=_number(values, "other"),
        funds=tuple(funds),
        goal=_text(values, "goal"),
        long_term_goal=_text(values, "long_term_goal"),
        indicators=tuple(indicators),
        places=dict.fromkeys(keys, place),
    )


def _indicator(values: Mapping[str, Any], place: Place) -> Indicator:
    level1, level2, level3, value = _texts(values, ("level1", "level2", "level3", "value"))
    required = values.get("required")
    if required is not None and not isinstance(required, bool):
        raise _WrongShape("required", " true、false 或 null")
    extra = values.get("extra")
    if extra is not None and not (isinstance(extra, dict) and all(isinstance(text, str) for text in extra.values())):
        raise _WrongShape("extra", "文字的对象")
    return Indicator(
        level1=level1,
        level2=level2,
        level3=level3,
        value=_value(values, value, level2 == COST or level1 == COST),
        place=place,
        required=required,
        weight=_number(values, "weight"),
        extra=dict(extra or {}),
        level1_printed=level1,
        level2_printed=level2,
    )


def _value(values: Mapping[str, Any], text: str, is_cost: bool) -> TargetValue:
    """The value's text, with the operator and quantity that the record gives, or as read anew where it gives none."""
    given = "operator" in values and "quantity" in values
    read = TargetValue(text, None, None) if given else read_value(text, is_cost=is_cost)
    operator = values.get("operator", read.operator)
    if operator is not None and operator not in OPERATORS:
        raise _WrongShape("operator", "≥ ≤ = > < 之一或 null")
    return TargetValue(text, operator, _quantity(values["quantity"]) if "quantity" in values else read.quantity)


def _quantity(value: object) -> Quantity | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise _WrongShape("quantity", "有 low、high、unit 的对象或 null")
    low, high = _number(value, "low", "quantity."), _number(value, "high", "quantity.")
    unit = value.get("unit")
    if low is None or not (unit is None or isinstance(unit, str)):
        raise _WrongShape("quantity", "有 low、high、unit 的对象或 null")
    return Quantity(low, low if high is None else high, unit)


def _text(values: Mapping[str, Any], key: str, at: str = "") -> str:
    return _texts(values, (key,), at)[0]


def _texts(values: Mapping[str, Any], keys: tuple[str, ...], at: str = "") -> list[str]:
    """The texts under these keys; "" where there is none."""
    texts = []
    for key in keys:
        value = values.get(key)
        if isinstance(value, str):
            texts.append(value)
        elif value is None:
            texts.append("")
        else:
            raise _WrongShape(f"{at}{key}", "文字")
    return texts


def _number(values: Mapping[str, Any], key: str, at: str = "") -> Decimal | None:
    value = values.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _WrongShape(f"{at}{key}", "数或 null")
    if not -MOST < value < MOST:  # neither is what is no number
        raise _WrongShape(f"{at}{key}", _OF_USUAL_SIZE)
    return Decimal(value if isinstance(value, int) else str(value))


def _year(values: Mapping[str, Any], key: str) -> int | None:
    value = values.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 9999:
        raise _WrongShape(key, "年份（四位整数）或 null")
    return value


def _objects(values: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = values.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _WrongShape(key, "数组")
    for number, entry in enumerate(value, start=1):
        if not isinstance(entry, dict):
            raise _WrongShape(f"{key} 第{number}项", "对象")
    return value


def _unknown_keys(values: Mapping[str, Any], told: str, place: Place) -> list[Finding]:
    """One doubt for all keys that the published form does not have."""
    unknown = [key for key in values if key not in _TABLE_KEYS]
    for entry in _objects(values, "indicators"):
        if not entry.keys() <= _INDICATOR_KEYS:
            unknown += [f"indicators.{key}" for key in entry if key not in _INDICATOR_KEYS]
    listed = list(dict.fromkeys(unknown))
    if not listed:
        return []
    named = "、".join(listed[:6]) + (" 等" if len(listed) > 6 else "")
    advice = "如果有用，请照 show --json 的键名改。"
    return [Finding(RULE, Severity.DOUBT, place, f"{told}里的 {named} 不认得，没有保存。", advice)]
