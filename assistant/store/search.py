"""Full-text search over cells: substrings first, then cells that share the words.

A cell scores by how much of what was asked for stands in it as it was asked for, then by how much of it is in single words,
then by how little else it says. 100 means that the cell is the words and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from assistant.chinese.width import fold
from assistant.model.archive import SearchHit
from assistant.store.fulltext import CONTAINING_CELLS, IndexedTerms, rarest, substring_expression, words_expression
from assistant.store.schema import text_key

_CANDIDATES = 400
"""So many wordings are looked at closely; the full text's own rank chooses them where there are more."""

_MOST_MATCHES = 20_000
"""Words that stand in more wordings than this rank nothing: they are left out as long as rarer ones are there."""

_WHOLE, _PART, _SHORT = 70, 25, 5
"""Of a score of 100: for what stands as it was asked for, for its words, for saying little else."""

_OCCURRENCES = f"""
    WITH found (id, score) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:found)),
    cell (goal_table, position, field, text, score) AS (
        {
    " UNION ALL ".join(
        f"SELECT t.id, {order}, '{column}', t.{column}, score FROM found JOIN goal_tables t ON t.{column} = found.id"
        for order, column in enumerate(("project", "goal", "long_term_goal"), start=-3)
    )
}
        UNION ALL SELECT i.goal_table, i.position, 'level3', i.level3, score FROM found JOIN indicators i ON i.level3 = found.id
        UNION ALL SELECT i.goal_table, i.position, 'value', i.value, score FROM found JOIN indicators i ON i.value = found.id
        UNION ALL SELECT e.goal_table, e.position, (SELECT text FROM texts WHERE id = e.heading), e.text, score
            FROM found JOIN extras e ON e.text = found.id
    )
    SELECT (SELECT text FROM texts WHERE id = t.project), t.year, c.field, (SELECT text FROM texts WHERE id = c.text), c.score,
        t.id
    FROM cell c JOIN goal_tables t ON t.id = c.goal_table AND t.id >= 0
    ORDER BY c.score DESC, t.year DESC, t.id, c.position LIMIT :limit"""
"""Every cell in which one of the wordings stands, best first, then the latest."""


def search(connection: sqlite3.Connection, words: Sequence[str], limit: int, indexed: bool) -> tuple[SearchHit, ...]:
    """The cells in which the words stand, best first; at most `limit`. Blank words are passed over."""
    terms = list(dict.fromkeys(key for word in words for part in word.split() if (key := text_key(part))))
    if not terms or limit < 1:
        return ()
    pieces = _pieces(terms)
    scored = []
    for wording, text in _candidates(connection, terms, pieces, indexed):
        score = _score(text_key(text), terms, pieces)
        if score:
            scored.append((round(score, 1), wording))
    scored.sort(key=lambda item: -item[0])
    found = json.dumps([(wording, score) for score, wording in scored[:_CANDIDATES]])
    marks = [*terms, *pieces]
    return tuple(
        SearchHit(project, year, field, text, mark(text, marks), score, table)
        for project, year, field, text, score, table in connection.execute(_OCCURRENCES, {"found": found, "limit": limit})
    )


def _pieces(terms: Iterable[str]) -> list[str]:
    """The words of at least two characters within the terms, that are not terms themselves."""
    from assistant.chinese.segment import words

    found = dict.fromkeys(text_key(word) for term in terms for word in words(term))
    return [word for word in found if len(word) > 1 and word not in terms]


def _candidates(connection: sqlite3.Connection, terms: list[str], pieces: list[str], indexed: bool) -> list[tuple[int, str]]:
    """Wordings of cells that hold all terms, any term, or any of the words, in this order."""
    if not indexed:
        held = " + ".join("(instr(key, ?) > 0)" for _ in terms)
        select = f"SELECT id, text FROM texts WHERE cell AND {held} ORDER BY {held} DESC, length(key) LIMIT {_CANDIDATES}"
        return connection.execute(select, (*terms, *terms)).fetchall()
    phrases = [f"({substring_expression(term)})" for term in terms]
    expressions = [" AND ".join(phrases), *(phrases if len(phrases) > 1 else ())]
    found: dict[int, str] = {}
    select = f"SELECT id, text FROM texts WHERE id IN ({CONTAINING_CELLS.format('?')}) ORDER BY length(key) LIMIT {_CANDIDATES}"
    for expression in expressions:
        if len(found) < _CANDIDATES:
            found.update(connection.execute(select, (expression,)).fetchall())
    if pieces and len(found) < _CANDIDATES:
        common = rarest(pieces, IndexedTerms(connection, "words", _MOST_MATCHES + 1), _MOST_MATCHES)
        if common:
            ranked = (
                "SELECT id, text FROM texts JOIN cells_index ON cells_index.rowid = texts.id"
                f" WHERE cells_index MATCH ? ORDER BY bm25(cells_index) LIMIT {_CANDIDATES}"
            )
            found.update(connection.execute(ranked, (words_expression(common),)).fetchall())
    return list(found.items())


def _score(key: str, terms: list[str], pieces: list[str]) -> float:
    """0 to 100; see the module."""
    asked = sum(map(len, terms))
    whole = sum(len(term) for term in terms if term in key)
    rest = [term for term in terms if term not in key]
    part = sum(_covered(term, [piece for piece in pieces if piece in key]) for term in rest)
    if not whole and not part:
        return 0.0
    said = min(1.0, (whole + part) / len(key))
    return _WHOLE * whole / asked + _PART * (whole + part) / asked + _SHORT * said


def _covered(term: str, pieces: list[str]) -> int:
    """How many characters of the term the pieces cover."""
    spans = [False] * len(term)
    for piece in pieces:
        start = term.find(piece)
        while start >= 0:
            spans[start : start + len(piece)] = [True] * len(piece)
            start = term.find(piece, start + 1)
    return sum(spans)


def mark(text: str, keys: Iterable[str], opening: str = "【", closing: str = "】") -> str:
    """The text as printed with marks round every place where one of the keys stands, blanks, width and case aside."""
    plain, origins = _plain(text)
    marked = [False] * len(text)
    for key in keys:
        start = plain.find(key) if key else -1
        while start >= 0:
            first, last = origins[start], origins[start + len(key) - 1]
            marked[first : last + 1] = [True] * (last + 1 - first)
            start = plain.find(key, start + 1)
    pieces = []
    for index, character in enumerate(text):
        if marked[index] and not (index and marked[index - 1]):
            pieces.append(opening)
        pieces.append(character)
        if marked[index] and not (index + 1 < len(text) and marked[index + 1]):
            pieces.append(closing)
    return "".join(pieces)


def _plain(text: str) -> tuple[str, list[int]]:
    """The key of the text, and for each of its characters the index of the printed one that it came from."""
    characters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(fold(text)):
        key = text_key(character)
        characters.append(key)
        origins.extend([index] * len(key))
    return "".join(characters), origins
