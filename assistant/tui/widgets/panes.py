"""List, conversation and table beside each other, as far as there is room."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from assistant.tui.restyling import set_classes_for
from assistant.tui.widgets.table_list import TableList
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.transcript import Transcript

BREAKPOINTS = [(0, "-narrow"), (100, "-middling"), (160, "-wide")]
"""Columns from which on the screen carries each class."""


def width_class(width: int) -> str:
    """The class of a screen of so many columns."""
    return next(name for least, name in reversed(BREAKPOINTS) if width >= least)


_MARGIN = 4
_WIDEST = 104
"""Cells beyond which a line is no pleasure to read."""


class Panes(Horizontal):
    """On a narrow screen one of the three at a time; on a middling one the table takes the place of the conversation; on a wide
    one all three stand side by side."""

    DEFAULT_CSS = """
    Panes { height: 1fr; }
    Panes TableList { width: 38%; }
    Panes Transcript { width: 1fr; }
    Panes TablePane { width: 1fr; display: none; }
    Panes.-table TablePane { display: block; }
    Panes TablePane DraftMark { display: block; }
    Panes.-no-list TableList { display: none; }
    .-narrow Panes.-table Transcript, .-middling Panes.-table Transcript { display: none; }
    .-narrow Panes TablePane, .-middling Panes TablePane { border-left: none; }
    .-narrow Panes TableList { display: none; width: 1fr; border-right: none; }
    .-narrow Panes TableList Notes { height: 3; }
    .-narrow Panes.-list TableList { display: block; }
    .-narrow Panes.-list Transcript, .-narrow Panes.-list TablePane { display: none; }
    .-wide Panes TableList { width: 50; }
    """
    SCOPED_CSS = False

    def __init__(self) -> None:
        super().__init__()
        self._list_width = self._table_share = 0
        self._widths: dict[Widget, str] = {}
        """What each part was given."""

    def fit(self, list_width: int, table_share: int) -> None:
        """Takes the widths that the user wants: cells of the list, per cent of the rest for the table; 0 for the usual ones."""
        self._list_width, self._table_share = list_width, table_share
        self.on_resize()

    def on_resize(self) -> None:
        """The widths count where there is room for more than one beside each other."""
        width, share = self.app.size.width, self._table_share
        beside, wide = width >= BREAKPOINTS[1][0], width >= BREAKPOINTS[2][0]
        divided = bool(share and wide)
        self._widen(self.query_one(TableList), f"{min(self._list_width, width // 2)}" if self._list_width and beside else "")
        self._widen(self.query_one(TablePane), f"{share}fr" if divided else "")
        self._widen(self.query_one(Transcript), f"{100 - share}fr" if divided and self.has_class("-table") else "")

    def _widen(self, part: Widget, width: str) -> None:
        """Gives a part its width, "" for the usual one; the screen is laid out anew only where it had another."""
        if self._widths.get(part, "") != width:
            self._widths[part] = width
            part.styles.width = width or None

    def compose(self) -> ComposeResult:
        """The three of them."""
        yield TableList()
        yield Transcript()
        yield TablePane()

    @property
    def answer_width(self) -> int:
        """Cells that the rows of an answer may take, also once a table stands beside it."""
        width = self.query_one(Transcript).scrollable_content_region.width
        if self.screen.has_class("-wide") and not self.has_class("-table"):
            width //= 2
        return min(max(width - _MARGIN, 40), _WIDEST)

    def open_list(self) -> None:
        """Shows the list, on a narrow screen in place of the rest."""
        self._set({"-no-list": False, "-list": True})

    def close_list(self) -> None:
        """Hides the list."""
        self._set({"-list": False, "-no-list": self.has_class("-no-list") or not self.screen.has_class("-narrow")})

    def open_table(self) -> None:
        """Shows the table, where there is room for it alone in place of the rest."""
        self._set({"-list": False, "-table": True})

    def close_table(self) -> None:
        """Hides the table."""
        self._set({"-table": False})

    def show_conversation(self) -> None:
        """Hides what stands in the place of the conversation."""
        self._set({"-list": False, "-table": self.has_class("-table") and self.screen.has_class("-wide")})

    def _set(self, classes: Mapping[str, bool]) -> None:
        """The classes say which of the three are seen; nothing within them depends on that."""
        set_classes_for(self, classes, self.children)
