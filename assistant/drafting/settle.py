"""A draft from a table and what differs in it: the remarks added, all in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.drafting.cells import cell_of, text_in, where
from assistant.drafting.money import TOTAL, sum_remark
from assistant.drafting.remarks import remarks
from assistant.drafting.trace import SAID, in_order, is_difference
from assistant.model.draft import Base, Change, Draft
from assistant.model.goal_table import GoalTable


def settled(
    table: GoalTable, differences: Iterable[Change], base: Base | None, *, said: Iterable[Change] = (), did: str = ""
) -> Draft:
    """The draft with its changes in order; that the sources do not make the total comes first.

    `said`: entries that no table tells of (words of the wish that found no row; what a frame remarks on its blank rows).
    """
    own = tuple(differences)
    said = tuple(said)
    covered = {cell_of(one) for one in said if one.field != SAID}
    total_said = any(
        one.field == SAID and one.where == where(table, TOTAL) and one.after == text_in(table, TOTAL) for one in said
    )
    made = tuple(one for one in remarks(table, own, base, total_said=total_said) if cell_of(one) not in covered)
    together = sum_remark(table)
    first = () if together is None else (together,)
    return Draft(table, base, (*first, *in_order(table, (*own, *made, *said))), did=did)


def carried(changes: Iterable[Change], base: Base | None) -> tuple[Change, ...]:
    """The entries of a draft that its table does not tell of and that go with it through an edit."""
    again = (one for one in changes if not is_difference(one) and (one.field == SAID or base is None))
    return tuple(one for one in again if one.field != TOTAL.field)
