"""The conversation so far: questions with their answers, oldest first."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.containers import Vertical, VerticalScroll
from textual.scrollbar import ScrollDown, ScrollTo, ScrollUp
from textual.widget import Widget

from assistant.errors import AssistantError
from assistant.model.reply import ReplySource
from assistant.tasks.history import Exchange
from assistant.tui.commands import talk, words
from assistant.tui.widgets.answer import Answer
from assistant.tui.widgets.links import Links
from assistant.tui.widgets.prose import Prose

_KEPT = 50
"""So many answers stay on the screen; older ones go."""


class Transcript(VerticalScroll, can_focus=False):
    """The answers, scrolled so that the newest begins in view."""

    DEFAULT_CSS = """
    Transcript { padding: 1 1 0 1; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    Transcript .welcome { text-style: bold; padding: 0 2; }
    Transcript .tips { color: $text-muted; padding: 0 2; margin-bottom: 1; }
    Transcript #greeting .tips { margin-top: 1; }
    Transcript > .failed { border-left: outer $error; padding: 0 1; margin-bottom: 1; }
    Transcript .divider { color: $text-muted; text-align: center; margin-bottom: 1; }
    Transcript #greeting { height: auto; }
    Transcript #greeting Links { margin: 1 1 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: Widget | None = None
        """What was scrolled to and stays in view at another size; None where someone went elsewhere since."""

    def on_resize(self) -> None:
        """What was just asked stays in view, however much higher what stands above it has become."""
        if self._shown is not None and self._shown.is_attached:
            self.call_after_refresh(self.scroll_to_widget, self._shown, top=True, animate=False)

    @on(events.MouseScrollUp)
    @on(events.MouseScrollDown)
    @on(ScrollUp)
    @on(ScrollDown)
    @on(ScrollTo)
    def _look_elsewhere(self) -> None:
        """Someone scrolls with the wheel or the bar."""
        self._shown = None

    def page(self, by: int) -> None:
        """A page up (-1) or down (1)."""
        self._shown = None
        if by < 0:
            self.scroll_page_up(animate=False)
        else:
            self.scroll_page_down(animate=False)

    def look_at(self, part: Widget) -> None:
        """Brings a part of an answer into the middle of the view."""
        self._shown = None
        self.scroll_to_widget(part, animate=False, center=True)

    async def welcome(self) -> None:
        """Greets whoever sees this for the first time, with questions to begin with."""
        examples = [words(key) for key in words.texts if key.startswith("examples.")]
        await self.mount(
            Vertical(
                Prose(words("welcome.text"), classes="welcome"),
                Links([(words("welcome.try"), examples)]),
                Prose(words("welcome.tips"), classes="tips"),
                id="greeting",
            ),
            before=0,
        )

    @property
    def links(self) -> Links | None:
        """What can be chosen below the newest answer, at first what the greeting offers."""
        return next(reversed(self.query(Links)), None)

    @property
    def first_source(self) -> ReplySource | None:
        """The first source of the newest answer that has any."""
        return next((links.sources[0] for links in reversed(self.query(Links)) if links.sources), None)

    @property
    def offered(self) -> tuple[str, ...]:
        """What the newest answer offers under the numbers from 1 on."""
        newest = None if self.query("#greeting") else next(reversed(self.query(Answer)), None)
        links = newest.links if newest else self.links
        return links.numbered if links else ()

    async def ask(self, utterance: str) -> Answer:
        """Adds a question that has no answer yet; the greeting has done its work."""
        answer = Answer(utterance)
        await self.query("#greeting").remove()
        for old in list(self.query(Answer))[: 1 - _KEPT]:
            await old.remove()
        if self.links:
            self.links.retire()
        await self.mount(answer)
        self._begin_at(answer)
        return answer

    async def reply(self, answer: Answer, exchange: Exchange) -> None:
        """Shows the reply to a question; where a further one waits, the numbers are not its own."""
        await answer.reply(exchange)
        if answer.links and answer is not next(reversed(self.query(Answer)), None):
            answer.links.retire()
        self._begin_at(answer)

    async def restore(self, exchanges: Sequence[Exchange | None]) -> None:
        """Shows what was asked and answered before, above the greeting."""
        shown: list[tuple[Widget, Exchange | None]] = []
        for exchange in exchanges:
            divider = Prose(words("answer.new"), classes="divider")
            shown.append((divider if exchange is None else Answer(exchange.asked), exchange))
        if not shown:
            return
        with self.app.batch_update():
            line = Prose(talk("history.earlier"), classes="divider")
            await self.mount_all([*(part for part, _ in shown), line], before=0)
            self._shown = line
            for part, exchange in shown:
                if isinstance(part, Answer) and exchange is not None:
                    await part.reply(exchange)
                    if part.links:
                        part.links.retire()
        self.call_after_refresh(self.scroll_end, animate=False)

    async def clear(self) -> None:
        """Takes everything away and greets anew."""
        await self.remove_children()
        await self.welcome()

    @property
    def exchanges(self) -> list[Exchange]:
        """All that stands here with an answer, oldest first."""
        return [answer.exchange for answer in self.query(Answer) if answer.exchange is not None]

    def parts_with(self, searched: Sequence[str]) -> list[Widget]:
        """The parts of the conversation in which all these words stand, from top to bottom."""
        return [part for answer in self.query(Answer) for part in answer.parts_with(searched)] if searched else []

    async def fail(self, answer: Answer, error: AssistantError) -> None:
        """Shows why a question has no answer."""
        await answer.fail(error)
        self._begin_at(answer)

    async def say(self, error: AssistantError) -> None:
        """Shows what went wrong where nobody had asked."""
        await self._add(Prose("\n".join(filter(None, (error.message, error.advice))), classes="failed"))

    async def note(self, text: str) -> None:
        """Adds a quiet remark."""
        await self._add(Prose(text, classes="tips"))

    async def divide(self) -> None:
        """Draws the line below which a new conversation begins."""
        await self._add(Prose(words("answer.new"), classes="divider"))

    async def _add(self, part: Prose) -> None:
        await self.mount(part)
        self._begin_at(part)

    def _begin_at(self, part: Answer | Prose) -> None:
        self._shown = part
        self.call_after_refresh(self.scroll_to_widget, part, top=True, animate=False)
