"""The application as far as its keys go: they are handled in turn, and text that a terminal pastes as keys is one paste."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.dom import DOMNode

from assistant.tui.bursts import Burst
from assistant.tui.turns import Passed, Turns

_BURST = 0.03
"""Seconds after which held keys are handed on at the latest."""


class KeyedApp(App[None], inherit_bindings=False):
    """No key is lost, however fast one types."""

    def __init__(self) -> None:
        super().__init__()
        self._burst = Burst()
        self.turns = Turns(self, super().on_event)
        """The keys that wait until those before them have been handled."""

    async def on_event(self, event: events.Event) -> None:
        """Keys go in turn; those that come faster than anyone types are handled as the paste that they are."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Key) and self._burst.holds(event):
            if self._burst.is_begun:
                self.set_timer(_BURST, self._release_burst)
            return
        await self._release_burst()
        await self.turns.take(event)

    async def _release_burst(self) -> None:
        if paste := self._burst.release():
            await self.turns.take(paste)

    async def on_passed(self, event: Passed) -> None:
        """A key was handled: the next one's turn."""
        event.stop()
        await self.turns.passed(event)


def turns_around(node: DOMNode) -> Turns:
    """Whose turn it is among the keys, in the application that a screen or widget belongs to."""
    app = node.app
    assert isinstance(app, KeyedApp)
    return app.turns
