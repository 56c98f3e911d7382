"""The words of questions: every phrase of `prompts/lexicon/` with the kind and the meaning that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from assistant.chinese.width import fold
from assistant.errors import BadWording
from assistant.model.record import record
from assistant.questions.mention import Kind, Mention
from assistant.wording import load_toml, wording

FILES = ("fields", "categories", "comparisons", "operations", "references", "fillers", "outside", "entities")
"""The files of question words, each section a kind of mention (or one named in `_SECTIONS`)."""

_SECTIONS: Mapping[str, Kind] = MappingProxyType(
    {
        "head": Kind.HEAD,
        "row": Kind.ROW,
        "level1": Kind.LEVEL1,
        "level2": Kind.LEVEL2,
        "grade": Kind.GRADE,
        "before": Kind.BEFORE,
        "after": Kind.AFTER,
        "ask": Kind.ASK,
        "figure": Kind.FIGURE,
        "rank": Kind.RANK,
        "verify": Kind.VERIFY,
        "logic": Kind.LOGIC,
        "whole": Kind.WHOLE,
        "subject": Kind.SUBJECT,
        "trend": Kind.TREND,
        "topic": Kind.TOPIC,
        "set": Kind.SET,
        "single": Kind.SINGLE,
        "change": Kind.CHANGE,
        "execution": Kind.EXECUTION,
        "person": Kind.PERSON,
        "reason": Kind.REASON,
        "other_data": Kind.OTHER_DATA,
        "draft": Kind.MAKE,
        "help": Kind.HELP,
        "filler": Kind.FILLER,
        "split": Kind.SPLIT,
    }
)


@record
class Lexicon:
    """All phrases by their first character, longest first."""

    phrases: Mapping[str, tuple[tuple[str, Kind, str], ...]]
    weak: frozenset[str]
    """Words of names that alone point to no project: 项目, 工作经费."""
    topics: frozenset[str]
    """Such of them as a question may be about all the same: 培训."""
    closing: tuple[str, ...]
    """Endings of organisations' names: 局, 委."""
    closing_elsewhere: frozenset[str]
    """Such endings as many other words have too: 所, 部."""
    organisation: Mapping[str, tuple[str, ...]]
    """What stands before or behind organisations and their codes, by what it tells."""
    former_offices: Mapping[str, tuple[str, ...]]
    """What departments were called before they were renamed or are called in passing, without 局; and what their names hold."""
    measure_words: tuple[str, ...]
    """Units that 多少 and 几 are followed by."""
    same_unit: tuple[frozenset[str], ...]
    """Units that mean the same: 人 名 人次."""
    counted_in: Mapping[str, str]
    """Nouns that ask for a number, with its unit: 里程 is counted in 公里."""
    attributes: Mapping[str, tuple[str, ...]]
    """Words that set project attributes apart, with how they are said: 延续 and 延续性."""
    funds: Mapping[str, tuple[str, ...]]
    """Sources of money, with how they are said: 省级 and 省里."""

    @property
    def empty(self) -> frozenset[str]:
        """Words of names that no question is about by themselves: 项目, 资金."""
        return self.weak - self.topics

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every phrase that stands in the text, overlapping ones too."""
        for start, character in enumerate(text):
            for phrase, kind, value in self.phrases.get(character, ()):
                if text.startswith(phrase, start):
                    yield Mention(kind, start, start + len(phrase), phrase, value)

    def holds(self, phrase: str, *kinds: Kind) -> bool:
        """Is this a phrase of the lexicon, of one of these kinds where any are given?"""
        return any(phrase == known and (not kinds or kind in kinds) for known, kind, _ in self.phrases.get(phrase[:1], ()))

    def units_like(self, unit: str) -> tuple[str, ...]:
        """The unit and all that mean the same."""
        for family in self.same_unit:
            if unit in family:
                return tuple(sorted(family))
        return (unit,)


@cache
def phrases_of(kind: Kind, *values: str) -> tuple[str, ...]:
    """The lexicon's phrases of a kind (and of one of these values where any are given), the longest first."""
    entries = (entry for found in lexicon().phrases.values() for entry in found)
    found = {phrase for phrase, of, value in entries if of == kind and (not values or value in values)}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def cue(name: str) -> tuple[str, ...]:
    """The words of one cue of `prompts/lexicon/cues.toml`, whatever section it stands in; BadWording unless there is just one."""
    found = [entries[name] for entries in load_toml("lexicon/cues").values() if name in entries]
    if len(found) != 1 or not isinstance(found[0], list):
        raise BadWording(f"prompts/lexicon/cues.toml 里应有一条“{name}”，现有{len(found)}条。", "请补上，或删去重复的。")
    return tuple(found[0])


def says(text: str, name: str) -> bool:
    """Does a word of the cue stand in the text?"""
    for word in cue(name):  # noqa: SIM110  asked a hundred times of a question: a generator takes twice the time
        if word in text:
            return True
    return False


def without_first(text: str, name: str) -> str:
    """The text without words of the cue at its beginning, each at most once, in their order."""
    for word in cue(name):
        text = text.removeprefix(word)
    return text


@cache
def any_of(*names: str) -> str:
    """The words of the cues as the alternatives of a regular expression, longest first."""
    words = sorted({word for name in names for word in cue(name)}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, words))})"


@cache
def money_words() -> str:
    """The words for a table's money as the alternatives of a regular expression."""
    words = phrases_of(Kind.HEAD, "total", "fiscal", "other")
    return f"(?:{'|'.join(map(re.escape, words))})"


def remark(key: str, /, **slots: object) -> str:
    """What is noted while understanding, in the words of `prompts/questions/remarks.toml`."""
    return wording("questions/remarks")(key, **slots)


@cache
def lexicon() -> Lexicon:
    """The question words, loaded once; BadWording names file and section where one is wrong."""
    phrases: dict[str, list[tuple[str, Kind, str]]] = {}
    for name in FILES:
        for section, entries in load_toml(f"lexicon/{name}").items():
            if section in ("weak", "organisation", "former_office", "unit", "fund", "attribute"):
                continue
            kind = _SECTIONS.get(section)
            if kind is None:
                raise BadWording(f"prompts/lexicon/{name}.toml 的小节“{section}”没有意义。", "请检查小节名。")
            for value, words in entries.items():
                if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
                    raise BadWording(f"prompts/lexicon/{name}.toml 的“{section}.{value}”不是词的列表。", '请写成 ["词", "词"]。')
                for word in words:
                    folded = fold(word).lower()
                    phrases.setdefault(folded[0], []).append((folded, kind, value))
    entities = load_toml("lexicon/entities")
    return Lexicon(
        phrases={first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in phrases.items()},
        weak=frozenset(load_toml("lexicon/fillers")["weak"]["words"]),
        topics=frozenset(load_toml("lexicon/fillers")["weak"]["topics"]),
        closing=tuple(sorted(entities["organisation"]["closing"], key=len, reverse=True)),
        closing_elsewhere=frozenset(entities["organisation"]["closing_elsewhere"]),
        organisation=MappingProxyType({name: tuple(words) for name, words in entities["organisation"].items()}),
        former_offices=MappingProxyType({core: tuple(names) for core, names in entities["former_office"].items()}),
        measure_words=tuple(sorted(entities["unit"]["measure_words"], key=len, reverse=True)),
        attributes={core: tuple(words) for core, words in entities["attribute"].items()},
        funds={source: tuple(words) for source, words in entities["fund"].items()},
        same_unit=tuple(frozenset(family) for family in entities["unit"]["same"]),
        counted_in=MappingProxyType(entities["unit"]["counted_in"]),
    )
