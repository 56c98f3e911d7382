"""Saving documents, one transaction each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import count

from assistant.errors import UnwritableFile
from assistant.model.archive import SaveOutcome
from assistant.model.finding import Finding
from assistant.model.goal_table import GoalTable
from assistant.model.source import Source
from assistant.store.rows import Row, extra_rows, fund_rows, indicator_row, place_text, places_row, table_row, texts_of
from assistant.store.schema import ROWS_OF_TABLE, TABLES_OF_DOCUMENT, table_key, text_key
from assistant.store.series import series_of
from assistant.store.versions import forget_versions, keep_original, keep_version

LONGEST_TEXT = 100_000
"""Characters of the longest text of a table: each takes half a kilobyte while it is indexed, and no goal has a tenth of them."""
MOST_TEXT = 10_000_000
"""Characters of all texts of a document; those of a thousand tables have a fifth of them."""
_SHOWN = 30
_BATCH = 500
"""Rows in one INSERT; SQLite allows a limited number of parameters in each."""

_CELLS_OF_DOCUMENT = """
    SELECT project FROM goal_tables WHERE id BETWEEN :first AND :last UNION
    SELECT goal FROM goal_tables WHERE id BETWEEN :first AND :last UNION
    SELECT long_term_goal FROM goal_tables WHERE id BETWEEN :first AND :last UNION
    SELECT level3 FROM indicators WHERE goal_table BETWEEN :first AND :last UNION
    SELECT value FROM indicators WHERE goal_table BETWEEN :first AND :last UNION
    SELECT text FROM extras WHERE goal_table BETWEEN :first AND :last"""

_FORGET_CELLS = """
    UPDATE texts SET cell = 0 WHERE id IN (SELECT value FROM json_each(?)) AND cell
    AND NOT EXISTS (SELECT 1 FROM mentions WHERE text = texts.id)"""


class Writing:
    """Writes to one archive through sqlite-utils."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        from sqlite_utils import Database

        self._database = Database(connection)
        self._connection = connection

    def save(
        self, source: Source, tables: Sequence[GoalTable], findings: Sequence[Finding], path: str, original: bytes | None
    ) -> SaveOutcome:
        """See `Store.save`."""
        check_size(tables)
        with self._connection:
            # takes the lock before the first look: whoever looks first and then wants to write is turned away without waiting
            self._connection.execute("BEGIN IMMEDIATE")
            if original is not None:
                keep_original(self._connection, source.sha256, original)
            return self._save(source, tables, findings, _storable(path))

    def remove(self, document: int) -> None:
        """Deletes the document of this key with its tables, earlier versions and original."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            dropped = self._drop_tables(document)
            forget_versions(self._connection, document)
            self._connection.execute("DELETE FROM documents WHERE id = ?", (document,))
            self._connection.execute(_FORGET_CELLS, (json.dumps(dropped),))

    def _save(self, source: Source, tables: Sequence[GoalTable], findings: Sequence[Finding], path: str) -> SaveOutcome:
        if source.sha256 and self._find("SELECT id FROM documents WHERE sha256 = ?", source.sha256):
            return SaveOutcome.UNCHANGED
        document = self._find("SELECT id FROM documents WHERE name = ?", source.document)
        outcome = SaveOutcome.REPLACED if document else SaveOutcome.IMPORTED
        dropped: list[int] = []
        if document:
            keep_version(self._connection, document)
            dropped = self._drop_tables(document)
            self._connection.execute(
                "UPDATE documents SET sha256 = ?, format = ?, path = ? WHERE id = ?",
                (source.sha256, source.format, path, document),
            )
        else:
            document = self._next("documents")
            row: Row = {"id": document, "name": source.document, "sha256": source.sha256, "format": source.format, "path": path}
            self._insert("documents", [row])
        self._insert("findings", (_finding_row(finding, document, position) for position, finding in enumerate(findings)))
        self._insert_tables(document, source, tables)
        self._connection.execute(_FORGET_CELLS, (json.dumps(dropped),))
        return outcome

    def _find(self, select: str, value: str) -> int:
        row = self._connection.execute(select, (value,)).fetchone()
        return 0 if row is None else int(row[0])

    def _next(self, table: str) -> int:
        (highest,) = self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        return int(highest) + 1

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        self._database.table(table).insert_all(rows, batch_size=_BATCH)

    def _drop_tables(self, document: int) -> list[int]:
        """Delete what came from the document; returns the wordings of its cells."""
        keys = {"first": table_key(document, 0), "last": table_key(document + 1, -1)}
        wordings = [row[0] for row in self._connection.execute(_CELLS_OF_DOCUMENT, keys)]
        self._connection.execute("DELETE FROM goal_tables WHERE id BETWEEN :first AND :last", keys)
        of_document = "text IN (SELECT value FROM json_each(:wordings)) AND goal_table BETWEEN :first AND :last"
        self._connection.execute(f"DELETE FROM mentions WHERE {of_document}", {**keys, "wordings": json.dumps(wordings)})
        self._connection.execute("DELETE FROM findings WHERE document = ?", (document,))
        return wordings

    def _insert_tables(self, document: int, source: Source, tables: Sequence[GoalTable]) -> None:
        series = [series_of(table.project) for table in tables]
        cells = {text for table in tables for text in cells_of(table)}
        ids = self._texts({text for table in tables for text in texts_of(table)} | set(series), cells)
        heads: list[Row] = []
        places: list[Row] = []
        funds: list[Row] = []
        indicators: list[Row] = []
        extras: list[Row] = []
        mentions: list[Row] = []
        for position, (table, name) in enumerate(zip(tables, series, strict=True)):
            owner = text_key(table.department) or text_key(table.department_code)
            key = table_key(document, position)
            head: Row = {"id": key, "document": document, "series": ids[name], "lineage": self._lineage(text_key(name), owner)}
            heads.append(head | table_row(table, ids))
            places.append(places_row(table, key, source))
            mentions.extend({"text": ids[text], "goal_table": key} for text in {*cells_of(table)} if text_key(text))
            funds.extend(fund_rows(table, key, ids))
            for order, row in enumerate(table.indicators):
                indicators.append(indicator_row(row, key, order, ids))
                extras.extend(extra_rows(row, key, order, ids))
        self._insert("goal_tables", heads)
        self._insert("table_places", places)
        self._insert("funds", funds)
        self._insert("indicators", indicators)
        self._insert("extras", extras)
        self._insert("mentions", mentions)

    def _lineage(self, series: str, owner: str) -> int:
        self._connection.execute("INSERT OR IGNORE INTO lineages (series, owner) VALUES (?, ?)", (series, owner))
        select = "SELECT id FROM lineages WHERE series = ? AND owner = ?"
        return int(self._connection.execute(select, (series, owner)).fetchone()[0])

    def _texts(self, texts: set[str], cells: set[str]) -> dict[str, int]:
        """The number of each text; those that are new are written down, cells so that the full text covers them."""
        storable = {text: _storable(text) for text in sorted(texts)}
        keys = {text: text_key(text) for text in storable.values()}
        covered = {storable[text] for text in cells if keys[storable[text]]}
        select = "SELECT id, text, cell FROM texts WHERE key IN (SELECT value FROM json_each(?))"
        known = {text: (id_, cell) for id_, text, cell in self._connection.execute(select, (json.dumps(list(keys.values())),))}
        ids = {text: id_ for text, (id_, _) in known.items() if text in keys}
        new = [text for text in keys if text not in ids]
        ids.update(zip(new, count(self._next("texts")), strict=False))
        self._insert("texts", ({"id": ids[text], "text": text, "key": keys[text], "cell": int(text in covered)} for text in new))
        starting = [(id_,) for text, (id_, cell) in known.items() if text in covered and not cell]
        self._connection.executemany("UPDATE texts SET cell = 1 WHERE id = ?", starting)
        return {text: ids[stored] for text, stored in storable.items()}


def check_size(tables: Sequence[GoalTable]) -> None:
    """Raises UnwritableFile for a document with more tables or rows than the keys can count, or a text too long to be indexed.

    No other place helps against that.
    """
    if len(tables) >= TABLES_OF_DOCUMENT or any(len(table.indicators) >= ROWS_OF_TABLE for table in tables):
        message = f"一个文件里的绩效目标表不能超过{TABLES_OF_DOCUMENT - 1}张，一张表里的指标不能超过{ROWS_OF_TABLE - 1}条。"
        raise UnwritableFile(message, "请检查文件内容，或拆成几个文件再导入。")
    in_all = 0
    for table in tables:
        lengths = [len(text) for text in texts_of(table)]
        in_all += sum(lengths)
        if max(lengths, default=0) > LONGEST_TEXT:
            message = f"“{table.project[:_SHOWN]}”里有一栏长{max(lengths)}字，超过{LONGEST_TEXT // 10_000}万字，没有导入。"
            raise UnwritableFile(message, "目标表里没有这样长的字，请检查文件内容。")
    if in_all > MOST_TEXT:
        message = f"这个文件的表里一共有{in_all // 10_000}万字，超过{MOST_TEXT // 10_000}万字，没有导入。"
        raise UnwritableFile(message, "请拆成几个文件再导入。")


def cells_of(table: GoalTable) -> Iterable[str]:
    """The texts of the table that the full text covers, with repeats and blanks."""
    yield from (table.project, table.goal, table.long_term_goal)
    for row in table.indicators:
        yield from (row.level3, row.value.text)
        yield from row.extra.values()


def _storable(text: str) -> str:
    """The text without halves of surrogate pairs, which no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _finding_row(finding: Finding, document: int, position: int) -> Row:
    return {
        "document": document,
        "position": position,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "place": place_text(finding.place),
        "message": _storable(finding.message),
        "advice": _storable(finding.advice),
    }
