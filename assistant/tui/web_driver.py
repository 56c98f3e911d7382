"""Draws the screens for a page of `jixiao serve`."""

from __future__ import annotations

from textual import messages
from textual.drivers.web_driver import WebDriver


class PageDriver(WebDriver):
    """Textual's driver for pages; ends the program when the server is gone, however that came."""

    def run_input_thread(self) -> None:
        """Hears what the page sends, until nothing more can come."""
        try:
            super().run_input_thread()
        finally:
            self._app.post_message(messages.ExitApp())
