"""A question with a few answers to choose from."""

from __future__ import annotations

from assistant.tui.screens.choosing import ChoosingScreen


class AskScreen(ChoosingScreen[int]):
    """Gives the place of the answer that was chosen; None where none was."""

    def chosen(self, at: int) -> int:
        """Its place."""
        return at
