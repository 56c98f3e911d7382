"""The lines of the project list: drawn one by one as they come into view, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.model.query import TableRow
from assistant.tui.cells import cut, right, shown_line
from assistant.tui.commands import words

_YEAR = 5


class ProjectRows(ScrollView, can_focus=False):
    """Year, name and amount of each project, one line each; the line above moves the mark through it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--marked", "rows--hovered", "rows--quiet"}

    DEFAULT_CSS = """
    ProjectRows { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    ProjectRows > .rows--marked { background: $boost; color: $text; }
    ProjectRows.-in-use > .rows--marked {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    ProjectRows > .rows--hovered { background: $boost; }
    ProjectRows > .rows--quiet { color: $text-muted; }
    """

    rows: reactive[Sequence[TableRow]] = reactive((), layout=False)
    """What is listed."""
    marked: reactive[int] = reactive(0)
    """Which line is marked."""
    hovered: reactive[int] = reactive(-1)
    """Which line the mouse is over; -1 for none."""

    @dataclass
    class Picked(Message):
        """A line was clicked."""

        row: TableRow

    def __init__(self) -> None:
        super().__init__()
        self._amount_width = 0
        """Cells that the widest amount takes, with a blank before it."""

    def watch_rows(self) -> None:
        """Begins at the top again."""
        self.marked = 0
        self._amount_width = max((cell_len(_amount(row)) for row in self.rows), default=0) + 1
        self.virtual_size = Size(0, len(self.rows))
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def validate_marked(self, marked: int) -> int:
        """Keeps the mark on a line."""
        return max(0, min(marked, len(self.rows) - 1))

    def watch_marked(self, marked: int) -> None:
        """Brings the marked line into view."""
        self.scroll_to_region(Region(0, marked, 1, 1), animate=False, force=True)

    @property
    def page(self) -> int:
        """How many lines are in view."""
        return max(self.scrollable_content_region.height, 1)

    def render_line(self, y: int) -> Strip:
        """One line: `2022 人才工作经费      300,000`."""
        at = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if not 0 <= at < len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[at]
        style = self.rich_style
        quiet = self.get_component_rich_style("rows--quiet")
        if at == self.marked:
            style = quiet = self.get_component_rich_style("rows--marked")
        elif at == self.hovered:
            style = quiet = self.get_component_rich_style("rows--hovered")
        year = words("list.no_year") if row.year is None else str(row.year)
        name = shown_line(row.project) or words("list.no_name")
        return Strip(
            [
                Segment(cut(year, _YEAR), quiet),
                Segment(cut(name, width - _YEAR - self._amount_width), style),
                Segment(right(_amount(row), self._amount_width), quiet),
            ],
            width,
        )

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows which line a click would choose."""
        self.hovered = event.y + self.scroll_offset.y

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hovered = -1

    def on_click(self, event: events.Click) -> None:
        """Picks the line."""
        at = event.y + self.scroll_offset.y
        if 0 <= at < len(self.rows):
            self.marked = at
            self.post_message(self.Picked(self.rows[at]))


def _amount(row: TableRow) -> str:
    return words("list.no_total") if row.total is None else f"{row.total:,}"
