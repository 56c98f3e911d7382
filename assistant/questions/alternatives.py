"""Conditions of which one is enough (没设成本指标或者超过100万的, 要么…要么…, 至少占一条的): where each stands."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.record import record
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention
from assistant.questions.reading import Reading

_CONDITIONS = (
    Kind.QUANTITY,
    Kind.LEVEL1,
    Kind.LEVEL2,
    Kind.ORGANISATION,
    Kind.CODE,
    Kind.ATTRIBUTE,
    Kind.FUND,
    Kind.QUOTED,
)
"""Kinds of words that a condition is made of."""
_ENDS = (Kind.ASK, Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.SET, Kind.SINGLE)
"""Kinds of words that no alternative goes beyond: what is asked follows."""


@record
class Alternatives:
    """The mentions of two conditions of which one is enough, and those of the rest of the utterance."""

    first: tuple[Mention, ...]
    second: tuple[Mention, ...]
    rest: tuple[Mention, ...]


def alternatives_of(reading: Reading) -> Alternatives | None:
    """Where two conditions are joined by a word for or; None where there is none, or they are two numbers of one thing."""
    words = reading.of(Kind.LOGIC)
    words = tuple(word for word in words if word.value == "or")
    if not words or len(words) > _MOST:
        return None
    cuts = _trailing(reading, words) if words[-1].text.startswith(cue("one_is_enough")) else ((words[-1].start, words[-1].end),)
    for before, behind in cuts:
        found = _cut(reading, words, before, behind)
        if found is not None and _differ(found):
            return found
    return None


_MOST = 2
"""Words for or: 要么 stands before each of the two."""


def _trailing(reading: Reading, words: Sequence[Mention]) -> tuple[tuple[int, int], ...]:
    """The marks before …至少占一条 at which the two may be cut."""
    return tuple((mark.start, mark.end) for mark in reading.of(Kind.SPLIT) if mark.end <= words[-1].start)


def _cut(reading: Reading, words: Sequence[Mention], before: int, behind: int) -> Alternatives | None:
    start = words[0].end if words[0].end <= before else 0
    attributes = {one.start for one in reading.of(Kind.ATTRIBUTE)}  # 项目属性是…的 begins with no project
    nouns = [one.start for one in reading.of(Kind.SUBJECT) if one.value == "project" and one.end not in attributes]
    ends = [one for one in (*nouns, *(mention.start for mention in reading.of(*_ENDS))) if one >= behind]
    end = min((*ends, *(word.start for word in words if word.start >= behind)), default=len(reading.text))
    first = [one for one in reading.mentions if start <= one.start and one.end <= before and one.kind != Kind.YEAR]
    second = [one for one in reading.mentions if behind <= one.start and one.end <= end and one.kind != Kind.YEAR]
    asked = [at for at, one in enumerate(first) if one.kind in _ENDS or one.is_(Kind.SUBJECT, "project") or _opens(one)]
    first = first[asked[-1] + 1 :] if asked else first
    scope = [one for one in first if one.kind in (Kind.ORGANISATION, Kind.CODE)]
    if scope and any(_conditional(one) and one not in scope for one in first):
        first = [one for one in first if one not in scope]  # 县公安局超过400万或者…的: of that bureau are both
    if not (any(map(_conditional, first)) and any(map(_conditional, second))):
        return None
    inside = {one.start for one in (*first, *second, *words)}
    return Alternatives(tuple(first), tuple(second), tuple(one for one in reading.mentions if one.start not in inside))


def _opens(mention: Mention) -> bool:
    """Does a clause of its own end here?"""
    return mention.kind == Kind.SPLIT and mention.text in cue("clause_marks")


def _conditional(mention: Mention) -> bool:
    return mention.kind in _CONDITIONS or mention.is_(Kind.HEAD, "other", "fiscal")


def _differ(found: Alternatives) -> bool:
    """Are they of different kinds? Two bounds of one number are put together elsewhere."""
    kinds = [{one.kind for one in side if _conditional(one)} for side in (found.first, found.second)]
    kinds = [kind - {Kind.HEAD, Kind.FUND} if Kind.QUANTITY in kind else kind for kind in kinds]
    denied = [any(one.is_(Kind.LOGIC, "not") for one in side) for side in (found.first, found.second)]
    return (kinds[0] != kinds[1] or denied[0] != denied[1]) and not all(kind == {Kind.ORGANISATION} for kind in kinds)
