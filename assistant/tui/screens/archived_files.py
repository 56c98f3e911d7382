"""The documents that the archive has: listed (F5), and taken out with their tables (Ctrl+K)."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import work

from assistant.errors import AssistantError
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.cells import shown_line
from assistant.tui.commands import work_words
from assistant.tui.screens.file_reports import FileReports
from assistant.tui.widgets.report_entries import entries_of
from assistant.tui.widgets.report_rows import ReportRows
from assistant.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from assistant.tasks.import_files import FileReport


class ArchivedFiles(FileReports):
    """The part of the import that looks after what was imported before."""

    def __init__(self, backend: Backend, background: Background) -> None:
        super().__init__(backend, background)
        self._at_work = False
        """Are files being read?"""
        self._lists_archive = False
        """Are the documents of the archive listed, in place of what was imported?"""

    @abstractmethod
    def archive_changed(self) -> None:
        """The archive holds something else."""

    def look_up(self, report: FileReport) -> None:
        """The tables of a document of the archive are looked up when it is marked."""
        if self._lists_archive and not report.tables:
            self._look_up(report)

    def action_documents(self) -> None:
        """Lists the documents of the archive."""
        if self._at_work:
            self.notice(work_words("import.busy"))
        else:
            self._list_documents()

    @work(exclusive=True, group="import")
    async def _list_documents(self) -> None:
        try:
            documents = await self._background.attempt(self._backend.documents)
        except AssistantError as error:
            self.say(error)
            return
        self._lists_archive = True
        self._close_table()
        rows = self.query_one(ReportRows)
        rows.reports = list(documents)
        self._list_entries(())
        rows.renew(0)
        self.add_class("-read")
        self.remove_class("-choosing")
        state = work_words("import.documents", 个数=rows.count) if rows.count else work_words("import.no_documents")
        self.query_one(TitleBar).state = state
        if rows.count:
            rows.focus()
        else:
            await self._tell()

    @work(exclusive=True, group="look_up")
    async def _look_up(self, report: FileReport) -> None:
        """The tables and doubts of the marked document."""
        try:
            found = await self._background.attempt(self._backend.document, report.document)
        except AssistantError as error:
            self.say(error)
            return
        rows = self.query_one(ReportRows)
        at = next((at for at, one in enumerate(rows.reports) if one is report), None)
        if at is not None:
            rows.reports[at] = found
            if at == rows.marked:
                self._list_entries(entries_of(found))

    def action_remove(self) -> None:
        """Takes the marked file with its tables out of the archive, once it is meant."""
        from assistant.tui.screens.removing import RemoveScreen

        report = self._report
        if self._at_work:
            self.notice(work_words("import.busy"))
        elif report is None or not report.document:
            self.notice(work_words("import.not_archived"))
        else:

            def remove(meant: bool | None) -> None:
                if meant:
                    self._remove(report)

            self.app.push_screen(RemoveScreen(shown_line(report.document), len(report.keys)), remove)

    @work
    async def _remove(self, report: FileReport) -> None:
        try:
            await self._background.attempt(self._backend.remove, report.document)
        except AssistantError as error:
            self.say(error)
            return
        rows = self.query_one(ReportRows)
        self._close_table()
        rows.reports = [one for one in rows.reports if one.document != report.document]
        self._list_entries(())
        rows.renew(min(rows.marked, max(rows.count - 1, 0)))
        rows.focus()
        self.archive_changed()
        self.query_one(TitleBar).state = work_words("import.removed", 文件=shown_line(report.document))
        if not rows.count:
            await self._tell()
