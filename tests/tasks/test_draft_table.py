"""Which past table a wish starts from, which year and name the new one has, and what a frame takes from the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.model.draft import Brief, Draft
from assistant.tasks.draft_table import draft_table
from assistant.tasks.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The shipped archive, of the year 2022."""
    with open_workspace(tmp_path_factory.mktemp("wishes") / "corpus.db", tell=lambda _: None) as workspace:
        yield workspace


def drafted(workspace: Workspace, brief: Brief) -> Draft:
    draft = draft_table(workspace, brief).draft
    assert draft is not None
    return draft


@pytest.mark.parametrize(
    ("brief", "year", "pointed_out"),
    [
        (Brief("复制去年的人才工作经费", "人才工作经费", 2021), 2023, False),
        (Brief("照前年的人才工作经费做", "人才工作经费", 2020), 2023, False),
        (Brief("照人才工作经费做2021年的", "人才工作经费", 2021), 2021, True),
        (Brief("", "人才工作经费", 2021), 2021, True),
        (Brief("照去年的人才工作经费做2024年的", "人才工作经费", 2024), 2024, False),
    ],
)
def test_last_years_table_is_the_base_and_not_the_new_year(corpus: Workspace, brief: Brief, year: int, pointed_out: bool) -> None:
    draft = drafted(corpus, brief)

    assert draft.table.year == year
    assert any("不在底稿年度" in change.why for change in draft.changes) == pointed_out


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("起草一个机关食堂改造项目绩效目标表", "机关食堂改造项目"),
        ("做一个农村电商培训项目的新表", "农村电商培训项目"),
        ("新做一个社区食堂改造项目", "社区食堂改造项目"),
        ("做一个新项目，名字叫“红色驿站”，5万", "红色驿站"),
        ("做一个购置办公电脑的项目，50台，每台5000，共25万", "购置办公电脑"),
    ],
)
def test_a_frame_has_the_name_that_was_said(corpus: Workspace, sentence: str, name: str) -> None:
    draft = drafted(corpus, Brief(sentence))

    assert (draft.base, draft.table.project) == (None, name)


def test_a_base_that_is_only_like_it_gives_way_to_the_name_that_was_said(corpus: Workspace) -> None:
    named = drafted(corpus, Brief("新表，项目名称：村书记能力提升培训，两期，每期40人"))
    unnamed = drafted(corpus, Brief("明年培训村书记两期，每期40人"))

    assert named.base is not None and unnamed.base == named.base
    assert named.table.project == "村书记能力提升培训"
    assert unnamed.table.project == named.base.project


def test_a_frame_takes_total_count_and_price_by_the_piece(corpus: Workspace) -> None:
    draft = drafted(corpus, Brief("给县城装路灯，300盏，每盏4000，120万"))
    values = {row.level3: row.value.text for row in draft.table.indicators if row.value.text}

    assert (draft.base, draft.table.total) == (None, Decimal(1_200_000))
    assert values == {"完成任务数量": "300盏", "单位成本": "4000元/盏"}
