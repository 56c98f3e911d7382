"""What an utterance says before it is taken apart: what was taken back is left out, and a forgotten comma stands."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from assistant.questions.drafts.rows import quantities_in
from assistant.questions.drafts.words import any_word, bare, without, words
from assistant.questions.utterance import utterance_of


def corrected(typed: str) -> str:
    """95%不对改成96%, 改成40万再改成30万: what was said first and taken back is left out."""
    utterance = utterance_of(typed)
    text = utterance.text
    found = quantities_in(text)
    for first, second in pairwise(found):
        between = "".join(character for character in text[first.end : second.start] if character.isalnum())
        taken_back = any(word in between for word in words("words", "corrects"))
        rest = without(without(between, words("words", "corrects")), words("verb", "set"))
        if taken_back and not bare(rest):
            return corrected(utterance.typed(0, first.start) + utterance.typed(second.start, len(text)))
    return typed


def without_refusal(typed: str) -> str:
    """不对，只删生态效益的: what corrects the step before begins the sentence and is no part of the change."""
    for word in words("words", "corrects"):
        if typed.startswith(word) and typed[len(word) :][:1] in (",", "，", "。"):
            return _without_only(typed[len(word) + 1 :])
    return typed


def _without_only(typed: str) -> str:
    return next((typed.removeprefix(word) for word in words("words", "only") if typed.startswith(word)), typed)


@cache
def _one() -> re.Pattern[str]:
    """一人500 means 每人500."""
    return re.compile(rf"(?<![第\d])一个?({any_word('row', 'each_of')})(?=\d)")


def spaced(typed: str) -> str:
    """财政拨款30万自筹10万 with a comma between: a head cell's word behind an amount begins another change."""
    typed = _one().sub(words("row", "each")[0] + r"\1", typed)
    utterance = utterance_of(typed)
    text, found = utterance.text, quantities_in(utterance.text)
    cells = [word for key in ("fiscal", "other", "fund", "total") for word in words("cell", key) if len(word) > 1]
    for one in reversed(found[:-1]):
        if text[one.end :].startswith(tuple(cells)) and bare(text[: one.start]):
            typed = utterance.typed(0, one.end) + "，" + utterance.typed(one.end, len(text))
            return spaced(typed)
    return typed
