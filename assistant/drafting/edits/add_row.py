"""数量指标再加一条培训人数40人: a row at the end of its second level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.chinese.width import close_up, squeeze
from assistant.drafting.cells import read_for, row_name
from assistant.drafting.edits.base import differences_of, redone, say
from assistant.drafting.refusal import EditRefused
from assistant.drafting.settle import carried
from assistant.drafting.trace import renumbered
from assistant.drafting.values import as_printed, checked
from assistant.model.draft import Change, ChangeKind, Draft
from assistant.model.edit import AddRow
from assistant.model.indicator import COST, LEVEL2_PARENT, Indicator
from assistant.model.quantity import TargetValue
from assistant.model.source import Place
from assistant.wording import wording


def add_row(draft: Draft, edit: AddRow) -> Draft:
    """The draft with the row behind the last of its second level, or where the official order has that level.

    EditRefused for a level that there is not and for a row that is there already.
    """
    rows = draft.table.indicators
    level2 = _level_called(edit.level2)
    name = close_up(edit.name)
    if name and any(row.level2 == level2 and squeeze(row.level3) == squeeze(name) for row in rows):
        raise EditRefused(f"{level2}里已经有“{name}”了。", "要改它的指标值请说：改成多少；要另加一行请换个名称。")
    sibling = next((row for row in reversed(rows) if row.level2 == level2), None)
    level1 = sibling.level1 if sibling else _parent(level2, rows)
    row = Indicator(level1, level2, name, TargetValue(), Place(), required=sibling.required if sibling else _marks(rows))
    row = replace(
        row, level1_printed=sibling.level1_printed if sibling else "", level2_printed=sibling.level2_printed if sibling else ""
    )
    value = checked(row, as_printed(row, edit.value, draft.table.year))
    row = replace(row, value=read_for(row, value))
    at = _place_of(level1, level2, rows)
    table = replace(draft.table, indicators=(*rows[:at], row, *rows[at:]))

    def moved(index: int) -> int:
        return index + (index >= at)

    why = wording("drafting/changes")("asked_added")
    added = Change(row_name(row), "", row.value.text or row.level3, ChangeKind.REQUESTED, why, row=at)
    differences = (*renumbered(differences_of(draft), moved), added)
    key = "add_row_blank" if not name else "add_row_value" if value else "add_row"
    slots = {"类": level2} | ({"名": name} if name else {}) | ({"值": value} if name and value else {})
    said = renumbered(carried(draft.changes, draft.base), moved)
    return redone(draft, table, differences, say(key, **slots), said)


def _level_called(level2: str) -> str:
    """The standard name of a second level; EditRefused where there is none."""
    wanted = squeeze(level2)
    for name in (wanted, wanted + "指标", {"满意度指标": "服务对象满意度指标", "满意度": "服务对象满意度指标"}.get(wanted, "")):
        if name in LEVEL2_PARENT:
            return name
    raise EditRefused(f"没有“{level2}”这一类二级指标。", f"有：{'、'.join(LEVEL2_PARENT)}。")


def _parent(level2: str, rows: Sequence[Indicator]) -> str:
    """The first level; costs stand alone where the table has them so."""
    return COST if level2 == COST and any(row.level1 == COST for row in rows) else LEVEL2_PARENT[level2]


def _marks(rows: Sequence[Indicator]) -> bool | None:
    """What a row of a new level is marked: not 必填 where the form marks others so."""
    return False if any(row.required is not None for row in rows) else None


def _place_of(level1: str, level2: str, rows: Sequence[Indicator]) -> int:
    """Behind the last row of the second level, else behind the last of a level that stands before it."""
    same = [at for at, row in enumerate(rows) if row.level2 == level2]
    if same:
        return same[-1] + 1
    order = list(LEVEL2_PARENT)
    rank = order.index(level2)
    of_parent = [at for at, row in enumerate(rows) if row.level1 == level1]
    before = [at for at in of_parent if rows[at].level2 in order and order.index(rows[at].level2) < rank]
    if before:
        return before[-1] + 1
    if of_parent:
        return of_parent[0]
    earlier = [at for at, row in enumerate(rows) if row.level2 in order and order.index(row.level2) < rank]
    return earlier[-1] + 1 if earlier else len(rows)
