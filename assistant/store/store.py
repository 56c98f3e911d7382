"""The archive: opening, saving, reading and asking.

Reading opens the file so that nothing can be written, also in a folder where nothing may be; writing goes through sqlite-utils,
one transaction a document, with a rollback journal (a write-ahead log would need write access to read).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from types import TracebackType

from assistant.errors import AssistantError, BadQuery, DamagedArchive, UnknownName, UnreadableFile, UnwritableFile
from assistant.model.archive import ArchivedDocument, SaveOutcome, SearchHit
from assistant.model.fields import Field
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.knowledge import Knowledge
from assistant.model.library import LibraryEntry
from assistant.model.query import Compare, Measure, OneOf, Operator, Query, Result, Selection, TableRow, both
from assistant.model.revision import DocumentRevision
from assistant.model.similar import PastProject
from assistant.model.source import Source
from assistant.store import findings as of_review
from assistant.store import fulltext, schema, versions
from assistant.store.adopted import ANY, adopted_years, has_adopted
from assistant.store.candidates import past_projects
from assistant.store.deadline import FUNCTION, deadline
from assistant.store.execute.execution import Execution
from assistant.store.heads import heads
from assistant.store.knowledge import ArchiveKnowledge
from assistant.store.library import library
from assistant.store.rows import place_of, read_tables
from assistant.store.schema import text_key
from assistant.store.search import search
from assistant.store.writing import Writing

_PATIENCE = 30.0
"""Seconds to wait for another program that is writing."""

_CACHE = 32_000
"""Thousands of bytes of the archive that reading keeps at hand at most; filled only as far as it is read."""

_MAPPED = 2**30
"""Bytes of the archive that are read straight from the system's memory: a third less time on 100,000 tables."""

_EVERYTHING = 2**31

_ELSEWHERE = """
    SELECT wanted.key, name FROM json_each(?) AS wanted
    CROSS JOIN texts AS project ON project.key = json_extract(wanted.value, '$[0]')
    CROSS JOIN goal_tables ON project = project.id AND year IS json_extract(wanted.value, '$[1]')
    CROSS JOIN documents ON documents.id = document AND name <> ? AND documents.id > 0
    CROSS JOIN texts AS department ON department.id = goal_tables.department
    CROSS JOIN texts AS unit ON unit.id = goal_tables.unit
    WHERE (department.key = '' OR json_extract(wanted.value, '$[2]') IN ('', department.key))
    AND (unit.key = '' OR json_extract(wanted.value, '$[3]') IN ('', unit.key))
    ORDER BY wanted.key, document DESC"""

_DEPARTMENTS = """
    SELECT t.id, d.text FROM json_each(?) k CROSS JOIN goal_tables t ON t.id = k.value CROSS JOIN texts d ON d.id = t.department
    ORDER BY k.key"""


class BusyArchive(UnwritableFile):
    """Another program went on writing for longer than we wait."""


class Store:
    """One open archive. Open it with `Store.open`, as a context manager."""

    def __init__(self, connection: sqlite3.Connection, path: Path, tokens: fulltext.Tokens | None = None) -> None:
        self._connection = connection
        connection.create_function(FUNCTION, 3, deadline, deterministic=True)
        self._path = path
        self._tokens = tokens
        """What makes the words of the full text; None where the archive is only read."""
        self._knowledge: ArchiveKnowledge | None = None
        self._indexed: bool | None = None
        self._texts: dict[int | str | None, str] = {}
        """Texts that queries have read."""

    # opening

    @classmethod
    def open(cls, path: Path | str, *, write: bool = False) -> Store:
        """Open the archive; for writing, it is created where there is none and brought up to date.

        Raises UnreadableFile where there is no file to read, UnwritableFile where the file cannot be written, DamagedArchive
        where it is no archive, is damaged, or was made by a newer version.
        """
        path = Path(path)
        with _errors(path):
            _check_file(path)
            if not write:
                return cls._open_to_read(path)
            connection = sqlite3.connect(path, timeout=_PATIENCE)
            try:
                _check(connection, path, empty_is_fine=True)
                connection.execute("PRAGMA foreign_keys = ON")
                tokens = fulltext.Tokens(connection)
                _migrate(connection)
                fulltext.bring_up_to_date(connection)
            except BaseException:
                connection.close()
                raise
            return cls(connection, path, tokens)

    @classmethod
    def _open_to_read(cls, path: Path) -> Store:
        if not path.exists():
            raise UnreadableFile(
                f"没有找到档案“{path}”。", "请先用 jixiao import 导入绩效目标表，或检查 --archive 后面的文件名。"
            )
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE, check_same_thread=False)
        try:
            _check(connection, path, empty_is_fine=False)
            if schema.version(connection) < len(schema.MIGRATIONS):
                connection.close()
                cls.open(path, write=True).close()
                return cls._open_to_read(path)
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        except BaseException:
            connection.close()
            raise
        return cls(connection, path)

    def close(self) -> None:
        """Close the archive."""
        with _errors(self._path), closing(self._connection):
            if self._tokens is not None and self._connection.total_changes:
                self._analyse()

    def _analyse(self) -> None:
        """Tell SQLite how its tables have grown, once they have grown by half: its choice of indexes rests on it."""
        (tables,) = self._connection.execute("SELECT count(*) FROM goal_tables").fetchone()
        known = self._connection.execute("SELECT value FROM settings WHERE name = 'analysed'").fetchone()
        if known is None or tables > 1.5 * int(known[0]):
            with self._connection:
                self._connection.execute("ANALYZE")
                self._connection.execute("INSERT OR REPLACE INTO settings VALUES ('analysed', ?)", (str(tables),))

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # writing

    def save(
        self,
        source: Source,
        tables: Sequence[GoalTable],
        *,
        findings: Sequence[Finding] = (),
        path: str = "",
        original: bytes | None = None,
    ) -> SaveOutcome:
        """Save a document's tables and what was noticed in reading them, in one transaction.

        The same bytes (under any name) change nothing; a document of the same name with other bytes is replaced; what it held is
        kept as its earlier version. `path`: where the file is; `original`: the file, packed by `versions.pack`, to be kept too.
        """
        with _errors(self._path, self._tokens):
            outcome = Writing(self._connection).save(source, tables, findings, path, original)
        self._knowledge = None
        return outcome

    def remove(self, document: int) -> None:
        """Delete the document of this key with its tables, earlier versions and original, in one transaction."""
        with _errors(self._path, self._tokens):
            Writing(self._connection).remove(document)
        self._knowledge = None

    # reading

    def elsewhere(self, source: Source, tables: Sequence[GoalTable]) -> tuple[tuple[GoalTable, str], ...]:
        """Those of the document's tables that stand in other documents too, each with the name of the first of these.

        The same is a table of the same project, year, department and unit; a blank department or unit fits any.
        """
        wanted = json.dumps([(text_key(t.project), t.year, text_key(t.department), text_key(t.unit)) for t in tables])
        with _errors(self._path):
            found = dict(self._connection.execute(_ELSEWHERE, (wanted, source.document)).fetchall())
        return tuple((table, found[at]) for at, table in enumerate(tables) if at in found)

    def documents(self) -> tuple[ArchivedDocument, ...]:
        """The documents in the order in which they came in."""
        return self._documents("id > 0")

    def document(self, key: int) -> ArchivedDocument:
        """The document of this key; raises UnknownName where there is none."""
        for document in self._documents("id = ?", key):
            return document
        raise UnknownName(f"档案里没有编号为{key}的文件。", "它可能已被移出，请重新查找。")

    def _documents(self, which: str, *values: int) -> tuple[ArchivedDocument, ...]:
        select = (
            "SELECT id, name, sha256, format, path,"
            " (SELECT count(*) FROM goal_tables t WHERE t.id BETWEEN documents.id * ? AND (documents.id + 1) * ? - 1)"
            f" FROM documents WHERE {which} ORDER BY id"
        )
        size = schema.TABLES_OF_DOCUMENT
        with _errors(self._path):
            return tuple(ArchivedDocument(*row) for row in self._connection.execute(select, (size, size, *values)))

    def name_for(self, name: str, path: str, tables: Sequence[GoalTable]) -> str:
        """The name under which a file of this name and path is saved: that of the document which it is a newer version of.

        That is the one from the same path, else the one of the same name, unless it came from elsewhere and has no project in
        common: then they are two documents, and the new one is named with as many of its folders as tell it apart.
        """
        with _errors(self._path):
            return versions.name_for(self._connection, name, path, tables)

    def document_of(self, sha256: str) -> int:
        """The key of the document with this hash; 0 for none."""
        with _errors(self._path):
            row = self._connection.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
            return 0 if row is None else int(row[0])

    def tables_of(self, document: int) -> tuple[int, ...]:
        """The keys of a document's tables, in its order."""
        with _errors(self._path):
            return tuple(versions.table_keys(self._connection, document))

    def revision_of(self, document: int) -> DocumentRevision | None:
        """What the document changed against its version before; None where there is none."""
        with _errors(self._path):
            return versions.revision_of(self._connection, document)

    def has_original(self, sha256: str) -> bool:
        """Whether the file of this hash is kept."""
        with _errors(self._path):
            return versions.has_original(self._connection, sha256)

    def original(self, sha256: str) -> bytes | None:
        """The bytes of the file with this hash; None where it was not kept."""
        with _errors(self._path):
            return versions.original(self._connection, sha256)

    def findings(self, document: int) -> tuple[Finding, ...]:
        """What was noticed in reading the document of this key, in order."""
        with _errors(self._path):
            return tuple(
                Finding(rule, Severity(severity), place_of(place), message, advice)
                for rule, severity, place, message, advice in self._connection.execute(
                    "SELECT rule, severity, place, message, advice FROM findings WHERE document = ? ORDER BY position",
                    (document,),
                )
            )

    def tables(self, year: int | None = None) -> Iterator[TableRow]:
        """All tables, of one year or of all, the latest year first, then in the order of documents.

        Adopted drafts come only where their year is named.
        """
        where = None if year is None else both(_equal(Field.YEAR, year), ANY)
        with _errors(self._path):
            yield from self._execution(_EVERYTHING).stream(Selection(where=where))

    def heads(self, year: int | None = None) -> tuple[TableRow, ...]:
        """The heads of all tables or of one year's with department and unit, adopted drafts left out; without any places.

        The latest year first, then in the order of documents.
        """
        with _errors(self._path):
            self._connection.execute("PRAGMA mmap_size = 0")  # a walk through it all would count as memory of the process
            try:
                return tuple(heads(self._connection, year))
            finally:
                self._connection.execute(f"PRAGMA mmap_size = {_MAPPED}")

    def find(self, project_name: str, year: int | None = None) -> list[TableRow]:
        """The tables of exactly this project name (blanks, width and case aside), the latest year first.

        Adopted drafts come only where their year is named, after the others.
        """
        named = OneOf(Field.PROJECT, (project_name,))
        where = named if year is None else both(named, _equal(Field.YEAR, year), ANY)
        with _errors(self._path):
            found = self._execution(_EVERYTHING).members(Selection(where=where)).tables
        return sorted(found, key=lambda table: table.is_draft)

    def load(self, key: int) -> GoalTable:
        """The goal table of this key; raises UnknownName where there is none."""
        for table in self.load_all((key,)):
            return table
        raise UnknownName(f"档案里没有编号为{key}的绩效目标表。", "它可能已被重新导入的文件替换，请重新查找。")

    def departments_of(self, keys: Iterable[int]) -> Mapping[int, str]:
        """The department of each table, "" where it names none, in the order of the keys; a key that is gone is left out."""
        with _errors(self._path):
            return dict(self._connection.execute(_DEPARTMENTS, (json.dumps(list(keys)),)))

    def load_all(self, keys: Sequence[int]) -> Iterator[GoalTable]:
        """The goal tables of these keys in their order; a key that does not exist is left out."""
        with _errors(self._path):
            yield from read_tables(self._connection, keys)

    def run(self, query: Query, *, limit: int = 1000) -> Result:
        """What the query finds; lists are cut at `limit`, `Result.count` says how many there are."""
        with _errors(self._path):
            try:
                return self._execution(limit).run(query)
            except sqlite3.OperationalError as error:
                if of_review.HELD not in str(error):
                    raise
            of_review.begin(self._connection)  # a query about findings, of which none are held yet
            return self._execution(limit).run(query)

    def hold_findings(self, found: Mapping[int, Iterable[of_review.Level]]) -> None:
        """Holds the findings of these tables (by key; rule and level of each) as long as the archive is open, for queries.

        Nothing is written to the archive.
        """
        with _errors(self._path):
            of_review.begin(self._connection)
            of_review.hold(self._connection, found)

    def search(self, words: Sequence[str], limit: int = 50) -> tuple[SearchHit, ...]:
        """The cells in which the words stand, best first; any substring of a cell is found."""
        with _errors(self._path):
            return search(self._connection, words, limit, self._is_indexed())

    def past_projects(self, phrases: Sequence[str], limit: int) -> tuple[PastProject, ...]:
        """Past projects in their latest year: all of a small archive, else those that share most of the phrases."""
        with _errors(self._path):
            return past_projects(self._connection, phrases, limit, self._is_indexed())

    def library(self, level2: str, phrases: Sequence[str], limit: int) -> tuple[LibraryEntry, ...]:
        """The indicators of a second level ("" for all) whose names hold any of the phrases (() for any), the nearest first."""
        with _errors(self._path):
            return library(self._connection, level2, phrases, limit, self._is_indexed())

    def knowledge(self, *, drafts: bool = False) -> Knowledge:
        """What the understanding of questions may ask of the archive, with the adopted drafts where `drafts`.

        Read once and kept while the archive is open; with drafts it is read anew, since they come and go with a word.
        """
        if drafts:
            return ArchiveKnowledge(self._connection, self._is_indexed(), drafts=True)
        if self._knowledge is None:
            self._knowledge = ArchiveKnowledge(self._connection, self._is_indexed())
        return self._knowledge

    def adopted_years(self) -> tuple[int, ...]:
        """The years of which there are adopted drafts (采用的草稿), ascending; () where there are none."""
        with _errors(self._path):
            return adopted_years(self._connection)

    def _execution(self, limit: int) -> Execution:
        return Execution(self._connection, limit, self._is_indexed(), has_adopted(self._connection), self._texts)

    def _is_indexed(self) -> bool:
        if self._indexed is None:
            self._indexed = fulltext.is_current(self._connection)
        return self._indexed


def _equal(field: Field, value: int) -> Compare:
    return Compare(Measure(field), Operator.EQUAL, Decimal(value))


_MAGIC = b"SQLite format 3\0"


def _check_file(path: Path) -> None:
    """Raises DamagedArchive for a file that is no database: SQLite would write over a very short one."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise UnreadableFile(f"“{path}”打不开（{_refusal(error)}）。", "请确认它是文件而不是文件夹，并且有读取权限。") from error
    if head and head != _MAGIC:
        raise DamagedArchive(f"“{path}”不是绩效目标表档案。", "请换一个 --archive 文件，或用 jixiao import 另建一个档案。")


def _migrate(connection: sqlite3.Connection) -> None:
    """Run the missing migrations; where another program runs the same ones at once, only the first does it."""
    while (had := schema.version(connection)) < len(schema.MIGRATIONS):
        try:
            schema.migrate(connection)
        except sqlite3.OperationalError:
            if schema.version(connection) == had:
                raise


def _refusal(error: OSError) -> str:
    """Why the system did not open a file."""
    if isinstance(error, PermissionError):
        return "没有权限"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹"
    return "路径中间有一段不是文件夹" if isinstance(error, NotADirectoryError) else "系统没有说明原因"


def _check(connection: sqlite3.Connection, path: Path, *, empty_is_fine: bool) -> None:
    """Raises DamagedArchive where the file is no archive of ours or newer than this program."""
    if schema.is_empty(connection):
        if empty_is_fine:
            return
        raise DamagedArchive(
            f"“{path}”是空文件，里面没有档案。", "请用 jixiao import 重新导入绩效目标表，或换一个 --archive 文件。"
        )
    if not schema.is_archive(connection):
        raise DamagedArchive(f"“{path}”是别的程序的数据库，不是绩效目标表档案。", "请换一个 --archive 文件。")
    if schema.version(connection) > len(schema.MIGRATIONS):
        raise DamagedArchive(f"档案“{path}”是用更新版本的程序建立的，这个版本打不开。", "请升级程序，或换一个 --archive 文件。")


_BUSY = ("locked", "busy")
_DENIED = ("readonly", "read-only", "unable to open", "disk is full", "disk i/o", "permission")
_TOO_COMPLEX = ("parser stack overflow", "too large", "too many", "depth")


@contextmanager
def _errors(path: Path, tokens: fulltext.Tokens | None = None) -> Iterator[None]:
    """SQLite's errors as those of the program; what stopped the making of words comes out as it was."""
    try:
        yield
    except sqlite3.Error as error:
        failure = tokens.take_failure() if tokens is not None else None
        if failure is not None:
            raise failure from None
        raise _told(error, path) from error
    except OverflowError as error:
        raise UnwritableFile(f"有数字太大，档案“{path}”存不下。", "请检查原表中的年度和金额。") from error


def _told(error: sqlite3.Error, path: Path) -> AssistantError:
    words = str(error).lower()
    if any(word in words for word in _BUSY):
        return BusyArchive(f"另一个 jixiao 正在写档案“{path}”，等了{_PATIENCE:.0f}秒还没有写完。", "请等它写完再试。")
    if any(word in words for word in _DENIED):
        return UnwritableFile(f"档案“{path}”打不开或不能写入。", "请检查文件夹是否存在、有没有写入权限、磁盘是否已满。")
    if any(word in words for word in _TOO_COMPLEX):
        return BadQuery("这个查询太复杂，条件太多或套得太深。", "请把它分成几个问题来问。")
    return DamagedArchive(f"档案“{path}”已损坏，或者不是绩效目标表档案。", "请恢复备份，或删除后用 jixiao import 重新导入。")
