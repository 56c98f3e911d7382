"""What can be chosen below an answer: its choices, its suggestions, its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events, on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.model.reply import Reply, ReplySource
from assistant.model.told_apart import told_apart
from assistant.tui.cells import shown_line
from assistant.tui.commands import draft_words, words
from assistant.tui.messages import Asked, DraftWanted, TableChosen
from assistant.tui.widgets.prose import WrappedText

_FEW = 4
"""So many sources are listed before the rest is asked for."""
_MANY = 14
"""More lines than these are scrolled through, not shown at once."""


class Links(OptionList):
    """One list for everything that can be chosen, so that it is one stop for the keyboard; posts what was chosen as a message."""

    DEFAULT_CSS = """
    Links, Links:focus { border: none; background: transparent; background-tint: $foreground 0%; padding: 0; }
    Links { overflow-y: hidden; max-height: 100vh; }
    Links.-long { max-height: 14; overflow-y: scroll; scrollbar-size-vertical: 1; }
    Links > .option-list--option { padding: 0 1; color: $text-primary; }
    Links > .option-list--option-disabled { color: $text-muted; }
    Links > .option-list--option-highlighted { color: $text-primary; background: transparent; text-style: none; }
    Links:focus > .option-list--option-highlighted { color: $block-cursor-foreground; background: $block-cursor-background; }
    Links > .option-list--option-hover { background: $boost; }
    """

    def __init__(
        self,
        offered: Sequence[tuple[str, Sequence[str]]],
        sources: Sequence[ReplySource] = (),
        *,
        draft: bool = False,
        asks_back: bool = False,
    ) -> None:
        """`offered`: headings, each with the utterances below it, numbered from 1 on; `draft`: is there a draft to open?

        `asks_back`: does the answer ask which of them is meant?
        """
        super().__init__(markup=False)
        self.numbered = tuple(utterance for _, utterances in offered for utterance in utterances)
        """What each number stands for."""
        self.sources = tuple(dict.fromkeys(sources))
        """Where the answer stands, each once."""
        self._offered = offered
        self._draft = draft
        self._asks_back = asks_back
        self._all_sources = False
        self._is_newest = True
        self._fill()

    @classmethod
    def of(cls, reply: Reply) -> Links | None:
        """The links of a reply; None where it has none."""
        suggestions = [text for text in reply.suggestions if text not in reply.choices]
        offered = [
            (words(f"answer.{kind}"), texts)
            for kind, texts in (("choices", reply.choices), ("suggestions", suggestions))
            if texts
        ]
        draft = reply.draft is not None
        asks_back = bool(reply.choices)
        return cls(offered, reply.sources, draft=draft, asks_back=asks_back) if offered or reply.sources or draft else None

    def _lines_to_choose(self) -> Iterator[Option]:
        number = 0
        if self._draft and self._is_newest:
            yield Option(WrappedText(draft_words("start.open"), "  ›  "), id="draft")
        for heading, utterances in self._offered:
            yield Option(Content(heading), disabled=True)
            for utterance in utterances:
                yield Option(
                    WrappedText(shown_line(utterance), f"{number + 1:>3}  " if self._is_newest else "  ›  "), id=f"ask-{number}"
                )
                number += 1
        if not self.sources:
            return
        yield Option(Content(words("answer.sources")), disabled=True)
        few = len(self.sources) if self._all_sources or len(self.sources) == _FEW + 1 else _FEW
        apart = told_apart(self.sources, _label, (_document,))
        for at, source in enumerate(self.sources[:few]):
            label = " ".join((_label(source), *apart.get(at, ())))
            yield Option(WrappedText(shown_line(label), "  ›  "), id=f"source-{at}")
        if few < len(self.sources):
            yield Option(Content(f"     {words('answer.more', 处数=len(self.sources) - few)}"), id="more")

    def retire(self) -> None:
        """Takes the numbers away: they count for the newest answer alone."""
        self._is_newest = False
        self._fill()

    def _fill(self) -> None:
        """Lists everything, the first that can be chosen marked."""
        self.set_options(self._lines_to_choose())
        self.set_class(self.option_count > _MANY, "-long")
        self.action_first()

    def mark_first_source(self) -> None:
        """Marks the first source: suggestions have their numbers, a source is gone to. What is asked back comes before it."""
        if self.sources and not self._asks_back:
            self.highlighted = self.get_option_index("source-0")

    def on_key(self, event: events.Key) -> None:
        """A digit chooses what carries that number."""
        if self._is_newest and event.character and event.character.isdecimal() and 0 < int(event.character) <= len(self.numbered):
            event.stop()
            self.post_message(Asked(self.numbered[int(event.character) - 1]))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        kind, _, at = (event.option_id or "").partition("-")
        if kind == "ask":
            self.post_message(Asked(self.numbered[int(at)]))
        elif kind == "draft":
            self.post_message(DraftWanted())
        elif kind == "source":
            source = self.sources[int(at)]
            self.post_message(TableChosen(source.table, source.row, source.place))
        else:
            self._all_sources = True
            self._fill()
            self.highlighted = event.option_index


def _document(source: ReplySource) -> str:
    return source.document


def _label(source: ReplySource) -> str:
    if source.year is None:
        return words("answer.source_no_year", 项目=source.project, 位置=source.place)
    return words("answer.source", 项目=source.project, 年度=source.year, 位置=source.place)
