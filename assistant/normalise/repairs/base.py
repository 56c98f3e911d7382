"""What a repair is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.chinese.width import squeeze
from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.normalise.labels import Labels


@dataclass(frozen=True, slots=True)
class Clues:
    """What a repair may know beyond its grid."""

    labels: Labels
    seen: Mapping[str, int] = field(default_factory=dict)
    """How often each text stands as a whole cell in the document, by `squeeze`: two halves whose join stands elsewhere were one cell."""

    def times_seen(self, text: str) -> int:
        """How often the text stands as a whole cell."""
        return self.seen.get(squeeze(text), 0)


def texts_seen(grid: Grid) -> Mapping[str, int]:
    """The cells of a grid counted for `Clues.seen`."""
    return Counter(squeeze(cell.text) for row in grid.rows for cell in row if cell.text.strip())


Repair = Callable[[Grid, Clues], tuple[Grid, tuple[Finding, ...]]]
"""A grid in, a mended grid out, with what was changed and where. Pure; never drops text without a finding."""
