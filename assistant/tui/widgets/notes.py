"""Short texts of several kinds below each other, each in its colour, drawn as one: whoever moves a cursor gets others at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from assistant.tui.cells import shown, wrap

Note = tuple[str, str]
"""A text, and what kind it is: one of `KINDS`."""

KINDS = (
    "head",
    "plain",
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
    Notes > .notes--head { text-style: bold; }
    Notes > .notes--quiet, Notes > .notes--kept, Notes > .notes--hint { color: $text-muted; }
    Notes > .notes--suggested, Notes > .notes--warning { color: $text-warning; }
    Notes > .notes--missing, Notes > .notes--refused, Notes > .notes--error { color: $text-error; }
    Notes > .notes--requested, Notes > .notes--rolled { color: $text-success; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._notes: Sequence[Note] = ()

    def show(self, notes: Sequence[Note]) -> None:
        """Shows these in place of what was there."""
        self._notes = [(shown(text), kind) for text, kind in notes]
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines at a width."""
        return sum(len(wrap(text, width)) for text, _ in self._notes) if width else 0

    def render(self) -> Content:
        """The texts."""
        width = self.content_size.width
        lines = [
            Content.styled(line, self.get_visual_style(f"notes--{kind}"))
            for text, kind in self._notes
            for line, _ in wrap(text, width)
        ]
        return Content("\n").join(lines)
