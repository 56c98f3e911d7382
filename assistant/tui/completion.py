"""What the question line offers while one types: names and whole questions, by their characters or by their pinyin initials."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.chinese.sounds import readings
from assistant.chinese.width import fold

MOST = 6
"""So many are offered at a time."""
_LONGEST = 16
"""So many characters before the caret are looked at."""
_SHORTEST = 2
_COMMON = 40
"""Characters that stand inside more names than these say nothing about which is meant."""
_PARTING = "\n"
_LETTERS = re.compile(r"[a-z]+$")


class Offer(NamedTuple):
    """One thing to take."""

    kind: str
    """project, organisation, field, question or example."""
    text: str
    replaced: int
    """How many characters before the caret it takes the place of."""


class Names:
    """Texts of one kind, found in a few milliseconds however many they are."""

    def __init__(self, kind: str, texts: Iterable[str]) -> None:
        self.kind = kind
        self.texts = tuple(dict.fromkeys(text for text in texts if text and _PARTING not in text))
        joined = _PARTING + _PARTING.join(self.texts) + _PARTING
        self._folded = joined.translate({ord(character): _same_length(character) for character in set(joined)})
        self._initials = self._folded.translate({ord(character): _initial(character) for character in set(self._folded)})
        self._starts: list[int] = []
        at = 1
        for text in self.texts:
            self._starts.append(at)
            at += len(text) + 1

    def beginning(self, typed: str) -> Iterator[str]:
        """The texts that begin with what was typed."""
        return (self._text_at(at + 1) for at in self._places(_PARTING, typed))

    def holding(self, typed: str) -> Iterator[str]:
        """The texts in which it stands anywhere."""
        return (self._text_at(at) for at in self._places("", typed))

    def _places(self, before: str, typed: str) -> Iterator[int]:
        """Where the typed characters stand; a run of letters at their end may be initials."""
        letters = _LETTERS.search(typed)
        head = typed[: letters.start()] if letters else typed
        tail = letters.group() if letters else ""
        searched, wanted = (self._folded, before + head) if head else (self._initials, before + tail)
        at = searched.find(wanted)
        while at >= 0:
            if not head or self._initials.startswith(tail, at + len(wanted)):
                yield at
            at = searched.find(wanted, at + 1)
        if tail and not head:  # the letters themselves
            at = self._folded.find(wanted)
            while at >= 0:
                yield at
                at = self._folded.find(wanted, at + 1)

    def _text_at(self, at: int) -> str:
        return self.texts[bisect_right(self._starts, at) - 1]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that is offered: names take the place of the word being typed, questions that of the whole line."""

    names: tuple[Names, ...] = ()
    questions: tuple[Names, ...] = ()

    def offers(self, typed: str) -> Sequence[Offer]:
        """What fits the text before the caret, best first; () where nothing does."""
        folded = _same_length(typed)
        found: dict[str, Offer] = {}
        if len(folded.strip()) >= _SHORTEST:
            for questions in self.questions:
                for text in questions.beginning(folded.lstrip()):
                    found.setdefault(text, Offer(questions.kind, text, len(typed)))
                    if len(found) >= MOST // 2:
                        break
        for text, kind, replaced in self._named(folded):
            found.setdefault(text, Offer(kind, text, replaced))
            if len(found) >= MOST:
                break
        return tuple(offer for offer in found.values() if _same_length(offer.text) != folded[-offer.replaced :])[:MOST]

    def _named(self, folded: str) -> Iterator[tuple[str, str, int]]:
        """Names for the longest end of the text that begins or stands in any."""
        letters = _LETTERS.search(folded)
        lengths: list[int] = []
        for length in range(max(_SHORTEST, len(letters.group()) if letters else 0), min(len(folded), _LONGEST) + 1):
            if not any(next(names.holding(folded[-length:]), None) for names in self.names):
                break  # what is longer stands nowhere either
            lengths.append(length)
        for anywhere in (False, True):
            for length in reversed(lengths):
                end = folded[-length:]
                found = [
                    (text, names.kind, length)
                    for names in self.names
                    for text in _few(names.holding(end) if anywhere else names.beginning(end), anywhere)
                ]
                if found and end == end.strip():
                    yield from found
                    break


def _few(texts: Iterator[str], anywhere: bool) -> Sequence[str]:
    """As many as are offered; none where characters within names are too common."""
    found: dict[str, None] = {}
    for text in texts:
        found[text] = None
        if len(found) > (_COMMON if anywhere else MOST):
            break
    return () if len(found) > _COMMON else tuple(found)[:MOST]


def _same_length(text: str) -> str:
    """The text with half-width characters in small letters, character for character."""
    if text.isascii():
        return text.lower()
    return "".join(folded if len(folded := fold(character).lower()) == 1 else character for character in text)


def _initial(character: str) -> str:
    return character if character == _PARTING else (readings(character)[0][:1] or character)
