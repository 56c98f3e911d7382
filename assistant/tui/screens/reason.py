"""Asks for the reason with which a finding is accepted."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from assistant.tui.cells import shown_line
from assistant.tui.commands import work_words
from assistant.tui.widgets.prose import Prose


class ReasonScreen(ModalScreen[str]):
    """Gives the reason; None where the finding is not to be accepted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False, priority=True)]

    DEFAULT_CSS = """
    ReasonScreen { align: center middle; background: $background 60%; }
    ReasonScreen Vertical {
        width: 90%; max-width: 76; height: auto; background: $surface; border: round $primary; padding: 0 1;
    }
    ReasonScreen Input, ReasonScreen Input:focus { border: none; height: 1; padding: 0 1; background: $panel; margin: 1 0; }
    ReasonScreen .lacking { color: $text-warning; }
    """

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message

    def compose(self) -> ComposeResult:
        """The finding and a line to write in."""
        with Vertical() as panel:
            panel.border_title = work_words("review.why_title")
            yield Prose(self._message)
            line = Input(placeholder=work_words("review.why"))
            line.cursor_blink = False
            yield line

    @on(Input.Submitted)
    async def _written(self, event: Input.Submitted) -> None:
        event.stop()
        reason = shown_line(event.value).strip()
        if reason:
            self.dismiss(reason)
        elif not self.query(".lacking"):
            await self.query_one(Vertical).mount(Prose(work_words("review.why_needed"), classes="lacking"))

    def action_give_up(self) -> None:
        """Closes it without a reason."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if event.widget is self:
            self.dismiss(None)
