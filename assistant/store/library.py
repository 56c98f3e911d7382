"""The indicators of the archive by name: how often, in which units, with which values.

Names are counted in the index of names, never row by row; second level, units and values are read off the latest rows of each
name, so that an archive of a million rows answers as quickly as a small one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.model.library import LibraryEntry
from assistant.store.fulltext import CONTAINING_CELLS, substring_expression
from assistant.store.schema import text_key

_ROWS_OF_NAME = 40
"""So many rows of a name, the latest imported, tell of its level, units and values."""

_NAMES_OF_PHRASE = 400
"""So many names at most are taken for one phrase of a topic."""

_COMMON_NAMES = 1_500
"""So many of the commonest names are looked at where no topic is named."""

_TABLES_ASKED = 3_000
"""So many tables tell which names are common; in a larger archive these are a part of it."""

_MOST_UNITS, _MOST_VALUES = 3, 4

_COMMONEST = """
    SELECT level3 FROM indicators
    WHERE level3 > 0 AND goal_table IN (SELECT id FROM goal_tables WHERE id > 0 AND (id * 40503) % 65521 < ?)
    GROUP BY level3 ORDER BY count(*) DESC, level3 LIMIT ?"""
"""The commonest names of a part of the tables, spread evenly over the archive."""

_COUNT = "SELECT count(*) FROM indicators WHERE level3 = ? AND goal_table > 0"

_LATEST_ROWS = """
    SELECT (SELECT text FROM texts WHERE id = i.level2), (SELECT text FROM texts WHERE id = i.number_unit),
        (SELECT text FROM texts WHERE id = i.value), i.goal_table
    FROM indicators i WHERE i.level3 = ? AND i.goal_table > 0 ORDER BY i.goal_table DESC LIMIT ?"""

_OF_TABLE = "SELECT (SELECT text FROM texts WHERE id = project), year FROM goal_tables WHERE id = ?"


def library(
    connection: sqlite3.Connection, level2: str, phrases: Sequence[str], limit: int, indexed: bool
) -> tuple[LibraryEntry, ...]:
    """The indicators of a second level ("" for all), those of the topic first, then the commoner; at most `limit`.

    `phrases`: words of the topic, of which a name holds at least one; () for any topic.
    """
    wanted = [key for phrase in phrases if len(key := text_key(phrase)) > 1]
    if phrases and not wanted:
        return ()
    found: list[LibraryEntry] = []
    for name in _of_topic(connection, wanted, indexed) if wanted else _commonest(connection):
        entry = _entry(connection, name, level2)
        if entry is not None:
            found.append(entry)
        if len(found) == (_LOOKED_AT if wanted else 2 * limit):
            break
    if wanted:
        found.sort(key=lambda entry: (-_held(entry.name, wanted), -entry.count))
    else:
        found.sort(key=lambda entry: -entry.count)
    return tuple(found[:limit])


_LOOKED_AT = 120
"""So many names of a topic are read; those that hold most of its words come first."""


def _commonest(connection: sqlite3.Connection) -> list[int]:
    (tables,) = connection.execute("SELECT count(*) FROM goal_tables").fetchone()
    part = 65521 if tables <= _TABLES_ASKED else 65521 * _TABLES_ASKED // tables
    return [row[0] for row in connection.execute(_COMMONEST, (part, _COMMON_NAMES))]


def _of_topic(connection: sqlite3.Connection, phrases: Iterable[str], indexed: bool) -> list[int]:
    """The names that hold the phrases, those that hold most first, then the earliest written down."""
    held: Counter[int] = Counter()
    for phrase in dict.fromkeys(phrases):
        wordings = f"{CONTAINING_CELLS.format('?')} ORDER BY rowid LIMIT {5 * _NAMES_OF_PHRASE}"
        parameter = substring_expression(phrase)
        if not indexed:
            wordings, parameter = "SELECT id FROM texts WHERE cell AND instr(key, ?)", phrase
        select = f"""
            WITH found (id) AS MATERIALIZED ({wordings})
            SELECT id FROM found WHERE EXISTS (SELECT 1 FROM indicators WHERE level3 = found.id) LIMIT {_NAMES_OF_PHRASE}"""
        held.update(row[0] for row in connection.execute(select, (parameter,)))
    return [name for name, _ in held.most_common()]


def _held(name: str, phrases: Sequence[str]) -> float:
    """How much of the topic a name holds: what stands first among the phrases weighs most."""
    key = text_key(name)
    return sum(1 / (1 + at / 4) for at, phrase in enumerate(phrases) if phrase in key)


def _entry(connection: sqlite3.Connection, name: int, level2: str) -> LibraryEntry | None:
    """The name's entry; None where it stands under another second level."""
    rows = connection.execute(_LATEST_ROWS, (name, _ROWS_OF_NAME)).fetchall()
    if not rows:
        return None
    level = Counter(row[0] for row in rows).most_common(1)[0][0]
    if level2 and level != level2:
        return None
    units = Counter(unit for _, unit, _, _ in rows if unit)
    values = Counter(value for _, _, value, _ in rows if value)
    (count,) = connection.execute(_COUNT, (name,)).fetchone()
    table = rows[0][3]
    project, year = connection.execute(_OF_TABLE, (table,)).fetchone()
    (text,) = connection.execute("SELECT text FROM texts WHERE id = ?", (name,)).fetchone()
    return LibraryEntry(level, text, count, _most(units, _MOST_UNITS), _most(values, _MOST_VALUES), project, year, table)


def _most(counted: Counter[str], limit: int) -> tuple[str, ...]:
    return tuple(text for text, _ in counted.most_common(limit))
