"""The `understood` line: every query has words, and the words say year, names, bounds and ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answers.companions import MOST, companions, to_run
from assistant.answers.paraphrase import paraphrase
from assistant.model.interpretation import Note, Remark
from assistant.model.query import Query
from assistant.model.query_text import parse_query
from tests.strategies_query import queries

READ = {
    "list project where total > 1000000 and year = 2024": "2024年年度资金总额超过100万元（不含100万元）的项目",
    "list project where total >= 900000 and total <= 1100000": "年度资金总额在90万元至110万元之间（两头都含）的项目",
    "list project where total >= 300000 and total < 1000000": "年度资金总额在30万元至100万元之间（含30万元，不含100万元）的项目",
    "list project where total > 1234567": "年度资金总额超过1,234,567元（不含1,234,567元）的项目",
    'list project where project = "河道清淤工程" and year = 2024': "项目「河道清淤工程」（2024年）",
    'list project where year = 2024 and department in ("青禾县水务局")': "2024年主管部门是“青禾县水务局”的项目",
    'list project where department = "青禾县水务局" or unit = "青禾县水务局"': "主管部门或实施单位是“青禾县水务局”的项目",
    "list project where year = 2022 or year = 2023 or year = 2024": "2022年至2024年全部项目",
    "list project where in years 2023, 2024 and not in years 2022": "在2023年、2024年都有表，并且在2022年没有表的项目",
    "list project where year = 2024 and changed total < since 2022": "2024年年度资金总额比2022年减少的项目",
    'list project where blank other and not (blank fund "上级资金")': "其他资金空着没填，并且填了上级资金的项目",
    'list project where no rows (level2 = "生态效益指标")': "没有生态效益指标的项目",
    'list project where every rows (number >= 95 and number_unit = "%") among (level1 = "满意度指标")': (
        "所有满意度指标都符合：指标值在95%以上（含95%）的项目"
    ),
    "list project where year = 2024 order by total desc places 1-1": "2024年全部项目中，年度资金总额最高的",
    "list project where year = 2024 order by rows asc places 2-3": "2024年全部项目中，指标条数从少到多第2至3名",
    "list indicator from (project order by total desc places 1-3)": "全部项目中，年度资金总额从高到低前3名的指标",
    'list indicator where project = "河道清淤工程" and level2 = "成本指标" and number > 1000 and number_unit = "元/米"': (
        "项目「河道清淤工程」中指标值超过1000元/米（不含1000元/米）的成本指标"
    ),
    'show total, fund "上级资金" of project where project = "河道清淤工程" and year = 2024': (
        "项目「河道清淤工程」（2024年）的年度资金总额、上级资金"
    ),
    "count project where total < 500000": "年度资金总额低于50万元（不含50万元）的项目的个数",
    "average total of project where year = 2024": "2024年全部项目的年度资金总额平均数",
    'is sum total of project where project = "河道清淤工程" and year = 2024 >= 1000000': (
        "项目「河道清淤工程」（2024年）的年度资金总额是不是在100万元以上（含100万元）"
    ),
    "group count of project where year = 2024 by department": "按主管部门分组，2024年全部项目的个数",
}


@pytest.mark.parametrize(("query", "words"), READ.items(), ids=READ.values())
def test_the_line_says_what_is_looked_for(query: str, words: str) -> None:
    assert paraphrase(parse_query(query)) == words


def test_remarks_follow_the_query() -> None:
    """What was assumed or taken over is said behind what is looked for, each remark once."""
    remarks = (Remark(Note.TAKEN_OVER, "2024年"), Remark(Note.UNUSED, "顺便"), Remark(Note.LATEST_YEAR, "2024"))

    line = paraphrase(parse_query("count project"), remarks)

    assert line == "全部项目的个数；承接上一问：2024年；没有用上的字：“顺便”；没有说年度，按库里最新的2024年查"


@pytest.mark.parametrize("note", Note)
def test_every_remark_has_words(note: Note) -> None:
    assert "什么" in paraphrase(parse_query("count project"), (Remark(note, "什么"),)) or note is Note.ALL_YEARS


def texts_in(value: object) -> Iterator[str]:
    """All texts of a query that came from the question or the archive."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(queries, st.booleans())
def test_every_query_has_words(query: Query, tables: bool) -> None:
    """Never empty, one line, and no English beside what the question itself quoted."""
    line = paraphrase(query, tables=tables)

    quoted = set("".join(texts_in(query)))
    assert line.strip()
    assert len(line.splitlines()) == 1
    assert not [letter for letter in re.findall("[A-Za-z]", line) if letter not in quoted]


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(queries)
def test_companions_are_few_and_leave_the_question_alone(query: Query) -> None:
    """At most three, each a query that prints; the query to run finds the same members as the query."""
    beside = companions(query)
    run = to_run(query)

    assert len(beside) <= MOST
    assert all(str(one) for one in beside.values())
    assert (run.operation, run.figure, run.versus, run.test) == (query.operation, query.figure, query.versus, query.test)
    assert set(query.fields) <= set(run.fields)


BESIDE = {
    "list project where total > 1000000 and year = 2024": {
        "at_bound": "list project where year = 2024 and total = 1000000",
        "nearest": "list project where year = 2024 and total <= 1000000 order by total desc places 1-1",
        "sum": "sum total of project where total > 1000000 and year = 2024",
    },
    "list project where total >= 300000 and total <= 500000": {
        "nearest": "list project where total <= 300000 order by total desc places 1-1",
        "nearest_above": "list project where total >= 500000 order by total asc places 1-1",
        "sum": "sum total of project where total >= 300000 and total <= 500000",
    },
    'list project where some rows (level2 = "时效指标" and value has "11月")': {
        "evidence": 'list indicator where level2 = "时效指标" and value has "11月"'
        ' from (project where some rows (level2 = "时效指标" and value has "11月"))',
    },
    'list indicator where project = "河道清淤工程" and level2 = "生态效益指标"': {
        "about": 'list project where project = "河道清淤工程"',
        "kinds": 'group count of indicator where project = "河道清淤工程" by level2',
    },
    "list project where year = 2024 and changed total <": {
        "before": "list project where year = 2023 and in years 2024 with series, total",
        "sum": "sum total of project where year = 2024 and changed total <",
    },
    "show other of project": {"instead": "show total, fiscal, other of project"},
    "share sum total of project where year = 2024 in sum total of project": {"all": "count project"},
    "list project order by total desc places 1-3": {},
}


@pytest.mark.parametrize(("query", "beside"), BESIDE.items(), ids=BESIDE)
def test_companions_fit_the_question(query: str, beside: dict[str, str]) -> None:
    assert {key: str(one) for key, one in companions(parse_query(query)).items()} == beside
