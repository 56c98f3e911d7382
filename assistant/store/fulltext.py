"""Full text: every substring of every cell, and words for ranking.

The index knows wordings (`texts`), not cells. A phrase of bigrams in it is exactly a substring of the wording's `key`, so nothing
needs to be checked afterwards; measured on 219,000 wordings (100,000 tables) a phrase takes 0.05 to 5 ms, a scan 40 to 80 ms.
FTS5's `detail=full` is needed twice over: without it bigrams make no phrase (finding, then checking, took up to 70 ms), and words
no rank. It costs 39 MB there against 16.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

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


def bigrams_expression(pieces: Iterable[str]) -> str:
    """The expression that finds what has any of the bigrams."""
    return f"bigrams : ({' OR '.join(map(_quoted, pieces))})"


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


def rarest(connection: sqlite3.Connection, terms: Sequence[str], vocabulary: str, most: int) -> list[str]:
    """The terms that stand in the index, rarest first, as many as bring no more than `most` wordings in all; at least the rarest.

    `vocabulary` is "names", "words" or "bigrams": where the terms are looked up.
    """
    if vocabulary == "names":
        select = "SELECT doc FROM names_vocabulary WHERE term = ?"
    else:
        select = f"SELECT doc FROM cells_vocabulary WHERE term = ? AND col = '{vocabulary}'"
    counted = []
    for term in dict.fromkeys(terms):
        row = connection.execute(select, (term,)).fetchone()
        if row is not None:
            counted.append((row[0], term))
    chosen: list[str] = []
    for count, term in sorted(counted):
        most -= count
        if most < 0 and chosen:
            break
        chosen.append(term)
    return chosen
