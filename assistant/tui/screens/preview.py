"""A table as it will be printed, over the whole screen: a draft without its signs (F8), or the source of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.strip import Strip

from assistant.model.goal_table import GoalTable
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import OF_SCREEN
from assistant.tui.screens.work import WorkScreen
from assistant.tui.widgets.table_view import TableView
from assistant.tui.widgets.title_bar import TitleBar


class PrintedForm(TableView):
    """The form in the middle of the screen."""

    def render_line(self, y: int) -> Strip:
        """One line, as far from the left edge as from the right."""
        line, width = super().render_line(y), self.scrollable_content_region.width
        left = max((width - self.virtual_size.width) // 2, 0)
        return Strip.join([Strip.blank(left, self.rich_style), line.crop(0, width - left)])


class SourceScreen(WorkScreen[None]):
    """The official form and nothing else."""

    NAME = "source"
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in OF_SCREEN["source"]]
    AUTO_FOCUS = "TableView"

    def __init__(
        self, backend: Backend, background: Background, table: GoalTable, state: str, marked: Iterable[str] = ()
    ) -> None:
        """`state` stands in the title."""
        super().__init__(backend, background)
        self._table, self._state, self._marked = table, state, tuple(marked)

    def compose_work(self) -> ComposeResult:
        """The form."""
        yield PrintedForm()

    def begin(self) -> None:
        """Draws it."""
        self.query_one(TitleBar).state = self._state
        self.call_after_refresh(self.query_one(TableView).show, self._table, self._marked)


class PreviewScreen(SourceScreen):
    """A draft as it will be printed."""

    NAME = "preview"
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in OF_SCREEN["preview"]]

    def __init__(
        self, backend: Backend, background: Background, table: GoalTable, state: str, export: Callable[[], object]
    ) -> None:
        """`export` is what F9 does."""
        super().__init__(backend, background, table, state)
        self._do_export = export

    def action_export(self) -> None:
        """Exports the draft."""
        self._do_export()
