"""The ways by which someone reaches a command: its key; with a mouse alone the footer, else the palette, else the wheel."""

from __future__ import annotations

from unittest.mock import patch

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.pilot import Pilot

from assistant.tui.cells import cut
from assistant.tui.commands import Command, draft_words
from tests.tui.conftest import drawn, position, screen_text

SCROLLED = {"conversation_up": events.MouseScrollUp, "conversation_down": events.MouseScrollDown}
"""What the wheel does."""


def footer_place(app: App[None], key: str) -> tuple[int, int] | None:
    """Where a key stands in the line at the bottom; None where it does not."""
    lines = screen_text(app).splitlines()
    before, found, _ = lines[-1].partition(f" {key} ")
    return (cell_len(before) + 1, len(lines) - 1) if found else None


async def key_reaches(pilot: Pilot[None], command: Command) -> bool:
    """Whether its key leads to the command as things stand, once; it is pressed while the command does nothing."""
    owner = type(pilot.app if command.everywhere else pilot.app.screen)
    reached: list[object] = []

    def note(carried_out_by: object) -> None:
        reached.append(carried_out_by)

    with patch.object(owner, f"action_{command.name}", note):
        await pilot.press(command.keys.split(",")[0])
        await drawn(pilot)
    return len(reached) == 1


async def by_mouse(pilot: Pilot[None], command: Command) -> None:
    """Carries a command out with clicks, or with the wheel, and nothing else."""
    app = pilot.app
    if command.name in SCROLLED:
        for _ in range(8):
            await pilot._post_mouse_events([SCROLLED[command.name]], offset=(60, 8))
        return
    place = footer_place(app, command.key_shown)
    if place is None:
        palette = footer_place(app, "Ctrl+P") or position(app, f" {draft_words('tool.palette')}")
        await pilot.click(offset=(palette[0] + 1, palette[1]))
        await drawn(pilot)
        if command.name == "palette":
            return
        place = position(app, cut(command.label, 12) + cut(command.key_shown, 9))
    await pilot.click(offset=place)
    await pilot.pause()
