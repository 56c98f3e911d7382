"""Hypothesis strategies for the query language: any query that the dataclasses can hold, sensible or not."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from assistant.model.fields import Field, Subject
from assistant.model.query import (
    Aggregate,
    And,
    Band,
    Blank,
    Changed,
    Compare,
    Condition,
    Figure,
    Grouping,
    HasFindings,
    HasRows,
    InYears,
    Measure,
    Not,
    OfYear,
    OneOf,
    Operation,
    Operator,
    Or,
    Order,
    Places,
    Quantifier,
    Query,
    Repeated,
    Selection,
)

texts = st.one_of(st.sampled_from(("人才工作经费", "成本指标", "95%", '他说"好"', "a\\b", "", "一\n二")), st.text(max_size=6))
numbers = st.one_of(
    st.integers(-(10**9), 10**9).map(Decimal),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**7), max_value=10**7),
    st.decimals(allow_nan=False, allow_infinity=False),
)
years = st.integers(-1, 3000)
fields = st.sampled_from(Field)
operators = st.sampled_from(Operator)
changes = st.builds(Measure, fields, texts, st.none(), years, st.booleans(), st.none() | fields)
plain_measures = st.one_of(st.builds(Measure, fields, texts), changes)


def _conditions(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, max_size=3).map(tuple)
    counted = st.builds(Measure, fields, st.just(""), inner)
    return st.one_of(
        st.builds(And, parts),
        st.builds(Or, parts),
        st.builds(Not, inner),
        st.builds(OfYear, years, inner),
        st.builds(HasRows, st.sampled_from(Quantifier), inner, st.none() | inner),
        st.builds(Compare, counted, operators, numbers),
        st.builds(Blank, counted),
    )


simple_conditions: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Compare, plain_measures, operators, st.one_of(numbers, texts, fields)),
    st.builds(OneOf, fields, st.lists(texts, max_size=3).map(tuple)),
    st.builds(Blank, plain_measures),
    st.builds(InYears, st.lists(years, max_size=3).map(tuple), st.booleans()),
    st.builds(Repeated, fields),
    st.builds(HasFindings, st.lists(texts, max_size=2).map(tuple), st.lists(texts, max_size=2).map(tuple)),
    st.builds(Changed, plain_measures, operators, years, years),
)
conditions: st.SearchStrategy[Condition] = st.recursive(simple_conditions, _conditions, max_leaves=6)
measures = st.one_of(plain_measures, st.builds(Measure, fields, texts, conditions))
_places = st.builds(Places, st.integers(-2, 9), st.integers(-2, 99))


def _selections(within: st.SearchStrategy[Selection | None]) -> st.SearchStrategy[Selection]:
    orders = st.none() | st.builds(Order, measures, st.booleans())
    return st.builds(Selection, st.sampled_from(Subject), st.none() | conditions, orders, st.none() | _places, within)


selections = _selections(st.none() | _selections(st.none() | _selections(st.none())))
plain_figures = st.builds(Figure, selections, st.sampled_from(Aggregate), st.none() | measures)
_factors = st.lists(numbers | plain_figures, max_size=2).map(tuple)
figures = st.one_of(
    plain_figures,
    st.builds(
        Figure,
        selections,
        st.sampled_from(Aggregate),
        st.none() | measures,
        _factors,
        st.lists(plain_figures, max_size=1).map(tuple),
    ),
)
_bands = st.lists(st.builds(Band, texts, conditions), max_size=2).map(tuple)
groupings = st.builds(Grouping, st.none() | fields, _bands, st.none() | st.booleans(), st.none() | _places)
queries = st.builds(
    Query,
    st.sampled_from(Operation),
    st.one_of(figures, st.builds(Figure, selections)),
    st.none() | figures,
    st.lists(measures, max_size=2).map(tuple),
    st.none() | groupings,
    st.none() | conditions,
    st.none() | operators,
    st.none() | numbers,
)
