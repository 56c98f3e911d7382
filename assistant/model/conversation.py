"""A conversation as a value: what the next utterance can point back at. It goes in and a new one comes out."""

from __future__ import annotations

from assistant.model.query import Query
from assistant.model.record import record
from assistant.model.reply import ReplyDraft


@record
class Choice:
    """One reading that an ambiguous reply offered."""

    label: str
    """As it stands in the reply's `choices`."""
    query: Query


@record
class Turn:
    """One question that was understood, with what its answer was about."""

    utterance: str
    query: Query | None = None
    """None where nothing was run (help, out of scope)."""
    projects: tuple[tuple[str, int | None], ...] = ()
    """Name and year of the projects the answer was about, in the order it listed them: what 它, 第二个, 这些 mean."""
    rows: tuple[tuple[str, int | None, str, str], ...] = ()
    """Project, year, level 2 and level 3 of the indicator rows the answer listed."""
    choices: tuple[Choice, ...] = ()
    """What an ambiguous reply offered."""
    draft: ReplyDraft | None = None
    """The draft that the reply spoke of; a following 总额改成40万 changes it."""
    named: tuple[str, ...] = ()
    """Projects the utterance itself named, in the order it named them: what 前者 and 后者 mean."""


@record
class Conversation:
    """The turns so far, oldest first; only the last few are kept."""

    turns: tuple[Turn, ...] = ()

    KEPT = 12

    def then(self, turn: Turn) -> Conversation:
        """The conversation after one more turn."""
        return Conversation((*self.turns, turn)[-self.KEPT :])
