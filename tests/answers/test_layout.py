"""Aligned tables for a fixed-width screen: Chinese takes two cells, names give way to figures, nothing is too wide."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.layout import Column, aligned, cells, cut, table_of_groups, table_of_projects, table_of_rows
from assistant.model.fields import Field
from assistant.model.query import Group, Measure
from tests.answers.county import ALL, BUSES, CLINICS, FACTS, row, table

WIDTHS = {"": 0, "abc": 3, "绩效": 4, "≥95%": 4, "１０万": 6, "“表”": 4, "e\u0301": 1, "a\u200bb": 2, "\x1b": 0}

TOTAL = Measure(Field.TOTAL)


@pytest.mark.parametrize(("text", "width"), WIDTHS.items())
def test_width_of_a_text(text: str, width: int) -> None:
    assert cells(text) == width


def test_cut_leaves_whole_characters_and_a_mark() -> None:
    """A wide character that does not fit in half is left out."""
    assert cut("人才工作经费", 12) == "人才工作经费"
    assert cut("人才工作经费", 10) == "人才工作…"
    assert cut("人才工作经费", 1) == "…"


@given(
    st.lists(st.tuples(st.text(max_size=20), st.text("0123456789,.", max_size=12), st.text(max_size=20)), max_size=5),
    st.integers(1, 100),
)
def test_never_wider_than_the_screen(rows: list[tuple[str, str, str]], width: int) -> None:
    """Whatever the cells hold, every line fits, and every row is one line."""
    lines = aligned([Column("名称"), Column("元", right=True), Column("值")], rows, width).split("\n")

    assert all(cells(line) <= width for line in lines)
    assert len(lines) == len(rows) + 1


def test_figures_stand_below_each_other_and_names_give_way() -> None:
    tables = [*ALL, table(6, "全县机关事业单位网络安全等级保护测评和信息系统运行维护经费", 12_345_678)]

    lines = table_of_projects(tables, TOTAL, FACTS, count=6, width=50).split("\n")

    assert lines[-1] == "全县机关事业单位网络安全等级…  1234.57  12,345,678"
    assert all(cells(line) in (49, 50) for line in lines[1:])


def test_few_rows_need_no_table() -> None:
    assert table_of_projects(ALL[:3], TOTAL, FACTS, count=3) == ""


def test_blank_cells_are_named() -> None:
    """A blank amount is not 0, a blank name not an empty column."""
    laid_out = table_of_projects([*ALL, table(6, "", None)], TOTAL, FACTS, count=6)

    assert laid_out.split("\n")[-1].split() == ["（名称空白）", "（空白）"]


def test_what_was_cut_is_counted() -> None:
    laid_out = table_of_projects(ALL, TOTAL, FACTS, count=1_204)

    assert laid_out.split("\n")[-1].startswith("……另有1199个没有列出")


def test_indicator_rows_stand_below_their_project_and_level() -> None:
    rows = [
        row(BUSES, "数量指标", "投入校车", "12辆"),
        row(BUSES, "满意度指标", "", "95%"),
        row(CLINICS, "数量指标", "购置彩超", "6台"),
        row(CLINICS, "质量指标", "设备验收合格率", ""),
    ]

    lines = table_of_rows(rows, FACTS, count=4).split("\n")

    assert [line.split() for line in lines] == [
        ["二级指标", "三级指标", "指标值"],
        ["【校车安全运行补助】"],
        ["数量指标", "投入校车", "12辆"],
        ["满意度指标", "（名称空白）", "95%"],
        ["【乡镇卫生院设备更新项目】"],
        ["数量指标", "购置彩超", "6台"],
        ["质量指标", "设备验收合格率", "（空白）"],
    ]


def test_groups_of_money_are_in_both_units() -> None:
    groups = [
        Group(f"青禾县{name}局", Decimal(amount)) for name, amount in zip("教水交文", (5_000, 10_000, 25_000, 1), strict=True)
    ]

    lines = table_of_groups(groups, "元").split("\n")

    assert [line.split() for line in lines[1:3]] == [["青禾县教局", "0.5", "5,000"], ["青禾县水局", "1", "10,000"]]
