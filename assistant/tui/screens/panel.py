"""What all panels that open over a screen share: frame, title, the ways to put them away."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType

from assistant.tui.screens.backdrop import OverDimmed
from assistant.tui.screens.drawn import DrawnScreen


class PanelScreen(OverDimmed[ScreenResultType], DrawnScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A panel in the middle; Esc and a click beside it close it with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False, priority=True)]

    DEFAULT_CSS = """
    PanelScreen { align: center middle; background: $background 60%; }
    PanelScreen > .panel {
        width: 90%; max-width: 76; height: auto; max-height: 100%; background: $surface; border: round $primary; padding: 0 1;
    }
    PanelScreen > .panel Input, PanelScreen > .panel Input:focus {
        border: none; height: 1; padding: 0 1; background: $panel; margin-bottom: 1;
    }
    PanelScreen > .panel OptionList, PanelScreen > .panel OptionList:focus {
        border: none; padding: 0; background: transparent; background-tint: $foreground 0%; scrollbar-size-vertical: 1;
    }
    PanelScreen > .panel OptionList > .option-list--option-highlighted {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    PanelScreen > .panel .quiet { color: $text-muted; }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._heading = title

    def compose(self) -> ComposeResult:
        """The frame, and what stands in it."""
        with Vertical(classes="panel") as panel:
            panel.border_title = Content(self._heading)
            yield from self.compose_panel()

    def compose_panel(self) -> ComposeResult:
        """What stands in the frame."""
        raise NotImplementedError

    def action_give_up(self) -> None:
        """Closes it without a result."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it.

        `event.widget` does not tell: a list in the panel hands its clicks up as the screen's own.
        """
        if not self.query_one(".panel").region.contains(event.screen_x, event.screen_y):
            self.action_give_up()
