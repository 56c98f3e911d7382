"""The overview (F7): how many tables and how much money, by year, department and size."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from assistant.model.query import TableRow
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import OF_SCREEN, words, work_words
from assistant.tui.holdings import Bar, Holdings, money_in_short
from assistant.tui.messages import Asked
from assistant.tui.screens.work import WorkScreen
from assistant.tui.widgets.bar_rows import BarRows
from assistant.tui.widgets.title_bar import TitleBar

_QUICK = 5000
"""So many tables are counted at once; more beside the screen."""


class OverviewScreen(WorkScreen[Asked | str]):
    """Three charts below each other. Gives what the list of projects is to be filtered by, or a question to ask."""

    NAME = "overview"
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in OF_SCREEN["overview"]]
    AUTO_FOCUS = "BarRows"

    DEFAULT_CSS = """
    OverviewScreen BarRows { padding: 0 2 0 1; }
    """

    def __init__(
        self, backend: Backend, background: Background, tables: Sequence[TableRow] | None, *, has_failed: bool = False
    ) -> None:
        """`tables`: the heads of all tables; None while the archive is being opened. `has_failed`: it could not be opened."""
        super().__init__(backend, background)
        self._tables = tables
        self._has_failed = has_failed
        self._held = Holdings(())
        self._year: int | None = None

    def compose_work(self) -> ComposeResult:
        """The charts."""
        yield BarRows()

    def begin(self) -> None:
        """Counts, and draws them."""
        tables = self._tables or ()
        if len(tables) <= _QUICK:
            self._counted(Holdings(tables))
        else:
            self.query_one(BarRows).lines = [work_words("overview.counting", 张数=len(tables))]
            self.query_one(BarRows).renew(0)
            self._count()

    @work
    async def _count(self) -> None:
        """Counts beside the screen. Without arguments: a worker writes them all down to describe itself."""
        self._counted(await to_thread(Holdings, self._tables or ()))

    def _counted(self, held: Holdings) -> None:
        self._held = held
        self._year = held.latest
        self._draw(1)

    def _draw(self, marked: int | None = None) -> None:
        rows, held, year = self.query_one(BarRows), self._held, self._year
        when = work_words("overview.all_years") if year is None else work_words("overview.year", 年度=year)
        if not self._tables:
            kind = "failed" if self._has_failed else "wait" if self._tables is None else "empty"
            rows.lines = [work_words(f"overview.{kind}")]
        else:
            rows.lines = [
                work_words("overview.by_year"),
                *held.by_year(),
                "",
                work_words("overview.by_department", 年度=when),
                *held.by_department(year),
                "",
                work_words("overview.by_size", 年度=when),
                *held.by_size(year),
            ]
        rows.year = year
        rows.renew(marked)
        tables, money = held.all_of(year)
        self.query_one(TitleBar).state = work_words("overview.state", 年度=when, 张数=tables, 金额=money_in_short(money))

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
        self.refresh_bindings()

    def label_now(self, command: str) -> str:
        """What F5 would change to."""
        if command != "measure":
            return ""
        return words("now.by_number" if self.query_one(BarRows).by_money else "now.by_money")

    def action_all_years(self) -> None:
        """Departments and sizes of all years."""
        self._year = None
        self._draw()
