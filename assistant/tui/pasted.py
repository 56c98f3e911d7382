"""Paths of files as people paste them: from a file manager, from a terminal, several at a time, in quotes, as file addresses."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOOKS_LIKE_A_PATH = re.compile(r"^[\"'“‘]?(?:file://|~[/\\]|/|[A-Za-z]:[/\\]|\\\\)")
_QUOTES = "\"'“”‘’"


def pasted_paths(text: str) -> tuple[Path, ...]:
    """The paths that a text is, where it begins like one and all of them exist; () for everything else: questions."""
    if not _LOOKS_LIKE_A_PATH.match(text.strip()):
        return ()
    found = paths_in(text)
    return found if found and all(_exists(path) for path in found) else ()


def paths_in(text: str) -> tuple[Path, ...]:
    """The paths that a text names, whether or not they exist: one a line, or several in a line where that is how they exist."""
    paths: list[Path] = []
    for line in text.splitlines():
        whole = _path(line)
        if whole is None:
            continue
        if not _exists(whole):
            several = [path for word in _words(line) if (path := _path(word)) is not None]
            if len(several) > 1 and all(_exists(path) for path in several):
                paths += several
                continue
            if len(several) == 1 and _exists(several[0]):
                whole = several[0]
        paths.append(whole)
    return tuple(dict.fromkeys(paths))


def _words(line: str) -> list[str]:
    """The line as a shell would take it apart; at its blanks where it has a quote too many."""
    try:
        return shlex.split(line, posix="\\" not in line or "/" in line)
    except ValueError:
        return line.split()


def _path(text: str) -> Path | None:
    text = text.strip().strip(_QUOTES)
    if not text or "\0" in text:
        return None
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
        if re.match(r"/[A-Za-z]:", text):
            text = text[1:]
    try:
        return Path(text).expanduser()
    except RuntimeError:  # no such user
        return Path(text)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
