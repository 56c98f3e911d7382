"""Pictures of the screens, as text; one docstring each says what to look for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App

from assistant.errors import DamagedArchive
from assistant.tui.app import AssistantApp
from tests.tui.conftest import ListedBackend, ask, drawn, settled

NARROW, MIDDLING, WIDE = (80, 24), (120, 32), (200, 60)
SIZES = {"narrow": NARROW, "middling": MIDDLING, "wide": WIDE}

Matches = Callable[[App[None], str], None]


@pytest.mark.parametrize("size", SIZES)
async def test_greeting(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """Nothing asked yet: example questions, and from 100 columns on the projects at the side."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await settled(pilot)
        matches_snapshot(app, f"greeting-{size}")


async def test_opening(app: AssistantApp, backend: ListedBackend, matches_snapshot: Matches) -> None:
    """The archive is still being opened: everything is there but the projects."""
    backend.gate.clear()
    async with app.run_test(size=MIDDLING) as pilot:
        await drawn(pilot)
        matches_snapshot(app, "opening")
        backend.gate.set()
        await settled(pilot)


async def test_empty_archive(app: AssistantApp, backend: ListedBackend, matches_snapshot: Matches) -> None:
    """An archive without tables says so."""
    backend.tables = ()
    async with app.run_test(size=MIDDLING) as pilot:
        await settled(pilot)
        matches_snapshot(app, "empty")


@pytest.mark.parametrize("size", SIZES)
async def test_answer(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """An answer with its rows, what was understood, suggestions and sources."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await ask(pilot, "哪些项目预算超过100万")
        matches_snapshot(app, f"answer-{size}")


async def test_choices(app: AssistantApp, matches_snapshot: Matches) -> None:
    """An ambiguous question offers its readings by number."""
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "河道的总额")
        matches_snapshot(app, "choices")


@pytest.mark.parametrize("size", SIZES)
async def test_table_at_a_row(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """The source of an answer opens its table, scrolled to the row."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await ask(pilot, "保洁经费的清淤指标")
        await pilot.press("f3", "down", "down", "enter")
        await settled(pilot)
        matches_snapshot(app, f"table-{size}")


async def test_list_on_a_narrow_screen(app: AssistantApp, matches_snapshot: Matches) -> None:
    """The list takes the whole screen and is filtered as one types."""
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("f2", "2", "0", "2", "3", "space", "水")
        await settled(pilot)
        matches_snapshot(app, "list-narrow")


async def test_archive_that_cannot_be_opened(app: AssistantApp, backend: ListedBackend, matches_snapshot: Matches) -> None:
    """The error and what to do stand in the conversation, and so do those of questions asked nevertheless."""
    backend.broken = DamagedArchive("文件“资料.db”不是档案库。", "请用 --archive 指定另一个文件。")
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await ask(pilot, "一共有几个项目")
        matches_snapshot(app, "damaged")


@pytest.mark.parametrize("key", ["f1", "ctrl+p"])
async def test_help_and_palette(app: AssistantApp, matches_snapshot: Matches, key: str) -> None:
    """Every command with its key and what it does."""
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        matches_snapshot(app, {"f1": "help", "ctrl+p": "palette"}[key])
