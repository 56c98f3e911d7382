"""Tables of the archive, and drafts, as files in the official form: one file for all, or one each in a folder.

A file that is there already is left alone unless `force` says otherwise; a new one is there whole or not at all.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from assistant.errors import ExistingFile, UnknownFormat, UnknownName, UnwritableFile
from assistant.model.draft import Draft
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.tasks.file_names import file_name
from assistant.tasks.refusal import reason
from assistant.tasks.tables import find_table, list_projects
from assistant.tasks.workspace import Workspace
from assistant.wording import wording
from assistant.writers import WRITERS, write, writer_of
from assistant.writers.base import Writer

_NAMED = 3
"""As many files that are in the way are named."""


@record
class Exported:
    """What was written."""

    files: tuple[Path, ...]
    tables: int


def export_tables(
    workspace: Workspace,
    projects: Sequence[str],
    target: Path,
    *,
    year: int | None = None,
    format: str | None = None,
    force: bool = False,
    wrote: Callable[[Path], None] | None = None,
) -> Exported:
    """Writes the tables of the projects named, of all where none is, to one file or into a folder, one file each.

    `target` is a folder where it is one, ends in a slash, or has no ending; its format is then `format` (docx where none is
    given), else the file's ending says it. Without `year` a project named is taken in its latest year, and all means all years.
    `wrote` hears of each file. Raises UnknownName and AmbiguousName for projects, UnknownFormat, UnwritableFile.
    """
    in_folder = is_folder(target)
    writer = _writer(target, format)
    tables = list(_tables(workspace, projects, year))
    if not in_folder:
        _refuse_existing([target], force)
        write_file(target, write(tables, writer.name), force=force)
        if wrote is not None:
            wrote(target)
        return Exported((target,), len(tables))
    taken: set[str] = set()
    files = [target / file_name(_name(table), writer.suffixes[0], taken=taken) for table in tables]
    _refuse_existing(files, force)
    with _refusals(target):
        target.mkdir(parents=True, exist_ok=True)
    for file, table in zip(files, tables, strict=True):
        write_file(file, write((table,), writer.name), force=force)
        if wrote is not None:
            wrote(file)
    return Exported(tuple(files), len(tables))


def export_draft(
    draft: Draft, format: str = "docx", file: str | Path = "", *, force: bool = False, with_changes: bool = False
) -> Path:
    """Writes a draft's table and returns the file.

    `file`: a file, whose ending then says the format, or a folder; "" for the present folder. Where only the folder is given the
    name is made from the project's and the year, and is one that no file has yet (unless `force`). `with_changes` appends the
    list of changes. Raises UnknownFormat, UnwritableFile.
    """
    path = Path(os.path.expanduser(file)) if str(file).strip() else Path()
    if is_folder(path) and (not str(file).strip() or path.is_dir() or str(file).endswith(("/", os.sep))):
        writer = writer_of(format)
        with _refusals(path):
            path.mkdir(parents=True, exist_ok=True)
            taken = set() if force else {name.casefold() for name in os.listdir(path)}
        path = path / file_name(_name(draft.table), writer.suffixes[0], taken=taken)
    else:
        writer = writer_of(path.suffix or format)
        path = path if path.suffix else path.with_name(path.name + writer.suffixes[0])
        _refuse_existing([path], force)
    changes = draft.changes if with_changes else ()
    write_file(path, write((draft.table,), writer.name, changes), force=force)
    return path


def free_name(draft: Draft, folder: Path) -> Path:
    """A file for the draft in the folder, docx, of a name that no file there has yet; the folder need not exist."""
    try:
        taken = {name.casefold() for name in os.listdir(folder)}
    except OSError:
        taken = set()
    return folder / file_name(_name(draft.table), WRITERS[0].suffixes[0], taken=taken)


def check_target(target: Path, format: str | None) -> None:
    """Raises UnknownFormat for a format or an ending that cannot be written, and for two that contradict each other."""
    _writer(target, format)


def _writer(target: Path, format: str | None) -> Writer:
    """The writer by the file's ending, in a folder by the format's name."""
    wanted = writer_of(format) if format else None
    if is_folder(target):
        return wanted or WRITERS[0]
    if wanted is not None and not target.suffix:
        return wanted
    try:
        ending = writer_of(target.suffix)
    except UnknownFormat as unknown:
        raise UnknownFormat(_word("unknown_ending", 文件=target.name), unknown.advice) from None
    if wanted is not None and wanted is not ending:
        raise UnknownFormat(_word("other_ending", 文件=target.name, 格式=format), _word("other_ending_advice"))
    return ending


def is_folder(target: Path) -> bool:
    """Whether a path on the command line stands for a folder: it is one, or it is nothing yet and has no ending."""
    try:
        return target.is_dir() or not (target.suffix or target.exists())
    except OSError:
        return False


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Writes the file whole or not at all; UnwritableFile where it is there already (unless `force`) or the system refuses."""
    with _refusals(path):
        path = Path(os.path.realpath(path))
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)  # a device or a pipe
            return
        if lock := _open_elsewhere(path):
            raise UnwritableFile(_word("open_elsewhere", 文件=path.name, 标记=lock))
        unfinished = path.with_name(f".{os.getpid()}-{path.name}"[:80] + ".part")
        try:
            with open(unfinished, "xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if not force and path.exists():
                raise ExistingFile(_word("exists", 文件=path))
            os.replace(unfinished, path)
        finally:
            with suppress(OSError):
                unfinished.unlink()


def _tables(workspace: Workspace, projects: Sequence[str], year: int | None) -> Iterator[GoalTable]:
    """The tables meant, each once."""
    if projects:
        found = {id(table): table for table in (find_table(workspace, name, year) for name in projects)}
        yield from {(table.project, table.year, table.source, table.place): table for table in found.values()}.values()
        return
    keys = [row.key for row in list_projects(workspace, year)]
    if not keys:
        raise UnknownName(_word("none") if year is None else _word("none_in_year", 年度=year), _word("see_list"))
    yield from workspace.store.load_all(keys)


def _name(table: GoalTable) -> str:
    """What a table's file is called, without its ending."""
    return _word("file", 项目=table.project, 年度=table.year) if table.year is not None else table.project


def _refuse_existing(files: Sequence[Path], force: bool) -> None:
    """Raises UnwritableFile where a file is there already, before anything is written."""
    there = [] if force else [file for file in files if os.path.lexists(file) and not _is_device(file)]
    if len(there) > 1:
        names = "、".join(file.name for file in there[:_NAMED])
        raise UnwritableFile(_word("several_exist", 个数=len(there), 文件=names), _word("exist_advice"))
    if there:
        raise ExistingFile(_word("exists", 文件=there[0]), _word("exist_advice"))


def _is_device(file: Path) -> bool:
    return file.exists() and not file.is_file() and not file.is_dir()


def _open_elsewhere(path: Path) -> str:
    """The mark that Word, WPS or LibreOffice puts beside a file as long as it is open there; "" where there is none."""
    if not path.exists():
        return ""
    marks = (f".~lock.{path.name}#", f"~${path.name}", f"~${path.name[2:]}")
    return next((mark for mark in marks if path.with_name(mark).exists()), "")


class _refusals:
    """Turns the system's refusals into an UnwritableFile that names the path."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, PermissionError) and self._path.exists():
            raise UnwritableFile(_word("forbidden", 文件=self._path, 原因=reason(error)), _word("forbidden_advice")) from error
        if isinstance(error, OSError):
            raise UnwritableFile(_word("unwritable", 文件=self._path, 原因=reason(error)), _word("unwritable_advice")) from error


def _word(key: str, **slots: object) -> str:
    return wording("interface/export")(key, **slots)
