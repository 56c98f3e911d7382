"""Running text in Chinese, wrapped at any character instead of at blanks only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.visual import RenderOptions, Visual
from textual.widget import Widget

from assistant.tui.cells import shown, wrap

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.selection import Selection
    from textual.strip import Strip
    from textual.style import Style

_SOFT = "\x00"
"""Marks a line that ends only because the screen does; `shown` lets no such character in."""


class WrappedText(Visual):
    """Plain text that is wrapped at whatever width it is drawn, behind a mark on its first line."""

    def __init__(self, text: str, mark: str = "") -> None:
        self._text = text
        self._mark = mark
        self._indent = cell_len(mark)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines at a width."""
        lines = [" " * self._indent + line for line, _ in wrap(self._text, width - self._indent)]
        lines[0] = self._mark + lines[0][self._indent :]
        return Content("\n".join(lines)).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Cells of the longest line."""
        return self._indent + max(map(cell_len, self._text.split("\n")))

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines at a width."""
        return len(wrap(self._text, width - self._indent))


class Prose(Widget):
    """A text of one or several lines; nothing in it is taken for markup."""

    DEFAULT_CSS = """
    Prose { width: 1fr; height: auto; }
    """

    def __init__(self, text: str, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._text = shown(text)

    @property
    def text(self) -> str:
        """The text as it is shown, not wrapped."""
        return self._text

    def change(self, text: str) -> None:
        """Another text in the same place; the screen is laid out anew only where it takes another number of lines."""
        width, before = self.content_size.width, self._text
        self._text = shown(text)
        self.refresh(layout=not width or len(wrap(before, width)) != len(wrap(self._text, width)))

    def render(self) -> WrappedText:
        """The text."""
        return WrappedText(self._text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines at a width."""
        return len(wrap(self._text, width)) if width else 0

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """What was selected with the mouse, without the line breaks that only the screen's width made."""
        lines = [line if hard else line + _SOFT for line, hard in wrap(self._text, self.content_size.width)]
        return selection.extract("\n".join(lines)).replace(_SOFT + "\n", "").replace(_SOFT, ""), "\n"
