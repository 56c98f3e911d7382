"""Lines to choose from, drawn one by one as they come into view, however many there are."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.tui.cells import shown
from assistant.tui.widgets.notes import Notes

_SIGN = "▌"
"""Stands before the marked line: a sign beside the colour."""
_GUTTER = 1
"""Cells that the sign takes."""


class Rows(ScrollView, can_focus=True):
    """A list with one marked line; posts `Marked` as the mark moves and `Picked` on Enter or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "pick", show=False),
        Binding("space", "read_on", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--marked", "rows--hovered", "rows--quiet", "rows--in-use"}

    DEFAULT_CSS = """
    Rows { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    Rows > .rows--marked { background: $boost; color: $text; }
    Rows > .rows--in-use { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    Rows > .rows--hovered { background: $boost; }
    Rows > .rows--quiet { color: $text-muted; }
    """

    marked: reactive[int] = reactive(0, repaint=False)
    """Which line is marked."""
    _arranged: tuple[Size, Size, Size] | None = None
    """The size when the screen was laid out last, that of what it stands in, and that of all lines."""
    _plain = Style()
    """How a line is drawn that nothing sets apart."""
    _width = 0
    """Cells that a line takes."""
    hovered: reactive[int] = reactive(-1, repaint=False)
    """Which line the mouse is over; -1 for none."""

    @dataclass
    class Marked(Message):
        """The mark went to a line."""

        at: int

    @dataclass
    class Picked(Message):
        """A line was chosen."""

        at: int

    @property
    @abstractmethod
    def count(self) -> int:
        """How many lines there are."""

    @abstractmethod
    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """A line as pieces of text, each with its component class ("" for none), together `width` cells wide.

        The sign of the marked line stands before it.
        """

    def full_text(self, at: int) -> str:
        """What the line would say with more room, shown while the mouse rests on it; "" for nothing."""
        return ""

    def can_mark(self, at: int) -> bool:
        """Whether a line can be chosen; headings cannot."""
        return True

    def meant(self, at: int) -> int:
        """The line that a click on this one chooses; -1 for none."""
        return at if 0 <= at < self.count and self.can_mark(at) else -1

    @property
    def is_in_use(self) -> bool:
        """Do the keys move the mark?"""
        return self.has_focus

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """The screen was laid out anew. Textual draws the scrollbar every time; here only where something else was measured."""
        arranged = size, container_size, self.virtual_size
        if arranged == self._arranged:
            return False
        self._arranged = arranged
        return super()._size_updated(size, virtual_size, container_size, layout)

    def renew(self, marked: int | None = None) -> None:
        """Draws the lines anew, with this one marked, or as before."""
        self._measure()
        if marked is not None:
            self.scroll_to(y=0, animate=False)
            self.set_reactive(Rows.marked, self._nearest(marked, 1))
            self._show_marked()
        self.refresh()

    def grow(self) -> None:
        """Other lines came where none are seen: only the scrollbar tells."""
        self._measure()

    @property
    def seen(self) -> slice:
        """The lines in view."""
        first = self.scroll_offset.y
        return slice(first, first + self.scrollable_content_region.height)

    def _measure(self) -> None:
        """Takes the number of lines; the screen is laid out anew only where a scrollbar comes or goes."""
        size, room = Size(0, self.count), self.scrollable_content_region.height
        if room and (size.height > room) == self.show_vertical_scrollbar:
            self.set_reactive(Rows.virtual_size, size)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = size.height
        else:
            self.virtual_size = size

    def _nearest(self, at: int, direction: int) -> int:
        """The first line from there on that can be marked, in the direction and else in the other."""
        at = max(0, min(at, self.count - 1))
        for step in (direction, -direction):
            there = at
            while 0 <= there < self.count:
                if self.can_mark(there):
                    return there
                there += step
        return at

    def watch_marked(self, before: int, marked: int) -> None:
        """Draws the two lines anew, and brings the marked one into view."""
        self.refresh_line(before)
        self.refresh_line(marked)
        self._show_marked()

    def watch_hovered(self, before: int, hovered: int) -> None:
        """Draws the two lines anew."""
        self.refresh_line(before)
        self.refresh_line(hovered)

    def _show_marked(self) -> None:
        """Brings the marked line into view, and says so."""
        marked = self.marked
        above = 1 if marked and not self.can_mark(marked - 1) else 0
        self.scroll_to_region(Region(0, marked - above, 1, 1 + above), animate=False, force=True)
        if marked < self.count:
            self.post_message(self.Marked(marked))

    def on_focus(self) -> None:
        """The keys move the mark: it shows clearly."""
        self.refresh()

    def on_blur(self) -> None:
        """The keys are used elsewhere."""
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in view; style and width are looked up once for all of them."""
        self._plain, self._width = self.rich_style, self.scrollable_content_region.width
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line."""
        at = y + self.scroll_offset.y
        width, plain = self._width, self._plain
        if not 0 <= at < self.count:
            return Strip.blank(width, plain)
        pieces = self.draw(at, width - _GUTTER)
        over: Style | None = None
        meant = self.meant(at)
        if is_marked := meant == self.marked:
            over = self.get_component_rich_style("rows--in-use" if self.is_in_use else "rows--marked")
        elif meant >= 0 and meant == self.meant(self.hovered):
            over = self.get_component_rich_style("rows--hovered")
        styles = [over or (self.get_component_rich_style(name) if name else plain) for _, name in pieces]
        sign = Segment(_SIGN if is_marked else " ", over or plain)
        strip = Strip([sign, *(Segment(text, style) for (text, _), style in zip(pieces, styles, strict=True))])
        return strip.adjust_cell_length(width, over or plain)

    def action_move(self, by: int) -> None:
        """Moves the mark by a line."""
        if self.count and 0 <= self.marked + by < self.count:
            self.marked = self._nearest(self.marked + by, by)

    def action_page(self, by: int) -> None:
        """Moves the mark by a page."""
        if self.count:
            self.marked = self._nearest(self.marked + by * max(self.scrollable_content_region.height - 1, 1), by)

    def action_edge(self, by: int) -> None:
        """Moves the mark to the first or the last line."""
        if self.count:
            self.marked = self._nearest(0 if by < 0 else self.count - 1, -by)

    def action_pick(self) -> None:
        """Chooses the marked line."""
        if self.marked < self.count and self.can_mark(self.marked):
            self.post_message(self.Picked(self.marked))

    def action_read_on(self) -> None:
        """Pages what the screen says about the marked line."""
        for notes in self.screen.query(Notes):
            if notes.display:
                notes.page()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows which line a click would choose."""
        self.hovered = event.y + self.scroll_offset.y
        text = self.full_text(self.hovered) if 0 <= self.hovered < self.count else ""
        self.tooltip = Content(shown(text)) if text else None

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hovered = -1

    def on_click(self, event: events.Click) -> None:
        """Chooses the line."""
        at = self.meant(event.y + self.scroll_offset.y)
        if at >= 0:
            self.marked = at
            self.post_message(self.Picked(at))
