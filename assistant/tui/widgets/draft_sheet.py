"""The form of a draft with the editor that lies over the cell that is being filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from assistant.model.goal_table import GoalTable
from assistant.tasks.draft_form import typed_text
from assistant.tui.widgets.cell_editor import CellEditor
from assistant.tui.widgets.draft_form import DraftForm

_TYPING = 0.3
"""Seconds without a key after which what is being typed is reviewed."""


class DraftSheet(Vertical):
    """Opens cells and closes them; posts `Opened`, `Tried`, `Filled` and `Left`."""

    DEFAULT_CSS = """
    DraftSheet { layers: default above; }
    """

    @dataclass
    class Opened(Message):
        """A cell is open to be filled in."""

        cell: str
        refused: str
        """Why what was typed before cannot stand there; "" where it is opened anew."""

    @dataclass
    class Tried(Message):
        """The keys rest while a cell is being filled in."""

        cell: str
        text: str

    @dataclass
    class Filled(Message):
        """A cell is to hold this."""

        cell: str
        text: str
        then: int = 0
        """1: on to the next cell that wants a person; -1: to the one before."""
        down: int = 0
        """1: on to the cell below; -1: to the one above."""

    @dataclass
    class Left(Message):
        """The cell stays as it was."""

        text: str
        """What was typed in it; "" for nothing."""

    def __init__(self) -> None:
        super().__init__(id="sheet")
        self._table: GoalTable | None = None
        self._typing: Timer | None = None

    def compose(self) -> ComposeResult:
        """The form and the editor."""
        yield DraftForm()
        yield CellEditor()

    def on_mount(self) -> None:
        """The editor stays over its cell as the form is scrolled."""
        self.watch(self.form, "scroll_y", self._place_editor, init=False)

    @property
    def form(self) -> DraftForm:
        """The form."""
        return self.query_one(DraftForm)

    @property
    def editor(self) -> CellEditor:
        """The editor, open or not."""
        return self.query_one(CellEditor)

    def show(self, table: GoalTable, marks: Mapping[str, str], proposed: Mapping[str, str], fresh: Iterable[str]) -> None:
        """Shows a draft as `DraftForm.show_draft` does."""
        self._table = table
        self.form.show_draft(table, marks, proposed, fresh)

    # going from cell to cell

    def next_of(self, wanted: Sequence[str], by: int = 1) -> str:
        """The next of these cells in the order of the form, from the end on to the beginning; "" where there is none."""
        order, here = self.form.cells, self.form.cursor
        at = order.index(here) if here in order else -1
        places = [place for place, cell in enumerate(order) if cell in wanted]
        if not places:
            return ""
        beyond = [place for place in places if (place > at if by > 0 else place < at)]
        return order[(beyond or places)[0 if by > 0 else -1]]

    # filling in

    @on(DraftForm.EditWanted)
    def _edit_wanted(self, event: DraftForm.EditWanted) -> None:
        event.stop()
        editor = self.editor
        if editor.is_open and editor.cell == event.cell:
            # keys that were on their way to the form while the editor opened
            if event.typed:
                editor.insert(event.typed)
            else:
                self._commit(CellEditor.Committed(editor.cell, editor.text))
            return
        if left := self.settle():
            self.post_message(self.Filled(*left))
        self.open(event.cell, event.typed.strip())

    def open(self, cell: str, typed: str = "", refused: str = "") -> None:
        """Opens the cell, with what stands there or with what was typed."""
        if self._table is None or not cell:
            return
        self.editor.open(cell, typed_text(self._table, cell), typed)
        self._place_editor()
        self.call_after_refresh(self._place_editor)
        self.post_message(self.Opened(cell, refused))

    def _place_editor(self) -> None:
        """The editor over its cell, wherever that is now."""
        editor, form = self.editor, self.form
        if editor.is_open and editor.cell in form.cells:
            editor.lie_over(form.place_of(editor.cell), form.size)

    def on_resize(self) -> None:
        """The form is drawn anew at another width."""
        self.call_after_refresh(self._place_editor)

    @on(CellEditor.Typed)
    def _typed(self, event: CellEditor.Typed) -> None:
        """Says what is being typed once the keys rest."""
        event.stop()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_TYPING, lambda: self.post_message(self.Tried(event.cell, event.text)))

    @on(CellEditor.Committed)
    def _commit(self, event: CellEditor.Committed) -> None:
        event.stop()
        if self.editor.is_open:
            self.close()
            self.post_message(self.Filled(event.cell, event.text, event.then, event.down))

    @on(CellEditor.Left)
    def _leave(self, event: CellEditor.Left) -> None:
        event.stop()
        self.close()
        self.post_message(self.Left(event.text))

    def close(self) -> None:
        """Puts the editor away."""
        editor = self.editor
        if self._typing is not None:
            self._typing.stop()
        if editor.has_focus:
            self.screen.set_focus(self.form)
        editor.close()

    def settle(self) -> tuple[str, str] | None:
        """Puts the editor away; the cell with what was typed in it, None where nothing was."""
        editor = self.editor
        if not editor.is_open:
            return None
        cell, text, is_changed = editor.cell, editor.text, editor.is_changed
        self.close()
        return (cell, text) if is_changed else None
