"""The files that paths of the command line stand for, with those that are left out and why."""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.chinese.width import printable
from assistant.model.record import record
from assistant.tasks.refusal import reason
from assistant.wording import wording

_LOCKS = ("~$", ".~lock.")
"""How the files begin that Word, WPS and LibreOffice put beside one that is open; they hold a name and nothing else."""


@record
class FoundFile:
    """A file to read."""

    path: Path
    document: str
    """The name that its document gets: the file's own, with its folders where two files of this run have the same."""
    size: int = 0
    """Its bytes when it was found."""


@record
class LeftOut:
    """A file or folder that is not read."""

    path: str
    reason: str
    is_failure: bool = False
    """It should have been read, and could not be."""
    is_folder: bool = False


def find_files(paths: Sequence[Path]) -> list[FoundFile | LeftOut]:
    """The files, and all in the folders, in the order of the paths and then of their names.

    Hidden files and folders and marks of open files are passed over, also links that lead to what is met anyway; links that lead
    out of a folder are left out with the reason. A path that is named itself is read whatever it is. A file that the paths lead
    to twice, however they spell it, is there once.
    """
    found = [item for path in paths for item in _find(path)]
    return found if len(paths) < 2 else _each_once(found)


def _each_once(found: Sequence[FoundFile | LeftOut]) -> list[FoundFile | LeftOut]:
    """Without the files that were met before: a folder and a file in it were both named, or one file in two ways."""
    met: set[object] = set()
    kept: list[FoundFile | LeftOut] = []
    for item in found:
        if isinstance(item, FoundFile):
            identity = _identity(item.path)
            if identity in met:
                continue
            met.add(identity)
        kept.append(item)
    return kept


def _identity(path: Path) -> object:
    """What two paths of one file have in common: relative or whole, through a link, in capitals where the disk tells none apart.

    Two names of the same bytes on the disk (hard links) are two files, as two copies are.
    """
    whole = os.path.realpath(path)
    try:
        about = os.stat(whole)
    except OSError:
        return whole
    return about.st_dev, about.st_ino, whole.casefold()


def _find(path: Path) -> list[FoundFile | LeftOut]:
    try:
        about = path.stat()
    except OSError as refusal:
        missing = "no_such_file" if isinstance(refusal, FileNotFoundError) else "unreadable"
        return [LeftOut(str(path), _word(missing, 原因=reason(refusal)), is_failure=True)]
    if not stat.S_ISDIR(about.st_mode):
        if path.name.startswith(_LOCKS):
            return [LeftOut(str(path), _word("lock_file"))]
        return [FoundFile(path, shown_name(path.name), about.st_size)]
    found = list(_in_folder(path))
    if not found:
        return [LeftOut(str(path), _word("empty_folder"), is_failure=True, is_folder=True)]
    taken = Counter(item.document for item in found if isinstance(item, FoundFile))
    return [
        FoundFile(item.path, shown_name(item.path.relative_to(path).as_posix()), item.size)
        if isinstance(item, FoundFile) and taken[item.document] > 1
        else item
        for item in found
    ]


def _in_folder(path: Path) -> list[FoundFile | LeftOut]:
    found: list[FoundFile | LeftOut] = []

    def refused(refusal: OSError) -> None:
        folder = str(refusal.filename)
        found.append(LeftOut(folder, _word("unreadable", 原因=reason(refusal)), is_failure=True, is_folder=True))

    for folder, below, names in os.walk(path, onerror=refused):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names) + [name for name in below if os.path.islink(Path(folder, name))]:
            file = Path(folder, name)
            if name.startswith((".", *_LOCKS)):
                continue
            if os.path.islink(file):  # unlike Path.is_symlink, False where the folder may be listed but not entered
                if _is_in_a_circle(file):
                    found.append(LeftOut(str(file), _word("link_circle")))
                elif leads_out(file, path):
                    found.append(LeftOut(str(file), _word("link_outside")))
                continue  # what a link inside the folder leads to is met anyway
            try:
                size = file.lstat().st_size
            except OSError:
                size = 0  # it is gone again: reading it says so
            found.append(FoundFile(file, shown_name(name), size))
    return found


def _is_in_a_circle(link: Path) -> bool:
    """Whether following the link comes back to a link."""
    try:
        os.stat(link)
    except OSError as refusal:
        return refusal.errno == errno.ELOOP
    return False


def leads_out(link: Path, folder: Path) -> bool:
    """Whether the link leads out of the folder, or nowhere."""
    try:
        return not link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def kept_path(path: str | os.PathLike[str]) -> str:
    """The absolute path as the archive keeps it: names that are no UTF-8 (GBK, as old archives unpack) as their characters."""
    return _as_text(os.path.abspath(path), "backslashreplace")


def shown_name(name: str) -> str:
    """The name as users see it: in whatever encoding the system has it, without anything that could steer a terminal."""
    return printable(_as_text(name, "replace"), one_line=True)


def _as_text(path: str, otherwise: str) -> str:
    """The path with names that are mere bytes, which the system hands on as halves of surrogate pairs, read as GB18030.

    `otherwise`: what bytes become that are not that either, as `bytes.decode` has it.
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.sep.join(_characters(part, otherwise) for part in path.split(os.sep))
    return path


def _characters(name: str, otherwise: str) -> str:
    data = name.encode("utf-8", "surrogateescape")
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("utf-8", otherwise)


def _word(key: str, **slots: object) -> str:
    return wording("interface/import")(key, **slots)
