"""A few things to choose from, by number, arrow keys or mouse, over whatever is there."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.prose import Prose


class ChoosingScreen(PanelScreen[ScreenResultType]):
    """Gives what `chosen` makes of the choice; None where nothing was chosen."""

    DEFAULT_CSS = """
    ChoosingScreen > .panel { max-width: 50; }
    ChoosingScreen Prose { margin-bottom: 1; }
    """

    def __init__(self, title: str, choices: Sequence[str], text: str = "", *, marked: int = 0) -> None:
        """`text` stands above the choices; `marked`: the one that Enter takes at first."""
        super().__init__(title)
        self._choices, self._text, self._marked = choices, text, marked

    def compose_panel(self) -> ComposeResult:
        """What it is about and the choices."""
        if self._text:
            yield Prose(self._text)
        lines = [Option(Content(f"{number:>2}  {choice}")) for number, choice in enumerate(self._choices, 1)]
        choices = OptionList(*lines, markup=False)
        choices.highlighted = self._marked
        yield choices

    def chosen(self, at: int) -> ScreenResultType:
        """What the choice at this place gives."""
        raise NotImplementedError

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.chosen(event.option_index))

    def on_key(self, event: events.Key) -> None:
        """A digit chooses what carries that number."""
        if event.character and event.character.isdecimal() and 0 < int(event.character) <= len(self._choices):
            event.stop()
            self.dismiss(self.chosen(int(event.character) - 1))
