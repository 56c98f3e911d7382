"""Drafts that were taken over (采用): their tables have keys below zero; queries leave them out unless they speak of drafts."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal

from assistant.model.fields import Field
from assistant.model.query import And, Compare, Condition, HasRows, Measure, Not, OneOf, Operator, Or, Selection, both


def adopted_years(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The years of which there are adopted drafts; () in nearly every archive, and then found in one step."""
    # by their keys: the index of years would be read from end to end
    select = "SELECT DISTINCT year FROM goal_tables NOT INDEXED WHERE id < 0 AND year IS NOT NULL ORDER BY year"
    return tuple(year for (year,) in connection.execute(select))


def has_adopted(connection: sqlite3.Connection) -> bool:
    """Whether any table of the archive is an adopted draft: one step in the index of keys."""
    return connection.execute("SELECT 1 FROM goal_tables WHERE id < 0 LIMIT 1").fetchone() is not None


ONLY = Compare(Measure(Field.DRAFT), Operator.EQUAL, Decimal(1))
"""Drafts alone."""
ANY = Compare(Measure(Field.DRAFT), Operator.AT_LEAST, Decimal(0))
"""Drafts beside other tables."""
_NO_DRAFT = Compare(Measure(Field.DRAFT), Operator.EQUAL, Decimal(0))


def without_drafts(selection: Selection) -> Selection:
    """The selection with adopted drafts left out, unless it speaks of drafts itself."""
    if speaks_of_drafts(selection):
        return selection
    within = None if selection.within is None else without_drafts(selection.within)
    return replace(selection, where=both(selection.where, _NO_DRAFT), within=within)


def speaks_of_drafts(selection: Selection) -> bool:
    """Whether the selection, or one that it is taken from, has a condition on being a draft."""
    if selection.where is not None and _speaks(selection.where):
        return True
    return selection.within is not None and speaks_of_drafts(selection.within)


def _speaks(condition: Condition) -> bool:
    match condition:
        case Compare(measure, _, _):
            return measure.field is Field.DRAFT
        case OneOf(name, _):
            return name is Field.DRAFT
        case And(parts) | Or(parts):
            return any(map(_speaks, parts))
        case Not(part):
            return _speaks(part)
        case HasRows():
            return _speaks(condition.condition)
    return False
