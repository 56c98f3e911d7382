"""A target value as an official types it: completed as the row prints its values, and checked."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from assistant.chinese.quantities import read_value
from assistant.chinese.width import close_up, fold
from assistant.chinese.years import find_dates
from assistant.drafting.cells import is_cost, read_for
from assistant.drafting.consistency import alike
from assistant.drafting.kinds import refuse_other_kind
from assistant.drafting.proportion import in_digits, plain_number
from assistant.drafting.refusal import MOST, EditRefused
from assistant.drafting.years import of_year, years_in
from assistant.model.indicator import Indicator
from assistant.model.record import record
from assistant.wording import load_toml

_BARE = re.compile(r"\d+(?:\.\d+)?")
_BELOW_ZERO = re.compile(r"^[≥≤<>=约至不低于高超过少]*(?:[-负]|零下|减)\s*[\d零一二两三四五六七八九十百]|分之负")
_FROM = r"不低于|不少于|不小于|不得低于|不得少于|至少|大于等于|大于|高于|超过"
_TO = r"不超过|不高于|不大于|不多于|不得超过|不得高于|至多|最多|小于等于|小于|低于|少于|控制在"
_SIGNS = r"[≥≤<>=]=?"
_SHAPE = re.compile(
    rf"(?P<before>(?:{_SIGNS}|{_FROM}|{_TO}|约|[^\d%]*?))"
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?(?:[千万]?[-~至到]\d+(?:,\d{3})*(?:\.\d+)?)?)(?P<scale>百万|千万|[百千万亿])?"
    r"(?P<unit>[^\d以之及左上。；;,，、]*?)"
    r"(?P<bound>(?:及|之|\(含\))*(?:以上|以下|以内|之内|左右|上下|内)?)(?P<rest>[。；;]*)"
)
"""A value of one number or one range, with what stands around it: 不低于 95 %, 5-10 万 元/个 以上."""
_PER = re.compile(r"(?P<money>元|块钱|块|圆)?(?:/|每|一)(?:一|个(?=人))?(?P<per>[^\d/每一]{1,4})")
_EACH = re.compile(r"(?:每|一)(?:一|个(?=人))?(?P<per>[^\d/每一]{1,4}?)(?:补助|发放|补贴|标准|按|是|为)*")
_MONEY_UNIT = ("元", "块钱", "块", "圆")
_TEN_THOUSAND = Decimal(10_000)


@record
class _Shape:
    """The parts of a value."""

    before: str
    number: str
    scale: str
    unit: str
    bound: str
    rest: str

    def text(self) -> str:
        return self.before + self.number + self.scale + self.unit + self.bound + self.rest


def as_printed(row: Indicator, typed: str, year: int | None) -> str:
    """What was typed as the row prints it.

    The row's words of comparison, unit and denominator stay where the official left them out: 92 is ≥92% where ≥90% stood, 3万 is
    3万元/个 where 2万元/个 stood, 6000一人 is 6000元/人, 11月底 is 2023年11月底 where 2023年 stood.
    """
    text, old = close_up(typed), row.value
    text = fold(text) if text[:1].isdigit() else text
    value = read_value(text, is_cost=is_cost(row))
    shape = _shape(in_digits(text))
    if value.quantity is None and (shape is None or not (_PER.fullmatch(shape.unit) and _is_money_row(row))):
        dated = find_dates(text) and not years_in(text) and years_in(old.text) and year is not None
        return of_year(text, year) if dated and year is not None and not text.startswith(("每", "按")) else text
    if value.quantity is not None and value.quantity.unit == "%" and "%" not in fold(text) and not value.quantity.is_range:
        shape = _shape(plain_number(value.quantity.low) + "%")
    if shape is None:
        return in_digits(text)
    return _completed(row, shape).text()


def _completed(row: Indicator, typed: _Shape) -> _Shape:
    """The typed value with what the row prints around its number and the official left out."""
    old = _shape(row.value.text) if row.value.quantity is not None else None
    if old is not None and typed.unit and typed.unit == old.unit and not _EACH.fullmatch(typed.before):
        return _bounded_like(old, typed, typed.before, typed.number, typed.scale, typed.unit)
    unit, scale, number = typed.unit, typed.scale, typed.number
    before, per = typed.before, ""
    if each := _EACH.fullmatch(before):
        before, per = "", each["per"]
    elif (by := _PER.fullmatch(unit)) and (by["money"] or _is_money_row(row)):
        per = by["per"]
    of_old = row.value.quantity.unit if row.value.quantity else None
    if per:
        unit = _unit_by(old, of_old, per)
        if old is not None and _EACH.match(old.before) and "/" not in old.unit:
            before, unit = old.before, old.unit
    elif not unit and old is None:
        unit = "%" if not scale and _is_rate(row) else "元" if scale and is_cost(row) else ""
    elif old is not None and not unit and old.unit != "%":
        if not scale:
            number, scale = _scaled_like(number, old, row)
        unit = (
            "元" if scale and (old.unit.startswith("/") or (not old.unit and not old.scale and is_cost(row))) else ""
        ) + old.unit
    elif old is not None and not unit:
        unit = "" if scale else old.unit
    elif old is not None and unit in _MONEY_UNIT and of_old is not None and of_old.startswith("元/"):
        unit = old.unit if old.unit.startswith("元") else "元" + old.unit
    elif unit == "个" and (counted := _persons(row, of_old)):
        unit = counted
    if old is None or _kind(unit) != _kind(old.unit):
        sign = re.match(_SIGNS, fold(old.before)) if old is not None and not before and not typed.bound else None
        return _Shape(before or (sign[0] if sign else ""), number, scale, unit, typed.bound, typed.rest)
    return _bounded_like(old, typed, before, number, scale, unit)


def _bounded_like(old: _Shape, typed: _Shape, before: str, number: str, scale: str, unit: str) -> _Shape:
    """The value with the row's words of comparison where none were typed."""
    bounded = bool(before or typed.bound or re.search("[-~至到]", number))
    return _Shape(
        before or ("" if bounded or (_EACH.match(old.before) and "/" in unit) else old.before),
        number,
        scale,
        unit,
        typed.bound or ("" if bounded else old.bound),
        typed.rest or old.rest,
    )


def _shape(text: str) -> _Shape | None:
    """The parts of the value; None where it is no single number or range."""
    plain = fold(text)
    found = _SHAPE.fullmatch(plain)
    if found is None:
        return None
    parts = [text[slice(*found.span(name))] for name in ("before", "number", "scale", "unit", "bound", "rest")]
    return _Shape(*parts)


def _unit_by(old: _Shape | None, of_old: str | None, per: str) -> str:
    """元/人 for 6000一人, in the row's own writing where it reckons by the same."""
    by = of_old.partition("/")[2] if of_old is not None else ""
    if old is not None and by and alike(by) in (alike(per), alike(per.removeprefix("个"))):
        return old.unit if old.unit.startswith("元") else "元" + old.unit
    return f"元/{per}"


def _scaled_like(number: str, old: _Shape, row: Indicator) -> tuple[str, str]:
    """A bare number in the row's 万 where it is meant in it: 3 is 3万 where 2万 stood, 25000 is 2.5万, 9000 stays 9000."""
    quantity = row.value.quantity
    if old.scale != "万" or not _BARE.fullmatch(number) or quantity is None or not quantity.low:
        return number, old.scale
    said = Decimal(number)
    by = Decimal(number) * _TEN_THOUSAND / quantity.low
    if not said or abs(by.log10()) <= abs((said / quantity.low).log10()):
        return number, old.scale
    shorter = said / _TEN_THOUSAND
    return (plain_number(shorter), old.scale) if shorter == shorter.quantize(Decimal("0.01")) else (number, "")


def _persons(row: Indicator, of_old: str | None) -> str:
    """What people are counted in here, where 个 is said of them; "" where the row counts no people."""
    people = load_toml("drafting/cues")["units"]["alike"][0]
    if of_old in people:
        return of_old or ""
    return "人" if of_old is None and row.level3.endswith(("人数", "人员", "人员数量")) else ""


def _kind(unit: str) -> str:
    """Of what kind a printed unit is: money by the piece, money, %, or the measure itself."""
    plain = fold(unit)
    if "元" in plain or plain.startswith("/"):
        return "rate" if re.search("[/每]", plain) else "money"
    return "%" if plain == "%" else alike(plain)


def _is_money_row(row: Indicator) -> bool:
    return is_cost(row) or (row.value.quantity is not None and (row.value.quantity.unit or "").startswith("元"))


def _is_rate(row: Indicator) -> bool:
    """Is it a share of all, which can be 100 % at most? 增长率 is none."""
    cues = _rates()
    if any(word in row.level3 for word in cues["growing"]):
        return False
    return "满意" in row.level2 or row.level3.endswith(tuple(cues["endings"]))


def checked(row: Indicator, value: str) -> str:
    """The value; EditRefused where no row can have it, and where it is of another kind than the row: a date among costs."""
    quantity = read_for(row, value).quantity
    name = row.level3 or row.level2
    if _BELOW_ZERO.search(fold(value)) or (quantity is not None and quantity.low < 0):
        raise EditRefused(f"“{name}”的指标值不能小于零（{value}），没有改。", "请核对后重说。")
    refuse_other_kind(row, value)
    if quantity is None:
        return value
    if quantity.high > MOST:
        raise EditRefused(f"“{name}”的指标值{value}大得不合常理，没有改。", "请看看是不是多写了零，或者弄混了单位。")
    if quantity.unit == "%" and quantity.high > 100 and _is_rate(row):
        raise EditRefused(f"“{name}”最多是100%，{value}没有改。", "请核对后重说。")
    if quantity.unit in _rates()["whole"] and any(end != end.to_integral_value() for end in (quantity.low, quantity.high)):
        raise EditRefused(
            f"“{name}”写成{value}，{quantity.unit}数不是整数，没有改。",
            f"请说一个整数，例如：改成{_whole(quantity.low)}{quantity.unit}。",
        )
    return value


def _whole(number: Decimal) -> str:
    return plain_number(number.to_integral_value())


@cache
def _rates() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in load_toml("drafting/cues")["values"].items()}
