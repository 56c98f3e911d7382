"""The answer as the outside sees it: the keys of the published JSON, and no words of its own."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from assistant.model.query import Group, Query
from assistant.model.record import record


class Status(StrEnum):
    """What kind of answer it is."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out_of_scope"
    DRAFT = "draft"
    HELP = "help"


@record
class ReplyProject:
    """A project that the answer consists of or is about."""

    project: str
    year: int | None
    total: Decimal | None


@record
class ReplyIndicator:
    """An indicator row that the answer consists of."""

    project: str
    year: int | None
    level1: str
    level2: str
    level3: str
    value: str


@record
class ReplySource:
    """Where something stands that the answer states."""

    document: str
    project: str
    year: int | None
    place: str
    row: int = 0
    """The indicator row's key in the store, for screens that open it; 0 for the head of the table."""
    table: int = 0
    """The table's key in the store."""


@record
class ReplyDraft:
    """What a request for a new table comes to."""

    base: str | None
    year: int
    project: str
    total: Decimal | None


@record
class Reply:
    """One answer; see questions/FORMAT.md for what each key means."""

    question: str
    status: Status
    understood: str
    text: str
    projects: tuple[ReplyProject, ...] = ()
    value: Decimal | bool | None = None
    unit: str | None = None
    indicators: tuple[ReplyIndicator, ...] = ()
    groups: tuple[Group, ...] = ()
    choices: tuple[str, ...] = ()
    draft: ReplyDraft | None = None
    sources: tuple[ReplySource, ...] = ()
    query: Query | None = None
    suggestions: tuple[str, ...] = ()
    count: int | None = None
    """How many entries there are in all, where a list was cut."""
    table_text: str = ""
    """The answer's rows laid out for a fixed-width screen, below `text`; "" where the sentence says everything."""
