"""What one clause changes: by its verb, or by a target with a value and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.edit import SetValue
from assistant.model.goal_table import GoalTable
from assistant.questions.drafts.changes.added import added
from assistant.questions.drafts.changes.assigned import assigned_by
from assistant.questions.drafts.changes.clause import Clause, doing_in, verb_of
from assistant.questions.drafts.changes.elliptical import elliptical
from assistant.questions.drafts.changes.goal_text import appended, prepended
from assistant.questions.drafts.changes.moved import moved
from assistant.questions.drafts.changes.removed import kept_alone, removed
from assistant.questions.drafts.changes.renamed import renamed
from assistant.questions.drafts.changes.target import meant_by, plainly
from assistant.questions.drafts.heads import Outcome
from assistant.questions.drafts.words import particles, words


def said_to_stay(clause: Clause) -> str | None:
    """What the clause says stays as it is (…不变, …照旧); None where it says no such thing."""
    text = clause.text.rstrip("。,，;；!" + particles("particles"))
    word = next((word for word in sorted(words("words", "unchanged"), key=len, reverse=True) if text.endswith(word)), None)
    return None if word is None else text.removesuffix(word)


def change_in(clause: Clause, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """The edits that the clause asks for, a doubt or trouble with them; none where it leaves things as they are (…不变)."""
    text = clause.text
    if said_to_stay(clause) is not None:
        return []
    verb = verb_of(clause, table)
    if verb is None:
        return elliptical(clause, table, touched)
    before, behind = text[: verb.start], text[verb.end :]
    match verb.kind:
        case "rename":
            return renamed(clause, verb, table, touched)
        case "remove":
            return removed(before, behind, table, touched)
        case "empty":
            meant = meant_by(before if plainly(before) else behind, table, touched)
            return [SetValue(meant.rows, "")] if meant.rows and (meant.definite or len(meant.rows) == 1) else None
        case "keep":
            return kept_alone(before, behind, table)
        case "add":
            return added(clause, verb, table)
        case "append":
            return appended(clause, verb)
        case "prepend":
            return prepended(clause, verb, table)
        case "raise" | "lower" | "twice" | "half":
            doing, number = doing_in(behind)
            if doing and not plainly(before):
                before, behind = doing, number  # 少慰问5人: the row of 慰问
            return moved(verb.kind, before, behind, table, touched)
    return assigned_by(clause, verb, table, touched)
