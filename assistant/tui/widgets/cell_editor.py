"""The line in which a cell of the form is filled in: it lies over the cell and grows with what is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.widgets import TextArea

from assistant.tui.cells import shown_line

_NARROWEST = 12
"""Cells that one needs to write in, however narrow the form's cell is."""


class CellEditor(TextArea):
    """Posts `Committed` on Enter and Tab, on ↑ and ↓ at the text's edge, and when another part is clicked; `Left` on Esc; `Typed`
    while one types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit(0)", show=False, priority=True),
        Binding("tab", "commit(1)", show=False, priority=True),
        Binding("shift+tab", "commit(-1)", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("f6", "screen.take", show=False),
        Binding("f7", "screen.changes", show=False),
    ]

    DEFAULT_CSS = """
    CellEditor, CellEditor:focus {
        layer: above; position: absolute; display: none; border: none; padding: 0; background: $boost; color: $text;
        overflow-x: hidden; scrollbar-size-vertical: 1; tint: $foreground 0%;
    }
    """

    @dataclass
    class Committed(Message):
        """The cell is filled in."""

        cell: str
        text: str
        then: int = 0
        """1: on to the next cell that wants a person; -1: to the one before."""
        down: int = 0
        """1: on to the cell below; -1: to the one above."""

    @dataclass
    class Left(Message):
        """The cell stays as it was."""

        text: str

    @dataclass
    class Typed(Message):
        """The text is another."""

        cell: str
        text: str

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, show_line_numbers=False, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.cell = ""
        """The cell that is being filled in; "" for none."""
        self._first = ""
        self._place = Region()
        self._room = Size()

    @property
    def is_open(self) -> bool:
        """Is a cell being filled in?"""
        return bool(self.cell)

    @property
    def is_changed(self) -> bool:
        """Is there something that is not saved yet?"""
        return self.is_open and self.text != self._first

    def open(self, cell: str, text: str, typed: str = "") -> None:
        """Begins with the text of the cell, or with what was typed in its place."""
        self.cell, self._first = cell, text
        self.load_text(shown_line(typed or text))
        self.move_cursor(self.document.end)
        self.display = True
        self.screen.set_focus(self)
        if typed:
            self.post_message(self.Typed(cell, self.text))

    def close(self) -> None:
        """Puts itself away."""
        self.cell = ""
        self.display = False

    def lie_over(self, place: Region, room: Size) -> None:
        """Lies over this place of a surface of that size, as far as it is in view."""
        self._place, self._room = place, room
        width = min(max(place.width, _NARROWEST), room.width)
        left = max(min(place.x, room.width - width), 0)
        self.styles.width = width
        self.styles.offset = (left, max(place.y, 0))
        self._grow()

    def _grow(self) -> None:
        """As many lines as the text takes, as far as there is room."""
        top = max(self._place.y, 0)
        lines = max(self.wrapped_document.height, self._place.height, 1)
        height = max(min(lines, self._room.height), 1)
        self.styles.height = height
        top = max(min(top, self._room.height - height), 0)
        self.styles.offset = (int(self.styles.offset.x.value), top)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Grows, and says so."""
        event.stop()
        if self.is_open:
            self._grow()
            self.post_message(self.Typed(self.cell, self.text))

    def on_resize(self) -> None:
        """Another width breaks the text elsewhere."""
        if self.is_open:
            self.call_after_refresh(self._grow)

    def action_commit(self, then: int) -> None:
        """Fills the cell in."""
        if self.is_open:
            self.post_message(self.Committed(self.cell, self.text, then))

    def action_cursor_up(self, select: bool = False) -> None:
        """A line up; from the first one to the cell above."""
        if select or not self.navigator.is_first_wrapped_line(self.cursor_location):
            super().action_cursor_up(select)
        else:
            self._over(-1)

    def action_cursor_down(self, select: bool = False) -> None:
        """A line down; from the last one to the cell below."""
        if select or not self.navigator.is_last_wrapped_line(self.cursor_location):
            super().action_cursor_down(select)
        else:
            self._over(1)

    def _over(self, down: int) -> None:
        if self.is_open:
            self.post_message(self.Committed(self.cell, self.text, down=down))

    def action_leave(self) -> None:
        """Leaves the cell as it was."""
        if self.is_open:
            self.post_message(self.Left(self.text if self.is_changed else ""))

    def on_blur(self) -> None:
        """Whoever goes elsewhere on the screen means what was typed; another window of the desktop ends nothing."""
        if self.is_open and self.screen.is_active and self.app.app_focus:
            self.post_message(self.Committed(self.cell, self.text))

    async def _on_paste(self, event: events.Paste) -> None:
        """A cell has one line; nothing that steers a terminal gets in."""
        event.prevent_default()
        event.stop()
        self.replace(shown_line(" ".join(event.text.split())), *self.selection)
