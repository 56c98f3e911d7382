"""Asks before the conversation is cleared (Ctrl+L)."""

from __future__ import annotations

from assistant.tui.commands import talk
from assistant.tui.screens.choosing import ChoosingScreen


class ForgetScreen(ChoosingScreen[bool]):
    """Gives whether it is meant; keeping it comes first."""

    def __init__(self) -> None:
        super().__init__(talk("forget.title"), [talk("forget.keep"), talk("forget.do")], talk("forget.question"))

    def chosen(self, at: int) -> bool:
        """Whether the conversation is to be cleared."""
        return at == 1
