"""Full text: every substring of every cell, and words for ranking.

The index knows wordings (`texts`), not cells. A phrase of bigrams in it is exactly a substring of the wording's `key`, so nothing
needs to be checked afterwards; measured on 219,000 wordings (100,000 tables) a phrase takes 0.05 to 5 ms, a scan 40 to 80 ms.
FTS5's `detail=full` is needed twice over: without it bigrams make no phrase (finding, then checking, took up to 70 ms), and words
no rank. It costs 39 MB there against 16.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import log

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


Count = Callable[[str], int]
"""Says of a term in how many wordings it stands."""


def counting(connection: sqlite3.Connection, vocabulary: str, most: int) -> Count:
    """Counts up to `most` wordings; remembers, since the same pieces come in most questions. `vocabulary` as for `likeliest`."""
    index, column = _PLACES[vocabulary]
    select = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {int(most)})"

    @lru_cache(maxsize=8_192)
    def count(term: str) -> int:
        return int(connection.execute(select, (_expression(column, term),)).fetchone()[0])

    return count


def rarest(terms: Iterable[str], count: Count, most: int) -> list[str]:
    """The terms that stand in the index, rarest first, as many as bring no more than `most` wordings in all; at least one."""
    counted = sorted((number, term) for term in dict.fromkeys(terms) if (number := count(term)))
    chosen: list[str] = []
    for number, term in counted:
        most -= number
        if most < 0 and chosen:
            break
        chosen.append(term)
    return chosen


def likeliest(
    connection: sqlite3.Connection, terms: Iterable[str], count: Count, vocabulary: str, most: int, limit: int
) -> dict[int, str]:
    """The wordings that have most of the rare ones among the terms with their keys, the shorter of equals first (BM25).

    `vocabulary`: "names" or "bigrams"; terms are bigrams or single characters. Reckoned here, since FTS5's own rank takes several
    microseconds for each wording that has any of the terms.
    """
    index, column = _PLACES[vocabulary]
    select = f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ?"
    weights: dict[int, float] = {}
    for term in rarest(terms, count, most):
        weight = log(1 + _MANY / count(term))
        for (wording,) in connection.execute(select, (_expression(column, term), most)):
            weights[wording] = weights.get(wording, 0.0) + weight
    heaviest = sorted(weights, key=weights.__getitem__, reverse=True)[: 2 * limit]
    printed = "SELECT id, key FROM texts WHERE id IN (SELECT value FROM json_each(?))"
    keys: dict[int, str] = dict(connection.execute(printed, (json.dumps(heaviest),)))
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
