"""The table that is open: its name above it, the document it came from below it."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from assistant.model.goal_table import GoalTable
from assistant.tui.cells import shown_line
from assistant.tui.commands import words
from assistant.tui.messages import TableClosed
from assistant.tui.widgets.table_view import TableView


class CloseMark(Static):
    """Puts the table away when it is clicked."""

    def on_click(self, event: events.Click) -> None:
        """The mouse's way to Esc."""
        event.stop()
        self.post_message(TableClosed())


class TablePane(Vertical):
    """Name, form, document; posts `TableClosed`."""

    DEFAULT_CSS = """
    TablePane { border-left: vkey $border-blurred; }
    TablePane #head { height: 1; padding: 0 1; background: $surface; }
    TablePane #name { width: 1fr; height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    TablePane CloseMark { width: auto; color: $text-muted; }
    TablePane CloseMark:hover { color: $text; background: $boost; }
    TablePane #document { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    table: GoalTable | None = None
    """The table that was shown last."""

    def compose(self) -> ComposeResult:
        """The three parts."""
        with Horizontal(id="head"):
            yield Static("", id="name", markup=False)
            yield CloseMark(words("table.close"), markup=False)
        yield TableView()
        yield Static("", id="document", markup=False)

    def show(self, table: GoalTable, marked: Iterable[str] = ()) -> None:
        """Shows a table with some of its cells marked."""
        self.table = table
        name = words("table.name", 项目=table.project, 年度=table.year) if table.year else table.project
        place = table.place.label
        source = words("table.source_at" if place else "table.source", 文件=table.source.document, 位置=place)
        self.query_one("#name", Static).update(shown_line(name) or words("list.no_name"))
        self.query_one("#document", Static).update(shown_line(source))
        self.query_one(TableView).show(table, marked)
