"""What the screens that open over the main one share: a title, the commands of their own, help, palette, the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.compose import compose
from textual.screen import ScreenResultType

from assistant.errors import AssistantError
from assistant.tui.backend import Backend
from assistant.tui.background import Background
from assistant.tui.commands import OF_SCREEN, commands_of, work_words
from assistant.tui.keyed import turns_around
from assistant.tui.screens.commanded import CommandedScreen
from assistant.tui.widgets.command_bar import CommandBar
from assistant.tui.widgets.panes import BREAKPOINTS, width_class
from assistant.tui.widgets.title_bar import TitleBar


class WorkScreen(CommandedScreen[ScreenResultType]):
    """A whole screen for one kind of work; gives what it was left with."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    NAME: ClassVar[str]
    """Its name in `OF_SCREEN` and in the words."""
    IS_LARGE: ClassVar[bool] = False
    """Do its parts take so long that its title is to be seen before them?"""

    def __init__(self, backend: Backend, background: Background) -> None:
        super().__init__()
        self._backend = backend
        self._background = background
        self._is_complete = False

    def compose(self) -> ComposeResult:
        """The title, the work, the commands; the work later where that takes long."""
        self.add_class(width_class(self.app.size.width))  # known before there is anything: otherwise all is styled twice
        yield TitleBar(work_words(f"{self.NAME}.title"))
        if not self.IS_LARGE:
            yield from self.compose_work()
            self._is_complete = True
        yield CommandBar(OF_SCREEN[self.NAME], self._label_now)

    def on_mount(self) -> None:
        """Begins, or has the work come once the rest is seen; keys wait for it."""
        if self._is_complete:
            self.begin()
        else:
            turns_around(self).hold()
            self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        with self.app.batch_update():
            await self.mount_all(compose(self, self.compose_work()), before=self.query_one(CommandBar))
            self._is_complete = True
            self._update_auto_focus()
            self.begin()
        turns_around(self).free()

    def _label_now(self, command: str) -> str:
        return self.label_now(command) if self._is_complete else ""

    def begin(self) -> None:
        """All parts are there: shows what there is."""

    def compose_work(self) -> ComposeResult:
        """What stands between the title and the commands."""
        raise NotImplementedError

    def label_now(self, command: str) -> str:
        """What a command of this name would do at the moment, for the footer; "" where its label says it."""
        return ""

    def say(self, error: AssistantError) -> None:
        """Shows what went wrong and what to do."""
        self.notify("\n".join(filter(None, (error.message, error.advice))), severity="error", timeout=8, markup=False)

    def notice(self, text: str) -> None:
        """Says why nothing was done."""
        self.notify(text, timeout=4, markup=False)

    def ask_before_leaving(self, leave: Callable[[], None]) -> bool:
        """Whether something is unsaved here, so that it is asked about; `leave` is then called where it may go."""
        return False

    def action_back(self) -> None:
        """Back to the main screen."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Opens the help about this screen."""
        from assistant.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.NAME))

    def action_palette(self) -> None:
        """Opens the palette with the commands of this screen."""
        from assistant.tui.screens.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(commands_of(self.NAME)), self._carry_out)
