"""One table in the official layout (官方表样), with the cells of a source marked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.model.goal_table import GoalTable
from assistant.tasks.table_text import Area, Form, draw_form
from assistant.tui.cells import shown_line

WIDEST = 132
"""Columns from which on a wider form reads worse."""


class TableView(ScrollView, can_focus=True):
    """The form, drawn at the width that there is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"form--heading", "form--line", "form--label", "form--text", "form--marked"}

    DEFAULT_CSS = """
    TableView { height: 1fr; padding: 0 1; scrollbar-gutter: stable; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    TableView > .form--heading { color: $text; text-style: bold; }
    TableView > .form--line { color: $border-blurred; }
    TableView > .form--label { color: $text-muted; }
    TableView > .form--text { color: $text; }
    TableView > .form--marked { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
    """

    def __init__(self, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._table: GoalTable | None = None
        self._marked: frozenset[str] = frozenset()
        self._form = Form((), ())
        self._width = 0
        """The width for which the form is drawn; 0 where it is not."""
        self._areas: dict[int, list[Area]] = {}
        """The cells of each line, from left to right."""

    def show(self, table: GoalTable, marked: Iterable[str] = ()) -> None:
        """Shows a table with these parts of it (`Area.part`) marked, the first of them in view."""
        self._table = table
        self._marked = frozenset(marked)
        self._width = 0
        if self.scrollable_content_region.width:  # else it is drawn once it is seen
            self._draw()
            self.call_after_refresh(self._scroll_to_marked)

    def on_resize(self, event: events.Resize) -> None:
        """Draws the form anew at the new width, the marked cells in view."""
        if self._table is not None and self.scrollable_content_region.width != self._width:
            self._draw()
            self.call_after_refresh(self._scroll_to_marked)

    def _drawn(self, table: GoalTable, width: int) -> Form:
        """The form at a width."""
        return draw_form(table, width)

    def _draw(self) -> None:
        assert self._table is not None
        self._width = self.scrollable_content_region.width
        self._form = self._drawn(self._table, min(self._width, WIDEST))
        self._areas = {}
        for area in sorted(self._form.areas, key=lambda area: area.left):
            for line in range(area.top, area.bottom):
                self._areas.setdefault(line, []).append(area)
        self.virtual_size = Size(max(map(cell_len, self._form.lines)), len(self._form.lines))
        self.refresh()

    def _scroll_to_marked(self) -> None:
        marked = [area for area in self._form.areas if area.part in self._marked]
        if not marked:
            self.scroll_to(0, 0, animate=False)
            return
        first = min(marked, key=lambda area: area.top)
        region = Region(0, first.top, 1, first.bottom - first.top)
        self.scroll_to_region(region, animate=False, center=True, force=True, x_axis=False)
        if self.max_scroll_y:
            self.vertical_scrollbar.position = self.scroll_y  # also where the bar is seen only after this

    def render_line(self, y: int) -> Strip:
        """One line of the form, its cells coloured by what they are."""
        scroll_x, scroll_y = self.scroll_offset
        at = scroll_y + y
        width = self.scrollable_content_region.width
        if at >= len(self._form.lines):
            return Strip.blank(width, self.rich_style)
        plain = self.get_component_rich_style("form--heading" if at < self._form.heading else "form--line")
        styled = tuple((area.left, area.right, self._style_of(area)) for area in self._areas.get(at, ()))
        return _put_together(self._form.lines[at], plain, styled).crop_extend(scroll_x, scroll_x + width, self.rich_style)

    def _style_of(self, area: Area) -> Style:
        if area.part in self._marked:
            return self.get_component_rich_style("form--marked")
        return self.get_component_rich_style("form--text" if area.part else "form--label")


@lru_cache(maxsize=1024)
def _put_together(line: str, plain: Style, styled: tuple[tuple[int, int, Style], ...]) -> Strip:
    """A line of the form; `styled`: the first column of each cell, the one behind its last, and its style.

    Whoever scrolls sees most lines again.
    """
    strip = Strip([Segment(shown_line(line))])
    edges = sorted({strip.cell_length, *(edge for left, right, _ in styled for edge in (left, right))})
    styles = {left: style for left, _, style in styled}
    starts = [0, *edges[:-1]]
    pieces = [piece.apply_style(styles.get(start, plain)) for start, piece in zip(starts, strip.divide(edges), strict=True)]
    return Strip.join(pieces)
