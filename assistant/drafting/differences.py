"""What differs between two tables, cell by cell."""

from __future__ import annotations

from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable


def differences(old: GoalTable, new: GoalTable) -> tuple[Change, ...]:
    """Every cell of `new` that differs from `old`, in the order of the form; `row` is the row's index in `new`.

    A row that only `old` has comes last, with `row` None. Kind `rolled` where only years differ, `requested` elsewhere; `why` is "".
    """
    raise NotImplementedError
