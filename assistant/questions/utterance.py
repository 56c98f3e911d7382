"""An utterance in the form that recognisers work on, with the way back to what was typed."""

from __future__ import annotations

from assistant.chinese.width import fold, printable, simplify
from assistant.model.record import record

LONGEST = 1000
"""Characters of an utterance that are looked at; officials' questions are far shorter."""


@record
class Utterance:
    """What was typed, and the same folded to simplified half-width lower case without needless blanks."""

    original: str
    text: str
    origin: tuple[int, ...]
    """For each character of `text` its position in `original`."""

    def typed(self, start: int, end: int) -> str:
        """What was typed where `text[start:end]` stands."""
        if start >= end:
            return ""
        return self.original[self.origin[start] : self.origin[end - 1] + 1]


def utterance_of(typed: str) -> Utterance:
    """Fold an utterance. Blanks stay only between two ASCII letters or digits, where they separate (2023 2024)."""
    original = printable(typed)[:LONGEST]
    folded = simplify(fold(original)).lower()
    text: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(folded):
        if character.isspace():
            before = text[-1] if text else ""
            after = folded[position + 1 :].lstrip()[:1]
            if not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum()):
                continue
            character = " "
            if before == " ":
                continue
        text.append(character)
        origin.append(position)
    return Utterance(original, "".join(text), tuple(origin))
