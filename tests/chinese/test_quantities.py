"""Quantities in questions and sentences."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chinese.numerals import format_numeral
from assistant.chinese.quantities import Form, QuantityMention, find_quantities, read_value
from tests.chinese.examples import cases, examples, not_cases, unmarked

_PIECES = st.sampled_from(
    "万亿元个人%％一二三五十百千两半几多来把成点到至-～/每月年第前，,.：０５￥块w≥廿壹佰\x1b"
) | st.sampled_from(["100", "30", "之间", "分之", "2022", "074", "级", "以上", "超过", "项目", "预算"])
_MIXED_TEXT = st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=40)


def _meaning(mention: QuantityMention) -> str:
    """The mention as the tables of examples write it."""
    parts = [f"{mention.low:f}" if mention.low == mention.high else f"{mention.low:f}..{mention.high:f}"]
    parts += [mention.unit] if mention.unit else []
    parts += [str(mention.form)] if mention.form in (Form.APPROXIMATE, Form.MAGNITUDE) else []
    parts += ["scaled"] if mention.scaled else []
    return " ".join(parts)


@pytest.mark.parametrize(("sentence", "meaning"), cases("quantities"))
def test_a_quantity_is_found_where_it_stands(sentence: str, meaning: str) -> None:
    text, start, end = unmarked(sentence)

    mentions = find_quantities(text)

    assert [(_meaning(mention), mention.start, mention.end) for mention in mentions] == [(meaning.strip(), start, end)]
    assert mentions[0].text == text[start:end]
    assert (mentions[0].form is Form.RANGE) == (".." in meaning and not {"approximate", "magnitude"} & set(meaning.split()))


@pytest.mark.parametrize("sentence", not_cases("quantities"))
def test_numbers_that_are_no_quantities(sentence: str) -> None:
    assert find_quantities(sentence) == ()


@pytest.mark.parametrize(
    ("question", "meanings"),
    [
        ("大于1000000元、小于6000000元的项目", ["1000000 元", "6000000 元"]),
        ("高于22万元、同时不高于145万元的", ["220000 元 scaled", "1450000 元 scaled"]),
        ("按50万以下、50万到200万、200万以上三档", ["500000 scaled", "500000..2000000 scaled", "2000000 scaled", "3 档"]),
        ("按不足30万元、30万元至100万元、超过100万元分", ["300000 元 scaled", "300000..1000000 元 scaled", "1000000 元 scaled"]),
        ("2024年超过50万、又不到三百万的前三名", ["500000 scaled", "3000000 scaled"]),
        ("2023年新增加3个，总额35万元", ["3 个", "350000 元 scaled"]),
        ("慰问20人，每人500元，共1万元", ["20 人", "500 元", "10000 元 scaled"]),
        ("满意度提到92%，数量改成30场", ["92 %", "30 场"]),
    ],
)
def test_several_quantities_in_one_question(question: str, meanings: list[str]) -> None:
    assert [_meaning(mention) for mention in find_quantities(question)] == meanings


@given(_MIXED_TEXT)
def test_spans_are_ordered_and_hold_the_printed_text(text: str) -> None:
    mentions = find_quantities(text)

    assert all(text[mention.start : mention.end] == mention.text and mention.text for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(mention.low <= mention.high for mention in mentions)


@given(_MIXED_TEXT)
def test_full_width_and_half_width_mean_the_same(text: str) -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)

    def without_text(mentions: tuple[QuantityMention, ...]) -> list[tuple[int, int, str]]:
        return [(mention.start, mention.end, _meaning(mention)) for mention in mentions]

    assert without_text(find_quantities(wide)) == without_text(find_quantities(text))


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["元", "个", "人次", "万元"]))
def test_digits_and_characters_mean_the_same(number: int, unit: str) -> None:
    in_digits = find_quantities(f"安排{number}{unit}")
    in_characters = find_quantities(f"安排{format_numeral(number)}{unit}") if unit != "万元" or number < 10_000 else in_digits

    assert [(mention.low, mention.unit) for mention in in_characters] == [(mention.low, mention.unit) for mention in in_digits]


def _cell(text: str, *, is_cost: bool = False) -> str | None:
    """What a cell says, as the table of examples writes it; None without quantity."""
    value = read_value(text, is_cost=is_cost)
    if value.quantity is None:
        return None
    low, high, unit = value.quantity.low, value.quantity.high, value.quantity.unit
    number = f"{low:f}" if low == high else f"{low:f}..{high:f}"
    return " ".join(part for part in (value.operator, number, unit) if part)


_VALUES = examples("values")
_CELLS = [(str(cell), key, group) for group in ("cells", "cost") for key, row in _VALUES[group].items() for cell in row]


@pytest.mark.parametrize(("cell", "meaning", "group"), _CELLS)
def test_a_value_cell_is_understood(cell: str, meaning: str, group: str) -> None:
    assert _cell(cell, is_cost=group == "cost") == str(meaning)


@pytest.mark.parametrize("cell", _VALUES["nothing"])
def test_a_cell_without_quantity(cell: str) -> None:
    assert read_value(str(cell)).quantity is None
    assert read_value(str(cell)).operator is None


def test_the_text_of_a_value_stays_as_printed() -> None:
    value = read_value(" ≧ ９５ ％ ")

    assert value.text == "≧９５％"
    assert value.operator == "≥"
    assert value.quantity is not None and value.quantity.low == Decimal(95)


@given(_MIXED_TEXT, st.booleans())
def test_no_cell_raises(text: str, is_cost: bool) -> None:
    value = read_value(text, is_cost=is_cost)

    assert value.quantity is None or value.quantity.low <= value.quantity.high
