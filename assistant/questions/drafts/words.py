"""The words of work on a draft, folded as utterances are: `prompts/lexicon/drafting.toml`.

Those of wishes for a new table (section `make`) stand in `wishes.toml`: every utterance is held against them, so they are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.width import fold
from assistant.errors import BadWording
from assistant.wording import load_toml, wording

_WISHES = "make"
"""The section with a file of its own."""


def _file(section: str) -> str:
    return "lexicon/wishes" if section == _WISHES else "lexicon/drafting"


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """The words of one entry, longest first; BadWording where there is none of that name."""
    found = load_toml(_file(section)).get(section, {}).get(key)
    if not isinstance(found, list):
        raise BadWording(f"prompts/{_file(section)}.toml 里没有“{section}.{key}”。", "请补上这一条。")
    return tuple(sorted((fold(word).lower() for word in found), key=len, reverse=True))


@cache
def keys(section: str) -> tuple[str, ...]:
    """The names of a section's entries, in their order."""
    return tuple(load_toml(_file(section)).get(section, {}))


def has(text: str, section: str, key: str) -> bool:
    """Does a word of the entry stand in the text?"""
    return any(word in text for word in words(section, key))


def first_of(text: str, section: str, key: str) -> str:
    """The longest word of the entry that stands in the text; "" where none does."""
    return next((word for word in words(section, key) if word in text), "")


def without(text: str, found: Iterable[str]) -> str:
    """The text with every one of these words taken out, longest first."""
    for word in sorted(found, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def particles(key: str = "closing") -> str:
    """The characters of an entry of [words] that end a sentence without meaning (吧, 了), to be stripped."""
    return "".join(words("words", key))


def choice_text(key: str, /, **slots: object) -> str:
    """How one of several choices is offered (`prompts/questions/choices.toml`)."""
    return wording("questions/choices")(key, **slots)


@cache
def any_word(section: str, key: str) -> str:
    """The words of an entry as a pattern, longest first."""
    return "(?:" + "|".join(map(re.escape, words(section, key))) + ")"


@cache
def bare(text: str) -> str:
    """A text without punctuation, and without polite words at its ends."""
    text = "".join(character for character in text if character.isalnum())
    changed = True
    while changed and text:
        changed = False
        for word in words("words", "polite"):
            if text.startswith(word):
                text, changed = text[len(word) :], True
            if text.endswith(word):
                text, changed = text[: -len(word)], True
    return text


def trimmed(text: str, before: str = "", after: str = "") -> str:
    """The text without words of these entries of [words] at its beginning and its end."""
    changed = True
    while changed:
        changed = False
        for word in words("words", before) if before else ():
            if text.startswith(word) and text != word:
                text, changed = text[len(word) :], True
        for word in words("words", after) if after else ():
            if text.endswith(word):
                text, changed = text[: -len(word)], True
    return text
