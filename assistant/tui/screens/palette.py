"""The command palette (Ctrl+P): every command by its name, found by a few characters or pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from assistant.tui.cells import cut
from assistant.tui.commands import COMMANDS, Command, words
from assistant.tui.completion import Names
from assistant.tui.screens.seeking import SeekingScreen
from assistant.tui.widgets.prose import WrappedText


class PaletteScreen(SeekingScreen):
    """Gives the name of the command that was chosen; None where none was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+p,f12", "give_up", show=False, priority=True)]

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__(words("palette.title"), words("palette.filter"), words("palette.none"))
        self._commands = [command for command in commands if command.in_palette]
        self._names = Names("command", [command.label for command in self._commands])

    def fitting(self, typed: str) -> Sequence[tuple[str, WrappedText]]:
        """The commands in whose name, key or sentence it stands, or the initials of whose name it is.

        Those with it in their name come first.
        """
        asked = typed.casefold()
        initials = set(self._names.holding(asked)) if asked else set()
        found = [
            command
            for command in self._commands
            if asked in f"{command.label}{command.hint}{command.key_shown}{command.name}".casefold() or command.label in initials
        ]
        return [
            (command.name, WrappedText(command.hint, cut(command.label, 12) + cut(command.key_in(browser=self.app.is_web), 9)))
            for command in sorted(found, key=lambda one: asked not in one.label.casefold() and one.label not in initials)
        ]
