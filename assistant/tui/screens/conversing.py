"""What can be done with the conversation besides asking: it is kept and comes back, is copied, saved, searched and cleared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from textual import on, work
from textual.widget import Widget

from assistant.errors import AssistantError
from assistant.model.conversation import Conversation
from assistant.model.query import TableRow
from assistant.model.reply import Reply
from assistant.tasks.history import SHOWN, Exchange
from assistant.tasks.screen_settings import proposed_file
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import talk, words
from assistant.tui.completion import Names, Vocabulary
from assistant.tui.saved import tell_saved
from assistant.tui.screens.comparing import ComparingScreen
from assistant.tui.settled import settings_around
from assistant.tui.widgets.answer import CopyMark
from assistant.tui.widgets.completions import Completions
from assistant.tui.widgets.find_bar import FindBar
from assistant.tui.widgets.question_bar import QuestionBar
from assistant.tui.widgets.transcript import Transcript

_ORGANISATIONS = ("department", "unit")


class ConversingScreen(ComparingScreen[None]):
    """The part of the main screen that looks after the conversation."""

    def __init__(self, backend: Backend, background: Background) -> None:
        super().__init__()
        self._backend = backend
        self._background = background
        self._conversation = Conversation()
        self._names: tuple[Names, ...] = ()
        self._examples = Names("example", ())
        self._is_restored = False

    def _go_on_with(self, conversation: Conversation) -> None:
        """What is asked next builds on this; with a draft in hand or without one the keys do other things."""
        self._conversation = conversation
        self.refresh_bindings()

    # kept

    async def _restore(self, tables: Sequence[TableRow]) -> None:
        """Brings back what was asked before, knows the names of the archive, and goes on where the conversation ended."""
        if not self._is_restored:
            self._is_restored = True
            try:
                await self._bring_back(await self._background.attempt(self._backend.kept), tables)
            except AssistantError as error:
                await self.query_one(Transcript).say(error)
        self._names = await self._background.attempt(_names_of, tables)
        self._examples = Names("example", [words(key) for key in words.texts if key.startswith("examples.")])
        self._know_questions()

    async def _bring_back(self, kept: Sequence[Exchange | None], tables: Sequence[TableRow]) -> None:
        self.query_one(QuestionBar).remember([exchange.asked for exchange in kept if exchange is not None])
        transcript = self.query_one(Transcript)
        if transcript.exchanges or self._conversation.turns:
            return  # something was asked meanwhile
        await transcript.restore(_still_there(kept[-SHOWN:], tables))
        self._go_on_with(await self._background.attempt(self._backend.resume, _last_conversation(kept)))

    async def _keep(self, exchange: Exchange | None) -> None:
        """Keeps what was asked and answered; None where a new conversation begins."""
        self._know_questions()
        try:
            await self._background.attempt(self._backend.keep, exchange)
        except AssistantError as error:
            self.notify(f"{error}", severity="warning", markup=False)

    @work
    async def _keep_divider(self) -> None:
        await self._keep(None)

    def _know_questions(self) -> None:
        line = self.query_one(QuestionBar)
        line.vocabulary = Vocabulary(self._names, (Names("question", reversed(line.asked)), self._examples))

    @on(Completions.Picked)
    def _picked(self, event: Completions.Picked) -> None:
        event.stop()
        self.query_one(QuestionBar).take(event.offer)

    # copied

    def action_copy(self) -> None:
        """Copies the newest answer or all of them."""
        self._copy(None)

    @on(CopyMark.Clicked)
    def _copy_clicked(self, event: CopyMark.Clicked) -> None:
        event.stop()
        self._copy(event.answer.exchange)

    def _copy(self, one: Exchange | None) -> None:
        from assistant.tui.screens.copying import CopyScreen

        exchanges = self.query_one(Transcript).exchanges
        if not exchanges:
            self.notify(talk("copy.nothing"), timeout=3, markup=False)
            return
        self.app.push_screen(CopyScreen(one or exchanges[-1], exchanges), self._copied)

    def _copied(self, text: str | None) -> None:
        if text is not None:
            self.app.copy_to_clipboard(text)
            self.notify(talk("copy.done", 字数=len(text)), timeout=4, markup=False)

    # saved

    def action_save(self) -> None:
        """Saves the conversation to a file."""
        from assistant.tui.screens.saving import SaveScreen

        exchanges = self.query_one(Transcript).exchanges
        if not exchanges:
            self.notify(talk("copy.nothing"), timeout=3, markup=False)
            return
        name = talk("save.name", 日期=date.today().strftime("%Y%m%d"))
        self.app.push_screen(SaveScreen(proposed_file(settings_around(self), name), partial(self._save, exchanges)))

    async def _save(self, exchanges: Sequence[Exchange], file: str) -> None:
        """Raises AssistantError where it cannot be written."""
        path = await self._background.attempt(self._backend.save, exchanges, file)
        tell_saved(self.app, path, talk("save.done", 文件=path))

    # searched

    def action_find(self) -> None:
        """Opens the line to search the conversation with."""
        self.query_one(FindBar).open()

    @on(FindBar.Searched)
    def _searched(self, event: FindBar.Searched) -> None:
        event.stop()
        found = self.query_one(Transcript).parts_with(event.words)
        at = self.query_one(FindBar).tell(len(found))
        self._set_found(None if at is None else found[at])
        if at is not None:
            self.query_one(Transcript).look_at(found[at])

    def _set_found(self, found: Widget | None) -> None:
        """Marks the place that is shown, and no other."""
        for part in self.query(".-found"):
            if part is not found:
                part.remove_class("-found")
        if found is not None:
            found.add_class("-found")

    @on(FindBar.Closed)
    def _find_closed(self, event: FindBar.Closed) -> None:
        event.stop()
        self._set_found(None)
        self.query_one(QuestionBar).focus()

    def action_earlier(self) -> None:
        """Looks for a question asked before."""
        from assistant.tui.screens.earlier import EarlierScreen

        self.app.push_screen(EarlierScreen(self.query_one(QuestionBar).asked), self._bring)

    def _bring(self, question: str | None) -> None:
        line = self.query_one(QuestionBar)
        if question is not None:
            line.bring(question)
        line.focus()

    # cleared

    def action_forget(self) -> None:
        """Clears the conversation and what is kept of it, once that was confirmed."""
        from assistant.tui.screens.forgetting import ForgetScreen

        self.app.push_screen(ForgetScreen(), self._forget_where)

    def _forget_where(self, sure: bool | None) -> None:
        if sure:
            self._forget()

    @work
    async def _forget(self) -> None:
        try:
            await self._background.attempt(self._backend.forget)
        except AssistantError as error:
            self.notify(f"{error}", severity="error", markup=False)
            return
        self._go_on_with(Conversation())
        self.query_one(QuestionBar).forget()
        self._know_questions()
        await self.query_one(Transcript).clear()
        self.notify(talk("history.forgotten"), timeout=3, markup=False)


def exchange_of(utterance: str, reply: Reply) -> Exchange:
    """What is shown and kept of a question; made in the background."""
    from assistant.tasks.comparison import compared

    return Exchange(utterance, reply, compared(reply), reply.query is not None)


def _names_of(tables: Sequence[TableRow]) -> tuple[Names, ...]:
    """All names of the archive, made in the background: reading characters aloud takes a second for a hundred thousand."""
    organisations = dict.fromkeys(
        str(name) for key in _ORGANISATIONS for table in tables if (name := table.values.get(key)) is not None
    )
    return (
        Names("project", [table.project for table in tables]),
        Names("organisation", organisations),
        Names("field", talk("fields.names").split("、")),
    )


def _still_there(kept: Sequence[Exchange | None], tables: Sequence[TableRow]) -> list[Exchange | None]:
    """The exchanges with those sources alone that the archive still has under the same key."""
    cited = {one.table for exchange in kept if exchange is not None for one in exchange.reply.sources}
    names = {table.key: (table.project, table.year) for table in tables if table.key in cited}
    shown: list[Exchange | None] = []
    for exchange in kept:
        if exchange is not None:
            sources = tuple(one for one in exchange.reply.sources if names.get(one.table) == (one.project, one.year))
            exchange = replace(exchange, reply=replace(exchange.reply, sources=sources))
        elif not shown or shown[-1] is None:
            continue
        shown.append(exchange)
    return shown


def _last_conversation(kept: Sequence[Exchange | None]) -> list[Exchange]:
    """What was said since the last beginning."""
    last: list[Exchange] = []
    for exchange in reversed(kept):
        if exchange is None:
            break
        last.insert(0, exchange)
    return last
