"""What a repair is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.chinese.width import squeeze
from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.normalise.labels import Labels

_SEAM = 2
"""Characters on each side of a seam that are looked for."""
_LONGEST_TEXT = 300_000
"""Characters of a document that are searched for seams."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What a repair may know beyond its grid."""

    labels: Labels
    seen: Mapping[str, int] = field(default_factory=dict)
    """How often each text stands as a whole cell in the document, by `squeeze`: halves whose join stands elsewhere were one."""

    text: str = ""
    """All cells of the document, one a line, by `squeeze`; only the beginning of a very long one."""

    def stands_together(self, left: str, right: str) -> bool:
        """Whether the seam of the two texts, some characters of each, stands unbroken in another cell."""
        seam = left[-_SEAM:] + right[:_SEAM]
        return len(seam) == 2 * _SEAM and seam in self.text

    def times_seen(self, text: str) -> int:
        """How often the text stands as a whole cell."""
        return self.seen.get(squeeze(text), 0)


def clues_from(grid: Grid, labels: Labels) -> Clues:
    """What a whole document tells about its parts."""
    texts = [squeeze(cell.text) for row in grid.rows for cell in row if cell.text.strip()]
    return Clues(labels, Counter(texts), "\n".join(texts)[:_LONGEST_TEXT])


Repair = Callable[[Grid, Clues], tuple[Grid, tuple[Finding, ...]]]
"""A grid in, a mended grid out, with what was changed and where. Pure; never drops text without a finding."""
