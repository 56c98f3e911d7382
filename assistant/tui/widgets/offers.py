"""Texts of one or several lines to choose from; a line to type in stands above them and keeps the keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region, Size

from assistant.tui.cells import cut
from assistant.tui.widgets.prose import WrappedText
from assistant.tui.widgets.rows import Rows


class Offers(Rows, can_focus=False):
    """As high as what it offers; whoever gives it its texts knows what choosing the one that is `chosen` means."""

    DEFAULT_CSS = """
    Offers { height: auto; scrollbar-gutter: stable; scrollbar-size: 0 1; }
    """

    def __init__(self, texts: Sequence[WrappedText], none: str) -> None:
        """`none` stands there where nothing is offered."""
        super().__init__()
        self._texts, self._none = texts, none
        self._lines: list[tuple[int, str]] = []
        """Each line with the number of the text that it belongs to; -1 for none."""
        self._folded = -1
        """The width for which the lines were made."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def is_in_use(self) -> bool:
        """The keys of the line above move the mark."""
        return True

    @property
    def chosen(self) -> int:
        """The number of the text that is marked; -1 where none is."""
        return self._lines[self.marked][0] if self.marked < self.count else -1

    def show(self, texts: Sequence[WrappedText]) -> None:
        """Offers these, the first of them marked."""
        before = self.count
        self._texts, width, self._folded = texts, self._folded, -1
        self._fold(width)
        self.renew(0)
        if self.count != before:
            self.refresh(layout=True)

    def choose(self, number: int) -> None:
        """Marks a text."""
        self.marked = next((at for at, (item, _) in enumerate(self._lines) if item == number), 0)

    def _fold(self, width: int) -> None:
        """Makes the lines for a width, the sign of the marked one taken off."""
        if width > 0 and width != self._folded:
            chosen, self._folded = self.chosen, width
            self._lines = [(at, line) for at, text in enumerate(self._texts) for line in text.lines(width)]
            if not self._texts:
                self._lines = [(-1, self._none)]
            self.set_reactive(Rows.marked, next((at for at, (item, _) in enumerate(self._lines) if item == max(chosen, 0)), 0))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines at a width; the scrollbar has its cells also where there is none."""
        self._fold(width - self.styles.scrollbar_size_vertical - 1)
        return self.count

    def on_resize(self, event: events.Resize) -> None:
        """Other lines at another width."""
        before = self._folded
        self._fold(self.scrollable_content_region.width - 1)
        if self._folded != before:
            self.refresh()
        self._measure()

    def can_mark(self, at: int) -> bool:
        """The first line of each text."""
        item = self._lines[at][0]
        return item >= 0 and (at == 0 or self._lines[at - 1][0] != item)

    def meant(self, at: int) -> int:
        """The first line of the text that the line belongs to."""
        if not 0 <= at < self.count or self._lines[at][0] < 0:
            return -1
        return next(first for first in range(at, -1, -1) if self.can_mark(first))

    def watch_marked(self, before: int, marked: int) -> None:
        """Draws the two texts anew, and brings the marked one into view."""
        self.refresh()
        self._show_marked()

    def watch_hovered(self, before: int, hovered: int) -> None:
        """Draws the two texts anew."""
        self.refresh()

    def _show_marked(self) -> None:
        """Brings all lines of the marked text into view."""
        lines = sum(1 for item, _ in self._lines if item == self.chosen)
        self.scroll_to_region(Region(0, self.marked, 1, lines), animate=False, force=True)

    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """One line of a text."""
        item, line = self._lines[at]
        return ((cut(line, width), "" if item >= 0 else "rows--quiet"),)
