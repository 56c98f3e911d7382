"""The questions asked before (Ctrl+R), found by a few characters or pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.cells import shown_line
from assistant.tui.clicks import is_beside_panel
from assistant.tui.commands import talk
from assistant.tui.completion import Names
from assistant.tui.widgets.prose import WrappedText

_LISTED = 100
"""So many are listed; more characters find the others."""


class EarlierScreen(ModalScreen[str]):
    """Gives the question that was chosen; None where none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False, priority=True),
        Binding("up", "move(-1)", show=False),
        Binding("down,ctrl+r", "move(1)", show=False),
    ]

    DEFAULT_CSS = """
    EarlierScreen { align: center top; background: $background 60%; }
    EarlierScreen Vertical {
        width: 90%; max-width: 84; height: auto; margin-top: 2; background: $surface; border: round $primary; padding: 0 1;
    }
    EarlierScreen Input, EarlierScreen Input:focus {
        border: none; height: 1; padding: 0 1; background: $panel; margin-bottom: 1;
    }
    EarlierScreen OptionList, EarlierScreen OptionList:focus {
        border: none; padding: 0; background: transparent; max-height: 13;
    }
    EarlierScreen OptionList > .option-list--option-highlighted { color: $text; background: $primary; }
    EarlierScreen Static { color: $text-muted; padding: 0 1; margin-top: 1; }
    """

    def __init__(self, asked: Sequence[str]) -> None:
        super().__init__()
        self._names = Names("question", reversed(asked))
        self._found: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """A line to type in and the questions below it, the newest first."""
        with Vertical() as panel:
            panel.border_title = talk("earlier.title")
            line = Input(placeholder=talk("earlier.placeholder"))
            line.cursor_blink = False
            yield line
            questions = OptionList(markup=False)
            questions.can_focus = False
            yield questions
            yield Static(talk("earlier.hint"), markup=False)

    def on_mount(self) -> None:
        """Lists all."""
        self._list("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value)

    def _list(self, typed: str) -> None:
        found: Sequence[str] = self._names.texts
        for word in typed.lower().split():
            holding = set(self._names.holding(word))
            found = [text for text in found if text in holding]
        self._found = found[:_LISTED]
        questions = self.query_one(OptionList)
        options = [Option(WrappedText(shown_line(text))) for text in self._found]
        questions.set_options(options or [Option(Content(talk("earlier.none")), disabled=True)])
        questions.highlighted = 0 if options else None

    def action_move(self, by: int) -> None:
        """Moves the mark."""
        questions = self.query_one(OptionList)
        if by < 0:
            questions.action_cursor_up()
        else:
            questions.action_cursor_down()

    @on(Input.Submitted)
    def _choose(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._found[event.option_index])

    def action_give_up(self) -> None:
        """Closes it without a question."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if is_beside_panel(self, event):
            self.dismiss(None)
