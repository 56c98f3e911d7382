"""Findings that the office accepted (接受的意见), with their reasons, kept in the archive.

A finding is known by project, year, rule and the cell with its text: once the cell says something else, the acceptance is of no
effect. The archive is opened for writing just for the step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from assistant.errors import UnwritableFile
from assistant.model.record import record
from assistant.store.store import Store

_PATIENCE = 3.0


@record
class AcceptedKey:
    """What was accepted."""

    project: str
    year: int
    """0 where the table has no year."""
    rule: str
    cell: str
    """The place and its text, as one string."""


def accept(path: Path, keys: Mapping[AcceptedKey, str]) -> None:
    """Keeps the acceptances with their reasons, all or none; an earlier reason of the same is replaced. Raises UnwritableFile."""
    _write(
        path,
        "INSERT OR REPLACE INTO accepted (project, year, rule, cell, why) VALUES (?, ?, ?, ?, ?)",
        [(key.project, key.year, key.rule, key.cell, why) for key, why in keys.items()],
    )


def withdraw(path: Path, keys: Collection[AcceptedKey]) -> None:
    """Forgets these acceptances, all or none; of one that is not there nothing is forgotten. Raises UnwritableFile."""
    _write(
        path,
        "DELETE FROM accepted WHERE project = ? AND year = ? AND rule = ? AND cell = ?",
        [(key.project, key.year, key.rule, key.cell) for key in keys],
    )


def _write(path: Path, statement: str, rows: Sequence[tuple[str | int, ...]]) -> None:
    """Runs a statement for each of the rows, for all or for none."""
    Store.open(path, write=True).close()  # an archive of an earlier version gets its table
    try:
        with (
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)) as connection,
            connection,
        ):
            connection.executemany(statement, rows)
    except sqlite3.Error as error:
        raise UnwritableFile(
            f"没有存进档案“{path}”。", "请看看档案文件有没有写入权限、磁盘是否已满，或是不是别的程序正在写它。"
        ) from error


def accepted(path: Path) -> dict[AcceptedKey, str]:
    """All acceptances with their reasons; none where the archive is of an earlier version."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as connection:
        try:
            rows = connection.execute("SELECT project, year, rule, cell, why FROM accepted").fetchall()
        except sqlite3.OperationalError:
            return {}
    return {AcceptedKey(project, year, rule, cell): why for project, year, rule, cell, why in rows}
