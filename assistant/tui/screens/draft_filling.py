"""Filling in the cells of a draft: what is being typed is reviewed, saved with Enter, and asked about before it is lost."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from textual import on, work
from textual.worker import Worker

from assistant.errors import AssistantError
from assistant.tasks.draft_form import called
from assistant.tui.commands import draft_words
from assistant.tui.keyed import turns_around
from assistant.tui.screens.draft_steps import DraftSteps
from assistant.tui.widgets.draft_sheet import DraftSheet
from assistant.tui.widgets.draft_side import DraftSide


class DraftFilling(DraftSteps):
    """The part of the screen that looks after the cell that is open; `DraftScreen` says which cells there are to go to."""

    @property
    def _sheet(self) -> DraftSheet:
        return self.query_one(DraftSheet)

    @property
    def _side(self) -> DraftSide:
        return self.query_one(DraftSide)

    @property
    def is_there(self) -> bool:
        """Whether there is still something to show things on: the screen may be left while a step is done."""
        return bool(self.query(DraftSide))

    @abstractmethod
    def tell_cell(self) -> None:
        """Says beside the form what the cell at the cursor is about."""

    @abstractmethod
    def action_next(self, by: int = 1) -> None:
        """To the next cell that wants a person, or with -1 to the one before."""

    @on(DraftSheet.Opened)
    def _opened(self, event: DraftSheet.Opened) -> None:
        event.stop()
        if self.draft is not None and self._sheet.editor.cell == event.cell:
            self._side.tell_editing(self.draft, event.cell, event.refused)

    @on(DraftSheet.Tried)
    def _tried(self, event: DraftSheet.Tried) -> None:
        event.stop()
        self._try(event.cell, event.text)

    @work(exclusive=True, group="trial")
    async def _try(self, cell: str, text: str) -> None:
        """Reviews what is being typed."""
        editor, draft = self._sheet.editor, self.draft
        if editor.cell != cell or draft is None:
            return
        try:
            trial = await self._background.attempt(self._desk.attempt, draft, cell, text)
        except AssistantError as error:
            self.say(error)
            return
        if self.is_there and editor.cell == cell and editor.text == text:
            self._side.list_findings(trial.findings)
            self._side.tell_editing(draft, cell, trial.refused)

    @on(DraftSheet.Filled)
    def _filled(self, event: DraftSheet.Filled) -> None:
        event.stop()
        self.fill(event.cell, event.text, event.then, event.down)

    @on(DraftSheet.Left)
    def _left(self, event: DraftSheet.Left) -> None:
        event.stop()
        if self.draft is not None:
            self._side.list_findings(self.draft.findings)
        self.tell_cell()
        if event.text:
            self.notice(draft_words("screen.stays"))

    def settle(self) -> None:
        """Saves what is still being typed in a cell."""
        if left := self._sheet.settle():
            self.fill(*left)

    def fill(self, cell: str, typed: str, then: int = 0, down: int = 0) -> Worker[None]:
        """Fills a cell in, and goes on to another where that is said; keys wait for that, as they are meant for the other."""
        if then or down:
            turns_around(self).hold()
        return self._fill(cell, typed, then, down)

    @work
    async def _fill(self, cell: str, typed: str, then: int, down: int) -> None:
        try:
            await self._fill_in(cell, typed, then, down)
        finally:
            if then or down:
                turns_around(self).free()

    async def _fill_in(self, cell: str, typed: str, then: int, down: int) -> None:
        """Where the cell cannot hold that, it is open again with what was typed, and with the reason."""
        async with self._stepping:
            try:
                step = await self._background.attempt(self._desk.fill, self._conversation, cell, typed, self.answer_width)
            except AssistantError as error:
                if self.is_active:
                    self._sheet.form.cursor = cell
                    self._sheet.open(cell, typed or " ", f"{error.message}{error.advice}")
                else:
                    self.say(error)
                return
            if step is not None:
                await self.stepped(step)
            elif self.draft is not None and self.is_there:
                self._side.list_findings(self.draft.findings)
                self.tell_cell()
        if not self.is_there:
            return
        if then:
            self.action_next(then)
        elif down:
            self._sheet.form.action_go(0, down)

    def ask_before_leaving(self, leave: Callable[[], None]) -> bool:
        """Whether a cell is still being filled in: then it is asked what becomes of it, and `leave` goes on."""
        from assistant.tui.screens.asking import AskScreen

        editor, draft = self._sheet.editor, self.draft
        if not editor.is_changed or draft is None:
            return False
        cell, text = editor.cell, editor.text
        asked = draft_words("unsaved.text", 格=called(draft.table, cell), 字=text)
        answers = [draft_words(f"unsaved.{answer}") for answer in ("save", "drop", "stay")]

        def answered(at: int | None) -> None:
            if at == 0:
                self._save_and_leave(cell, text, leave)
            elif at == 1:
                leave()

        self.app.push_screen(AskScreen(draft_words("unsaved.title"), answers, asked), answered)
        return True

    @work
    async def _save_and_leave(self, cell: str, text: str, leave: Callable[[], None]) -> None:
        before = self.draft
        self._sheet.close()
        await self.fill(cell, text).wait()
        if self.draft is not before:
            leave()
