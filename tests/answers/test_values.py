"""What programs read beside the text: figure and unit, projects and rows, groups, status, sources."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answers.facts import Facts
from assistant.answers.published import reply_to_json
from assistant.model.interpretation import Note, Remark
from assistant.model.reply import Reply, Status
from tests.answers.county import ALL, BUSES, CLINICS, RIVERS, ROADS, ROADS_2022, ROADS_2023, SEVERAL_YEARS, Example, row, table

NUMBER = row(CLINICS, "数量指标", "购置彩超", "6台", 6, "台")
RANGE = row(CLINICS, "成本指标", "彩超单价", "20-25万元/台", (200_000, 250_000), "元/台")
WORD = row(CLINICS, "社会效益指标", "诊疗水平", "明显提高")

FIGURES = {
    "money of one project": (Example("", "show total of project", (RIVERS,)), 1_000_000, "元"),
    "rows of one project": (Example("", "show rows of project", (RIVERS,)), 9, "条"),
    "text of one project": (Example("", "show goal of project", (table(5, "甲", 1, goal="乙"),)), None, None),
    "money of several projects": (Example("", "show total of project", (RIVERS, ROADS)), None, None),
    "two kinds of money": (Example("", "show fiscal, other of project", (CLINICS,)), None, None),
    "list": (Example("", "list project where total > 1", (ROADS, CLINICS)), None, None),
    "first of a ranking": (Example("", "list project order by total desc places 1-1", (ROADS,)), 3_200_000, "元"),
    "several of a ranking": (Example("", "list project order by total desc places 1-2", (ROADS, CLINICS)), None, None),
    "equals, amount asked": (
        Example("", "list project order by total desc places 3-3", (BUSES, RIVERS), asks_which_and_amount=True),
        1_000_000,
        "元",
    ),
    "most rows": (Example("", "list project order by rows desc places 1-1", (RIVERS,)), 9, "条"),
    "row with a number": (Example("", 'list indicator where level3 has "彩超"', rows=(NUMBER,)), 6, "台"),
    "row with a range": (Example("", 'list indicator where level3 has "单价"', rows=(RANGE,)), None, None),
    "row with a word": (Example("", 'list indicator where level3 has "水平"', rows=(WORD,)), None, None),
    "count of projects": (Example("", "count project", ALL, value=5), 5, "个"),
    "count of tables": (Example("", "count project", ALL, value=5, counts_tables=True), 5, "张"),
    "count of rows": (Example("", "count indicator", rows=(NUMBER,), value=1), 1, "条"),
    "count of nothing": (Example("", "count project where total > 9", value=0), 0, "个"),
    "sum": (Example("", "sum total of project", ALL, value=7_080_000), 7_080_000, "元"),
    "sum of nothing": (Example("", "sum total of project where total > 9"), 0, "元"),
    "average number of rows": (Example("", "average rows of project", ALL, value=7), 7, "条"),
    "sum of numbers of one unit": (Example("", "sum number of indicator", rows=(NUMBER,), value=6), 6, "台"),
    "sum of numbers of two units": (Example("", "sum number of indicator", rows=(NUMBER, RANGE), value=6), 6, None),
    "share": (
        Example("", "share count of project in count of project", (BUSES,), value=20, operands=(1, 5), versus_tables=ALL),
        20,
        "%",
    ),
    "ratio": (
        Example(
            "", "ratio sum total of project versus sum total of project", (ROADS,), value=2, operands=(2, 1), versus_tables=ALL
        ),
        2,
        "倍",
    ),
    "difference has no sign": (
        Example(
            "",
            "difference sum total of project versus sum total of project",
            (BUSES,),
            value=-2_200_000,
            operands=(1_000_000, 3_200_000),
            versus_tables=(ROADS,),
        ),
        2_200_000,
        "元",
    ),
    "growth has no sign": (
        Example(
            "",
            "growth sum total of project versus sum total of project",
            (BUSES,),
            value=-50,
            operands=(1, 2),
            versus_tables=(ROADS,),
        ),
        50,
        "%",
    ),
    "yes": (Example("", "any project", ALL, value=True), True, None),
    "no": (Example("", "any project", value=False), False, None),
}


@pytest.mark.parametrize(("example", "value", "unit"), FIGURES.values(), ids=FIGURES.keys())
def test_figure_and_unit(example: Example, value: Decimal | bool | None, unit: str | None) -> None:
    reply = example.reply()

    assert (reply.value, reply.unit) == (value, unit)
    assert isinstance(reply.value, bool) == isinstance(value, bool)


def test_a_question_for_change_turns_yes_and_no_round() -> None:
    """`same … !=` asks whether it changed: where all agree the answer is no."""
    rows = [row(one, "成本指标", "养护标准", "500元/公里", 500, "元/公里") for one in (ROADS, ROADS_2023)]

    reply = Example("变过没有", "same value of indicator !=", rows=rows, value=True, facts=SEVERAL_YEARS).reply()

    assert reply.value is False
    assert reply.text == "没有变过，农村公路养护经费（2024年）、农村公路养护经费（2023年）的指标值都是500元/公里。"


NOT_FOUND = {
    "blank field": Example("", "show other of project", (BUSES,)),
    "blank value of the row asked for": Example(
        "", 'list indicator where level3 has "里程"', rows=(row(ROADS, "数量指标", "里程", ""),)
    ),
    "no row of the kind": Example(
        "",
        'list indicator where project = "农村公路养护经费" and level2 = "成本指标"',
        beside={"about": Example("", "list project", (ROADS,))},
    ),
    "only blanks to add up": Example("", "sum other of project", (BUSES,), blank=1),
    "difference with a blank": Example(
        "", "difference sum other of project versus sum other of project", (BUSES,), operands=(None, 1), versus_tables=(CLINICS,)
    ),
}


@pytest.mark.parametrize("example", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_what_is_blank_or_missing_is_not_found(example: Example) -> None:
    """It is said, with no figure, and the project is still the one asked about."""
    reply = example.reply()

    assert reply.status is Status.NOT_FOUND
    assert reply.value is None
    assert reply.projects


ANSWERED_EMPTY = {
    "nothing over the bound": Example("", "list project where total > 9"),
    "no row under the bound": Example("", "list indicator where number < 9"),
    "no row of the project under the bound": Example(
        "",
        'list indicator where project = "农村公路养护经费" and level2 = "成本指标" and number < 9',
        beside={"about": Example("", "list project", (ROADS,))},
    ),
}


@pytest.mark.parametrize("example", ANSWERED_EMPTY.values(), ids=ANSWERED_EMPTY.keys())
def test_a_list_that_nothing_meets_is_answered(example: Example) -> None:
    reply = example.reply()

    assert reply.status is Status.ANSWERED
    assert reply.text.startswith("没有找到")


def test_equals_and_larger_first() -> None:
    """A difference names the larger project first, also in the list of projects."""
    example = FIGURES["difference has no sign"][0]

    assert [project.project for project in example.reply().projects] == [ROADS.project, BUSES.project]


def test_a_share_is_about_its_part() -> None:
    example = FIGURES["share"][0]

    assert [project.project for project in example.reply().projects] == [BUSES.project]


def groups_of(reply: Reply) -> list[tuple[str, Decimal]]:
    return [(group.key, group.value) for group in reply.groups]


def test_money_of_one_project_over_the_years_is_grouped_by_year() -> None:
    """Also where the name changed its closing word; oldest first."""
    reply = Example("", "show total of project", (ROADS, ROADS_2023, ROADS_2022), facts=SEVERAL_YEARS).reply()

    assert groups_of(reply) == [("2022", 2_500_000), ("2023", 2_900_000), ("2024", 3_200_000)]


def test_money_of_several_projects_and_sources_is_grouped_by_name() -> None:
    assert groups_of(Example("", "show total of project", (BUSES, RIVERS)).reply()) == [
        (BUSES.project, 1_000_000),
        (RIVERS.project, 1_000_000),
    ]
    assert groups_of(Example("", "show fiscal, other of project", (CLINICS,)).reply()) == [
        ("财政拨款", 1_500_000),
        ("其他资金", 300_000),
    ]


def places(reply: Reply) -> list[str]:
    return [source.place for source in reply.sources]


def test_sources_are_the_places_of_what_is_stated() -> None:
    """The place of the very field, of the very row; of the name where nothing else is stated."""
    assert places(Example("", "show other of project", (CLINICS,)).reply()) == ["第3张表，第65行"]
    assert places(Example("", 'list project where no rows (level2 = "成本指标")', (CLINICS,)).reply()) == ["第3张表，第60行"]
    assert places(Example("", "list project order by fiscal desc places 1-1", (CLINICS,)).reply()) == ["第3张表，第64行"]
    assert places(Example("", "list indicator", rows=(NUMBER,)).reply()) == ["第3张表，第70行"]


def test_text_says_only_what_was_asked() -> None:
    """A field's answer does not speak of the money, a topic's list neither."""
    period = Example(
        "",
        "show period of project",
        (table(2, "校车安全运行补助", 1_000_000, period="2024-2026", period_start=2024, period_end=2026),),
    )
    topic = Example("", 'list project where anywhere has "校车"', (BUSES,))

    assert period.reply().text == "校车安全运行补助的项目期是2024年至2026年（表上写的是“2024-2026”）。"
    assert "万元" not in topic.reply().text


def test_tables_of_one_name_are_told_apart_by_unit() -> None:
    tables = [table(number, "学生资助资金", 500_000, unit=unit) for number, unit in ((1, "县一中"), (2, "县二中"))]

    assert (
        "学生资助资金（县一中）；学生资助资金（县二中）" in Example("", "list project where total = 500000", tables).reply().text
    )


def test_suggestions_name_the_year_where_there_are_several() -> None:
    reply = Example("公路养护多少钱", "show total of project", (ROADS_2023,), facts=SEVERAL_YEARS).reply()

    assert reply.suggestions[0] == "2023年农村公路养护经费的年度总体目标"
    assert len(reply.suggestions) == 3


KEYS = [
    *("question", "status", "understood", "text", "projects", "value", "unit", "indicators", "groups"),
    *("choices", "draft", "sources", "query", "suggestions", "count"),
]


def test_published_keys_and_numbers() -> None:
    """The keys in their order; whole numbers as int, others as float, money in yuan."""
    published = reply_to_json(Example("问", "average total of project", ALL, value=Decimal("1416000.5")).reply())

    assert list(published) == KEYS
    assert published["value"] == 1_416_000.5
    assert published["projects"][0] == {"project": ROADS.project, "year": 2024, "total": 3_200_000}  # type: ignore[index]
    assert published["query"] == {"text": "average total of project"}


def test_long_lists_are_cut_with_their_count() -> None:
    tables = [table(number, f"项目{number}", number) for number in range(1, 1_202)]

    published = reply_to_json(Example("", "list project where total > 0", tables, count=4_000).reply())

    assert len(published["projects"]) == 1_000  # type: ignore[arg-type]
    assert published["count"] == 4_000


def test_an_archive_of_several_years_names_the_year() -> None:
    reply = Example(
        "", "show total of project", (ROADS,), facts=SEVERAL_YEARS, remarks=(Remark(Note.LATEST_OF_PROJECT, "2024"),)
    ).reply()

    assert reply.text.startswith("农村公路养护经费（2024年）的")
    assert "按这个项目最新的2024年查" in reply.understood
    assert Facts().latest is None
