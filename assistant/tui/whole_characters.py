"""Puts widgets together on the screen without cutting characters of two cells.

Textual cuts every line where any widget begins or ends, also behind a notice or a list that covers it: a Chinese character that
stands over such an edge turns into blanks. Here a line is cut only where an edge is to be seen.

Textual has no public way to this: a screen makes its `Compositor` itself, and what is done here is done with parts that are not
documented. `tests/tui/test_whole_characters.py` says so when they change, and when Textual no longer needs it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias, TypeVar

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

_Result = TypeVar("_Result")
_Piece: TypeAlias = tuple[int, int, Widget | None]
"""Where a piece of a line begins and ends, and the widget that is seen there; None where none is."""


class WholeCharacters(Compositor):
    """A compositor whose cuts are the edges that are seen, and that has no widget draw what others hide."""

    _seen: Sequence[Sequence[_Piece]] = ()
    """The pieces of each line, from left to right, together as wide as the screen; they belong to `_cuts`."""

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
        covered: list[list[tuple[int, int, Widget]]] = [[] for _ in range(height)]
        for widget, (region, clip) in self.visible_widgets.items():  # from the front to the back
            x, y, region_width, region_height = region.intersection(clip)
            right = x + region_width
            for line in range(max(y, 0), min(y + region_height, height)) if region_width else ():
                over = covered[line]
                if any(first <= x and right <= last for first, last, _ in over):
                    continue
                cuts[line].update(edge for edge in (x, right) if not any(first < edge < last for first, last, _ in over))
                over.append((x, right, widget))
        self._cuts = [sorted(edge for edge in line if 0 <= edge <= width) for line in cuts]
        self._seen = [
            [
                (cut, end, next((widget for first, last, widget in over if first <= cut and end <= last), None))
                for cut, end in pairwise(edges)
            ]
            for edges, over in zip(self._cuts, covered, strict=True)
        ]
        return self._cuts

    def render_partial_update(self) -> ChopsUpdate | None:
        """What is to be drawn anew; None for nothing."""
        spans = list(self._regions_to_spans(self._dirty_regions))
        self._dirty_regions.clear()
        return ChopsUpdate(self._put_together(spans), spans, [edges[1:] for edges in self.cuts]) if spans else None

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """The pieces between the cuts of these lines within a region."""
        lines = range(max(crop.y, 0), min(crop.bottom, self.size.height))
        return self._put_together([(y, crop.x, crop.right) for y in filter(is_rendered_line, lines)])

    def _put_together(self, spans: Iterable[tuple[int, int, int]]) -> Sequence[Mapping[int, Strip]]:
        """The pieces of every line, each of the widget that is in front; blanks where that one still has to grow.

        `spans`: what is needed, as line, first column and the one behind the last. A widget draws only those of its lines of
        which something is seen there: most widgets lie behind others. What is not needed stays blank.
        """
        found: list[dict[int, Strip]] = [{edge: Strip.blank(end - edge) for edge, end in pairwise(edges)} for edges in self.cuts]
        wanted: defaultdict[Widget, list[tuple[int, int, int]]] = defaultdict(list)
        for y, left, right in spans:
            for cut, end, widget in self._seen[y]:
                if widget is not None and cut < right and left < end:
                    wanted[widget].append((y, cut, end))
        for widget, pieces in wanted.items():
            region, clip = self.visible_widgets[widget]
            shown = region.intersection(clip)
            first, last = pieces[0][0], pieces[-1][0]  # spans come line by line
            strips = widget.render_lines(Region(shown.x - region.x, first - region.y, shown.width, last - first + 1))
            for y, cut, end in pieces:
                if y - first < len(strips):
                    found[y][cut] = strips[y - first].crop(cut - shown.x, end - shown.x).adjust_cell_length(end - cut)
        return found
