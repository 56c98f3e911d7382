"""Wrong characters that sound right (整志 for 整治, 人材 for 人才): put right where the archive or the lexicon knows the word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from assistant.chinese.sounds import sounds
from assistant.chinese.width import squeeze
from assistant.model.interpretation import Note, Remark
from assistant.questions.context import Context
from assistant.questions.lexicon import lexicon, phrases_of
from assistant.questions.mention import Kind, Mention
from assistant.questions.organisations import organisations_of
from assistant.questions.reading import Reading
from assistant.questions.utterance import Utterance


def respell(reading: Reading, context: Context) -> tuple[Utterance, tuple[Remark, ...]]:
    """The utterance with such characters replaced, and what was replaced.

    Looked at are pairs of neighbouring characters of which one stands nowhere in the archive's or the lexicon's words; a pair is
    read as a known pair that sounds the same and shares a character with it, where that completes a longer known word.
    """
    text = reading.text
    doubtful = (*reading.of(Kind.UNKNOWN), *_within_a_name(reading))
    suspects = sorted({at for mention in doubtful for at in range(mention.start, mention.end)})
    strange = [mention for mention in reading.of(Kind.ORGANISATION) if mention.value == ()]
    if not suspects and not strange:
        return reading.utterance, ()
    loose = {at for mention in reading.mentions if _is_loose(mention) for at in range(mention.start, mention.end)}
    known = _pairs_of_archive(text, context)
    changed = list(text)
    remarks: list[Remark] = []
    done: set[int] = set()
    for at in suspects:
        for left in (at, at - 1):
            if left < 0 or left + 1 >= len(text) or left in done or left + 1 in done:
                continue
            word = _meant(text, left, known, loose, context)
            if word is not None:
                remarks.append(Remark(Note.CORRECTED, f"{text[left : left + 2]}→{word}"))
                changed[left : left + 2] = word
                done.update((left, left + 1))
                break
    explained = done | {at for at in suspects for left in (at, at - 1) if _alike(text, left, known, loose)}
    if any(_leaves_a_stranger(mention, done, explained, context) for mention in reading.of(Kind.UNKNOWN)):
        changed, remarks = list(text), []  # 人才公寓: a word that is not known is none that is written wrongly
    for start, meant in _fields_meant(text, suspects) if not remarks else ():
        remarks.append(Remark(Note.CORRECTED, f"{text[start : start + len(meant)]}→{meant}"))
        changed[start : start + len(meant)] = meant
    offices = sorted({*suspects, *(at for mention in strange for at in range(mention.start, mention.end))})
    for start, meant in _offices_meant(text, offices, context) if not remarks else ():
        remarks.append(Remark(Note.CORRECTED, f"{text[start : start + len(meant)]}→{meant}"))
        changed[start : start + len(meant)] = meant
    if not remarks:
        return reading.utterance, ()
    return replace(reading.utterance, text="".join(changed)), tuple(remarks)


def _fields_meant(text: str, suspects: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Where the name of a field has one wrong character (财政拔款, 年度总休目标), and the right one; the longest name first."""
    names = _names_but_one()
    for length in _lengths_of_names() if suspects else ():
        for at in suspects:
            for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
                typed = text[start : start + length]
                phrase = names.get(_but_one(typed, at - start))
                if phrase is not None and phrase != typed and not _names_whole(typed):
                    yield start, phrase
                    return


def _names_whole(typed: str) -> bool:
    """财政拨款外还有, 实施单位为: does a whole name stand there, before or behind a word of its own?"""
    return any(word in _names() for word in (typed[:-1], typed[1:]))


@cache
def _names() -> frozenset[str]:
    """Names of fields and categories."""
    return frozenset(phrase for kind in (Kind.HEAD, Kind.LEVEL1, Kind.LEVEL2, Kind.ROW) for phrase in phrases_of(kind))


def _but_one(word: str, at: int) -> str:
    """The word with a blank in the place of one character."""
    return f"{word[:at]} {word[at + 1 :]}"


@cache
def _names_but_one() -> Mapping[str, str]:
    """Names of fields and categories of four characters or more, by all that they are but for one character."""
    kinds = (Kind.HEAD, Kind.LEVEL1, Kind.LEVEL2, Kind.ROW)
    names = sorted({phrase for kind in kinds for phrase in phrases_of(kind) if len(phrase) >= _SURE}, reverse=True)
    return {_but_one(name, at): name for name in names for at in range(len(name))}


@cache
def _lengths_of_names() -> tuple[int, ...]:
    """How long such names are, the longest first."""
    return tuple(sorted({len(but_one) for but_one in _names_but_one()}, reverse=True))


_SURE = 4
"""Of a name of so many characters one may be wrong."""


_LONGEST_OFFICE = 6
"""Characters of a department's or unit's short form that may be written wrongly."""


def _offices_meant(text: str, suspects: Sequence[int], context: Context) -> Iterator[tuple[int, str]]:
    """Where the short form of a department or unit is written wrongly (卫建局, 水务句), and the right one; one at most."""
    known = organisations_of(context.knowledge)
    for length in range(_LONGEST_OFFICE, 2, -1):
        for start in range(max(0, suspects[0] - length + 1), min(suspects[-1], len(text) - length) + 1):
            if not any(start <= at < start + length for at in suspects):
                continue
            meant = known.sounding(text[start : start + length])
            if meant and known.fitting(meant):
                yield start, meant
                return


def _meant(text: str, left: int, known: frozenset[str], loose: set[int], context: Context) -> str | None:
    """The known pair that is meant by the two characters from `left` on; None where none sounds like them."""
    alike = _alike(text, left, known, loose)
    word = max(alike, key=lambda word: (_extends(text, left, word, context), word), default=None)
    return word if word is not None and _extends(text, left, word, context) else None


def _alike(text: str, left: int, known: frozenset[str], loose: set[int]) -> list[str]:
    """The known pairs that sound like the two characters from `left` on and share one of them."""
    pair = text[left : left + 2]
    if left < 0 or len(pair) < 2 or pair.isascii():
        return []
    sharing = {word for word in known if word[0] == pair[0] or word[1] == pair[1]}
    sharing |= {word for at in (0, 1) for word in _words_by_character().get((at, pair[at]), ())}
    return [
        word
        for word in sharing
        if word != pair
        and ((word[0] == pair[0] and left + 1 in loose) or (word[1] == pair[1] and left in loose))
        and sounds(word) == sounds(pair)
    ]


def _leaves_a_stranger(mention: Mention, done: set[int], explained: set[int], context: Context) -> bool:
    """Of characters side by side, was one put right, and is another in no name and no word that sounds so (人才公寓)?"""
    for run in re.finditer("[\u4e00-\u9fff]+", mention.text):
        places = range(mention.start + run.start(), mention.start + run.end())
        left = [mention.text[at - mention.start] for at in places if at not in explained]
        if done.intersection(places) and any(not context.knowledge.occurs(one) for one in left):
            return True
    return False


def _is_loose(mention: Mention) -> bool:
    return mention.kind == Kind.UNKNOWN or (mention.kind in (Kind.FILLER, Kind.LOGIC) and len(mention.text) == 1)


def _within_a_name(reading: Reading) -> Iterator[Mention]:
    """社区未民服务资金: a word of one character that denies, between two pieces of names."""
    for before, mention, after in zip(reading.mentions, reading.mentions[1:], reading.mentions[2:], strict=False):
        if mention.kind == Kind.LOGIC and len(mention.text) == 1 and before.kind == after.kind == Kind.PIECE:
            yield mention


def _extends(text: str, left: int, word: str, context: Context) -> int:
    """How many characters of a known word the replaced pair completes with its neighbours; 0 where it completes none."""
    longest = 0
    candidate = text[:left] + word + text[left + 2 :]
    for start in range(max(0, left - 4), left + 1):
        for end in range(left + 2, min(len(candidate), left + 7) + 1):
            if end - start >= 3 and end - start > longest and _is_known(candidate[start:end], context):
                longest = end - start
    return longest


def _is_known(word: str, context: Context) -> bool:
    return context.knowledge.occurs(word) or context.lexicon.holds(word)


@cache
def _words_by_character() -> Mapping[tuple[int, str], frozenset[str]]:
    """The neighbouring characters of the question words, by either of them: its place (0, 1) and the character."""
    entries = (entry for found in lexicon().phrases.values() for entry in found)
    by_character: dict[tuple[int, str], set[str]] = {}
    for pair in _pairs(phrase for phrase, kind, _ in entries if kind != Kind.FILLER):
        for at in (0, 1):
            by_character.setdefault((at, pair[at]), set()).add(pair)
    return {key: frozenset(pairs) for key, pairs in by_character.items()}


def _pairs_of_archive(text: str, context: Context) -> frozenset[str]:
    """The neighbouring characters of the names and rows that share something with the text."""
    knowledge = context.knowledge
    names = (squeeze(project.name).lower() for project in knowledge.projects_like(text))
    return _pairs(names) | _pairs(squeeze(name).lower() for name in knowledge.row_names_like(text))


def _pairs(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1) if not word[at : at + 2].isascii())
