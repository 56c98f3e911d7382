"""The list of changes while a draft is worked on: what differs from the base is carried along, all remarks are made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.drafting.cells import Cell, cell_of, place_in_form, text_in, where
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import GoalTable

SAID = "sentence"
"""The field of an entry about words of the wish that found no cell."""


def is_difference(change: Change) -> bool:
    """Does the entry tell of a cell that differs from the base? Of a suggestion only where a cell was blanked for it."""
    if change.kind in (ChangeKind.ROLLED, ChangeKind.REQUESTED):
        return True
    return change.kind is ChangeKind.SUGGESTED and change.after == "" and change.before != ""


def noted(
    changes: Iterable[Change],
    table: GoalTable,
    cell: Cell,
    before: str,
    kind: ChangeKind,
    why: str,
    *,
    rolls: bool = False,
) -> tuple[Change, ...]:
    """The differences with the cell's present text; an earlier entry is merged, and gone where the base's text is back.

    `rolls`: only years follow, so that what the official asked for stays what was asked for.
    """
    kept = list(changes)
    added = next(
        (one for one in kept if one.row is not None and one.row == cell.row and one.part == "" and one.before == ""), None
    )
    if added is not None:
        row = table.indicators[added.row or 0]
        kept[kept.index(added)] = replace(added, after=row.value.text or row.level3)
        return tuple(kept)
    found = next((one for one in kept if cell_of(one) == cell and is_difference(one)), None)
    if found is not None:
        kept.remove(found)
        before = found.before
        if rolls and found.kind is ChangeKind.REQUESTED:
            kind, why = found.kind, found.why
    after = text_in(table, cell)
    if before != after:
        kept.append(Change(where(table, cell), before, after, kind, why, cell.field, cell.row, cell.part))
    return tuple(kept)


def before_of(changes: Iterable[Change], table: GoalTable, cell: Cell) -> str:
    """What the base has in the cell."""
    return next((one.before for one in changes if cell_of(one) == cell and is_difference(one)), text_in(table, cell))


def asked_cells(changes: Iterable[Change]) -> frozenset[Cell]:
    """The cells that the official set."""
    return frozenset(cell_of(one) for one in changes if one.kind is ChangeKind.REQUESTED)


def asked_rows(changes: Iterable[Change]) -> frozenset[int]:
    """The rows of which the official set the value."""
    asked = (one for one in changes if one.kind is ChangeKind.REQUESTED and one.part in ("", "value"))
    return frozenset(one.row for one in asked if one.row is not None)


def renumbered(changes: Iterable[Change], row_of: Callable[[int], int | None]) -> tuple[Change, ...]:
    """The entries with their rows' new indices; entries of rows that are gone are dropped."""
    kept = []
    for one in changes:
        at = one.row if one.row is None else row_of(one.row)
        if one.row is None or at is not None:
            kept.append(replace(one, row=at))
    return tuple(kept)


def in_order(table: GoalTable, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The entries in the order of the form, each calling its cell as it stands now."""
    named = [replace(one, where=where(table, cell_of(one))) if one.row is not None else one for one in changes]
    return tuple(sorted(named, key=place_in_form))
