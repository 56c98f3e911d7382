"""Hypothesis strategies for goal tables: anything that the records can hold."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import Indicator
from assistant.model.quantity import OPERATORS, Quantity, TargetValue
from assistant.model.source import Place, Source

texts = st.one_of(
    st.sampled_from(("", "人才工作经费", "财政拨款", "１００％", " 慰问 ", "满意度（％）", "a'\"b", "ＡＢc")),
    st.text(alphabet="慰问党员培训资金元 　，。（）()%％１1aAß\n\"'*-", max_size=20),
    st.text(max_size=12),
)
money = st.none() | st.one_of(
    st.integers(0, 10**12).map(Decimal),
    st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=2),
    st.decimals(allow_nan=False, allow_infinity=False),
)
numbers = st.one_of(
    st.integers(-(10**9), 10**9).map(Decimal),
    money.filter(lambda amount: amount is not None).map(lambda amount: amount or Decimal(0)),
)
years = st.none() | st.integers(1900, 2100)
_counts = st.integers(0, 5000)
places = st.builds(Place, _counts, _counts, texts, _counts, _counts, _counts, _counts)
sources = st.builds(
    Source, texts.filter(bool), st.text("0123456789abcdef", max_size=8), st.sampled_from(("text", "json", "docx"))
)
quantities = st.builds(Quantity, numbers, numbers, st.none() | texts)
values = st.builds(TargetValue, texts, st.none() | st.sampled_from(OPERATORS), st.none() | quantities)
indicators = st.builds(
    Indicator,
    texts,
    texts,
    texts,
    values,
    places,
    st.none() | st.booleans(),
    st.none() | numbers,
    st.dictionaries(texts, texts, max_size=2),
    texts,
    texts,
)
funds = st.builds(Fund, texts, money, places)
tables = st.builds(
    GoalTable,
    title=texts,
    year=years,
    project=texts,
    source=sources,
    place=places,
    department_code=texts,
    department=texts,
    unit_code=texts,
    unit=texts,
    attribute_code=texts,
    attribute=texts,
    period_start=years,
    period_end=years,
    period=texts,
    total=money,
    fiscal=money,
    other=money,
    funds=st.lists(funds, max_size=3).map(tuple),
    goal=texts,
    long_term_goal=texts,
    indicators=st.lists(indicators, max_size=4).map(tuple),
    places=st.dictionaries(st.sampled_from(("project", "total", "goal")), places, max_size=3),
)
