"""The line at the bottom: the commands with their keys, each of which can be clicked.

Textual's own footer is mounted anew whenever the focus moves, which takes five times as long as the rest of such a key press.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from assistant.tui.commands import COMMANDS, Command

_KEPT = "palette"
"""The command that leads to those for which a very narrow screen has no room."""


class CommandBar(Widget):
    """All commands that are `in_footer`, in their order, closer together where there is little room; posts `Pressed`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--key", "bar--label", "bar--hovered"}

    DEFAULT_CSS = """
    CommandBar { dock: bottom; height: 1; background: $footer-background; }
    CommandBar > .bar--key { color: $footer-key-foreground; text-style: bold; }
    CommandBar > .bar--label { color: $footer-description-foreground; }
    CommandBar > .bar--hovered { color: $block-cursor-foreground; background: $block-cursor-background; }
    """

    hovered: reactive[Command | None] = reactive(None)
    """The command under the mouse."""

    class Pressed(Message):
        """A command was clicked."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    def __init__(self, commands: Sequence[Command] = COMMANDS, now: Callable[[str], str] | None = None) -> None:
        """`now`: what a command of this name would do at the moment, where its own label does not say it; else ""."""
        super().__init__()
        self._commands = tuple(command for command in commands if command.in_footer)
        self._now = now
        self._labels: Mapping[str, str] = {}

    def on_mount(self) -> None:
        """Looks what the keys would do now whenever the focus moves, and whenever the screen says so (`refresh_bindings`)."""
        if self._now is not None:
            self.screen.bindings_updated_signal.subscribe(self, self._look)

    def _look(self, screen: object) -> None:
        assert self._now is not None
        labels = {command.name: label for command in self._commands if (label := self._now(command.name))}
        if labels != self._labels:
            self._labels = labels
            self.refresh()

    def label_of(self, command: Command) -> str:
        """What stands behind the key."""
        return self._labels.get(command.name, command.label)

    def _shown(self) -> tuple[Sequence[Command], str]:
        """The commands that there is room for, and what stands behind each."""
        for commands in (self._commands, [command for command in self._commands if not command.is_spare]):
            needed = self._needed(commands)
            if needed + len(commands) <= self.size.width:
                return commands, " "
            if needed <= self.size.width:
                return commands, ""
        while needed > self.size.width and (beyond := [command for command in commands if command.name != _KEPT]):
            commands = [command for command in commands if command is not beyond[-1]]
            needed = self._needed(commands)
        return commands, ""

    def _needed(self, commands: Sequence[Command]) -> int:
        """Cells that these take at least."""
        return sum(cell_len(f" {command.key_shown} {self.label_of(command)}") for command in commands)

    def render_line(self, y: int) -> Strip:
        """The one line: `F1 帮助  F2 项目 …`."""
        key, label = self.get_component_rich_style("bar--key"), self.get_component_rich_style("bar--label")
        hovered = self.get_component_rich_style("bar--hovered")
        segments = []
        commands, room = self._shown()
        for command in commands:
            under = command is self.hovered
            segments.append(Segment(f" {command.key_shown} ", hovered if under else key))
            segments.append(Segment(f"{self.label_of(command)}{room}", hovered if under else label))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _at(self, column: int) -> Command | None:
        commands, room = self._shown()
        for command in commands:
            column -= cell_len(f" {command.key_shown} {self.label_of(command)}{room}")
            if column < 0:
                return command
        return None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows what a click would do."""
        self.hovered = self._at(event.x)
        self.tooltip = self.hovered.hint if self.hovered else None

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hovered = None

    def on_click(self, event: events.Click) -> None:
        """Says which command was meant."""
        if command := self._at(event.x):
            self.post_message(self.Pressed(command))
