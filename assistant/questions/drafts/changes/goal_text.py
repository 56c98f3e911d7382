"""Changes of the goal's text (年度总体目标): words written into it, before it, or instead of a part of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chinese.width import squeeze
from assistant.model.edit import Edit, RenameRow, SetField, WriteGoal
from assistant.model.goal_table import GoalTable
from assistant.model.interpretation import DraftTrouble, Obstacle
from assistant.questions.drafts.changes.clause import BREAK, Clause, Verb, verb_of
from assistant.questions.drafts.heads import Outcome, behind_goal, head_cell, speaks_of_goal
from assistant.questions.drafts.rows import rows_meant
from assistant.questions.drafts.values import QUOTED, new_value, unquoted, without_project
from assistant.questions.drafts.words import bare, trimmed, without, words


def appended(clause: Clause, verb: Verb) -> Outcome:
    """目标写上培训3期; 把培训3期写进目标."""
    text = clause.text
    said = unquoted(new_value(clause.typed(verb.end, len(text))))
    if speaks_of_goal(text[verb.end : verb.end + 6]) and not speaks_of_goal(text[: verb.start]):
        said = unquoted(new_value(trimmed(clause.typed(0, verb.start), before="polite")))
    return [WriteGoal(said)] if said else DraftTrouble(Obstacle.NO_VALUE, text)


def prepended(clause: Clause, verb: Verb, table: GoalTable) -> Outcome:
    """目标开头加上“2023年，”, 项目名称前面加上“2023年”: put before what stands there."""
    before = without_project(clause.text[: verb.start], table)
    quoted = QUOTED.search(clause.typed(verb.end, len(clause.text)))
    said = quoted.group(1) if quoted is not None else new_value(clause.typed(verb.end, len(clause.text)))
    if not said:
        return DraftTrouble(Obstacle.NO_VALUE, before)
    if speaks_of_goal(before):
        return [WriteGoal(said, first=True)]
    if head_cell(before, table) == "project":
        return [SetField("project", said + table.project)]
    meant = rows_meant(before, table, ())
    return [RenameRow(meant.rows[0], said + table.indicators[meant.rows[0]].level3)] if len(meant.rows) == 1 else None


def of_goal_too(clause: Clause, edits: Sequence[Edit], table: GoalTable) -> Outcome:
    """目标里观摩点改成示范点，再把亮点改成经验: what follows is of the goal too where its words stand there and name no row."""
    if not edits or not isinstance(edits[-1], WriteGoal) or not edits[-1].instead_of:
        return None
    verb = verb_of(clause, table)
    if verb is None or verb.kind != "set":
        return None
    old = unquoted(bare(clause.text[: verb.start]))
    value = unquoted(new_value(clause.typed(verb.end, len(clause.text))))
    stands = bool(old) and squeeze(old).lower() in squeeze(table.goal).lower()
    return [WriteGoal(value, instead_of=old)] if stands and value else None


def is_goal_writing(clause: Clause, table: GoalTable) -> bool:
    """目标写上…, 目标改成…: does the clause write into the goal's text?"""
    verb = verb_of(clause, table)
    return verb is not None and verb.kind in ("set", "append") and speaks_of_goal(clause.text[: verb.start])


def _is_part_of_goal(clause: Clause, table: GoalTable) -> bool:
    """目标里的观摩点改成示范点: a part of the goal by its words, whose new words end with the clause."""
    verb = verb_of(clause, table)
    if verb is None or verb.kind != "set" or not is_goal_writing(clause, table):
        return False
    part = behind_goal(clause.text[: verb.start])
    return bool(bare(without(part, words("row", "inside")))) and bool(clause.text[verb.end :].strip())


def runs_on(clause: Clause, table: GoalTable) -> bool:
    """A goal's text runs on over commas, unless only a part of it is replaced."""
    return is_goal_writing(clause, table) and not _is_part_of_goal(clause, table)


def is_rest_of_goal(here: Clause, rest: Clause, table: GoalTable) -> bool:
    """Behind a replaced part of the goal a clause with a changing word is another change (…，成本也改)."""
    if not _is_part_of_goal(here, table):
        return False
    first = BREAK.split(rest.text)[0]
    return any(word in first for word in words("verb", "changing"))
