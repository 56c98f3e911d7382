"""Every command of the main screen, by its key, by its name in the palette and by mouse alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from assistant.tui.app import AssistantApp
from assistant.tui.commands import COMMANDS, OF_SCREEN, Command, words
from assistant.tui.screens.arranging import ArrangeScreen
from assistant.tui.screens.copying import CopyScreen
from assistant.tui.screens.draft_start import DraftStartScreen
from assistant.tui.screens.earlier import EarlierScreen
from assistant.tui.screens.forgetting import ForgetScreen
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.import_files import ImportScreen
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.overview import OverviewScreen
from assistant.tui.screens.palette import PaletteScreen
from assistant.tui.screens.review import ReviewScreen
from assistant.tui.screens.saving import SaveScreen
from assistant.tui.screens.settings import SettingsScreen
from assistant.tui.screens.theming import ThemeScreen
from assistant.tui.screens.tour import TourScreen
from assistant.tui.widgets.find_bar import FindBar
from assistant.tui.widgets.links import Links
from assistant.tui.widgets.question_bar import QuestionBar
from assistant.tui.widgets.table_list import TableList
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.table_view import TableView
from assistant.tui.widgets.transcript import Transcript
from tests.tui.conftest import ListedBackend, ask, click, screen_text, settled
from tests.tui.reaching import SCROLLED, by_mouse, key_reaches


async def open_table(pilot: Pilot[None]) -> None:
    """Opens the table of a source and leaves it again, so that there is one that was seen last."""
    await ask(pilot, "保洁经费的清淤指标")
    await pilot.press("f3", "enter")
    await settled(pilot)
    await pilot.press("escape")


async def open_and_look(pilot: Pilot[None]) -> None:
    """The table of a source in view."""
    await ask(pilot, "保洁经费的清淤指标")
    await pilot.press("f4")
    await settled(pilot)


async def open_last_year(pilot: Pilot[None]) -> None:
    """The table of the year before in view."""
    await pilot.press("f2", *"2022", "enter")
    await settled(pilot)


async def nothing(pilot: Pilot[None]) -> None:
    """No preparation."""


async def a_long_conversation(pilot: Pilot[None]) -> None:
    """More than fits on the screen."""
    for _ in range(3):
        await ask(pilot, "哪些项目预算超过100万")


async def scrolled_up(pilot: Pilot[None]) -> None:
    """A long conversation at its beginning."""
    await a_long_conversation(pilot)
    pilot.app.screen.query_one(Transcript).scroll_home(animate=False)


async def in_the_list(pilot: Pilot[None]) -> None:
    """The list fills the screen."""
    await pilot.press("f2")


DONE: dict[str, tuple[Callable[[Pilot[None]], object], Callable[[AssistantApp], bool]]] = {
    "help": (nothing, lambda app: isinstance(app.screen, HelpScreen)),
    "projects": (nothing, lambda app: app.screen.query_one(TableList).is_on_screen and app.screen.focused == filter_line(app)),
    "links": (lambda pilot: ask(pilot, "河道的总额"), lambda app: isinstance(app.screen.focused, Links)),
    "table": (open_table, lambda app: app.screen.query_one(TablePane).is_on_screen and isinstance(app.screen.focused, TableView)),
    "review": (nothing, lambda app: isinstance(app.screen, ReviewScreen)),
    "import_files": (nothing, lambda app: isinstance(app.screen, ImportScreen)),
    "overview": (nothing, lambda app: isinstance(app.screen, OverviewScreen)),
    "draft": (nothing, lambda app: isinstance(app.screen, DraftStartScreen)),
    "draft_from": (open_and_look, lambda app: isinstance(app.screen, DraftStartScreen)),
    "arrange": (nothing, lambda app: isinstance(app.screen, ArrangeScreen)),
    "year_before": (open_and_look, lambda app: "2022年与2023年" in screen_text(app)),
    "year_after": (open_last_year, lambda app: "2022年与2023年" in screen_text(app)),
    "question": (
        in_the_list,
        lambda app: isinstance(app.screen.focused, QuestionBar) and app.screen.query_one(Transcript).is_on_screen,
    ),
    "conversation_up": (a_long_conversation, lambda app: transcript_is_between(app, "above the end")),
    "conversation_down": (scrolled_up, lambda app: transcript_is_between(app, "below the beginning")),
    "new": (lambda pilot: ask(pilot, "河道的总额"), lambda app: words("answer.new") in screen_text(app)),
    "copy": (lambda pilot: ask(pilot, "河道的总额"), lambda app: isinstance(app.screen, CopyScreen)),
    "save": (lambda pilot: ask(pilot, "河道的总额"), lambda app: isinstance(app.screen, SaveScreen)),
    "find": (nothing, lambda app: app.screen.query_one(FindBar).has_focus_within),
    "earlier": (nothing, lambda app: isinstance(app.screen, EarlierScreen)),
    "forget": (nothing, lambda app: isinstance(app.screen, ForgetScreen)),
    "palette": (nothing, lambda app: isinstance(app.screen, PaletteScreen)),
    "theme": (nothing, lambda app: isinstance(app.screen, ThemeScreen)),
    "settings": (nothing, lambda app: isinstance(app.screen, SettingsScreen)),
    "tour": (nothing, lambda app: isinstance(app.screen, TourScreen)),
    "leave": (nothing, lambda app: app._exit),
}
"""What stands before each command, and how one sees that it was carried out."""


def filter_line(app: AssistantApp) -> Input:
    """The line by which the list is filtered."""
    return app.screen.query_one(TableList).query_one(Input)


def transcript_is_between(app: AssistantApp, where: str) -> bool:
    """Whether the conversation is scrolled away from its end or from its beginning."""
    transcript = app.screen.query_one(Transcript)
    return transcript.scroll_y < transcript.max_scroll_y if where == "above the end" else transcript.scroll_y > 0


def named(commands: tuple[Command, ...]) -> list[object]:
    """Commands as parameters with their names."""
    return [pytest.param(command, id=command.name) for command in commands]


def test_every_command_has_words_an_action_and_a_test() -> None:
    for command in COMMANDS:
        assert command.label and command.hint
        assert hasattr(AssistantApp if command.everywhere else MainScreen, f"action_{command.name}")
    assert [command.name for command in COMMANDS] == list(DONE)
    keys = [key for command in COMMANDS for key in command.keys.split(",")]

    assert len(set(keys)) == len(keys)


def test_no_words_are_left_over() -> None:
    names = {command.name for commands in (COMMANDS, *OF_SCREEN.values()) for command in commands}

    for table in ("label", "hint"):
        assert {key.removeprefix(f"{table}.") for key in words.texts if key.startswith(f"{table}.")} == names


@pytest.mark.parametrize("command", named(COMMANDS))
async def test_key_and_mouse_lead_to_the_command(app: AssistantApp, command: Command) -> None:
    """The key is pressed where the command stands still; by the mouse it is carried out."""
    before, is_done = DONE[command.name]
    async with app.run_test(size=(80, 24 if command.name in SCROLLED else 60)) as pilot:
        await settled(pilot)
        await before(pilot)
        await settled(pilot)
        assert await key_reaches(pilot, command)
        await by_mouse(pilot, command)
        await settled(pilot)

        assert is_done(app)


async def test_palette_finds_each_by_its_name(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        palette = app.screen
        assert isinstance(palette, PaletteScreen)
        for command in COMMANDS:
            if command.in_palette:
                assert palette.fitting(command.label)[0][0] == command.name
        await pilot.press(*"概览", "enter")
        await settled(pilot)

        assert isinstance(app.screen, OverviewScreen)


async def test_palette_finds_each_by_its_initials(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"sh", "enter")
        await settled(pilot)

        assert isinstance(app.screen, ReviewScreen)


async def test_sources_key_goes_to_the_first_source_and_to_the_choices_where_it_is_asked_back(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for question, begins_with in (
            ("哪些项目预算超过100万", "source"),
            ("河道的总额", "ask"),
            ("保洁经费的清淤指标", "source"),
        ):
            await ask(pilot, question)
            await pilot.press("f3")
            links = app.screen.focused
            assert isinstance(links, Links) and links.highlighted_option is not None
            assert links.highlighted_option.id == f"{begins_with}-0"
            await pilot.press("escape")


async def test_palette_says_when_nothing_fits(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", "x", "y", "z", "enter")
        await pilot.pause()

        assert words("palette.none") in screen_text(app)


@pytest.mark.parametrize(("key", "screen"), [("f1", HelpScreen), ("ctrl+p", PaletteScreen)])
async def test_what_opens_over_the_screen_closes_by_key_and_by_click_beside_it(
    app: AssistantApp, key: str, screen: type[Screen[object]]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for close in (key, "escape", "click"):
            await pilot.press(key)
            assert isinstance(app.screen, screen)
            if close == "click":
                await pilot.click(offset=(0, 12))
            else:
                await pilot.press(close)
            await pilot.pause()
            assert isinstance(app.screen, MainScreen)


async def test_commands_that_have_nothing_to_do_say_so(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("f4", "ctrl+n", "ctrl+c")
        await pilot.pause()
        text = screen_text(app).replace("\n", "")

        assert words("notice.no_conversation")[:8] in text
        assert words("notice.no_table")[:8] in text
        assert words("notice.leave")[:12] in text


@pytest.mark.parametrize("word", ["退出", "quit", "exit"])
async def test_words_of_the_chat_leave(app: AssistantApp, backend: ListedBackend, word: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.screen.query_one(QuestionBar).value = word
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert not app.is_running

    assert not backend.asked


async def test_word_of_the_chat_begins_a_new_conversation(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "河道的总额")
        await ask(pilot, "/new")
        assert words("answer.new") in screen_text(app)

    assert backend.asked == ["河道的总额"]


async def test_table_key_opens_the_first_source_while_no_table_was_seen(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "保洁经费的清淤指标")
        await ask(pilot, "今天天气怎么样")
        await pilot.press("f4")
        await settled(pilot)
        assert "清淤河段" in screen_text(app)
        assert app.screen.query_one(TablePane).is_on_screen
        await pilot.press("f4")
        await settled(pilot)
        assert not app.screen.query_one(TablePane).is_on_screen


async def test_click_on_a_command_of_the_palette_carries_it_out(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        await click(pilot, "打开或关上这份帮助")

        assert isinstance(app.screen, HelpScreen)
