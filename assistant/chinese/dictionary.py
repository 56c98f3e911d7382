"""jieba's dictionary as an SQLite file in the user's cache folder, read word by word.

jieba alone reads its whole dictionary at every start, for half a second; here the file is made once (about a second) and opened
in less than a millisecond afterwards. It is made under a temporary name and renamed, so that two processes may make it at once.
Where the folder cannot be written the dictionary is read into memory instead; a damaged file is replaced.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

SHAPE = 2
"""Number of the file's layout; a part of its name."""

_MEMO_LIMIT = 300_000


class Frequencies(Protocol):
    """What jieba asks of its dictionary: how often a word occurs, 0 for a mere beginning of words."""

    def get(self, word: str, /) -> int | None:
        """The frequency, or None where no word of the dictionary begins so."""

    def __contains__(self, word: object, /) -> bool: ...

    def __getitem__(self, word: str, /) -> int: ...


def cache_folder() -> Path | None:
    """The user's cache folder for this program: JIXIAO_CACHE, else what the system has for it; None where there is no home."""
    if named := os.environ.get("JIXIAO_CACHE"):
        return Path(named)
    try:
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return (Path(local) if local else Path.home() / "AppData" / "Local") / "jixiao" / "Cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "jixiao"
        named = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(named) if os.path.isabs(named) else Path.home() / ".cache") / "jixiao"
    except RuntimeError:
        return None


def open_dictionary(source: Path, version: str, folder: Path | None) -> tuple[Frequencies, int]:
    """The dictionary of `source` (jieba's dict.txt) and the sum of its frequencies, from `folder`, made there if need be.

    Never fails for want of a cache: then the dictionary is in memory.
    """
    if folder is not None:
        path = folder / f"dict-{SHAPE}-{version}-{source.stat().st_size}.db"
        with contextlib.suppress(sqlite3.Error, OSError):
            return _open(path, source)
        with contextlib.suppress(sqlite3.Error, OSError):
            _make(path, source)
            return _open(path, source)
    return _read(source)


def _open(path: Path, source: Path) -> tuple[Frequencies, int]:
    """Opens a finished file; raises sqlite3.Error or OSError where it is missing or damaged."""
    size = path.stat().st_size
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        total, pages = connection.execute("select total, page_count from summary, pragma_page_count").fetchone()
        (page_size,) = connection.execute("pragma page_size").fetchone()
        if pages * page_size != size or not isinstance(total, int):
            raise sqlite3.DatabaseError("damaged dictionary")
    except (sqlite3.Error, TypeError) as error:
        connection.close()
        raise sqlite3.DatabaseError("damaged dictionary") from error
    return StoredFrequencies(connection, path, source), total


def _make(path: Path, source: Path) -> None:
    """Writes the file beside its place and moves it there."""
    import tempfile  # a third of this module's import

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    words, total = _read(source)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="dict-", suffix=".part")
    os.close(handle)
    try:
        with contextlib.closing(sqlite3.connect(name, isolation_level=None)) as connection:
            connection.execute("pragma journal_mode = off")
            connection.execute("pragma synchronous = off")
            connection.execute("begin")
            connection.execute(
                "create table words (word text primary key, frequency integer not null, noun integer not null) without rowid"
            )
            nouns = _nouns(source)
            connection.executemany(
                "insert into words values (?, ?, ?)", ((*item, item[0] in nouns) for item in sorted(words.items()))
            )
            connection.execute("create table summary (total integer not null)")
            connection.execute("insert into summary values (?)", (total,))
            connection.execute("commit")
        os.replace(name, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)


def _read(source: Path) -> tuple[dict[str, int], int]:
    """The whole dictionary as jieba itself builds it: every word, and every beginning of a word with 0."""
    frequencies: dict[str, int] = {}
    total = 0
    for word, frequency, _ in _lines(source):
        frequencies[word] = frequency
        total += frequency
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    return frequencies, total


def _nouns(source: Path) -> frozenset[str]:
    """The words that name a thing or an action as a thing (检修); places and persons are left out."""
    return frozenset(
        word for word, _, kind in _lines(source) if kind == "vn" or (kind[:1] == "n" and kind[:2] not in ("nr", "ns"))
    )


def _lines(source: Path) -> Iterator[tuple[str, int, str]]:
    """Word, frequency and part of speech, as jieba's dictionary lists them."""
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, kind = line.split(" ", 2)
            yield word, int(frequency), kind.strip()


class StoredFrequencies:
    """The dictionary in its file; what was asked for once is remembered. May be used from several threads."""

    def __init__(self, connection: sqlite3.Connection, path: Path, source: Path) -> None:
        self._connection = connection
        self._path = path
        self._source = source
        self._memo: dict[str, int | None] = {}
        self._whole: dict[str, int] | None = None
        self._lock = threading.Lock()

    def get(self, word: str, /) -> int | None:
        """The frequency, or None where no word begins so."""
        try:
            return self._memo[word]
        except KeyError:
            return self._look_up(word)

    def is_noun(self, word: str) -> bool:
        """Does the word name a thing? A word that the dictionary lacks is taken for the name of one."""
        try:
            with self._lock:
                row = self._connection.execute("select noun from words where word = ? and frequency", (word,)).fetchone()
        except (sqlite3.Error, UnicodeEncodeError):
            return True
        return row is None or bool(row[0])

    def __contains__(self, word: object, /) -> bool:
        return isinstance(word, str) and self.get(word) is not None

    def __getitem__(self, word: str, /) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def _look_up(self, word: str) -> int | None:
        with self._lock:
            if self._whole is None:
                try:
                    row = self._connection.execute("select frequency from words where word = ?", (word,)).fetchone()
                    found: int | None = row[0] if row else None
                except (sqlite3.DatabaseError, UnicodeEncodeError) as error:
                    if isinstance(error, UnicodeEncodeError):
                        return None
                    self._give_up()
            if self._whole is not None:
                found = self._whole.get(word)
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            self._memo[word] = found
        return found

    def _give_up(self) -> None:
        """The file is damaged: read the source instead and let the next process make the file anew."""
        self._whole, _ = _read(self._source)
        self._memo.clear()
        self._connection.close()
        with contextlib.suppress(OSError):
            self._path.unlink()
