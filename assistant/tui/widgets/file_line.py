"""A line for the file that something is written to, and below it where that is in full."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from assistant.tasks.screen_settings import whole_path
from assistant.tui.cells import shown_line
from assistant.tui.commands import talk
from assistant.tui.widgets.prose import Prose
from assistant.tui.widgets.typing_line import TypingLine


class FileLine(Vertical):
    """Begins with the proposed file's name; what is typed without a folder stands in the folder of the proposed file."""

    DEFAULT_CSS = """
    FileLine { height: auto; margin-top: 1; }
    FileLine .whole { color: $text-muted; padding: 0 1; max-height: 4; }
    """

    def __init__(self, proposed: Path) -> None:
        super().__init__()
        self._proposed = proposed

    def compose(self) -> ComposeResult:
        """The line, and the whole path."""
        yield TypingLine(self._proposed.name, select_on_focus=False)
        yield Prose(self._in_words(self._proposed.name), classes="whole")

    def whole(self, typed: str) -> Path:
        """The file that was typed, from the root on."""
        return whole_path(typed, self._proposed.parent)

    def _in_words(self, typed: str) -> str:
        return talk("save.whole", 文件=shown_line(str(self.whole(typed)))) if typed.strip() else talk("save.no_name")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self.query_one(Prose).change(self._in_words(event.value))
