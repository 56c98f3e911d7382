"""One question with what was answered: the sentence first, then rows, quietly what was understood, what can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.containers import Horizontal, HorizontalScroll, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from assistant.chinese.width import squeeze
from assistant.errors import AssistantError
from assistant.model.reply import Status
from assistant.tasks.history import Exchange
from assistant.tui.cells import shown
from assistant.tui.commands import talk, words
from assistant.tui.widgets.bars import Bars
from assistant.tui.widgets.links import Links
from assistant.tui.widgets.prose import Prose
from assistant.tui.widgets.tool_mark import ToolMark

_PATIENCE = 0.3
"""Seconds before a running question says that it is running: quicker answers must not flicker."""
_LONGEST = 200
"""So many characters of a question stand above its answer: a pasted page must not push the answer off the screen."""


class CopyMark(Static):
    """Stands at the right end of the question; posts `Clicked`."""

    class Clicked(Message):
        """The mark was clicked."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def on_click(self, event: events.Click) -> None:
        """Says whose mark it was."""
        event.stop()
        answer = next(above for above in self.ancestors if isinstance(above, Answer))
        self.post_message(self.Clicked(answer))


class Answer(Vertical):
    """A question, and below it its reply once there is one."""

    DEFAULT_CSS = """
    Answer { height: auto; margin-bottom: 1; }
    Answer .question { color: $text; text-style: bold; border-left: outer $primary; padding-left: 1; }
    Answer .text, Answer .wait, Answer .understood { padding: 0 2; max-width: 108; }
    Answer .wait, Answer .understood { color: $text-muted; }
    Answer .understood { margin-top: 1; }
    Answer .elsewhere { border-left: outer $warning; padding: 0 1; }
    Answer .failed { border-left: outer $error; padding: 0 1; }
    Answer .rows { height: auto; margin-top: 1; padding: 0 2; scrollbar-size-horizontal: 1; }
    Answer .rows > Static { width: auto; }
    Answer .head { height: auto; max-width: 112; }
    Answer CopyMark { width: auto; color: $text-muted; padding: 0 1; display: none; }
    Answer.-answered CopyMark { display: block; }
    Answer CopyMark:hover { color: $block-cursor-foreground; background: $block-cursor-background; }
    Answer .-found { background: $boost; }
    Answer Links { margin: 0 1 0 1; }
    """

    def __init__(self, utterance: str) -> None:
        shortened = utterance[:_LONGEST] + talk("question.whole", 字数=len(utterance))
        question = Prose(shortened if len(utterance) > len(shortened) else utterance, classes="question")
        super().__init__(Horizontal(question, CopyMark(talk("copy.mark"), markup=False), classes="head"))
        self._answered = False
        self.exchange: Exchange | None = None
        """What was asked and answered, once it was."""

    @property
    def links(self) -> Links | None:
        """What can be chosen; None where nothing can, or the reply is not there yet."""
        return next(iter(self.query(Links)), None)

    def on_mount(self) -> None:
        """Says that the answer takes a while only where it does."""
        self.set_timer(_PATIENCE, self._say_running)

    def _say_running(self) -> None:
        if not self._answered:
            self.mount(Prose(words("question.wait"), classes="wait"))

    async def reply(self, exchange: Exchange) -> None:
        """Shows the reply."""
        reply = exchange.reply
        self.exchange = exchange
        self.add_class("-answered")
        parts: list[Widget] = []
        if reply.draft is not None:
            await self.query_one(".head").mount(ToolMark("draft"))
        if reply.text:
            found = reply.status in (Status.ANSWERED, Status.HELP, Status.DRAFT)
            parts.append(Prose(reply.text.strip("\n"), classes="text" if found else "text elsewhere"))
        if reply.table_text:
            parts.append(HorizontalScroll(Static(shown(reply.table_text), markup=False), classes="rows", can_focus=False))
        if exchange.compared:
            parts.append(Bars(exchange.compared))
        if reply.understood:
            parts.append(Prose(words("answer.understood", 理解=reply.understood), classes="understood"))
        if links := Links.of(reply):
            parts.append(links)
        await self._show(parts)

    def parts_with(self, searched: Sequence[str]) -> list[Widget]:
        """The parts in which all these words stand, from top to bottom."""
        parts: list[tuple[Widget, str]] = [(part, part.text) for part in self.query(Prose)]
        if self.exchange:
            reply = self.exchange.reply
            parts += [(part, reply.table_text) for part in self.query(".rows")]
            offered = " ".join((*reply.choices, *reply.suggestions, *(source.project for source in reply.sources)))
            parts += [(part, offered) for part in self.query(Links)]
        return [part for part, text in parts if all(word in squeeze(text).casefold() for word in searched)]

    async def fail(self, error: AssistantError) -> None:
        """Shows what went wrong and what to do."""
        await self._show([Prose("\n".join(filter(None, (error.message, error.advice))), classes="text failed")])

    async def _show(self, parts: list[Widget]) -> None:
        self._answered = True
        with self.app.batch_update():
            await self.query(".wait").remove()
            await self.mount_all(parts)
