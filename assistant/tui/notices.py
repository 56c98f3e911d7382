"""Notices in the corner of the screen: they go with the screen that they were about."""

from __future__ import annotations

from time import time

from textual.app import App
from textual.notifications import Notification, Notify

_JUST_NOW = 0.4
"""Seconds: a notice that is no older tells of what led to the other screen, and stays over it."""


class Notices:
    """Those that are shown, so that all but the newest can be put away."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._shown: list[Notification] = []

    def add(self, notice: Notification) -> None:
        """One was raised."""
        self._shown = [one for one in self._shown if not one.has_expired] + [notice]

    def put_away(self) -> None:
        """Another screen is there: what was said on the one before covers nothing on it."""
        shown, self._shown = self._shown, []
        if not shown:
            return
        self._app.clear_notifications()
        for screen in self._app.screen_stack:
            screen.query("ToastHolder").remove()
        for notice in shown:
            if time() - notice.raised_at < _JUST_NOW:
                self._app.post_message(Notify(notice))
