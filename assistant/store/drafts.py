"""Drafts in the archive: those worked on, saved at every step, and those taken over (采用) as tables of their year.

The archive is opened for writing just for the step, so that questions go on reading it. A draft that is worked on stands in
tables of its own and takes no part in any query. One that was taken over is a table like others in a document of its own whose
key is below zero, and so are the keys of the table and its rows: queries leave such tables out unless they speak of
`Field.DRAFT` (`adopted`), and an archive without drafts pays nothing for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.errors import UnwritableFile
from assistant.model.draft import Draft, DraftInHand
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.model.source import Source
from assistant.store import fulltext
from assistant.store.schema import text_key
from assistant.store.states import state_of, state_text
from assistant.store.writing import Writing

FORMAT = "draft"
"""The format of the documents that adopted drafts stand in."""

_PATIENCE = 3.0
"""Seconds to wait for another program that is writing: somebody sits and waits for the reply."""

_ADVICE = "草稿还在手上，本次对话里可以接着改，也可以先导出成文件；要存进档案，请看看档案文件有没有写入权限、磁盘是否已满。"


@record
class SavedDraft:
    """A draft that the archive keeps, in short."""

    key: int
    project: str
    year: int | None
    steps: int
    """How many states it has, the first filling included."""
    adopted: bool
    """Was it taken over into the archive (采用)?"""


# what is worked on


def save_step(path: Path, hand: DraftInHand) -> int:
    """Saves the state that is shown as the last one of its draft, later ones dropped, in one transaction; the draft's key.

    Raises UnwritableFile where the archive cannot be written: nothing of the step is saved then.
    """
    with _writing(path) as connection:
        key = hand.key
        if not key or connection.execute("SELECT 1 FROM drafts WHERE id = ?", (key,)).fetchone() is None:
            cursor = connection.execute("INSERT INTO drafts (project, year, at, changed) VALUES ('', NULL, 0, 0)")
            key, known = int(cursor.lastrowid or 0), 0
        else:
            (known,) = connection.execute(
                "SELECT count(*) FROM draft_states WHERE draft = ? AND number < ?", (key, hand.at)
            ).fetchone()
        connection.execute("DELETE FROM draft_states WHERE draft = ? AND number >= ?", (key, known))
        states = [(key, at, state_text(hand.steps[at])) for at in range(known, hand.at + 1)]
        connection.executemany("INSERT INTO draft_states (draft, number, state) VALUES (?, ?, ?)", states)
        _touch(connection, key, hand)
    return key


def save_place(path: Path, hand: DraftInHand) -> None:
    """Saves which of its states the draft shows (撤销, 恢复), and what was looked at.

    Raises UnwritableFile where the archive cannot be written.
    """
    with _writing(path) as connection:
        _touch(connection, hand.key, hand)


def discard(path: Path, key: int) -> None:
    """Deletes a saved draft; an adopted table stays. Raises UnwritableFile."""
    with _writing(path) as connection:
        connection.execute("DELETE FROM drafts WHERE id = ?", (key,))


def saved_drafts(path: Path) -> tuple[SavedDraft, ...]:
    """All saved drafts, the last one worked on first; () where the archive keeps none."""
    select = (
        "SELECT id, project, year, (SELECT count(*) FROM draft_states WHERE draft = drafts.id), document IS NOT NULL"
        " FROM drafts ORDER BY changed DESC, id DESC"
    )
    with _reading(path) as connection:
        return tuple(
            SavedDraft(key, project, year, steps, bool(adopted))
            for key, project, year, steps, adopted in connection.execute(select)
        )


def load_draft(path: Path, key: int) -> DraftInHand | None:
    """A saved draft with all its states; None where there is none of this key or it cannot be read back."""
    with _reading(path) as connection:
        row = connection.execute("SELECT at, looked_at FROM drafts WHERE id = ?", (key,)).fetchone()
        states = connection.execute("SELECT state FROM draft_states WHERE draft = ? ORDER BY number", (key,)).fetchall()
    if row is None or not states:
        return None
    try:
        steps = tuple(state_of(Draft, state) for (state,) in states)
        looked_at = tuple((str(cell), str(text)) for cell, text in json.loads(row[1]))
    except (ValueError, KeyError, TypeError, AssertionError):
        return None
    return DraftInHand(steps, min(int(row[0]), len(steps) - 1), key, looked_at)


# what was taken over


def adopt(path: Path, key: int, table: GoalTable, name: str) -> bool:
    """Takes a saved draft over as a table of its year, in a document of this name; whether it took the place of an earlier one.

    An earlier state of the same draft is replaced, and so is another draft of the same project, year and unit.
    Raises UnwritableFile.
    """
    with _writing(path) as connection:
        tokens = fulltext.Tokens(connection)
        fulltext.bring_up_to_date(connection)
        writing = _Adoption(connection)
        replaced = [
            document
            for (document,) in connection.execute("SELECT document FROM drafts WHERE id = ? AND document IS NOT NULL", (key,))
        ]
        replaced += writing.same_as(table)
        for document in dict.fromkeys(replaced):
            writing.take_out(document)
        document = writing.put_in(table, name)
        connection.execute("UPDATE drafts SET document = ? WHERE id = ?", (document, key))
        failure = tokens.take_failure()
        if failure is not None:
            raise failure
    return bool(replaced)


def take_back(path: Path, key: int) -> bool:
    """Undoes the adoption of a saved draft; whether there was one. Raises UnwritableFile."""
    with _writing(path) as connection:
        row = connection.execute("SELECT document FROM drafts WHERE id = ?", (key,)).fetchone()
        if row is None or row[0] is None:
            return False
        fulltext.Tokens(connection)
        _Adoption(connection).take_out(int(row[0]))
    return True


class _Adoption(Writing):
    """Writes and removes the documents of adopted drafts, inside a transaction that others begin and end."""

    def same_as(self, table: GoalTable) -> list[int]:
        """The documents of adopted drafts of this project, year and unit."""
        select = """
            SELECT document FROM goal_tables WHERE id < 0 AND year IS ?
            AND (SELECT key FROM texts WHERE id = project) = ? AND (SELECT key FROM texts WHERE id = unit) = ?"""
        return [row[0] for row in self._connection.execute(select, (table.year, text_key(table.project), text_key(table.unit)))]

    def put_in(self, table: GoalTable, name: str) -> int:
        """Writes the table in a new document below zero; the document's key."""
        (lowest,) = self._connection.execute("SELECT coalesce(min(id), 0) FROM documents").fetchone()
        document = min(int(lowest), 0) - 1
        taken = self._connection.execute("SELECT 1 FROM documents WHERE name = ?", (name,)).fetchone()
        source = Source(name if taken is None else f"{name} {-document}", "", FORMAT)
        self._insert("documents", [{"id": document, "name": source.document, "sha256": "", "format": FORMAT}])
        self._insert_tables(document, source, [replace(table, source=source)])
        return document

    def take_out(self, document: int) -> None:
        """Deletes the document with its table."""
        dropped = self._drop_tables(document)
        self._connection.execute("UPDATE drafts SET document = NULL WHERE document = ?", (document,))
        self._connection.execute("DELETE FROM documents WHERE id = ?", (document,))
        forget = """
            UPDATE texts SET cell = 0 WHERE id IN (SELECT value FROM json_each(?)) AND cell
            AND NOT EXISTS (SELECT 1 FROM mentions WHERE text = texts.id)"""
        self._connection.execute(forget, (json.dumps(dropped),))


# opening


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction; UnwritableFile where the archive cannot be written."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
    except sqlite3.Error as error:
        raise UnwritableFile(f"草稿没有存进档案“{path}”（{_reason(error)}）。", _ADVICE) from error


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise UnwritableFile(f"档案“{path}”里存的草稿读不出来（{_reason(error)}）。", "请稍后再试，或先另做一份。") from error


def _reason(error: sqlite3.Error) -> str:
    words = str(error).lower()
    if "locked" in words or "busy" in words:
        return "另一个程序正在写它"
    if "full" in words:
        return "磁盘满了"
    if "readonly" in words or "read-only" in words or "permission" in words or "unable to open" in words:
        return "档案是只读的，或没有写入权限"
    return "档案打不开" if "no such table" not in words else "档案是旧版本建立的"


def _touch(connection: sqlite3.Connection, key: int, hand: DraftInHand) -> None:
    """Notes what the draft is called, which state it shows, what was looked at and that it was worked on last."""
    table, looked_at = hand.draft.table, json.dumps(hand.looked_at, ensure_ascii=False)
    connection.execute(
        "UPDATE drafts SET project = ?, year = ?, at = ?, looked_at = ?, changed = (SELECT max(changed) FROM drafts) + 1"
        " WHERE id = ?",
        (table.project, table.year, hand.at, looked_at, key),
    )
