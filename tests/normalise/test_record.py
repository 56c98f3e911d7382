"""Our own JSON: what is written is read back the same, and a wrong value costs one table, not the file."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model.finding import Severity
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import Indicator
from assistant.model.published import TABLE_KEYS, table_to_json
from assistant.model.quantity import Quantity, TargetValue
from assistant.model.source import Place, Source
from assistant.normalise import Normalised, normalise
from assistant.readers import read
from tests.strategies_table import tables, texts
from tests.writers.forms import without_places

TABLE = GoalTable(
    title="项目支出绩效目标表",
    year=2023,
    project="河道保洁经费",
    source=Source("form.txt", "ab", "text"),
    place=Place(table=2, line=5, last_line=20),
    department_code="331",
    department="河口县水务局",
    total=Decimal(125_000),
    fiscal=Decimal("100000.5"),
    funds=(Fund("财政拨款", Decimal("100000.5")), Fund("其他资金", None)),
    goal="保洁12公里",
    indicators=(
        Indicator(
            "产出指标",
            "成本指标",
            "保洁单价",
            TargetValue("≤5-10万/个", "≤", Quantity(Decimal(50_000), Decimal(100_000), "元/个")),
            Place(line=9),
            True,
            Decimal("7.5"),
            {"备注": "每年一次"},
        ),
    ),
)
"""A table with something in every kind of field."""

_amounts = st.none() | st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=2)
_quantities = st.none() | st.builds(
    Quantity, st.integers(-(10**6), 10**9).map(Decimal), st.integers(-(10**6), 10**9).map(Decimal), st.none() | texts
)


@st.composite
def publishable_tables(draw: st.DrawFn) -> GoalTable:
    """Tables whose numbers JSON can hold exactly and that have a name."""
    table = draw(tables)
    indicators = tuple(
        replace(row, weight=draw(_amounts), value=replace(row.value, quantity=draw(_quantities))) for row in table.indicators
    )
    return replace(
        table,
        project=draw(texts.filter(str.strip)),
        total=draw(_amounts),
        fiscal=draw(_amounts),
        other=draw(_amounts),
        funds=tuple(replace(fund, amount=draw(_amounts)) for fund in table.funds),
        indicators=indicators,
    )


def read_json(value: object) -> Normalised:
    return normalise(read(json.dumps(value, ensure_ascii=False).encode(), "tables.json"))


@settings(deadline=None, max_examples=80)
@given(st.lists(publishable_tables(), max_size=3))
def test_what_is_written_is_read_back_the_same(written: list[GoalTable]) -> None:
    normalised = read_json([table_to_json(table) for table in written])

    assert [without_places(table) for table in written] == [without_places(table) for table in normalised.tables]
    assert normalised.findings == ()


def test_the_published_form() -> None:
    data = table_to_json(TABLE)

    assert tuple(data) == TABLE_KEYS
    assert data["total"] == 125_000 and isinstance(data["total"], int)
    assert data["fiscal"] == 100_000.5
    assert data["long_term_goal"] is None
    assert data["funds"] == [{"label": "财政拨款", "amount": 100_000.5}, {"label": "其他资金", "amount": None}]
    assert data["source"] == {"document": "form.txt", "sha256": "ab", "place": "第2张表，第5至20行"}
    assert data["indicators"] == [
        {
            "level1": "产出指标",
            "level2": "成本指标",
            "required": True,
            "level3": "保洁单价",
            "value": "≤5-10万/个",
            "operator": "≤",
            "quantity": {"low": 50_000, "high": 100_000, "unit": "元/个"},
            "weight": 7.5,
            "extra": {"备注": "每年一次"},
        }
    ]


@pytest.mark.parametrize("shape", [lambda table: table, lambda table: [table], lambda table: {"tables": [table]}])
def test_the_three_shapes_of_a_file(shape: object) -> None:
    assert callable(shape)

    normalised = read_json(shape(table_to_json(TABLE)))

    assert [table.project for table in normalised.tables] == ["河道保洁经费"]


def test_a_value_without_operator_and_quantity_is_read_anew() -> None:
    row = {"level1": "产出指标", "level2": "成本指标", "level3": "保洁单价", "value": "≤5-10万/个"}

    (table,) = read_json({"project": "甲", "indicators": [row]}).tables

    assert table.indicators[0].value == TARGET
    assert table.indicators[0].required is None


TARGET = TABLE.indicators[0].value


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("year", "2023", "year"),
        ("total", "十万", "total"),
        ("total", True, "total"),
        ("project", "  ", "project"),
        ("project", ["甲"], "project"),
        ("indicators", {}, "indicators"),
        ("indicators", ["甲"], "indicators 第1项"),
        ("indicators", [{"level3": 5}], "indicators 第1项的 level3"),
        ("indicators", [{"level3": "甲", "operator": "约"}], "indicators 第1项的 operator"),
        ("indicators", [{"level3": "甲", "quantity": {"low": "多"}}], "indicators 第1项的 quantity.low"),
        ("funds", [{"label": "财政拨款", "amount": "多"}], "funds 第1项的 amount"),
    ],
)
def test_a_value_of_a_wrong_type_leaves_out_this_table_and_names_the_key(key: str, value: object, named: str) -> None:
    normalised = read_json([{**table_to_json(TABLE), key: value}, table_to_json(TABLE)])

    assert [(table.project, table.place.table) for table in normalised.tables] == [("河道保洁经费", 1)]
    (finding,) = normalised.findings
    assert finding.severity is Severity.DOUBT and f"的 {named} " in finding.message


def test_unknown_keys_are_named_and_not_kept() -> None:
    normalised = read_json({"project": "甲", "负责人": "某某", "indicators": [{"level3": "乙", "value": "1个", "电话": "0"}]})

    (finding,) = normalised.findings
    assert "负责人、indicators.电话 不认得" in finding.message
    assert "某某" not in json.dumps(table_to_json(normalised.tables[0]), ensure_ascii=False)
