"""The draft (F8): the form to fill in, beside it what a review finds, below it the line to talk to the draft with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.worker import Worker

from assistant.errors import AssistantError
from assistant.model.conversation import Conversation
from assistant.tasks.command_words import LEAVE
from assistant.tasks.draft_form import (
    Mark,
    called,
    cells_of_finding,
    changes_at,
    marks,
    proposal_at,
    total_in_words,
    typed_text,
    wanting,
)
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import OF_SCREEN, draft_words, words
from assistant.tui.completion import Vocabulary
from assistant.tui.keyed import turns_around
from assistant.tui.messages import Asked, TableChosen
from assistant.tui.screens.conversing import exchange_of
from assistant.tui.screens.draft_steps import DraftSteps, OnStep
from assistant.tui.widgets.answer import Answer
from assistant.tui.widgets.completions import Completions
from assistant.tui.widgets.draft_findings import DraftFindings
from assistant.tui.widgets.draft_form import DraftForm
from assistant.tui.widgets.draft_legend import DraftLegend
from assistant.tui.widgets.draft_sheet import DraftSheet
from assistant.tui.widgets.draft_side import DraftSide
from assistant.tui.widgets.question_bar import QuestionBar
from assistant.tui.widgets.title_bar import TitleBar
from assistant.tui.widgets.tool_mark import ToolMark


class DraftScreen(DraftSteps):
    """Every step is saved; `on_step` hears of each, so that the conversation goes on with it."""

    NAME = "draft"
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in OF_SCREEN["draft"]]
    AUTO_FOCUS = "DraftForm"
    CSS = "DraftScreen { layers: default above; }"

    DEFAULT_CSS = """
    DraftScreen #tools { height: 1; background: $surface; }
    DraftScreen #body { height: 1fr; }
    DraftScreen #sheet { width: 1fr; height: 1fr; }
    DraftScreen #side { width: 44; border-left: vkey $border-blurred; }
    DraftScreen.-wide #side { width: 1fr; }
    DraftScreen.-narrow #body { layout: vertical; }
    DraftScreen.-narrow #side { width: 1fr; height: 8; border-left: none; border-top: solid $border-blurred; }
    DraftScreen.-narrow #about { height: 4; border-top: none; }
    DraftScreen.-narrow #side.-talking { height: 14; }
    DraftScreen.-narrow #side.-talking #about { height: 1fr; }
    DraftScreen.-narrow #side.-talking DraftFindings, DraftScreen.-narrow #side.-talking #counts { display: none; }
    DraftScreen.-narrow QuestionBar, DraftScreen.-narrow QuestionBar:focus {
        border: none; height: 1; padding: 0 1; background: $panel;
    }
    DraftScreen.-narrow Completions { margin: 0 0 2 1; }
    """

    def __init__(
        self,
        backend: Backend,
        background: Background,
        conversation: Conversation,
        on_step: OnStep,
        on_other: Callable[[], object],
        vocabulary: Vocabulary | None = None,
    ) -> None:
        """`on_other` offers other drafts; `vocabulary` is what the question line completes."""
        super().__init__(backend, background, conversation, on_step)
        self._on_other = on_other
        self._vocabulary = vocabulary or Vocabulary()

    def compose_work(self) -> ComposeResult:
        """Legend and marks to click, form and editor, findings and what the cell is about, the question line."""
        with Horizontal(id="tools"):
            yield DraftLegend()
            for command in ("undo", "redo", "palette"):
                yield ToolMark(command)
        with Horizontal(id="body"):
            yield DraftSheet()
            yield DraftSide()
        completions = Completions()
        yield completions
        line = QuestionBar(draft_words("screen.talk", 例子=draft_words("screen.example")), completions)
        line.vocabulary = self._vocabulary
        yield line

    def on_mount(self) -> None:
        """Shows the draft; the cell that wants a person first is where one begins."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.show()
        if self.draft is not None and (wanted := wanting(self.draft)):
            self._sheet.form.cursor = wanted[0]

    @property
    def _sheet(self) -> DraftSheet:
        return self.query_one(DraftSheet)

    @property
    def _side(self) -> DraftSide:
        return self.query_one(DraftSide)

    # showing

    @property
    def cell(self) -> str:
        """The cell that the cursor is at."""
        return self._sheet.form.cursor

    @property
    def is_there(self) -> bool:
        """Whether there is still something to show things on: the screen may be left while a step is done."""
        return bool(self.query(DraftSide))

    @property
    def answer_width(self) -> int:
        """Cells that the rows of an answer may take."""
        return self._side.answer_width

    def show(self, fresh: frozenset[str] = frozenset(), said: str = "") -> None:
        """Shows the draft as it is now."""
        hand = self._conversation.talk.hand
        if hand is None or not self.is_there:
            return
        draft, table = hand.draft, hand.draft.table
        marked = marks(draft)
        proposed = {
            cell: change.after
            for cell, mark in marked.items()
            if mark is Mark.SUGGESTED and not typed_text(table, cell)
            for change in changes_at(draft, cell)
        }
        self._sheet.show(table, {cell: str(mark) for cell, mark in marked.items()}, proposed, fresh)
        self.query_one(DraftLegend).counts = Counter(map(str, marked.values()))
        self._side.list_findings(draft.findings)
        self.refresh_bindings()
        self.query_one(TitleBar).state = draft_words(
            "screen.state_steps" if hand.at else "screen.state",
            项目=table.project or draft_words("nameless"),
            年度=draft_words("screen.year", 年度=table.year) if table.year else draft_words("no_year"),
            总额=draft_words("total", 数=total_in_words(table)) if table.total is not None else draft_words("no_total"),
            **({"步数": hand.at} if hand.at else {}),
        )
        if said:
            self._side.tell([(said, "plain")])
        else:
            self._tell_cell()

    def _tell_cell(self) -> None:
        if self.draft is not None and self.cell:
            self._side.tell_cell(self.draft, self.cell)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Beside the form stands what the keys are at."""
        if isinstance(event.widget, DraftFindings):
            self._side.tell_finding()

    def label_now(self, command: str) -> str:
        """F3 goes back from the findings, F6 takes a proposal over or looks for the next one."""
        if command == "findings":
            return words("now.to_form") if self._side.findings.has_focus else ""
        if command == "take":
            return "" if self.draft is not None and proposal_at(self.draft, self.cell) else words("now.seek_suggestion")
        return ""

    # going from cell to cell

    @on(DraftForm.Marked)
    def _marked(self, event: DraftForm.Marked) -> None:
        event.stop()
        self.refresh_bindings()
        if not self._sheet.editor.is_open:
            self._tell_cell()

    def go_to(self, cell: str, *, edit: bool = False) -> None:
        """To a cell of the form."""
        form = self._sheet.form
        self.set_focus(form)
        if form.cursor == cell:
            self._tell_cell()
        form.cursor = cell
        if edit:
            self._sheet.open(cell)

    def _to_one_of(self, wanted: Sequence[str], by: int = 1) -> bool:
        """To the next of these cells; whether there is one."""
        cell = self._sheet.next_of(wanted, by)
        if cell:
            self.go_to(cell)
        return bool(cell)

    def action_next(self, by: int = 1) -> None:
        """To the next cell that wants a person."""
        self.settle()
        if self.draft is None or not self._to_one_of(wanting(self.draft), by):
            self.notice(draft_words("screen.none_left"))

    def action_previous(self) -> None:
        """To the one before."""
        self.action_next(-1)

    @on(DraftLegend.Wanted)
    def _wanted(self, event: DraftLegend.Wanted) -> None:
        event.stop()
        self.settle()
        draft = self.draft
        if draft is None or not self._to_one_of([cell for cell, mark in marks(draft).items() if mark == event.mark]):
            self.notice(draft_words("screen.no_mark"))

    def to_next_suggestion(self) -> None:
        """To the next cell with a proposal."""
        draft = self.draft
        if draft is None or not self._to_one_of([cell for cell, mark in marks(draft).items() if mark is Mark.SUGGESTED]):
            self.notice(draft_words("screen.none_suggested"))
        else:
            self.notice(draft_words("screen.next_suggestion"))

    # filling in

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
        self._tell_cell()
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
                self._tell_cell()
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

    # findings

    @on(DraftFindings.Marked)
    def _finding_marked(self, event: DraftFindings.Marked) -> None:
        event.stop()
        if self._side.findings.has_focus:
            self._side.tell_finding()

    @on(DraftFindings.Picked)
    def _finding_picked(self, event: DraftFindings.Picked) -> None:
        event.stop()
        finding, draft = self._side.marked_finding, self.draft
        if finding is None or draft is None:
            return
        cells = [cell for cell in cells_of_finding(finding.where, draft.table) if cell in self._sheet.form.cells]
        if cells:
            self.go_to(cells[0])

    def action_findings(self) -> None:
        """To the findings, or from them back to the form."""
        self.settle()
        rows = self._side.findings
        if rows.has_focus:
            self.go_to(self.cell)
        elif not rows.count:
            self.notice(draft_words("screen.no_finding"))
        else:
            self._side.remove_class("-talking")
            rows.focus()

    @work
    async def action_explain(self) -> None:
        """What the rule of the marked finding checks and why."""
        from assistant.tui.screens.reading import ReadingScreen

        finding, draft = self._side.marked_finding, self.draft
        if draft is not None and not self._side.findings.has_focus:
            here = (one for one in draft.findings if self.cell in cells_of_finding(one.where, draft.table))
            finding = next(here, finding)
        if finding is None:
            self.notice(draft_words("screen.no_finding"))
            return
        try:
            text = await self._background.attempt(self._backend.explain, finding.rule)
        except AssistantError as error:
            self.say(error)
            return
        title, _, body = text.partition("\n")
        self.app.push_screen(ReadingScreen(title, body))

    # talking

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
        offered = self._side.offered
        if utterance.isdecimal() and len(utterance) <= 3 and 0 < int(utterance) <= len(offered):
            utterance = offered[int(utterance) - 1]
        self._talk(utterance)

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
            line = self.query_one(QuestionBar)
            if numbered := side.offered:
                line.placeholder = draft_words("screen.choose", 个数=len(numbered))
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

    # leaving

    @on(ToolMark.Pressed)
    async def _tool_pressed(self, event: ToolMark.Pressed) -> None:
        event.stop()
        await self._carry_out(event.command)

    def action_drafts(self) -> None:
        """Offers other drafts."""
        self.settle()
        self._on_other()

    def action_back(self) -> None:
        """From the question line and the findings to the form; from the form back to the conversation."""
        if self._side.is_talking or not self._sheet.form.has_focus:
            self._side.remove_class("-talking")
            self.go_to(self.cell)
        else:
            self.dismiss(None)
