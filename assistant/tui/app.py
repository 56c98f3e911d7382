"""The terminal interface from its start to its end."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from assistant.tui.backend import Backend, TasksBackend
from assistant.tui.background import Background
from assistant.tui.bursts import Burst
from assistant.tui.commands import bindings, words
from assistant.tui.screens.main import MainScreen

_PATIENCE = 3.0
"""Seconds that leaving waits for what is being done, so that an archive is made whole or not at all."""
_BURST = 0.03
"""Seconds after which held keys are handed on at the latest."""


class AssistantApp(App[None], inherit_bindings=False):
    """The program as officials see it; everything of the work is in the main screen."""

    TITLE = words("title.app")
    ENABLE_COMMAND_PALETTE = False
    CSS = "ToastRack { dock: top; align: right top; margin-top: 1; }"
    """Notices stand at the top, where they never cover the question line."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(everywhere=True),
        Binding("ctrl+c", "explain_leaving", show=False, system=True),
    ]

    def __init__(self, backend: Backend) -> None:
        super().__init__()
        self._backend = backend
        self.background = Background()
        """The thread in which the tasks are done."""
        self.animation_level = "none"
        self._burst = Burst()

    def get_default_screen(self) -> Screen[None]:
        """The main screen."""
        return MainScreen(self._backend, self.background)

    async def on_event(self, event: events.Event) -> None:
        """Keys that come faster than anyone types are handled as the paste that they are."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._burst.holds(event):
                if self._burst.is_begun:
                    self.set_timer(_BURST, self._release_burst)
                return
            await self._release_burst()
        await super().on_event(event)

    async def _release_burst(self) -> None:
        if paste := self._burst.release():
            await super().on_event(paste)

    def action_leave(self) -> None:
        """Ends the program."""
        self.exit()

    def action_explain_leaving(self) -> None:
        """Ctrl+C copies what is selected; where nothing is, whoever presses it may want to leave."""
        self.notify(words("notice.leave"), timeout=4, markup=False)

    def _fatal_error(self) -> None:
        """Ends the program without a traceback on the screen; `run` hands the error on."""
        self._close_messages_no_wait()


def run(archive: Path | None) -> int:
    """Opens the terminal interface over an archive, the user's own where none is named; 0 once it was left.

    An error that nothing on the screen could show is raised when the screen has been cleared.
    """
    app = AssistantApp(TasksBackend(archive))
    app.run()
    app.background.finish(_PATIENCE)
    if app._exception is not None:
        raise app._exception
    return 0
