"""What the screens want done, as calls that may take long: each runs in the background thread, always the same one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.model.conversation import Conversation
from assistant.model.query import TableRow
from assistant.model.reply import Reply
from assistant.tui.draft_desk import DraftDesk, TasksDraftDesk

if TYPE_CHECKING:
    from assistant.model.finding import Finding
    from assistant.tasks.history import Exchange, History
    from assistant.tasks.import_files import FileReport, Plan
    from assistant.tasks.open_table import OpenedTable
    from assistant.tasks.review_list import ListedFinding
    from assistant.tasks.review_tables import ReviewedTable
    from assistant.tasks.workspace import Workspace
    from assistant.tasks.year_comparison import YearComparison

Tell = Callable[[str], None]
"""Takes a Chinese sentence about what is going on."""


class Backend(Protocol):
    """The tasks behind the screens; every call may raise AssistantError."""

    def projects(self, tell: Tell) -> Sequence[TableRow]:
        """The heads of all tables, latest year first; opens the archive where that is still to be done."""

    def converse(self, conversation: Conversation, utterance: str, width: int) -> tuple[Reply, Conversation]:
        """The reply with its rows laid out for so many cells, and the conversation after it."""

    def table(self, key: int) -> OpenedTable:
        """A table by the store's key."""

    def compare(self, key: int, step: int) -> YearComparison:
        """The table of this key beside one of the same project so many years before (below zero) or after it."""

    def drafts(self) -> DraftDesk:
        """What is done with drafts."""

    def kept(self) -> Sequence[Exchange | None]:
        """What was asked and answered before, oldest first; None where a new conversation began."""

    def keep(self, exchange: Exchange | None) -> None:
        """Keeps an exchange for the next time, or that a new conversation begins."""

    def forget(self) -> None:
        """Deletes all that was kept."""

    def resume(self, exchanges: Sequence[Exchange]) -> Conversation:
        """The conversation as these left it; nothing is done anew but looking up."""

    def save(self, exchanges: Sequence[Exchange], file: str) -> Path:
        """Writes them to a file in the format of its ending; the file in full."""

    def review(self, key: int) -> Generator[ReviewedTable, None, None]:
        """The table of this key, or with 0 all tables of the archive, with their findings."""

    def accept(self, table: int, finding: Finding, why: str) -> None:
        """Accepts a finding of the table of this key, with the reason."""

    def withdraw(self, table: int, finding: Finding) -> None:
        """Takes back that a finding of the table of this key was accepted."""

    def explain(self, rule: str) -> str:
        """What a rule checks and why."""

    def save_findings(self, findings: Sequence[ListedFinding], file: str) -> Path:
        """Writes findings of a review to a file in the format of its ending; the file in full."""

    def plan_import(self, paths: Sequence[Path]) -> Plan:
        """The files that importing the paths will report."""

    def import_files(self, plan: Plan, stopped: Callable[[], bool]) -> Generator[FileReport, None, None]:
        """Imports the files, reporting each as it is done; who closes it, or says that it is stopped, keeps what was reported."""

    def save_report(self, reports: Sequence[FileReport], file: str) -> Path:
        """Writes the reports of an import to a file in the format of its ending; the file in full."""

    def documents(self) -> Sequence[FileReport]:
        """The documents of the archive, the last imported first, without their tables and notes."""

    def document(self, name: str) -> FileReport:
        """All that the archive tells about the document of this name."""

    def remove(self, document: str) -> None:
        """Takes the document of this name with its tables out of the archive."""


class TasksBackend:
    """The real one. The archive is opened with the first call, and anew where that failed; what it takes is imported in the
    background, so that the screen is there first."""

    def __init__(self, archive: Path | None) -> None:
        self._archive = archive
        self._opened: Workspace | None = None

    def _workspace(self, tell: Tell) -> Workspace:
        if self._opened is None:
            from assistant.tasks.workspace import open_workspace

            self._opened = open_workspace(self._archive, tell=tell)
            from assistant.tasks.draft_talk import unfinished

            if notice := unfinished(self._opened):
                tell(notice)
        return self._opened

    def projects(self, tell: Tell) -> Sequence[TableRow]:
        """The heads of all tables."""
        from assistant.tasks.tables import list_projects

        tables = list_projects(self._workspace(tell))
        gc.freeze()  # they stay: looking through a hundred thousand for garbage would hold up a key for a tenth of a second
        return tables

    def converse(self, conversation: Conversation, utterance: str, width: int) -> tuple[Reply, Conversation]:
        """The reply with its rows laid out for so many cells, and the conversation after it."""
        from assistant.tasks.converse import converse

        return converse(self._workspace(_say_nothing), conversation, utterance, width=width)

    def table(self, key: int) -> OpenedTable:
        """A table by the store's key."""
        from assistant.tasks.open_table import open_table

        return open_table(self._workspace(_say_nothing), key)

    def compare(self, key: int, step: int) -> YearComparison:
        """The table beside that of another year."""
        from assistant.tasks.year_comparison import compare_years

        return compare_years(self._workspace(_say_nothing), key, step)

    def drafts(self) -> DraftDesk:
        """What is done with drafts."""
        return TasksDraftDesk(lambda: self._workspace(_say_nothing))

    def _history(self) -> History:
        from platformdirs import user_data_path

        from assistant.tasks.history import history_of
        from assistant.tasks.workspace import archive_path

        return history_of(archive_path(self._archive), user_data_path("jixiao", appauthor=False))

    def kept(self) -> Sequence[Exchange | None]:
        """What was asked and answered before over this archive."""
        return self._history().load()

    def keep(self, exchange: Exchange | None) -> None:
        """Keeps an exchange for the next time."""
        self._history().keep(exchange)

    def forget(self) -> None:
        """Deletes all that was kept of this archive."""
        self._history().forget()

    def resume(self, exchanges: Sequence[Exchange]) -> Conversation:
        """The conversation as these left it."""
        from assistant.tasks.resume import resume

        return resume(self._workspace(_say_nothing), exchanges)

    def save(self, exchanges: Sequence[Exchange], file: str) -> Path:
        """Writes them to a file."""
        from assistant.tasks.conversation_text import save_conversation

        return save_conversation(exchanges, file)

    def review(self, key: int) -> Generator[ReviewedTable, None, None]:
        """The tables with their findings, as the user's settings have them."""
        from assistant.tasks.review_settings import load_settings
        from assistant.tasks.review_tables import review_archive

        yield from review_archive(self._workspace(_say_nothing), settings=load_settings(), keys=(key,) if key else ())

    def accept(self, table: int, finding: Finding, why: str) -> None:
        """Accepts a finding of the table of this key, with the reason."""
        from assistant.tasks.review_tables import accept_one

        workspace = self._workspace(_say_nothing)
        accept_one(workspace, workspace.store.load(table), finding, why)

    def withdraw(self, table: int, finding: Finding) -> None:
        """Takes back that a finding of the table of this key was accepted."""
        from assistant.tasks.review_tables import withdraw_one

        workspace = self._workspace(_say_nothing)
        withdraw_one(workspace, workspace.store.load(table), finding)

    def explain(self, rule: str) -> str:
        """What a rule checks and why."""
        from assistant.tasks.explain_rules import explain

        return explain(rule)

    def save_findings(self, findings: Sequence[ListedFinding], file: str) -> Path:
        """Writes findings to a file."""
        from assistant.tasks.review_list import check_target, write_listed

        path = Path(file.strip()).expanduser()
        check_target(path, force=True)
        write_listed(findings, path, force=True)
        return path.absolute()

    def plan_import(self, paths: Sequence[Path]) -> Plan:
        """The files that importing the paths will report."""
        from assistant.tasks.import_files import plan_import

        return plan_import(paths)

    def import_files(self, plan: Plan, stopped: Callable[[], bool]) -> Generator[FileReport, None, None]:
        """Imports; the archive is opened anew afterwards, so that what is known of it is known anew."""
        from assistant.tasks.import_files import import_files

        workspace = self._workspace(_say_nothing)
        try:
            yield from import_files(workspace.archive, plan, review=True, stopped=stopped)
        finally:
            workspace.close()
            self._opened = None

    def save_report(self, reports: Sequence[FileReport], file: str) -> Path:
        """Writes the reports of an import to a file."""
        from assistant.tasks.import_report import save_report

        path = Path(file.strip()).expanduser()
        save_report(reports, path)
        return path.absolute()

    def documents(self) -> Sequence[FileReport]:
        """The documents of the archive."""
        from assistant.tasks.documents import list_documents

        return list_documents(self._workspace(_say_nothing))

    def document(self, name: str) -> FileReport:
        """All that the archive tells about a document."""
        from assistant.tasks.documents import tell_document

        return tell_document(self._workspace(_say_nothing), name)

    def remove(self, document: str) -> None:
        """Takes the document out; the archive is opened anew afterwards."""
        from assistant.tasks.documents import remove_documents

        workspace = self._workspace(_say_nothing)
        try:
            remove_documents(workspace.archive, [document])
        finally:
            workspace.close()
            self._opened = None


def _say_nothing(text: str) -> None:
    """Hears nothing: whoever asks has heard already."""
