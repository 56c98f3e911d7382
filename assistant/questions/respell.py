"""Wrong characters that sound right (整志 for 整治, 人材 for 人才): put right where the archive or the lexicon knows the word."""

from __future__ import annotations

from dataclasses import replace

from assistant.chinese.sounds import sounds
from assistant.chinese.width import squeeze
from assistant.model.interpretation import Note, Remark
from assistant.questions.context import Context
from assistant.questions.mention import Kind, Mention
from assistant.questions.reading import Reading
from assistant.questions.utterance import Utterance

_WEAK = (Kind.UNKNOWN, Kind.FILLER)


def respell(reading: Reading, context: Context) -> tuple[Utterance, tuple[Remark, ...]]:
    """The utterance with such characters replaced, and what was replaced.

    Looked at are pairs of neighbouring characters of which one stands nowhere in the archive's or the lexicon's words; a pair is
    read as a known pair that sounds the same and shares a character with it.
    """
    text = reading.text
    suspects = sorted({at for mention in reading.of(Kind.UNKNOWN) for at in range(mention.start, mention.end)})
    if not suspects:
        return reading.utterance, ()
    loose = {at for mention in reading.mentions if _is_loose(mention) for at in range(mention.start, mention.end)}
    pairs = _pairs_by_sound(text, context)
    changed = list(text)
    remarks: list[Remark] = []
    done: set[int] = set()
    for at in suspects:
        for left in (at - 1, at):
            if left < 0 or left + 1 >= len(text) or left in done or left + 1 in done:
                continue
            pair = text[left : left + 2]
            known = [word for word in pairs.get(tuple(sounds(pair)), ()) if word != pair and (word[0] == pair[0] or word[1] == pair[1])]
            fitting = [word for word in known if (word[0] == pair[0] and left + 1 in loose) or (word[1] == pair[1] and left in loose)]
            word = max(fitting, key=lambda word: _extends(text, left, word, context), default=None)
            if word is not None and _extends(text, left, word, context):
                changed[left : left + 2] = word
                done.update((left, left + 1))
                remarks.append(Remark(Note.CORRECTED, f"{pair}→{word}"))
                break
    if not remarks:
        return reading.utterance, ()
    return replace(reading.utterance, text="".join(changed)), tuple(remarks)


def _is_loose(mention: Mention) -> bool:
    return mention.kind == Kind.UNKNOWN or (mention.kind == Kind.FILLER and len(mention.text) == 1)


def _extends(text: str, left: int, word: str, context: Context) -> int:
    """How many characters of a known word the replaced pair completes with its neighbours; 0 where it stands alone among strangers."""
    longest = 0
    candidate = text[:left] + word + text[left + 2 :]
    for start in range(max(0, left - 4), left + 1):
        for end in range(left + 2, min(len(candidate), left + 7) + 1):
            if end - start >= 3 and end - start > longest and (context.knowledge.occurs(candidate[start:end]) or _in_lexicon(candidate[start:end], context)):
                longest = end - start
    return longest


def _in_lexicon(word: str, context: Context) -> bool:
    return any(phrase == word for phrase, _, _ in context.lexicon.phrases.get(word[0], ()))


def _pairs_by_sound(text: str, context: Context) -> dict[tuple[str, ...], set[str]]:
    """Neighbouring characters of the names, rows and question words that may be meant, by their sounds."""
    words = {squeeze(project.name).lower() for project in context.knowledge.projects_like(text)}
    words |= {squeeze(row.level3).lower() for row in context.knowledge.rows_like(text)}
    words |= {phrase for entries in context.lexicon.phrases.values() for phrase, kind, _ in entries if len(phrase) > 1 and kind != Kind.FILLER}
    pairs: dict[tuple[str, ...], set[str]] = {}
    for word in words:
        for at in range(len(word) - 1):
            pair = word[at : at + 2]
            if pair.isascii():
                continue
            pairs.setdefault(tuple(sounds(pair)), set()).add(pair)
    return pairs
