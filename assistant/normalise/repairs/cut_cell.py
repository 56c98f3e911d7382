"""Puts together the values in the head of a form that a page break cut: a project's name, a unit's name, the goal, an amount.

A row of the head without any label goes on with the row above it. Which of its values goes on is told by the column, or by the
text that the two halves make: a name that stands elsewhere in the document was one cell.
"""

from __future__ import annotations

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.normalise.cells import begins_open, ends_open, is_number
from assistant.normalise.grid import Row, doubt, filled, join, repair, shortened, with_text
from assistant.normalise.head import MONEY, SECTIONS, Entry, head_range, take_apart
from assistant.normalise.repairs.base import Clues
from assistant.normalise.seam import torn

RULE = "cut-cell"

_Token = tuple[int, Cell]


def cut_cell(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Appends the rows without labels to the cells that they continue; a row that continues nothing stays where it is."""
    start, end = head_range(grid, clues.labels)
    kept = list(grid.rows[:start])
    findings: list[Finding] = []
    current: int | None = None
    in_money = False
    for row in grid.rows[start:end]:
        parts = take_apart(row, clues.labels, in_money)
        if parts.entries and len(parts.loose) == 1 and current is not None:
            before = take_apart(kept[current], clues.labels, in_money).entries[-1:]
            column, rest = parts.loose[0]
            if before and before[0].values and _belongs_together(before[0], rest, clues):
                kept[current], remarks = _joined(kept[current], [(before[0], rest, True)])
                findings.extend(remarks)
                row = with_text(row, column, "")
        if parts.entries:
            in_money = any(entry.field in MONEY or entry.field == "money" for entry in parts.entries)
            current = len(kept)
        elif current is not None:
            slots = [entry for entry in take_apart(kept[current], clues.labels, in_money).entries if entry.field not in SECTIONS]
            line_broke = bool(kept[current][-1].text.strip())
            places = _continued(filled(row), slots, len(row) == len(kept[current]), line_broke, clues)
            if places is not None:
                kept[current], remarks = _joined(kept[current], places)
                findings.extend(remarks)
                continue
        kept.append(row)
    return Grid((*kept, *grid.rows[end:])), tuple(findings)


def _continued(
    tokens: tuple[_Token, ...], slots: list[Entry], same_width: bool, line_broke: bool, clues: Clues
) -> list[tuple[Entry, Cell, bool]] | None:
    """For each text of a row without labels the entry that it goes on with, and whether that is sure; None for no entry.

    `line_broke`: the row above ends with a text, as a line does that was broken there.
    """
    if not slots:
        return None
    by_text = [[slot for slot in slots if _seen_together(slot, cell, clues)] for _, cell in tokens]
    if all(len(found) == 1 for found in by_text):
        return [(found[0], cell, True) for found, (_, cell) in zip(by_text, tokens, strict=True)]
    by_column = [_slot_of_column(column, slots) for column, _ in tokens]
    if same_width and all(slot is not None for slot in by_column):
        chosen = [(slot, cell, True) for slot, (_, cell) in zip(by_column, tokens, strict=True) if slot is not None]
        return chosen if all(_fits(slot, cell) for slot, cell, _ in chosen) else None
    if len(tokens) == 1:
        cell = tokens[0][1]
        text_slots = [slot for slot in slots if _fits(slot, cell)]
        if len(slots) == 1 and text_slots and slots[0].field in ("goal", "long_term_goal"):
            return [(slots[0], cell, True)]
        sure = [slot for slot in text_slots if begins_open(cell.text) or (slot.values and ends_open(slot.values[-1][1].text))]
        candidates = sure or [slot for slot in by_column if slot is not None and slot in text_slots]
        candidates = candidates or [slot for slot in text_slots if slot is slots[-1] and (not slot.values or line_broke)]
        return [(candidates[0], cell, bool(sure))] if len(candidates) == 1 else None
    if len(tokens) == len(slots) and all(_fits(slot, cell) for slot, (_, cell) in zip(slots, tokens, strict=True)):
        return [(slot, cell, False) for slot, (_, cell) in zip(slots, tokens, strict=True)]
    return None


def _belongs_together(slot: Entry, cell: Cell, clues: Clues) -> bool:
    """Whether the cell, though other labels stand in its row, can only be the rest of the slot's value above."""
    above = slot.values[-1][1].text
    return _fits(slot, cell) and torn(squeeze(above), squeeze(cell.text), clues)


def _seen_together(slot: Entry, cell: Cell, clues: Clues) -> bool:
    """Whether the slot's text and the cell's are, together, a text of another cell."""
    return bool(slot.values) and clues.times_seen(slot.values[-1][1].text + cell.text) > 0


def _slot_of_column(column: int, slots: list[Entry]) -> Entry | None:
    """The slot in whose columns, right of its label and left of the next, the column lies."""
    for slot, following in zip(slots, [*slots[1:], None], strict=True):
        if slot.column < column and (following is None or column < following.column):
            return slot
    return None


def _fits(slot: Entry, cell: Cell) -> bool:
    """Whether the cell can go on with the slot: amounts with digits only."""
    if slot.field not in MONEY:
        return True
    return is_number("".join(value.text for _, value in slot.values[-1:]) + cell.text)


def _joined(row: Row, places: list[tuple[Entry, Cell, bool]]) -> tuple[Row, list[Finding]]:
    """The row with the texts appended, and what is to be said about it."""
    findings = []
    for slot, cell, sure in places:
        if slot.values:
            column, first = slot.values[-1]
            row = (*row[:column], join(row[column], cell), *row[column + 1 :])
        else:
            first = Cell("", slot.label.place)
            column = slot.column + 1
            rest = row[column + 1 :] if column < len(row) and not row[column].text.strip() else row[column:]
            row = (*row[:column], cell, *rest)
        told = doubt if not sure else repair
        findings.append(
            told(
                RULE,
                (first, cell),
                f"“{shortened(slot.label.text)}”的“{shortened(first.text)}”和下面的“{shortened(cell.text)}”"
                f"{'是断开的一格，已接上' if sure else '像是断开的一格，已接上，但拿不准'}。",
            )
        )
    return row, findings
