"""A new name: of the project, or of a row (第二条改名为…)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model.edit import Edit, RenameRow, SetField
from assistant.model.goal_table import GoalTable
from assistant.model.interpretation import DraftTrouble, Obstacle
from assistant.questions.drafts.changes.clause import Clause, Verb
from assistant.questions.drafts.changes.target import plainly, which_row
from assistant.questions.drafts.heads import Outcome
from assistant.questions.drafts.rows import rows_meant
from assistant.questions.drafts.values import QUOTED, new_value, readable, unquoted, without_project
from assistant.questions.drafts.words import bare, without, words


def renamed(clause: Clause, verb: Verb, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """改名为…: the row that is meant, or the project where none is."""
    name = unquoted(new_value(clause.typed(verb.end, len(clause.text))))
    target = without_project(clause.text[: verb.start], table)
    if not name:
        return DraftTrouble(Obstacle.NO_VALUE, target)
    if not plainly(target):
        return [SetField("project", name)]
    meant = rows_meant(target, table, touched)
    if not meant.rows:
        return DraftTrouble(Obstacle.NO_ROW, readable(target))
    if len(meant.rows) == 1 or isinstance(named_row(meant.rows[0], name), DraftTrouble):
        return named_row(meant.rows[0], name)
    return which_row(target, meant.rows, table, lambda rows: [RenameRow(rows[0], name)], together=False)


def named_row(at: int, name: str) -> list[Edit] | DraftTrouble:
    """The row's new name; refused where it is one character, has quotation marks within, or says a change."""
    plain = unquoted(name)
    if len(bare(plain)) < 2 or re.search('[“”"‘’「」]', plain) or is_change(plain):
        return DraftTrouble(Obstacle.NO_NAME, name)
    return [RenameRow(at, plain)]


def is_change(text: str) -> bool:
    """Are these the words of a change (别的项目的，删掉; 不对改) rather than of a value or a name?"""
    plain = without(text, [found.group() for found in QUOTED.finditer(text)])
    removing = tuple(word for word in words("verb", "remove") if len(word) > 1)
    if plain.endswith((*removing, *words("verb", "ends_changing"))):
        return True
    return any(word in plain for word in words("words", "corrects") if len(word) > 1)
