"""Asks for the file that something is saved to (Ctrl+S: the conversation), and stays where it cannot be written."""

from __future__ import annotations

import os
from asyncio import to_thread
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from assistant.errors import AssistantError
from assistant.tui.cells import shown
from assistant.tui.commands import draft_words, talk
from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.file_line import FileLine


class SaveScreen(PanelScreen[None]):
    """Takes a file's name and has it written; a file that is there already is written over at the second Enter only."""

    DEFAULT_CSS = """
    SaveScreen #refused { color: $text-error; }
    """

    def __init__(self, file: Path, write: Callable[[str], Awaitable[None]], title: str = "", ask: str = "") -> None:
        """`file`: what the line proposes; `write` raises AssistantError where the file cannot be written.

        `title` and `ask` stand above the line where it is not the conversation that is saved.
        """
        super().__init__(title or talk("save.title"))
        self._proposed, self._write, self._ask = file, write, ask or talk("save.file")
        self._there: Path | None = None
        """The file that is there already."""

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
        file = self.query_one(FileLine).whole(event.value)
        if file != self._there and await to_thread(os.path.isfile, file):
            self._there = file
            self._refuse(draft_words("export.exists", 文件=file.name))
            return
        try:
            await self._write(str(file))
        except AssistantError as error:
            self._refuse("\n".join(filter(None, (error.message, error.advice))))
        else:
            self.dismiss(None)

    def _refuse(self, text: str) -> None:
        self.query_one("#refused", Static).update(shown(text))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """What was refused was another name."""
        event.stop()
        if self._there is not None and self._there != self.query_one(FileLine).whole(event.value):
            self._there = None
            self._refuse("")
