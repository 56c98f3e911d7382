"""The settings and the tour on the screen: changed by key and by mouse, kept, and what is said of a broken file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from assistant.tasks.screen_settings import USUAL, ReadSettings, load_screen_settings
from assistant.tasks.settings_file import SETTINGS_VARIABLE, settings_path
from assistant.tui.app import AssistantApp
from assistant.tui.commands import setting_words
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.saving import SaveScreen
from assistant.tui.screens.settings import SettingsScreen
from assistant.tui.screens.tour import STEPS, TourScreen
from assistant.tui.widgets.file_line import FileLine
from assistant.tui.widgets.table_list import TableList
from assistant.tui.widgets.table_pane import TablePane
from tests.tui.conftest import ListedBackend, ask, click, screen_text, settled

Matches = Callable[[App[None], str], None]
SIZES = {"narrow": (80, 24), "wide": (200, 60)}


@pytest.fixture(autouse=True)
def file(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file of its own, not there yet, with a name that is the same on every machine."""
    path = settings_path()
    monkeypatch.setenv(SETTINGS_VARIABLE, str(path))
    return path


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Presses keys and waits until all is done."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def begun(pilot: Pilot[None]) -> None:
    """Waits until what comes with the start is there."""
    await pilot.pause(0.5)
    await settled(pilot)


async def test_settings_are_shown_with_their_file(app: AssistantApp, file: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+o")
        text = screen_text(app)
        for name in ("theme", "list_width", "table_share", "export_folder", "tour"):
            assert setting_words(f"name.{name}") in text
        assert "settings.toml" in text.replace("│\n   ", "") and "[review]" in text


@pytest.mark.parametrize("size", SIZES)
async def test_settings_as_a_picture(
    app: AssistantApp, matches_snapshot: Matches, monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    """Each setting with how it is."""
    monkeypatch.setenv(SETTINGS_VARIABLE, "/home/li/.config/jixiao/settings.toml")
    async with app.run_test(size=SIZES[size]) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+o")
        matches_snapshot(app, f"settings-{size}")


@pytest.mark.parametrize("how", ["keys", "mouse"])
async def test_width_of_the_list_is_changed_at_once_and_kept(app: AssistantApp, how: str) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        before = app.screen.query_one(TableList).outer_size.width
        await press(pilot, "ctrl+o")
        if how == "keys":
            await press(pilot, "2", "down", "down", "down", "enter")
        else:
            await click(pilot, setting_words("name.list_width"))
            await click(pilot, "44格")
        assert isinstance(app.screen, SettingsScreen) and "44格" in screen_text(app)
        await press(pilot, "escape")
        assert app.screen.query_one(TableList).outer_size.width == 44 != before
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        await press(pilot, "f2")
        assert app.screen.query_one(TableList).outer_size.width == 80

    assert load_screen_settings().settings.list_width == 44


async def test_share_of_the_table_counts_on_a_wide_screen(app: AssistantApp) -> None:
    async with app.run_test(size=(200, 60)) as pilot:
        await settled(pilot)
        await click(pilot, "水库除险加固")
        half = app.screen.query_one(TablePane).size.width
        await press(pilot, "ctrl+o", "3", "down", "down", "down", "down", "enter", "escape")
        assert app.screen.query_one(TablePane).size.width > half * 1.2

    assert load_screen_settings().settings.table_share == 70


async def test_folder_that_is_not_there_is_not_taken_and_one_that_is_is_proposed(app: AssistantApp, tmp_path: Path) -> None:
    folder = tmp_path / "导出"
    folder.mkdir()
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, "河道的总额")
        await press(pilot, "ctrl+o", "4")
        app.screen.query_one(Input).value = str(tmp_path / "没有")
        await press(pilot, "enter")
        assert "请检查路径" in screen_text(app)
        app.screen.query_one(Input).value = str(folder)
        await press(pilot, "enter", "escape", "ctrl+s")
        assert isinstance(app.screen, SaveScreen)
        assert app.screen.query_one(FileLine).whole("问答.md") == folder / "问答.md"

    assert load_screen_settings().settings.export_folder == str(folder)


async def test_theme_and_tour_are_reached_from_the_settings(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+o", "1", "3")
        assert app.theme == "contrast" and setting_words("theme.contrast") in screen_text(app)
        await click(pilot, setting_words("value.tour"))
        assert isinstance(app.screen, TourScreen)


async def test_broken_file_is_named_at_the_start_and_stays_as_it_is(backend: ListedBackend, file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("[screen\n", "utf-8")
    app = AssistantApp(backend, load_screen_settings())
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await begun(pilot)
        assert "写法不对" in screen_text(app) and not isinstance(app.screen, TourScreen)
        await press(pilot, "ctrl+o")
        assert "TOML" in screen_text(app)
        await press(pilot, "1", "1")
        await pilot.pause(0.3)
        assert app.theme == "light", "it counts until the end all the same"

    assert file.read_text("utf-8") == "[screen\n"


async def test_file_that_cannot_be_written_is_said(app: AssistantApp, file: Path) -> None:
    file.parent.parent.mkdir(parents=True)
    file.parent.write_text("", "utf-8")
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+t", "1")
        await pilot.pause(0.5)
        assert "settings.toml" in screen_text(app)


def new_here() -> ReadSettings:
    """Of someone who opens the program for the first time."""
    return ReadSettings(USUAL)


async def test_tour_is_shown_at_the_first_start_and_never_again(backend: ListedBackend) -> None:
    app = AssistantApp(backend, load_screen_settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        assert isinstance(app.screen, TourScreen)
    again = AssistantApp(backend, load_screen_settings())
    async with again.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        assert isinstance(again.screen, MainScreen)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("at", range(len(STEPS)))
async def test_step_of_the_tour(app: AssistantApp, matches_snapshot: Matches, at: int, size: str) -> None:
    """All of the step is to be read, with the way on and the way out."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+g", *["right"] * at)
        text = screen_text(app)
        written = re.sub(r"\s", "", "".join(re.findall(r"│(.*?)│", text)))
        assert f"{at + 1}／4" in text and setting_words("tour.skip") in text
        assert re.sub(r"\s", "", setting_words(f"tour.{STEPS[at]}")) in written
        if not at:
            matches_snapshot(app, f"tour-{size}")


async def test_tour_goes_on_and_back_by_key_and_by_mouse(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+g", "enter", "left", "left")
        assert "1／4" in screen_text(app)
        await click(pilot, setting_words("tour.next"))
        await click(pilot, setting_words("tour.next"))
        await click(pilot, setting_words("tour.before"))
        assert "2／4" in screen_text(app)
        await press(pilot, "space", "enter")
        assert setting_words("tour.done") in screen_text(app)
        await click(pilot, setting_words("tour.done"))
        assert isinstance(app.screen, MainScreen)


@pytest.mark.parametrize("how", ["escape", "mouse"])
async def test_tour_is_skipped_at_once(backend: ListedBackend, how: str) -> None:
    app = AssistantApp(backend, new_here())
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        if how == "escape":
            await press(pilot, "escape")
        else:
            await click(pilot, setting_words("tour.skip"))
        assert isinstance(app.screen, MainScreen)
        await ask(pilot, "河道的总额")
        assert "对得上2个项目" in screen_text(app)


async def test_tour_that_could_not_be_noted_is_not_forced_on_anyone(backend: ListedBackend, file: Path) -> None:
    file.parent.parent.mkdir(parents=True)
    file.parent.write_text("", "utf-8")
    app = AssistantApp(backend, new_here())
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        assert isinstance(app.screen, MainScreen)
