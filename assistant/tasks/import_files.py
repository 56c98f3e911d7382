"""Files and folders into the archive: each file whole or not at all, each with a report, none stopping the others."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from enum import StrEnum
from pathlib import Path, PurePath

from assistant.errors import UnreadableFile
from assistant.model.document import RawDocument
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.model.source import Source
from assistant.normalise import Normalised, normalise
from assistant.readers import read
from assistant.store.store import Store
from assistant.tasks.refusal import is_there, reason, writing
from assistant.wording import wording

LARGEST = 200 * 1024 * 1024
"""Bytes of the largest file that is read; no document with goal tables comes near."""


_ARCHIVED_PAGES = (".mht", ".mhtml")
"""Endings of web pages that a browser packed into one file; they pass for text."""


class FileStatus(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    """Its tables are in the archive (in a trial run: would be)."""
    UNCHANGED = "unchanged"
    """The same bytes were there already."""
    REPLACED = "replaced"
    """A document of this name was there with other bytes; its tables were replaced."""
    SKIPPED = "skipped"
    """It was read and holds no project goal table."""
    FAILED = "failed"
    """It could not be read or stored."""


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
    """Which tables the archive has from other files too, which other tables stand in the file, what is doubtful and what was
    repaired, in this order, each with its place."""
    is_folder: bool = False
    """It is a folder, with nothing to read in it or not to be opened."""


@record
class _Found:
    """A file to read."""

    path: Path
    document: str
    """The name that its document gets: the file's own, with its folders where two files of this run have the same."""


def read_document(data: bytes, name: str) -> tuple[RawDocument, Normalised]:
    """The goal tables of a file's bytes; `name` is the file's name. Raises UnreadableFile."""
    if PurePath(name).suffix.lower() in _ARCHIVED_PAGES:
        raise UnreadableFile(_word("kind_not_read", 文件=name))
    raw = read(data, name)
    found = normalise(raw)
    return raw, replace(found, findings=(*found.findings, *_incomplete(found.tables))) if raw.source.format == "json" else found


def _incomplete(tables: Sequence[GoalTable]) -> Iterator[Finding]:
    """A doubt for each table that came as data without its year, its money or its indicators."""
    for table in tables:
        has_money = table.total is not None or any(fund.amount is not None for fund in table.funds)
        parts = (("year", table.year is not None), ("money", has_money), ("indicators", bool(table.indicators)))
        missing = [_word(f"part_{part}") for part, has in parts if not has]
        if missing:
            message = _word("incomplete", 项目=table.project, 缺少="、".join(missing))
            yield Finding("incomplete-table", Severity.DOUBT, table.place, message, _word("incomplete_advice"))


def import_files(archive: Path, paths: Sequence[Path], *, dry_run: bool = False) -> Iterator[FileReport]:
    """Reads the files, and folders with all that is in them, into the archive, reporting each file as it is done.

    The archive is made when the first table goes in. Hidden files, and links that lead out of a folder, are not followed. Whoever
    stops iterating, or is interrupted, keeps what was reported. With `dry_run` nothing is written. Raises DamagedArchive,
    UnreadableFile and UnwritableFile for the archive; what is wrong with a file is in its report.
    """
    items = [item for path in paths for item in _find(path)]
    with ExitStack() as open_until_done:
        store: Store | None = None
        if is_there(archive):
            with writing(archive):
                store = open_until_done.enter_context(Store.open(archive, write=not dry_run))
        for item in items:
            if isinstance(item, FileReport):
                yield item
                continue
            try:
                raw, found = read_document(_bytes(item.path), item.document)
            except UnreadableFile as error:
                yield FileReport(str(item.path), FileStatus.FAILED, str(error))
                continue
            notes = tuple(map(_note, (*found.skipped, *sorted(found.findings, key=_repairs_last))))
            if not found.tables:
                yield _without_tables(item, found, notes)
                continue
            if dry_run:
                status = FileStatus.IMPORTED if store is None else _would_be(store, raw.source)
            else:
                with writing(archive):
                    if store is None:
                        archive.parent.mkdir(parents=True, exist_ok=True)
                        store = open_until_done.enter_context(Store.open(archive, write=True))
                    status = FileStatus(store.save(raw.source, found.tables, findings=found.findings))
            if store is not None and status is not FileStatus.UNCHANGED:
                notes = (*_doubled(store.elsewhere(raw.source, found.tables)), *notes)
            yield FileReport(str(item.path), status, "", found.tables, notes)


def count_files(paths: Sequence[Path]) -> int:
    """How many reports `import_files` will give for the paths."""
    return sum(len(_find(path)) for path in paths)


def _doubled(elsewhere: Sequence[tuple[GoalTable, str]]) -> tuple[str, ...]:
    """One note for all tables that the archive has from other documents as well."""
    if not elsewhere:
        return ()
    table, document = elsewhere[0]
    year = "" if table.year is None else _word("of_year", 年度=table.year)
    documents = len({name for _, name in elsewhere})
    where = _word("from_several", 文件=document, 个数=documents) if documents > 1 else _word("from_one", 文件=document)
    if len(elsewhere) > 1:
        return (_word("doubled_several", 项目=table.project, 年度=year, 张数=len(elsewhere), 出处=where),)
    return (_word("doubled", 项目=table.project, 年度=year, 出处=where),)


def _would_be(store: Store, source: Source) -> FileStatus:
    """What saving the document would come to."""
    documents = store.documents()
    if any(document.sha256 == source.sha256 for document in documents):
        return FileStatus.UNCHANGED
    return FileStatus.REPLACED if any(document.name == source.document for document in documents) else FileStatus.IMPORTED


def _without_tables(item: _Found, found: Normalised, notes: tuple[str, ...]) -> FileReport:
    """The report on a file that was read and gave no table: skipped for what it is, failed where that is open."""
    status = FileStatus.SKIPPED if found.skipped else FileStatus.FAILED
    why, *others = notes or (_word("no_table"),)
    return FileReport(str(item.path), status, why, (), tuple(others))


def _find(path: Path) -> list[_Found | FileReport]:
    """The files that a path of the command line stands for, in the order of their names."""
    try:
        kind = path.stat().st_mode
    except OSError as refusal:
        missing = "no_such_file" if isinstance(refusal, FileNotFoundError) else "unreadable"
        return [FileReport(str(path), FileStatus.FAILED, _word(missing, 原因=reason(refusal)))]
    if not stat.S_ISDIR(kind):
        return [_Found(path, path.name)]
    found: list[_Found | FileReport] = []
    for folder, below, names in os.walk(path, onerror=lambda refusal: found.append(_refused_folder(refusal))):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names) + [name for name in below if os.path.islink(Path(folder, name))]:
            file = Path(folder, name)
            if name.startswith("."):
                continue
            if os.path.islink(file):  # unlike Path.is_symlink, False where the folder may be listed but not entered
                if not file.resolve().is_relative_to(path.resolve()):
                    found.append(FileReport(str(file), FileStatus.SKIPPED, _word("link_outside")))
                continue  # what a link inside the folder leads to is met anyway
            found.append(_Found(file, name))
    if not found:
        return [FileReport(str(path), FileStatus.FAILED, _word("empty_folder"), is_folder=True)]
    names_taken = Counter(item.document for item in found if isinstance(item, _Found))
    return [
        _Found(item.path, item.path.relative_to(path).as_posix())
        if isinstance(item, _Found) and names_taken[item.document] > 1
        else item
        for item in found
    ]


def _refused_folder(refusal: OSError) -> FileReport:
    return FileReport(str(refusal.filename), FileStatus.FAILED, _word("unreadable", 原因=reason(refusal)), is_folder=True)


def _bytes(path: Path) -> bytes:
    """What is in the file; UnreadableFile for what is no file or too large to be a document."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableFile(_word("no_file"))
        if about.st_size > LARGEST:
            raise UnreadableFile(_word("too_large", 兆=about.st_size // 1024**2))
        return path.read_bytes()
    except OSError as refusal:
        raise UnreadableFile(_word("unreadable", 原因=reason(refusal))) from refusal


def _repairs_last(finding: Finding) -> bool:
    return finding.severity is Severity.REPAIR


def _note(finding: Finding) -> str:
    """The finding in one line; its place goes before it unless it names the place itself."""
    place = finding.place.label
    if finding.message.startswith(place):
        place = ""
    return f"{place}：{finding.message}{finding.advice}" if place else f"{finding.message}{finding.advice}"


def _word(key: str, **slots: object) -> str:
    return wording("interface/import")(key, **slots)
