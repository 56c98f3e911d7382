"""The line at the top: what program this is and what archive is open."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from assistant.model.query import TableRow
from assistant.tui.cells import cut, shown_line
from assistant.tui.commands import words


class TitleBar(Widget):
    """The program's name at the left, the state of the archive at the right."""

    DEFAULT_CSS = """
    TitleBar { height: 1; background: $panel; color: $text; text-style: bold; padding: 0 1; }
    """

    state: reactive[str] = reactive("")
    """What is open, or what is going on."""

    def __init__(self, title: str = "") -> None:
        """`title`: what the screen is for; "" for the program's name."""
        super().__init__()
        self._title = title or words("title.app")

    def render_line(self, y: int) -> Strip:
        """The one line."""
        width = self.content_size.width
        state = shown_line(self.state)
        style = self.rich_style
        name = cut(self._title, max(width - cell_len(state) - 1, 0))
        return Strip([Segment(name, style), Segment(cut(" " + state, width - cell_len(name)), style)])


def archive_in_short(tables: Sequence[TableRow]) -> str:
    """What an archive holds: `2021至2023年 共42张表`."""
    if not tables:
        return words("title.empty")
    years = {table.year for table in tables if table.year is not None}
    count = words("title.count", 张数=len(tables))
    if not years:
        return count
    span = words("title.year", 年度=min(years)) if len(years) == 1 else words("title.years", 最早=min(years), 最晚=max(years))
    return f"{span} {count}"
