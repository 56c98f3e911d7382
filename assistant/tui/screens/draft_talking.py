"""Talking to the draft: the question line below the form, the answer beside it, its sources over the whole screen."""

from __future__ import annotations

from dataclasses import replace

from textual import on, work

from assistant.errors import AssistantError
from assistant.tasks.command_words import LEAVE
from assistant.tui.commands import draft_words
from assistant.tui.messages import Asked, TableChosen, numbered
from assistant.tui.screens.conversing import exchange_of
from assistant.tui.screens.draft_filling import DraftFilling
from assistant.tui.widgets.answer import Answer
from assistant.tui.widgets.completions import Completions
from assistant.tui.widgets.question_bar import QuestionBar


class DraftTalking(DraftFilling):
    """The part of the screen that hears what is said of the draft."""

    def action_talk(self) -> None:
        """To the question line."""
        self.settle()
        self.query_one(QuestionBar).focus()

    @on(Completions.Picked)
    def _picked(self, event: Completions.Picked) -> None:
        event.stop()
        self.query_one(QuestionBar).take(event.offer)

    @on(Asked)
    def _asked(self, event: Asked) -> None:
        """Talks to the draft; a number stands for what the answer offers under it."""
        event.stop()
        utterance = event.utterance.strip()
        if utterance in LEAVE:
            self.action_back()
            return
        meant = numbered(utterance, self._side.offered)
        self.query_one(QuestionBar).note(meant, typed=utterance)
        self._talk(meant)

    @work
    async def _talk(self, utterance: str) -> None:
        from assistant.tasks.draft_work import Stepped

        answer = Answer(utterance)
        async with self._stepping:
            try:
                reply, after = await self._background.attempt(
                    self._backend.converse, self._conversation, utterance, self.answer_width
                )
            except AssistantError as error:
                self.say(error)
                return
            await self.stepped(Stepped(utterance, reply, after))
            if after.talk.hand is None or not self.is_there:
                return
            side = self._side
            await side.make_room(answer)
            await answer.reply(await self._background.attempt(exchange_of, utterance, replace(reply, draft=None)))
            side.show_beginning()
            self.invite()

    def invite(self) -> None:
        """The empty question line says what can be said: a number only while an answer stands there that offers any."""
        side = self._side
        line = self.query_one(QuestionBar)
        if side.is_talking and (offered := len(side.offered)):
            line.placeholder = draft_words("screen.choose", 个数=offered)
        else:
            line.placeholder = draft_words("screen.talk", 例子=draft_words("screen.example"))

    @on(TableChosen)
    def _table_chosen(self, event: TableChosen) -> None:
        """The source of an answer over the whole screen."""
        event.stop()
        self._open_table(event)

    @work
    async def _open_table(self, chosen: TableChosen) -> None:
        from assistant.tui.marking import marked_parts
        from assistant.tui.screens.preview import SourceScreen

        try:
            opened = await self._background.attempt(self._backend.table, chosen.table)
        except AssistantError as error:
            self.say(error)
            return
        marked = marked_parts(opened, chosen.row, chosen.place)
        state = opened.table.source.document
        self.app.push_screen(SourceScreen(self._backend, self._background, opened.table, state, marked))
