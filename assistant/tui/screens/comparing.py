"""What the screens with an open table share: it is set beside the same project's table of another year (← and →)."""

from __future__ import annotations

from textual import on, work
from textual.screen import ScreenResultType

from assistant.errors import AssistantError
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import words
from assistant.tui.screens.commanded import CommandedScreen
from assistant.tui.widgets.table_pane import TablePane, YearMark


class ComparingScreen(CommandedScreen[ScreenResultType]):
    """The part of a screen with a `TablePane` that looks after other years."""

    _backend: Backend
    _background: Background

    def action_year_before(self) -> None:
        """The open table beside the one before it, then beside the one before that."""
        self._walk(-1)

    def action_year_after(self) -> None:
        """The open table beside the one after it, or back by a year where it stands beside an earlier one."""
        self._walk(1)

    @on(YearMark.Clicked)
    def _year_clicked(self, event: YearMark.Clicked) -> None:
        event.stop()
        if event.step:
            self._walk(event.step)
        else:
            self.query_one(TablePane).switch_only()

    def _walk(self, by: int) -> None:
        pane = self.query_one(TablePane)
        if not pane.is_on_screen or not pane.key:
            self.notify(words("notice.no_table_open"), timeout=4, markup=False)
        elif pane.step + by:
            self._compare(pane.key, pane.step + by)
        else:
            pane.show_form()

    @work(exclusive=True, group="compare")
    async def _compare(self, key: int, step: int) -> None:
        try:
            compared = await self._background.attempt(self._backend.compare, key, step)
        except AssistantError as error:
            text = "\n".join(filter(None, (error.message, error.advice)))
            self.notify(text, severity="warning", timeout=6, markup=False)
            return
        pane = self.query_one(TablePane)
        if pane.key == key:
            pane.compare(compared, step)
