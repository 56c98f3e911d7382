"""Numerals read and written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chinese.numerals import format_amount, format_number, format_numeral, format_yuan, parse_amount, parse_numeral
from tests.chinese.examples import cases, not_cases


@pytest.mark.parametrize(("phrase", "meaning"), cases("numerals"))
def test_a_numeral_is_read(phrase: str, meaning: str) -> None:
    assert parse_numeral(phrase) == Decimal(meaning)


@pytest.mark.parametrize("phrase", not_cases("numerals"))
def test_what_is_no_numeral_is_none(phrase: str) -> None:
    assert parse_numeral(phrase) is None


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_a_written_numeral_reads_back(number: int) -> None:
    assert parse_numeral(format_numeral(number)) == number


@given(st.integers(min_value=0, max_value=20_000))
def test_a_small_written_numeral_reads_back(number: int) -> None:
    assert parse_numeral(format_numeral(number)) == number


@given(st.text(max_size=30))
def test_any_text_is_a_numeral_or_none(text: str) -> None:
    value = parse_numeral(text)

    assert value is None or value.is_finite()


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (10_000, "一万"),
        (100_010, "十万零一十"),
        (1_450_000, "一百四十五万"),
        (10_000_200, "一千万零二百"),
        (120_000_000, "一亿二千万"),
        (-5, "负五"),
    ],
)
def test_numerals_are_written_as_they_are_spoken(number: int, written: str) -> None:
    assert format_numeral(number) == written


def test_numbers_beyond_the_scales_are_refused() -> None:
    with pytest.raises(ValueError, match="10000000000000000"):
        format_numeral(10**16)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0", "0元"),
        ("500", "500元"),
        ("8500", "8500元"),
        ("0.5", "0.5元"),
        ("9999.99", "9999.99元"),
        ("9999.999", "1万元"),
        ("10000", "1万元"),
        ("40000", "4万元"),
        ("1450000", "145万元"),
        ("13750000", "1375万元"),
        ("8164153.85", "816.42万元"),
        ("99999999", "1亿元"),
        ("100000000", "1亿元"),
        ("150000000", "1.5亿元"),
        ("123456789", "12345.68万元"),
        ("-40000", "-4万元"),
    ],
)
def test_amounts_are_written_as_officials_write_them(amount: str, written: str) -> None:
    assert format_amount(Decimal(amount)) == written


@given(st.integers(min_value=0, max_value=10**11))
def test_a_written_amount_is_right_to_a_cent_of_its_unit(amount: int) -> None:
    written = format_amount(Decimal(amount)).removesuffix("元")

    assert abs((parse_numeral(written) or 0) - amount) <= Decimal("0.005") * (1 if amount < 10_000 else 10_000)


@pytest.mark.parametrize(
    ("number", "in_yuan", "plain"),
    [
        ("1450000", "1,450,000元", "1450000"),
        ("8164153.85", "8,164,153.85元", "8164153.85"),
        ("33.3333", "33.33元", "33.33"),
        ("0.50", "0.5元", "0.5"),
        ("1E+6", "1,000,000元", "1000000"),
        ("-0.001", "0元", "0"),
    ],
)
def test_numbers_in_full(number: str, in_yuan: str, plain: str) -> None:
    assert format_yuan(Decimal(number)) == in_yuan
    assert format_number(Decimal(number)) == plain


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("100万", 1_000_000),
        ("一百二十万元", 1_200_000),
        ("1.5亿", 150_000_000),
        ("300000", 300_000),
        ("３０万", 300_000),
        ("￥300,000", 300_000),
        ("50w", 500_000),
        ("三十万块钱", 300_000),
        ("人民币叁拾伍万元整", 350_000),
        ("万元", None),
        ("三十个", None),
        ("很多", None),
        ("", None),
    ],
)
def test_an_amount_is_read(text: str, amount: int | None) -> None:
    assert parse_amount(text) == amount


@given(st.integers(min_value=1, max_value=10**9))
def test_an_amount_reads_back(amount: int) -> None:
    assert parse_amount(format_yuan(Decimal(amount))) == amount
    assert parse_amount(format_numeral(amount) + "元") == amount
