"""The import (F6): files and folders by a picker or by pasted paths, with progress, and a report for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import DirectoryTree, Input

from assistant.errors import AssistantError
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.cells import shown_line
from assistant.tui.commands import OF_SCREEN, work_words
from assistant.tui.pasted import paths_in
from assistant.tui.screens.work import WorkScreen
from assistant.tui.widgets.prose import Prose
from assistant.tui.widgets.report_rows import ReportRows
from assistant.tui.widgets.title_bar import TitleBar


class FileTree(DirectoryTree):
    """Folders and files, hidden ones left out."""

    DEFAULT_CSS = """
    FileTree { background: transparent; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    """
    ICON_NODE = "+ "
    ICON_NODE_EXPANDED = "- "
    ICON_FILE = "  "

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """What is shown of a folder."""
        return [path for path in paths if not path.name.startswith(".")]


class ImportScreen(WorkScreen[None]):
    """The path line above; folders at the left; what became of each file at the right; notes on the marked one below."""

    NAME = "import"
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
    ImportScreen #notes { height: 2fr; border-top: solid $border-blurred; padding: 0 1; scrollbar-size-vertical: 1; }
    ImportScreen #notes .heading { text-style: bold; }
    ImportScreen #notes .quiet { color: $text-muted; }
    ImportScreen #results { display: none; }
    ImportScreen.-read #results { display: block; }
    ImportScreen.-narrow.-read FileTree { display: none; }
    ImportScreen.-narrow.-read.-choosing FileTree { display: block; }
    ImportScreen.-narrow.-read.-choosing #results { display: none; }
    """

    def __init__(
        self, backend: Backend, background: Background, on_changed: Callable[[], object], paths: tuple[Path, ...] = ()
    ) -> None:
        """`on_changed` is called when the archive holds something else; `paths` are imported at once."""
        super().__init__(backend, background)
        self._on_changed = on_changed
        self._paths = paths
        self._at_work = self._stopped = False
        self._has_changed = False

    def compose_work(self) -> ComposeResult:
        """The line, the tree, the results."""
        line = Input(
            "\n".join(map(str, self._paths[:1])), placeholder=work_words("import.path"), id="path", select_on_focus=False
        )
        line.cursor_blink = False
        yield line
        with Horizontal(id="body"):
            yield FileTree(_start())
            with Vertical(id="results"):
                yield ReportRows()
                yield VerticalScroll(id="notes", can_focus=False)

    def on_mount(self) -> None:
        """Begins where paths were given."""
        self.query_one(TitleBar).state = work_words("import.idle")
        if self._paths:
            self._import(self._paths)

    # importing

    @work(exclusive=True, group="import")
    async def _import(self, paths: tuple[Path, ...]) -> None:
        rows, title = self.query_one(ReportRows), self.query_one(TitleBar)
        self._at_work, self._stopped = True, False
        rows.reports = []
        rows.renew(0)
        self.add_class("-read")
        self.remove_class("-choosing")
        title.state = work_words("import.counting")
        try:
            total = await self._background.attempt(self._backend.count_files, paths)
            title.state = work_words("import.running", 个数=0, 总数=total)
            async for reports in self._background.each(lambda: self._backend.import_files(paths)):
                follow = rows.marked >= rows.count - 1
                self._has_changed |= any(report.status in ("imported", "replaced") for report in reports)
                rows.reports += reports
                rows.renew()
                if reports and (follow or rows.count == len(reports)):
                    rows.renew(rows.count - 1)
                title.state = work_words("import.running", 个数=rows.count, 总数=total)
                if self._stopped:
                    break
        except AssistantError as error:
            self._stopped = True
            self.say(error)
        self._at_work = False
        tables = sum(len(report.tables) for report in rows.reports if report.status != "failed")
        title.state = work_words("import.stopped" if self._stopped else "import.done", 个数=rows.count, 表数=tables)
        if rows.count:
            rows.renew(next((at for at, report in enumerate(rows.reports) if report.status == "failed"), 0))
            rows.focus()
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._has_changed:
            self._has_changed = False
            self._on_changed()

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
        """Stops after the file that is being read."""
        if self._at_work:
            self._stopped = True
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
        self.query_one("#path", Input).value = str(event.path)

    @on(DirectoryTree.DirectorySelected)
    def _folder_chosen(self, event: DirectoryTree.DirectorySelected) -> None:
        event.stop()
        self.query_one("#path", Input).value = str(event.path)

    def action_path(self) -> None:
        """To the line."""
        self.query_one("#path").focus()

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
        self.query_one(ReportRows).focus()

    # one file

    @on(ReportRows.Marked)
    async def _mark(self, event: ReportRows.Marked) -> None:
        """Says what became of the marked file."""
        event.stop()
        rows = self.query_one(ReportRows)
        if event.at >= rows.count:
            return
        report = rows.reports[event.at]
        status = work_words(f"status.{report.status}")
        parts = [Prose(work_words("import.file", 状态=status, 文件=shown_line(report.file)), classes="heading")]
        if report.reason:
            parts.append(Prose(report.reason))
        if report.tables:
            parts.append(Prose(work_words("import.heading_tables"), classes="quiet"))
            lines = []
            for table in report.tables:
                money = (
                    work_words("import.no_money") if table.total is None else work_words("import.money", 元=f"{table.total:,}")
                )
                lines.append(work_words("import.table", 项目=shown_line(table.project), 年度=table.year or "—", 金额=money))
            parts.append(Prose("\n".join(lines)))
        if report.notes:
            parts.append(Prose(work_words("import.heading_notes"), classes="quiet"))
            parts.append(Prose("\n".join(work_words("import.note", 说明=shown_line(note)) for note in report.notes)))
        notes = self.query_one("#notes", VerticalScroll)
        with self.app.batch_update():
            await notes.remove_children()
            await notes.mount_all(parts)
        notes.scroll_home(animate=False)

    @on(ReportRows.Picked)
    def _pick(self, event: ReportRows.Picked) -> None:
        """Scrolls on through the notes of the file, from their end back to their beginning."""
        event.stop()
        notes = self.query_one("#notes", VerticalScroll)
        if notes.scroll_y >= notes.max_scroll_y:
            notes.scroll_home(animate=False)
        else:
            notes.scroll_page_down(animate=False)


def _start() -> Path:
    """Where the tree begins: the user's own folder, else the one that the program was started in."""
    try:
        home = Path.home()
    except RuntimeError:
        home = Path()
    here = Path.cwd()
    return here if not home.is_dir() or (here != home and not here.is_relative_to(home)) else home
