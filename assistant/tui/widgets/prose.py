"""Running text in Chinese, wrapped at any character instead of at blanks only."""

from __future__ import annotations

from collections.abc import Sequence
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

    def __init__(self, text: str, mark: str = "", hang: int = 0) -> None:
        """`hang`: cells by which what a line goes on with stands further right than where it began."""
        self._text = text
        self._mark = mark
        self._hang = hang
        self._indent = cell_len(mark)

    def lines(self, width: int) -> list[str]:
        """The lines at a width."""
        lines = [" " * self._indent + line for line, _ in hung(self._text, width - self._indent, self._hang)]
        lines[0] = self._mark + lines[0][self._indent :]
        return lines

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines at a width, drawn."""
        return Content("\n".join(self.lines(width))).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Cells of the longest line."""
        return self._indent + max(map(cell_len, self._text.split("\n")))

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines at a width."""
        return len(hung(self._text, width - self._indent, self._hang))


def hung(text: str, width: int, hang: int) -> Sequence[tuple[str, bool]]:
    """As `wrap`, with so many blanks before what a line goes on with."""
    if not hang or width <= hang:
        return wrap(text, width)
    lines: list[tuple[str, bool]] = []
    for written in text.split("\n"):
        first, *more = wrap(written, width)
        lines.append(first)
        if more:
            rest = written.removeprefix(first[0]).lstrip()
            lines += [(" " * hang + line, hard) for line, hard in wrap(rest, width - hang)]
    return lines


class Prose(Widget):
    """A text of one or several lines; nothing in it is taken for markup."""

    DEFAULT_CSS = """
    Prose { width: 1fr; height: auto; }
    """

    def __init__(self, text: str, *, classes: str = "", hang: int = 0) -> None:
        """`hang`: cells by which what a line goes on with stands further right than where it began."""
        super().__init__(classes=classes)
        self._text = shown(text)
        self._hang = hang

    @property
    def text(self) -> str:
        """The text as it is shown, not wrapped."""
        return self._text

    def change(self, text: str) -> None:
        """Another text in the same place; the screen is laid out anew only where it takes another number of lines."""
        width, before = self.content_size.width, self._text
        self._text = shown(text)
        self.refresh(layout=not width or len(hung(before, width, self._hang)) != len(hung(self._text, width, self._hang)))

    def render(self) -> WrappedText:
        """The text."""
        return WrappedText(self._text, hang=self._hang)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines at a width."""
        return len(hung(self._text, width, self._hang)) if width else 0

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """What was selected with the mouse, without the line breaks that only the screen's width made."""
        lines = [line if hard else line + _SOFT for line, hard in hung(self._text, self.content_size.width, self._hang)]
        return selection.extract("\n".join(lines)).replace(_SOFT + "\n", "").replace(_SOFT, ""), "\n"
