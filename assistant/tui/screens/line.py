"""Panels with one line to write in."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from assistant.tui.cells import shown_line
from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.prose import Prose
from assistant.tui.widgets.typing_line import TypingLine


class LineScreen(PanelScreen[str]):
    """Gives what was written; None where it is not to count. Stays where what was written cannot be taken."""

    DEFAULT_CSS = """
    LineScreen > .panel Input, LineScreen > .panel Input:focus { margin: 1 0 0 0; }
    LineScreen .lacking { color: $text-warning; }
    """

    def __init__(self, title: str, text: str, invitation: str, written: str = "") -> None:
        """`text` stands above the line, `invitation` in it while it is empty, `written` at first."""
        super().__init__(title)
        self._text, self._invitation, self._written = text, invitation, written

    def compose_panel(self) -> ComposeResult:
        """What it is about, and the line."""
        yield Prose(self._text)
        yield TypingLine(self._written, placeholder=self._invitation, select_on_focus=False)

    def lacking(self, written: str) -> str:
        """Why it cannot be taken; "" where it can."""
        return ""

    @on(Input.Submitted)
    async def _take(self, event: Input.Submitted) -> None:
        event.stop()
        written = shown_line(event.value).strip()
        if not (lacking := self.lacking(written)):
            self.dismiss(written)
            return
        await self.query(".lacking").remove()
        await self.query_one(".panel").mount(Prose(lacking, classes="lacking"))
