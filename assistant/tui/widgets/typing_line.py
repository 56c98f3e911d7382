"""A line to type in that leaves the rest of the screen alone while one types."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class TypingLine(Input):
    """A line of a given width, whatever is written in it; its cursor does not blink."""

    virtual_size = Reactive(Size(0, 0))
    """What is written. In Textual's own line it has the whole screen laid out anew with each character typed."""

    def __init__(self, value: str | None = None, placeholder: str = "", *, select_on_focus: bool = True) -> None:
        super().__init__(value, placeholder, select_on_focus=select_on_focus)
        self.cursor_blink = False
