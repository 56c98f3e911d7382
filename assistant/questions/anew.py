"""换个问题, 好的，那再查一个, 先不管这个: a clause that closes what was spoken of, before a question of its own."""

from __future__ import annotations

from dataclasses import replace

from assistant.questions.asides import made_of, words_of
from assistant.questions.context import Context
from assistant.questions.framing import frame_of
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.read import read
from assistant.questions.utterance import Utterance

_MARKS = ",:;。!"
_LONGEST = 24
"""What leads to another question is no longer."""

_POINTS_BACK = (Kind.SINGLE, Kind.SET, Kind.ORDINAL)
"""Kinds of words for what was spoken of before."""
_SETS_APART = ("difference", "ratio", "growth", "compare", "share")


def asked_anew(utterance: Utterance, context: Context) -> tuple[Utterance, Context]:
    """The question behind such a clause and a context without the turns before it, where the question stands by itself.

    另外，它的目标呢 and 对了，去年呢 go on: they are handed back as they were.
    """
    turns = context.conversation.turns
    ends = [at for at, character in enumerate(utterance.text[:_LONGEST]) if character in _MARKS] if turns else []
    end = next((at for at in reversed(ends) if _closes(utterance.text[:at])), 0)
    if not end:
        return utterance, context
    rest = Utterance(utterance.original, utterance.text[end + 1 :], utterance.origin[end + 1 :])
    alone = replace(context, conversation=replace(context.conversation, turns=()))
    return (rest, alone) if rest.text and _stands_alone(rest, alone) else (utterance, context)


def _closes(said: str) -> bool:
    """Are the clauses made of words that lead to something else, one of them unmistakable?"""
    words, clause = words_of("anew"), "".join(character for character in said if character not in _MARKS)
    return clause in words["whole"] or (any(sign in clause for sign in words["signs"]) and made_of(clause, words))


def _stands_alone(rest: Utterance, context: Context) -> bool:
    """Does the question name what it is about, and point at nothing?"""
    reading = read(rest, context)
    if reading.of(*_POINTS_BACK) or rest.text.rstrip("?。").endswith(cue("continues")):
        return False
    frame = frame_of(reading, context)
    pair = len(frame.named) > 1 and not reading.has(Kind.CHANGE, "swap", "only", "narrow", "reverse", "correct")
    if reading.of(Kind.CHANGE) and not (pair or reading.has(Kind.CHANGE, "then", "rest", "fresh")):
        return False
    if len(frame.named) == 1 and reading.has(Kind.FIGURE, *_SETS_APART) and len(frame.years) < 2 and not frame.previous:
        return False  # 另外，和人才工作经费差多少
    of_all = (
        frame.asks_for_projects
        or frame.says("which_group")
        or frame.has(Kind.WHOLE)
        or frame.has(Kind.SUBJECT, "units", "project")
    )
    return bool(frame.named or frame.doubtful or frame.conditions.table or of_all or reading.of(Kind.QUOTED))
