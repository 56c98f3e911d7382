"""Files and folders into the archive: each file whole or not at all, each with a report, none stopping the others.

Files are read in processes beside this one, as many as there are processors, each within limits of time and memory; they are
stored here in the order of their names, so that the archive comes out the same however many processes there are. What little
plain text there is to read is read here at once: it can neither last nor grow.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from assistant.errors import UnreadableFile, UnwritableFile
from assistant.model.archive import ArchivedDocument, SaveOutcome
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.model.revision import DocumentRevision, RevisionKind
from assistant.model.source import Source
from assistant.normalise import Normalised
from assistant.store.store import Store
from assistant.store.writing import check_size
from assistant.tasks.find_files import FoundFile, LeftOut, find_files, kept_path
from assistant.tasks.read_file import FileRead, ReadJob, file_bytes, file_hash, read_document, read_file
from assistant.tasks.refusal import is_there, writing
from assistant.tasks.side_by_side import Lost, NotWanted, SideBySide
from assistant.wording import wording

__all__ = ["FileReport", "FileStatus", "Plan", "archived_report", "import_files", "plan_import", "read_document"]

MEGABYTES = 800
"""Memory that reading one file may take; with what the program takes itself it stays below a gigabyte."""
SECONDS = 45
"""Seconds that reading any file may take …"""
SECONDS_A_MEGABYTE = 20
"""… and so many more for each megabyte of it."""
_MOST_SECONDS = 900
_MOST_PROCESSES = 8
_AHEAD = 4
"""As many files for each process are read before the one that is stored next."""
_LIGHT = 128 * 1024
"""Bytes of plain text that are read in this process."""
_FEW = 4
"""As many such files; more are read side by side."""
_HEAVY = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How files begin that unpack to something else."""


class FileStatus(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    """Its tables are in the archive (in a trial run: would be)."""
    UNCHANGED = "unchanged"
    """The same bytes were there already."""
    REPLACED = "replaced"
    """A document of this name was there with other bytes; its tables were replaced, and are kept as its earlier version."""
    SKIPPED = "skipped"
    """It was read and holds no project goal table."""
    FAILED = "failed"
    """It could not be read or stored."""
    ARCHIVED = "archived"
    """It is a document of the archive: in lists of these, not of what was imported."""


@record
class FileReport:
    """One file as the import met it."""

    file: str
    """Its path as the user wrote it, or below the folder the user wrote."""
    status: FileStatus
    reason: str = ""
    """Why it was skipped or failed, and what to do."""
    tables: tuple[GoalTable, ...] = ()
    notes: tuple[str, ...] = ()
    """What a newer version changed, which tables the archive has from other files too, which other tables stand in the file, what
    is doubtful and what was repaired, in this order, each with its place."""
    is_folder: bool = False
    """It is a folder, with nothing to read in it or not to be opened."""
    size: int = 0
    """Its bytes when it was found."""
    keys: tuple[int, ...] = ()
    """The store's keys of the tables; () in a trial run."""
    findings: tuple[Finding, ...] = ()
    """What was noticed in reading it, as values: what the notes say of it, with its places."""
    doubled: int = 0
    """How many of its tables the archive has from other files too: they count twice."""
    errors: int = 0
    """How many errors (错误) a review of its tables finds, where that was asked for."""
    warnings: int = 0
    trace: str = ""
    """Where the program failed, for those who mend it; "" where it did not."""
    document: str = ""
    """The name of its document in the archive; "" where it has none."""


@record
class Plan:
    """What an import will do."""

    items: tuple[FoundFile | LeftOut, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(item.size for item in self.items if isinstance(item, FoundFile))


def plan_import(paths: Sequence[Path]) -> Plan:
    """The files that the paths stand for, in the order in which they are reported."""
    return Plan(tuple(find_files(paths)))


def import_files(
    archive: Path,
    paths: Sequence[Path] | Plan,
    *,
    dry_run: bool = False,
    keep_originals: bool = False,
    review: bool = False,
    processes: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Generator[FileReport, None, None]:
    """Reads the files, and folders with all that is in them, into the archive, reporting each file as it is done.

    The archive is made when the first table goes in. Hidden files, and links that lead out of a folder, are not followed. Whoever
    stops iterating, is interrupted, or says so through `stopped`, keeps what was reported. With `dry_run` nothing is written;
    with `keep_originals` the files themselves are kept; with `review` the errors and warnings of each file are counted. So many
    `processes` read, as many as there are processors where it is None, none but this one where it is 0. Raises DamagedArchive,
    UnreadableFile and UnwritableFile for the archive; what is wrong with a file is in its report.
    """
    plan = paths if isinstance(paths, Plan) else plan_import(paths)
    with ExitStack() as open_until_done:
        destination = _Destination(archive, open_until_done, dry_run=dry_run, keep=keep_originals)
        reading = open_until_done.enter_context(_Reading(plan, processes, destination.keeps, review, stopped))
        waiting: deque[tuple[FoundFile | LeftOut, _Pending]] = deque()
        for number, item in enumerate(plan.items, start=1):
            if isinstance(item, FoundFile):
                waiting.append((item, destination.known(item) or reading.begin(item)))
            else:
                waiting.append((item, FileRead))
            while waiting and (len(waiting) > reading.ahead or number == len(plan.items)):
                if stopped():
                    return
                first, pending = waiting.popleft()
                try:
                    found = pending()
                except NotWanted:
                    return
                yield _left_out(first) if isinstance(first, LeftOut) else destination.take(first, found)


@record
class _Known:
    """The archive has a file of these bytes already."""

    document: int
    """Its key."""


_Pending = Callable[[], FileRead | _Known]
"""Gives what became of a file, once it is its turn."""


# reading


class _Reading:
    """Reads files here or aside; close it, or use `with`."""

    def __init__(self, plan: Plan, processes: int | None, keep: bool, review: bool, stopped: Callable[[], bool]) -> None:
        files = [item for item in plan.items if isinstance(item, FoundFile)]
        self._keep, self._stopped = keep, stopped
        self._settings = _settings_path() if review else None
        most = min(_processors() if processes is None else processes, len(files), _MOST_PROCESSES)
        self.ahead = _AHEAD * most
        """How many files are begun before the first of them has to be done."""
        self._aside: SideBySide[ReadJob, FileRead] | None = None
        if processes != 0 and not (len(files) <= _FEW and all(map(_is_light, files))):
            self._aside = SideBySide(read_file, max(most, 1), MEGABYTES)

    def __enter__(self) -> _Reading:
        return self

    def __exit__(self, *_: object) -> None:
        if self._aside is not None:
            self._aside.close()

    def begin(self, item: FoundFile) -> _Pending:
        """Begins to read the file."""
        job = ReadJob(item.path, item.document, self._keep, self._settings)
        if self._aside is not None:
            seconds = min(SECONDS + SECONDS_A_MEGABYTE * item.size // 1024**2, _MOST_SECONDS)
            try:
                return partial(self._result, self._aside.submit(job, seconds), seconds)
            except OSError:  # the system starts no processes
                self._aside.close()
                self._aside = None
        return partial(_read_here, job)

    def _result(self, ticket: int, seconds: int) -> FileRead:
        if self._aside is None:
            return FileRead(failure=_word("died"))
        try:
            found = self._aside.result(ticket, self._stopped)
        except OSError:  # its process ended, and the system starts no other
            found = Lost.DIED
        match found:
            case Lost.TIME:
                return FileRead(failure=_word("too_long", 秒=seconds))
            case Lost.MEMORY:
                return FileRead(failure=_word("too_much_memory", 兆=MEGABYTES))
            case Lost.DIED:
                return FileRead(failure=_word("died"))
        return found


def _read_here(job: ReadJob) -> FileRead:
    try:
        return read_file(job)
    except MemoryError:
        return FileRead(failure=_word("died"))


def _is_light(item: FoundFile) -> bool:
    """Is it little plain text, whatever its name says?"""
    if item.size > _LIGHT:
        return False
    try:
        return not file_bytes(item.path).startswith(_HEAVY)
    except UnreadableFile:
        return True  # so it will be said


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _settings_path() -> Path:
    from assistant.tasks.settings_file import settings_path

    return settings_path()


# storing


class _Destination:
    """The archive that files go into, or in a trial run would go into."""

    def __init__(self, archive: Path, open_until_done: ExitStack, *, dry_run: bool, keep: bool) -> None:
        self._archive, self._open_until_done, self._dry_run = archive, open_until_done, dry_run
        self.keeps = keep and not dry_run
        """Whether files themselves are kept."""
        self._store: Store | None = None
        self._documents: dict[str, int] = {}
        """Documents of the archive by the hashes of their files."""
        self._met: set[str] = set()
        """Hashes of this run's files."""
        if is_there(archive):
            with writing(archive):
                self._store = open_until_done.enter_context(Store.open(archive, write=not dry_run))
            self._documents = {one.sha256: one.key for one in self._store.documents() if one.sha256}

    def known(self, item: FoundFile) -> _Pending | None:
        """What stands for a file whose bytes the archive has, which need not be read; None for any other."""
        if not self._documents or self._store is None:
            return None
        try:
            sha256 = file_hash(item.path)
        except UnreadableFile as error:
            return partial(FileRead, failure=str(error))
        document = self._documents.get(sha256)
        if document is None or (self.keeps and not self._store.has_original(sha256)):
            return None
        return partial(_Known, document)

    def take(self, item: FoundFile, found: FileRead | _Known) -> FileReport:
        """Stores what was read, and reports it."""
        if isinstance(found, _Known):
            return self._unchanged(item, found)
        if found.source is None:
            return FileReport(str(item.path), FileStatus.FAILED, found.failure, size=item.size, trace=found.trace)
        try:
            check_size(found.found.tables)
        except UnwritableFile as error:
            return FileReport(str(item.path), FileStatus.FAILED, str(error), size=item.size)
        notes = _notes((*found.found.skipped, *sorted(found.found.findings, key=_repairs_last)))
        if not found.found.tables:
            return _without_tables(item, found.found, notes)
        path = kept_path(item.path)
        name = found.source.document if self._store is None else self._store.name_for(item.document, path, found.found.tables)
        source, tables = _named(found, name)
        status, keys, revision = self._save(source, tables, found, path)
        if status is FileStatus.UNCHANGED and not self._dry_run:
            return self._unchanged(item, _Known(self._documents[source.sha256]))
        doubled: tuple[tuple[GoalTable, str], ...] = ()
        if self._store is not None and status is not FileStatus.UNCHANGED:
            doubled = self._store.elsewhere(source, tables)
        return FileReport(
            str(item.path),
            status,
            "",
            tables,
            (*_revised(revision), *_doubled(doubled), *notes),
            size=item.size,
            keys=keys,
            findings=(*found.found.skipped, *sorted(found.found.findings, key=_repairs_last)),
            doubled=len(doubled),
            errors=0 if status is FileStatus.UNCHANGED else found.errors,
            warnings=0 if status is FileStatus.UNCHANGED else found.warnings,
            document="" if self._dry_run else name,
        )

    def _unchanged(self, item: FoundFile, known: _Known) -> FileReport:
        assert self._store is not None
        told = archived_report(self._store, self._store.document(known.document))
        return replace(told, file=str(item.path), status=FileStatus.UNCHANGED, size=item.size)

    def _save(
        self, source: Source, tables: Sequence[GoalTable], found: FileRead, path: str
    ) -> tuple[FileStatus, tuple[int, ...], DocumentRevision | None]:
        """What it came to, the store's keys of the tables, and what changed against the version before."""
        if self._dry_run:
            status = self._would_be(source)
            self._met.add(source.sha256)
            return status, (), None
        with writing(self._archive):
            if self._store is None:
                self._archive.parent.mkdir(parents=True, exist_ok=True)
                self._store = self._open_until_done.enter_context(Store.open(self._archive, write=True))
            store = self._store
            outcome = store.save(source, tables, findings=found.found.findings, path=path, original=found.original)
        document = store.document_of(source.sha256)
        self._documents[source.sha256] = document
        revision = store.revision_of(document) if outcome is SaveOutcome.REPLACED else None
        return FileStatus(outcome), store.tables_of(document), revision

    def _would_be(self, source: Source) -> FileStatus:
        """What saving the document would come to."""
        if source.sha256 in self._met or source.sha256 in self._documents:
            return FileStatus.UNCHANGED
        known = () if self._store is None else self._store.documents()
        return FileStatus.REPLACED if any(document.name == source.document for document in known) else FileStatus.IMPORTED


def _named(found: FileRead, name: str) -> tuple[Source, tuple[GoalTable, ...]]:
    """The source and the tables under the document's name in the archive."""
    assert found.source is not None
    if name == found.source.document:
        return found.source, found.found.tables
    source = replace(found.source, document=name)
    own = found.source
    return source, tuple(replace(table, source=source) if table.source == own else table for table in found.found.tables)


# reporting


def archived_report(store: Store, document: ArchivedDocument) -> FileReport:
    """What the archive tells about one of its documents."""
    keys = store.tables_of(document.key)
    findings = tuple(sorted(store.findings(document.key), key=_repairs_last))
    return FileReport(
        document.name,
        FileStatus.ARCHIVED,
        "",
        tuple(store.load_all(keys)),
        _notes(findings),
        keys=keys,
        findings=findings,
        document=document.name,
    )


def _left_out(item: LeftOut) -> FileReport:
    status = FileStatus.FAILED if item.is_failure else FileStatus.SKIPPED
    return FileReport(item.path, status, item.reason, is_folder=item.is_folder)


def _without_tables(item: FoundFile, found: Normalised, notes: tuple[str, ...]) -> FileReport:
    """The report on a file that was read and gave no table: skipped for what it is, failed where that is open."""
    status = FileStatus.SKIPPED if found.skipped else FileStatus.FAILED
    why, *others = notes or (_word("no_table"),)
    return FileReport(str(item.path), status, why, (), tuple(others), size=item.size)


def _revised(revision: DocumentRevision | None) -> tuple[str, ...]:
    """One note on what a newer version changed."""
    if revision is None:
        return ()
    if not revision.tables:
        return (_word("revised_nothing"),)
    kinds = [table.kind for table in revision.tables]
    parts = [_word(f"revised_{kind}", 张数=kinds.count(kind), 处数=revision.cells) for kind in RevisionKind if kind in kinds]
    return (_word("revised", 情况="，".join(parts)),)


def _doubled(elsewhere: Sequence[tuple[GoalTable, str]]) -> tuple[str, ...]:
    """One note for all tables that the archive has from other documents as well."""
    if not elsewhere:
        return ()
    table, document = elsewhere[0]
    year = "" if table.year is None else _word("of_year", 年度=table.year)
    documents = len({name for _, name in elsewhere})
    where = _word("from_several", 文件=document, 个数=documents) if documents > 1 else _word("from_one", 文件=document)
    if len(elsewhere) > 1:
        return (_word("doubled_several", 项目=table.project, 年度=year, 张数=len(elsewhere), 出处=where, 文件=document),)
    return (_word("doubled", 项目=table.project, 年度=year, 出处=where, 文件=document),)


def _repairs_last(finding: Finding) -> bool:
    return finding.severity is Severity.REPAIR


def _notes(findings: Sequence[Finding]) -> tuple[str, ...]:
    """A note for each finding; one for all that say the same of places that cannot be told apart, with their number."""
    counted = Counter(map(_note, findings))
    return tuple(note if many == 1 else _word("alike", 话=note, 处数=many) for note, many in counted.items())


def _note(finding: Finding) -> str:
    """The finding in one line; its place goes before it unless it names the place itself."""
    place = finding.place.label
    if finding.message.startswith(place):
        place = ""
    return f"{place}：{finding.message}{finding.advice}" if place else f"{finding.message}{finding.advice}"


def _word(key: str, **slots: object) -> str:
    return wording("interface/import")(key, **slots)
