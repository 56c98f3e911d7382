"""A draft in the official layout: each cell by colour and by sign what it is, a cursor that goes from cell to cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive

from assistant.model.goal_table import GoalTable
from assistant.tasks.table_text import Area, Form, draw_form
from assistant.tui.commands import draft_words
from assistant.tui.widgets.table_view import TableView

_BESIDE = 2
"""Lines above and below the cell of the cursor that are to be seen with it: one row of the form."""


class DraftForm(TableView):
    """Posts `Marked` as the cursor moves and `EditWanted` on Enter, a double click and on typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(0, -1)", show=False),
        Binding("down", "go(0, 1)", show=False),
        Binding("left", "go(-1, 0)", show=False),
        Binding("right", "go(1, 0)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("tab", "screen.next", show=False),
        Binding("shift+tab", "screen.previous", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "form--suggested",
        "form--missing",
        "form--requested",
        "form--rolled",
        "form--kept",
        "form--approved",
        "form--fresh",
        "form--cursor",
        "form--cursor-elsewhere",
    }

    DEFAULT_CSS = """
    DraftForm > .form--suggested { color: $text-warning; text-style: bold; }
    DraftForm > .form--missing { color: $text-error; text-style: bold; }
    DraftForm > .form--requested { color: $text-success; text-style: bold; }
    DraftForm > .form--rolled { color: $text-success; }
    DraftForm > .form--kept, DraftForm > .form--approved { color: $text-muted; }
    DraftForm > .form--fresh { background: $success 25%; }
    DraftForm > .form--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
    DraftForm > .form--cursor-elsewhere { background: $boost; text-style: underline; }
    """

    cursor: reactive[str] = reactive("project")
    """The cell (`Area.cell`) that the keys are at."""

    @dataclass
    class Marked(Message):
        """The cursor went to a cell."""

        cell: str

    @dataclass
    class EditWanted(Message):
        """The cell is to be filled in."""

        cell: str
        typed: str = ""
        """What was typed already, in place of what stands there; "" where it stays."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: Mapping[str, str] = {}
        self._fresh: frozenset[str] = frozenset()
        self._signs: Mapping[str, str] = {}
        self._column = 0
        """The column that moving up and down keeps to."""

    def show_draft(
        self, table: GoalTable, marks: Mapping[str, str], proposed: Mapping[str, str], fresh: Iterable[str] = ()
    ) -> None:
        """Shows a draft with its marks by cell; `proposed`: what is proposed for blank cells; `fresh`: what changed just now."""
        self._table = table
        self._marks, self._fresh = marks, frozenset(fresh)
        self._signs = {cell: self._sign(cell, mark, proposed.get(cell, "")) for cell, mark in marks.items()}
        self._signs.setdefault("year", "")
        self._draw()
        if self.cursor not in self._cells:
            self.cursor = next(iter(self._cells), "")

    @staticmethod
    def _sign(cell: str, mark: str, proposed: str) -> str:
        if mark == "missing":
            return draft_words("sign.blank")
        sign = draft_words(f"sign.{mark}")
        return draft_words("sign.proposed", 号=sign, 值=proposed) if proposed else sign

    def _drawn(self, table: GoalTable, width: int) -> Form:
        """The form with the signs."""
        form = draw_form(table, width, self._signs)
        self._cells = {area.cell: area for area in form.areas if area.part}
        return form

    _cells: Mapping[str, Area] = {}
    """Where each cell was drawn, in the order of the form."""

    @property
    def cells(self) -> Sequence[str]:
        """The cells that the cursor goes to, in the order of the form."""
        return tuple(self._cells)

    def _style_of(self, area: Area) -> Style:
        if not area.part:
            return self.get_component_rich_style("form--label")
        if area.cell == self.cursor:
            return self.get_component_rich_style("form--cursor" if self.has_focus else "form--cursor-elsewhere")
        mark = self._marks.get(area.cell)
        style = self.get_component_rich_style(f"form--{mark}" if mark else "form--text")
        if area.cell in self._fresh:
            style += Style(bgcolor=self.get_component_rich_style("form--fresh").bgcolor)
        return style

    # the cursor

    def watch_cursor(self, cell: str) -> None:
        """Brings the cell into view, and says so; moving down keeps to its column from here on."""
        if cell in self._cells:
            self._column = self._cells[cell].left
        self._scroll_to_marked()
        self.refresh()
        if cell:
            self.post_message(self.Marked(cell))

    def _scroll_to_marked(self) -> None:
        """The cell of the cursor in view, with the rows next to it where there is room; above the first cell all there is."""
        area = self._cells.get(self.cursor)
        if area is None:
            return
        room = self.scrollable_content_region.height
        beside = _BESIDE if room >= area.bottom - area.top + 3 * _BESIDE else 0
        top = 0 if area.top <= self._form.heading + 1 else max(area.top - 1 - beside, 0)
        height = min(area.bottom + 1 + beside - top, room)
        self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True, x_axis=False, immediate=True)

    def place_of(self, cell: str) -> Region:
        """Where the cell stands on this widget's own surface now; it may reach out of view."""
        area = self._cells[cell]
        left, top = self.gutter.left - self.scroll_offset.x, self.gutter.top - self.scroll_offset.y
        return Region(area.left + left, area.top + top, area.right - area.left, area.bottom - area.top)

    def action_go(self, across: int, down: int) -> None:
        """To the neighbouring cell."""
        here = self._cells.get(self.cursor)
        order = list(self._cells)
        if here is None or not order:
            return
        if across:
            at = order.index(self.cursor) + across
            if 0 <= at < len(order):
                self.cursor = order[at]
            return
        beyond = [
            (abs(area.top - here.top), self._away(area), cell)
            for cell, area in self._cells.items()
            if (area.top >= here.bottom if down > 0 else area.bottom <= here.top)
        ]
        if beyond:
            self._go_in_column(min(beyond)[2])

    def _away(self, area: Area) -> int:
        return max(area.left - self._column, self._column - area.right + 1, 0)

    def _go_in_column(self, cell: str) -> None:
        """To a cell above or below, wherever it begins: the column stays the one that one came from."""
        column = self._column
        self.cursor = cell
        self._column = column

    def action_edge(self, at: int) -> None:
        """To the first or the last cell."""
        if self._cells:
            self.cursor = list(self._cells)[at]

    def action_page(self, by: int) -> None:
        """A page up or down."""
        here = self._cells.get(self.cursor)
        if here is None:
            return
        wanted = here.top + by * max(self.scrollable_content_region.height - 2, 1)
        self._go_in_column(
            min(self._cells, key=lambda cell: (abs(self._cells[cell].top - wanted), self._away(self._cells[cell])))
        )

    def action_edit(self) -> None:
        """Asks for the cell to be filled in."""
        if self.cursor:
            self.post_message(self.EditWanted(self.cursor))

    def on_key(self, event: events.Key) -> None:
        """Whoever types means the cell; Enter here already, as it would go astray where the editor opens in the meantime."""
        if event.key == "enter":
            event.stop()
            self.action_edit()
        elif event.is_printable and event.character and self.cursor:
            event.stop()
            self.post_message(self.EditWanted(self.cursor, event.character))

    def on_click(self, event: events.Click) -> None:
        """To the cell; a double click fills it in."""
        place = event.get_content_offset(self)
        if place is None:
            return
        x, y = place.x + self.scroll_offset.x, place.y + self.scroll_offset.y
        for area in self._areas.get(y, ()):
            if area.part and area.left <= x < area.right:
                self.cursor = area.cell
                if event.chain == 2:
                    self.action_edit()
                return

    def on_focus(self) -> None:
        """The keys move the cursor: it shows clearly."""
        self.refresh()

    def on_blur(self) -> None:
        """The keys are used elsewhere."""
        self.refresh()
