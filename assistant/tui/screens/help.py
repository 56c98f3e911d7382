"""The help (F1): how to ask, and every command with its key."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from assistant.tui.cells import cut
from assistant.tui.commands import COMMANDS, OF_SCREEN, words, work_words
from assistant.tui.widgets.prose import Prose


class HelpScreen(ModalScreen[None]):
    """Opens over whatever is there; Esc, F1 or a click beside it closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,enter", "dismiss_help", show=False, priority=True)]

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen VerticalScroll {
        width: 90%; max-width: 84; height: auto; max-height: 90%; background: $surface; border: round $primary; padding: 0 2;
    }
    HelpScreen .heading { text-style: bold; color: $text-primary; margin-top: 1; }
    HelpScreen Static { width: auto; }
    HelpScreen .close { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, screen: str = "") -> None:
        """`screen`: the name in `OF_SCREEN` of the screen that it helps with; "" for the main one."""
        super().__init__()
        self._of = screen

    def compose(self) -> ComposeResult:
        """Asking, keys, the question line, lists and tables."""
        if self._of:
            yield from self._compose_short()
            return
        widest = max(cell_len(command.key_shown) for command in COMMANDS) + 2
        keys = "\n".join(cut(command.key_shown, widest) + command.hint for command in COMMANDS)
        with VerticalScroll() as panel:
            panel.border_title = words("help.title")
            for heading, text in (
                ("asking", words("help.asking_text")),
                ("keys", keys),
                ("line", words("help.line_keys")),
                ("lists", words("help.lists_keys")),
            ):
                yield Prose(words(f"help.{heading}"), classes="heading")
                yield Prose(text.strip("\n"))
            yield Prose(words("help.close"), classes="close")

    def _compose_short(self) -> ComposeResult:
        """What the screen is for, and its commands."""
        commands = OF_SCREEN[self._of]
        widest = max(cell_len(command.key_shown) for command in commands) + 2
        with VerticalScroll() as panel:
            panel.border_title = words("help.title")
            yield Prose(work_words(f"help.{self._of}_title"), classes="heading")
            yield Prose(work_words(f"help.{self._of}").strip("\n"))
            yield Prose(words("help.keys"), classes="heading")
            yield Prose("\n".join(cut(command.key_shown, widest) + command.hint for command in commands))
            yield Prose(words("help.close"), classes="close")

    def action_dismiss_help(self) -> None:
        """Closes the help."""
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if event.widget is self:
            self.dismiss()
