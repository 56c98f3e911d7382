"""What all screens share in how they are drawn: no more of it than what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Self

from textual import events, on
from textual.geometry import Region, Size
from textual.messages import Update
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
        self._drawn_at = 0.0
        """When it was drawn for the first time."""
        self._laid_out = Size()
        """The size for which it was laid out when it was shown for the first time, as long as it has not been told of it."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """It is shown for the first time: laid out and drawn once.

        Textual would style all of it again, and draw it again as a whole.
        """
        size = self.app.size
        if not self._is_new or not self.is_attached or self._size == size:
            return
        event.prevent_default()
        self._is_new = False
        self.stack_updates += 1
        self.app._refresh_notifications()
        self._update_auto_focus()
        self._laid_out = size
        self.set_reactive(Widget.virtual_size, size)
        self._refresh_layout(size)
        for part in self.walk_children(Widget, with_self=True):
            part._repaint_required = False
        self._drawn_at = monotonic()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """What a new layout moves is drawn in any case: the rest need not be, as Textual would have it for anything mounted."""
        return super().refresh(*regions, repaint=repaint and not layout, layout=layout, recompose=recompose)

    def on_update(self, message: Update) -> None:
        """Something is to be drawn anew; what was so before the whole screen was drawn has been."""
        if message.time < self._drawn_at:
            message.prevent_default()

    def on_screen_suspend(self) -> None:
        """Another screen opens over this one, which goes on to be seen as it is: Textual would draw both as a whole once more."""
        self._repaint_required = False

    @on(events.Resize)
    def _told_of_size(self, event: events.Resize) -> None:
        """It is told of the size that it was just laid out for: Textual would lay it out again, and those behind it."""
        told, self._laid_out = self._laid_out, Size()
        if event.size == told and self.has_class(*self._breakpoint_classes(event.size)):
            event.stop()
            event.prevent_default()

    def _breakpoint_classes(self, size: Size) -> Sequence[str]:
        """The class that it carries at a width, where it looks different at different ones."""
        fitting = [name for least, name in self.HORIZONTAL_BREAKPOINTS or () if size.width >= least]
        return fitting[-1:]
