"""Short texts of several kinds below each other, each in its colour, drawn as one: whoever moves a cursor gets others at once.

Where the height is given, other texts need no other layout of the screen; what has no room is a page further on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from assistant.tui.cells import shown, wrap
from assistant.tui.commands import words

Note = tuple[str, str]
"""A text, and what kind it is: one of `KINDS`."""

KINDS = (
    "head",
    "plain",
    "strong",
    "quiet",
    "kept",
    "hint",
    "suggested",
    "warning",
    "missing",
    "refused",
    "error",
    "requested",
    "rolled",
)


class Notes(Widget):
    """Wrapped at whatever width there is; nothing in the texts is taken for markup."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"notes--{kind}" for kind in KINDS}

    DEFAULT_CSS = """
    Notes { height: auto; width: 1fr; }
    Notes > .notes--head, Notes > .notes--strong { text-style: bold; }
    Notes > .notes--quiet, Notes > .notes--kept, Notes > .notes--hint { color: $text-muted; }
    Notes > .notes--suggested, Notes > .notes--warning { color: $text-warning; }
    Notes > .notes--missing, Notes > .notes--refused, Notes > .notes--error { color: $text-error; }
    Notes > .notes--requested, Notes > .notes--rolled { color: $text-success; }
    """

    def __init__(self, *, beside_rows: bool = False) -> None:
        """`beside_rows`: the keys are at rows, whose space bar pages what stands here."""
        super().__init__()
        self._more = "notes.more_by_space" if beside_rows else "notes.more"
        self._notes: Sequence[Note] = ()
        self._top = 0
        """How many lines were paged over."""

    def show(self, notes: Sequence[Note]) -> None:
        """Shows these in place of what was there, from the first line on."""
        self._notes = [(shown(text), kind) for text, kind in notes]
        self._top = 0
        self.refresh(layout=self.styles.is_auto_height)

    @property
    def text(self) -> str:
        """The texts one below the other, not wrapped."""
        return "\n".join(text for text, _ in self._notes)

    def page(self) -> None:
        """The lines that had no room; behind the last of them the first ones again."""
        room = self.content_size.height - 1
        self._top = self._top + room if self._top + room + 1 < len(self._lines()) else 0
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel goes line by line, not beyond the last."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel goes line by line, not beyond the first."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        if not self.styles.is_auto_height:
            event.stop()
            self._top = max(min(self._top + by, len(self._lines()) - self.content_size.height), 0)
            self.refresh()

    def _lines(self) -> list[Note]:
        """Every line at the present width."""
        width = self.content_size.width
        return [(line, kind) for text, kind in self._notes for line, _ in wrap(text, width)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines at a width."""
        return sum(len(wrap(text, width)) for text, _ in self._notes) if width else 0

    def render(self) -> Content:
        """The texts."""
        lines, room = self._lines(), self.content_size.height
        if not self.styles.is_auto_height and (self._top or len(lines) > room):
            left = len(lines) - self._top - room
            lines = lines[self._top : self._top + room]
            if left > 0 and lines:
                lines[-1] = words(self._more, 行数=left + 1), "quiet"
        return Content("\n").join(Content.styled(line, self.get_visual_style(f"notes--{kind}")) for line, kind in lines)
