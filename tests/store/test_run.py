"""Running queries: the SQL finds what plain Python finds over the same tables, and each construct means what FORMAT says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    Result,
    Selection,
)
from assistant.model.query_text import parse_query
from assistant.store.compile.columns import NUMBER_COLUMNS, TEXT_COLUMNS
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
    plain = st.one_of(
        names.flatmap(lambda name: st.builds(Measure, st.just(name), labels if name is Field.FUND else st.just(""))), counted
    )
    changes = st.builds(
        lambda measure, since, percent: replace(measure, since=since, percent=percent),
        plain,
        st.sampled_from((0, 0, 2022, 2023)),
        st.booleans(),
    )
    shares = st.builds(lambda measure, whole: replace(measure, share_of=whole), st.one_of(plain, changes), ANY_FIELD)
    return st.one_of(plain, plain, plain, changes, shares)


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
        st.builds(OfYear, st.sampled_from((0, 2022, 2023)), inner),
        st.builds(HasRows, st.sampled_from(Quantifier), inner, st.none() | inner),
    )


SIMPLE = st.one_of(
    simple_of(ANY_FIELD),
    st.builds(Compare, measures_of(TABLE_FIELDS), st.sampled_from(Operator), NUMBERS),
    st.builds(Repeated, st.sampled_from(sorted({*TEXT_COLUMNS, *NUMBER_COLUMNS} - ROW_FIELDS - {Field.SERIES}))),
    st.builds(InYears, st.lists(st.sampled_from((2022, 2023, 2024, 10**30)), max_size=2).map(tuple), st.booleans()),
    st.builds(
        Changed,
        measures_of(ANY_FIELD),
        st.sampled_from(Operator),
        st.sampled_from((0, 0, 2022, 2023)),
        st.sampled_from((0, 0, 2023)),
    ),
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
    st.builds(Grouping, GROUPABLE, st.just(()), st.none() | st.booleans(), st.none() | PLACES),
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
    """Any query over tables that it is likely to meet, unless it is so deep that it is refused."""
    query = Query(operation, *parts)
    try:
        result = pairs[size].store.run(query)
    except BadQuery:
        return
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
        beside = query.selection if operation is Operation.EVERY or query.versus is None else query.versus.selection
        members = result.versus_rows if beside.subject is Subject.INDICATOR else result.versus_tables
        assert [member.key for member in members] == expected.versus


TERMS = st.builds(
    Figure, SELECTIONS, st.sampled_from(Aggregate), st.none() | measures_of(ANY_FIELD), st.lists(NUMBERS, max_size=1).map(tuple)
)
PRODUCTS = st.builds(
    Figure,
    SELECTIONS,
    st.sampled_from(Aggregate),
    st.none() | measures_of(ANY_FIELD),
    st.lists(st.one_of(NUMBERS.filter(lambda number: abs(number.adjusted()) < 20), FIGURES), max_size=2).map(tuple),
    st.lists(TERMS, max_size=1).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(figure=PRODUCTS, grouping=st.none() | GROUPINGS, size=st.integers(0, len(SIZES) - 1))
def test_products_and_their_sums_are_those_of_plain_python(
    pairs: tuple[Both, ...], figure: Figure, grouping: Grouping | None, size: int
) -> None:
    """A figure times others and numbers, plus others; also for each group; unless it is so deep that it is refused."""
    store, reference = pairs[size].store, pairs[size].reference
    query = Query(Operation.COMPUTE if grouping is None else Operation.GROUP, figure, grouping=grouping)
    try:
        result = store.run(query)
    except BadQuery:
        return
    if grouping is None:
        value, blank = reference.reckon(figure)

        assert same_number(result.value, value)
        assert result.blank == blank
        return
    found, expected = result.groups, reference.run(query).groups

    assert [group.key for group in found] == [key for key, _, _ in expected]
    assert all(same_number(group.value, value) for group, (_, value, _) in zip(found, expected, strict=True))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=queries, size=st.integers(0, len(SIZES) - 1))
def test_no_query_brings_down_the_store(pairs: tuple[Both, ...], query: Query, size: int) -> None:
    """Any query at all gives a result, or is refused as too complex."""
    try:
        pairs[size].store.run(query, limit=3)
    except BadQuery:
        return


# what the constructs mean, over the two bureaus


def names_of(result: Result) -> list[str]:
    return [table.project for table in result.tables]


VALUES: list[tuple[str, Decimal | bool | None]] = [
    ("count project", Decimal(15)),
    ("count project where year = 2022", Decimal(0)),
    ("sum total of project where year = 2025", Decimal(6370000)),
    ("sum total of project where year = 2022", None),
    ("sum other of project where year = 2024", Decimal(440000)),
    ('sum fund "上级资金" of project where year = 2023', Decimal(3260000)),
    ("average total of project where year = 2023", Decimal(1360000)),
    ("median total of project where year = 2023", Decimal(670000)),
    ("highest total of project where year = 2024", Decimal(4320000)),
    ("lowest total of project", Decimal(180000)),
    (
        'share sum total of project where department has "文化" and year = 2025 in sum total of project where year = 2025',
        Decimal("23.704866"),
    ),
    ("difference sum total of project where year = 2023 versus sum total of project where year = 2024", Decimal(1310000)),
    ("growth sum total of project where year = 2025 versus sum total of project where year = 2024", Decimal("-21.454994")),
    ("ratio highest total of project where year = 2025 versus lowest total of project where year = 2025", Decimal(26)),
    ("ratio sum total of project versus count of project where year = 2022", None),
    ("add sum total of project where year = 2023 versus sum total of project where year = 2024", Decimal(14910000)),
    ("any project where total > 4680000", False),
    ("any project where total >= 4680000", True),
    ("every project where year = 2025 meets total >= 180000", True),
    ("every project where year = 2022 meets total > 0", False),
    ('same total of project where project = "婚姻登记处规范化运转经费"', True),
    ('same total of project where project = "高龄老人津贴"', False),
    ('same value of indicator where level3 = "100周岁及以上津贴标准"', True),
    ("is sum total of project where year = 2025 < sum total of project where year = 2024", True),
    ('is sum total of project where project = "高龄老人津贴" and year = 2025 > 4680000', False),
    ('is sum total of project where project = "没有这个项目" > 5', None),
    ('count project where anywhere has "高　龄"', Decimal(3)),
    ("count project where total > 1E+999999999", Decimal(0)),
    ("count project where total > -1E-999999999", Decimal(15)),
    ("count project where total = 180000.001", Decimal(0)),
    ("count project where not (other > 0)", Decimal(11)),
    ("count project where blank other", Decimal(11)),
    ('count project where no rows (level1 = "满意度指标")', Decimal(1)),
    ("highest total minus before of project where year = 2025", Decimal(360000)),
    ("highest total growth 2023 of project where year = 2025", Decimal(55)),
    ("count project where year = 2025 and total growth before > 10", Decimal(1)),
    ("count project where year = 2024 and blank total minus before", Decimal(1)),
    ('sum total of project where project = "高龄老人津贴" and year = 2025 times 0.5', Decimal(2340000)),
    ("sum total of project where year = 2025 times 2 plus (sum total of project where year = 2024)", Decimal(20850000)),
    ("sum total of project where year = 2022 times 2", None),
    ('count project where year = 2025 and fund "上级资金" share total > 50', Decimal(2)),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_figures(bureaus: Store, text: str, expected: Decimal | bool | None) -> None:
    """Each way to reckon and each yes or no."""
    actual = bureaus.run(parse_query(text)).value

    assert actual == expected if not isinstance(expected, Decimal) else actual == pytest.approx(expected, rel=Decimal("1E-6"))


PROJECTS: list[tuple[str, list[str]]] = [
    ("list project where year = 2023 order by total desc places 2-2", ["古戏楼抢救性修缮工程"]),
    (
        "list project where in years 2023, 2024, 2025 and year = 2025 and not (changed total != since 2023)",
        ["婚姻登记处规范化运转经费"],
    ),
    ("list project where year = 2023 and not in years 2024", ["古戏楼抢救性修缮工程"]),
    ("list project where year = 2024 and not in years 2023", ["乡镇敬老院改造提升项目"]),
    ("list project where year = 2025 and changed total <", ["2025年送戏下乡惠民演出项目"]),
    (
        'list project where series = "公共图书馆免费开放" and year >= 2024',
        ["公共图书馆免费开放补助经费", "公共图书馆免费开放经费"],
    ),
    (
        'list project where year = 2025 and some rows (level1 = "满意度指标" and number_unit = "%" and number >= 95)',
        ["高龄老人津贴", "婚姻登记处规范化运转经费"],
    ),
    ('list project where unit = "云岭县图书馆" and year = 2023', ["公共图书馆免费开放经费"]),
    (
        "list project order by total asc places 1-1 from (project where year = 2024 order by total desc places 1-3)",
        ["2024年送戏下乡惠民演出项目"],
    ),
    ('list project from (indicator where level3 = "单张床位改造成本")', ["乡镇敬老院改造提升项目"]),
    ("list project where year = 2025 order by rows desc places 1-1", ["高龄老人津贴"]),
    (
        'list project where year = 2023 and every rows (number >= 95) among (level1 = "满意度指标")',
        ["高龄老人津贴", "婚姻登记处规范化运转经费"],
    ),
    (
        "list project where year = 2025 and changed total > and changed total > of 2024",
        ["高龄老人津贴", "公共图书馆免费开放补助经费"],
    ),
    ("list project where year = 2025 order by total minus before desc places 1-1", ["高龄老人津贴"]),
    ("list project where year = 2025 order by total minus 2023 asc places 1-1", ["婚姻登记处规范化运转经费"]),
    ("list project where fiscal < total and year = 2024", ["乡镇敬老院改造提升项目", "2024年送戏下乡惠民演出项目"]),
]


@pytest.mark.parametrize(("text", "expected"), PROJECTS)
def test_projects(bureaus: Store, text: str, expected: list[str]) -> None:
    """Filters, ranks, years, sets within sets; in their order."""
    assert names_of(bureaus.run(parse_query(text))) == expected


GROUPS: list[tuple[str, list[tuple[str, int]]]] = [
    ("group sum total of project by year", [("2023", 6800000), ("2024", 8110000), ("2025", 6370000)]),
    ("group count of project where year = 2024 by department_code", [("410", 3), ("445", 2)]),
    ("group sum total of project where year = 2023 by department", [("云岭县民政局", 4080000), ("云岭县文化和旅游局", 2720000)]),
    (
        'group count of project where year = 2025 by bands "三十万以下": total < 300000; "其余": total > 0; "没有": total < 0',
        [("三十万以下", 1), ("其余", 4), ("没有", 0)],
    ),
    (
        "group count of indicator where year = 2024 by level1",
        [("产出指标", 31), ("效益指标", 9), ("满意度指标", 6)],
    ),
    (
        "group sum fund of project where year = 2023 by fund",
        [("财政拨款", 6760000), ("上级资金", 3260000), ("县级资金", 3320000), ("其他资金", 40000)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GROUPS)
def test_groups(bureaus: Store, text: str, expected: list[tuple[str, int]]) -> None:
    """Groups in their order: years ascending, levels in the official order, others as they come, bands as they are named."""
    actual = [(group.key, group.value) for group in bureaus.run(parse_query(text)).groups]

    assert actual == expected


def test_ties_share_a_place(bureaus: Store) -> None:
    """Places are counted 1, 2, 2, 4; all that are equal belong to the answer, in the order of their document."""
    result = bureaus.run(
        parse_query('list project where project = "婚姻登记处规范化运转经费" or total = 200000 order by total asc')
    )
    assert [(table.rank, table.year) for table in result.tables] == [(1, 2023), (1, 2024), (1, 2025), (4, 2023)]
    cut = bureaus.run(parse_query("list project order by total asc places 2-3"))
    assert cut.tables == ()
    assert len(bureaus.run(parse_query("list project order by total asc places 2-2")).tables) == 3
    assert len(bureaus.run(parse_query("list project order by total asc places 1-1")).tables) == 3


def test_a_range_that_meets_a_bound_in_part_is_named_not_counted(bureaus: Store) -> None:
    """单张床位改造成本 is 1.8 to 2.2万元: 2万 lies within."""
    result = bureaus.run(parse_query('list indicator where level2 = "成本指标" and number_unit = "元/张" and number > 20000'))
    assert result.rows == ()
    assert [(row.level3, row.low, row.high) for row in result.partly] == [("单张床位改造成本", 18000, 22000)]
    by_project = bureaus.run(parse_query('count project where some rows (number_unit = "元/张" and number > 20000)'))
    assert by_project.value == 0
    assert [row.level3 for row in by_project.partly] == ["单张床位改造成本"]
    total = bureaus.run(parse_query('sum number of indicator where level3 = "单张床位改造成本"'))
    assert total.value is None
    assert [row.level3 for row in total.partly] == ["单张床位改造成本"]


def test_what_is_shown_of_a_table(bureaus: Store) -> None:
    """Fields that are asked for, with where they stand; blank is None or "", never 0."""
    shown = 'goal, department, fund "上级资金", fund "其他资金", other, year, rows'
    (table,) = bureaus.run(parse_query(f'show {shown} of project where project = "古戏楼抢救性修缮工程"')).tables

    assert table.values["department"] == "云岭县文化和旅游局"
    assert "修旧如旧" in str(table.values["goal"])
    assert table.values["fund:上级资金"] == 1500000
    assert table.values["other"] is table.values["fund:其他资金"] is None
    assert table.values["year"] == 2023
    assert table.values["rows"] == table.rows > 0
    assert table.document == "two_bureaus.json"
    assert table.place.startswith("第4张表")


def test_lists_are_lean_and_cut(bureaus: Store) -> None:
    """Nothing but the head unless it is asked for; a list that was cut says how many there are."""
    result = bureaus.run(parse_query("list project"), limit=4)
    assert [table.values for table in result.tables] == [{}] * 4
    assert result.count == 15
    assert bureaus.run(parse_query("list indicator"), limit=0).count == 134
    assert bureaus.run(parse_query("sum total of project"), limit=3).count == 15


def test_what_a_figure_rests_on(bureaus: Store) -> None:
    """The members that were added up; for the highest, those that have it; for a failed test, those that fail."""
    assert len(bureaus.run(parse_query("sum total of project where year = 2025")).tables) == 5
    assert names_of(bureaus.run(parse_query("highest total of project"))) == ["高龄老人津贴"]
    assert len(bureaus.run(parse_query("lowest total of project")).tables) == 3
    failed = bureaus.run(parse_query("every project meets fiscal = total"))
    assert failed.value is False
    assert {table.project for table in failed.versus_tables} == {
        "2023年送戏下乡惠民演出项目",
        "2024年送戏下乡惠民演出项目",
        "乡镇敬老院改造提升项目",
        "公共图书馆免费开放补助经费",
    }
    blank = bureaus.run(parse_query("sum other of project"))
    assert blank.blank == 11
    rows = bureaus.run(parse_query('list indicator where level3 = "观众满意度" with unit'))
    assert [table.values["unit"] for table in rows.tables] == ["云岭县文化和旅游局本级"] * 3


def test_the_same_project_of_another_year_in_the_same_unit(tmp_path: Path) -> None:
    """Of several projects of one name in a department, a table is set against that of its own unit."""
    source, (table, *_) = archives.two_bureaus()
    schools = [
        replace(table, year=year, unit=unit, total=Decimal(total))
        for year, unit, total in ((2023, "一小", 10), (2023, "二小", 20), (2024, "二小", 20), (2024, "一小", 30))
    ]
    with Store.open(tmp_path / "a.db", write=True) as store:
        store.save(source, schools)
        assert [row.total for row in store.run(parse_query("list project where changed total >")).tables] == [30]
        assert [row.total for row in store.run(parse_query("list project where changed total =")).tables] == [20]


def test_the_same_name_in_another_department_is_another_project(tmp_path: Path) -> None:
    """A project is known by its series and its department."""
    source, (table, *_) = archives.two_bureaus()
    with Store.open(tmp_path / "a.db", write=True) as store:
        store.save(source, [replace(table, year=2023, department="甲局"), replace(table, year=2024, department="乙局")])
        assert store.run(parse_query("count project where year = 2024 and in years 2023")).value == 0


@pytest.mark.parametrize("operator", Operator)
@pytest.mark.parametrize("name", Field)
def test_every_operator_and_field_has_sql(bureaus: Store, operator: Operator, name: Field) -> None:
    """Each field can be compared in each way with a number, a text and itself, of tables and of rows."""
    for value in (Decimal(95), "95%", name):
        for subject in Subject:
            condition = Compare(Measure(name, "财政拨款" if name is Field.FUND else ""), operator, value)
            result = bureaus.run(Query(Operation.COMPUTE, Figure(Selection(subject, condition))))
            assert isinstance(result.value, Decimal)


def test_names_and_words_never_become_sql(bureaus: Store) -> None:
    """Whatever a text holds, it is compared and nothing else."""
    for text in ("'; DROP TABLE texts; --", '"', "a OR b", "NEAR(a b)", "*", "津贴*", '津贴" OR "', "(", ":p0", "?1", "\0"):
        for operator in (Operator.EQUAL, Operator.CONTAINS):
            result = bureaus.run(
                Query(Operation.COMPUTE, Figure(Selection(where=Compare(Measure(Field.PROJECT), operator, text))))
            )
            assert result.value == (15 if text == "\0" and operator is Operator.CONTAINS else 0)
        bureaus.search([text], 5)
        bureaus.knowledge().projects_like(text)


def test_a_query_of_many_names(bureaus: Store) -> None:
    """Thousands of names in one condition are no trouble."""
    names = tuple(f"项目{number}" for number in range(40_000))
    result = bureaus.run(Query(Operation.LIST, Figure(Selection(where=OneOf(Field.PROJECT, (*names, "高龄老人津贴"))))))
    assert result.count == 3


def test_a_query_too_deep_is_refused(bureaus: Store) -> None:
    """In words, not as a damaged archive."""
    condition: Condition = Compare(Measure(Field.TOTAL), Operator.MORE, Decimal(1))
    for _ in range(90):
        condition = Not(Or((condition, Blank(Measure(Field.OTHER)))))
    with pytest.raises(BadQuery):
        bureaus.run(Query(Operation.LIST, Figure(Selection(where=condition))))
