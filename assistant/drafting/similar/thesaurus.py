"""The domain thesaurus (同义词表): which ways of saying mean the same thing, read from `prompts/lexicon/thesaurus.toml`.

A concept has a name, a facet (what is done, for whom, where, how, how the money is given) and any number of phrases. In a text
the longest phrase wins: 老年大学 is no 大学. A phrase with … in it may have up to ten characters of the same clause in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from assistant.chinese.width import fold
from assistant.errors import BadWording
from assistant.model.record import record
from assistant.wording import load_toml

FILE = "lexicon/thesaurus"
_GAP = "…"
_BETWEEN = r"[^,，。.;；!！?？、\n]{0,10}?"


class Facet(StrEnum):
    """What a concept says of a project; the tables of the lexicon's file."""

    SUBJECT = "subject"
    """What is done or kept, by trade: 校舍, 党员教育, 排水管网."""
    PEOPLE = "people"
    """For whom: 村党组织书记, 学生."""
    PLACE = "place"
    """On which level, where: 村, 社区."""
    ACTIVITY = "activity"
    """How it is done: 培训, 购置, 维修."""
    GIVING = "giving"
    """How the money is given: 按月发给个人, 按项目奖补."""


TOPICAL = frozenset({Facet.SUBJECT, Facet.PEOPLE})
"""The facets that say what a project is about."""


@record
class Concept:
    """One thing, whatever it is called."""

    name: str
    facet: Facet
    trade: str = ""
    """The trade (行业) of a subject or of people: 教育; for a way of giving, the group of like ways: 发给个人; else ""."""


@record
class Mention:
    """Where a text speaks of a concept."""

    concept: Concept
    start: int
    end: int


@record
class _Gapped:
    """A phrase of two parts with something between."""

    head: str
    pattern: re.Pattern[str]
    concept: Concept


class Thesaurus:
    """All concepts with their phrases. `texts` given to it are folded by itself; spans are those of the text."""

    def __init__(
        self,
        phrases: Mapping[str, Concept],
        broader: Mapping[str, tuple[str, ...]],
        empty: Iterable[str],
    ) -> None:
        self.concepts: Mapping[str, Concept] = {concept.name: concept for concept in phrases.values()}
        self.broader = broader
        """For a concept's name, the names of what it is a part or a kind of."""
        kinds: dict[str, list[str]] = {}
        for name, wider in broader.items():
            for whole in wider:
                kinds.setdefault(whole, []).append(name)
        self._kinds = kinds
        self.empty = frozenset(empty)
        """Words that say nothing about what a project does."""
        self._ways: dict[str, list[str]] = {}
        self._beginnings: dict[str, list[tuple[str, Concept]]] = {}
        self._gapped: dict[str, list[_Gapped]] = {}
        for phrase, concept in phrases.items():
            self._ways.setdefault(concept.name, []).append(phrase)
        for phrase, concept in sorted(phrases.items(), key=lambda item: -len(item[0])):
            if _GAP in phrase:
                pieces = phrase.split(_GAP)
                pattern = re.compile(_BETWEEN.join(f"({re.escape(piece)})" for piece in pieces))
                self._gapped.setdefault(pieces[0][:2], []).append(_Gapped(pieces[0], pattern, concept))
            else:
                self._beginnings.setdefault(phrase[:2], []).append((phrase, concept))
        self._keys = frozenset(self._beginnings) | frozenset(self._gapped)

    def kinds(self, name: str) -> tuple[str, ...]:
        """The names of the parts and kinds of a concept."""
        return tuple(self._kinds.get(name, ()))

    def ways(self, name: str) -> tuple[str, ...]:
        """The phrases of a concept in one piece, in the order of the lexicon."""
        return tuple(phrase for phrase in self._ways.get(name, ()) if _GAP not in phrase)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every concept that the text speaks of, from left to right; a phrase inside a longer one does not count."""
        plain = fold(text).lower()
        keys = self._keys
        found: list[Mention] = []
        gapped: dict[str, None] = {}
        reach = 0
        for start, first in enumerate(plain):
            pair = plain[start : start + 2]
            if pair not in keys and first not in keys:
                continue
            longest = self._longest_at(plain, start, pair)
            if longest is not None and start + len(longest[0]) > reach:
                reach = start + len(longest[0])
                found.append(Mention(longest[1], start, reach))
            for key in (pair, first):
                if key in self._gapped:
                    gapped[key] = None
        inside = bytearray(len(plain))
        for mention in found:
            inside[mention.start + 1 : mention.end] = b"\1" * (mention.end - mention.start - 1)
        for key in gapped:
            for phrase in self._gapped[key]:
                if phrase.head in plain:
                    found += self._spans(phrase, plain, inside)
        return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))

    def _longest_at(self, plain: str, start: int, pair: str) -> tuple[str, Concept] | None:
        """The longest phrase that begins there; None where none does."""
        for beginning in (pair, pair[:1]):
            for entry in self._beginnings.get(beginning, ()):
                if plain.startswith(entry[0], start):
                    return entry
        return None

    @staticmethod
    def _spans(gapped: _Gapped, plain: str, inside: bytearray) -> Iterable[Mention]:
        """Where the parts of a phrase stand; none where its first part is the end of a longer phrase (干部 of 村干部)."""
        for match in gapped.pattern.finditer(plain):
            if not inside[match.start()]:
                for group in range(1, match.re.groups + 1):
                    yield Mention(gapped.concept, match.start(group), match.end(group))


@cache
def thesaurus() -> Thesaurus:
    """The thesaurus of `prompts/`; BadWording where a phrase means two things or a name is unknown."""
    data = load_toml(FILE)
    phrases: dict[str, Concept] = {}
    for facet in Facet:
        for name, value in data[facet.value].items():
            entries = {"": {name: value}} if isinstance(value, list) else {name: value}
            for trade, concepts in entries.items():
                for concept_name, said in concepts.items():
                    _add(phrases, Concept(concept_name, facet, trade), said)
    names = {concept.name for concept in phrases.values()}
    broader = {name: tuple(wider) for name, wider in data["broader"].items()}
    unknown = {name for entry in broader.items() for name in (entry[0], *entry[1])} - names
    if unknown:
        raise BadWording(f"prompts/{FILE}.toml 的 broader 里有不认识的概念：{'、'.join(sorted(unknown))}。", "请检查叫法。")
    return Thesaurus(phrases, broader, data["empty"]["words"])


def _add(phrases: dict[str, Concept], concept: Concept, said: Iterable[str]) -> None:
    for phrase in dict.fromkeys((concept.name, *said)):
        plain = fold(phrase).lower()
        other = phrases.setdefault(plain, concept)
        if other.name != concept.name:
            message = f"prompts/{FILE}.toml 里“{phrase}”既是“{other.name}”又是“{concept.name}”。"
            raise BadWording(message, "一个说法只能归一个概念。")
