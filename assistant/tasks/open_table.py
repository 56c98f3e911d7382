"""One table as a screen opens it: with the keys by which the sources of an answer name its rows."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.fields import Field, Subject
from assistant.model.goal_table import GoalTable
from assistant.model.query import And, Compare, Condition, Figure, Measure, Operation, Operator, Query, Selection
from assistant.model.record import record
from assistant.tasks.workspace import Workspace

_ROWS = 100_000
"""As many rows as are looked through; more than the tables of one name and year have."""


@record
class OpenedTable:
    """A table and the store's keys of its indicator rows, in their order."""

    table: GoalTable
    row_keys: tuple[int, ...] = ()


def open_table(workspace: Workspace, key: int) -> OpenedTable:
    """The table of this key, as the sources of an answer and the list of projects give it; UnknownName where it is gone."""
    table = workspace.store.load(key)
    conditions: list[Condition] = [Compare(Measure(Field.PROJECT), Operator.EQUAL, table.project)]
    if table.year is not None:
        conditions.append(Compare(Measure(Field.YEAR), Operator.EQUAL, Decimal(table.year)))
    rows = Query(Operation.LIST, Figure(Selection(Subject.INDICATOR, And(tuple(conditions)))))
    found = workspace.store.run(rows, limit=_ROWS).rows
    keys = tuple(row.key for row in found if row.table == key)
    return OpenedTable(table, keys if len(keys) == len(table.indicators) else ())
