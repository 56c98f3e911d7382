"""The screen behind a panel, dimmed: each way of drawing text is dimmed once, not each piece of text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual._context import visible_screen_stack
from textual.color import Color
from textual.geometry import Region
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip


class OverDimmed(Screen[ScreenResultType]):
    """A screen whose ground lets the one behind it through.

    Textual draws that one as a whole and mixes the colours of every piece of text on it anew: half of what it took to open a
    panel. The lines are kept here until something of them changes.
    """

    _behind: Sequence[Strip] | None = None
    """The lines of the screen behind, dimmed."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is seen of the screen behind."""
        screens = visible_screen_stack.get([])
        ground = self.styles.background
        if not screens or ground.a == 1:
            return super().render_lines(crop)
        if self._behind is None or self._dirty_regions or len(self._behind) != self.size.height:
            behind = screens.pop()
            self._behind = [_dimmed(strip, ground) for strip in behind._compositor.render_strips(self.size)]
            self._dirty_regions.clear()
        return [strip.crop_extend(crop.x, crop.right, None) for strip in self._behind[crop.y : crop.bottom]]


def _dimmed(strip: Strip, ground: Color) -> Strip:
    return Strip([Segment(text, _mixed(style or Style.null(), ground)) for text, style, _ in strip], strip.cell_length)


@lru_cache(maxsize=4096)
def _mixed(style: Style, ground: Color) -> Style:
    """The style with the ground over both of its colours; it can neither be clicked nor leads anywhere."""
    text, under = style.color, style.bgcolor
    colours = Style.from_color(
        None if text is None else (Color.from_rich_color(text) + ground).rich_color,
        None if under is None else (Color.from_rich_color(under) + ground).rich_color,
    )
    return style.clear_meta_and_links() + colours
