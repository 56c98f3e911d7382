"""Whose columns an expression speaks of, where they come from, and the keys of members."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.model.fields import Field
from assistant.model.record import record


@record
class Number:
    """The SQL of a number: the least and the greatest it may be, and how many small units make one."""

    low: str
    high: str
    scale: int


@record
class Scope:
    """Whose columns a condition speaks of."""

    table: str
    """Alias of the goal table."""
    row: str | None = None
    """Alias of the indicator row; None where the condition is on tables."""
    alone: bool = False
    """The row's table is not at hand: the condition may name fields of the row only."""
    hidden: frozenset[Field] = frozenset()
    """Fields of the row whose columns no index is to be used for: another one leads to fewer rows."""


def key_of(scope: Scope) -> str:
    """The columns that tell one member from the others; in their order, members are in the order of their documents."""
    return f"{scope.table}.id" if scope.row is None else f"{scope.row}.goal_table, {scope.row}.position"


def table_key_of(scope: Scope) -> str:
    """The key of the member's table."""
    return f"{scope.table}.id" if scope.row is None else f"{scope.row}.goal_table"


def default_order(scope: Scope) -> str:
    """The latest year first, then the order of documents."""
    return f"{scope.table}.year DESC, {document_order(scope)}"


def document_order(scope: Scope) -> str:
    """The order in which documents came in, then the order in the document."""
    return key_of(scope)


def source_of(scope: Scope) -> str:
    """What stands behind FROM: the tables, or the rows with their tables."""
    if scope.row is None:
        return f"goal_tables {scope.table}"
    return f"indicators {scope.row} JOIN goal_tables {scope.table} ON {scope.table}.id = {scope.row}.goal_table"


def joined(word: str, empty: str, parts: Iterable[str]) -> str:
    """The expressions joined by a word, in brackets where there are several; `empty` where there is none."""
    listed = list(parts)
    if len(listed) < 2:
        return listed[0] if listed else empty
    return "(" + f" {word} ".join(listed) + ")"
