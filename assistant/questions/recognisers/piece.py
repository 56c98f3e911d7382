"""Pieces: characters of the utterance that stand so in the archive, as long as they come."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.chinese.width import squeeze
from assistant.questions.context import Context
from assistant.questions.lexicon import cue
from assistant.questions.mention import WHOLE, Kind, Mention

_STOPS = " ?!。"


def piece(text: str, context: Context) -> Iterable[Mention]:
    """For each position the longest run of two or more characters that stands in a name, goal or indicator.

    Shorter runs from the same position come too, so that a lexicon word behind them can win its place.
    """
    knowledge = context.knowledge
    occurs = knowledge.occurs
    whole = {squeeze(project.name).lower() for project in knowledge.projects_like(text)}
    whole |= {squeeze(name).lower() for name in knowledge.row_names_like(text)}
    known = "\n".join(whole)
    for name in whole:
        start = text.find(name) if len(name) >= 4 else -1
        while start >= 0:
            yield Mention(Kind.PIECE, start, start + len(name), name, WHOLE)
            start = text.find(name, start + 1)
    reach = 0
    opening = max((len(word) for word in cue("openings") if text.startswith(word)), default=0)
    first = "".join((*cue("piece_edges"), *cue("no_piece_start")))
    last = "".join((*cue("piece_edges"), *cue("no_piece_end")))
    for start in range(opening, len(text) - 1):  # 请问高于平均数的: no 问高 of 慰问高层次人才
        if not text[start].isalnum() or text[start] in first:
            continue
        end = start + 2
        # up to `reach` a longer run stands so, which began before: this one is part of it
        while (
            end <= len(text)
            and text[end - 1] not in _STOPS
            and (end <= reach or (run := text[start:end]) in known or occurs(run))
        ):
            if text[end - 1].isalnum() and text[end - 1] not in last:
                yield Mention(Kind.PIECE, start, end, text[start:end])
            end += 1
        reach = max(reach, end - 1)
