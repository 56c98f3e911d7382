"""What all edits share: the rows meant, what differs so far, and the draft made of a changed table."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chinese.quantities import find_quantities
from assistant.drafting.consistency import alike
from assistant.drafting.refusal import EditRefused
from assistant.drafting.settle import carried, settled
from assistant.drafting.trace import SAID, is_difference
from assistant.model.draft import Change, ChangeKind, Draft
from assistant.model.goal_table import GoalTable
from assistant.wording import wording


def say(key: str, /, **slots: object) -> str:
    """A wording of prompts/drafting/edits.toml."""
    return wording("drafting/edits")(key, **slots)


def differences_of(draft: Draft) -> tuple[Change, ...]:
    """What differs from the base so far."""
    return tuple(change for change in draft.changes if is_difference(change))


def redone(
    draft: Draft, table: GoalTable, differences: Sequence[Change], did: str, said: Sequence[Change] | None = None
) -> Draft:
    """The draft with this table: its remarks made anew, what no table tells of carried along, the step in words.

    `said` in place of what would be carried along, where rows moved.
    """
    going_along = carried(draft.changes, draft.base) if said is None else said
    new = [one for one in differences if one.kind is ChangeKind.REQUESTED and one not in draft.changes]
    kept = [one for one in going_along if one.field != SAID or not any(_answers(change, one) for change in new)]
    if draft.base is None:
        touched = {(one.field, one.row) for one in new}
        kept = [one for one in kept if one.field == SAID or (one.field, one.row) not in touched]
    return settled(table, differences, draft.base, said=kept, did=did)


def rows_meant(draft: Draft, rows: Sequence[int]) -> tuple[int, ...]:
    """The rows' indices, each once; EditRefused where there is none of that number, or none at all."""
    count = len(draft.table.indicators)
    if not rows:
        raise EditRefused("没有说是哪一行。", "请说出三级指标的名称，或者说“第几条”。")
    for row in rows:
        if not 0 <= row < count:
            raise EditRefused(f"表里没有第{row + 1}行。", f"绩效指标一共{count}行。")
    return tuple(dict.fromkeys(rows))


def name_of(draft: Draft, row: int) -> str:
    """A row's name for the sentence that says what was done."""
    return draft.table.indicators[row].level3 or say("blank_name")


def listed(names: Sequence[str]) -> str:
    """Names in quotation marks one behind the other."""
    return "".join(f"“{name}”" for name in names)


def _answers(change: Change, said: Change) -> bool:
    """Has the figure that found no row now been put into this cell, or is it the cell that was asked for?"""
    if change.field and change.where == said.where:
        return True
    wanted = find_quantities(said.before)
    found = find_quantities(change.after)
    return bool(wanted) and any(
        one.low == other.low and (one.unit is None or other.unit is None or alike(one.unit) == alike(other.unit))
        for one in wanted
        for other in found
    )
