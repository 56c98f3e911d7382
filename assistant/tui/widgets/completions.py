"""What fits what is being typed: a small list above the question line that never takes a key away from plain typing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from assistant.tui.cells import cut, shown_line
from assistant.tui.commands import talk
from assistant.tui.completion import Offer

_WIDEST = 70
_LABEL = 6


class Completions(Widget):
    """The offers, one a line; posts `Picked` where one is clicked."""

    COMPONENT_CLASSES = {"completions--kind", "completions--marked", "completions--hint"}

    DEFAULT_CSS = """
    Completions {
        layer: above; dock: bottom; margin: 0 0 4 1; display: none; border: round $border-blurred; background: $surface;
        padding: 0 1; height: auto; width: auto;
    }
    Completions > .completions--kind { color: $text-muted; }
    Completions > .completions--hint { color: $text-muted; }
    Completions > .completions--marked {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    """

    offers: reactive[Sequence[Offer]] = reactive((), layout=True)
    """What can be taken; () hides the list unless there is a remark."""
    remark: reactive[str] = reactive("", layout=True)
    """What else is to be said about the line."""
    marked: reactive[int | None] = reactive(None)
    """Which one Enter takes; None: Enter sends the line as it is."""

    class Picked(Message):
        """An offer was clicked."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    def show(self, offers: Sequence[Offer], remark: str = "", *, marked: int | None = None) -> None:
        """Shows the offers, and which Enter would take."""
        self.offers, self.remark, self.marked = offers, remark, marked
        self.display = bool(offers or remark)

    @property
    def chosen(self) -> Offer | None:
        """What Tab takes: the marked one, else the first; None where there is nothing to take."""
        return self.offers[self.marked or 0] if self.offers else None

    def _lines(self) -> list[tuple[str, str]]:
        lines = [(talk(f"completion.{offer.kind}"), shown_line(offer.text)) for offer in self.offers]
        return lines + [("", text) for text in (self.remark, self._hint) if text]

    @property
    def _hint(self) -> str:
        if not self.offers:
            return ""
        return talk("completion.hint" if self.marked is None else "completion.hint_marked")

    def get_content_width(self, container: object, viewport: object) -> int:
        """Cells of the longest line."""
        room = min(_WIDEST, self.screen.size.width - 6)
        hints = [cell_len(talk(f"completion.{key}")) for key in ("hint", "hint_marked")] if self.offers else [0]
        return min(max(*hints, cell_len(self.remark), *(cell_len(text) + _LABEL for _, text in self._lines())), room)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """One line each."""
        return len(self._lines())

    def render_line(self, y: int) -> Strip:
        """An offer with its kind before it, or a remark."""
        lines = self._lines()
        width = self.content_size.width
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        kind, text = lines[y]
        if y >= len(self.offers):
            return Strip([Segment(cut(text, width), self.get_component_rich_style("completions--hint"))])
        if y == self.marked:
            return Strip([Segment(cut(cut(kind, _LABEL) + text, width), self.get_component_rich_style("completions--marked"))])
        label = Segment(cut(kind, _LABEL), self.get_component_rich_style("completions--kind"))
        return Strip([label, Segment(cut(text, width - _LABEL), self.rich_style)])

    def on_click(self, event: events.Click) -> None:
        """Takes the offer under the mouse."""
        event.stop()
        at = event.y - self.gutter.top
        if 0 <= at < len(self.offers):
            self.post_message(self.Picked(self.offers[at]))
