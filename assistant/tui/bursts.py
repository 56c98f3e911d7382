"""Text that a terminal pastes as if it were typed, key by key: a thousand keys are one paste, not a thousand drawings."""

from __future__ import annotations

from textual import events

_QUICK = 0.004
"""Seconds between two keys that nobody types."""
_BEGIN = 24
"""So many quick keys in a row are the beginning of a paste: more than an input method hands over at once."""


class Burst:
    """Tells pasted keys from typed ones."""

    def __init__(self) -> None:
        self._last = 0.0
        self._quick = 0
        self._held: list[str] = []

    def holds(self, event: events.Key) -> bool:
        """Whether the key belongs to a paste and is held back until its end."""
        quick = event.time - self._last < _QUICK
        self._last = event.time
        if not event.is_printable or event.character is None:
            self._quick = 0
            return False
        self._quick = self._quick + 1 if quick else 0
        if self._quick < _BEGIN and not (quick and self._held):
            return False
        self._held.append(event.character)
        return True

    @property
    def is_begun(self) -> bool:
        """Whether the first key was held back just now."""
        return len(self._held) == 1

    def release(self) -> events.Paste | None:
        """What was held back, as a paste; None where nothing was."""
        if not self._held:
            return None
        text = "".join(self._held)
        self._held = []
        return events.Paste(text)
