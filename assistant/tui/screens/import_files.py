"""The import (F6): files and folders by a picker or by pasted paths, with progress, and a report for each file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import DirectoryTree, Input, ProgressBar

from assistant.errors import AssistantError
from assistant.tasks.find_files import FoundFile
from assistant.tasks.screen_settings import proposed_file
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.cells import shown_line
from assistant.tui.commands import OF_SCREEN, work_words
from assistant.tui.pasted import paths_in
from assistant.tui.saved import tell_saved
from assistant.tui.screens.archived_files import ArchivedFiles
from assistant.tui.settled import settings_around
from assistant.tui.widgets.file_tree import FileTree, start_folder
from assistant.tui.widgets.path_line import PathLine
from assistant.tui.widgets.report_entries import ReportEntries
from assistant.tui.widgets.report_rows import ReportRows
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.title_bar import TitleBar

_SIZE_OF_ANY = 50_000
"""For the time left a file counts as its bytes and so many more."""


class ImportScreen(ArchivedFiles):
    """The path line above; folders at the left; what became of each file at the right; notes on the marked one below."""

    NAME = "import"
    IS_LARGE = True
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in OF_SCREEN["import"]]
    AUTO_FOCUS = "#path"

    DEFAULT_CSS = """
    ImportScreen #path { border: none; height: 1; padding: 0 1; background: $surface; }
    ImportScreen #path:focus { border: none; background: $panel; }
    ImportScreen #body { height: 1fr; }
    ImportScreen FileTree { width: 1fr; padding: 0 1; }
    ImportScreen #results { width: 2fr; border-left: vkey $border-blurred; }
    ImportScreen.-narrow #results { border-left: none; }
    ImportScreen ReportRows { height: 3fr; padding: 0 1 0 0; }
    ImportScreen ReportEntries { height: 2fr; border-top: solid $border-blurred; padding: 0 1 0 0; }
    ImportScreen #notes { height: 2fr; border-top: solid $border-blurred; padding: 0 1; scrollbar-size-vertical: 1; }
    ImportScreen #notes .heading { text-style: bold; }
    ImportScreen #notes .quiet { color: $text-muted; }
    ImportScreen ProgressBar { width: 1fr; height: 1; padding: 0 1; display: none; }
    ImportScreen ProgressBar Bar { width: 1fr; }
    ImportScreen.-working ProgressBar { display: block; }
    ImportScreen TablePane { width: 2fr; display: none; }
    ImportScreen #results { display: none; }
    ImportScreen.-read #results { display: block; }
    ImportScreen.-narrow.-read FileTree { display: none; }
    ImportScreen.-narrow.-read.-choosing FileTree { display: block; }
    ImportScreen.-narrow.-read.-choosing #results { display: none; }
    ImportScreen.-table TablePane { display: block; }
    ImportScreen.-table FileTree { display: none; }
    ImportScreen.-narrow.-read.-table #results { display: none; }
    ImportScreen.-narrow.-read.-table FileTree { display: none; }
    ImportScreen.-narrow TablePane { width: 1fr; border-left: none; }
    """

    def __init__(
        self, backend: Backend, background: Background, on_changed: Callable[[], object], paths: tuple[Path, ...] = ()
    ) -> None:
        """`on_changed` is called when the archive holds something else; `paths` are imported at once."""
        super().__init__(backend, background)
        self._on_changed = on_changed
        self._paths = paths
        self._stopped = False
        self._has_changed = False

    def compose_work(self) -> ComposeResult:
        """The line, the tree, the results."""
        line = PathLine("\n".join(map(str, self._paths[:1])), work_words("import.path"))
        line.id = "path"
        yield line
        yield ProgressBar()
        with Horizontal(id="body"):
            yield FileTree(start_folder())
            with Vertical(id="results"):
                yield ReportRows()
                yield ReportEntries()
                yield VerticalScroll(id="notes", can_focus=False)
            yield TablePane()

    def begin(self) -> None:
        """Begins where paths were given."""
        self.query_one(TitleBar).state = work_words("import.idle")
        if self._paths:
            self._import(self._paths)

    # importing

    @work(exclusive=True, group="import")
    async def _import(self, paths: tuple[Path, ...]) -> None:
        rows, title, bar = self.query_one(ReportRows), self.query_one(TitleBar), self.query_one(ProgressBar)
        self._at_work, self._stopped, self._lists_archive = True, False, False
        self._broken_off = None
        leads_nowhere = False
        self._close_table()
        rows.reports = []
        rows.renew(0)
        self._list_entries(())
        await self._tell()
        self.add_class("-read", "-working")
        self.remove_class("-choosing")
        title.state = work_words("import.counting")
        bar.update(total=None, progress=0)
        try:
            plan = await self._background.attempt(self._backend.plan_import, paths)
            total = len(plan.items)
            leads_nowhere = not any(isinstance(item, FoundFile) for item in plan.items)
            bar.update(total=plan.size + _SIZE_OF_ANY * total, progress=0)
            title.state = work_words("import.running", 个数=0, 总数=total)
            async for reports in self._background.each(lambda: self._backend.import_files(plan, lambda: self._stopped)):
                follow = rows.marked >= rows.count - 1
                self._has_changed |= any(report.status in ("imported", "replaced") for report in reports)
                rows.reports += reports
                rows.renew()
                if reports and (follow or rows.count == len(reports)):
                    rows.renew(rows.count - 1)
                bar.advance(sum(report.size + _SIZE_OF_ANY for report in reports))
                if self._stopped:
                    break
                title.state = work_words("import.running", 个数=rows.count, 总数=total)
        except AssistantError as error:
            self._stopped = True
            self.say(error)
            self._broken_off = error
        self._at_work = False
        self.remove_class("-working")
        tables = sum(len(report.tables) for report in rows.reports if report.status != "failed")
        failed = [at for at, report in enumerate(rows.reports) if report.status == "failed"]
        state = work_words("import.stopped" if self._stopped else "import.done", 个数=rows.count, 表数=tables)
        title.state = state + (work_words("import.failed", 个数=len(failed)) if failed else "")
        if rows.count:
            rows.renew(failed[0] if failed else 0)
            if leads_nowhere:
                self.action_path()
            else:
                rows.focus()
        else:
            await self._tell()
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._has_changed:
            self._has_changed = False
            self._on_changed()

    def archive_changed(self) -> None:
        """A document was taken out."""
        self._has_changed = True
        self._tell_changed()

    def on_unmount(self) -> None:
        """What was imported before the screen was left is listed too."""
        self._tell_changed()

    def action_start(self) -> None:
        """Imports what the line names."""
        if self._at_work:
            self.notice(work_words("import.busy"))
            return
        paths = paths_in(self.query_one("#path", Input).value)
        if paths:
            self._import(paths)
        else:
            self.notice(work_words("import.nothing"))

    def action_stop(self) -> None:
        """Stops at once; the file that is being read is left out."""
        if self._at_work:
            self._stopped = True
            self.query_one(TitleBar).state = work_words("import.stopping")
        else:
            self.notice(work_words("review.stopped_nothing"))

    # choosing

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_start()

    @on(DirectoryTree.FileSelected)
    def _file_chosen(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        self._put(event.path)

    @on(DirectoryTree.DirectorySelected)
    def _folder_chosen(self, event: DirectoryTree.DirectorySelected) -> None:
        event.stop()
        self._put(event.path)

    def _put(self, path: Path) -> None:
        """Puts a path into the line, to be typed on."""
        line = self.query_one("#path", Input)
        line.value = str(path)
        line.action_end()

    def action_path(self) -> None:
        """To the line, with what stands in it marked: what is pasted takes its place."""
        line = self.query_one("#path", Input)
        line.focus()
        line.action_select_all()

    def action_tree(self) -> None:
        """To the tree, on a narrow screen in place of the results."""
        self.add_class("-choosing")
        self.query_one(FileTree).focus()

    def action_reports(self) -> None:
        """To the results."""
        if not self.query_one(ReportRows).count:
            self.notice(work_words("import.no_reports"))
            return
        self.remove_class("-choosing")
        self._close_table()
        self.query_one(ReportRows).focus()

    def ask_before_leaving(self, leave: Callable[[], None]) -> bool:
        """Whether files are still being read: then it is asked whether they are to be left."""
        from assistant.tui.screens.asking import AskScreen

        if not self._at_work:
            return False
        if not isinstance(self.app.screen, AskScreen):
            answers = [work_words("import.go_on"), work_words("import.leave")]
            text = work_words("import.leaving", 个数=self.query_one(ReportRows).count)
            self.app.push_screen(AskScreen(work_words("import.title"), answers, text), lambda at: leave() if at else None)
        return True

    def action_back(self) -> None:
        """A step back: from the table, from what is told of a file, then to the main screen."""
        if self.has_class("-table"):
            self._close_table()
        elif self.query_one(ReportEntries).has_focus:
            self.query_one(ReportRows).focus()
        else:
            self.dismiss(None)

    # keeping the report

    def action_save_report(self) -> None:
        """Asks where the report goes, and writes it."""
        from assistant.tui.screens.saving import SaveScreen

        reports = tuple(self.query_one(ReportRows).reports)
        if not reports or self._lists_archive:
            self.notice(work_words("import.nothing_to_save"))
            return

        async def write(file: str) -> None:
            path = await self._background.attempt(self._backend.save_report, reports, file)
            tell_saved(self.app, path, work_words("import.saved", 文件=shown_line(str(path))))

        file = proposed_file(settings_around(self), work_words("import.save_name"))
        self.app.push_screen(SaveScreen(file, write, work_words("import.save_title"), work_words("import.save_file")))
