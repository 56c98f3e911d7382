"""What widgets tell the screen: each says what the user did, none what is to be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message


@dataclass
class Asked(Message):
    """A question was entered, or one that was offered was chosen."""

    utterance: str


def numbered(utterance: str, offered: Sequence[str]) -> str:
    """What was meant: a number stands for what is offered under it, from 1 on."""
    if utterance.isdecimal() and len(utterance) <= 3 and 0 < int(utterance) <= len(offered):
        return offered[int(utterance) - 1]
    return utterance


@dataclass
class TableChosen(Message):
    """A table was chosen, in the list or as the source of an answer."""

    table: int
    """The store's key of the table."""
    row: int = 0
    """The store's key of the indicator row; 0 for the head."""
    place: str = ""
    """The source's place in words; "" where no place was meant."""


class TableClosed(Message):
    """The table is to be put away."""


class DraftWanted(Message):
    """The draft in hand is to be opened."""


class DraftFrom(Message):
    """A draft is to be begun from the table in view."""


@dataclass
class Told(Message):
    """Something that opening the archive has to say, in Chinese."""

    text: str
