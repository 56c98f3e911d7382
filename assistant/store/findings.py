"""Findings of the review, held beside the archive while it is open, so that queries can ask for the tables that have them.

The review is no business of the store: whoever runs a query about findings hands over what there is, table by table. It stands in
a table of the connection's own, so that nothing is written to the archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

HELD = "temp.held_findings"
"""Findings by table: rule and level of each."""

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS held_findings (goal_table INTEGER NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS temp.held_findings_by_table ON held_findings (goal_table, rule, severity)",
)

Level = tuple[str, str]
"""Rule and level of a finding."""


def begin(connection: sqlite3.Connection) -> None:
    """Makes the tables where they are not there yet, in memory."""
    with _writing(connection):
        connection.execute("PRAGMA temp_store = MEMORY")
        for statement in _TABLES:
            connection.execute(statement)


def hold(connection: sqlite3.Connection, findings: Mapping[int, Iterable[Level]]) -> None:
    """Holds the findings of these tables, by the tables' keys; earlier ones of the same tables are replaced."""
    keys = [(key,) for key in findings]
    with _writing(connection), connection:
        connection.executemany("DELETE FROM temp.held_findings WHERE goal_table = ?", keys)
        connection.executemany(
            "INSERT INTO temp.held_findings VALUES (?, ?, ?)",
            ((key, rule, severity) for key, found in findings.items() for rule, severity in found),
        )


@contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Tables of the connection itself can be written meanwhile; an archive opened to be read stays closed to it."""
    (only,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA query_only = {'ON' if only else 'OFF'}")
