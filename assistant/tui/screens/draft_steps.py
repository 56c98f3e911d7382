"""What can be done with the draft in hand besides filling in a cell: each step goes through the conversation, as talking does."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from assistant.errors import AssistantError
from assistant.model.conversation import Conversation
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import AcceptSuggestion, AddRow, Adopt, ChangeBase, Edit, PutAway, Redo, RemoveRow, TakeBack, Undo
from assistant.tasks.draft_form import NAME, differing, proposal_at, row_at
from assistant.tasks.screen_settings import save_folder
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import draft_words
from assistant.tui.saved import tell_saved
from assistant.tui.screens.conversing import exchange_of
from assistant.tui.screens.work import WorkScreen
from assistant.tui.settled import settings_around

if TYPE_CHECKING:
    from assistant.tasks.draft_work import Stepped
    from assistant.tasks.history import Exchange

OnStep = Callable[[Conversation, "Exchange | None"], None]
"""Takes the conversation after a step, and the step as question and answer; None where nothing was said."""


class DraftSteps(WorkScreen[None]):
    """The part of the screen that works on the draft; what is shown of it is a matter of `DraftScreen`."""

    def __init__(self, backend: Backend, background: Background, conversation: Conversation, on_step: OnStep) -> None:
        super().__init__(backend, background)
        self._desk = backend.drafts()
        self._conversation = conversation
        self._on_step = on_step
        self._stepping = asyncio.Lock()
        """Held while a step is done: the next one builds on the conversation that this one leaves."""

    # what the screen shows

    @property
    @abstractmethod
    def cell(self) -> str:
        """The cell that the cursor is at."""

    @property
    @abstractmethod
    def answer_width(self) -> int:
        """Cells that the rows of an answer may take."""

    @abstractmethod
    def show(self, fresh: frozenset[str] = frozenset(), said: str = "") -> None:
        """Shows the draft as it is now: `fresh` cells changed just now, `said` is told about it."""

    @abstractmethod
    def settle(self) -> None:
        """Saves what is still being typed in a cell, before another step."""

    @abstractmethod
    def go_to(self, cell: str, *, edit: bool = False) -> None:
        """Goes to a cell, to fill it in where that is said."""

    @property
    def draft(self) -> Draft | None:
        """The draft in hand."""
        hand = self._conversation.talk.hand
        return None if hand is None else hand.draft

    # one step

    async def stepped(self, step: Stepped, *, tell: bool = False) -> None:
        """Takes over what came of a step; `tell`: its reply is told."""
        before = self.draft
        self._conversation = step.conversation
        self._on_step(step.conversation, await self._background.attempt(exchange_of, step.said, step.reply))
        hand = step.conversation.talk.hand
        if hand is None:
            self.notice(step.reply.text)
            self.dismiss(None)
            return
        same = before is not None and before is not hand.draft
        fresh = differing(before.table, hand.draft.table) if before is not None and same else frozenset()
        unsaved = "" if hand.key else step.reply.text
        self.show(fresh, step.reply.text if tell or unsaved else "")

    @work
    async def take_step(
        self, edits: Sequence[Edit], said: str, tell: bool = True, then: Callable[[], None] | None = None
    ) -> None:
        """Does a step and shows what came of it."""
        async with self._stepping:
            try:
                step = await self._background.attempt(self._desk.step, self._conversation, edits, said, self.answer_width)
            except AssistantError as error:
                self.say(error)
                return
            await self.stepped(step, tell=tell)
        if then is not None:
            then()

    # the steps

    def action_undo(self) -> None:
        """Takes the last step back."""
        self.settle()
        hand = self._conversation.talk.hand
        if hand is not None and not hand.at and not self._stepping.locked():
            self.notice(draft_words("screen.no_undo"))
        else:
            self.take_step((Undo(),), draft_words("said.undo"))

    def action_redo(self) -> None:
        """Does again what was taken back."""
        hand = self._conversation.talk.hand
        if hand is not None and hand.at == len(hand.steps) - 1:
            self.notice(draft_words("screen.no_redo"))
        else:
            self.take_step((Redo(),), draft_words("said.redo"))

    def action_take(self) -> None:
        """Takes over what is proposed for the cell; where nothing is, to the next cell with a proposal."""
        self.settle()
        draft = self.draft
        if draft is None:
            return
        offered = proposal_at(draft, self.cell)
        if offered is None:
            self.to_next_suggestion()
        elif (row := row_at(self.cell)) is not None:
            self.take_step((AcceptSuggestion((row,)),), draft_words("said.accept", 格=offered.where))
        else:
            self.fill(self.cell, offered.after)

    @abstractmethod
    def to_next_suggestion(self) -> None:
        """To the next cell with a proposal."""

    @abstractmethod
    def fill(self, cell: str, typed: str) -> object:
        """Fills a cell in."""

    def action_take_all(self) -> None:
        """Takes over everything that is proposed."""
        self.settle()
        draft = self.draft
        if draft is not None and any(change.kind is ChangeKind.SUGGESTED for change in draft.changes):
            self.take_step((AcceptSuggestion(),), draft_words("said.accept_all"))
        else:
            self.notice(draft_words("screen.none_suggested"))

    def action_add_row(self) -> None:
        """A further row of the level that the cursor is in; its name is asked for at once."""
        self.settle()
        at, draft = row_at(self.cell), self.draft
        if at is None or draft is None or not draft.table.indicators[at].level2:
            self.notice(draft_words("screen.no_row"))
            return
        level2 = draft.table.indicators[at].level2

        def name_it() -> None:
            if self.draft is not None:
                rows = self.draft.table.indicators
                added = max(place for place, row in enumerate(rows) if row.level2 == level2)
                self.go_to(f"row:{added}.{NAME}", edit=True)

        self.take_step((AddRow(level2, ""),), draft_words("said.add_row", 类=level2), tell=False, then=name_it)

    def action_remove_row(self) -> None:
        """Takes the row out."""
        self.settle()
        at, draft = row_at(self.cell), self.draft
        if at is None or draft is None:
            self.notice(draft_words("screen.no_row"))
            return
        row = draft.table.indicators[at]
        self.take_step((RemoveRow((at,)),), draft_words("said.remove_row", 行=row.level3 or row.level2))

    def action_other_base(self) -> None:
        """Fills the wish anew from the next most similar past table."""
        self.settle()
        self.take_step((ChangeBase(),), draft_words("said.other_base"))

    def action_put_away(self) -> None:
        """Puts the draft away; it stays saved."""
        self.settle()
        self.take_step((PutAway(),), draft_words("said.put_away"))

    @work
    async def action_adopt(self) -> None:
        """Takes the draft over into the archive, or takes that back, once it was confirmed."""
        from assistant.tui.screens.asking import AskScreen

        self.settle()
        hand = self._conversation.talk.hand
        if hand is None:
            return
        try:
            kept = await self._background.attempt(self._desk.kept)
        except AssistantError as error:
            self.say(error)
            return
        adopted = any(one.adopted for one in kept if one.key == hand.key)
        answers = ["do", *(["back"] if adopted else []), "keep"]
        table = hand.draft.table
        text = draft_words("adopt.text", 项目=table.project or draft_words("nameless"), 年度=table.year or draft_words("no_year"))

        def answered(at: int | None) -> None:
            answer = "keep" if at is None else answers[at]
            if answer == "do":
                self.take_step((Adopt(),), draft_words("said.adopt"))
            elif answer == "back":
                self.take_step((TakeBack(),), draft_words("said.take_back"))

        title = draft_words("adopt.title")
        self.app.push_screen(AskScreen(title, [draft_words(f"adopt.{answer}") for answer in answers], text), answered)

    # looking at it, writing it

    def action_changes(self) -> None:
        """What differs from the base."""
        from assistant.tui.screens.draft_changes import ChangesScreen

        self.settle()
        if self.draft is not None:
            self.app.push_screen(ChangesScreen(self._backend, self._background, self.draft), self._to_change)

    def _to_change(self, cell: str | None) -> None:
        if cell:
            self.go_to(cell)
        elif cell == "":
            self.notice(draft_words("screen.no_mark"))

    def action_preview(self) -> None:
        """The draft as it will be printed."""
        from assistant.tui.screens.preview import PreviewScreen

        self.settle()
        if self.draft is not None:
            state = draft_words("preview.state")
            self.app.push_screen(PreviewScreen(self._backend, self._background, self.draft.table, state, self.action_export))

    @work
    async def action_export(self) -> None:
        """Asks for a file and writes the draft to it."""
        from assistant.tui.screens.exporting import ExportScreen

        self.settle()
        if self.draft is None:
            return
        file = await self._background.attempt(self._desk.propose, self.draft, save_folder(settings_around(self)))
        self.app.push_screen(ExportScreen(file, self._export))

    async def _export(self, file: str, force: bool, with_changes: bool) -> None:
        """Raises AssistantError where it cannot be written."""
        draft = self.draft
        if draft is None:
            return
        path: Path = await self._background.attempt(self._desk.write, draft, file, force=force, with_changes=with_changes)
        tell_saved(self.app, path, draft_words("export.done", 文件=path))
