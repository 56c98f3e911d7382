"""The rows that the words of a target mean, and the choice between rows that fit equally well."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.model.conversation import DraftChoice
from assistant.model.edit import Edit
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.interpretation import DraftDoubt
from assistant.questions.drafts.changes.clause import BREAK
from assistant.questions.drafts.rows import Meant, quantities_in, rows_meant
from assistant.questions.drafts.values import readable
from assistant.questions.drafts.words import any_word, bare, choice_text, first_of, without, words


def meant_by(target: str, table: GoalTable, touched: Sequence[int], value: str = "") -> Meant:
    """The rows that a target means; where the whole of it means none, its parts, and these without a reason (太高了, 不合适)."""
    whole = rows_meant(target, table, touched, value=value)
    if whole.rows:
        return whole
    parts = [part for part in BREAK.split(target) if bare(part)]
    tried = [*reversed(parts), *(without(part, words("words", "reasons")) for part in reversed(parts))]
    tried += [part.partition(word)[0] for part in parts for word in words("words", "is") if word in part]
    joined = [part for part in re.split(any_word("row", "joined"), target) if bare(part)]
    each = [rows_meant(part, table, (), value=value) for part in joined] if len(joined) > 1 else []
    if each and all(len(one.rows) == 1 for one in each):
        return Meant(tuple(dict.fromkeys(one.rows[0] for one in each)), True)
    for part in tried:
        if part != target and plainly(part):
            found = rows_meant(part, table, touched, value=value)
            if found.rows:
                return found
    return whole


def plainly(text: str) -> str:
    """What is left of a target: pointing words count, politeness does not."""
    return bare(text) or first_of(text, "row", "this")


def implied(table: GoalTable, touched: Sequence[int], value: str) -> Meant:
    """改成30人 without a target: the row that was changed last, else the only one of that unit."""
    kept = tuple(at for at in touched if at < len(table.indicators))
    unit = _unit_said(value)
    if len(kept) == 1 and (unit is None or _is_counted_in(table.indicators[kept[0]], unit)):
        return Meant(kept, True)
    return rows_meant("", table, (), value=value) if not value else of_unit_alone(table, value)


def _unit_said(value: str) -> str | None:
    said = quantities_in(value)
    return said[0].unit if said else None


def _is_counted_in(row: Indicator, unit: str) -> bool:
    """Has the row this unit, one beside it (元 of 元/人), or none that is known?"""
    own = row.value.quantity.unit if row.value.quantity is not None else None
    return own is None or own.startswith(unit) or unit.startswith(own)


def of_unit_alone(table: GoalTable, value: str) -> Meant:
    """The rows of the unit that a value is said in."""
    unit = _unit_said(value)
    if unit is None:
        return Meant((), False, said=False)
    same = tuple(
        at for at, row in enumerate(table.indicators) if row.value.quantity is not None and row.value.quantity.unit == unit
    )
    return Meant(same, len(same) == 1)


def which_row(
    what: str,
    rows: tuple[int, ...],
    table: GoalTable,
    edits: Callable[[tuple[int, ...]], Sequence[Edit]],
    *,
    together: bool = True,
) -> DraftDoubt:
    """The choice between rows that fit equally well; all of them is one too."""
    choices = [DraftChoice(row_label(table, at), tuple(edits((at,)))) for at in rows[:9]]
    if together and 1 < len(rows) <= 9:
        choices.append(DraftChoice(words("row", "together")[0], tuple(edits(rows))))
    return DraftDoubt(readable(what), tuple(choices))


def row_label(table: GoalTable, at: int) -> str:
    """A row as choices name it: 第2条 慰问高层次特殊人才 20人."""
    row = table.indicators[at]
    return " ".join(part for part in (choice_text("row", 序号=at + 1), row.level3 or row.level2, row.value.text) if part)
