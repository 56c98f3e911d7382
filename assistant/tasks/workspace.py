"""The user's archive, found and opened; made with the shipped corpus where there is none yet."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import TracebackType

from assistant.answers.facts import Facts
from assistant.model.fields import Field, Subject
from assistant.model.finding import Finding
from assistant.model.knowledge import Knowledge
from assistant.model.query import Compare, Figure, Measure, Operation, Operator, Order, Query, Selection
from assistant.store.store import Store
from assistant.tasks.refusal import ARCHIVE_VARIABLE, is_there, writing
from assistant.wording import wording

_EXAMPLES = 6
"""As many project names serve as examples."""

Tell = Callable[[str], None]
"""Takes a Chinese sentence about what is going on."""


class Workspace:
    """An archive opened for questions, read-only; belongs to the thread that opened it and is closed by `with` or `close`."""

    def __init__(self, archive: Path, store: Store) -> None:
        self.archive = archive
        self.store = store
        self.reviewed: dict[int, tuple[tuple[Finding, ...], int]] = {}
        """What the review found in tables that were asked about, by their keys, and how much more was accepted: see
        `review_questions`."""
        self.reviewed_when: object = None
        """What the archive and the settings were like then."""

    @property
    def knowledge(self) -> Knowledge:
        """The names that stand in the archive."""
        return self.store.knowledge()

    @cached_property
    def facts(self) -> Facts:
        """The archive in short, as it was when first asked for: for suggestions and for what there is instead."""
        years = self.knowledge.years()
        names: tuple[str, ...] = ()
        if years:
            latest = Compare(Measure(Field.YEAR), Operator.EQUAL, Decimal(years[-1]))
            largest = Selection(Subject.PROJECT, latest, Order(Measure(Field.TOTAL)))
            names = tuple(
                table.project for table in self.store.run(Query(Operation.LIST, Figure(largest)), limit=_EXAMPLES).tables
            )
        return Facts(years, self.knowledge.size(), names)

    def close(self) -> None:
        """Lets go of the file."""
        self.store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()


def archive_path(named: Path | None) -> Path:
    """Where the archive is: the one named, else that of JIXIAO_ARCHIVE, else the one in the user's data directory."""
    if named is not None:
        return named
    if from_environment := os.environ.get(ARCHIVE_VARIABLE):
        return Path(from_environment)
    from platformdirs import user_data_path  # 4 ms, only where nothing else names the archive

    return user_data_path("jixiao", appauthor=False) / "archive.db"


def open_workspace(archive: Path | None = None, *, tell: Tell) -> Workspace:
    """Opens the archive for questions; where there is none it is made with the shipped corpus, and `tell` hears of it.

    Raises DamagedArchive for a file that is no archive, UnreadableFile where the system does not let us look, UnwritableFile
    where none can be made.
    """
    path = archive_path(archive)
    if not is_there(path):
        tables = _make_with_corpus(path)
        tell(wording("interface/cli")("talk.archive_made", 档案库=path, 张数=tables))
    return Workspace(path, Store.open(path))


def corpus_folder() -> Path:
    """The shipped documents: in a checkout at its top, in an installed package inside it."""
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent / "corpus"
    return checkout if (checkout / "SOURCES.toml").is_file() else package / "corpus"


def _make_with_corpus(path: Path) -> int:
    """Makes the archive under a temporary name and renames it when whole, so that an interruption leaves none.

    Returns the number of tables.
    """
    from assistant.tasks.import_files import read_document

    unfinished = path.with_name(f".{path.name}-{os.getpid()}")
    tables = 0
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with Store.open(unfinished, write=True) as store:
                for document in sorted(corpus_folder().glob("*.txt")):
                    raw, found = read_document(document.read_bytes(), document.name)
                    store.save(raw.source, found.tables, findings=found.findings)
                    tables += len(found.tables)
            _put_in_place(unfinished, path)
        finally:
            for left in ("", "-journal", "-wal", "-shm"):
                with suppress(OSError):
                    os.unlink(f"{unfinished}{left}")
    return tables


def _put_in_place(finished: Path, path: Path) -> None:
    """Renames without taking the place of an archive that another process made meanwhile."""
    if sys.platform == "win32":
        with suppress(FileExistsError):
            finished.rename(path)
        return
    try:
        os.link(finished, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not path.exists():
            finished.replace(path)
