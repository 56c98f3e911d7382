"""What all screens share in how they are drawn: no more of it than what has changed."""

from __future__ import annotations

from textual import events
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from assistant.tui.whole_characters import WholeCharacters


class DrawnScreen(Screen[ScreenResultType]):
    """A screen put together of whole characters."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Where the keys go. Textual draws the whole screen anew when that changes; here only what looks otherwise then."""

    def __init__(self) -> None:
        super().__init__()
        WholeCharacters.on(self)
        self._is_new = True

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What was styled as it came into being is not styled again when it is shown for the first time."""
        event.refresh_styles = event.refresh_styles and not self._is_new
        self._is_new = False
