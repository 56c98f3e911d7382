"""The table that is open: its name above it, the document it came from below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from assistant.model.goal_table import GoalTable
from assistant.tui.cells import shown_line
from assistant.tui.commands import draft_words, words
from assistant.tui.messages import DraftFrom, TableClosed
from assistant.tui.widgets.comparison_view import ComparisonView
from assistant.tui.widgets.table_view import TableView

if TYPE_CHECKING:
    from assistant.tasks.year_comparison import YearComparison


_LATER = 0.3
"""Seconds after which a pane that no table was shown in yet is made ready for one."""


class CloseMark(Static):
    """Puts the table away when it is clicked."""

    def on_click(self, event: events.Click) -> None:
        """The mouse's way to Esc."""
        event.stop()
        self.post_message(TableClosed())


class DraftMark(Static):
    """Begins a draft from the table when it is clicked; stands there only where drafts can be begun."""

    def on_click(self, event: events.Click) -> None:
        """The mouse's way to F9."""
        event.stop()
        self.post_message(DraftFrom())


class YearMark(Static):
    """Sets the table beside that of another year, or shows only what differs; posts `Clicked`."""

    @dataclass
    class Clicked(Message):
        """The mark was clicked."""

        step: int
        """-1 for the year before, 1 for the year after, 0 for what differs."""

    def __init__(self, name: str, step: int) -> None:
        super().__init__(words(f"table.{name}"), markup=False, id=name)
        self._step = step

    def on_click(self, event: events.Click) -> None:
        """The mouse's way to ← and →, and to Enter."""
        event.stop()
        self.post_message(self.Clicked(self._step))


class TablePane(Vertical):
    """Name, form, document, the marks to compare years; posts `YearMark.Clicked`, `TableClosed` and `DraftFrom`."""

    DEFAULT_CSS = """
    TablePane { border-left: vkey $border-blurred; }
    TablePane #head { height: 1; padding: 0 1; background: $surface; }
    TablePane #name { width: 1fr; height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    TablePane CloseMark { width: auto; color: $text-muted; }
    TablePane CloseMark:hover, TablePane DraftMark:hover { color: $text; background: $boost; }
    TablePane DraftMark { width: auto; color: $text-muted; padding-right: 2; display: none; }
    TablePane YearMark { width: auto; color: $text-primary; padding-right: 2; display: none; }
    TablePane YearMark:hover { color: $block-cursor-foreground; background: $block-cursor-background; }
    TablePane ComparisonView { display: none; }
    TablePane #document { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    table: GoalTable | None = None
    """The table that was shown last."""
    key: int = 0
    """Its key in the store; 0 where it has none, and no other year."""
    step: int = 0
    """By how many tables of other years it is compared: below zero with an earlier one, 0 where it stands alone."""

    def on_mount(self) -> None:
        """Most screens with such a pane open without a table: its parts come once the rest is seen."""
        self.set_timer(_LATER, self._fill)

    def _fill(self) -> None:
        """Puts the three parts in."""
        if self.query("#head"):
            return
        name = Static("", id="name", markup=False)
        years = (YearMark("only", 0), YearMark("before", -1), YearMark("after", 1))
        draft, close = DraftMark(draft_words("start.from_table"), markup=False), CloseMark(words("table.close"), markup=False)
        head = Horizontal(id="head")
        self.mount(head, TableView(classes="form"), ComparisonView(), Static("", id="document", markup=False))
        if head.is_attached:  # it is not where the application is just being left
            head.mount(name, *years, draft, close)

    def show(self, table: GoalTable, marked: Iterable[str] = (), key: int = 0) -> None:
        """Shows a table with some of its cells marked; with its `key` it can be set beside other years."""
        self._fill()
        self.table, self.key, self.step = table, key, 0
        self._show_parts(years=bool(key), compared=False)
        self._call(words("table.name", 项目=table.project, 年度=table.year) if table.year else table.project)
        self._tell(table)
        self.query_exactly_one(".form", TableView).show(table, marked)

    def show_form(self) -> None:
        """Shows the table alone again."""
        if self.table is not None:
            focused = self.has_focus_within
            self.show(self.table, key=self.key)
            if focused:
                self.focus_view()

    def compare(self, compared: YearComparison, step: int) -> None:
        """Sets the table beside that of another year."""
        self.step = step
        focused = self.has_focus_within
        self._show_parts(years=True, compared=True)
        years = {"早": compared.earlier.year, "晚": compared.later.year}
        self._call(words("table.compared", 项目=compared.later.project, **years))
        self._tell(compared.earlier if step < 0 else compared.later)
        self.query_one(ComparisonView).compare(compared)
        if focused:
            self.focus_view()

    def _show_parts(self, *, years: bool, compared: bool) -> None:
        """Which marks are seen, and whether the form or the comparison is: said without styling them anew."""
        for name, seen in (("only", compared), ("before", years), ("after", years)):
            self.query_one(f"#{name}").display = seen
        for mark in self.query(DraftMark):
            if compared:
                mark.display = False
            else:
                mark.styles.clear_rule("display")
        self.query_exactly_one(".form", TableView).display = not compared
        self.query_one(ComparisonView).display = compared

    def focus_view(self) -> None:
        """The keys scroll what is shown."""
        (self.query_one(ComparisonView) if self.step else self.query_exactly_one(".form", TableView)).focus()

    def switch_only(self) -> None:
        """Shows what differs alone, or all."""
        self.query_one(ComparisonView).action_only_differences()

    @on(ComparisonView.Switched)
    def _switched(self, event: ComparisonView.Switched) -> None:
        """The mark says what it would show."""
        event.stop()
        only = self.query_one(ComparisonView).only
        self.query_one("#only", YearMark).update(words("table.all" if only else "table.only"))

    def _call(self, name: str) -> None:
        self.query_one("#name", Static).update(shown_line(name) or words("list.no_name"))

    def _tell(self, table: GoalTable) -> None:
        """Where a table comes from."""
        place = table.place.label
        source = words("table.source_at" if place else "table.source", 文件=table.source.document, 位置=place)
        self.query_one("#document", Static).update(shown_line(source))
