"""The question line, with the questions asked before on the arrow keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widgets import Input

from assistant.tui.cells import shown_line
from assistant.tui.messages import Asked


class QuestionBar(Input):
    """Where the user types; posts `Asked`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
    ]

    DEFAULT_CSS = """
    QuestionBar { border: round $border-blurred; background: $background; padding: 0 1; }
    QuestionBar:focus { border: round $border; background-tint: $foreground 0%; }
    """

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False
        self._asked: list[str] = []
        self._at = 0
        """Which of the questions asked before stands in the line; their number where none does."""
        self._unfinished = ""
        """What was being typed before the arrow keys brought up older questions."""

    def validate_virtual_size(self, size: Size) -> Size:
        """At least as wide as the line itself: else each character typed would have the whole screen laid out anew."""
        return size.with_width(max(size.width, self.scrollable_content_region.width))

    @on(Input.Submitted)
    def _send(self, event: Input.Submitted) -> None:
        event.stop()
        utterance = event.value.strip()
        self.value = ""
        self._unfinished = ""
        if utterance and self._asked[-1:] != [utterance]:
            self._asked.append(utterance)
        self._at = len(self._asked)
        if utterance:
            self.post_message(Asked(utterance))

    def action_older(self) -> None:
        """Brings up the question asked before this one."""
        self._bring(self._at - 1)

    def action_newer(self) -> None:
        """Brings up the question asked after this one, at last what was being typed."""
        self._bring(self._at + 1)

    def _bring(self, at: int) -> None:
        if not 0 <= at <= len(self._asked):
            return
        if self._at == len(self._asked):
            self._unfinished = self.value
        self._at = at
        self.value = self._unfinished if at == len(self._asked) else self._asked[at]
        self.action_end()

    def _on_paste(self, event: events.Paste) -> None:
        """Several lines become one; nothing that steers a terminal gets in."""
        event.stop()
        event.prevent_default()
        self.replace(shown_line(" ".join(event.text.split())), *sorted(self.selection))
