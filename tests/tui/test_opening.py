"""What happens as a screen opens: drawn once, its title before its parts; no key is lost, what lies behind is dimmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor, LayoutUpdate
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

from assistant.tui.app import AssistantApp
from assistant.tui.commands import words, work_words
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.palette import PaletteScreen
from assistant.tui.screens.review import ReviewScreen
from assistant.tui.widgets.finding_rows import FindingRows
from assistant.tui.widgets.offers import Offers
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.title_bar import TitleBar
from tests.tui.conftest import click, position, screen_text, settled

_DRAW: Callable[..., RenderableType | None] = Compositor.render_update


@pytest.fixture
def wholes(without_needless_work: None, monkeypatch: pytest.MonkeyPatch) -> list[Compositor]:
    """The screens that were drawn as a whole, each as often as it was."""
    seen: list[Compositor] = []

    def noted(
        compositor: Compositor, full: bool = False, screen_stack: list[Screen[object]] | None = None
    ) -> RenderableType | None:
        update = _DRAW(compositor, full, screen_stack)
        if isinstance(update, LayoutUpdate):
            seen.append(compositor)
        return update

    monkeypatch.setattr(Compositor, "render_update", noted)
    return seen


@pytest.mark.parametrize("key", ["ctrl+p", "f1", "f5", "f6", "f7", "ctrl+o"])
async def test_a_screen_is_drawn_as_a_whole_once(app: AssistantApp, wholes: list[Compositor], key: str) -> None:
    """More often would be seen as flicker, and felt as a delay."""
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause(0.3)
        wholes.clear()
        await pilot.press(key)
        await pilot.pause(0.5)

        assert not isinstance(app.screen, MainScreen)
        assert wholes.count(app.screen._compositor) == 1


async def test_the_title_of_a_large_screen_is_seen_before_its_parts(app: AssistantApp, wholes: list[Compositor]) -> None:
    """The first picture after F5 has the title and the line at the bottom, at the bottom."""
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause(0.3)
        pictures: list[str] = []
        parts: list[int] = []
        draw = Compositor.render_update

        def pictured(compositor: Compositor, *args: object, **more: object) -> RenderableType | None:
            update = draw(compositor, *args, **more)  # type: ignore[arg-type]
            if isinstance(app.screen, ReviewScreen) and compositor is app.screen._compositor and not pictures:
                parts.append(len(app.screen.query(FindingRows)))
                pictures.append(screen_text(app))
            return update

        Compositor.render_update = pictured  # type: ignore[method-assign, assignment]
        await pilot.press("f5")
        await pilot.pause(0.5)
        Compositor.render_update = draw  # type: ignore[method-assign]

        lines = pictures[0].splitlines()
        assert parts == [0] and work_words("review.title") in lines[0] and "F1" in lines[-1]
        assert app.screen.query(FindingRows)


async def test_keys_typed_before_the_parts_are_there_go_to_them(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 32)) as pilot:
        await settled(pilot)
        await pilot.press("f5", "down", "down")
        await settled(pilot)

        rows = app.screen.query_one(FindingRows)
        assert rows.count > 2 and rows.marked == 2


async def test_what_lies_behind_a_panel_is_seen_dimmed_and_goes_on(app: AssistantApp) -> None:
    """Its text in quieter colours, as it is now and not as it was when the panel opened."""
    async with app.run_test(size=(120, 32)) as pilot:
        await settled(pilot)
        behind = app.screen
        bright = _colours(app, "绩效目标表助手")
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert isinstance(app.screen, PaletteScreen)
        dimmed = _colours(app, "绩效目标表助手")
        assert dimmed and dimmed != bright

        behind.query_one(TitleBar).state = "又多了一张表"
        await settled(pilot)
        assert "又多了一张表" in screen_text(app)


def _colours(app: App[None], text: str) -> list[str]:
    """The colours in which a text stands on the screen."""
    screen_text(app)  # what is behind is known then
    strips = app.screen._compositor.render_strips(app.size)
    return [str(segment.style) for strip in strips for segment in strip if text in segment.text]


async def test_a_text_of_two_lines_is_one_choice(app: AssistantApp) -> None:
    """In the palette of a narrow screen: the arrow goes to the next command, a click on its second line chooses it too."""
    async with app.run_test(size=(64, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        offers = app.screen.query_one(Offers)
        numbers = [item for item, _ in offers._lines]
        long = next(item for item in numbers if numbers.count(item) > 1)
        for _ in range(long):
            await pilot.press("down")
        await settled(pilot)
        marked = [line for line in screen_text(app).splitlines() if "▌" in line]
        assert offers.chosen == long and len(marked) == numbers.count(long)
        assert "…" not in screen_text(app)  # nothing is cut
        await pilot.press("up", "pagedown", "pageup", "down")

        chosen: list[str | None] = []
        assert isinstance(app.screen, PaletteScreen)
        second = next(line for item, line in offers._lines[numbers.index(long) + 1 :] if item == long)
        wanted = app.screen._found[long]
        app.screen.dismiss = chosen.append  # type: ignore[method-assign, assignment]
        for _ in range(len(numbers)):
            if second.strip() in screen_text(app):
                break
            await pilot.press("down")
        await click(pilot, second.strip())
        assert chosen == [wanted]


async def test_styles_that_were_read_beforehand_are_not_read_again(app: AssistantApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every screen opens without anything to be read."""
    async with app.run_test(size=(120, 32)) as pilot:
        await settled(pilot)
        await pilot.pause(1.1)  # it is done a second after the start
        await settled(pilot)
        read: list[str] = []
        parse = Stylesheet.parse

        def noted(sheet: Stylesheet) -> None:
            read.append(type(app.screen).__name__)
            parse(sheet)

        monkeypatch.setattr(Stylesheet, "parse", noted)
        for key in ("f1", "ctrl+p", "ctrl+r", "f5", "f6", "f7", "f8", "ctrl+o", "ctrl+b"):
            await pilot.press(key)
            await settled(pilot)
            assert not isinstance(app.screen, MainScreen)
            await _leave(pilot)

        assert not read


async def _leave(pilot: Pilot[None]) -> None:
    while not isinstance(pilot.app.screen, MainScreen):
        await pilot.press("escape")
        await settled(pilot)


async def test_a_pane_is_ready_for_a_table_before_one_is_opened(app: AssistantApp) -> None:
    """Its parts come by themselves, and at once with the first table."""
    async with app.run_test(size=(120, 32)) as pilot:
        pane = app.screen.query_one(TablePane)
        assert not pane.children
        await settled(pilot)
        await pilot.pause(0.4)
        assert pane.children
        await click(pilot, "水库除险加固")
        assert words("table.close") in screen_text(app)
        assert position(app, "水库除险加固（2023年度）")
