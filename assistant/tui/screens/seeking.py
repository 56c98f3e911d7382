"""Panels with a line to type in and below it what fits."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.offers import Offers
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
        offers = Offers(self._texts(""), self._none)
        offers.styles.max_height = self._room
        yield offers
        if self._hint:
            yield Prose(self._hint, classes="quiet")

    @abstractmethod
    def fitting(self, typed: str) -> Sequence[tuple[str, WrappedText]]:
        """What fits the line, in its order: each with what choosing it gives."""

    @property
    def _room(self) -> int:
        """The lines that the screen has for the list."""
        return max(self.app.size.height - _AROUND, 4)

    def on_resize(self) -> None:
        """The list is as high as the screen allows."""
        self.query_one(Offers).styles.max_height = self._room

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(Offers).show(self._texts(event.value))

    def _texts(self, typed: str) -> Sequence[WrappedText]:
        """What fits the line."""
        found = self.fitting(typed.strip())
        self._found = [chosen for chosen, _ in found]
        return [text for _, text in found]

    def action_move(self, by: int) -> None:
        """Moves the mark by a line, from either end to the other."""
        offers = self.query_one(Offers)
        if self._found:
            offers.choose((offers.chosen + by) % len(self._found))

    def action_page(self, by: int) -> None:
        """Moves the mark by a page."""
        self.query_one(Offers).action_page(by)

    @on(Input.Submitted)
    def _choose(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(Offers).action_pick()

    @on(Offers.Picked)
    def _chosen(self, event: Offers.Picked) -> None:
        event.stop()
        self.dismiss(self._found[self.query_one(Offers).chosen])
