"""The documents of the archive: found by name, taken out again, their original files given back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from assistant.chinese.width import squeeze
from assistant.errors import AmbiguousName, UnknownName, UnreadableFile, UnwritableFile
from assistant.model.archive import ArchivedDocument
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.store.store import Store
from assistant.tasks.export_table import is_folder, write_file
from assistant.tasks.file_names import file_name
from assistant.tasks.find_files import kept_path, shown_name
from assistant.tasks.import_files import FileReport, FileStatus, archived_report
from assistant.tasks.refusal import is_there, reason, writing
from assistant.tasks.tables import find_table, list_projects
from assistant.tasks.workspace import Workspace
from assistant.wording import wording

_NEAREST = 3
_NEAR = 40.0
"""From this likeness on (0 to 100) a name is worth offering."""


@record
class RemovedDocument:
    """A document that was taken out of the archive."""

    name: str
    tables: tuple[GoalTable, ...]


def remove_documents(archive: Path, names: Sequence[str], *, dry_run: bool = False) -> tuple[RemovedDocument, ...]:
    """Takes documents with all their tables out of the archive; with `dry_run` only says which.

    A name is a document's, its last part, or the path from which it was imported. All are looked up before any is taken out.
    Raises UnknownName and AmbiguousName, UnreadableFile where there is no archive, UnwritableFile.
    """
    if not is_there(archive):
        raise UnreadableFile(_word("no_archive"))
    with writing(archive), Store.open(archive, write=not dry_run) as store:
        known = store.documents()
        found = {document.key: document for document in (_find(name, known) for name in names)}
        removed = []
        for document in found.values():
            removed.append(RemovedDocument(document.name, tuple(store.load_all(store.tables_of(document.key)))))
            if not dry_run:
                store.remove(document.key)
    return tuple(removed)


def _find(name: str, known: Sequence[ArchivedDocument]) -> ArchivedDocument:
    """The document that a name means."""
    path = kept_path(name)
    shown = shown_name(name)
    wanted = squeeze(shown).casefold()
    ways = (
        [one for one in known if one.path == path],
        [one for one in known if one.name == shown],
        [one for one in known if squeeze(one.name).casefold() == wanted],
        [one for one in known if squeeze(PurePath(one.name).name).casefold() == wanted],
    )
    fitting = next((way for way in ways if way), [])
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = tuple(one.name for one in fitting)
        raise AmbiguousName(_word("several_documents", 文件=shown, 个数=len(names)), "", names)
    raise UnknownName(_word("no_document", 文件=shown), _near(shown, known))


def _near(name: str, known: Sequence[ArchivedDocument]) -> str:
    if not known:
        return _word("no_documents")
    from rapidfuzz.fuzz import WRatio

    scored = sorted(((WRatio(name, one.name), one.name) for one in known), reverse=True)
    near = [other for score, other in scored if score >= _NEAR or len(known) <= _NEAREST][:_NEAREST]
    return _word("near_documents", 文件="、".join(near)) if near else ""


# what is there


def list_documents(workspace: Workspace) -> tuple[FileReport, ...]:
    """The documents of the archive, the last imported first; without their tables, of which the keys tell how many there are."""
    return tuple(
        FileReport(one.name, FileStatus.ARCHIVED, keys=(0,) * one.tables, document=one.name)
        for one in reversed(workspace.store.documents())
    )


def tell_document(workspace: Workspace, name: str) -> FileReport:
    """All that the archive tells about the document of this name; raises as `remove_documents` for names."""
    return archived_report(workspace.store, _find(name, workspace.store.documents()))


# original files


def export_originals(
    workspace: Workspace, projects: Sequence[str], target: Path, *, year: int | None = None, force: bool = False
) -> tuple[Path, ...]:
    """Writes the original files of the projects named, of all where none is, as they were imported.

    `target` is a folder, into which each goes under its name, or where there is one file its name. Raises UnknownName and
    AmbiguousName for projects, UnreadableFile where a file was not kept, UnwritableFile.
    """
    if projects:
        tables = [find_table(workspace, name, year) for name in projects]
    else:
        tables = list(workspace.store.load_all([row.key for row in list_projects(workspace, year)]))
    hashes = {table.source.sha256: table.source.document for table in tables}
    if projects:
        for sha256, name in hashes.items():
            if not sha256 or not workspace.store.has_original(sha256):
                raise UnreadableFile(_word("no_original", 文件=name), _word("no_original_advice"))
    into_folder = is_folder(target) or len(hashes) > 1
    if into_folder:
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as refusal:
            raise UnwritableFile(_word("no_folder", 文件夹=target, 原因=reason(refusal))) from refusal
    taken: set[str] = set()
    written: list[Path] = []
    for sha256, name in hashes.items():
        data = workspace.store.original(sha256) if sha256 else None
        if data is None:
            continue
        plain = PurePath(name)
        file = target / file_name(plain.stem, plain.suffix, taken=taken) if into_folder else target
        write_file(file, data, force=force)
        written.append(file)
    if not written:
        raise UnreadableFile(_word("no_original", 文件=next(iter(hashes.values()), "")), _word("no_original_advice"))
    return tuple(written)


def _word(key: str, **slots: object) -> str:
    return wording("interface/import")(key, **slots)
