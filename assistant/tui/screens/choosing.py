"""A few things to choose from, by number, arrow keys or mouse, over whatever is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tui.clicks import is_beside_panel
from assistant.tui.widgets.prose import Prose

_Result = TypeVar("_Result")


class ChoosingScreen(ModalScreen[_Result]):
    """Gives what `chosen` makes of the choice; None where nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False, priority=True)]

    DEFAULT_CSS = """
    ChoosingScreen { align: center middle; background: $background 60%; }
    ChoosingScreen Vertical {
        width: 90%; max-width: 50; height: auto; background: $surface; border: round $primary; padding: 0 1;
    }
    ChoosingScreen OptionList, ChoosingScreen OptionList:focus { border: none; padding: 0; background: transparent; }
    ChoosingScreen OptionList > .option-list--option-highlighted { color: $text; background: $primary; }
    ChoosingScreen Prose { margin-bottom: 1; }
    """

    def __init__(self, title: str, choices: Sequence[str], text: str = "") -> None:
        super().__init__()
        self._title, self._choices, self._text = title, choices, text

    def compose(self) -> ComposeResult:
        """What it is about and the choices."""
        with Vertical() as panel:
            panel.border_title = Content(self._title)
            if self._text:
                yield Prose(self._text)
            lines = [Option(Content(f"{number:>2}  {choice}")) for number, choice in enumerate(self._choices, 1)]
            yield OptionList(*lines, markup=False)

    def chosen(self, at: int) -> _Result:
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

    def action_give_up(self) -> None:
        """Closes it without a choice."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if is_beside_panel(self, event):
            self.dismiss(None)
