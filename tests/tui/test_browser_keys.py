"""Commands in a page of a browser: each can be reached although browsers keep some keys to themselves."""

from __future__ import annotations

import pytest

from assistant.tui.app import AssistantApp
from assistant.tui.commands import COMMANDS, OF_SCREEN, TAKEN, Command, words
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.palette import PaletteScreen
from tests.tui.conftest import click, screen_text, settled

ALL = {"main": COMMANDS, **OF_SCREEN}


def reaches(command: Command) -> bool:
    """Does one of its keys reach the page?"""
    return not set(command.keys.split(",")) <= TAKEN


@pytest.mark.parametrize("screen", ALL)
def test_every_command_has_a_key_that_reaches_the_page_or_stands_in_the_palette(screen: str) -> None:
    lost = [command.name for command in ALL[screen] if not reaches(command) and not command.in_palette]
    palette = next(command for command in ALL[screen] if command.name == "palette")

    assert not lost and reaches(palette) and palette.in_footer


@pytest.mark.parametrize("key", ["f1", "f12"])
async def test_help_and_palette_name_keys_that_work_there(app: AssistantApp, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setattr(AssistantApp, "is_web", property(lambda app: True))
    async with app.run_test(size=(100, 60)) as pilot:
        await settled(pilot)
        await pilot.press(key, *("主题" if key == "f12" else ""))
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen if key == "f1" else PaletteScreen)
        shown = screen_text(app)

    assert "Ctrl+T  " not in shown and words("key.in_palette") in shown
    assert (words("help.browser") in shown) == (key == "f1")


async def test_new_conversation_and_palette_by_their_other_keys_and_by_mouse(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("f5")
        await settled(pilot)
        await click(pilot, words("label.palette"))
        assert isinstance(app.screen, PaletteScreen)
        await pilot.press("f12")
        await settled(pilot)
        assert not isinstance(app.screen, PaletteScreen)
