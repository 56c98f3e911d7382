"""The review (F5): the findings of one table or of the whole archive, the rule explained, the table at the cell."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Select, Static

from assistant.chinese.width import squeeze
from assistant.errors import AssistantError
from assistant.tasks.screen_settings import proposed_file
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.cells import shown_line
from assistant.tui.commands import OF_SCREEN, words, work_words
from assistant.tui.remarks import ACCEPTED, KEPT, LEVELS, Filter, Remark, Remarks
from assistant.tui.saved import tell_saved
from assistant.tui.screens.one_finding import OneFinding
from assistant.tui.settled import settings_around
from assistant.tui.widgets.finding_rows import FindingRows
from assistant.tui.widgets.notes import Notes
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.title_bar import TitleBar
from assistant.tui.widgets.typing_line import TypingLine

_RENEWED_EVERY = 1000
"""After so many tables the list is filtered anew while a review runs; before that, at every slice."""
_TOLD_EVERY = 0.3
"""Seconds after which a running review says again what it has found: whoever uses the keys meanwhile has the rest."""
_QUICK = 2000
"""So many findings are looked through at once; more beside the screen."""


class ReviewScreen(OneFinding):
    """Findings at the left or above, what the marked one is about at the right or below; a table takes the place of the rest."""

    NAME = "review"
    IS_LARGE = True
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in OF_SCREEN["review"]]
    AUTO_FOCUS = "FindingRows"

    DEFAULT_CSS = """
    ReviewScreen #filters { height: 1; background: $surface; }
    ReviewScreen #filters Input { width: 1fr; border: none; height: 1; padding: 0 1; background: $surface; }
    ReviewScreen #filters Input:focus { border: none; background: $panel; }
    ReviewScreen SelectCurrent Static#label, ReviewScreen SelectCurrent .arrow { color: $text-muted; }
    ReviewScreen SelectCurrent.-has-value Static#label { color: $text; }
    ReviewScreen #level { width: 16; }
    ReviewScreen #rule { width: 34; }
    ReviewScreen #counts { height: 1; padding: 0 1; color: $text-muted; }
    ReviewScreen #body { height: 1fr; }
    ReviewScreen #list { width: 3fr; padding: 0 1 0 0; }
    ReviewScreen Notes { width: 2fr; height: 1fr; border-left: vkey $border-blurred; padding: 0 1; }
    ReviewScreen TablePane { width: 3fr; display: none; }
    ReviewScreen.-table TablePane { display: block; }
    ReviewScreen.-table.-narrow #list, ReviewScreen.-table.-narrow Notes { display: none; }
    ReviewScreen.-table.-middling #list { display: none; }
    ReviewScreen.-narrow #body { layout: vertical; }
    ReviewScreen.-narrow #list { width: 1fr; height: 3fr; }
    ReviewScreen.-narrow Notes {
        width: 1fr; height: 2fr; border-left: none; border-top: solid $border-blurred;
    }
    ReviewScreen.-narrow #rule { width: 26; }
    ReviewScreen.-narrow TablePane { width: 1fr; height: 1fr; border-left: none; }
    """

    def __init__(self, backend: Backend, background: Background, tables: int, table: int = 0, name: str = "") -> None:
        """`tables`: how many the archive has; `table`, `name`: the one in view, 0 for none."""
        super().__init__(backend, background)
        self._tables = tables
        self._table, self._table_name = table, name
        self._whole = not table
        self._at_work = self._stopped = False
        self._filter = Filter()

    def compose_work(self) -> ComposeResult:
        """Filters, counts, the list, the explanation, the table."""
        with Horizontal(id="filters"):
            yield TypingLine(placeholder=work_words("review.filter"), select_on_focus=False)
            levels = [(work_words(f"level.{level}"), str(level)) for level in (*LEVELS, ACCEPTED)]
            yield Select(levels, prompt=work_words("review.all_levels"), id="level", compact=True)
            yield Select[str]([], prompt=work_words("review.all_rules"), id="rule", compact=True)
        yield Static("", id="counts", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="list"):
                yield FindingRows()
            yield Notes(beside_rows=True)
            yield TablePane()

    def begin(self) -> None:
        """Begins to review."""
        self._review()

    # reviewing

    @work(exclusive=True, group="review")
    async def _review(self) -> None:
        self._found = Remarks()
        self._at_work, self._stopped = True, False
        self._list(0)
        key = 0 if self._whole else self._table
        renewed, told = 0, 0.0
        broken_off: AssistantError | None = None
        try:
            async for slice_ in self._background.each(lambda: self._backend.review(key)):
                self._found.add(slice_)
                if self._stopped:
                    break
                if monotonic() < told + _TOLD_EVERY and renewed:
                    continue
                if self._found.tables < _RENEWED_EVERY or self._found.tables - renewed >= _RENEWED_EVERY:
                    self._list(self._kept_line if renewed else 0)
                    renewed = self._found.tables
                self._tell()
                told = monotonic()
        except AssistantError as error:
            self._stopped = True
            self.say(error)
            broken_off = error
        self._at_work = False
        self._offer_rules()
        self._list(self._kept_line)
        if broken_off is not None and self._marked is None:
            self.query_one(Notes).show([(broken_off.message, "error"), (broken_off.advice, "plain")])

    @property
    def _kept_line(self) -> int | None:
        """What stays marked while findings come in: the worst, until one goes to another line; then that finding (None)."""
        return None if self.query_one(FindingRows).marked else 0

    def action_stop(self) -> None:
        """Stops the review; what was found stays."""
        if self._at_work:
            self._stopped = True
        else:
            self.notice(work_words("review.stopped_nothing"))

    def action_scope(self) -> None:
        """Reviews the whole archive in place of the table, or the table again."""
        if not self._table:
            self.notice(work_words("review.no_table"))
            return
        self._whole = not self._whole
        self._set_table(False)
        self._review()

    # the list

    def _tell(self) -> None:
        """What is being done, and how much was found."""
        found = self._found
        scope = work_words("review.archive") if self._whole else self._table_name
        if self._at_work:
            total = self._tables if self._whole else 1
            state = work_words("review.running", 范围=scope, 张数=found.tables, 总数=total)
        else:
            state = work_words("review.stopped" if self._stopped else "review.done", 范围=scope, 张数=found.tables)
        self.query_one(TitleBar).state = state
        counts = found.counts
        text = work_words(
            "review.counts", 错误=counts["error"], 警告=counts["warning"], 提示=counts["hint"], 接受=counts["accepted"]
        )
        if found.is_cut:
            text += work_words("review.kept", 条数=KEPT)
        rows = self.query_one(FindingRows)
        if not rows.count:
            if not found.counts.total():
                key = "wait" if self._at_work else "empty" if self._whole and not self._tables else "clean"
            else:
                key = "none"
            if not (self._stopped and key == "clean"):
                text = f"{text}  {work_words(f'review.{key}')}"
        self.query_one("#counts", Static).update(text, layout=False)

    def _list(self, marked: int | None, wanted: Sequence[Remark] | None = None) -> None:
        """Lists what the filters admit, with a line marked; None for the finding that is marked already.

        `wanted`: what they admit, where it was looked for before.
        """
        rows = self.query_one(FindingRows)
        before, seen = self._marked, rows.remarks[rows.seen]
        rows.remarks = self._found.wanted(self._filter) if wanted is None else wanted
        if marked is None and before is not None:
            marked = next((at for at, remark in enumerate(rows.remarks) if remark is before), 0)
        if self._at_work and seen and marked == rows.marked and before is self._marked and _same(seen, rows.remarks[rows.seen]):
            rows.grow()
        else:
            rows.renew(marked if marked is not None else 0)
        self._tell()
        self.refresh_bindings()
        if not rows.remarks:
            self._about = None
            self.query_one(Notes).show(())

    def list_again(self, marked: int | None) -> None:
        """A finding was accepted, or that was taken back."""
        self._list(marked)

    def label_now(self, command: str) -> str:
        """F5 names the other scope; what concerns the marked finding is said there."""
        if command == "scope" and self._table:
            return words("now.to_table" if self._whole else "now.to_archive")
        return super().label_now(command)

    def _offer_rules(self) -> None:
        """The rules that found something, most findings first."""
        from assistant.tasks.explain_rules import rule_titles

        titles = rule_titles()
        rules = [
            (work_words("review.rule_count", 短题=titles.get(code, code), 条数=number), code)
            for code, number in self._found.rules.most_common()
        ]
        chosen = self._filter.rule
        select = self.query_one("#rule", Select)
        select.set_options(rules)
        if chosen in self._found.rules:
            select.value = chosen

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        asked = tuple(squeeze(word).casefold() for word in event.value.split())
        self._filter = Filter(self._filter.level, self._filter.rule, asked)
        if self._found.listed <= _QUICK:
            self._list(0)
        else:
            self._narrow_beside()

    @work(exclusive=True, group="narrow")
    async def _narrow_beside(self) -> None:
        """Looks through many findings beside the screen."""
        found, asked = self._found, self._filter
        wanted = await to_thread(found.wanted, asked)
        if found is self._found and asked == self._filter:
            self._list(0, wanted)

    @on(Input.Submitted)
    def _narrowed(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(FindingRows).focus()

    @on(Select.Changed)
    def _selected(self, event: Select.Changed) -> None:
        event.stop()
        value = event.value if isinstance(event.value, str) else ""
        level, rule = self._filter.level, self._filter.rule
        asked = (
            Filter(value, rule, self._filter.words) if event.select.id == "level" else Filter(level, value, self._filter.words)
        )
        if asked != self._filter:
            self._filter = asked
            self._list(0)
            self.query_one(FindingRows).focus()

    def action_filter(self) -> None:
        """To the line that filters."""
        self.query_one("#filters Input").focus()

    def action_level(self) -> None:
        """Lists the levels."""
        self.query_one("#level", Select).focus().action_show_overlay()

    def action_rule(self) -> None:
        """Lists the rules."""
        self.query_one("#rule", Select).focus().action_show_overlay()

    # keeping the list

    def action_save_findings(self) -> None:
        """Asks where the findings that are listed go, for sending back to departments, and writes them."""
        from assistant.tasks.review_list import ListedFinding
        from assistant.tui.screens.saving import SaveScreen

        if self._at_work:
            self.notice(work_words("review.save_still"))
            return
        listed = [
            ListedFinding(remark.department, remark.project, remark.year, remark.finding, remark.reason)
            for remark in self.query_one(FindingRows).remarks
        ]
        if not listed:
            self.notice(work_words("review.nothing_to_save"))
            return

        async def write(file: str) -> None:
            path = await self._background.attempt(self._backend.save_findings, listed, file)
            tell_saved(self.app, path, work_words("review.saved", 条数=len(listed), 文件=shown_line(str(path))))

        file = proposed_file(settings_around(self), work_words("review.save_name"))
        asked = work_words("review.save_file", 条数=len(listed))
        self.app.push_screen(SaveScreen(file, write, work_words("review.save_title"), asked))


def _same(before: Sequence[Remark], after: Sequence[Remark]) -> bool:
    """Are these the same findings?"""
    return len(before) == len(after) and all(one is other for one, other in zip(before, after, strict=True))
