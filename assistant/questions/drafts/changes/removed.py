"""What goes: rows, the value of a head cell, a part of the goal (删掉…, 只留…)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.edit import RemoveRow, SetField, SetFund, WriteGoal
from assistant.model.goal_table import GoalTable
from assistant.model.interpretation import DraftTrouble, Obstacle
from assistant.questions.drafts.changes.target import meant_by, plainly, which_row
from assistant.questions.drafts.heads import Outcome, behind_goal, head_cell, speaks_of_goal
from assistant.questions.drafts.rows import Meant, levels_in, rows_meant
from assistant.questions.drafts.values import readable, unquoted, without_project
from assistant.questions.drafts.words import bare, first_of, has, trimmed, without, words


def removed(before: str, behind: str, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """删掉…: rows, what a head cell holds, the goal or words of it; None where the draft itself is meant."""
    target = without_project(before if plainly(without(before, words("row", "one"))) else behind, table)
    if speaks_of_goal(target):
        inside = behind_goal(target)
        word = first_of(inside, "row", "inside")
        gone = trimmed(inside.partition(word)[2] if word else behind, after="value_after") or trimmed(behind, after="value_after")
        return [WriteGoal("", instead_of=unquoted(gone))] if bare(gone) else [WriteGoal("", whole=True)]
    if has(target, "words", "with_draft"):
        return None
    if not plainly(target):
        every = has(target, "row", "all")
        return [RemoveRow(tuple(range(len(table.indicators))))] if every and table.indicators else None
    cell = head_cell(target, table)
    if cell == "attribute" or cell == "unit" or cell == "department":
        return [SetField(cell, "")]
    if cell is not None and cell.startswith("fund:"):
        return [SetFund(cell.removeprefix("fund:"), None)]
    meant = meant_by(target, table, touched)
    if not meant.rows:
        return DraftTrouble(Obstacle.NO_ROW, readable(target)) if meant.said or meant.left else None
    phrases = dict.fromkeys(phrase for _, phrase in levels_in(target))
    several = len(phrases) > 1 and not bare(without(target, phrases))
    if meant.definite or len(meant.rows) == 1 or several:
        return [RemoveRow(meant.rows)]
    return which_row(target, meant.rows, table, lambda rows: [RemoveRow(rows)])


def kept_alone(before: str, behind: str, table: GoalTable) -> Outcome:
    """可持续影响只留第一条: the category's other rows go."""
    whole = Meant(tuple(range(len(table.indicators))), True)
    among = rows_meant(before, table, ()) if plainly(before) else whole
    if not among.rows:
        return None
    kept = rows_meant(before + behind, table, ())
    gone = tuple(row for row in among.rows if row not in kept.rows)
    if not kept.rows or not kept.definite or not set(kept.rows) <= set(among.rows):
        return DraftTrouble(Obstacle.NO_ROW, readable(before + behind))
    return [RemoveRow(gone)] if gone else []
