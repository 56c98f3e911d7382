"""Names that are the same project whatever the year."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.store.series import series_of

SAME = [
    ("公共图书馆免费开放", "公共图书馆免费开放经费", "公共图书馆免费开放补助经费", "公共图书馆 免费开放资金"),
    (
        "送戏下乡惠民演出",
        "2023年送戏下乡惠民演出项目",
        "2025年送戏下乡惠民演出项目",
        "送戏下乡惠民演出（2024年）专项资金",
        "２０２４年度送戏下乡惠民演出",
    ),
    (
        "农村公路养护",
        "2023-2025年农村公路养护项目",
        "2023—2025年度农村公路养护补助资金",
        "农村公路养护经费2024",
        "2024农村公路养护",
    ),
    ("义务教育保障", "二〇二三年义务教育保障经费", "2023—2024学年义务教育保障经费"),
    ("2000亩高标准农田建设", "2000亩高标准农田建设项目", "2024年2000亩高标准农田建设项目"),
    ("专项资金", "2023年专项资金"),
    ("社区党务工作者津贴", "2022年社区党务工作者津贴"),
]


@pytest.mark.parametrize(("series", "name"), [(group[0], name) for group in SAME for name in group[1:]])
def test_years_and_closing_words_fall_away(series: str, name: str) -> None:
    """The name of another year is the same series."""
    assert series_of(name) == series_of(series) == series


def test_other_projects_stay_apart() -> None:
    """What says something about the project stays."""
    for one, other in combinations(
        (*(group[0] for group in SAME), "人才工作经费", "社区党建经费", "高龄老人津贴", "残疾人津贴"), 2
    ):
        assert series_of(one) != series_of(other)


def test_closing_words_are_a_choice() -> None:
    """An office with other habits names its own."""
    assert series_of("道路养护工程", closing_words=("工程",)) == "道路养护"
    assert series_of("道路养护经费", closing_words=("工程",)) == "道路养护经费"


@given(st.text(alphabet="2023年度-—（）()资金经费补助专项目人才 ", max_size=15))
def test_a_name_never_comes_to_nothing(name: str) -> None:
    """Whatever the name, something of it is left."""
    assert bool(series_of(name)) == bool(name.split())
