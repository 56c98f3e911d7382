"""Asks for the file that something is saved to (Ctrl+S: the conversation), and stays where it cannot be written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from assistant.errors import AssistantError
from assistant.tui.cells import shown
from assistant.tui.commands import talk
from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.file_line import FileLine


class SaveScreen(PanelScreen[None]):
    """Takes a file's name and has it written."""

    DEFAULT_CSS = """
    SaveScreen #refused { color: $text-error; }
    """

    def __init__(self, file: Path, write: Callable[[str], Awaitable[None]], title: str = "", ask: str = "") -> None:
        """`file`: what the line proposes; `write` raises AssistantError where the file cannot be written.

        `title` and `ask` stand above the line where it is not the conversation that is saved.
        """
        super().__init__(title or talk("save.title"))
        self._proposed, self._write, self._ask = file, write, ask or talk("save.file")

    def compose_panel(self) -> ComposeResult:
        """The file's name, what went wrong, the keys."""
        yield Static(self._ask, markup=False)
        yield FileLine(self._proposed)
        yield Static("", id="refused", markup=False)
        yield Static(talk("save.hint"), classes="quiet", markup=False)

    @on(Input.Submitted)
    async def _save(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            return
        try:
            await self._write(str(self.query_one(FileLine).whole(event.value)))
        except AssistantError as error:
            self.query_one("#refused", Static).update(shown("\n".join(filter(None, (error.message, error.advice)))))
        else:
            self.dismiss(None)
