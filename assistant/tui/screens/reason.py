"""Asks for the reason with which a finding is accepted, and whether that is to be taken back."""

from __future__ import annotations

from assistant.tui.commands import work_words
from assistant.tui.screens.choosing import ChoosingScreen
from assistant.tui.screens.line import LineScreen


class ReasonScreen(LineScreen):
    """Gives the reason; None where the finding is not to be accepted."""

    def __init__(self, message: str) -> None:
        super().__init__(work_words("review.why_title"), message, work_words("review.why"))

    def lacking(self, written: str) -> str:
        """A reason is needed."""
        return "" if written else work_words("review.why_needed")


class WithdrawScreen(ChoosingScreen[bool]):
    """Gives whether the acceptance is taken back; leaving it comes first."""

    def __init__(self, message: str, reason: str) -> None:
        choices = [work_words("review.withdraw_no"), work_words("review.withdraw_yes")]
        super().__init__(work_words("review.withdraw_title"), choices, work_words("review.withdraw", 话=message, 理由=reason))

    def chosen(self, at: int) -> bool:
        """Whether it is taken back."""
        return at == 1
