"""What is built on parts of Textual that are not documented: says which, where a new version has others."""

from __future__ import annotations

import inspect

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.panel import PanelScreen
from assistant.tui.screens.work import WorkScreen
from assistant.tui.whole_characters import WholeCharacters

_WHY = "Textual changed what `tui/whole_characters.py` is built on: look whether it is still needed, else adapt it"


class Covered(App[None]):
    """Chinese behind a box whose edge stands in the middle of a character, itself behind another box."""

    CSS = """
    Screen { layers: a b c; }
    #text { layer: a; width: 20; height: 1; }
    #inner { layer: b; offset: 5 0; width: 6; height: 1; background: blue; }
    #outer { layer: c; offset: 2 0; width: 12; height: 1; background: red; }
    """

    def __init__(self, whole: bool) -> None:
        super().__init__()
        self._whole = whole

    def get_default_screen(self) -> Screen[None]:
        """A screen put together one way or the other."""
        screen: Screen[None] = super().get_default_screen()
        if self._whole:
            WholeCharacters.on(screen)
        return screen

    def compose(self) -> ComposeResult:
        """The three."""
        yield Static("档案库里的项目支出目标", id="text")
        yield Static("", id="inner")
        yield Static("绩效目标表甲", id="outer")


async def first_line(whole: bool) -> str:
    """What is seen."""
    app = Covered(whole)
    async with app.run_test(size=(24, 3)):
        return app.screen._compositor.render_strips(app.size)[0].text.rstrip()


async def test_character_over_a_hidden_edge_stays_whole() -> None:
    assert await first_line(True) == "档绩效目标表甲支出目"


async def test_textual_itself_cuts_it() -> None:
    assert "绩效目标表甲" not in await first_line(False), "Textual keeps it whole: `tui/whole_characters.py` can go"


@pytest.mark.parametrize(
    "name", ["cuts", "_render_chops", "_regions_to_spans", "visible_widgets", "render_strips", "render_partial_update"]
)
def test_parts_that_it_is_built_on_are_there(name: str) -> None:
    assert hasattr(Compositor, name), _WHY


def test_parts_are_used_as_they_were() -> None:
    compositor = Compositor()
    assert compositor._cuts is None, _WHY
    assert list(inspect.signature(Compositor._render_chops).parameters) == ["self", "crop", "is_rendered_line"], _WHY
    assert list(inspect.signature(ChopsUpdate).parameters) == ["chops", "spans", "chop_ends"], _WHY
    assert isinstance(Screen()._compositor, Compositor), _WHY


def test_every_kind_of_screen_is_put_together_like_this() -> None:
    for kind in (MainScreen, PanelScreen, WorkScreen):
        ours = [one for one in kind.__mro__ if one.__module__.startswith("assistant.")]
        assert any("WholeCharacters.on(self)" in inspect.getsource(one) for one in ours)
