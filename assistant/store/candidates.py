"""Which past projects a description of a new one is compared with: all of a small archive, those that share words of a large one.

The same project of several years counts once, by its latest year; adopted drafts (keys below zero) are no past projects. Of a
large archive the wanted phrases are sought in the full text; a table that holds several of them, or rare ones, comes first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from math import log

from assistant.model.similar import PastProject, PastRow
from assistant.store.fulltext import CONTAINING_CELLS, substring_expression
from assistant.store.rows import number
from assistant.store.schema import CENTS, text_key

_FEW = 120
"""An archive of up to so many projects is compared as a whole."""

_MOST_WORDINGS = 3_000
"""So many wordings at most are taken for one phrase; the phrase is then common and tells little."""

_TABLES_OF_WORDING = 30
"""So many tables, the latest imported, are taken for one wording."""

_MENTIONS = "SELECT goal_table FROM mentions WHERE text = ? AND goal_table > 0 ORDER BY goal_table DESC LIMIT ?"

_LATEST = """
    WITH meant (lineage) AS ({lineages})
    SELECT (SELECT t.id FROM goal_tables t WHERE t.lineage = meant.lineage AND t.id > 0 ORDER BY t.year DESC, t.id DESC LIMIT 1)
    FROM meant"""

_HEADS = """
    SELECT t.id, (SELECT text FROM texts WHERE id = t.project), t.year, t.total, (SELECT text FROM texts WHERE id = t.goal),
        (SELECT text FROM texts WHERE id = t.series)
    FROM goal_tables t WHERE t.id IN (SELECT value FROM json_each(?))"""

_ROWS = """
    SELECT i.goal_table, (SELECT text FROM texts WHERE id = i.level2), (SELECT text FROM texts WHERE id = i.level3),
        (SELECT text FROM texts WHERE id = i.value)
    FROM indicators i WHERE i.goal_table IN (SELECT value FROM json_each(?)) ORDER BY i.goal_table, i.position"""


def past_projects(connection: sqlite3.Connection, phrases: Sequence[str], limit: int, indexed: bool) -> tuple[PastProject, ...]:
    """Past projects in their latest year: all where there are few, else those that share most of the phrases, at most `limit`."""
    (lineages,) = connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM lineages LIMIT {_FEW + 1})").fetchone()
    if lineages <= _FEW or not indexed:
        few = "" if lineages <= _FEW else f" LIMIT {int(limit)}"
        select = _LATEST.format(lineages=f"SELECT DISTINCT lineage FROM goal_tables WHERE id > 0{few}")
        return _read(connection, [row[0] for row in connection.execute(select)])
    return _read(connection, _sharing(connection, phrases, limit))


def _sharing(connection: sqlite3.Connection, phrases: Sequence[str], limit: int) -> list[int]:
    """The latest tables of the projects that share phrases, those that share the most and rarest first."""
    wordings: dict[int, float] = {}
    (size,) = connection.execute("SELECT max(id) FROM texts").fetchone()
    for phrase in dict.fromkeys(key for one in phrases if len(key := text_key(one)) > 1):
        select = f"{CONTAINING_CELLS.format('?')} ORDER BY rowid DESC LIMIT {_MOST_WORDINGS}"
        found = [row[0] for row in connection.execute(select, (substring_expression(phrase),))]
        weight = log((size or 1) / (len(found) + 1)) if found else 0.0
        for wording in found:
            wordings[wording] = wordings.get(wording, 0.0) + weight
    best = sorted(wordings, key=lambda wording: -wordings[wording])[: 4 * limit]
    tables: dict[int, float] = {}
    for wording in best:
        for (table,) in connection.execute(_MENTIONS, (wording, _TABLES_OF_WORDING)):
            tables[table] = tables.get(table, 0.0) + wordings[wording]
    nearest = sorted(tables, key=lambda table: -tables[table])[: 4 * limit]
    return _latest(connection, nearest)[:limit]


def _latest(connection: sqlite3.Connection, tables: Sequence[int]) -> list[int]:
    """The latest table of each project that the tables belong to, in the order of the tables."""
    select = "SELECT id, lineage FROM goal_tables WHERE id IN (SELECT value FROM json_each(?))"
    lineage_of = dict(connection.execute(select, (json.dumps(list(tables)),)))
    lineages = list(dict.fromkeys(lineage_of[table] for table in tables))
    chosen = _LATEST.format(lineages="SELECT value FROM json_each(?)")
    return [row[0] for row in connection.execute(chosen, (json.dumps(lineages),))]


def _read(connection: sqlite3.Connection, keys: Iterable[int]) -> tuple[PastProject, ...]:
    """The projects of these tables, in their order."""
    listed = list(keys)
    wanted = json.dumps(listed)
    rows: dict[int, list[PastRow]] = {}
    for table, level2, level3, value in connection.execute(_ROWS, (wanted,)):
        rows.setdefault(table, []).append(PastRow(level2, level3, value))
    heads = {head[0]: head for head in connection.execute(_HEADS, (wanted,))}
    return tuple(
        PastProject(key, project, year, number(total, CENTS), goal, tuple(rows.get(key, ())), series)
        for key in listed
        if key in heads
        for _, project, year, total, goal, series in (heads[key],)
    )
