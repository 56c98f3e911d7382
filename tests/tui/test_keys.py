"""Keys that come faster than the screen: all of them count, each where whoever typed it meant it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from assistant.tui.app import AssistantApp
from assistant.tui.screens.palette import PaletteScreen
from assistant.tui.widgets.cell_editor import CellEditor
from assistant.tui.widgets.question_bar import QuestionBar
from tests.tui.conftest import settled
from tests.tui.test_draft_screens import FIRST_ROW, SIZES, DraftingBackend, at, drafted, first_value, on_draft, table_on


@pytest.fixture
def backend() -> DraftingBackend:
    """A backend over an archive of its own, which talks for real."""
    return DraftingBackend()


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    """All keys before the first of them is handled, as a terminal hands over what was typed while the program was busy."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()
    for _ in range(500):
        if not app_of(pilot).turns.is_busy:
            break
        await pilot.pause(0.02)
    await settled(pilot)
    await settled(pilot)


def app_of(pilot: Pilot[None]) -> AssistantApp:
    """The application whose keys are pressed."""
    assert isinstance(pilot.app, AssistantApp)
    return pilot.app


@pytest.mark.parametrize(
    ("keys", "goes_on"), [(["tab"], True), (["enter"], False), (["down"], True), (["enter", "down"], True), (["escape"], False)]
)
async def test_key_right_after_typing_in_a_cell(app: AssistantApp, keys: Sequence[str], goes_on: bool) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await drafted(pilot)
        await at(pilot, FIRST_ROW)
        await at_once(pilot, *"40公里", *keys)

        assert first_value(pilot) == ("32公里" if keys == ["escape"] else "40公里")
        assert (on_draft(pilot).cell != FIRST_ROW) == goes_on
        assert not on_draft(pilot).query_one(CellEditor).is_open


async def test_several_cells_are_filled_in_without_a_look(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await drafted(pilot)
        await at(pilot, FIRST_ROW)
        await at_once(pilot, *"40公里", "down", *"6段", "down", *"99%", "enter")

        assert [row.value.text for row in table_on(pilot).indicators[:3]] == ["40公里", "6段", "99%"]


async def test_what_a_cell_cannot_hold_stays_in_it_with_all_that_was_typed_behind(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await drafted(pilot)
        await at(pilot, "total")
        await at_once(pilot, *"很多", "tab", *"钱")
        editor = on_draft(pilot).query_one(CellEditor)

        assert editor.is_open and editor.cell == "total" and editor.text == "很多钱"


async def test_arrows_move_within_a_text_of_several_lines(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await drafted(pilot)
        await at(pilot, "goal")
        await pilot.press("enter", "up")
        editor = on_draft(pilot).query_one(CellEditor)
        assert editor.is_open and editor.cell == "goal"
        await pilot.press("home", "up", "up", "up")
        await settled(pilot)

        assert not editor.is_open and on_draft(pilot).cell != "goal"


async def test_what_is_typed_behind_the_key_of_a_panel_is_for_the_panel(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await settled(pilot)
        await at_once(pilot, "甲", "ctrl+p", *"概览")

        assert isinstance(app.screen, PaletteScreen) and app.screen.query_one(Input).value == "概览"
        await at_once(pilot, "escape", "乙", "backspace", "丙")
        assert app.screen.query_one(QuestionBar).value == "甲丙"


async def test_held_keys_go_on_when_nobody_sets_them_free(app: AssistantApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that does not end must not take the keyboard with it."""
    monkeypatch.setattr("assistant.tui.turns._PATIENCE", 0.05)
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await settled(pilot)
        app.turns.hold()
        await at_once(pilot, "甲")
        await pilot.pause(0.1)
        await settled(pilot)

        assert app.screen.query_one(QuestionBar).value == "甲"
