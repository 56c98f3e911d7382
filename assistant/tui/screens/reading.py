"""A text to read over whatever is there: what a rule checks and why."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from assistant.tui.commands import words
from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.prose import Prose


class ReadingScreen(PanelScreen[None]):
    """Esc, Enter or a click beside it closes it; the arrow keys scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q,f5", "give_up", show=False, priority=True)]

    DEFAULT_CSS = """
    ReadingScreen > .panel { max-width: 84; max-height: 90%; }
    ReadingScreen VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    ReadingScreen .quiet { margin-top: 1; }
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text = text

    def compose_panel(self) -> ComposeResult:
        """The text, and how to close it."""
        with VerticalScroll():
            yield Prose(self._text)
            yield Prose(words("help.close"), classes="quiet")
