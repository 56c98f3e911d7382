"""The overview (F7): how many tables and how much money, by year, department and size."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from assistant.model.query import TableRow
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import OF_SCREEN, work_words
from assistant.tui.holdings import Bar, by_department, by_size, by_year, money_in_short
from assistant.tui.messages import Asked
from assistant.tui.screens.work import WorkScreen
from assistant.tui.widgets.bar_rows import BarRows
from assistant.tui.widgets.title_bar import TitleBar


class OverviewScreen(WorkScreen[Asked | str]):
    """Three charts below each other. Gives what the list of projects is to be filtered by, or a question to ask."""

    NAME = "overview"
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in OF_SCREEN["overview"]]
    AUTO_FOCUS = "BarRows"

    DEFAULT_CSS = """
    OverviewScreen BarRows { padding: 0 2 0 1; }
    """

    def __init__(self, backend: Backend, background: Background, tables: Sequence[TableRow] | None) -> None:
        """`tables`: the heads of all tables; None while the archive is being opened."""
        super().__init__(backend, background)
        self._tables = tables
        known = [table.year for table in tables or () if table.year is not None]
        self._year = max(known, default=None)

    def compose_work(self) -> ComposeResult:
        """The charts."""
        yield BarRows()

    def on_mount(self) -> None:
        """Draws them."""
        self._draw(1)

    def _draw(self, marked: int | None = None) -> None:
        rows, tables = self.query_one(BarRows), self._tables or ()
        chosen = [table for table in tables if self._year is None or table.year == self._year]
        when = work_words("overview.all_years") if self._year is None else work_words("overview.year", 年度=self._year)
        if not tables:
            rows.lines = [work_words("overview.wait" if self._tables is None else "overview.empty")]
        else:
            rows.lines = [
                work_words("overview.by_year"),
                *by_year(tables),
                "",
                work_words("overview.by_department", 年度=when),
                *by_department(chosen, self._year),
                "",
                work_words("overview.by_size", 年度=when),
                *by_size(chosen, self._year),
            ]
        rows.year = self._year
        rows.renew(marked)
        total = sum((table.total or Decimal(0) for table in chosen), Decimal(0))
        self.query_one(TitleBar).state = work_words("overview.state", 年度=when, 张数=len(chosen), 金额=money_in_short(total))

    @on(BarRows.Picked)
    def _pick(self, event: BarRows.Picked) -> None:
        event.stop()
        bar = self.query_one(BarRows).lines[event.at]
        if not isinstance(bar, Bar):
            return
        if bar.year is not None:
            self._year = None if bar.year == self._year else bar.year
            self._draw()
        elif bar.listed:
            self.dismiss(bar.listed)
        elif bar.asked:
            self.dismiss(Asked(bar.asked))

    def action_measure(self) -> None:
        """Bars for the number of tables, or for the money."""
        rows = self.query_one(BarRows)
        rows.by_money = not rows.by_money
        rows.renew()

    def action_all_years(self) -> None:
        """Departments and sizes of all years."""
        self._year = None
        self._draw()
