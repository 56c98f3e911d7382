"""The help (F1): how to ask, and every command with its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from assistant.tui.cells import cut
from assistant.tui.commands import COMMANDS, Command, commands_of, words, work_words
from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.prose import Prose

_LINE_KEYS, _LISTS_KEYS = 9, 26
"""The columns in which the words stand behind the keys of the question line, of lists and of tables."""


class HelpScreen(PanelScreen[None]):
    """Opens over whatever is there; Esc, F1 or a click beside it closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,q,enter", "give_up", show=False, priority=True)]

    DEFAULT_CSS = """
    HelpScreen > .panel { max-width: 84; max-height: 90%; padding: 0 0 0 2; }
    HelpScreen VerticalScroll { height: auto; max-height: 100%; padding-right: 1; scrollbar-size-vertical: 1; }
    HelpScreen .heading { text-style: bold; color: $text-primary; margin-top: 1; }
    HelpScreen .quiet { margin-top: 1; }
    """

    def __init__(self, screen: str = "") -> None:
        """`screen`: the name in `OF_SCREEN` of the screen that it helps with; "" for the main one."""
        super().__init__(words("help.title"))
        self._of = screen

    def compose_panel(self) -> ComposeResult:
        """What the screen is for, its commands, and on the main one how lines, lists and tables are used."""
        web = self.app.is_web
        if self._of:
            parts = [
                (work_words(f"help.{self._of}_title"), work_words(f"help.{self._of}"), 0),
                (words("help.keys"), *_keys(commands_of(self._of), browser=web)),
            ]
        else:
            parts = [
                (words("help.asking"), words("help.asking_text"), 0),
                (words("help.keys"), *_keys(COMMANDS, browser=web)),
                (words("help.line"), words("help.line_keys"), _LINE_KEYS),
                (words("help.lists"), words("help.lists_keys"), _LISTS_KEYS),
            ]
        if web:
            parts.insert(2, (words("help.browser"), words("help.browser_text"), 0))
        with VerticalScroll():
            for heading, text, hang in parts:
                yield Prose(heading, classes="heading")
                yield Prose(text.strip("\n"), hang=hang)
            yield Prose(words("help.close"), classes="quiet")


def _keys(commands: Sequence[Command], *, browser: bool) -> tuple[str, int]:
    """Every command on a line: its key, what it does; and the column of the latter."""
    keys = [command.key_in(browser=browser) for command in commands]
    widest = max(map(cell_len, keys)) + 2
    return "\n".join(cut(key, widest) + command.hint for key, command in zip(keys, commands, strict=True)), widest
