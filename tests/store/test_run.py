"""Running queries: the SQL finds what plain Python finds over the same tables, and each construct means what FORMAT says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import BadQuery
from assistant.model.fields import ROW_FIELDS, Field, Subject
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
    HasRows,
    InYears,
    Measure,
    Not,
    OneOf,
    Operation,
    Operator,
    Or,
    Order,
    Places,
    Quantifier,
    Query,
    Result,
    Selection,
)
from assistant.store.store import Store
from tests.store import archives
from tests.store.reference import Reference
from tests.strategies_query import queries

SIZES = (0, 1, 6, 20, 60)


@dataclass(frozen=True)
class Both:
    """An archive, and the same tables for the reference."""

    store: Store
    reference: Reference


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Both, ...]]:
    """Archives of several sizes."""
    made = []
    for seed, size in enumerate(SIZES):
        path = tmp_path_factory.mktemp("archive") / "a.db"
        documents = archives.made_up(seed, size)
        with Store.open(path, write=True) as store:
            for source, tables in documents:
                store.save(source, tables)
        store = Store.open(path)
        table_keys = sorted(table.key for table in store.tables())
        row_keys = sorted(row.key for row in store.run(Query(Operation.LIST, Figure(Selection(Subject.INDICATOR)))).rows)
        made.append(Both(store, Reference([table for _, tables in documents for table in tables], table_keys, row_keys)))
    yield tuple(made)
    for both in made:
        both.store.close()


@pytest.fixture(scope="module")
def bureaus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The fifteen tables of two bureaus."""
    path: Path = tmp_path_factory.mktemp("archive") / "a.db"
    with Store.open(path, write=True) as store:
        store.save(*archives.two_bureaus())
    with Store.open(path) as store:
        yield store


# queries that meet something: their words and numbers are those of the tables

TEXTS = st.sampled_from(
    (
        *archives.NAMES,
        "慰问",
        "慰问老党员,100%",
        "１００％",
        "abc",
        "养护（",
        "问",
        "",
        "0",
        *archives.LEVEL3,
        "成本指标",
        "产出指标",
        "人",
        "元/人",
        "≥",
        "%",
        "50",
    )
)
NUMBERS = st.one_of(
    st.sampled_from(
        (*archives.NUMBERS, *filter(None, archives.MONEY), Decimal("99.9999999"), Decimal("1E+60"), Decimal("-1E-60"))
    ),
    st.integers(2021, 2025).map(Decimal),
)
TABLE_FIELDS = st.sampled_from([name for name in Field if name not in ROW_FIELDS])
FIELDS_OF_ROWS = st.sampled_from(sorted(ROW_FIELDS))
ANY_FIELD = st.sampled_from(Field)


def measures_of(names: st.SearchStrategy[Field]) -> st.SearchStrategy[Measure]:
    labels = st.sampled_from(("", *archives.LABELS, "县级资金"))
    counted = st.builds(Measure, st.just(Field.ROWS), st.just(""), st.none() | simple_of(FIELDS_OF_ROWS))
    return st.one_of(
        names.flatmap(lambda name: st.builds(Measure, st.just(name), labels if name is Field.FUND else st.just(""))), counted
    )


def simple_of(names: st.SearchStrategy[Field]) -> st.SearchStrategy[Condition]:
    plain = names.map(Measure)
    values = st.one_of(NUMBERS, TEXTS, ANY_FIELD)
    return st.one_of(
        st.builds(Compare, plain, st.sampled_from(Operator), values),
        st.builds(Compare, st.sampled_from((Measure(Field.NUMBER), Measure(Field.TOTAL))), st.sampled_from(Operator), NUMBERS),
        st.builds(OneOf, names, st.lists(TEXTS, max_size=3).map(tuple)),
        st.builds(Blank, plain),
    )


def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(And, parts),
        st.builds(Or, parts),
        st.builds(Not, inner),
        st.builds(HasRows, st.sampled_from(Quantifier), inner, st.none() | inner),
    )


SIMPLE = st.one_of(
    simple_of(ANY_FIELD),
    st.builds(Compare, measures_of(TABLE_FIELDS), st.sampled_from(Operator), NUMBERS),
    st.builds(InYears, st.lists(st.sampled_from((2022, 2023, 2024, 10**30)), max_size=2).map(tuple), st.booleans()),
    st.builds(Changed, measures_of(ANY_FIELD), st.sampled_from(Operator), st.sampled_from((0, 0, 2022, 2023))),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(SIMPLE, joined, max_leaves=5)
PLACES = st.builds(Places, st.integers(0, 4), st.integers(1, 6))
ORDERS = st.builds(Order, measures_of(ANY_FIELD), st.booleans())


def selections_of(within: st.SearchStrategy[Selection | None]) -> st.SearchStrategy[Selection]:
    return st.builds(Selection, st.sampled_from(Subject), st.none() | CONDITIONS, st.none() | ORDERS, st.none() | PLACES, within)


SELECTIONS = selections_of(st.none() | selections_of(st.none()))
FIGURES = st.builds(Figure, SELECTIONS, st.sampled_from(Aggregate), st.none() | measures_of(ANY_FIELD))
GROUPABLE = ANY_FIELD.filter(lambda name: name not in (Field.FUND, Field.ANYWHERE))
GROUPINGS = st.one_of(
    st.builds(Grouping, GROUPABLE),
    st.builds(Grouping, st.none(), st.lists(st.builds(Band, st.just("档"), CONDITIONS), min_size=1, max_size=3).map(tuple)),
)
QUERY_PARTS = (
    FIGURES,
    st.none() | FIGURES,
    st.lists(measures_of(ANY_FIELD), max_size=1).map(tuple),
    st.none() | GROUPINGS,
    st.none() | CONDITIONS,
    st.none() | st.sampled_from(Operator),
    st.none() | NUMBERS,
)


def members_of(result: Result) -> list[tuple[int, int]]:
    by_rows = result.query.selection.subject is Subject.INDICATOR
    return [(member.key, member.rank) for member in (result.rows if by_rows else result.tables)]


def same_number(ours: Decimal | bool | None, theirs: Decimal | bool | None) -> bool:
    if isinstance(ours, Decimal) and isinstance(theirs, Decimal):
        return abs(ours - theirs) <= abs(theirs) * Decimal("1E-20")
    return ours is theirs if isinstance(ours, bool) or isinstance(theirs, bool) else ours == theirs


@pytest.mark.parametrize("operation", Operation)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.tuples(*QUERY_PARTS), size=st.integers(0, len(SIZES) - 1))
def test_sql_finds_what_plain_python_finds(
    pairs: tuple[Both, ...], operation: Operation, parts: tuple[Any, ...], size: int
) -> None:
    """Any query over tables that it is likely to meet."""
    query = Query(operation, *parts)
    result = pairs[size].store.run(query)
    expected = pairs[size].reference.run(query)

    assert members_of(result) == expected.members
    assert result.count == len(expected.members)
    assert same_number(result.value, expected.value)
    assert len(result.operands) == len(expected.operands)
    assert all(map(same_number, result.operands, expected.operands))
    assert [(group.key, group.size) for group in result.groups] == [(key, size) for key, _, size in expected.groups]
    assert all(same_number(group.value, value) for group, (_, value, _) in zip(result.groups, expected.groups, strict=True))
    assert result.blank == expected.blank
    if expected.versus is not None:
        beside = query.selection if query.versus is None else query.versus.selection
        members = result.versus_rows if beside.subject is Subject.INDICATOR else result.versus_tables
        assert [member.key for member in members] == expected.versus


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=queries, size=st.integers(0, len(SIZES) - 1))
def test_no_query_brings_down_the_store(pairs: tuple[Both, ...], query: Query, size: int) -> None:
    """Any query at all gives a result, or is refused as too complex."""
    try:
        pairs[size].store.run(query, limit=3)
    except BadQuery:
        return
