"""Panels with a line to type in and below it what fits."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.prose import Prose, WrappedText
from assistant.tui.widgets.typing_line import TypingLine

_AROUND = 10
"""Rows that are kept for what stands above and below the list."""


class SeekingScreen(PanelScreen[str]):
    """Gives what was chosen; None where nothing was. The line keeps the keys, the arrows move the mark in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    DEFAULT_CSS = """
    SeekingScreen { align: center top; }
    SeekingScreen > .panel { max-width: 84; margin-top: 2; }
    SeekingScreen > .panel .quiet { padding: 0 1; margin-top: 1; }
    """

    def __init__(self, title: str, invitation: str, none: str, hint: str = "") -> None:
        """`invitation` stands in the empty line, `none` where nothing fits, `hint` below the list."""
        super().__init__(title)
        self._invitation, self._none, self._hint = invitation, none, hint
        self._found: Sequence[str] = ()

    def compose_panel(self) -> ComposeResult:
        """The line and the list."""
        yield TypingLine(placeholder=self._invitation)
        fitting = OptionList(markup=False)
        fitting.can_focus = False
        yield fitting
        if self._hint:
            yield Prose(self._hint, classes="quiet")

    @abstractmethod
    def fitting(self, typed: str) -> Sequence[tuple[str, WrappedText]]:
        """What fits the line, in its order: each with what choosing it gives."""

    def on_mount(self) -> None:
        """Lists all."""
        self.on_resize()
        self._list("")

    def on_resize(self) -> None:
        """The list is as high as the screen allows."""
        self.query_one(OptionList).styles.max_height = max(self.app.size.height - _AROUND, 4)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value)

    def _list(self, typed: str) -> None:
        found = self.fitting(typed.strip())
        self._found = [chosen for chosen, _ in found]
        options = self.query_one(OptionList)
        options.set_options([Option(text) for _, text in found] or [Option(Content(self._none), disabled=True)])
        options.highlighted = 0 if found else None

    def action_move(self, by: int) -> None:
        """Moves the mark by a line, from either end to the other."""
        options = self.query_one(OptionList)
        if by < 0:
            options.action_cursor_up()
        else:
            options.action_cursor_down()

    def action_page(self, by: int) -> None:
        """Moves the mark by a page."""
        options = self.query_one(OptionList)
        if self._found:
            at = (options.highlighted or 0) + by * max(options.size.height - 1, 1)
            options.highlighted = max(0, min(at, len(self._found) - 1))

    @on(Input.Submitted)
    def _choose(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._found[event.option_index])
