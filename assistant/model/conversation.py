"""A conversation as a value: what the next utterance can point back at. It goes in and a new one comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.model.query import Query
from assistant.model.record import record
from assistant.model.reply import ReplyDraft

if TYPE_CHECKING:  # a question needs none of the records of drafting
    from assistant.model.draft import Brief, DraftInHand
    from assistant.model.edit import Edit


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
    listed: tuple[tuple[str, int | None], ...] = ()
    """As `projects`, but one for each table, where tables of several documents share a name and a year; () where none do."""
    tables: int = 0
    """How many tables the answer was about, all of them, where they are not as many as `projects`; 0 where they are."""
    rows: tuple[tuple[str, int | None, str, str], ...] = ()
    """Project, year, level 2 and level 3 of the indicator rows the answer listed."""
    choices: tuple[Choice, ...] = ()
    """What an ambiguous reply offered."""
    draft: ReplyDraft | None = None
    """The draft that the reply spoke of; a following 总额改成40万 changes it."""
    failed: bool = False
    """The question was about the tables and came to nothing: what only continues a question continues this one."""
    named: tuple[str, ...] = ()
    """Projects the utterance itself named, in the order it named them: what 前者 and 后者 mean."""
    leading: tuple[str, ...] = ()
    """Keys of the groups that a ranking of groups put first (哪个局最多, 哪年最多): what 那年 and 该局 mean."""

    @property
    def in_order(self) -> tuple[tuple[str, int | None], ...]:
        """What 第二个 counts: every entry of the answer's list."""
        return self.listed or self.projects

    @property
    def size(self) -> int:
        """How many projects the answer spoke of, as it counted them."""
        return self.tables or len(self.projects)


@record
class DraftChoice:
    """One reading of a wish about a draft that an ambiguous reply offered."""

    label: str
    """As it stands in the reply's `choices`."""
    edits: tuple[Edit, ...] = ()
    """What is then done with the draft in hand."""
    brief: Brief | None = None
    """The new table that is then made; None where a draft is changed."""


@record
class Asked:
    """A cell of the draft that was asked for, so that a bare value answers (92%, 40人, 不写)."""

    field: str = ""
    """The published key of a head cell (project, year, total, unit, goal); "" where it is a row."""
    row: int | None = None
    """Index of the row in the draft's table."""


@record
class DraftTalk:
    """Where the work on a draft stands."""

    hand: DraftInHand | None = None
    """None where no draft is in hand."""
    touched: tuple[int, ...] = ()
    """Rows that the last change was about: what 这条 and 上面那条 mean."""
    choices: tuple[DraftChoice, ...] = ()
    asked: Asked | None = None
    skipped: tuple[Asked, ...] = ()
    """Cells that were asked for and passed over (跳过)."""
    asking: bool = False
    """Does each reply ask for the next cell that is missing?"""
    brief: Brief | None = None
    """The wish that the draft was made from: another base is filled from it anew. None for a draft that was taken up again."""


@record
class Conversation:
    """The turns so far, oldest first; only the last few are kept."""

    turns: tuple[Turn, ...] = ()
    talk: DraftTalk = DraftTalk()

    KEPT = 12

    def then(self, turn: Turn) -> Conversation:
        """The conversation after one more turn."""
        return replace(self, turns=(*self.turns, turn)[-self.KEPT :])
