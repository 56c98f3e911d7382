"""The projects of the archive on the screen: how they are arranged, and a table beside that of another year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.pilot import Pilot

from assistant.model.query import TableRow
from assistant.tui.app import AssistantApp
from assistant.tui.commands import words
from assistant.tui.screens.arranging import ArrangeScreen
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.review import ReviewScreen
from assistant.tui.widgets.comparison_view import ComparisonView
from assistant.tui.widgets.notes import Notes
from assistant.tui.widgets.project_rows import ProjectRows
from assistant.tui.widgets.table_list import TableList
from assistant.tui.widgets.table_pane import TablePane
from tests.tui.conftest import ListedBackend, click, screen_text, settled

SIZES = {"narrow": (80, 24), "wide": (200, 60)}
Matches = Callable[[App[None], str], None]


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Presses keys and waits until all is done."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def listed(app: AssistantApp) -> list[str]:
    """The lines of the list that are projects."""
    lines = [line[1:].split("▕")[0] for line in screen_text(app).splitlines() if line[:1] in " ▌"]
    return [line for line in lines if line.startswith(("2022 ", "2023 "))]


@pytest.mark.parametrize("how", ["keys", "mouse"])
async def test_year_is_chosen_by_key_and_by_mouse(app: AssistantApp, how: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2")
        if how == "keys":
            await press(pilot, "ctrl+b", *"2022", "enter")
        else:
            await click(pilot, "年度：全部")
            await click(pilot, "只看2022年")
        assert [line[:4] for line in listed(app)] == ["2022", "2022"]
        assert "2个／共6个，合计48万元" in screen_text(app) and "年度：2022" in screen_text(app)
        await press(pilot, "ctrl+b", *"年度不限", "enter")
        assert len(listed(app)) == 6


async def test_department_is_chosen_by_mouse_and_the_words_count_on(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "f2", *"河道")
        await click(pilot, "部门：全部")
        await click(pilot, "只看青泉县水务局")
        assert len(listed(app)) == 2
        assert "部门：青泉县水务局" in screen_text(app)


@pytest.mark.parametrize(
    ("chosen", "first"),
    [("大的在前", "农村饮水"), ("小的在前", "节水宣传"), ("按名称排", "[red]"), ("按部门排", "农村饮水")],
)
async def test_order_is_chosen_and_the_first_is_marked(app: AssistantApp, chosen: str, first: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2")
        await click(pilot, "按年度▾")
        await press(pilot, *chosen[:2], "enter")
        rows = app.screen.query_one(ProjectRows)
        assert rows.chosen is not None and rows.chosen.project.startswith(first)
        assert listed(app)[0][5:].startswith(first)


async def test_what_does_not_exist_is_said_and_escape_changes_nothing(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+b", *"没有的局")
        assert isinstance(app.screen, ArrangeScreen) and words("list.arrange_none") in screen_text(app)
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_marked_project_is_shown_in_full_below_and_where_the_mouse_rests(app: AssistantApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "f2", "down")
        text = screen_text(app).replace("▕", "")
        assert "农村饮水安全巩固提升及老旧供水" in text and "改造补助资金" in text and "12,800,000元" in text
        rows = app.screen.query_one(ProjectRows)
        rows.post_message(events.MouseMove(rows, 5, 2, 0, 0, 0, False, False, False, 5, 2))
        await pilot.pause()
        assert "农村饮水安全巩固提升及老旧供水管网改造补助资金" in str(rows.tooltip)


async def test_departments_stand_beside_their_projects_where_there_are_several(app: AssistantApp, backend: ListedBackend) -> None:
    backend.tables = (*backend.tables, replace(backend.tables[0], project="山洪监测", department="青泉县应急管理局"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2")
        assert "青泉县应急管理" in next(line for line in listed(app) if "山洪" in line)
        await press(pilot, "ctrl+b", *"按部门", "enter")
        lines = screen_text(app).splitlines()
        assert any(line.startswith(" 青泉县应急管理局  1个") for line in lines)
        assert "应急" not in next(line for line in listed(app) if "山洪" in line)


async def test_lines_of_years_are_passed_over_by_the_mark(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2", "down", "down", "down", "down")
        chosen = app.screen.query_one(ProjectRows).chosen
        assert chosen is not None and (chosen.project, chosen.year) == ("河道保洁经费", 2022)


async def test_list_of_very_many_is_sorted_beside_the_screen(app: AssistantApp, backend: ListedBackend) -> None:
    backend.tables = backend.tables * 1500
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2", "ctrl+b", *"小的", "enter")
        assert "9000个项目" in screen_text(app)
        assert listed(app)[0].endswith("50,000")


@pytest.mark.parametrize("size", SIZES)
async def test_table_beside_the_year_before(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """The two years beside each other, what differs with a sign."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await settled(pilot)
        await press(pilot, "f2", "enter", "left")
        matches_snapshot(app, f"compared-{size}")


@pytest.mark.parametrize("how", ["keys", "mouse"])
async def test_other_year_is_compared_and_put_away(app: AssistantApp, how: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2", *"2022 河道", "enter")
        for step in ("right", "left"):
            if how == "keys":
                await press(pilot, step)
            else:
                await click(pilot, words("table.after" if step == "right" else "table.before"))
            shown = "2022年与2023年" in screen_text(app)
            assert shown is (step == "right")
        assert "河道保洁经费（2022年度）" in screen_text(app)


@pytest.mark.parametrize("how", ["keys", "mouse"])
async def test_only_what_differs_is_shown(app: AssistantApp, how: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f2", "enter", "left")
        assert isinstance(app.screen.focused, ComparisonView)
        assert "主管部门" in screen_text(app)
        for there in (False, True):
            if how == "keys":
                await press(pilot, "enter")
            else:
                await click(pilot, words("table.all" if there else "table.only"))
            assert ("主管部门" in screen_text(app)) is there
            assert "│改│452,000" in screen_text(app) or there


async def test_where_there_is_no_other_year_a_sentence_says_so(app: AssistantApp) -> None:
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "f2", *"水库", "enter")
        await pilot.press("left")
        await pilot.pause(0.3)
        assert "别的年度的表" in screen_text(app) and "F6" in screen_text(app)
        assert app.screen.query_one(TablePane).step == 0 and not app.screen.query_one(ComparisonView).is_on_screen


async def test_without_an_open_table_it_is_said_what_to_do(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p", *"上一年", "enter")
        await pilot.pause(0.3)
        assert "先打开一张表" in screen_text(app)


async def test_table_of_a_finding_is_compared_too(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "f5", "enter", "left")
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.query_one(TablePane).step == -1 and "2022年与2023年" in screen_text(app)


async def test_another_table_stands_alone_again(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "f2", "enter", "left")
        await click(pilot, "水库除险加固")
        pane = app.screen.query_one(TablePane)
        assert pane.step == 0 and not app.screen.query_one(ComparisonView).is_on_screen
        assert "水库除险加固（2023年度）" in screen_text(app)


class TwiceBackend(ListedBackend):
    """Every table from two files."""

    def projects(self, tell: Callable[[str], None]) -> Sequence[TableRow]:
        """The heads, those of the second file behind those of the first."""
        heads = super().projects(tell)
        return [*heads, *(replace(head, key=head.key + 100, document="水务局二次上报.docx") for head in heads)]


async def test_names_take_the_room_that_a_broader_screen_has(app: AssistantApp) -> None:
    """All projects of one name, as archives of several bureaus have them."""
    shown = []
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for columns in (100, 120, 140, 159):
            await pilot.resize_terminal(columns, 30)
            await settled(pilot)
            line = next(line for line in listed(app) if "农村饮水" in line)
            shown.append(cell_len(line.partition("农村饮水")[2].partition("…")[0]))

    assert shown == sorted(shown) and shown[-1] - shown[0] >= 16


@pytest.mark.parametrize("size", SIZES)
async def test_same_project_of_two_files_is_told_apart_in_the_list(size: str) -> None:
    app = AssistantApp(TwiceBackend())
    async with app.run_test(size=SIZES[size]) as pilot:
        await press(pilot, "f2", *"河道", "space", *"2023")
        lines = [line for line in listed(app) if "河道保洁经费" in line]

        assert len(lines) == len(set(lines)) == 2
        await press(pilot, "down")
        assert "水务局二次上报.docx" in app.screen.query_one(TableList).query_one(Notes).text
