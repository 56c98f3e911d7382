"""Keys one after the other: each is handled to its end, by what it went to and by whom that told, before the next one goes.

A key goes to the widget that has the focus at that moment, and waits there for its turn. Whoever types faster than the screen
opens an editor or a panel would have keys go astray: the Tab behind a digit would still go to the form, and the digit be left
in an editor that opens afterwards.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget

_ROUNDS = 2
"""What a key goes to tells others of it; those have heard it when a second follower has come through."""
_OVER = 5.0
"""Seconds after which nothing that a key began can still be on its way."""
_LOST = 1.5
"""Seconds to wait for a follower that does not come: what it followed through is gone."""
_PATIENCE = 10.0
"""Seconds that a screen can hold keys back."""


@dataclass
class Passed(Message):
    """Follows a key on its way up; where this has come, the key was before."""

    turn: int
    rounds: int


class Turns:
    """The keys that wait for their turn."""

    def __init__(self, app: App[None], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        """`hand_on` gives a key or a paste to whatever it is for."""
        self._app, self._hand_on = app, hand_on
        self._waiting: deque[events.Event] = deque()
        self._went_to: Widget | None = None
        """What the last key went to; None once it was handled."""
        self._went_at = 0.0
        self._turn = 0
        self._is_followed = False
        self._held_since = 0.0
        """When a screen asked to hold keys back; 0 where none did."""

    @property
    def is_busy(self) -> bool:
        """Whether keys wait, or would have to."""
        return bool(self._waiting or self._held_since)

    async def take(self, event: events.Event) -> None:
        """Takes a key or a paste; it goes on when it is its turn."""
        self._waiting.append(event)
        await self.go_on()

    def hold(self) -> None:
        """Keys wait until they are set free: where they belong is still being found out."""
        since = self._held_since = monotonic()

        def lose_patience() -> None:
            if self._held_since == since:
                self.free()

        self._app.set_timer(_PATIENCE, lose_patience)

    def free(self) -> None:
        """Keys may go on."""
        if self._held_since:
            self._held_since = 0.0
            self._app.call_later(self.go_on)

    async def go_on(self) -> None:
        """Hands on what waits, as far as the one before has been handled."""
        while self._waiting and not self._held_since:
            if self._went_to is not None and monotonic() - self._went_at < _OVER:
                if not self._is_followed:
                    self._is_followed = True
                    self._app.set_timer(_LOST, partial(self._end, self._turn))
                    self._follow(self._went_to, _ROUNDS)
                return
            self._went_to, self._went_at, self._is_followed = self._focus, monotonic(), False
            self._turn += 1
            await self._hand_on(self._waiting.popleft())

    async def passed(self, follower: Passed) -> None:
        """A follower came through."""
        if follower.turn != self._turn:
            return
        if follower.rounds > 1:
            self._follow(self._focus, follower.rounds - 1)
        else:
            await self._end(follower.turn)

    def _follow(self, widget: Widget, rounds: int) -> None:
        """Sends a follower after what went to the widget; from where the keys go now, if that is gone with its screen."""
        if not widget.is_attached or widget.screen is not self._app.screen:
            widget = self._focus
        if not widget.post_message(Passed(self._turn, rounds)):
            self._app.post_message(Passed(self._turn, rounds))

    async def _end(self, turn: int) -> None:
        if turn == self._turn:
            self._is_followed = False
            self._went_to = None
            await self.go_on()

    @property
    def _focus(self) -> Widget:
        return self._app.focused or self._app.screen
