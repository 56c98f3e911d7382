"""Answers over the real tables: from the document through the archive to the reply."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answers.companions import companions, to_run
from assistant.answers.compose import compose
from assistant.answers.facts import Facts
from assistant.answers.published import reply_to_json
from assistant.model.interpretation import Understood
from assistant.model.query_text import parse_query
from assistant.model.reply import Reply, Status
from assistant.store.store import Store
from assistant.tasks.import_files import import_files

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped corpus in an archive."""
    archive = tmp_path_factory.mktemp("corpus") / "archive.db"
    assert [report.status.value for report in import_files(archive, [CORPUS])]
    with Store.open(archive) as opened:
        yield opened


def ask(store: Store, text: str) -> Reply:
    """The reply to a query in text form, as a conversation would put it together."""
    query = parse_query(text)
    beside = {key: store.run(one, limit=20) for key, one in companions(query).items()}
    facts = Facts((2022,), 14, ("人才工作经费", "社区党务工作者津贴"))
    return compose("问", Understood(query), store.run(to_run(query)), beside, facts=facts)


ANSWERS = [
    (
        "list project where total > 1000000 and year = 2022",
        None,
        "有3个：社区为民服务资金，145万元（1,450,000元）；乡村整治专项资金，730万元（7,300,000元）；"
        "村集体经济发展专项资金，500万元（5,000,000元）。合计1375万元（13,750,000元）。另有2个项目正好是100万元，不算在内："
        "农村党员教育培训及农村基层党建专项经费；社区党务工作者津贴。",
    ),
    ("list project where fiscal > 9000000", None, "财政拨款最高的是乡村整治专项资金，730万元（7,300,000元）。"),
    ("list project order by fiscal asc places 1-1", 130_000, "财政拨款最低的是全县机关事业单位网上名称管理经费"),
    ('list project where anywhere has "社会治安"', None, "乡村整治专项资金（年度总体目标：“"),
    ("list project where blank other and total >= 7300000", None, "乡村整治专项资金，730万元（7,300,000元）"),
    ('show other of project where project = "乡村整治专项资金"', None, "其他资金一栏空着没填（不是0）"),
    ('show period of project where project = "乡村整治专项资金"', None, "项目期是2022年当年（表上写的是“2022-2022”）"),
    ('show unit_code, unit of project where project = "乡村整治专项资金"', None, "实施单位及代码是【074】"),
    (
        'list indicator where project = "乡村整治专项资金" and level2 = "服务对象满意度指标"',
        None,
        "乡村整治专项资金的表里没有服务对象满意度指标。有的是：数量指标2条、",
    ),
    ('list indicator where level3 has "节能"', None, "没有找到"),
    (
        'list indicator where level2 = "成本指标" and number >= 600 and number <= 900 and number_unit = "元/人"',
        None,
        "人才工作经费的慰问 500-1000元/人",
    ),
    ("average total of project where year = 2022", Decimal(17_910_000) / 14, "1791万元 ÷ 14个 = 约127.93万元"),
    ("highest total of project", 7_300_000, "最高是730万元（7,300,000元）：乡村整治专项资金。"),
    ('count indicator where project = "乡村整治专项资金"', 14, "项目「乡村整治专项资金」的指标共有14条。"),
    (
        'ratio sum total of project where project = "村集体经济发展专项资金"'
        ' versus sum total of project where project = "人才工作经费"',
        Decimal(50) / 3,
        "16.67倍：500万元 ÷ 30万元 = 16.67。",
    ),
    ("group sum total of project by unit_code", None, "合计1791万元（17,910,000元）"),
    ("any project where total > 9000000", False, "没有，"),
    ("every project meets fiscal = total", True, "是，全部项目（14个）都符合：财政拨款等于年度资金总额。"),
    ("every project meets total >= 200000", False, "年度资金总额13万元（130,000元）"),
    (
        'every project where project = "人才工作经费" meets some rows (level2 = "成本指标")',
        True,
        "有，人才工作经费的成本指标有3条",
    ),
    (
        'same goal of project where project in ("人才工作经费", "干部教育培训经费")',
        False,
        "不是一样的，年度总体目标分别是：干部教育培训经费“",
    ),
]


@pytest.mark.parametrize(("query", "value", "words"), ANSWERS, ids=[query for query, _, _ in ANSWERS])
def test_answers_over_the_real_tables(store: Store, query: str, value: Decimal | bool | int | None, words: str) -> None:
    """The figure is the one to be reckoned by hand, and the sentence says it with what it rests on."""
    reply = ask(store, query)

    assert reply.value == (pytest.approx(value) if isinstance(value, Decimal) else value)
    assert words in reply.text


@pytest.mark.parametrize("query", [query for query, _, _ in ANSWERS])
def test_every_source_is_a_place_in_the_document(store: Store, query: str) -> None:
    """Down to the table and the line, of a project that is there."""
    projects = {table.project for table in store.tables()}

    for source in ask(store, query).sources:
        assert source.place.startswith("第") and source.place.endswith("行")
        assert source.project in projects
        assert source.document.endswith(".txt")


def test_rows_of_a_reply_are_printed_as_in_the_table(store: Store) -> None:
    reply = ask(store, 'list indicator where project = "人才工作经费" and level2 = "成本指标"')

    assert reply.status is Status.ANSWERED
    assert [(row.level3, row.value) for row in reply.indicators] == [
        ("打造观摩点", "2万元/个"),
        ("人才培训班", "2万元/期"),
        ("慰问", "500-1000元/人"),
    ]
    assert reply_to_json(reply)["indicators"][0] == {  # type: ignore[index]
        "project": "人才工作经费",
        "year": 2022,
        "level1": "产出指标",
        "level2": "成本指标",
        "level3": "打造观摩点",
        "value": "2万元/个",
    }
