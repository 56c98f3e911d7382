"""A word that does something when it is clicked: the mouse's way to a command that is not in the footer."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Static

from assistant.tui.commands import draft_words, words


class ToolMark(Static):
    """Posts `Pressed` with the command's name."""

    DEFAULT_CSS = """
    ToolMark { width: auto; height: 1; padding: 0 1; color: $text-primary; }
    ToolMark:hover { color: $block-cursor-foreground; background: $block-cursor-background; }
    """

    @dataclass
    class Pressed(Message):
        """The mark was clicked."""

        command: str

    def __init__(self, command: str) -> None:
        super().__init__(draft_words(f"tool.{command}"), markup=False)
        self._command = command
        if f"hint.{command}" in words.texts:
            self.tooltip = words(f"hint.{command}")

    def on_click(self, event: events.Click) -> None:
        """Says which command was meant."""
        event.stop()
        self.post_message(self.Pressed(self._command))
