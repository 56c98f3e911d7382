"""Several questions in one sentence: 总额多少、什么时候完成、满意度定多少 are three, and share what the first is about.

No pattern of a question is looked for: the sentence is cut behind whatever asks, at the marks that stand there, and each part is
then understood as if it had been asked after the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention

MOST = 5
"""As many questions as a sentence is cut into."""

_ELSEWHERE = (Kind.EXECUTION, Kind.PERSON, Kind.REASON, Kind.OTHER_DATA)
"""What goal tables do not hold is asked as well, whether or not 多少 stands beside it."""

_ASKING = (Kind.ASK, Kind.UNIT_ASKED, Kind.FIGURE, Kind.LEVEL2, Kind.HEAD, Kind.VERIFY, *_ELSEWHERE)
"""Kinds of words that may ask: 多少, 几人, 占多少, 什么时候, 谁实施, 有没有."""


def parts_of(frame: Frame) -> tuple[str, ...]:
    """The questions of the sentence as they were typed; () where it holds only one."""
    asking = _asking(frame)
    return _typed(frame, clauses_of(frame)) or _typed(frame, _clauses(frame, asking, _between(asking)))


def clauses_of(frame: Frame) -> list[tuple[int, int]]:
    """The stretches of the sentence between its marks that each ask something; [] where there is but one."""
    return _clauses(frame, _asking(frame), _cuts(frame))


def _asking(frame: Frame) -> list[Mention]:
    return [mention for mention in frame.reading.of(*_ASKING) if _asks(mention)]


def _between(asking: Sequence[Mention]) -> Sequence[int]:
    """Cuts for a sentence without marks (几个项目多少钱哪个最大): before whatever asks, but the first.

    哪个项目多少钱 is one question: what asks which thing is meant opens no list of questions; nor does 执行到百分之多少.
    """
    if not asking or asking[0].is_(Kind.ASK, "which", "what") or any(mention.kind in _ELSEWHERE for mention in asking):
        return []
    return [mention.start for mention in asking[1:]]


def _clauses(frame: Frame, asking: Sequence[Mention], at_marks: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches between the cuts, each with something that asks; [] where there is but one."""
    cuts = [0, *at_marks, len(frame.text)]
    clauses: list[tuple[int, int]] = []
    start = 0
    for at, end in pairwise(cuts):
        if not _within(asking, at, end):
            continue  # a clause that asks nothing belongs to the one behind it
        clauses.append((start, end))
        start = end
    if not 2 <= len(clauses) <= MOST:
        return []
    clauses[-1] = (clauses[-1][0], len(frame.text))
    return clauses


def _typed(frame: Frame, clauses: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The clauses as they were typed."""
    typed = (
        frame.reading.utterance.typed(first, last).strip("".join((*cue("trailing"), *cue("between")))) for first, last in clauses
    )
    return tuple(typed)


def asking_apart(frame: Frame) -> bool:
    """Do two of the parts each ask for a row by its unit (订几份、发几期)? One query finds but one of them."""
    cuts = [0, *_cuts(frame), len(frame.text)]
    units = [mention for mention in frame.reading.mentions if _by_unit(mention)]
    return sum(bool(_within(units, at, end)) for at, end in pairwise(cuts)) > 1


def _by_unit(mention: Mention) -> bool:
    """建几个 asks for a number of things as much as 办几期."""
    return mention.kind in (Kind.UNIT_ASKED, Kind.PER_UNIT) or mention.is_(Kind.FIGURE, "count")


def _cuts(frame: Frame) -> Sequence[int]:
    """Where the sentence may be cut: behind a mark, and where a blank was typed."""
    utterance = frame.reading.utterance
    found: list[int] = []
    for at, character in enumerate(frame.text[:-1]):
        gap = utterance.origin[at + 1] - utterance.origin[at] > 1
        if character in cue("between") or gap or character == " ":
            found.append(at + 1)
    inside = [mention for mention in frame.reading.mentions if mention.kind not in (Kind.SPLIT, Kind.FILLER, Kind.UNKNOWN)]
    return [cut for cut in found if not any(mention.start < cut < mention.end for mention in inside)]


def _within(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    return [mention for mention in mentions if start <= mention.start < end]


def _asks(mention: Mention) -> bool:
    return mention.kind in (Kind.VERIFY, *_ELSEWHERE) or says(mention.text, "question_words")
