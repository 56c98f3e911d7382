"""Amounts that an answer compares, as bars below each other."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from assistant.tasks.history import Bar
from assistant.tui.cells import cut, right, shown_line

_FULL, _HALF = "█", "▌"
_SHORTEST_BAR, _LONGEST_BAR = 16, 40
"""Cells of the longest bar; names are cut before bars become shorter."""
_NARROWEST_NAME = 8


class Bars(Widget):
    """One bar a line: name, bar, amount; the names give way where the screen is narrow."""

    COMPONENT_CLASSES = {"bars--bar", "bars--amount"}

    DEFAULT_CSS = """
    Bars { height: auto; margin-top: 1; padding: 0 2; max-width: 108; color: $text; }
    Bars > .bars--bar { color: $primary; }
    Bars > .bars--amount { color: $text-muted; }
    """

    def __init__(self, bars: Sequence[Bar]) -> None:
        super().__init__()
        self._bars = [Bar(shown_line(bar.name), bar.value, shown_line(bar.printed)) for bar in bars]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line a bar."""
        return len(self._bars)

    def render(self) -> Content:
        """The chart at the present width."""
        bar_style, amount_style = (self.get_visual_style(name) for name in ("bars--bar", "bars--amount"))
        lines = [
            Content.assemble(name + " ", (bar, bar_style), " ", (printed, amount_style))
            for name, bar, printed in drawn(self._bars, self.content_size.width)
        ]
        return Content("\n").join(lines)


def drawn(bars: Sequence[Bar], width: int) -> list[tuple[str, str, str]]:
    """Name, bar and amount of each line, together at most `width` cells (40 at least), all lines alike."""
    printed = max(cell_len(bar.printed) for bar in bars)
    longest = max(cell_len(bar.name) for bar in bars)
    name = min(longest, max(width - printed - 2 - _SHORTEST_BAR, _NARROWEST_NAME))
    room = min(max(width - printed - 2 - name, 1), _LONGEST_BAR)
    most = max(bar.value for bar in bars)
    lines = []
    for bar in bars:
        halves = round(bar.value / most * room * 2) if most else 0
        if bar.value and not halves:
            halves = 1  # what is there is seen
        picture = _FULL * (halves // 2) + _HALF * (halves % 2)
        lines.append((cut(bar.name, name), picture + " " * (room - len(picture)), right(bar.printed, printed)))
    return lines
