"""A new value for what a target means: a head cell, the goal, a row or the year (…改成…)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chinese.quantities import QuantityMention
from assistant.chinese.width import squeeze
from assistant.chinese.years import find_dates, find_years
from assistant.model.edit import SetValue, SetYear, WriteGoal
from assistant.model.goal_table import GoalTable
from assistant.model.interpretation import DraftTrouble, Obstacle
from assistant.questions.drafts.changes.clause import BREAK, Clause, Verb
from assistant.questions.drafts.changes.renamed import named_row
from assistant.questions.drafts.changes.row_value import row_set
from assistant.questions.drafts.changes.target import implied, meant_by, plainly, which_row
from assistant.questions.drafts.heads import Outcome, goal_set, head_cell, head_set, is_money, speaks_of_goal, total_of
from assistant.questions.drafts.rows import holding, quantities_in, rows_meant
from assistant.questions.drafts.values import new_value, spoken_as_digits, unquoted, without_project
from assistant.questions.drafts.words import bare, has, without, words


def assigned_by(clause: Clause, verb: Verb, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """…改成…: the target before the verb, the value behind it; 改一下…，… has both behind it."""
    text = clause.text
    before = text[: verb.start]
    value = new_value(clause.typed(verb.end, len(text)))
    if not bare(before) and (swapped := _value_and_target(text[verb.end :])) is not None:
        before, value = swapped
    if not value:
        return DraftTrouble(Obstacle.NO_VALUE, before) if _names_cell(before, table, touched) else None
    return assigned(before, value, table, touched)


def _value_and_target(text: str) -> tuple[str, str] | None:
    """改一下满意度,92%: the target behind the verb, the value behind the comma."""
    found = BREAK.search(text)
    if found is None:
        return None
    return text[: found.start()], new_value(text[found.end() :])


def _names_cell(text: str, table: GoalTable, touched: Sequence[int]) -> bool:
    if head_cell(text, table) is not None or speaks_of_goal(text):
        return True
    return rows_meant(text, table, touched).rows != () and bool(bare(text))


def assigned(target: str, value: str, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """The new value for what the target means."""
    target = without_project(target, table)
    if speaks_of_goal(target):
        return goal_set(target, value)
    last = next((part for part in reversed(BREAK.split(target)) if bare(part)), target)
    cell = head_cell(target, table) or head_cell(last, table) or head_cell(without(last, words("words", "reasons")), table)
    if cell is not None:
        return head_set(cell, value, table)
    if not plainly(target):
        years = find_years(value)
        if years and len(years[0].years) == 1 and not quantities_in(value) and not find_dates(value):
            return [SetYear(years[0].years[0])]
        if not touched and is_money(value):
            return total_of(value)
    old = () if has(target, "row", "last") or has(target, "row", "one") else quantities_in(target)
    if old and not _ordinal_only(target):
        found = _instead_of(target, old[-1], value, table)
        if found is not None:
            return found
        target = _without_from(target[: old[-1].start]) or target
    named = plainly(without(target, words("row", "value")))
    last = bare(without(target, words("words", "reasons")))
    called = next((word for word in words("row", "name_said") if last.endswith(word)), "")
    if called and bare(last.removesuffix(called)):
        meant = meant_by(last.removesuffix(called), table, touched)
        if len(meant.rows) == 1:
            return named_row(meant.rows[0], value)
    meant = meant_by(target, table, touched, value) if named else implied(table, touched, value)
    return row_set(target, meant, value, table)


def _without_from(target: str) -> str:
    """20个改成30个 is said as 由20个改成30个 too."""
    for word in words("row", "old_before"):
        target = target.removesuffix(word)
    return target


def _ordinal_only(text: str) -> bool:
    return "第" in text and not quantities_in(text.partition("第")[0])


def _instead_of(target: str, old: QuantityMention, value: str, table: GoalTable) -> Outcome:
    """20个改成30个: the row that holds the old figure, else the goal's text."""
    plain = unquoted(target.strip())
    if len(plain) > len(old.text):
        stretch = tuple(at for at in holding(plain, table))
        if len(stretch) == 1 and squeeze(table.indicators[stretch[0]].value.text).lower() == squeeze(plain).lower():
            return [SetValue(stretch, spoken_as_digits(value))]
        if squeeze(plain).lower() in squeeze(table.goal).lower():
            return [WriteGoal(value, instead_of=plain)]
    rows = holding(old.text, table)
    about = bare(target[: old.start])
    if about:
        meant = rows_meant(target[: old.start], table, ())
        both = tuple(at for at in rows if at in meant.rows)
        rows = both or rows
    if len(rows) == 1 or (rows and has(target, "row", "all")):
        return [SetValue(rows, spoken_as_digits(value))]
    if rows:
        return which_row(target, rows, table, lambda chosen: [SetValue(chosen, spoken_as_digits(value))])
    if squeeze(old.text) in squeeze(table.goal):
        return [WriteGoal(value, instead_of=old.text)]
    return None
