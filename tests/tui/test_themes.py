"""The themes: chosen by key and by mouse, kept, readable in whatever colours there are, and the only source of colours."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import Monochrome
from textual.geometry import Region
from textual.pilot import Pilot
from textual.theme import Theme

import assistant.tui
from assistant.errors import AssistantError
from assistant.tasks.screen_settings import USUAL, ReadSettings, load_screen_settings
from assistant.tui.app import AssistantApp
from assistant.tui.commands import setting_words
from assistant.tui.settled import SettledApp
from assistant.tui.themes import FEW_COLOURS, THEMES
from tests.tui.conftest import ListedBackend, ask, click, screen_text, settled

NEEDED = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
"""WCAG 2.2, 1.4.3 and 1.4.6."""

ON_GROUNDS = ("text", "text-muted", "text-primary", "text-warning", "text-error", "text-success", "foreground", "primary")
GROUNDS = ("background", "surface", "panel", "boost", "footer-background", "panel-lighten-1")
PAIRS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
)
BARS_ALONE = 3.0
"""1.4.11: what is no text; `primary` is for bars, frames and lines."""


def ratio(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_measure_of_contrast_is_that_of_the_guidelines() -> None:
    assert round(ratio(Color.parse("#000000"), Color.parse("#ffffff")), 1) == 21.0
    assert round(ratio(Color.parse("#777777"), Color.parse("#ffffff")), 2) == 4.48


@pytest.mark.parametrize("theme", THEMES, ids=[theme.name for theme in THEMES])
def test_every_colour_of_text_can_be_read_on_every_ground(theme: Theme) -> None:
    colours = theme.to_color_system().generate()
    pairs = [*PAIRS, *((text, ground) for text in ON_GROUNDS for ground in GROUNDS)]
    found = {pair: ratio(Color.parse(colours[pair[0]]), Color.parse(colours[pair[1]])) for pair in pairs}
    needed = {pair: BARS_ALONE if pair[0] == "primary" else NEEDED[theme.name] for pair in pairs}

    assert {pair: round(value, 2) for pair, value in found.items() if value < needed[pair]} == {}


def test_styles_name_colours_by_the_variables_of_the_theme() -> None:
    """What stands in a declaration about colours is a variable, or a word that is no colour."""
    no_colours = re.compile(r"^(\$[\w-]+|\d+%|none|round|solid|outer|vkey|hkey|tall|heavy|transparent|auto|initial)$")
    about = re.compile(r"\b(color|background|background-tint|border(?:-\w+)?|outline|tint|link-\w+)\s*:\s*([^;}]+)")
    found = []
    for path in sorted(Path(assistant.tui.__file__).parent.rglob("*.py")):
        if path.name == "themes.py":
            continue
        text = path.read_text("utf-8")
        for css in re.findall(r'CSS = (?:f?"""(.*?)"""|"(.*?)")', text, re.DOTALL):
            for name, value in about.findall("".join(css)):
                found += [f"{path.name}: {name}: {value}" for word in value.split() if not no_colours.match(word)]
        found += [f"{path.name}: {said}" for said in re.findall(r"#[0-9a-fA-F]{6}\b|\brgba?\(", text)]

    assert found == []


async def _nothing(pilot: Pilot[None]) -> None:
    """The greeting."""


def _keys(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def press(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return press


async def _answer(pilot: Pilot[None]) -> None:
    await ask(pilot, "哪些项目预算超过100万")
    await ask(pilot, "今天天气怎么样")
    await ask(pilot, "保洁经费的清淤指标")


async def _offers(pilot: Pilot[None]) -> None:
    await _answer(pilot)
    await pilot.press("f3")


async def _broken(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app, SettledApp)
    pilot.app.say(AssistantError("文件“资料.db”不是档案库。", "请用 --archive 指定另一个文件。"))
    pilot.app.notify("没有可选的内容。")
    await pilot.pause(0.1)


async def _typing(pilot: Pilot[None]) -> None:
    await pilot.press(*"河道")
    await settled(pilot)


SCREENS: dict[str, Callable[[Pilot[None]], Awaitable[None]]] = {
    "greeting": _nothing,
    "answer": _answer,
    "offers": _offers,
    "typing": _typing,
    "notices": _broken,
    "list": _keys("f2", "down"),
    "table": _keys("f2", "enter"),
    "compared": _keys("f2", "enter", "left"),
    "review": _keys("f5"),
    "finding": _keys("f5", "enter"),
    "import": _keys("f6"),
    "overview": _keys("f7"),
    "drafts": _keys("f8"),
    "draft": _keys("f2", "enter", "f9", "enter"),
    "filling in": _keys("f2", "enter", "f9", "enter", "enter"),
    "help": _keys("f1"),
    "palette": _keys("ctrl+p"),
    "settings": _keys("ctrl+o"),
    "tour": _keys("ctrl+g"),
    "themes": _keys("ctrl+t"),
    "arrange": _keys("ctrl+b"),
    "find": _keys("ctrl+f"),
    "forget": _keys("ctrl+l"),
}

_DECORATION = re.compile(r"[\s─-▟▏-▕]+")
"""Lines, bars, frames and scroll bars, measured by 1.4.11."""


def written(app: App[None]) -> Iterator[Segment]:
    """The pieces of text on the screen with their styles; of a panel over a screen, its own alone."""
    panels = app.screen.query(".panel")
    region = panels.first().region if panels else Region(0, 0, *app.size)
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        if not region.y <= y < region.bottom:
            continue
        for segment in strip.crop(region.x, region.right):
            if _DECORATION.sub("", segment.text):
                yield segment


def contrasts(app: App[None], change: Callable[[Color], Color] = lambda colour: colour) -> dict[str, float]:
    """How well each text on the screen can be read."""
    found = {}
    for segment in written(app):
        assert segment.style is not None and segment.style.color is not None and segment.style.bgcolor is not None
        colours = [change(Color.from_rich_color(one)) for one in (segment.style.color, segment.style.bgcolor)]
        found[segment.text.strip()[:20]] = ratio(*colours)
    return found


@pytest.mark.parametrize("name", SCREENS)
async def test_every_text_of_every_screen_can_be_read_in_every_theme(backend: ListedBackend, name: str) -> None:
    """Measured on the cells that reach the terminal, also in the greys of NO_COLOR and in sixteen colours."""
    app = AssistantApp(backend)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settled(pilot)
        await SCREENS[name](pilot)
        for theme, needed in NEEDED.items():
            app.show_theme(theme)
            await pilot.pause(0.05)
            bad = {text: round(value, 1) for text, value in contrasts(app).items() if value < needed}
            assert bad == {}, theme
            greys = {text: round(value, 1) for text, value in contrasts(app, _grey).items() if value < needed - 1.5}
            assert greys == {}, theme
        sixteen = {text: round(value, 1) for text, value in contrasts(app, _one_of_sixteen).items() if value < 4.5}
        assert sixteen == {} and app.theme == FEW_COLOURS


def _grey(colour: Color) -> Color:
    """As NO_COLOR shows it."""
    (grey,) = Monochrome().apply([Segment("x", Style(color=colour.rich_color, bgcolor=colour.rich_color))], colour)
    assert grey.style is not None and grey.style.color is not None
    return Color.from_rich_color(grey.style.color)


def _one_of_sixteen(colour: Color) -> Color:
    """As a terminal of sixteen colours shows it."""
    return Color(*colour.rich_color.downgrade(ColorSystem.STANDARD).get_truecolor())


async def test_marked_lines_carry_a_sign_beside_the_colour(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f2", "down")
        await settled(pilot)
        assert [line[:5] for line in screen_text(app).splitlines() if line.startswith("▌")] == ["▌2023"]
        await pilot.press("escape", "f5")
        await settled(pilot)
        assert len([line for line in screen_text(app).splitlines() if line.startswith("▌错误")]) == 1


async def test_terminal_of_few_colours_is_shown_the_theme_that_keeps_to_them(
    backend: ListedBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AssistantApp, "has_few_colours", True)
    app = AssistantApp(backend, ReadSettings(replace(USUAL, theme="light", tour_seen=True)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.theme == FEW_COLOURS and app.settings.theme == "light"
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert "16种颜色" in screen_text(app)


@pytest.mark.parametrize("how", ["number", "arrows", "mouse"])
async def test_theme_is_chosen_seen_at_once_and_kept(app: AssistantApp, backend: ListedBackend, how: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.theme == "dark"
        await pilot.press("ctrl+t")
        await settled(pilot)
        if how == "number":
            await pilot.press("1")
        elif how == "mouse":
            await click(pilot, setting_words("theme.light"))
        else:
            await pilot.press("up")
            await pilot.pause()
            assert app.theme == "light" and app.settings.theme == "dark"
            await pilot.press("enter")
        await settled(pilot)
        assert app.theme == "light"

    read = load_screen_settings()
    assert read.settings.theme == "light"
    again = AssistantApp(backend, replace(read, settings=replace(read.settings, tour_seen=True)))
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert again.theme == "light"


async def test_theme_that_was_only_looked_at_does_not_stay(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t", "down", "escape")
        await settled(pilot)
        assert app.theme == app.settings.theme == "dark"
