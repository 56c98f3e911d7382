"""The line to search the conversation with; it stands above the question line as long as one searches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from assistant.chinese.width import squeeze
from assistant.tui.commands import talk
from assistant.tui.widgets.typing_line import TypingLine


class _Mark(Static):
    """Moves on, back or closes when it is clicked."""

    def __init__(self, text: str, action: str) -> None:
        super().__init__(text, markup=False)
        self._action = action

    async def on_click(self, event: events.Click) -> None:
        """The mouse's way to the keys."""
        event.stop()
        assert isinstance(self.parent, FindBar)
        await self.parent.run_action(self._action)


class FindBar(Horizontal):
    """Words to search for, which place of how many is shown; posts `Searched` and `Closed`.

    It lies over the last line of the conversation, which is blank when one is at its end: nothing has to be laid out anew.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down,enter,f3", "move(1)", show=False),
        Binding("up,shift+f3", "move(-1)", show=False),
        Binding("ctrl+f", "close", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    FindBar {
        layer: above; dock: bottom; margin-bottom: 4; height: 1; display: none; background: $panel; padding: 0 1;
    }
    FindBar Input, FindBar Input:focus { border: none; height: 1; width: 1fr; padding: 0 1; background: $surface; }
    FindBar Static { width: auto; padding: 0 1; color: $text-muted; }
    FindBar _Mark { color: $text; }
    FindBar _Mark:hover { color: $block-cursor-foreground; background: $block-cursor-background; }
    """

    class Searched(Message):
        """Other words, or another place of them."""

        def __init__(self, words: Sequence[str]) -> None:
            super().__init__()
            self.words = words

    class Closed(Message):
        """The search is over."""

    def __init__(self) -> None:
        super().__init__()
        self._at = -1
        """Which place is shown; counted from the end below zero, so that the newest comes first."""
        self._said = ""
        """What it says about the places."""

    def compose(self) -> ComposeResult:
        """Words, count, marks to click."""
        yield TypingLine(placeholder=talk("find.placeholder"))
        yield Static("", id="count", markup=False)
        yield _Mark("↑", "move(-1)")
        yield _Mark("↓", "move(1)")
        yield _Mark("×", "close")

    def open(self) -> None:
        """Shows itself."""
        self.display = True
        self._at = -1
        line = self.query_one(Input)
        line.focus()
        line.action_select_all()
        self._search()

    def tell(self, places: int) -> int | None:
        """Says how many places there are; gives the one that is to be shown."""
        if not places:
            self._say(talk("find.none") if self._words() else "")
            return None
        at = self._at % places
        self._say(talk("find.count", 第几=at + 1, 处数=places))
        return at

    def _say(self, text: str) -> None:
        """How many places there are; the screen is laid out anew only where that takes more or less room."""
        if text != self._said:
            self.query_one("#count", Static).update(text, layout=cell_len(text) != cell_len(self._said))
            self._said = text

    def _words(self) -> list[str]:
        return [squeeze(word).casefold() for word in self.query_one(Input).value.split()]

    def _search(self) -> None:
        self.post_message(self.Searched(self._words()))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._at = -1
        self._search()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_move(1)

    def action_move(self, by: int) -> None:
        """To the next place, or the one before."""
        self._at += by
        self._search()

    def action_close(self) -> None:
        """Puts itself away."""
        self.display = False
        self.post_message(self.Closed())
