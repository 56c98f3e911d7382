"""The terminal interface from its start to its end."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.notifications import Notify
from textual.screen import Screen

from assistant.tasks.screen_settings import USUAL, ReadSettings, load_screen_settings
from assistant.tui.backend import Backend, TasksBackend
from assistant.tui.commands import bindings, words
from assistant.tui.notices import Notices
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.work import WorkScreen
from assistant.tui.settled import SettledApp

_STYLES = 1024
"""The styles of so many kinds of widgets are kept as they were read.

Textual keeps 64 and, where there are more, reads all of them again with each new one: a tenth of a second when a screen opens.
"""
_PATIENCE = 3.0
"""Seconds that leaving waits for what is being done, so that an archive is made whole or not at all."""


class AssistantApp(SettledApp, inherit_bindings=False):
    """The program as officials see it; everything of the work is in the main screen."""

    TITLE = words("title.app")
    ENABLE_COMMAND_PALETTE = False
    CSS = "ToastRack { dock: top; align: right top; margin-top: 1; }"
    """Notices stand at the top, where they never cover the question line."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(everywhere=True),
        Binding("ctrl+c", "explain_leaving", show=False, system=True),
    ]

    def __init__(self, backend: Backend, read: ReadSettings | None = None) -> None:
        """`read`: the settings; without them the usual ones count, of someone who has seen the tour."""
        super().__init__(ReadSettings(replace(USUAL, tour_seen=True)) if read is None else read)
        self._backend = backend
        self.animation_level = "none"
        self.stylesheet._parse_cache.maxsize = _STYLES
        self._notices = Notices(self)

    def get_default_screen(self) -> Screen[None]:
        """The main screen."""
        return MainScreen(self._backend, self.background)

    def on_mount(self) -> None:
        """Looks as the terminal allows, and greets once the screen is there."""
        self.show_theme(self.settings.theme)
        self.screen_change_signal.subscribe(self, self._screen_changed)
        self.call_after_refresh(self.greet)

    def _screen_changed(self, screen: Screen[object]) -> None:
        self._notices.put_away()

    def on_notify(self, event: Notify) -> None:
        """A notice was raised."""
        self._notices.add(event.notification)

    def action_leave(self) -> None:
        """Ends the program; a screen with something unsaved asks first."""
        if not any(isinstance(screen, WorkScreen) and screen.ask_before_leaving(self.exit) for screen in self.screen_stack):
            self.exit()

    def action_explain_leaving(self) -> None:
        """Ctrl+C copies what is selected; where nothing is, whoever presses it may want to leave."""
        self.notify(words("notice.leave"), timeout=4, markup=False)

    def _fatal_error(self) -> None:
        """Ends the program without a traceback on the screen; `run` hands the error on."""
        self._close_messages_no_wait()


def let_keys_come_first() -> None:
    """Keys wait neither for looks for garbage, a tenth of a second each among 60,000 findings, nor long for the other thread."""
    gc.set_threshold(10_000, 20, 50)
    sys.setswitchinterval(0.001)


def run(archive: Path | None) -> int:
    """Opens the terminal interface over an archive, the user's own where none is named; 0 once it was left.

    An error that nothing on the screen could show is raised when the screen has been cleared.
    """
    let_keys_come_first()
    app = AssistantApp(TasksBackend(archive), load_screen_settings())
    app.run()
    app.background.finish(_PATIENCE)
    if app._exception is not None:
        raise app._exception
    return 0
