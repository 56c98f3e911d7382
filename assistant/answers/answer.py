"""What goes into an answer and what comes out, between `compose` and the kinds of answers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.answers.facts import Facts
from assistant.model.interpretation import Understood
from assistant.model.query import Group, IndicatorRow, Query, Result, TableRow
from assistant.model.record import record
from assistant.model.reply import ReplyProject, ReplySource, Status


@record
class Case:
    """A question that was run, with everything its answer may rest on."""

    understood: Understood
    result: Result
    beside: Mapping[str, Result]
    """What the companions found; any may be missing."""
    facts: Facts
    width: int = 80
    """Columns of the screen that tables are laid out for."""

    @property
    def query(self) -> Query:
        return self.understood.query

    def tables_beside(self, key: str) -> tuple[TableRow, ...]:
        """The tables that a companion found; () where it did not run."""
        return self.beside[key].tables if key in self.beside else ()


@record
class Answer:
    """The parts of a reply that a kind of answer decides."""

    text: str
    status: Status = Status.ANSWERED
    value: Decimal | bool | None = None
    unit: str | None = None
    projects: tuple[ReplyProject, ...] = ()
    rows: tuple[IndicatorRow, ...] = ()
    groups: tuple[Group, ...] = ()
    sources: tuple[ReplySource, ...] = ()
    count: int | None = None
    """How many entries there are in all, where the list was cut."""
    table_text: str = ""
