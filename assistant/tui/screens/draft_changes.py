"""What a draft has that its base has not (F7): all changes by kind, the marked one in full below, Enter goes to its cell."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from assistant.model.draft import Change, Draft
from assistant.tasks.draft_form import cells_of_change
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import OF_SCREEN, draft_words
from assistant.tui.screens.work import WorkScreen
from assistant.tui.widgets.change_rows import ChangeRows
from assistant.tui.widgets.notes import Note, Notes
from assistant.tui.widgets.title_bar import TitleBar

_KINDS = ("requested", "rolled", "suggested", "kept", "remark")


class ChangesScreen(WorkScreen[str]):
    """Gives the cell that was chosen; None where none was, "" for a change that is in no cell."""

    NAME = "changes"
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in OF_SCREEN["changes"]]
    AUTO_FOCUS = "ChangeRows"

    DEFAULT_CSS = """
    ChangesScreen ChangeRows { padding: 0 2; }
    ChangesScreen Notes { height: 8; border-top: solid $border-blurred; padding: 0 2; }
    """

    def __init__(self, backend: Backend, background: Background, draft: Draft) -> None:
        super().__init__(backend, background)
        self._draft = draft

    def compose_work(self) -> ComposeResult:
        """The changes, and one of them in full."""
        yield ChangeRows()
        yield Notes(beside_rows=True)

    def begin(self) -> None:
        """Lists them."""
        base = self._draft.base
        if base is None:
            state = draft_words("changes.frame")
        else:
            state = draft_words("changes.state", 底稿=base.project, 年度=base.year or draft_words("no_year"))
        self.query_one(TitleBar).state = state
        lines: list[Change | str] = []
        for kind in _KINDS:
            of_kind = [change for change in self._draft.changes if ("remark" if change.is_remark else change.kind) == kind]
            if of_kind:
                lines += [*([""] if lines else []), draft_words(f"changes.{kind}", 处数=len(of_kind)), *of_kind]
        rows = self.query_one(ChangeRows)
        rows.lines = lines or [draft_words("changes.none")]
        rows.renew(0)

    @on(ChangeRows.Marked)
    def _mark(self, event: ChangeRows.Marked) -> None:
        event.stop()
        change = self.query_one(ChangeRows).lines[event.at]
        if not isinstance(change, Change):
            return
        blank = draft_words("changes.blank")
        notes: list[Note] = [(change.where, "head")]
        if change.before != change.after:
            notes.append((draft_words("changes.stands", 原=change.before or blank, 现=change.after or blank), "plain"))
        if change.why:
            notes.append((draft_words("changes.why", 说明=change.why), "plain"))
        self.query_one(Notes).show(notes)

    @on(ChangeRows.Picked)
    def _pick(self, event: ChangeRows.Picked) -> None:
        event.stop()
        change = self.query_one(ChangeRows).lines[event.at]
        if isinstance(change, Change):
            self.dismiss(next(iter(cells_of_change(change, self._draft.table)), ""))
