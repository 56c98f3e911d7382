"""Where a click went."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.containers import Vertical
from textual.screen import Screen

_Result = TypeVar("_Result")


def is_beside_panel(screen: Screen[_Result], event: events.Click) -> bool:
    """Whether a click over a screen that holds one panel went beside it.

    `event.widget` does not tell: the list in the panel hands its clicks up as the screen's own.
    """
    return not screen.query_one(Vertical).region.contains(event.screen_x, event.screen_y)
