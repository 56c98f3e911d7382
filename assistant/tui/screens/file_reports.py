"""What became of files, walked through: a file, what is told of it line by line, the table that a line is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import VerticalScroll

from assistant.errors import AssistantError
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.cells import shown_line
from assistant.tui.commands import work_words
from assistant.tui.messages import TableClosed
from assistant.tui.screens.work import WorkScreen
from assistant.tui.widgets.prose import Prose
from assistant.tui.widgets.report_entries import Entry, ReportEntries, entries_of, parts_near
from assistant.tui.widgets.report_rows import ReportRows
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.table_view import TableView

if TYPE_CHECKING:
    from assistant.tasks.import_files import FileReport


class FileReports(WorkScreen[None]):
    """The part of the import that shows reports: `ReportRows`, `ReportEntries`, `#notes` and a `TablePane`."""

    def __init__(self, backend: Backend, background: Background) -> None:
        super().__init__(backend, background)
        self._broken_off: AssistantError | None = None
        """Why the last import ended before its time."""

    def look_up(self, report: FileReport) -> None:
        """Finds out what is to be told of a file, where that is not known yet."""

    @on(ReportRows.Marked)
    async def _mark(self, event: ReportRows.Marked) -> None:
        """Lists what is told of the marked file."""
        event.stop()
        report = self._report
        if report is not None:
            self._list_entries(entries_of(report))
            self.look_up(report)
        await self._tell()

    @on(ReportEntries.Marked)
    async def _mark_entry(self, event: ReportEntries.Marked) -> None:
        """Tells the marked line in full."""
        event.stop()
        await self._tell()

    @property
    def _report(self) -> FileReport | None:
        """The marked file."""
        rows = self.query_one(ReportRows)
        return rows.reports[rows.marked] if rows.marked < rows.count else None

    @property
    def _entry(self) -> Entry | None:
        """The marked line of what is told of it."""
        listed = self.query_one(ReportEntries)
        return listed.entries[listed.marked] if listed.marked < listed.count else None

    def _list_entries(self, entries: Sequence[Entry]) -> None:
        listed = self.query_one(ReportEntries)
        listed.entries = entries
        listed.renew(0)

    async def _tell(self) -> None:
        """The marked file, and the marked line in full."""
        report, entry = self._report, self._entry
        parts: list[Prose] = []
        if report is not None:
            status = work_words(f"status.{report.status}")
            parts.append(Prose(work_words("import.file", 状态=status, 文件=shown_line(report.file)), classes="heading"))
            if report.errors or report.warnings:
                parts.append(Prose(work_words("import.reviewed", 错误=report.errors, 警告=report.warnings), classes="quiet"))
        elif self._broken_off is not None:
            parts += [Prose(self._broken_off.message, classes="heading"), Prose(self._broken_off.advice)]
        if entry is not None:
            parts.append(Prose(" ".join(filter(None, (shown_line(entry.text), entry.money)))))
        notes = self.query_one("#notes", VerticalScroll)
        with self.app.batch_update():
            await notes.remove_children()
            await notes.mount_all(parts)
        notes.scroll_home(animate=False)

    @on(ReportRows.Picked)
    def _pick(self, event: ReportRows.Picked) -> None:
        """Goes on to what is told of the file."""
        event.stop()
        if self.query_one(ReportEntries).count:
            self.query_one(ReportEntries).focus()

    @on(ReportEntries.Picked)
    def _pick_entry(self, event: ReportEntries.Picked) -> None:
        """Opens the table of the line."""
        event.stop()
        entry = self._entry
        if entry is None or not entry.table:
            self.notice(work_words("import.not_a_table"))
        else:
            self._open(entry)

    @work(exclusive=True, group="table")
    async def _open(self, entry: Entry) -> None:
        """Opens the table of the line, at the place that it is about."""
        try:
            opened = await self._background.attempt(self._backend.table, entry.table)
        except AssistantError as error:
            self.say(error)
            return
        self.add_class("-table")
        pane = self.query_one(TablePane)
        pane.show(opened.table, parts_near(entry.place, opened.table))
        pane.query_one(TableView).focus()

    @on(TableClosed)
    def _table_closed(self, event: TableClosed) -> None:
        event.stop()
        self._close_table()

    def _close_table(self) -> None:
        if self.has_class("-table"):
            self.remove_class("-table")
            self.query_one(ReportEntries).focus()
