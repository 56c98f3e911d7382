"""What differs between two tables, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.chinese.segment import bigrams
from assistant.drafting.cells import TEXT_FIELDS, Cell, money_cells, row_name, span_of_years, text_in, where
from assistant.drafting.trace import in_order
from assistant.drafting.years import without_years
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator

_ALIKE = 0.5
"""From this likeness on two names are the same row's."""


def differences(old: GoalTable, new: GoalTable) -> tuple[Change, ...]:
    """Every cell of `new` that differs from `old`, in the order of the form; `row` is the row's index in `new`.

    A row that only `old` has comes last, with `row` None. Kind `rolled` where only years differ, `requested` elsewhere; `why` is
    "".
    """
    return in_order(new, (*_head(old, new), *_rows(old, new)))


def _head(old: GoalTable, new: GoalTable) -> Iterator[Change]:
    for field in (*TEXT_FIELDS, "year", "period", "total"):
        before, after = text_in(old, Cell(field)), text_in(new, Cell(field))
        if field == "period" and before == after:
            before, after = span_of_years(old), span_of_years(new)
        if before != after:
            yield _change(where(new, Cell(field)), before, after, field)
    stood = {where(old, cell): text_in(old, cell) for cell in money_cells(old)}
    stands = {where(new, cell): cell for cell in money_cells(new)}
    same_place = len(old.funds) == len(new.funds)
    for label, cell in stands.items():
        at = cell.field.partition(":")[2]
        before = stood.get(label, "")
        if label not in stood and same_place and at:
            yield _change(label, old.funds[int(at)].label, label, f"label:{at}")
            before = stood.pop(old.funds[int(at)].label, "")
        stood.pop(label, None)
        if before != text_in(new, cell):
            yield _change(label, before, text_in(new, cell), cell.field)
    for label, before in stood.items():
        if before:
            yield _change(label, before, "", "")


def _change(called: str, before: str, after: str, field: str = "", row: int | None = None, part: str = "") -> Change:
    only_years = bool(before and after) and (without_years(before) == without_years(after) or field in ("year", "period"))
    return Change(called, before, after, ChangeKind.ROLLED if only_years else ChangeKind.REQUESTED, "", field, row, part)


def _rows(old: GoalTable, new: GoalTable) -> Iterator[Change]:
    paired = dict(row_pairs(old.indicators, new.indicators))
    for at, row in enumerate(new.indicators):
        if at not in paired:
            yield _change(row_name(row), "", row.value.text or row.level3, row=at)
            continue
        before = old.indicators[paired[at]]
        for part, was, now in (("level3", before.level3, row.level3), ("value", before.value.text, row.value.text)):
            if was != now:
                yield _change(row_name(row), was, now, row=at, part=part)
        for part in ("weight", *(f"extra:{heading}" for heading in dict.fromkeys((*before.extra, *row.extra)))):
            cell = Cell(row=at, part=part)
            was, now = text_in(old, Cell(row=paired[at], part=part)), text_in(new, cell)
            if was != now:
                yield _change(where(new, cell), was, now, row=at, part=part)
    left = set(range(len(old.indicators))) - set(paired.values())
    for at in sorted(left):
        gone = old.indicators[at]
        yield _change(row_name(gone), gone.value.text or gone.level3, "")


def _is_renamed(old: Indicator, new: Indicator) -> bool:
    """Is it the same row under another name, rather than another row in its place?"""
    if not old.level3 or not new.level3 or (old.value.text and old.value.text == new.value.text):
        return True
    units = [row.value.quantity.unit if row.value.quantity else None for row in (old, new)]
    if None not in units and units[0] == units[1] and _bigrams(old.level3) & _bigrams(new.level3):
        return True
    return SequenceMatcher(None, without_years(old.level3), without_years(new.level3), autojunk=False).ratio() >= _ALIKE


def _bigrams(name: str) -> frozenset[str]:
    return frozenset(pair for pair in bigrams(without_years(name)) if len(pair) == 2)


def row_pairs(old: tuple[Indicator, ...], new: tuple[Indicator, ...]) -> Iterator[tuple[int, int]]:
    """Rows that are the same, as (index in `new`, index in `old`): by level and name whatever the year.

    What is left goes by its level, where as many rows were taken out as put in and a row's name or value is still like it.
    """
    keys = [[(row.level2 or row.level1, without_years(row.level3)) for row in rows] for rows in (old, new)]
    for tag, first, last, start, end in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(start, end), range(first, last), strict=True)
        elif tag == "replace":
            levels = [[key[0] for key in side] for side in (keys[0][first:last], keys[1][start:end])]
            for again, a, b, c, d in SequenceMatcher(None, levels[0], levels[1], autojunk=False).get_opcodes():
                if again == "equal":
                    both = zip(range(start + c, start + d), range(first + a, first + b), strict=True)
                    yield from ((now, was) for now, was in both if _is_renamed(old[was], new[now]))
