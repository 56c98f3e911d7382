"""Drafts on the screen: begun, filled in cell by cell, talked to, reviewed, compared, written; by key and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from assistant.model.conversation import Conversation
from assistant.model.draft import Draft
from assistant.model.reply import Reply
from assistant.tasks.converse import converse
from assistant.tui.app import AssistantApp
from assistant.tui.screens.draft import DraftScreen
from assistant.tui.widgets.draft_form import DraftForm
from tests.tui.conftest import ListedBackend, ask, settled

SIZES = {"narrow": (80, 24), "middling": (120, 32), "wide": (200, 60)}
WISH = "照河道保洁经费做一份2024年的，预算60万"

Matches = Callable[[App[None], str], None]


class DraftingBackend(ListedBackend):
    """Talks for real."""

    def converse(self, conversation: Conversation, utterance: str, width: int) -> tuple[Reply, Conversation]:
        """What the tables of the archive say."""
        self.asked.append(utterance)
        return converse(self.workspace(), conversation, utterance, width=width)


@pytest.fixture
def backend() -> DraftingBackend:
    """A backend over an archive of its own."""
    return DraftingBackend()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the program was started in."""
    folder = tmp_path / "这里"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


async def drafted(pilot: Pilot[None]) -> DraftScreen:
    """A draft that was talked into being, opened."""
    await settled(pilot)
    await ask(pilot, WISH)
    await pilot.press("f8")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, DraftScreen)
    return screen


def draft_on(screen: DraftScreen) -> Draft:
    """The draft as the screen has it."""
    assert screen.draft is not None
    return screen.draft


async def at(pilot: Pilot[None], cell: str) -> None:
    """The cursor at a cell."""
    pilot.app.screen.query_one(DraftForm).cursor = cell
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_draft(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """Every cell with its sign, findings and the cell beside the form, below it where the screen is narrow."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await drafted(pilot)
        matches_snapshot(app, f"draft-{size}")
