"""The command palette (Ctrl+P): every command by its name, found by a few characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from assistant.tui.cells import cut
from assistant.tui.clicks import is_beside_panel
from assistant.tui.commands import COMMANDS, Command, words
from assistant.tui.widgets.prose import WrappedText


class PaletteScreen(ModalScreen[str]):
    """Gives the name of the command that was chosen; None where none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "give_up", show=False, priority=True),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    DEFAULT_CSS = """
    PaletteScreen { align: center top; background: $background 60%; }
    PaletteScreen Vertical {
        width: 90%; max-width: 76; height: auto; margin-top: 2; background: $surface; border: round $primary; padding: 0 1;
    }
    PaletteScreen Input, PaletteScreen Input:focus {
        border: none; height: 1; padding: 0 1; background: $panel; margin-bottom: 1;
    }
    PaletteScreen OptionList, PaletteScreen OptionList:focus {
        border: none; padding: 0; background: transparent; max-height: 14;
    }
    PaletteScreen OptionList > .option-list--option-highlighted { color: $text; background: $primary; }
    """

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """A line to type in and the commands below it."""
        with Vertical() as panel:
            panel.border_title = words("palette.title")
            line = Input(placeholder=words("palette.filter"))
            line.cursor_blink = False
            yield line
            commands = OptionList(markup=False)
            commands.can_focus = False
            yield commands

    def on_mount(self) -> None:
        """Lists all commands."""
        self._list("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value.strip().casefold())

    def _list(self, asked: str) -> None:
        options = [
            Option(WrappedText(command.hint, cut(command.label, 12) + cut(command.key_shown, 9)), id=command.name)
            for command in self._commands
            if command.in_palette and asked in f"{command.label}{command.hint}{command.key_shown}{command.name}".casefold()
        ]
        commands = self.query_one(OptionList)
        commands.set_options(options or [Option(Content(words("palette.none")), disabled=True)])
        commands.highlighted = 0 if options else None

    def action_move(self, by: int) -> None:
        """Moves the mark."""
        commands = self.query_one(OptionList)
        if by < 0:
            commands.action_cursor_up()
        else:
            commands.action_cursor_down()

    @on(Input.Submitted)
    def _choose(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)

    def action_give_up(self) -> None:
        """Closes it without a command."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if is_beside_panel(self, event):
            self.dismiss(None)
