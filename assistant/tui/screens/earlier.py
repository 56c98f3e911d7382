"""The questions asked before (Ctrl+R), found by a few characters or pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from assistant.tui.cells import shown_line
from assistant.tui.commands import talk
from assistant.tui.completion import Names
from assistant.tui.screens.seeking import SeekingScreen
from assistant.tui.widgets.prose import WrappedText

_LISTED = 100
"""So many are listed; more characters find the others."""


class EarlierScreen(SeekingScreen):
    """Gives the question that was chosen; None where none was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+r", "move(1)", show=False)]

    def __init__(self, asked: Sequence[str]) -> None:
        super().__init__(talk("earlier.title"), talk("earlier.placeholder"), talk("earlier.none"), talk("earlier.hint"))
        self._names = Names("question", reversed(asked))

    def fitting(self, typed: str) -> Sequence[tuple[str, WrappedText]]:
        """The questions in which every word stands, the newest first."""
        found: Sequence[str] = self._names.texts
        for word in typed.lower().split():
            holding = set(self._names.holding(word))
            found = [text for text in found if text in holding]
        return [(text, WrappedText(shown_line(text))) for text in found[:_LISTED]]
