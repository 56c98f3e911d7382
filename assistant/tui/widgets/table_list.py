"""The list of projects at the side: a line to filter by, and the projects below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Input, Static

from assistant.chinese.width import squeeze
from assistant.model.query import TableRow
from assistant.tui.commands import words
from assistant.tui.messages import TableChosen
from assistant.tui.widgets.project_rows import ProjectRows


class TableList(Vertical):
    """The projects, latest year first; posts `TableChosen`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    DEFAULT_CSS = """
    TableList { border-right: vkey $border-blurred; }
    TableList Input { border: none; height: 1; padding: 0 1; background: $surface; }
    TableList Input:focus { border: none; background: $panel; }
    TableList #count { color: $text-muted; padding: 0 1; height: 1; }
    TableList ProjectRows { padding: 0 1; }
    """

    tables: reactive[Sequence[TableRow] | None] = reactive(None)
    """All tables; None while the archive is being opened."""

    def __init__(self) -> None:
        super().__init__()
        self._searched: list[str] = []
        """What the filter looks through, for each table; made when it is first used."""

    def compose(self) -> ComposeResult:
        """The filter, the count, the lines."""
        line = Input(placeholder=words("list.filter"), select_on_focus=False)
        line.cursor_blink = False
        yield line
        yield Static(words("list.wait"), id="count", markup=False)
        yield ProjectRows()

    def watch_tables(self) -> None:
        """Lists what there is."""
        self._searched = []
        if self.is_mounted:
            self._list()

    @on(Input.Changed)
    def _list(self) -> None:
        """Lists the tables of which every word of the filter stands in the year, name, department or unit."""
        tables = self.tables or ()
        asked = [squeeze(word).casefold() for word in self.query_one(Input).value.split()]
        if asked and not self._searched:
            self._searched = [_searched(table) for table in tables]
        found = (
            [table for table, text in zip(tables, self._searched, strict=True) if all(word in text for word in asked)]
            if asked
            else tables
        )
        rows = self.query_one(ProjectRows)
        rows.rows = found
        if self.tables is None:
            text = words("list.wait")
        elif not found:
            text = words("list.none") if tables else words("title.empty")
        elif asked:
            text = words("list.matches", 个数=len(found), 总数=len(tables))
        else:
            text = words("list.count", 个数=len(tables))
        self.query_one("#count", Static).update(text)

    @on(Input.Submitted)
    def _choose(self, event: Input.Submitted) -> None:
        event.stop()
        rows = self.query_one(ProjectRows)
        if rows.rows:
            self.post_message(TableChosen(rows.rows[rows.marked].key))

    @on(ProjectRows.Picked)
    def _pick(self, event: ProjectRows.Picked) -> None:
        event.stop()
        self.post_message(TableChosen(event.row.key))

    def on_descendant_focus(self) -> None:
        """The keys move the mark: it shows clearly."""
        self.query_one(ProjectRows).add_class("-in-use")

    def on_descendant_blur(self) -> None:
        """The keys are used elsewhere."""
        self.query_one(ProjectRows).remove_class("-in-use")

    def action_move(self, by: int) -> None:
        """Moves the mark by a line."""
        self.query_one(ProjectRows).marked += by

    def action_page(self, by: int) -> None:
        """Moves the mark by a page."""
        rows = self.query_one(ProjectRows)
        rows.marked += by * rows.page


def _searched(table: TableRow) -> str:
    """What the filter looks through."""
    texts = (table.project, table.values.get("department"), table.values.get("unit"))
    return squeeze(f"{table.year or ''} {' '.join(str(text) for text in texts if text)}").casefold()
