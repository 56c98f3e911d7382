"""What is said of a row: a value that suits it, a new name, or a doubt between the two."""

from __future__ import annotations

from assistant.chinese.years import find_dates, find_years
from assistant.model.conversation import DraftChoice
from assistant.model.edit import AddRow, Edit, LeaveBe, RenameRow, SetValue
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.interpretation import DraftDoubt, DraftTrouble, Obstacle
from assistant.questions.drafts.changes.renamed import is_change, named_row
from assistant.questions.drafts.changes.target import of_unit_alone, row_label, which_row
from assistant.questions.drafts.heads import Outcome
from assistant.questions.drafts.rows import Meant, levels_in, quantities_in
from assistant.questions.drafts.values import cell_value, is_value, name_and_value, readable, spoken_as_digits, unquoted
from assistant.questions.drafts.words import bare, choice_text, has, without, words


def row_set(target: str, meant: Meant, value: str, table: GoalTable) -> Outcome:
    """What is said of the rows that are meant; asked where they fit equally well, or where a category is named with a new row."""
    if not meant.rows:
        return DraftTrouble(Obstacle.NO_ROW, readable(target)) if meant.said or meant.left else None
    name, rest = name_and_value(unquoted(value))
    levels = levels_in(target)
    if levels and name and rest and not is_value(value) and not bare(without(target, [phrase for _, phrase in levels])):
        level = levels[0][0]
        choices = [
            DraftChoice(choice_text("row_added", 类=level, 名=name, 值=rest), (AddRow(level, name, spoken_as_digits(rest)),))
        ]
        for at in meant.rows[:4]:
            renamed = (RenameRow(at, name), SetValue((at,), cell_value(rest, at, table)))
            choices.append(DraftChoice(choice_text("row_replaced", 行=row_label(table, at), 名=name, 值=rest), renamed))
        return DraftDoubt(value, tuple(choices))
    if len(meant.rows) == 1 or meant.definite:
        return _value_edits(meant.rows, value, table, placed="第" in target)
    plain = unquoted(value)
    if _below_zero(plain):
        return DraftTrouble(Obstacle.BELOW_ZERO, plain)
    return which_row(target, meant.rows, table, lambda rows: [SetValue(rows, cell_value(plain, rows[0], table))])


def _below_zero(value: str) -> bool:
    found = quantities_in(value)
    return bool(found) and value[: found[0].start] in words("words", "negative")


def _value_edits(rows: tuple[int, ...], value: str, table: GoalTable, *, placed: bool = False) -> Outcome:
    """A value that suits the row; a name where it has none; what is neither plainly is asked (第二条改成集中培训).

    A row meant by its place (`placed`) takes name and value together, where the value is of its unit.
    """
    quoted = unquoted(value) != value.strip()
    value = unquoted(value)
    if _below_zero(value):
        return DraftTrouble(Obstacle.BELOW_ZERO, value)
    if is_change(value):
        return DraftTrouble(Obstacle.NO_NAME, value)
    at = rows[0]
    row = table.indicators[at]
    if is_value(value):
        set_value: list[Edit] = [SetValue(rows, cell_value(value, at, table))]
        others = None if len(rows) > 1 else _suited(value, at, table)
        if others is None:
            return set_value
        offered = [*others[:4], at]
        choices = [
            DraftChoice(
                choice_text("value_of_row", 行=row_label(table, one), 值=value),
                (SetValue((one,), cell_value(value, one, table)),),
            )
            for one in offered
        ]
        return DraftDoubt(value, (*choices, DraftChoice(choice_text("not_changed"), (LeaveBe(),))))
    if len(rows) > 1:
        return [SetValue(rows, value)]
    name, rest = name_and_value(value)
    if name and rest:
        both: tuple[Edit, ...] = (RenameRow(at, name), SetValue(rows, cell_value(rest, at, table)))
        whole = placed and len(name) > 2 and not _other_unit_than(rest, row)
        if quoted or whole or not row.level3 or _names_alike(name, row.level3):
            renamed = named_row(at, name)
            return renamed if isinstance(renamed, DraftTrouble) else list(both)
        return DraftDoubt(
            value,
            (
                DraftChoice(choice_text("named_and_valued", 序号=at + 1, 名=name, 值=rest), both),
                DraftChoice(choice_text("only_valued", 序号=at + 1, 值=rest), (SetValue(rows, cell_value(rest, at, table)),)),
            ),
        )
    if not row.level3:
        return named_row(at, value)
    if row.value.quantity is None and not find_dates(row.value.text) and not find_years(row.value.text):
        return [SetValue(rows, value)]
    renamed = named_row(at, value)
    if isinstance(renamed, DraftTrouble):
        return renamed
    choices = [DraftChoice(choice_text("named", 序号=at + 1, 字=value), tuple(renamed))]
    return DraftDoubt(value, (*choices, DraftChoice(choice_text("valued", 序号=at + 1, 字=value), (SetValue(rows, value),))))


def _other_unit_than(text: str, row: Indicator) -> bool:
    found = quantities_in(text)
    return bool(found) and row.value.quantity is not None and found[0].unit != row.value.quantity.unit


def _names_alike(new: str, old: str) -> bool:
    """Have two names most of their words in common, so that one is the other's new wording?"""
    pairs = {new[at : at + 2] for at in range(len(new) - 1)}
    return bool(pairs) and sum(pair in old for pair in pairs) / len(pairs) >= 0.5


def _kind_of(value: str) -> str:
    """date, count or words: what a value says."""
    if find_dates(value) or find_years(value):
        return "date"
    found = quantities_in(value)
    return "count" if found and found[0].unit is not None else "number" if found else "words"


def _suited(value: str, at: int, table: GoalTable) -> list[int] | None:
    """None where the value suits the row; else the rows that a value of its kind suits: a date is none for a count, nor words."""
    row = table.indicators[at]
    new, old = _kind_of(value), _kind_of(row.value.text)
    if not row.value.text or new in (old, "number") or old in ("number", "words"):
        return None
    if new == "count" and quantities_in(value)[0].unit == "%":
        return None
    if old == "date" and new == "words":
        return None
    if new == "date" or (new == "words" and has(value, "row", "done")):
        return [one for one, other in enumerate(table.indicators) if other.level2 == "时效指标"]
    return [one for one in of_unit_alone(table, value).rows if one != at] if new == "count" else []
