"""The question line: earlier questions on the arrow keys, names completed while one types, several pasted questions at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from assistant.tasks.command_words import LEAVE
from assistant.tui.cells import shown_line
from assistant.tui.commands import talk
from assistant.tui.completion import Offer, Vocabulary
from assistant.tui.messages import Asked
from assistant.tui.widgets.completions import Completions
from assistant.tui.widgets.typing_line import TypingLine

_MOST_QUESTIONS = 20
"""So many questions are pasted at once."""
_LONGEST = 2000
"""So many characters of a paste are kept: what is longer is no question."""
_LIST_MARK = re.compile(r"^(?:\d{1,2}\s*[.、．)）](?!\d)|[（(]\d{1,2}[)）]|[-•·*●]\s)\s*")
"""What numbered or dotted lists have before each line."""
_LATIN = re.compile(r"[a-z]{2,}$", re.IGNORECASE)


class QuestionBar(TypingLine):
    """Where the user types; posts `Asked`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
        Binding("tab", "take", show=False),
        Binding("escape", "put_away", show=False),
        Binding("ctrl+f", "screen.find", show=False),
    ]

    DEFAULT_CSS = """
    QuestionBar { border: round $border-blurred; background: $background; padding: 0 1; }
    QuestionBar:focus { border: round $border; background-tint: $foreground 0%; }
    """

    def __init__(self, placeholder: str, completions: Completions) -> None:
        super().__init__(placeholder=placeholder, select_on_focus=False)
        self.vocabulary = Vocabulary()
        """What is offered while one types."""
        self._completions = completions
        self._asked: list[str] = []
        self._at = 0
        """Which of the questions asked before stands in the line; their number where none does."""
        self._unfinished = ""
        """What was being typed before the arrow keys brought up older questions."""

    @property
    def asked(self) -> Sequence[str]:
        """The questions asked before, oldest first."""
        return tuple(self._asked)

    def remember(self, questions: Sequence[str]) -> None:
        """Puts questions of earlier sessions before those of this one; whoever is going through them stays where he is.

        Where they were read late, they end with what was asked and kept in this session: that is there already.
        """
        earlier = [question for at, question in enumerate(questions) if question != (questions[at - 1] if at else "")]
        most = min(len(earlier), len(self._asked))
        known = next((number for number in range(most, 0, -1) if earlier[-number:] == self._asked[:number]), 0)
        earlier = earlier[: len(earlier) - known]
        self._asked[:0] = earlier
        self._at += len(earlier)

    def forget(self) -> None:
        """Knows no earlier questions any more."""
        self._asked, self._at = [], 0

    @on(Input.Submitted)
    def _send(self, event: Input.Submitted) -> None:
        event.stop()
        if self._completions.display and self._completions.marked is not None and self._completions.offers:
            self.action_take()
            return
        utterances = [text.strip() for text in event.value.split(talk("paste.mark")) if text.strip()]
        self.value = ""
        self._unfinished = ""
        for utterance in utterances:
            if self._asked[-1:] != [utterance]:
                self._asked.append(utterance)
            self.post_message(Asked(utterance))
        self._at = len(self._asked)

    def note(self, question: str, *, typed: str = "") -> None:
        """Knows what was asked by a click too, and in place of a number that was typed what it stood for."""
        is_older = self._at < len(self._asked)
        if typed != question and self._asked[-1:] == [typed]:
            self._asked.pop()
        if self._asked[-1:] != [question]:
            self._asked.append(question)
        self._at = min(self._at, len(self._asked)) if is_older else len(self._asked)

    def bring(self, question: str) -> None:
        """Puts a question into the line, to be changed or sent."""
        self.value = question
        self.action_end()

    # earlier questions

    def action_older(self) -> None:
        """Up in the list, where one is being picked; else the question asked before this one."""
        marked = self._completions.marked
        if self._completions.display and self._completions.offers and marked is not None:
            self._completions.marked = marked - 1 if marked else None
        else:
            self._bring(self._at - 1)

    def action_newer(self) -> None:
        """Down in the list, where there is one; else the question asked after this one, at last what was being typed."""
        completions = self._completions
        if completions.display and completions.offers and self._at == len(self._asked):
            completions.marked = 0 if completions.marked is None else min(completions.marked + 1, len(completions.offers) - 1)
        else:
            self._bring(self._at + 1)

    def _bring(self, at: int) -> None:
        if not 0 <= at <= len(self._asked):
            return
        if self._at == len(self._asked):
            self._unfinished = self.value
        self._at = at
        self.bring(self._unfinished if at == len(self._asked) else self._asked[at])

    # completion

    def watch_value(self, value: str) -> None:
        """What was offered fits another text."""
        if self._completions.display:
            self._completions.show(())

    def replace(self, text: str, start: int, end: int) -> None:
        """Every change made by typing, deleting and pasting comes through here: what fits the new text is offered."""
        super().replace(text, start, end)
        self._offer()

    def _offer(self) -> None:
        several = self.value.count(talk("paste.mark"))
        remark = talk("paste.several", 个数=several + 1) if several else ""
        typed = self.value[: self.cursor_position].rpartition(talk("paste.mark"))[2]
        offers = self.vocabulary.offers(typed) if self.selection.is_empty else ()
        self._completions.show(offers, remark, marked=0 if offers and self._means_initials(typed, offers[0]) else None)

    def _means_initials(self, typed: str, offer: Offer) -> bool:
        """Letters that stand for Chinese characters are no question yet: Enter takes what they stand for."""
        letters = _LATIN.search(typed)
        return letters is not None and self.value not in LEAVE and letters.group().lower() not in offer.text.lower()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tab and Esc belong to the list only while it is there."""
        if action == "take":
            return bool(self._completions.display and self._completions.offers)
        return self._completions.display if action == "put_away" else True

    def action_take(self) -> None:
        """Takes the marked offer, or the first."""
        if offer := self._completions.chosen:
            self.take(offer)

    def take(self, offer: Offer) -> None:
        """Puts an offer in the place of what was typed for it."""
        end = self.cursor_position
        super().replace(shown_line(offer.text), max(end - offer.replaced, 0), end)
        self._completions.show(())
        self.focus()

    def action_put_away(self) -> None:
        """Hides the list."""
        self._completions.show(())

    def on_blur(self) -> None:
        """Whoever works elsewhere needs no list; a click on it comes first."""
        if self._completions.display and not self._completions.is_mouse_over:
            self._completions.show(())

    # pasting

    def _on_paste(self, event: events.Paste) -> None:
        """Several lines become several questions; nothing that steers a terminal gets in."""
        event.stop()
        event.prevent_default()
        text = event.text
        if len(text) > _LONGEST:
            self.app.notify(talk("paste.too_long", 个数=len(text), 最多=_LONGEST), severity="warning", markup=False)
            text = text[:_LONGEST]
        lines = [shown_line(" ".join(line.split())) for line in text.splitlines() if line.strip()]
        if len(lines) > 1:
            lines = [line for line in (_LIST_MARK.sub("", line).strip() for line in lines) if line]
        if len(lines) > _MOST_QUESTIONS:
            said = talk("paste.too_many", 个数=len(lines), 最多=_MOST_QUESTIONS)
            self.app.notify(said, severity="warning", markup=False)
        self.replace(f" {talk('paste.mark')} ".join(lines[:_MOST_QUESTIONS]), *sorted(self.selection))
