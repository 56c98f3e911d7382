"""What the ranking of past projects is built of: the thesaurus, what a description says, the reasons, and what holds for all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.similar.description import understand
from assistant.drafting.similar.rank import PARTS, rank
from assistant.drafting.similar.seek import phrases_to_seek
from assistant.drafting.similar.thesaurus import thesaurus
from tests.drafting.similar.archives import past


def concepts(text: str) -> set[str]:
    return {mention.concept.name for mention in thesaurus().find(text)}


@pytest.mark.parametrize(
    ("text", "meant", "not_meant"),
    [
        ("支部带头人送出去学习", {"村党组织书记", "培训"}, set()),
        ("两新组织", {"社会组织"}, set()),
        ("老年大学", {"老年大学"}, {"学校"}),
        ("送几位老师到南方学习", {"培训", "外地", "教师"}, set()),
        ("送温暖。明年学习", {"慰问"}, set()),
        ("ＣＴ机一台", {"医疗设备"}, set()),
    ],
)
def test_the_thesaurus_knows_other_ways_of_saying(text: str, meant: set[str], not_meant: set[str]) -> None:
    assert meant <= concepts(text)
    assert not concepts(text) & not_meant


def test_the_end_of_one_word_and_the_beginning_of_the_next_are_no_word() -> None:
    said = {concept.name for concept in understand("党员冬天集中学一次", thesaurus()).concepts}

    assert "学校" not in said
    assert "学校" in {concept.name for concept in understand("给中学修操场", thesaurus()).concepts}


def test_a_mention_is_where_the_words_stand() -> None:
    text = "给居委会发补贴"

    (place,) = [mention for mention in thesaurus().find(text) if mention.concept.name == "社区"]
    assert text[place.start : place.end] == "居委会"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("一共一百万", 1000000),
        ("每人每月400元，总额20万元", 200000),
        ("每村5万", None),
        ("2万元/期", None),
        ("2023年培训", None),
        ("380万元", 3800000),
    ],
)
def test_the_money_of_the_project_is_told_from_rates(text: str, amount: int | None) -> None:
    assert understand(text, thesaurus()).amount == amount


def test_reasons_say_what_is_alike_and_by_which_word_it_was_meant() -> None:
    (first, *_) = rank("居委会里干党建的人员按月发补贴，一共100万", past("corpus"), thesaurus(), 5).matches

    assert first.project == "社区党务工作者津贴"
    assert any("干党建的" in reason and "党务工作者" in reason for reason in first.reasons)
    assert any("给钱的方式相同" in reason for reason in first.reasons)
    assert any("规模相近" in reason for reason in first.reasons)


def test_the_same_project_is_named_once_whatever_its_unit() -> None:
    names = [
        match.project for match in rank("送戏下乡演出", [*past("two_bureaus"), *past("two_bureaus")], thesaurus(), 10).matches
    ]

    assert len(names) == len(set(names))


def test_the_way_the_money_is_given_tells_alike_projects_apart() -> None:
    by_month = rank("非公企业党建人员每月津贴", past("corpus"), thesaurus(), 3).matches
    by_project = rank("非公企业党建，一个项目奖补一万元", past("corpus"), thesaurus(), 3).matches

    assert by_month[0].project == "非公企业党建指导员和社会组织党务工作者津贴"
    assert by_project[0].project == "非公企业和社会组织党建项目补助经费"


def test_parts_weigh_one_together() -> None:
    assert sum(weight for _, weight in PARTS.values()) == pytest.approx(1)


@given(st.text(max_size=200))
def test_any_description_is_ranked_in_order_within_bounds(text: str) -> None:
    found = rank(text, past("corpus"), thesaurus(), 5).matches

    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert all(0 <= match.score <= 100 and match.reasons for match in found)
    assert all(len(phrase) > 1 for phrase in phrases_to_seek(text, thesaurus()))


def test_nothing_said_and_nothing_there_find_nothing() -> None:
    assert rank("", past("corpus"), thesaurus(), 5).matches == ()
    assert rank("明年的工作经费", past("corpus"), thesaurus(), 5).matches == ()
    assert rank("干部培训", (), thesaurus(), 5).matches == ()
