"""Full text: every substring of every cell, and words for ranking.

The index knows wordings (`texts`), not cells. A phrase of bigrams in it is exactly a substring of the wording's `key`, so nothing
needs to be checked afterwards; measured on 219,000 wordings (100,000 tables) a phrase takes 0.05 to 5 ms, a scan 40 to 80 ms.
FTS5's `detail=full` is needed twice over: without it bigrams make no phrase (finding, then checking, took up to 70 ms), and words
no rank. It costs 39 MB there against 16.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from typing import Protocol

from assistant.store.schema import text_key

CONTAINING_CELLS = "SELECT rowid FROM cells_index WHERE cells_index MATCH {}"
"""The wordings of cells that meet an expression of the full text; takes the parameter's name."""


class Tokens:
    """The functions that the triggers and views of the schema call on a writing connection.

    SQLite turns whatever they raise, also an interruption by the user, into an error of its own; `take_failure` says what it was.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._failure: BaseException | None = None
        for name, make in (("jixiao_words", _words_text), ("jixiao_bigrams", _bigrams_text)):
            connection.create_function(name, 1, self._keeping_failures(make), deterministic=True)

    def take_failure(self) -> BaseException | None:
        """What a function raised since this was last asked; None where nothing."""
        failure, self._failure = self._failure, None
        return failure

    def _keeping_failures(self, make: Callable[[str], str]) -> Callable[[str], str]:
        def tokens(text: str) -> str:
            try:
                return make(text)
            except BaseException as failure:
                self._failure = failure
                raise

        return tokens


def _words_text(text: str) -> str:
    from assistant.chinese.segment import words

    return " ".join(words(text))


def _bigrams_text(text: str) -> str:
    """The bigrams and the last character alone, so that the first characters of the tokens are all characters of the text."""
    from assistant.chinese.segment import bigrams

    pieces = bigrams(text)
    return " ".join((*pieces, pieces[-1][1]) if pieces and len(pieces[-1]) == 2 else pieces)


def substring_expression(text: str) -> str:
    """The expression that finds the wordings which hold the text, blanks, width and case aside; the text must not be blank."""
    key = text_key(text)
    if len(key) == 1:
        return f"bigrams : {_quoted(key)} *"
    return f"bigrams : {_quoted(' '.join(key[start : start + 2] for start in range(len(key) - 1)))}"


def words_expression(words: Iterable[str]) -> str:
    """The expression that finds the wordings in which any of the words stands."""
    return f"words : ({' OR '.join(map(_quoted, words))})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the index was made by the tokeniser of this program; if not, it must not be relied on."""
    from assistant.chinese.segment import TOKENISER

    row = connection.execute("SELECT value FROM settings WHERE name = 'tokeniser'").fetchone()
    return row is not None and row[0] == TOKENISER


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Make the index anew where another tokeniser made it; in one transaction. The connection must have `Tokens`."""
    from assistant.chinese.segment import TOKENISER

    if is_current(connection):
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO cells_index (cells_index) VALUES ('rebuild')")
        connection.execute("INSERT INTO names_index (names_index) VALUES ('rebuild')")
        connection.execute("INSERT OR REPLACE INTO settings VALUES ('tokeniser', ?)", (TOKENISER,))


class Terms(Protocol):
    """Where the bigrams or words of wordings stand; see `likeliest`."""

    def count(self, term: str) -> int:
        """In how many wordings the term stands; counted no further than is worth knowing."""

    def wordings(self, term: str) -> Sequence[int]:
        """These wordings in their order, as far as they are counted."""

    def keys(self, wordings: Sequence[int]) -> Mapping[int, str]:
        """The keys of wordings."""


class IndexedTerms:
    """Terms looked up in the full text, up to `most` wordings of each; counts are remembered, since pieces come again.

    `vocabulary`: "names", "bigrams" or "words"; terms are bigrams, words or single characters.
    """

    def __init__(self, connection: sqlite3.Connection, vocabulary: str, most: int) -> None:
        self._connection = connection
        index, self._column = _PLACES[vocabulary]
        self._select = f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT {int(most)}"
        self.counted: dict[str, int] = {}
        """Terms that were counted."""
        self._keys: dict[int, str] = {}

    def count(self, term: str) -> int:
        """See `Terms`."""
        counted = self.counted.get(term)
        if counted is None:
            if len(self.counted) >= _COUNTED:
                self.counted.clear()
            select = f"SELECT count(*) FROM ({self._select})"
            (counted,) = self._connection.execute(select, (_expression(self._column, term),)).fetchone()
            self.counted[term] = counted
        return counted

    def wordings(self, term: str) -> Sequence[int]:
        """See `Terms`."""
        return [row[0] for row in self._connection.execute(self._select, (_expression(self._column, term),))]

    def keys(self, wordings: Sequence[int]) -> Mapping[int, str]:
        """See `Terms`; remembered as well, since the same names are likely for many texts."""
        missing = [wording for wording in wordings if wording not in self._keys]
        if len(self._keys) + len(missing) > _KEYS:
            self._keys.clear()
            missing = list(wordings)
        if missing:
            printed = "SELECT id, key FROM texts WHERE id IN (SELECT value FROM json_each(?))"
            self._keys.update(self._connection.execute(printed, (json.dumps(missing),)))
        return {wording: self._keys[wording] for wording in wordings}


class HeldTerms:
    """The bigrams of a few wordings that are held in memory, by their numbers in order; as they would stand in the full text."""

    def __init__(self, keys: Mapping[int, str]) -> None:
        self._keys = keys
        found: dict[str, dict[int, None]] = {}
        for wording, key in keys.items():
            for start in range(len(key) - 1):
                found.setdefault(key[start : start + 2], {})[wording] = None
        self._wordings = {term: tuple(wordings) for term, wordings in found.items()}

    def count(self, term: str) -> int:
        """See `Terms`."""
        return len(self.wordings(term))

    def wordings(self, term: str) -> Sequence[int]:
        """See `Terms`."""
        return self._wordings.get(term, ())

    def keys(self, wordings: Sequence[int]) -> Mapping[int, str]:
        """See `Terms`."""
        return {wording: self._keys[wording] for wording in wordings}


def rarest(pieces: Iterable[str], terms: Terms, most: int) -> list[str]:
    """The pieces that stand in wordings, rarest first, as many as bring no more than `most` of them in all; at least one."""
    counted = sorted((number, piece) for piece in dict.fromkeys(pieces) if (number := terms.count(piece)))
    chosen: list[str] = []
    for number, piece in counted:
        most -= number
        if most < 0 and chosen:
            break
        chosen.append(piece)
    return chosen


def likeliest(pieces: Iterable[str], terms: Terms, most: int, limit: int) -> dict[int, str]:
    """The wordings that have most of the rare ones among the pieces with their keys, the shorter of equals first (BM25).

    Pieces are bigrams or single characters; no more than `most` wordings are looked at. Reckoned here, since FTS5's own rank
    takes several microseconds for each wording that has any of the pieces.
    """
    weights: dict[int, float] = {}
    for piece in rarest(pieces, terms, most):
        weight = log(1 + _MANY / terms.count(piece))
        wordings = terms.wordings(piece)[:most]
        if not weights:
            weights = dict.fromkeys(wordings, weight)
            continue
        for wording in wordings:
            weights[wording] = weights.get(wording, 0.0) + weight
    heaviest = sorted(weights, key=weights.__getitem__, reverse=True)[: 2 * limit]
    keys = terms.keys(heaviest)
    usual = sum(map(len, keys.values())) / max(len(keys), 1)
    found = sorted(keys, key=lambda wording: (-weights[wording] / (1.3 + 0.9 * len(keys[wording]) / usual), wording))
    return {wording: keys[wording] for wording in found[:limit]}


def _expression(column: str, term: str) -> str:
    """What finds a term: a bigram or word itself, a single character wherever it stands."""
    return f"{column} : {_quoted(term)}{' *' if len(term) == 1 and column == 'bigrams' else ''}"


_PLACES = {"names": ("names_index", "bigrams"), "bigrams": ("cells_index", "bigrams"), "words": ("cells_index", "words")}
"""The index and the column in which the terms of a vocabulary stand."""
_MANY = 100_000
"""Against so many wordings a term is rare."""

_COUNTED = 8_192
"""So many terms are remembered with their counts."""

_KEYS = 20_000
"""So many wordings with their keys."""
