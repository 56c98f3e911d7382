"""The text form of queries: a specification by example, and the promise that nothing is lost in it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import BadQuery
from assistant.model.query import Query
from assistant.model.query_text import format_query, parse_query
from tests.strategies_query import queries

CANONICAL = (
    "list project",
    "list project where total > 1000000 order by total desc places 1-3",
    'list project where blank other with fund "上级资金", department',
    'show goal, fund "上级资金" of project where project = "人才工作经费" and year = 2022',
    "show project of project where total = 0.5",
    'count indicator where level2 = "成本指标"',
    "count fiscal of project",
    "sum total of project where year = 2022",
    "median total of project where year = 2022 with goal",
    'share sum total of project where project in ("甲", "乙") in sum total of project where year = 2022',
    'share count of project where no rows (level2 = "服务对象满意度指标") in count of project',
    'difference sum total of project where project = "甲" versus sum total of project where project = "乙"',
    "ratio highest total of project versus lowest total of project",
    "growth sum total of project where year = 2025 versus sum total of project where year = 2024",
    "add sum fiscal of project versus sum other of project",
    "group count of project by unit_code",
    "group sum total of project where year = 2024 plus (sum total of project where year = 2023 times -1)"
    " by department desc places 2-3",
    'group sum total of project where year = 2022 by bands "50万以下": total < 500000; "其余": not (total < 500000)',
    "any project where total > 8000000",
    "every project where year = 2022 meets fiscal = total",
    "same goal of project where year = 2022",
    'is sum total of project where project = "甲" > 7000000',
    'is sum total of project where project = "甲" = sum total of project where project = "乙"',
    'list project where some rows (level2 = "成本指标" and number < 100)',
    'list project where every rows (number >= 95) among (level1 = "满意度指标" and number_unit = "%")',
    'list indicator where blank value or (number > 100 and not (number_unit = "人"))',
    'list project where anywhere has "慰问" and in years 2023, 2024 and not in years 2025',
    "list project where changed total > since 2023 of 2024 or changed rows < or changed fiscal =",
    'list project order by rows (level2 = "成本指标") desc places 1-1',
    "list project where total > 5 and of year 2023 (total > 5 or blank fiscal)",
    "list project where repeated goal and not (repeated total)",
    "list project where year = 2024 and total growth before > 10 order by total minus 2023 desc places 1-1",
    'sum number of indicator where level3 = "甲" times 12 times (sum number of indicator where level3 = "乙")'
    " plus (count of project)",
    'list project where fund "甲" share fiscal >= 80 order by other share total minus before desc',
    'list indicator where deadline <= 1130 and weight >= 10 and operator = "≥" and period_years > 1',
    "list indicator from (project where year = 2022 order by total desc places 1-3)",
    r'list project where goal has "他说\"好\"\\\u{a}"',
)


@pytest.mark.parametrize("text", CANONICAL)
def test_canonical_text_is_kept(text: str) -> None:
    """What is read comes out as it was written."""
    assert format_query(parse_query(text)) == text


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(queries)
def test_every_query_has_a_text_that_reads_back(query: Query) -> None:
    """The text is one line and gives an equal query."""
    text = str(query)

    assert len(text.splitlines()) == 1
    assert parse_query(text) == query


@pytest.mark.parametrize(
    "text",
    [
        "",
        "list",
        "list total",
        "list project where",
        "list project where total",
        "list project where total > ",
        "list project where total > 5 and year = 2 or year = 3",
        "list project where unknown > 5",
        "list project order by total",
        "list project places 3",
        "list project 5",
        'list project where goal has "',
        r'list project where goal has "\u{110000}"',
        "show goal project",
        "查询所有项目",
        "list project where " + "(" * 5000,
        "list project places " + "9" * 5000 + "-1",
    ],
)
def test_bad_text_names_the_place(text: str) -> None:
    """What does not parse is refused with the place, in Chinese."""
    with pytest.raises(BadQuery, match=r"^查询语句第\d+个字符处有误"):
        parse_query(text)


@given(st.text(alphabet='listprojectwher of=><()"1234-,;: 项', max_size=40))
def test_any_text_parses_or_is_refused(text: str) -> None:
    """No text brings down the parser."""
    try:
        query = parse_query(text)
    except BadQuery:
        return
    assert parse_query(str(query)) == query
