"""The main screen: projects at the side, the conversation, the table that is open, the question line below them.

It is the only place that asks the tasks for anything, through the backend and in the background thread; what comes back is
handed down to the widgets.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, ParamSpec, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from assistant.errors import AssistantError
from assistant.model.conversation import Conversation
from assistant.tasks.command_words import LEAVE, NEW
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import bindings, words
from assistant.tui.marking import marked_parts
from assistant.tui.messages import Asked, TableChosen, TableClosed, Told, numbered
from assistant.tui.pasted import pasted_paths
from assistant.tui.screens.conversing import exchange_of
from assistant.tui.screens.drafting import DraftingScreen
from assistant.tui.settled import settings_around
from assistant.tui.warming import load_screens, read_styles
from assistant.tui.widgets.command_bar import CommandBar
from assistant.tui.widgets.completions import Completions
from assistant.tui.widgets.find_bar import FindBar
from assistant.tui.widgets.panes import BREAKPOINTS, Panes
from assistant.tui.widgets.question_bar import QuestionBar
from assistant.tui.widgets.table_list import TableList
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.title_bar import TitleBar, archive_in_short
from assistant.tui.widgets.transcript import Transcript

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


_IDLE, _BETWEEN = 1.0, 0.03
"""Seconds after the start until other screens are made ready, and between the steps of that."""


class MainScreen(DraftingScreen):
    """Where officials ask and read."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    CSS = "MainScreen { layers: default above; }"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(everywhere=False)]
    AUTO_FOCUS = "QuestionBar"

    def __init__(self, backend: Backend, background: Background) -> None:
        super().__init__(backend, background)
        self._opened = 0
        """The store's key of the table that was opened last; 0 for none."""

    @property
    def _panes(self) -> Panes:
        return self.query_one(Panes)

    def compose(self) -> ComposeResult:
        """All parts; what is hidden at which width is a matter of style."""
        yield TitleBar()
        yield Panes()
        yield FindBar()
        completions = Completions()
        yield completions
        yield QuestionBar(self._invitation(), completions)
        yield CommandBar(now=self._label_now)

    async def on_mount(self) -> None:
        """Greets, and has the archive opened meanwhile."""
        self.query_one(TitleBar).state = words("title.opening")
        await self.query_one(Transcript).welcome()
        self.call_after_refresh(self._open_archive)
        self.watch(self.app, "settings", self._fit)

    def _fit(self) -> None:
        """Gives the parts the widths of the settings."""
        settings = settings_around(self)
        self._panes.fit(settings.list_width, settings.table_share)

    def _label_now(self, command: str) -> str:
        """F2 and F4 put away what they opened, F8 begins a draft where there is none."""
        if command == "projects":
            return words("now.put_away") if self.query_one(TableList).has_focus_within else ""
        if command == "table":
            return words("now.put_away") if self.query_one(TablePane).is_on_screen else ""
        if command == "draft":
            return words("now.begin_draft") if self._conversation.talk.hand is None else ""
        return ""

    # what runs in the background

    async def _do(self, job: Callable[_Arguments, _Result], *arguments: _Arguments.args, **options: _Arguments.kwargs) -> _Result:
        """The job's result; whatever goes wrong becomes an AssistantError, which is shown where the result would be."""
        return await self._background.attempt(job, *arguments, **options)

    @work
    async def _open_archive(self) -> None:
        try:
            tables = await self._do(self._backend.projects, self._tell)
        except AssistantError as error:
            self.query_one(TitleBar).state = words("title.failed")
            self.query_one(TableList).fail()
            await self.query_one(Transcript).say(error)
            return
        self.query_one(TitleBar).state = archive_in_short(tables)
        self.query_one(TableList).tables = tables
        async with self._asking:
            await self._restore(tables)
        self.set_timer(_IDLE, self._warm)

    @work(exclusive=True, group="warm")
    async def _warm(self) -> None:
        """Has ready what the other screens need, so that they open at once."""
        await asyncio.to_thread(load_screens)
        for _ in read_styles(self.app.stylesheet):
            await asyncio.sleep(_BETWEEN)

    def _tell(self, text: str) -> None:
        """Takes what opening the archive has to say, in the background thread."""
        self.post_message(Told(text))

    @work
    async def _ask(self, utterance: str) -> None:
        transcript = self.query_one(Transcript)
        answer = await transcript.ask(utterance)
        async with self._asking:
            begun = self._conversation
            try:
                reply, after = await self._do(self._backend.converse, begun, utterance, self._panes.answer_width)
            except AssistantError as error:
                await transcript.fail(answer, error)
            else:
                if self._conversation is begun:  # no new one was begun meanwhile
                    self._go_on_with(after)
                exchange = await self._do(exchange_of, utterance, reply)
                await transcript.reply(answer, exchange)
                await self._keep(exchange)
            self.query_one(QuestionBar).placeholder = self._invitation()

    def _invitation(self) -> str:
        """What the empty question line says."""
        offered = self.query_one(Transcript).offered if self._conversation.turns else ()
        if offered:
            return words("question.choose", 个数=len(offered))
        return words("question.placeholder", 例子=words("examples.a"))

    @work(exclusive=True, group="table")
    async def _open_table(self, key: int, row: int, place: str) -> None:
        try:
            opened = await self._do(self._backend.table, key)
        except AssistantError as error:
            self.notify(f"{error}", severity="error", markup=False)
            return
        pane = self.query_one(TablePane)
        self._opened = key
        self._panes.open_table()
        pane.show(opened.table, marked_parts(opened, row, place), key)
        pane.focus_view()

    # what the widgets say

    @on(Asked)
    async def _asked(self, event: Asked) -> None:
        """Asks; a number stands for what the newest answer offers under it, some words for a command as in the chat."""
        event.stop()
        utterance = event.utterance.strip()
        if utterance in LEAVE or utterance == NEW:
            await self._carry_out("new" if utterance == NEW else "leave")
            return
        if paths := pasted_paths(event.utterance):
            self.action_import_files(paths)
            return
        meant = numbered(utterance, self.query_one(Transcript).offered)
        self.query_one(QuestionBar).note(meant, typed=utterance)
        self._panes.show_conversation()
        self._ask(meant)

    @on(TableChosen)
    def _table_chosen(self, event: TableChosen) -> None:
        event.stop()
        self._open_table(event.table, event.row, event.place)

    @on(TableClosed)
    def _table_closed(self, event: TableClosed) -> None:
        event.stop()
        self._panes.close_table()
        self.query_one(QuestionBar).focus()

    @on(Told)
    async def _told(self, event: Told) -> None:
        event.stop()
        await self.query_one(Transcript).note(event.text)

    # the commands

    def action_help(self) -> None:
        """Opens the help."""
        from assistant.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_palette(self) -> None:
        """Opens the command palette and carries out what is chosen in it."""
        from assistant.tui.screens.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(), self._carry_out)

    def action_projects(self) -> None:
        """Opens the list of projects, or puts it away where it is being used."""
        projects = self.query_one(TableList)
        if projects.has_focus_within:
            self._panes.close_list()
            self.query_one(QuestionBar).focus()
            return
        self._panes.open_list()
        projects.query_one(Input).focus()

    def action_arrange(self, kind: str = "") -> None:
        """Lets it be chosen how the list of projects is arranged."""
        from assistant.tui.screens.arranging import ArrangeScreen

        projects = self.query_one(TableList)
        self.app.push_screen(ArrangeScreen(projects.listing, projects.wanted, kind), self._arranged)

    def _arranged(self, choice: str | None) -> None:
        from assistant.tui.screens.arranging import arranged

        if choice is not None:
            projects = self.query_one(TableList)
            projects.wanted = arranged(projects.wanted, choice)
            self._panes.open_list()
            projects.query_one(Input).focus()

    @on(TableList.ArrangementWanted)
    def _arrangement_wanted(self, event: TableList.ArrangementWanted) -> None:
        event.stop()
        self.action_arrange(event.kind)

    def action_links(self) -> None:
        """Goes to the sources of the newest answer, where it has none to what it offers."""
        links = self.query_one(Transcript).links
        if links is None:
            self._notice("no_links")
            return
        self._panes.show_conversation()
        links.mark_first_source()
        links.focus()

    def action_table(self) -> None:
        """Opens the table seen last, before that the first source of the newest answer, or puts it away."""
        pane = self.query_one(TablePane)
        if pane.is_on_screen:
            self.post_message(TableClosed())
        elif pane.table is None:
            source = self.query_one(Transcript).first_source
            if source is None:
                self._notice("no_table")
            else:
                self._open_table(source.table, source.row, source.place)
        else:
            self._panes.open_table()
            pane.focus_view()

    def action_review(self) -> None:
        """Reviews the table in view, else the whole archive."""
        from assistant.tui.screens.review import ReviewScreen

        pane = self.query_one(TablePane)
        in_view = pane.table if pane.is_on_screen and self._opened else None
        name = "" if in_view is None else in_view.project
        tables = len(self.query_one(TableList).tables or ())
        key = 0 if in_view is None else self._opened
        self.app.push_screen(ReviewScreen(self._backend, self._background, tables, key, name))

    def action_import_files(self, paths: tuple[Path, ...] = ()) -> None:
        """Imports files and folders, at once where their paths are given."""
        from assistant.tui.screens.import_files import ImportScreen

        self.app.push_screen(ImportScreen(self._backend, self._background, self._open_archive, paths))

    def action_overview(self) -> None:
        """Shows what the archive holds."""
        from assistant.tui.screens.overview import OverviewScreen

        projects = self.query_one(TableList)
        opened = OverviewScreen(self._backend, self._background, projects.tables, has_failed=projects.has_failed)
        self.app.push_screen(opened, self._chosen_in_overview)

    def _chosen_in_overview(self, chosen: Asked | str | None) -> None:
        """Lists the projects that were meant, or asks for them."""
        if isinstance(chosen, Asked):
            self.post_message(chosen)
        elif chosen:
            self._panes.open_list()
            line = self.query_one(TableList).query_one(Input)
            line.value = chosen
            line.focus()

    def action_question(self) -> None:
        """Back to the question line; what fills the screen in place of the conversation is put away."""
        self._panes.show_conversation()
        self.query_one(QuestionBar).focus()

    def action_conversation_up(self) -> None:
        """The conversation a page up."""
        self.query_one(Transcript).page(-1)

    def action_conversation_down(self) -> None:
        """The conversation a page down."""
        self.query_one(Transcript).page(1)

    async def action_new(self) -> None:
        """Begins a new conversation."""
        if not self._conversation.turns:
            self._notice("no_conversation")
            return
        self._go_on_with(Conversation())
        self._panes.show_conversation()
        await self.query_one(Transcript).divide()
        self._keep_divider()
        self.query_one(QuestionBar).focus()

    def _notice(self, key: str) -> None:
        self.notify(words(f"notice.{key}"), timeout=3, markup=False)
