"""The line of keys at the bottom says what each would do now."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from rich.cells import cell_len
from textual.geometry import Size
from textual.widgets import Input

from assistant.tui.app import AssistantApp
from assistant.tui.commands import COMMANDS, OF_SCREEN, words
from assistant.tui.screens.review import ReviewScreen
from assistant.tui.widgets.command_bar import CommandBar
from assistant.tui.widgets.table_list import TableList
from tests.tui.conftest import ask, click, screen_text, settled
from tests.tui.test_draft_screens import DraftingBackend, at, drafted


def footer(app: AssistantApp) -> str:
    """The last line of the screen."""
    return screen_text(app).splitlines()[-1]


async def test_accepted_finding_is_to_be_taken_back(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f5")
        await settled(pilot)
        assert f"F8 {words('label.accept')}" in footer(app)
        await pilot.press("f8", *"另有说明", "enter")
        await settled(pilot)
        accepted = next(at for at, one in enumerate(app.screen._found.wanted(app.screen._filter)) if one.reason)  # type: ignore[attr-defined]
        await pilot.press("home", *["down"] * accepted)
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen) and f"F8 {words('now.accept')}" in footer(app)
        await click(pilot, f"F8 {words('now.accept')}")
        await pilot.press("2")
        await settled(pilot)
        assert f"F8 {words('label.accept')}" in footer(app)


async def test_what_is_open_is_to_be_put_away(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 32)) as pilot:
        await settled(pilot)
        assert f"F2 {words('label.projects')}" in footer(app) and f"F4 {words('label.table')}" in footer(app)
        app.screen.query_one(TableList).query_one(Input).focus()
        await settled(pilot)
        assert f"F2 {words('now.put_away')}" in footer(app)
        await pilot.press("enter")
        await settled(pilot)
        assert f"F4 {words('now.put_away')}" in footer(app)
        await pilot.press("f4")
        await settled(pilot)
        assert f"F4 {words('label.table')}" in footer(app)
        await ask(pilot, "哪些项目预算超过100万")
        assert f"F8 {words('now.begin_draft')}" in footer(app)


async def test_bars_say_what_they_would_show(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        first = footer(app)
        await pilot.press("f5")
        await settled(pilot)
        second = footer(app)
        await pilot.press("f5")
        await settled(pilot)

        assert first != second and footer(app) == first


async def test_draft_says_whether_there_is_a_proposal_to_take_and_the_way_back_from_the_findings() -> None:
    app = AssistantApp(DraftingBackend())
    async with app.run_test(size=(120, 32)) as pilot:
        await settled(pilot)
        assert f"F8 {words('now.begin_draft')}" in footer(app)
        await drafted(pilot)
        await at(pilot, "total")
        assert f"F6 {words('now.seek_suggestion')}" in footer(app)
        await pilot.press("f6")
        await settled(pilot)
        assert f"F6 {words('label.take')}" in footer(app)
        await pilot.press("f3")
        await settled(pilot)
        assert f"F3 {words('now.to_form')}" in footer(app)
        await pilot.press("f3", "escape")
        await settled(pilot)
        assert f"F8 {words('label.draft')}" in footer(app)


@pytest.mark.parametrize("screen", ["main", *OF_SCREEN])
def test_palette_has_its_place_in_80_columns(screen: str) -> None:
    """In the footer; on the draft, which has more to do than fits there, above the form."""
    commands = [command for command in OF_SCREEN.get(screen, COMMANDS) if command.in_footer]
    kept = [command for command in commands if not command.is_spare]

    assert sum(cell_len(f" {command.key_shown} {command.label}") for command in kept) <= 80
    assert screen == "draft" or any(command.name == "palette" for command in kept)


@pytest.mark.parametrize("screen", ["main", *OF_SCREEN])
@pytest.mark.parametrize("width", [40, 60, 75])
def test_very_narrow_footer_cuts_no_command_and_keeps_the_way_to_all_of_them(screen: str, width: int) -> None:
    bar = CommandBar(OF_SCREEN.get(screen, COMMANDS))
    with patch.object(CommandBar, "size", Size(width, 1)):
        shown, _ = bar._shown()

    assert sum(cell_len(f" {command.key_shown} {command.label}") for command in shown) <= width
    assert any(command.name == "palette" for command in shown) or screen == "draft"
