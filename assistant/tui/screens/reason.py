"""Asks for the reason with which a finding is accepted."""

from __future__ import annotations

from assistant.tui.commands import work_words
from assistant.tui.screens.line import LineScreen


class ReasonScreen(LineScreen):
    """Gives the reason; None where the finding is not to be accepted."""

    def __init__(self, message: str) -> None:
        super().__init__(work_words("review.why_title"), message, work_words("review.why"))

    def lacking(self, written: str) -> str:
        """A reason is needed."""
        return "" if written else work_words("review.why_needed")
