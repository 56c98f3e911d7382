"""What all whole screens share: a command of their bar or of the palette is carried out as an action, theirs or the program's."""

from __future__ import annotations

from textual import on
from textual.screen import ScreenResultType

from assistant.tui.screens.drawn import DrawnScreen
from assistant.tui.widgets.command_bar import CommandBar


class CommandedScreen(DrawnScreen[ScreenResultType]):
    """A screen whose commands are pressed on its bar or chosen in its palette."""

    @on(CommandBar.Pressed)
    async def _command_pressed(self, event: CommandBar.Pressed) -> None:
        event.stop()
        await self._carry_out(event.command.name)

    async def _carry_out(self, command: str | None) -> None:
        """Runs the command of this name; nothing for None."""
        if command:
            await self.run_action(command if hasattr(self, f"action_{command}") else f"app.{command}")
