"""Words and two-character pieces of Chinese text; the only door to jieba.

Words in search mode rank what the full text finds, overlapping pieces guarantee that no substring is lost. jieba runs without its
hidden Markov model, which invents words, and with the dictionary of `dictionary`.
"""

from __future__ import annotations

import sys
import warnings
from functools import lru_cache
from math import log10
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from assistant.chinese.width import fold, squeeze

if TYPE_CHECKING:
    from jieba import Tokenizer

_JIEBA = "0.42.1"
TOKENISER = f"jieba-{_JIEBA} search no-hmm, bigrams, fold 1"
"""What made an index; an index made by another has to be made anew."""


def words(text: str) -> tuple[str, ...]:
    """The words in search mode, longer words with the words inside them; folded, lower case, without blanks and punctuation."""
    return tuple(word for word in _tokenizer().cut_for_search(_lower(fold(text)), HMM=False) if _is_word(word))


def bigrams(text: str) -> tuple[str, ...]:
    """Every two neighbouring characters of the text, folded, in lower case, without blanks; a lone character as it is.

    The pieces of a substring are always neighbours among the pieces of the text.
    """
    plain = squeeze(text).casefold()
    if len(plain) < 2:
        return (plain,) if plain else ()
    return tuple(plain[start : start + 2] for start in range(len(plain) - 1))


def cut(text: str) -> tuple[tuple[str, int, int], ...]:
    """The plain words with the spans where they stand in the text; folded, lower case, without blanks and punctuation."""
    found = []
    start = 0
    for word in _tokenizer().cut(_lower(fold(text)), HMM=False):
        end = start + len(word)
        if _is_word(word):
            found.append((word, start, end))
        start = end
    return tuple(found)


def rarity(word: str) -> float:
    """How rare a word is in the language: 2 for the commonest, about 4 for everyday ones, 8 for one that no dictionary has."""
    tokenizer = _tokenizer()
    frequency = tokenizer.FREQ.get(_lower(fold(word))) or 0.5
    return log10(tokenizer.total / frequency)


def is_noun(word: str) -> bool:
    """Does the word name a thing, as far as the dictionary says? True where it says nothing."""
    from assistant.chinese.dictionary import StoredFrequencies

    frequencies = _tokenizer().FREQ
    return not isinstance(frequencies, StoredFrequencies) or frequencies.is_noun(_lower(fold(word)))


def _lower(text: str) -> str:
    """Lower case of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def _is_word(word: str) -> bool:
    return any(map(str.isalnum, word))


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    """jieba's tokeniser with our dictionary, so that it never loads its own."""
    from assistant.chinese.dictionary import cache_folder, open_dictionary

    _import_lightly()
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = open_dictionary(Path(jieba.__file__).parent / "dict.txt", jieba.__version__, cache_folder())
    tokenizer.initialized = True
    return tokenizer


def _import_lightly() -> None:
    """Imports jieba without what is not needed here: half the time, and no warnings.

    pkg_resources (jieba opens its files without it) costs 80 ms in a virtual environment of Python 3.11, the tables of the
    hidden Markov model 15 to 30.
    """
    if "jieba" in sys.modules:
        return
    stand_ins = {"pkg_resources": None, "jieba.finalseg": ModuleType("jieba.finalseg")}
    absent = [name for name in stand_ins if name not in sys.modules]
    for name in absent:
        sys.modules[name] = stand_ins[name]  # type: ignore[assignment]  # None: an import of it fails
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba  # noqa: F401
    finally:
        for name in absent:
            sys.modules.pop(name, None)
