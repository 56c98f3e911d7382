"""What is done with the marked finding of a review: explained, looked at in its table, accepted with a reason."""

from __future__ import annotations

from abc import abstractmethod

from textual import on, work

from assistant.errors import AssistantError
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import words, work_words
from assistant.tui.marking import parts_of
from assistant.tui.messages import TableClosed
from assistant.tui.remarks import Remark, Remarks
from assistant.tui.restyling import set_classes_for
from assistant.tui.screens.comparing import ComparingScreen
from assistant.tui.screens.work import WorkScreen
from assistant.tui.widgets.finding_rows import FindingRows, place_in_words
from assistant.tui.widgets.notes import Note, Notes
from assistant.tui.widgets.table_pane import TablePane


class OneFinding(ComparingScreen[None], WorkScreen[None]):
    """The part of the review below and beside its list."""

    def __init__(self, backend: Backend, background: Background) -> None:
        super().__init__(backend, background)
        self._found = Remarks()
        self._explained: dict[str, str] = {}
        self._about: tuple[Remark, str] | None = None
        """The finding that is explained, with the reason for which it was accepted."""

    @abstractmethod
    def list_again(self, marked: int | None) -> None:
        """Lists the findings as they are now, with a line marked; None for the finding that is marked already."""

    @property
    def _marked(self) -> Remark | None:
        rows = self.query_one(FindingRows)
        return rows.remarks[rows.marked] if rows.marked < len(rows.remarks) else None

    @on(FindingRows.Marked)
    def _mark(self, event: FindingRows.Marked) -> None:
        event.stop()
        self.refresh_bindings()
        self._explain()
        if self.has_class("-table") and not self.has_class("-narrow"):
            self._open(focus=False)

    @work(exclusive=True, group="explain")
    async def _explain(self) -> None:
        """Says what the marked finding is about."""
        remark = self._marked
        if remark is None or (remark, remark.reason) == self._about:
            return
        rule = remark.finding.rule
        if rule not in self._explained:
            try:
                self._explained[rule] = await self._background.attempt(self._backend.explain, rule)
            except AssistantError as error:
                self._explained[rule] = error.message
        finding = remark.finding
        year = remark.year or work_words("review.no_year")
        notes: list[Note] = [
            (f"{remark.project}（{year}）  {place_in_words(finding.where)}", "plain"),
            ("", "plain"),
            (work_words("review.detail", 话=finding.message, 办法=finding.advice).strip(), "strong"),
            ("", "plain"),
        ]
        if remark.reason:
            notes += [(work_words("review.reason", 理由=remark.reason), "plain"), ("", "plain")]
        self._about = remark, remark.reason
        self.query_one(Notes).show([*notes, (self._explained[rule], "quiet")])

    @on(FindingRows.Picked)
    def _pick(self, event: FindingRows.Picked) -> None:
        event.stop()
        self._open()

    @work(exclusive=True, group="table")
    async def _open(self, focus: bool = True) -> None:
        """Opens the table at the cell of the marked finding."""
        remark = self._marked
        if remark is None:
            return
        try:
            opened = await self._background.attempt(self._backend.table, remark.table)
        except AssistantError as error:
            self.say(error)
            return
        self._set_table(True)
        self.refresh_bindings()
        pane = self.query_one(TablePane)
        pane.show(opened.table, parts_of(remark.finding.where, opened.table), remark.table)
        if focus:
            pane.focus_view()

    def action_finding_table(self) -> None:
        """Opens the table of the marked finding, or puts it away."""
        if self.has_class("-table"):
            self._close_table()
        elif self._marked is None:
            self.notice(work_words("review.nothing_to_accept"))
        else:
            self._open()

    @on(TableClosed)
    def _table_closed(self, event: TableClosed) -> None:
        event.stop()
        self._close_table()

    def _set_table(self, is_open: bool) -> None:
        set_classes_for(self, {"-table": is_open}, self.query_one("#body").children)

    def _close_table(self) -> None:
        self._set_table(False)
        self.refresh_bindings()
        self.query_one(FindingRows).focus()

    def label_now(self, command: str) -> str:
        """F8 takes back where the marked finding was accepted, F4 puts an open table away."""
        if command == "accept":
            return words("now.accept") if self._marked is not None and self._marked.reason else ""
        if command == "finding_table":
            return words("now.put_away") if self.has_class("-table") else ""
        return ""

    def action_back(self) -> None:
        """Puts the table away; then back to the main screen."""
        if self.has_class("-table"):
            self._close_table()
        else:
            self.dismiss(None)

    def action_accept(self) -> None:
        """Accepts the marked finding with a reason, or takes the acceptance back."""
        from assistant.tui.screens.reason import ReasonScreen, WithdrawScreen

        remark = self._marked
        if remark is None:
            self.notice(work_words("review.nothing_to_accept"))
        elif remark.reason:

            def withdraw(sure: bool | None) -> None:
                if sure:
                    self._withdraw(remark)

            self.app.push_screen(WithdrawScreen(remark.finding.message, remark.reason), withdraw)
        else:

            def accept(why: str | None) -> None:
                if why:
                    self._accept(remark, why)

            self.app.push_screen(ReasonScreen(remark.finding.message), accept)

    @work
    async def _accept(self, remark: Remark, reason: str) -> None:
        try:
            await self._background.attempt(self._backend.accept, remark.table, remark.finding, reason)
        except AssistantError as error:
            self.say(error)
            return
        self._found.accept(remark, reason)
        self.list_again(self.query_one(FindingRows).marked)
        self.notice(work_words("review.taken_in"))

    @work
    async def _withdraw(self, remark: Remark) -> None:
        try:
            await self._background.attempt(self._backend.withdraw, remark.table, remark.finding)
        except AssistantError as error:
            self.say(error)
            return
        self._found.withdraw(remark)
        self.list_again(None)
