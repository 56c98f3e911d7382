"""Years and dates."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chinese.years import find_dates, find_years
from tests.chinese.examples import cases, not_cases, unmarked

_LATEST = 2025
_TEXT = st.text(alphabet="２2０023二〇年月日底至到-、.第一季度上半今去本约 ", max_size=25) | st.text(max_size=40)


@pytest.mark.parametrize(("sentence", "meaning"), cases("years"))
def test_a_year_is_found_where_it_stands(sentence: str, meaning: str) -> None:
    text, start, end = unmarked(sentence)
    years = tuple(int(year) for year in meaning.split()[0].split(","))

    assert [(mention.years, mention.start, mention.end) for mention in find_years(text, _LATEST)] == [(years, start, end)]


@pytest.mark.parametrize("sentence", not_cases("years"))
def test_what_names_no_year(sentence: str) -> None:
    assert find_years(sentence, _LATEST) == ()


def test_a_relative_year_needs_the_latest_one() -> None:
    (mention,) = find_years("去年的项目")

    assert (mention.years, mention.relative) == ((), -1)


def test_years_that_are_compared_stay_apart_and_in_order() -> None:
    assert [mention.years for mention in find_years("2025年跟2024年比", _LATEST)] == [(2025,), (2024,)]
    assert [mention.years for mention in find_years("今年比去年多的", _LATEST)] == [(2025,), (2024,)]


def test_two_digits_are_a_year_only_near_the_latest_one() -> None:
    assert find_years("15年的项目", 2022)[0].years == (2015,)
    assert find_years("40年的项目", 2022) == ()


@pytest.mark.parametrize(("sentence", "meaning"), cases("dates"))
def test_a_date_is_found_where_it_stands(sentence: str, meaning: str) -> None:
    text, start, end = unmarked(sentence)
    parts = tuple(None if part == "-" else int(part) for part in meaning.split()[:3])

    found = [(date.year, date.month, date.day, date.start, date.end) for date in find_dates(text)]

    assert found == [(*parts, start, end)]


@pytest.mark.parametrize("sentence", not_cases("dates"))
def test_what_names_no_date(sentence: str) -> None:
    assert find_dates(sentence) == ()


@given(_TEXT)
def test_spans_are_ordered_and_hold_the_printed_text(text: str) -> None:
    for mentions in (find_years(text, _LATEST), find_dates(text)):
        assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
        assert all(left.end <= right.start for left, right in pairwise(mentions))
