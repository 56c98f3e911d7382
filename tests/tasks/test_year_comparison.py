"""Two years of a project side by side: which table it is compared with, and which cells differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.chinese.cells import cells
from assistant.errors import UnknownName
from assistant.model.goal_table import GoalTable
from assistant.model.source import Source
from assistant.store.store import Store
from assistant.tasks.comparison_form import counted, draw_comparison
from assistant.tasks.tables import list_projects
from assistant.tasks.workspace import Workspace
from assistant.tasks.year_comparison import ComparedCell, Difference, compare_years, compared_tables
from tests.review.tables import table_of

EARLIER = table_of(
    {
        "goal": "办好老年食堂。",
        "year": 2022,
        "total": 200000,
        "rows": [["数量指标", "食堂", "4个"], ["时效指标", "完成时间", "2022年12月底"], ["质量指标", "合格率", "95%"]],
    }
)
LATER = table_of(
    {
        "goal": "办好老年食堂。",
        "year": 2023,
        "total": 250000,
        "rows": [["数量指标", "食堂", "5个"], ["时效指标", "完成时间", "2023年12月底"], ["服务对象满意度指标", "老人", "90%"]],
    }
)


def of_label(found: tuple[ComparedCell, ...], label: str) -> ComparedCell:
    """The line of this label."""
    return next(cell for cell in found if cell.label == label)


def test_every_kind_of_difference_is_told() -> None:
    found = compared_tables(EARLIER, LATER).cells

    assert of_label(found, "年度总体目标").difference is Difference.SAME
    assert of_label(found, "时效指标 完成时间").difference is Difference.YEAR
    assert of_label(found, "数量指标 食堂") == ComparedCell("数量指标 食堂", "4个", "5个", Difference.CHANGED, "（+1）", True)
    assert of_label(found, "质量指标 合格率").difference is Difference.REMOVED
    assert of_label(found, "服务对象满意度指标 老人").difference is Difference.ADDED
    money = of_label(found, "年度资金总额")
    assert (money.before, money.after, money.note) == ("200,000", "250,000", "（+50,000，+25.0%）")


def test_a_row_that_is_gone_stands_where_it_stood() -> None:
    labels = [cell.label for cell in compared_tables(EARLIER, LATER).cells if cell.is_row]

    assert labels == ["数量指标 食堂", "时效指标 完成时间", "质量指标 合格率", "服务对象满意度指标 老人"]


def test_tables_that_are_alike_have_no_difference() -> None:
    compared = compared_tables(EARLIER, EARLIER)

    assert {cell.difference for cell in compared.cells} == {Difference.SAME}
    assert "没有不同" in counted(compared)


def test_money_written_for_the_first_time_has_no_share() -> None:
    found = compared_tables(replace(EARLIER, total=Decimal(0)), LATER).cells

    assert of_label(found, "年度资金总额").note == "（+250,000）"


@pytest.mark.parametrize("width", [20, 78, 196])
def test_form_shows_both_years_with_a_sign_beside_the_colour(width: int) -> None:
    compared = compared_tables(EARLIER, LATER)
    form = draw_comparison(compared, width)
    text = "\n".join(form.lines)

    assert len({cells(line) for line in form.lines[form.heading :]}) == 1
    assert all(cells(line) <= max(width, 36) for line in form.lines)
    assert text.count("│改│") == 2 and text.count("│增│") == text.count("│删│") == text.count("│年│") == 1
    assert {area.part for area in form.areas} == {"", *Difference}


def test_only_what_differs_is_shown_when_it_is_asked_for() -> None:
    form = draw_comparison(compared_tables(EARLIER, LATER), 100, only_differences=True)

    assert Difference.SAME not in {area.part for area in form.areas}
    assert "老年食堂。" not in "\n".join(form.lines)


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Workspace]:
    """Opens an archive of these tables."""

    def open_with(*tables: GoalTable) -> Workspace:
        archive = tmp_path / "archive.db"
        with Store.open(archive, write=True) as store:
            source = Source("例子.txt", "1" * 64)
            store.save(source, [replace(table, source=source) for table in tables])
        return Workspace(archive, Store.open(archive))

    return open_with


def key_of(workspace: Workspace, year: int | None, unit: str = "") -> int:
    """The key of the table of a year."""
    rows = list_projects(workspace)
    return next(row.key for row in rows if row.year == year and (not unit or row.values.get("unit") == unit))


def test_years_are_gone_through_in_both_directions_and_gaps_are_passed_over(opened: Callable[..., Workspace]) -> None:
    renamed = replace(LATER, year=2025, project=f"2025年{LATER.project}")
    with opened(EARLIER, LATER, renamed) as workspace:
        latest = compare_years(workspace, key_of(workspace, 2025), -1)
        both = compare_years(workspace, key_of(workspace, 2025), -2)
        on = compare_years(workspace, key_of(workspace, 2022), 1)

    assert [(pair.earlier.year, pair.later.year) for pair in (latest, both, on)] == [(2023, 2025), (2022, 2025), (2022, 2023)]


def test_the_table_of_the_same_unit_is_taken(opened: Callable[..., Workspace]) -> None:
    one, other = replace(EARLIER, unit="甲镇", goal="甲。"), replace(EARLIER, unit="乙镇", goal="乙。")
    with opened(one, other, replace(LATER, unit="乙镇")) as workspace:
        compared = compare_years(workspace, key_of(workspace, 2023), -1)

    assert compared.earlier.goal == "乙。"


def test_two_tables_of_other_units_are_not_taken_for_the_same(opened: Callable[..., Workspace]) -> None:
    one, other = replace(EARLIER, unit="甲镇"), replace(EARLIER, unit="乙镇")
    with opened(one, other, replace(LATER, unit="丙镇")) as workspace, pytest.raises(UnknownName):
        compare_years(workspace, key_of(workspace, 2023), -1)


@pytest.mark.parametrize(("step", "said"), [(-1, "更早年度"), (1, "更晚年度"), (2, "更晚年度")])
def test_where_there_is_no_other_year_a_sentence_says_so(opened: Callable[..., Workspace], step: int, said: str) -> None:
    with opened(EARLIER) as workspace, pytest.raises(UnknownName) as raised:
        compare_years(workspace, key_of(workspace, 2022), step)

    assert said in raised.value.message and "F6" in raised.value.advice


def test_the_years_there_are_are_named(opened: Callable[..., Workspace]) -> None:
    with opened(EARLIER, LATER) as workspace, pytest.raises(UnknownName) as raised:
        compare_years(workspace, key_of(workspace, 2022), -1)

    assert raised.value.advice == "有的年度：2023。"


def test_a_table_without_a_year_cannot_be_compared(opened: Callable[..., Workspace]) -> None:
    with opened(replace(EARLIER, year=None), LATER) as workspace, pytest.raises(UnknownName, match="没有写年度"):
        compare_years(workspace, key_of(workspace, None), 1)
