"""One file read into goal tables, in whatever process: from its bytes to what the archive takes, nothing stored."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from traceback import format_exc

from assistant.errors import AssistantError, UnreadableFile
from assistant.model.document import RawDocument
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.model.source import Source
from assistant.normalise import Normalised, normalise
from assistant.readers import read
from assistant.tasks.refusal import reason
from assistant.wording import wording

LARGEST = 200 * 1024 * 1024
"""Bytes of the largest file that is read; no document with goal tables comes near."""


@record
class ReadJob:
    """A file to read."""

    path: Path
    document: str
    """The name that its document gets."""
    keep: bool = False
    """Whether its bytes are wanted too, packed."""
    settings: Path | None = None
    """The user's settings file, where its tables are to be reviewed too."""


@record
class FileRead:
    """What became of it."""

    source: Source | None = None
    """None where it could not be read."""
    found: Normalised = Normalised(())
    failure: str = ""
    """Why it could not be read, and what to do."""
    trace: str = ""
    """Where the program failed, for those who mend it; "" where the file is to blame."""
    original: bytes | None = None
    """Its bytes, packed, where they are wanted."""
    errors: int = 0
    """How many errors (错误) a review of its tables finds."""
    warnings: int = 0


def read_document(data: bytes, name: str) -> tuple[RawDocument, Normalised]:
    """The goal tables of a file's bytes; `name` is the file's name. Raises UnreadableFile."""
    raw = read(data, name)
    found = normalise(raw)
    return raw, replace(found, findings=(*found.findings, *_incomplete(found.tables))) if raw.source.format == "json" else found


def read_file(job: ReadJob) -> FileRead:
    """Reads the file. Whatever is wrong with it, or with us, is in what comes back; only MemoryError is raised."""
    try:
        data = file_bytes(job.path)
        raw, found = read_document(data, job.document)
        errors, warnings = _review(found.tables, job.settings) if job.settings is not None and found.tables else (0, 0)
    except UnreadableFile as error:
        return FileRead(failure=str(error))
    except MemoryError:
        raise
    except Exception as error:
        failure = _word("unexpected", 错误=f"{type(error).__name__}")
        return FileRead(failure=failure, trace=format_exc())
    original = None
    if job.keep and found.tables:
        from assistant.store.versions import pack

        original = pack(data)
    return FileRead(raw.source, found, original=original, errors=errors, warnings=warnings)


def _review(tables: Sequence[GoalTable], settings_file: Path) -> tuple[int, int]:
    """How many errors and warnings the tables have, reviewed beside each other."""
    from assistant.tasks.review_settings import USUAL, load_settings
    from assistant.tasks.review_tables import review_batch

    try:
        settings = load_settings(settings_file)
    except AssistantError:
        settings = USUAL  # `jixiao check` says what is wrong with it
    found = [finding.severity for reviewed in review_batch(tables, {}, settings) for finding in reviewed.findings]
    return found.count(Severity.ERROR), found.count(Severity.WARNING)


def _incomplete(tables: Sequence[GoalTable]) -> Iterator[Finding]:
    """A doubt for each table that came as data without its year, its money or its indicators."""
    for table in tables:
        has_money = table.total is not None or any(fund.amount is not None for fund in table.funds)
        parts = (("year", table.year is not None), ("money", has_money), ("indicators", bool(table.indicators)))
        missing = [_word(f"part_{part}") for part, has in parts if not has]
        if missing:
            message = _word("incomplete", 项目=table.project, 缺少="、".join(missing))
            yield Finding("incomplete-table", Severity.DOUBT, table.place, message, _word("incomplete_advice"))


def file_bytes(path: Path) -> bytes:
    """What is in the file; UnreadableFile for what is no file or too large to be a document."""
    try:
        with _opened(path) as stream:
            data = stream.read(LARGEST + 1)
    except OSError as refusal:
        raise UnreadableFile(_word("unreadable", 原因=reason(refusal))) from refusal
    if len(data) > LARGEST:  # it grew meanwhile
        raise UnreadableFile(_word("too_large", 兆=len(data) // 1024**2))
    return data


def file_hash(path: Path) -> str:
    """The hash of the file's bytes, as `Source.sha256` has it; UnreadableFile as for `file_bytes`."""
    try:
        with _opened(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as refusal:
        raise UnreadableFile(_word("unreadable", 原因=reason(refusal))) from refusal


def _opened(path: Path) -> BufferedReader:
    """The file, opened; never waits for somebody at the other end of a pipe."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableFile(_word("no_file"))
        if about.st_size > LARGEST:
            raise UnreadableFile(_word("too_large", 兆=about.st_size // 1024**2))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _word(key: str, **slots: object) -> str:
    return wording("interface/import")(key, **slots)
