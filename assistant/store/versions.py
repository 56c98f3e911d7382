"""Earlier versions of documents, kept for comparison, and original files.

The tables of an earlier version stand packed in a table of their own, where no query meets them.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from pathlib import PurePath

from assistant.chinese.width import squeeze
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.published import FIRST_KEYS
from assistant.model.record import record
from assistant.model.revision import CellRevision, DocumentRevision, Held, RevisionKind, TableRevision
from assistant.model.source import Place
from assistant.store.rows import read_tables
from assistant.store.schema import ROWS_OF_TABLE, TABLES_OF_DOCUMENT, table_key, text_key
from assistant.store.states import state_of, state_text

HEAD_FIELDS = (
    *(key for key in FIRST_KEYS if key != "attribute_code"),
    *("period", "total", "fiscal", "other", "goal", "long_term_goal"),
)
"""Head cells that are compared, by their published keys."""


@record
class _Version:
    """What is kept of a version."""

    tables: tuple[GoalTable, ...]


# keeping


def keep_version(connection: sqlite3.Connection, document: int) -> None:
    """Keeps the document as it stands, as its latest earlier version; inside a transaction."""
    tables = tuple(read_tables(connection, table_keys(connection, document)))
    packed = zlib.compress(state_text(_Version(tables)).encode("utf-8", "replace"))
    connection.execute(
        "INSERT INTO versions (document, number, sha256, format, tables)"
        " SELECT id, 1 + (SELECT count(*) FROM versions WHERE document = id), sha256, format, ? FROM documents WHERE id = ?",
        (packed, document),
    )


def keep_original(connection: sqlite3.Connection, sha256: str, packed: bytes) -> None:
    """Keeps a file, packed by `pack`, under its hash; inside a transaction."""
    connection.execute("INSERT OR IGNORE INTO originals (sha256, packed) VALUES (?, ?)", (sha256, packed))


def pack(data: bytes) -> bytes:
    """The bytes of a file as they are kept."""
    return zlib.compress(data, 6)


def has_original(connection: sqlite3.Connection, sha256: str) -> bool:
    """Whether the file of this hash is kept."""
    return connection.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone() is not None


def original(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """The bytes of the file with this hash; None where it was not kept."""
    row = connection.execute("SELECT packed FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else zlib.decompress(row[0])


def forget_versions(connection: sqlite3.Connection, document: int) -> None:
    """Deletes the earlier versions of a document, and its original with theirs; inside a transaction."""
    hashes = [(sha256,) for (sha256,) in connection.execute("SELECT sha256 FROM versions WHERE document = ?", (document,))]
    hashes += [(sha256,) for (sha256,) in connection.execute("SELECT sha256 FROM documents WHERE id = ?", (document,))]
    connection.execute("DELETE FROM versions WHERE document = ?", (document,))
    connection.executemany("DELETE FROM originals WHERE sha256 = ?", hashes)


# which document a file is


def name_for(connection: sqlite3.Connection, name: str, path: str, tables: Iterable[GoalTable]) -> str:
    """See `Store.name_for`."""
    if path:
        known = connection.execute("SELECT name FROM documents WHERE path = ? AND id > 0", (path,)).fetchone()
        if known is not None:
            return str(known[0])
    projects = {text_key(table.project) for table in tables}
    folders = PurePath(path).parent.parts if path else ()
    for depth in range(len(folders) + 1):
        longer = PurePath(*folders[len(folders) - depth :], name).as_posix() if depth else name
        known = connection.execute("SELECT id, path FROM documents WHERE name = ?", (longer,)).fetchone()
        if known is None or not path or known[1] in ("", path) or projects & _projects(connection, known[0]):
            return longer
    return name


def _projects(connection: sqlite3.Connection, document: int) -> set[str]:
    keys = (table_key(document, 0), table_key(document + 1, -1))
    select = "SELECT key FROM goal_tables JOIN texts ON texts.id = project WHERE goal_tables.id BETWEEN ? AND ?"
    return {key for (key,) in connection.execute(select, keys)}


# comparing


def table_keys(connection: sqlite3.Connection, document: int) -> list[int]:
    """The keys of a document's tables, in its order."""
    keys = (table_key(document, 0), table_key(document + 1, -1))
    return [key for (key,) in connection.execute("SELECT id FROM goal_tables WHERE id BETWEEN ? AND ? ORDER BY id", keys)]


def revised_documents(connection: sqlite3.Connection) -> frozenset[int]:
    """The documents that have an earlier version."""
    return frozenset(document for (document,) in connection.execute("SELECT DISTINCT document FROM versions"))


def revision_of(connection: sqlite3.Connection, document: int) -> DocumentRevision | None:
    """What the document changed against the version before; None where there is none."""
    row = connection.execute(
        "SELECT name, number, tables FROM versions JOIN documents ON id = document WHERE document = ?"
        " ORDER BY number DESC LIMIT 1",
        (document,),
    ).fetchone()
    if row is None:
        return None
    name, number, packed = row
    before = state_of(_Version, zlib.decompress(packed).decode()).tables
    keys = table_keys(connection, document)
    after = list(zip(keys, read_tables(connection, keys), strict=True))
    return DocumentRevision(name, number, tuple(_revised(before, after)))


def revisions(
    connection: sqlite3.Connection, tables: Iterable[int] | None, fields: Set[str] = frozenset(), *, gone: bool = False
) -> Iterator[DocumentRevision]:
    """Those of the tables (by key; None: all) whose document changed them, the document that came in last first.

    Tables that are `gone` come too where all are asked for, or where that is wanted. A document with an earlier version comes
    also where none of the tables differs. With `fields` (published keys) only what these cells changed.
    """
    wanted = None if tables is None else frozenset(tables)
    asked = None if wanted is None else {key // TABLES_OF_DOCUMENT for key in wanted}
    for document in sorted(revised_documents(connection), reverse=True):
        if asked is not None and document not in asked:
            continue
        found = revision_of(connection, document)
        if found is not None:
            kept = (table for table in found.tables if wanted is None or table.table in wanted or (gone and not table.table))
            narrowed = (_narrowed(table, fields) for table in kept) if fields else kept
            yield DocumentRevision(found.document, found.earlier, tuple(table for table in narrowed if table is not None))


def _narrowed(table: TableRevision, fields: Set[str]) -> TableRevision | None:
    """What these fields changed; None where they did not."""
    cells = tuple(cell for cell in table.cells if cell.field in fields or f"{cell.field}:{cell.label}" in fields)
    return replace(table, cells=cells) if cells else None


def _revised(before: Sequence[GoalTable], after: Sequence[tuple[int, GoalTable]]) -> Iterator[TableRevision]:
    """The tables that differ, in the order of the newer version, those that are gone last."""
    left = list(before)
    pairs: dict[int, GoalTable] = {}
    for same in (_identity, _name):
        for key, table in after:
            other = next((other for other in left if same(other) == same(table)), None) if key not in pairs else None
            if other is not None:
                left.remove(other)
                pairs[key] = other
    for key, table in after:
        other = next((other for other in left if _is_akin(other, table)), None) if key not in pairs else None
        if other is not None:  # the name itself was corrected
            left.remove(other)
            pairs[key] = other
    for key, table in after:
        earlier = pairs.get(key)
        if earlier is None:
            yield TableRevision(RevisionKind.ADDED, table.project, table.year, place=table.place.label, table=key)
        elif cells := (*_heads(earlier, table), *_funds(earlier, table), *_rows(earlier, table, key)):
            places = earlier.place.label, table.place.label
            yield TableRevision(RevisionKind.CHANGED, table.project, table.year, cells, *places, key)
    for table in left:
        yield TableRevision(RevisionKind.REMOVED, table.project, table.year, before_place=table.place.label)


def _identity(table: GoalTable) -> tuple[object, ...]:
    return (text_key(table.project), table.year, text_key(table.unit))


def _name(table: GoalTable) -> tuple[object, ...]:
    return (text_key(table.project),)


def _is_akin(before: GoalTable, after: GoalTable) -> bool:
    """Whether tables of different names are one whose name was corrected: the names, or the rows, are half the same."""
    names = [{key[at : at + 2] for at in range(max(len(key) - 1, 1))} for key in map(text_key, (before.project, after.project))]
    rows = [{_row_itself(row) for row in table.indicators} for table in (before, after)]
    return before.year == after.year and any(len(one & other) * 2 >= len(one | other) > 0 for one, other in (names, rows))


def _heads(before: GoalTable, after: GoalTable) -> Iterator[CellRevision]:
    for name in HEAD_FIELDS:
        was, now = _held(getattr(before, name)), _held(getattr(after, name))
        if was != now:
            places = (before.places.get(name, before.place).label, after.places.get(name, after.place).label)
            yield CellRevision(RevisionKind.CHANGED, name, was, now, before_place=places[0], place=places[1])


def _held(value: Held) -> Held:
    """What a cell holds, blanks inside it aside; None for a blank one."""
    return (squeeze(value) or None) if isinstance(value, str) else value


def _funds(before: GoalTable, after: GoalTable) -> Iterator[CellRevision]:
    """Fund rows by their labels; those that only repeat 财政拨款 and 其他资金 of the head are left to it."""
    said = {(was, now) for was, now in ((before.fiscal, after.fiscal), (before.other, after.other)) if was != now}
    earlier = {text_key(fund.label): fund for fund in before.funds}
    later = {text_key(fund.label): fund for fund in after.funds}
    for key in dict.fromkeys((*later, *earlier)):
        was, now = earlier.get(key), later.get(key)
        old, new = (None if fund is None else fund.amount for fund in (was, now))
        if old == new or (old, new) in said:
            continue
        kind = RevisionKind.ADDED if was is None else RevisionKind.REMOVED if now is None else RevisionKind.CHANGED
        label = (now or was or after.funds[0]).label
        places = ((was.place if was else Place()).label, (now.place if now else Place()).label)
        yield CellRevision(kind, "fund", old, new, label, before_place=places[0], place=places[1])


def _rows(before: GoalTable, after: GoalTable, table: int) -> Iterator[CellRevision]:
    """Rows of the same level and name, then those of the same level and value, which were renamed; the rest came or went."""
    left = list(before.indicators)
    pairs: dict[int, Indicator] = {}
    for same in (_row_itself, _row_name, _row_value):
        waiting: defaultdict[tuple[str, ...], list[Indicator]] = defaultdict(list)
        for row in left:
            waiting[same(row)].append(row)
        for at, row in enumerate(after.indicators):
            if at not in pairs and same(row) and waiting[same(row)]:
                pairs[at] = waiting[same(row)].pop(0)
                left = [one for one in left if one is not pairs[at]]
    for at, row in enumerate(after.indicators):
        key = table * ROWS_OF_TABLE + at
        earlier = pairs.get(at)
        if earlier is None:
            yield _row(RevisionKind.ADDED, "level3", None, _written(row), row, Place(), row.place, key)
            continue
        for name, was, now in _differences(earlier, row):
            yield _row(RevisionKind.CHANGED, name, was, now, row, earlier.place, row.place, key)
    for row in left:
        yield _row(RevisionKind.REMOVED, "level3", _written(row), None, row, row.place, Place(), 0)


def _row(
    kind: RevisionKind, name: str, was: Held, now: Held, row: Indicator, before: Place, after: Place, key: int
) -> CellRevision:
    places = (before.label, after.label)
    return CellRevision(kind, name, was, now, "", row.level2 or row.level1, row.level3, places[0], places[1], key)


def _differences(before: Indicator, after: Indicator) -> Iterator[tuple[str, Held, Held]]:
    """The cells of a row that differ, each with what it held and holds."""
    pairs: list[tuple[str, Held, Held]] = [
        ("level3", before.level3, after.level3),
        ("value", before.value.text, after.value.text),
        ("weight", before.weight, after.weight),
    ]
    for heading in dict.fromkeys((*after.extra, *before.extra)):
        pairs.append((heading, before.extra.get(heading, ""), after.extra.get(heading, "")))
    for name, was, now in pairs:
        if _held(was) != _held(now):
            yield name, _held(was), _held(now)


def _written(row: Indicator) -> str:
    return " ".join(part for part in (row.level3, row.value.text) if part)


def _row_itself(row: Indicator) -> tuple[str, ...]:
    return (row.level1, row.level2, text_key(row.level3), text_key(row.value.text))


def _row_name(row: Indicator) -> tuple[str, ...]:
    return (row.level1, row.level2, text_key(row.level3))


def _row_value(row: Indicator) -> tuple[str, ...]:
    """() for a blank value, which says nothing."""
    return (row.level1, row.level2, "", text_key(row.value.text)) if row.value.text else ()
