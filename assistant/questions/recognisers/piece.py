"""Pieces: characters of the utterance that stand so in the archive, as long as they come."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.questions.context import Context
from assistant.questions.mention import Kind, Mention


def piece(text: str, context: Context) -> Iterable[Mention]:
    """For each position the longest run of two or more characters that stands in a name, goal or indicator.

    Shorter runs from the same position come too, so that a lexicon word behind them can win its place.
    """
    occurs = context.knowledge.occurs
    for start in range(len(text) - 1):
        end = start + 2
        while end <= len(text) and text[end - 1] not in " ?!。" and occurs(text[start:end]):
            yield Mention(Kind.PIECE, start, end, text[start:end])
            end += 1
