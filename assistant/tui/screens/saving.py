"""Asks for the file that the conversation is saved to (Ctrl+S), and stays where it cannot be written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from assistant.errors import AssistantError
from assistant.tui.cells import shown
from assistant.tui.clicks import is_beside_panel
from assistant.tui.commands import talk


class SaveScreen(ModalScreen[None]):
    """Takes a file's name and has it written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False, priority=True)]

    DEFAULT_CSS = """
    SaveScreen { align: center middle; background: $background 60%; }
    SaveScreen Vertical { width: 90%; max-width: 76; height: auto; background: $surface; border: round $primary; padding: 0 1; }
    SaveScreen Input, SaveScreen Input:focus { border: none; height: 1; padding: 0 1; background: $panel; margin: 1 0; }
    SaveScreen #refused { color: $text-error; }
    SaveScreen #hint { color: $text-muted; }
    """

    def __init__(self, name: str, write: Callable[[str], Awaitable[None]]) -> None:
        """`name`: what the line proposes; `write` raises AssistantError where the file cannot be written."""
        super().__init__()
        self._proposed, self._write = name, write

    def compose(self) -> ComposeResult:
        """The file's name, what went wrong, the keys."""
        with Vertical() as panel:
            panel.border_title = talk("save.title")
            yield Static(talk("save.file"), markup=False)
            line = Input(self._proposed, select_on_focus=False)
            line.cursor_blink = False
            yield line
            yield Static("", id="refused", markup=False)
            yield Static(talk("save.hint"), id="hint", markup=False)

    @on(Input.Submitted)
    async def _save(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            return
        try:
            await self._write(event.value)
        except AssistantError as error:
            self.query_one("#refused", Static).update(shown("\n".join(filter(None, (error.message, error.advice)))))
        else:
            self.dismiss(None)

    def action_give_up(self) -> None:
        """Closes it without saving."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if is_beside_panel(self, event):
            self.dismiss(None)
