"""Asides: a clause that only tells how the question came up (刚接手不太熟, 领导在问, 不要别的), before or after the question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from assistant.model.knowledge import Knowledge
from assistant.questions.lexicon import cue
from assistant.questions.utterance import Utterance
from assistant.wording import load_toml

_MARKS = " ,.:;!?。、—-~…"
_LONGEST = 20
"""A longer clause says more than how the question came up."""


def without_asides(utterance: Utterance, knowledge: Knowledge) -> Utterance:
    """The utterance without each clause that holds nothing but words about the speaker's situation, and the mark behind it.

    A clause that stands so in the archive is none; nor are all clauses.
    """
    text = utterance.text
    clauses = [found for found in _clause().finditer(text) if found["said"]]
    asides = [found for found in clauses if _is_aside(found["said"]) and not knowledge.occurs(found["said"])]
    if not asides or len(asides) == len(clauses):
        return utterance
    kept = [at for at in range(len(text)) if not any(found.start() <= at < found.end() for found in asides)]
    rest = "".join(text[at] for at in kept).rstrip(_MARKS)
    return Utterance(utterance.original, rest, tuple(utterance.origin[at] for at in kept[: len(rest)]))


@cache
def _clause() -> re.Pattern[str]:
    """What stands between marks, and the marks behind it."""
    marks = re.escape(_MARKS)
    return re.compile(rf"(?P<said>[^{marks}]+)[{marks}]*")


def _is_aside(clause: str) -> bool:
    """Is it one of the whole phrases, or made of such words alone, more than one and one of them unmistakable?"""
    words = words_of("aside")
    if clause.rstrip("".join(cue("trailing"))) in words["whole"]:
        return True
    if len(clause) > _LONGEST or clause in words["signs"] or not any(sign in clause for sign in words["signs"]):
        return False
    return made_of(clause, words)


def made_of(clause: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Do the words, by their first characters, make up the whole clause?"""
    ends = {0}
    for start in range(len(clause)):
        if start in ends:
            ends.update(start + len(word) for word in words.get(clause[start], ()) if clause.startswith(word, start))
    return len(clause) in ends


@cache
def words_of(section: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a section of `prompts/lexicon/asides.toml` by what they are, and all of them by their first character."""
    entries = load_toml("lexicon/asides")[section]
    words: defaultdict[str, tuple[str, ...]] = defaultdict(tuple, {name: tuple(entries[name]) for name in ("whole", "signs")})
    for word in dict.fromkeys((*entries["whole"], *entries["signs"], *entries["words"])):
        words[word[0]] += (word,)
    return words
