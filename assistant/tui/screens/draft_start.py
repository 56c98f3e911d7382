"""Where a draft begins: a description with the past tables that fit it, a table that was chosen, or a draft that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input

from assistant.errors import AssistantError
from assistant.model.conversation import Conversation
from assistant.model.draft import Base
from assistant.model.similar import Match
from assistant.tasks.draft_work import SavedDraft, Stepped
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import OF_SCREEN, draft_words
from assistant.tui.screens.work import WorkScreen
from assistant.tui.widgets.notes import Notes
from assistant.tui.widgets.start_rows import Start, StartRows
from assistant.tui.widgets.title_bar import TitleBar
from assistant.tui.widgets.typing_line import TypingLine

_TYPING = 0.25
"""Seconds without a key after which past tables are looked for."""


class DraftStartScreen(WorkScreen[Stepped]):
    """Gives what came of beginning a draft or of taking one up again; None where nothing was begun."""

    NAME = "drafts"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in OF_SCREEN["drafts"]),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]
    AUTO_FOCUS = "Input"

    DEFAULT_CSS = """
    DraftStartScreen > Input, DraftStartScreen > Input:focus {
        border: none; height: 1; padding: 0 1; background: $panel; margin: 1 1;
    }
    DraftStartScreen StartRows { padding: 0 1; }
    DraftStartScreen Notes { height: 6; border-top: solid $border-blurred; padding: 0 2; }
    """

    def __init__(
        self,
        backend: Backend,
        background: Background,
        conversation: Conversation,
        width: int,
        base: Base | None = None,
    ) -> None:
        """`width`: cells for the rows of the answer; `base`: the past table to begin from, None where none was chosen yet."""
        super().__init__(backend, background)
        self._desk = backend.drafts()
        self._conversation, self._width, self._base = conversation, width, base
        self._typing: Timer | None = None
        self._listed = ""
        """The description that the list is of."""
        self._begun = False

    def compose_work(self) -> ComposeResult:
        """The description, what there is, why."""
        yield TypingLine(placeholder=draft_words("start.wish" if self._base else "start.describe"), select_on_focus=False)
        yield StartRows()
        yield Notes()

    def begin(self) -> None:
        """Lists what there is without a description."""
        self.query_one(TitleBar).state = draft_words("start.state")
        self._list_for("")

    # the list

    @on(Input.Changed)
    def _described(self, event: Input.Changed) -> None:
        event.stop()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_TYPING, lambda: self._list_for(event.value))

    @work(exclusive=True, group="list")
    async def _list_for(self, description: str) -> None:
        """The base that was chosen; else the past tables for the description; else the drafts that are kept."""
        said = description.strip()
        if self._base is not None:
            name = _named(self._base.project, self._base.year)
            self._show([draft_words("start.bases"), Start(name, "", base=self._base)])
        else:
            try:
                if said:
                    self._show(_of_bases(await self._background.attempt(self._desk.bases, said)))
                else:
                    self._show(await self._kept())
            except AssistantError as error:
                self.say(error)
                return
        self._listed = said

    async def _kept(self) -> list[Start | str]:
        hand = self._conversation.talk.hand
        in_hand = hand.key if hand is not None else 0
        kept = await self._background.attempt(self._desk.kept)
        starts = [
            Start(
                _named(one.project, one.year),
                _state(one),
                draft=one.key,
                in_hand=one.key == in_hand,
            )
            for one in kept
        ]
        return [draft_words("start.kept"), *starts] if starts else [draft_words("start.empty")]

    def _show(self, lines: Sequence[Start | str]) -> None:
        for rows in self.query(StartRows):  # none where the screen was left meanwhile
            rows.lines = lines
            rows.renew(0)

    @on(StartRows.Marked)
    def _marked(self, event: StartRows.Marked) -> None:
        event.stop()
        start = self.query_one(StartRows).chosen
        self.query_one(Notes).show([(start.name, "head"), (start.about, "quiet")] if start is not None else [])

    def action_move(self, by: int) -> None:
        """The line keeps the keys, the arrows move the mark."""
        self.query_one(StartRows).action_move(by)

    def action_describe(self) -> None:
        """To the line."""
        self.query_one(Input).focus()

    def action_choose(self) -> None:
        """To the list."""
        self.query_one(StartRows).focus()

    def on_key(self, event: events.Key) -> None:
        """In the list a digit chooses what carries it."""
        number = event.character if isinstance(self.focused, StartRows) else None
        if number and number.isdecimal() and (start := self.query_one(StartRows).numbered(int(number))):
            event.stop()
            self._begin(start)

    # beginning

    @on(Input.Submitted)
    async def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        said = event.value.strip()
        if said.isdecimal() and len(said) == 1 and self._base is None:
            self.query_one(Input).value = self._listed
            if start := self.query_one(StartRows).numbered(int(said)):
                self._begin(start)
            return
        if said != self._listed:
            if self._typing is not None:
                self._typing.stop()
            await self._list_for(said).wait()
        if said == self._listed:  # else there is nothing for it, and what is marked was not meant
            self.action_begin()

    @on(StartRows.Picked)
    def _picked(self, event: StartRows.Picked) -> None:
        event.stop()
        self.action_begin()

    def action_begin(self) -> None:
        """Begins from what is marked."""
        if start := self.query_one(StartRows).chosen:
            self._begin(start)

    @work(exclusive=True, group="begin")
    async def _begin(self, start: Start) -> None:
        if self._begun:
            return
        self._begun = True
        said = "" if start.draft else self.query_one(Input).value
        said = self._listed if said.isdecimal() and len(said) == 1 else said
        try:
            if start.draft:
                step = await self._background.attempt(self._desk.resume, self._conversation, start.draft, self._width)
            else:
                step = await self._background.attempt(self._desk.begin, self._conversation, said, start.base, self._width)
        except AssistantError as error:
            self._begun = False
            self.say(error)
            return
        self.dismiss(step)

    def action_discard(self) -> None:
        """Deletes the marked draft, once that was confirmed."""
        from assistant.tui.screens.asking import AskScreen

        start = self.query_one(StartRows).chosen
        if start is None or not start.draft:
            self.notice(draft_words("start.no_draft"))
            return
        if start.in_hand:
            self.notice(draft_words("start.in_hand"))
            return
        name, key = start.name, start.draft

        def answered(at: int | None) -> None:
            if at == 0:
                self._discard(key)

        answers = [draft_words("start.discard_do"), draft_words("start.discard_keep")]
        text = draft_words("start.discard_text", 名称=name)
        self.app.push_screen(AskScreen(draft_words("start.discard"), answers, text, marked=1), answered)

    @work
    async def _discard(self, key: int) -> None:
        try:
            await self._background.attempt(self._desk.discard, key)
        except AssistantError as error:
            self.say(error)
            return
        self.notice(draft_words("start.discarded"))
        self._list_for(self.query_one(Input).value)


def _state(draft: SavedDraft) -> str:
    """How far a kept draft is."""
    if draft.adopted:
        return draft_words("start.adopted")
    return draft_words("start.steps", 步数=draft.steps - 1) if draft.steps > 1 else draft_words("start.untouched")


def _named(project: str, year: int | None) -> str:
    name = project or draft_words("nameless")
    return draft_words("start.line", 项目=name, 年度=draft_words("screen.year", 年度=year)) if year else name


def _of_bases(matches: Sequence[Match]) -> list[Start | str]:
    """The past tables with their reasons; where there is none, the frame."""
    join = draft_words("start.reasons")
    starts = [
        Start(_named(one.project, one.year), join.join(one.reasons), base=Base(one.project, one.year, one.key)) for one in matches
    ]
    if starts:
        return [draft_words("start.bases"), *starts]
    return [draft_words("start.nothing"), Start(draft_words("start.frame"), "")]
