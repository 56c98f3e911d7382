"""What the main screen does with drafts: opens the one in hand (F8), begins one (F9), hears of each step on the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on, work

from assistant.model.conversation import Conversation
from assistant.model.draft import Base
from assistant.tasks.history import Exchange
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import draft_words
from assistant.tui.completion import Vocabulary
from assistant.tui.messages import DraftFrom, DraftWanted
from assistant.tui.screens.conversing import ConversingScreen, exchange_of
from assistant.tui.widgets.panes import Panes
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.tool_mark import ToolMark
from assistant.tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from assistant.tasks.draft_work import Stepped

_BROUGHT = 12
"""As many of the steps on a draft stand in the conversation afterwards; all are kept."""


class DraftingScreen(ConversingScreen):
    """The part of the main screen that looks after drafts."""

    def __init__(self, backend: Backend, background: Background) -> None:
        super().__init__(backend, background)
        self._asking = asyncio.Lock()
        """Held while a question runs: the next one builds on the conversation that this one leaves."""
        self._steps: list[Exchange] = []
        """What was done on the screens for drafts and does not stand in the conversation yet."""

    @work(exclusive=True, group="draft")
    async def action_draft(self) -> None:
        """Opens the draft in hand; where there is none, what one can begin from."""
        async with self._asking:
            pass  # a question that runs may make one
        if self._conversation.talk.hand is None:
            self._begin()
        else:
            self._open()

    def action_draft_from(self) -> None:
        """Begins a draft from the table in view."""
        pane = self.query_one(TablePane)
        if pane.table is None or not pane.is_on_screen:
            self.notify(draft_words("start.no_base"), timeout=4, markup=False)
        else:
            self._begin(Base(pane.table.project, pane.table.year, pane.key))

    @on(DraftWanted)
    def _draft_wanted(self, event: DraftWanted) -> None:
        event.stop()
        self.action_draft()

    @on(DraftFrom)
    def _draft_from(self, event: DraftFrom) -> None:
        event.stop()
        self.action_draft_from()

    @on(ToolMark.Pressed)
    async def _tool_pressed(self, event: ToolMark.Pressed) -> None:
        event.stop()
        await self.run_action(event.command)

    def _begin(self, base: Base | None = None) -> None:
        from assistant.tui.screens.draft_start import DraftStartScreen

        width = self.query_one(Panes).answer_width
        screen = DraftStartScreen(self._backend, self._background, self._conversation, width, base)

        def begun(step: Stepped | None) -> None:
            self._begun(step)

        self.app.push_screen(screen, begun)

    @work
    async def _begun(self, step: Stepped | None) -> None:
        """Opens the draft that was begun; where it came to nothing, the conversation says why."""
        if step is None:
            await self._bring_steps()
            return
        self._stepped(step.conversation, await self._background.attempt(exchange_of, step.said, step.reply))
        if step.conversation.talk.hand is None or step.conversation.talk.choices:
            await self._bring_steps()
        else:
            self._open()

    def _open(self) -> None:
        from assistant.tui.screens.draft import DraftScreen

        vocabulary = Vocabulary(self._names)
        screen = DraftScreen(self._backend, self._background, self._conversation, self._stepped, self._other_drafts, vocabulary)

        def left(nothing: None) -> None:
            self._left()

        self.app.push_screen(screen, left)

    def _other_drafts(self) -> None:
        """Leaves the draft for the list of drafts."""
        self.app.pop_screen()
        self._begin()

    def _stepped(self, conversation: Conversation, exchange: Exchange | None) -> None:
        """Goes on with the conversation as a screen for drafts left it."""
        self._go_on_with(conversation)
        if exchange is not None:
            self._steps.append(exchange)
            self._keep_step(exchange)

    @work
    async def _keep_step(self, exchange: Exchange) -> None:
        await self._keep(exchange)

    @work
    async def _left(self) -> None:
        """Back from a draft."""
        await self._bring_steps()

    async def _bring_steps(self) -> None:
        """The conversation shows what was done meanwhile."""
        steps, self._steps = self._steps[-_BROUGHT:], []
        if steps:
            self.query_one(Panes).show_conversation()
        transcript = self.query_one(Transcript)
        for exchange in steps:
            answer = await transcript.ask(exchange.asked)
            await transcript.reply(answer, exchange)
