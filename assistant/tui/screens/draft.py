"""The draft (F8): the form to fill in, beside it what a review finds, below it the line to talk to the draft with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from assistant.errors import AssistantError
from assistant.model.conversation import Conversation
from assistant.tasks.draft_form import (
    Mark,
    cells_of_finding,
    changes_at,
    marked_as,
    marks,
    proposal_at,
    tick_of,
    total_in_words,
    typed_text,
    wanting,
)
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import OF_SCREEN, draft_words, words
from assistant.tui.completion import Vocabulary
from assistant.tui.screens.draft_steps import OnStep
from assistant.tui.screens.draft_talking import DraftTalking
from assistant.tui.widgets.completions import Completions
from assistant.tui.widgets.draft_findings import DraftFindings
from assistant.tui.widgets.draft_form import DraftForm
from assistant.tui.widgets.draft_legend import MARKS, DraftLegend
from assistant.tui.widgets.draft_sheet import DraftSheet
from assistant.tui.widgets.draft_side import DraftSide
from assistant.tui.widgets.question_bar import QuestionBar
from assistant.tui.widgets.title_bar import TitleBar
from assistant.tui.widgets.tool_mark import ToolMark

APPROVED = "approved"
"""In place of a mark: someone looked at the cell and left it as it is."""


class DraftScreen(DraftTalking):
    """Every step is saved; `on_step` hears of each, so that the conversation goes on with it."""

    NAME = "draft"
    IS_LARGE = True
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in OF_SCREEN["draft"]]
    AUTO_FOCUS = "DraftForm"

    DEFAULT_CSS = """
    DraftScreen { layers: default above; }
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

    def begin(self) -> None:
        """Shows the draft; the cell that wants a person first is where one begins."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.show()
        if wanted := self._wanting:
            self._sheet.form.cursor = wanted[0]

    # showing

    @property
    def cell(self) -> str:
        """The cell that the cursor is at."""
        return self._sheet.form.cursor

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
        signs = {
            cell: APPROVED if mark in (Mark.KEPT, Mark.SUGGESTED) and self._is_approved(cell) else str(mark)
            for cell, mark in marked.items()
        }
        self._sheet.show(table, signs, proposed, fresh)
        self.query_one(DraftLegend).counts = {mark: marked_as(draft, mark, self._is_approved)[0] for mark in MARKS}
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
            self.invite()
        else:
            self.tell_cell()

    def tell_cell(self) -> None:
        """Says beside the form what the cell at the cursor is about."""
        if self.draft is not None and self.cell:
            self._side.tell_cell(self.draft, self.cell, is_approved=self._is_approved(self.cell))
            self.invite()

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
            self.tell_cell()

    def go_to(self, cell: str, *, edit: bool = False) -> None:
        """To a cell of the form."""
        form = self._sheet.form
        self.set_focus(form)
        if form.cursor == cell:
            self.tell_cell()
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
        if not self._to_one_of(self._wanting, by):
            self.notice(draft_words("screen.none_left"))

    @property
    def _wanting(self) -> Sequence[str]:
        """The cells that want a person and were not approved."""
        return [] if self.draft is None else [cell for cell in wanting(self.draft) if not self._is_approved(cell)]

    def _is_approved(self, cell: str) -> bool:
        """Whether someone looked at the cell as it stands and means it to stay."""
        hand = self._conversation.talk.hand
        return hand is not None and tick_of(hand.draft.table, cell) in hand.looked_at

    @work
    async def action_approve(self) -> None:
        """The cell stays as it is: it wants nobody any more, on to the next; or does so again. That is kept with the draft."""
        self.settle()
        cell = self.cell
        async with self._stepping:
            draft, before = self.draft, self._is_approved(cell)
            if draft is None:
                return
            if not before and cell not in wanting(draft):
                self.notice(draft_words("screen.not_wanting"))
            elif not typed_text(draft.table, cell):
                self.notice(draft_words("screen.to_fill"))
            else:
                try:
                    self._conversation = await self._background.attempt(self._desk.tick, self._conversation, cell)
                except AssistantError as error:
                    self.say(error)
                    return
                self._on_step(self._conversation, None)
                self.show()
                if not before:
                    self.action_next()

    def action_previous(self) -> None:
        """To the one before."""
        self.action_next(-1)

    @on(DraftLegend.Wanted)
    def _wanted(self, event: DraftLegend.Wanted) -> None:
        event.stop()
        self.settle()
        draft = self.draft
        if draft is None or not self._to_one_of(marked_as(draft, event.mark, self._is_approved)[1]):
            self.notice(draft_words("screen.no_mark"))

    def to_next_suggestion(self) -> None:
        """To the next cell with a proposal."""
        draft = self.draft
        if draft is None or not self._to_one_of([cell for cell, mark in marks(draft).items() if mark is Mark.SUGGESTED]):
            self.notice(draft_words("screen.none_suggested"))
        else:
            self.notice(draft_words("screen.next_suggestion"))

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
