"""The tour of the first start: four steps, one a page, each to be left at any time."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from assistant.tui.commands import setting_words
from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.prose import Prose

STEPS = ("ask", "go_on", "draft", "review")
"""Ask (提问), ask on (追问), draft (起草), import and review (导入和审核)."""


class StepMark(Static):
    """Goes a step when it is clicked; posts `Clicked`."""

    class Clicked(Message):
        """The mark was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, name: str, action: str) -> None:
        super().__init__(setting_words(f"tour.{name}"), markup=False, id=name)
        self._action = action

    def on_click(self, event: events.Click) -> None:
        """The mouse's way to the keys."""
        event.stop()
        self.post_message(self.Clicked(self._action))


class TourScreen(PanelScreen[None]):
    """One step at a time: → or Enter for the next, ← for the one before, Esc to leave."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,enter,space,down,pagedown", "go(1)", show=False, priority=True),
        Binding("left,up,pageup,backspace", "go(-1)", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    TourScreen #step { height: 12; padding: 1 1 0 1; }
    TourScreen #name { text-style: bold; color: $text-primary; margin-bottom: 1; }
    TourScreen #marks { height: 1; }
    TourScreen StepMark { width: auto; padding: 0 1; margin-right: 2; color: $text-primary; }
    TourScreen StepMark:hover { color: $block-cursor-foreground; background: $block-cursor-background; }
    TourScreen #before.-first { visibility: hidden; }
    TourScreen #skip { dock: right; margin: 0; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__(setting_words("tour.title"))
        self._at = 0

    def compose_panel(self) -> ComposeResult:
        """The step and the marks."""
        yield Vertical(id="step")
        with Horizontal(id="marks"):
            yield StepMark("before", "go(-1)")
            yield StepMark("next", "go(1)")
            yield StepMark("skip", "give_up")

    async def on_mount(self) -> None:
        """Shows the first step."""
        await self._show()

    async def _show(self) -> None:
        step = STEPS[self._at]
        name = setting_words("tour.step", 第几=self._at + 1, 共=len(STEPS), 名称=setting_words(f"tour.{step}_name"))
        body = self.query_one("#step", Vertical)
        with self.app.batch_update():
            await body.remove_children()
            heading = Prose(name)
            heading.id = "name"
            await body.mount_all([heading, Prose(setting_words(f"tour.{step}").strip("\n"))])
        if not self.is_attached:
            return  # the program ended meanwhile
        self.query_one("#before").set_class(not self._at, "-first")
        is_last = self._at == len(STEPS) - 1
        self.query_one("#next", StepMark).update(setting_words("tour.done" if is_last else "tour.next"))

    async def action_go(self, by: int) -> None:
        """To the next step or the one before; beyond the last it ends."""
        if self._at + by >= len(STEPS):
            self.dismiss(None)
        elif self._at + by >= 0:
            self._at += by
            await self._show()

    async def on_step_mark_clicked(self, event: StepMark.Clicked) -> None:
        """The mouse's way."""
        event.stop()
        await self.run_action(event.action)
