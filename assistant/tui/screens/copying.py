"""What of the conversation is copied (Ctrl+Y), and how."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tasks.conversation_text import markdown, plain_text
from assistant.tasks.history import Exchange
from assistant.tui.commands import talk
from assistant.tui.screens.choosing import ChoosingScreen

_CHOICES = ("plain", "markdown", "all_plain", "all_markdown")


class CopyScreen(ChoosingScreen[str]):
    """Gives the text that is to be copied."""

    def __init__(self, one: Exchange, exchanges: Sequence[Exchange]) -> None:
        super().__init__(talk("copy.title"), [talk(f"copy.{key}") for key in _CHOICES])
        self._one, self._all = one, exchanges

    def chosen(self, at: int) -> str:
        """The text."""
        kind = _CHOICES[at]
        exchanges = self._all if kind.startswith("all_") else (self._one,)
        return (markdown if kind.endswith("markdown") else plain_text)(exchanges)
