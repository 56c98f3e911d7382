"""Draws the screens for a page of `jixiao serve`."""

from __future__ import annotations

from textual import events, messages
from textual.drivers.web_driver import WebDriver


class PageDriver(WebDriver):
    """Textual's driver for pages; ends the program when the server is gone, however that came."""

    def start_application_mode(self) -> None:
        """Begins as if the page had the focus: a screen that opens without it would let nothing in it have it afterwards."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Hears what the page sends, until nothing more can come."""
        try:
            super().run_input_thread()
        finally:
            self._app.post_message(messages.ExitApp())
