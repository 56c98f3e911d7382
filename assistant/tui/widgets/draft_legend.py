"""What the signs in the form of a draft mean, and how many cells carry each; a click goes to the next of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from assistant.tui.commands import draft_words

MARKS = ("requested", "rolled", "suggested", "missing", "kept")
"""In the order of the legend."""


class DraftLegend(Widget):
    """`● 您要求的1  → 随着改4  ？ 建议2  □ 待填0  ！ 照旧待核3`; posts `Wanted`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"legend--{mark}" for mark in MARKS} | {"legend--hovered"}

    DEFAULT_CSS = """
    DraftLegend { height: 1; width: 1fr; padding: 0 1; }
    DraftLegend > .legend--suggested { color: $text-warning; text-style: bold; }
    DraftLegend > .legend--missing { color: $text-error; text-style: bold; }
    DraftLegend > .legend--requested { color: $text-success; text-style: bold; }
    DraftLegend > .legend--rolled { color: $text-success; }
    DraftLegend > .legend--kept { color: $text-muted; }
    DraftLegend > .legend--hovered { color: $block-cursor-foreground; background: $block-cursor-background; }
    """

    counts: reactive[Mapping[str, int]] = reactive(dict)
    """Cells by mark."""
    hovered: reactive[str] = reactive("")
    """The mark under the mouse."""

    @dataclass
    class Wanted(Message):
        """The next cell with this mark."""

        mark: str

    def _pieces(self) -> list[tuple[str, str]]:
        """The marks with their texts, close together where there is little room."""
        texts = [draft_words(f"legend.{mark}", 处数=self.counts.get(mark, 0)) for mark in MARKS]
        gap = "  " if sum(map(cell_len, texts)) + 2 * len(texts) <= self.content_size.width else " "
        return [(mark, text + gap) for mark, text in zip(MARKS, texts, strict=True)]

    def render_line(self, y: int) -> Strip:
        """The one line."""
        segments = []
        for mark, text in self._pieces():
            name = "legend--hovered" if mark == self.hovered else f"legend--{mark}"
            segments.append(Segment(text, self.get_component_rich_style(name)))
        return Strip(segments).adjust_cell_length(self.content_size.width, self.rich_style)

    def _at(self, event: events.MouseEvent) -> str:
        column = event.x - self.gutter.left
        for mark, text in self._pieces():
            if 0 <= column < cell_len(text):
                return mark
            column -= cell_len(text)
        return ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows what a click would look for."""
        self.hovered = self._at(event)
        self.tooltip = draft_words("legend.tip") if self.hovered else None

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hovered = ""

    def on_click(self, event: events.Click) -> None:
        """Says which mark was meant."""
        if mark := self._at(event):
            self.post_message(self.Wanted(mark))
