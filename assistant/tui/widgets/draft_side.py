"""Beside the form of a draft: what a review finds, and what is to be said of the cell, the finding or the question at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from assistant.model.draft import Change, Draft
from assistant.model.finding import Finding
from assistant.tasks.draft_form import Mark, called, cells_of_finding, changes_at, marks, typed_text, wanting
from assistant.tui.commands import draft_words
from assistant.tui.widgets.answer import Answer
from assistant.tui.widgets.change_rows import change_in_words
from assistant.tui.widgets.draft_findings import DraftFindings
from assistant.tui.widgets.notes import Note, Notes

_MARGIN = 4


class DraftSide(Vertical):
    """Counts, findings, and below them notes or the answer to what was said."""

    DEFAULT_CSS = """
    DraftSide #counts { height: 1; padding: 0 1; text-style: bold; }
    DraftSide DraftFindings { height: 1fr; padding: 0 1; }
    DraftSide #about { height: 2fr; border-top: solid $border-blurred; padding: 0 1; scrollbar-size-vertical: 1; }
    DraftSide #about CopyMark { display: none; }
    DraftSide #about Notes { height: 100%; }
    """

    def __init__(self) -> None:
        super().__init__(id="side")

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Static("", id="counts", markup=False)
        yield DraftFindings()
        with VerticalScroll(id="about", can_focus=False):
            yield Notes()

    @property
    def findings(self) -> DraftFindings:
        """The list of findings."""
        return self.query_one(DraftFindings)

    @property
    def marked_finding(self) -> Finding | None:
        """The finding that the mark is at."""
        rows = self.findings
        return rows.findings[rows.marked] if rows.marked < rows.count else None

    @property
    def answer_width(self) -> int:
        """Cells that the rows of an answer may take."""
        return max(self.query_one("#about").scrollable_content_region.width - _MARGIN, 40)

    @property
    def offered(self) -> list[str]:
        """What the answer offers under its numbers."""
        return [utterance for answer in self.query(Answer) if answer.links for utterance in answer.links.numbered]

    @property
    def is_talking(self) -> bool:
        """Does an answer stand in place of the notes?"""
        return self.has_class("-talking")

    def list_findings(self, findings: Sequence[Finding]) -> None:
        """Lists what a review finds."""
        levels = Counter(finding.severity.value for finding in findings)
        counts = draft_words("screen.counts", 错误=levels["error"], 警告=levels["warning"], 提示=levels["hint"])
        self.query_one("#counts", Static).update(counts if findings else draft_words("screen.clean"), layout=False)
        self.findings.show(findings)

    # notes

    def tell(self, notes: Sequence[Note]) -> None:
        """Shows these, in place of an answer too."""
        self.remove_class("-talking")
        self.query(Answer).remove()
        shown = self.query_one(Notes)
        shown.display = True
        shown.show(notes)
        self.query_one("#about", VerticalScroll).scroll_home(animate=False)

    def tell_cell(self, draft: Draft, cell: str, *, is_approved: bool = False) -> None:
        """What the cell is, what became of it, what a reviewer says of it, whether it was looked at and stays."""
        text = typed_text(draft.table, cell)
        head = draft_words("cell.head", 格=called(draft.table, cell), 值=text or draft_words("cell.blank"))
        notes: list[Note] = [(head, "head")]
        mark = marks(draft).get(cell)
        if mark is Mark.MISSING:
            notes.append((draft_words("cell.missing"), "missing"))
        for change in changes_at(draft, cell):
            if mark is not Mark.MISSING or change.after:
                notes.append(_changed(change))
        notes += [_remark(finding) for finding in draft.findings if cell in cells_of_finding(finding.where, draft.table)]
        if len(notes) == 1:
            notes.append((draft_words("cell.plain"), "quiet"))
        if is_approved:
            notes.append((draft_words("cell.approved"), "requested"))
        hint = "hint_wanting" if mark is not Mark.MISSING and not is_approved and cell in wanting(draft) else "hint"
        notes.append((draft_words(f"cell.{hint}"), "quiet"))
        self.tell(notes)

    def tell_editing(self, draft: Draft, cell: str, refused: str = "") -> None:
        """How the open cell is filled in; before it why it cannot hold what was typed."""
        notes: list[Note] = [(refused, "refused")] if refused else []
        self.tell([*notes, (draft_words("cell.editing", 格=called(draft.table, cell)), "quiet")])

    def tell_finding(self) -> None:
        """The marked finding in full."""
        finding = self.marked_finding
        if finding is None:
            return
        level = draft_words(f"level.{finding.severity}")
        notes: list[Note] = [(draft_words("finding.text", 级别=level, 话=finding.message), finding.severity.value)]
        if finding.advice:
            notes.append((finding.advice, "plain"))
        self.tell([*notes, (draft_words("finding.hint"), "quiet")])

    # an answer

    async def make_room(self, answer: Answer) -> None:
        """Puts an answer in place of the notes."""
        self.add_class("-talking")
        self.query_one(Notes).display = False
        await self.query(Answer).remove()
        await self.query_one("#about", VerticalScroll).mount(answer)

    def show_beginning(self) -> None:
        """The beginning of the answer in view."""
        self.query_one("#about", VerticalScroll).scroll_home(animate=False)


def _remark(finding: Finding) -> Note:
    level = draft_words(f"level.{finding.severity}")
    text = draft_words("cell.finding", 级别=level, 话=finding.message, 办法=finding.advice)
    return text, finding.severity.value


def _changed(change: Change) -> Note:
    """What became of the cell."""
    return draft_words(f"cell.{change.kind}", 变动=change_in_words(change)), change.kind.value
