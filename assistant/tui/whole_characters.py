"""Puts widgets together on the screen without cutting characters of two cells.

Textual cuts every line where any widget begins or ends, also behind a notice or a list that covers it: a Chinese character that
stands over such an edge turns into blanks. Here a line is cut only where an edge is to be seen.

Textual has no public way to this: a screen makes its `Compositor` itself, and what is done here is done with parts that are not
documented. `tests/tui/test_whole_characters.py` says so when they change, and when Textual no longer needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from textual._compositor import Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

_Result = TypeVar("_Result")


class WholeCharacters(Compositor):
    """A compositor whose cuts are the edges that are seen."""

    @classmethod
    def on(cls, screen: Screen[_Result]) -> None:
        """Has the screen put together like this; to be called before it is first drawn."""
        screen._compositor = cls()

    @property
    def cuts(self) -> list[list[int]]:
        """Where each line is cut, its two ends among them."""
        if self._cuts is not None:
            return self._cuts
        width, height = self.size
        cuts = [{0, width} for _ in range(height)]
        covered: list[list[tuple[int, int]]] = [[] for _ in range(height)]
        for region, clip in self.visible_widgets.values():  # from the front to the back
            x, y, region_width, region_height = region.intersection(clip)
            right = x + region_width
            for line in range(max(y, 0), min(y + region_height, height)) if region_width else ():
                over = covered[line]
                if any(first <= x and right <= last for first, last in over):
                    continue
                cuts[line].update(edge for edge in (x, right) if not any(first < edge < last for first, last in over))
                over.append((x, right))
        self._cuts = [sorted(edge for edge in line if 0 <= edge <= width) for line in cuts]
        return self._cuts

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """The pieces between the cuts, each of the widget that is in front; blanks where that one still has to grow."""
        cuts = self.cuts
        found: list[dict[int, Strip]] = [{} for _ in cuts]
        for region, clip, strips in self._get_renders(crop):
            shown = region.intersection(clip)
            for y, strip in zip(shown.line_range, strips, strict=False):
                if not is_rendered_line(y):
                    continue
                line = found[y]
                for cut, end in zip(cuts[y], cuts[y][1:], strict=False):
                    if cut not in line and shown.x <= cut and end <= shown.right:
                        piece = strip.crop(cut - shown.x, end - shown.x)
                        line[cut] = piece if piece.cell_length == end - cut else piece.adjust_cell_length(end - cut)
        return [
            {cut: line[cut] if cut in line else Strip.blank(end - cut) for cut, end in pairwise(edges)}
            for line, edges in zip(found, cuts, strict=True)
        ]
