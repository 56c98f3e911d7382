"""The list of projects at the side: a line to filter by, how it is arranged, and the projects below."""

from __future__ import annotations

from asyncio import Lock, to_thread
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerError

from assistant.chinese.width import squeeze
from assistant.model.query import TableRow
from assistant.tui.cells import shown_line
from assistant.tui.commands import words
from assistant.tui.holdings import money_in_short
from assistant.tui.listing import Listed, Listing, Wanted
from assistant.tui.messages import TableChosen
from assistant.tui.widgets.notes import Notes
from assistant.tui.widgets.project_rows import ProjectRows
from assistant.tui.widgets.typing_line import TypingLine

_QUICK = 5000
"""So many projects are sorted at once; more beside the screen."""


class Chip(Static):
    """Says one thing about how the list is arranged; a click on it posts `ArrangementWanted`."""

    def on_click(self, event: events.Click) -> None:
        """The mouse's way to the arrangement."""
        event.stop()
        self.post_message(TableList.ArrangementWanted(self.id or ""))


class TableList(Vertical):
    """The projects, latest year first or as they are wanted; posts `TableChosen` and `ArrangementWanted`."""

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
    TableList #chips { height: 1; padding: 0 1; }
    TableList Chip { width: auto; margin-right: 1; color: $text-primary; text-wrap: nowrap; text-overflow: ellipsis; }
    TableList #department { width: auto; max-width: 1fr; }
    TableList Chip:hover { color: $block-cursor-foreground; background: $block-cursor-background; }
    TableList #count { color: $text-muted; padding: 0 1; height: 1; }
    TableList ProjectRows { padding: 0 1 0 0; }
    TableList Notes { display: none; padding: 0 1; height: 5; background: $surface; }
    """

    tables: reactive[Sequence[TableRow] | None] = reactive(None)
    """All tables; None while the archive is being opened."""
    wanted: reactive[Wanted] = reactive(Wanted())
    """Which are listed, and in what order."""

    @dataclass
    class ArrangementWanted(Message):
        """The user wants to change how the list is arranged."""

        kind: str
        """year, department or order."""

    def __init__(self) -> None:
        super().__init__()
        self.listing = Listing(())
        """All of them."""
        self._in_turn = Lock()
        """Held by whoever prepares or lists beside the screen."""
        self._beside: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """The filter, the arrangement, the count, the lines, the marked one in full."""
        yield TypingLine(placeholder=words("list.filter"), select_on_focus=False)
        with Horizontal(id="chips"):
            yield Chip("", id="year", markup=False)
            yield Chip("", id="department", markup=False)
            yield Chip("", id="order", markup=False)
        yield Static(words("list.wait"), id="count", markup=False)
        yield ProjectRows()
        yield Notes()

    has_failed = False
    """Could the archive not be opened?"""

    def fail(self) -> None:
        """Says that the archive could not be opened."""
        self.has_failed = True
        self.tables = ()
        self._list()

    def watch_tables(self, tables: Sequence[TableRow] | None) -> None:
        """Lists what there is."""
        self.has_failed = self.has_failed and not tables
        self.listing = Listing(self.tables or ())
        if self.is_mounted:
            self.query_one(ProjectRows).apart = {}
            self._list()
            if len(self.listing.tables) > _QUICK:
                self._get_ready()

    @work(exclusive=True, group="ready")
    async def _get_ready(self) -> None:
        """Has ready, beside the screen, what the first words are looked for in."""
        async with self._in_turn:
            await to_thread(self.listing.prepare, Wanted(words=("",)))
        listing = self.listing
        apart = await to_thread(lambda: listing.apart)
        if listing is self.listing:
            rows = self.query_one(ProjectRows)
            rows.apart = apart
            rows.refresh()

    def on_mount(self) -> None:
        """Says how the list is arranged."""
        self._say_arrangement()

    def watch_wanted(self, before: Wanted, wanted: Wanted) -> None:
        """Lists what is wanted."""
        if self.is_mounted:
            if replace(before, words=wanted.words) != wanted:
                self._say_arrangement()
            self._list()

    def _say_arrangement(self) -> None:
        year = words("list.all") if self.wanted.year is None else str(self.wanted.year)
        department = self.wanted.department
        name = words("list.all") if department is None else shown_line(department) or words("list.group_no_department")
        self.query_one("#year", Chip).update(f"{words('list.year', 年度=year)}▾")
        self.query_one("#department", Chip).update(f"{words('list.department', 部门=name)}▾")
        order = words("list.order", 顺序=words(f"list.order_{self.wanted.order}"))
        self.query_one("#order", Chip).update(f"{order}▾")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        asked = tuple(squeeze(word).casefold() for word in event.value.split())
        if asked != self.wanted.words:
            self.wanted = replace(self.wanted, words=asked)

    def _list(self) -> None:
        if len(self.listing.tables) <= _QUICK:
            self._show(self.listing.listed(self.wanted))
        else:
            self._beside = self._list_beside()

    @work(exclusive=True, group="list")
    async def _list_beside(self) -> None:
        """Filters and sorts beside the screen; what is no longer wanted when its turn comes is left out."""
        listing, wanted = self.listing, self.wanted
        if not listing.is_ready(wanted):
            self.query_one("#count", Static).update(words("list.sorting"), layout=False)
        async with self._in_turn:
            listed = await to_thread(listing.listed, wanted)
        self._show(listed)

    def _show(self, listed: Listed) -> None:
        rows = self.query_one(ProjectRows)
        if len(self.listing.tables) <= _QUICK:
            rows.apart = self.listing.apart
        rows.show(listed, self.wanted.order)
        total, money = len(self.listing.tables), money_in_short(listed.money)
        if self.tables is None:
            text = words("list.wait")
        elif not listed.tables:
            text = words("list.none") if total else words("title.failed" if self.has_failed else "title.empty")
        elif listed.tables < total:
            text = words("list.matches", 个数=listed.tables, 总数=total, 金额=money)
        else:
            text = words("list.count", 个数=total, 金额=money)
        self.query_one("#count", Static).update(text, layout=False)
        if not listed.tables:
            self.query_one(Notes).show(())

    @on(Input.Submitted)
    async def _choose(self, event: Input.Submitted) -> None:
        event.stop()
        if self._beside is not None:  # what was typed just now counts
            with suppress(WorkerError):
                await self._beside.wait()
        if chosen := self.query_one(ProjectRows).chosen:
            self.post_message(TableChosen(chosen.key))

    @on(ProjectRows.Marked)
    def _mark(self, event: ProjectRows.Marked) -> None:
        """Says in full what the marked line may have cut."""
        event.stop()
        rows = self.query_one(ProjectRows)
        if rows.chosen:
            self.query_one(Notes).show([(rows.full_text(rows.marked), "plain")])

    @on(ProjectRows.Picked)
    def _pick(self, event: ProjectRows.Picked) -> None:
        event.stop()
        if row := self.query_one(ProjectRows).at(event.at):
            self.post_message(TableChosen(row.key))

    def on_descendant_focus(self) -> None:
        """The keys move the mark: it shows clearly."""
        self._set_in_use(True)

    def on_descendant_blur(self) -> None:
        """The keys are used elsewhere."""
        self._set_in_use(False)

    def _set_in_use(self, used: bool) -> None:
        self.query_one(Notes).display = used
        rows = self.query_one(ProjectRows)
        rows.set_class(used, "-in-use", update=False)  # it draws them itself
        rows.refresh()

    def action_move(self, by: int) -> None:
        """Moves the mark by a line."""
        self.query_one(ProjectRows).action_move(by)

    def action_page(self, by: int) -> None:
        """Moves the mark by a page."""
        self.query_one(ProjectRows).action_page(by)
