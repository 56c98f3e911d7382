"""One question with what was answered: the sentence first, then rows, quietly what was understood, what can be chosen."""

from __future__ import annotations

from textual.containers import HorizontalScroll, Vertical
from textual.widget import Widget
from textual.widgets import Static

from assistant.errors import AssistantError
from assistant.model.reply import Reply, Status
from assistant.tui.cells import shown
from assistant.tui.commands import words
from assistant.tui.widgets.links import Links
from assistant.tui.widgets.prose import Prose

_PATIENCE = 0.3
"""Seconds before a running question says that it is running: quicker answers must not flicker."""


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
    Answer Links { margin: 0 1 0 1; }
    """

    def __init__(self, utterance: str) -> None:
        super().__init__(Prose(utterance, classes="question"))
        self._answered = False

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

    async def reply(self, reply: Reply) -> None:
        """Shows the reply."""
        parts: list[Widget] = []
        if reply.text:
            found = reply.status in (Status.ANSWERED, Status.HELP, Status.DRAFT)
            parts.append(Prose(reply.text.strip("\n"), classes="text" if found else "text elsewhere"))
        if reply.table_text:
            parts.append(HorizontalScroll(Static(shown(reply.table_text), markup=False), classes="rows", can_focus=False))
        if reply.understood:
            parts.append(Prose(words("answer.understood", 理解=reply.understood), classes="understood"))
        if links := Links.of(reply):
            parts.append(links)
        await self._show(parts)

    async def fail(self, error: AssistantError) -> None:
        """Shows what went wrong and what to do."""
        await self._show([Prose("\n".join(filter(None, (error.message, error.advice))), classes="text failed")])

    async def _show(self, parts: list[Widget]) -> None:
        self._answered = True
        with self.app.batch_update():
            await self.query(".wait").remove()
            await self.mount_all(parts)
