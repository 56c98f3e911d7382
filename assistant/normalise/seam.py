"""Whether two texts are halves of one: what the seam between them tells."""

from __future__ import annotations

from assistant.normalise.cells import begins_open, ends_open
from assistant.normalise.repairs.base import Clues

_REACH = 6
"""Characters on each side of a seam that a word may reach over."""


def torn(above: str, below: str, clues: Clues) -> bool:
    """Whether the two texts, squeezed, can only be halves of one: neither stands alone, or what they make stands elsewhere."""
    if ends_open(above) or begins_open(below) or clues.times_seen(above + below) > 0 or clues.stands_together(above, below):
        return True
    return clues.times_seen(below) < 2 and tears_a_word(above, below)


def tears_a_word(above: str, below: str) -> bool:
    """Whether a word of the dictionary reaches over the seam."""
    from assistant.chinese.segment import cut

    left, right = above[-_REACH:], below[:_REACH]
    return any(start < len(left) < end for _, start, end in cut(left + right))
