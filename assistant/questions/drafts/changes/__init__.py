"""Changes of the draft's table, composed from what an utterance mentions: the cell or row, the operation, the new value.

An utterance is taken apart into clauses; in each the verb is found first, outside of names and quotations, and what stands
before and behind it is the target and the value, or for 删掉 and 加一条 the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.conversation import DraftChoice
from assistant.model.edit import AddRow, Edit, LeaveAsIs, LeaveBe, RemoveRow, RenameRow, SetField
from assistant.model.goal_table import GoalTable
from assistant.model.interpretation import DraftDoubt, DraftEdits, DraftMeaning, DraftTrouble, Obstacle
from assistant.questions.drafts.changes.by_verb import change_in, said_to_stay
from assistant.questions.drafts.changes.clause import Clause, is_question, pieces_of, verb_of
from assistant.questions.drafts.changes.clauses import clauses_of
from assistant.questions.drafts.changes.goal_text import is_goal_writing, of_goal_too
from assistant.questions.drafts.changes.heard import corrected, spaced, without_refusal
from assistant.questions.drafts.changes.target import meant_by, plainly, which_row
from assistant.questions.drafts.heads import Outcome, head_cell, speaks_of_goal
from assistant.questions.drafts.values import readable
from assistant.questions.drafts.words import bare, choice_text, has, particles, without, words
from assistant.questions.utterance import utterance_of


def changes_of(typed: str, table: GoalTable, touched: Sequence[int] = ()) -> DraftMeaning | None:
    """The changes that the utterance asks of this table, or why they cannot be made out; None where it asks for none."""
    typed = spaced(corrected(without_refusal(typed)))
    utterance = utterance_of(typed)
    if not utterance.text or is_question(utterance.text):
        return None
    clauses = clauses_of(utterance, table, touched)
    edits: list[Edit] = []
    doubt: DraftDoubt | None = None
    trouble: DraftTrouble | None = None
    left: list[str] = []
    for clause in clauses:
        found = of_goal_too(clause, edits, table) or change_in(clause, table, touched)
        said = readable(clause.typed(0, clause.end - clause.start))
        if found is None and not bare(clause.text):
            continue
        if not _is_plain(clause, table, found):
            if len(clauses) == 1:
                return None
            left.append(said)
        elif isinstance(found, DraftTrouble):
            trouble = trouble or found
            left.append(said)
        elif isinstance(found, DraftDoubt):
            if doubt is not None:
                left.append(said)
            doubt = doubt or found
        elif found is None:
            left.append(said)
        else:
            edits += found
    if doubt is not None:
        return _with_others(edits, doubt, left)
    if not edits:
        return trouble or _left_as_they_are(clauses, table, touched)
    return _confirmed(DraftEdits(tuple(_in_order(edits)), tuple(left)), table)


def _left_as_they_are(clauses: Sequence[Clause], table: GoalTable, touched: Sequence[int]) -> DraftMeaning | None:
    """满意度照旧，成本也不变: what is said to stay; nothing is to be done about 其他. None where no such row is there."""
    kept: list[LeaveAsIs] = []
    each = [piece for clause in clauses for piece in pieces_of(clause, table)]
    for clause in each if all(said_to_stay(piece) is not None for piece in each) else clauses:
        target = said_to_stay(clause)
        if target is None:
            return None
        if target.strip(particles("particles")) in words("words", "all_else"):
            continue
        field = "goal" if speaks_of_goal(target) else head_cell(target, table)
        meant = meant_by(target, table, touched) if field is None and plainly(target) else None
        if field is not None:
            kept.append(LeaveAsIs(field=field))
        elif meant is not None and meant.rows and not meant.left:
            if not meant.definite and len(meant.rows) > 1:
                return replace(which_row(target, meant.rows, table, lambda rows: [LeaveAsIs(rows)]), what=target)
            kept.append(LeaveAsIs(meant.rows))
        else:
            return None
    return DraftEdits(tuple(kept) or (LeaveBe(),))


def _with_others(edits: Sequence[Edit], doubt: DraftDoubt, left: Sequence[str]) -> DraftDoubt:
    """The doubt with the changes that were clear beside it carried along by each choice."""
    choices = tuple(DraftChoice(choice.label, tuple(_in_order((*edits, *choice.edits)))) for choice in doubt.choices)
    return replace(doubt, choices=choices, left=tuple(left))


_MANY = 3
"""As many rows, and more than half of all, are removed only when that was confirmed."""


def _confirmed(meaning: DraftEdits, table: GoalTable) -> DraftMeaning:
    """The changes, or the wish to have them confirmed where they take most rows away."""
    gone = {row for edit in meaning.edits if isinstance(edit, RemoveRow) for row in edit.rows}
    if len(gone) < _MANY or 2 * len(gone) <= len(table.indicators):
        return meaning
    sure = tuple(replace(edit, sure=True) if isinstance(edit, RemoveRow) else edit for edit in meaning.edits)
    choices = (DraftChoice(choice_text("remove", 数=len(gone)), sure), DraftChoice(choice_text("not_removed"), (LeaveBe(),)))
    return DraftDoubt(choice_text("removing", 数=len(gone), 全部=len(table.indicators)), choices, confirm=True, left=meaning.left)


def _in_order(edits: Sequence[Edit]) -> list[Edit]:
    """Rows are meant by their place before any change: so removing comes after changing, and adding last."""
    removed = [row for edit in edits if isinstance(edit, RemoveRow) for row in edit.rows]
    added = [edit for edit in edits if isinstance(edit, AddRow)]
    rest = [edit for edit in edits if not isinstance(edit, RemoveRow | AddRow)]
    return [*rest, *([RemoveRow(tuple(sorted(set(removed))))] if removed else []), *added]


_STRONG = ("prepend", "empty", "remove", "keep", "add", "append", "rename", "twice", "half")


def _is_plain(clause: Clause, table: GoalTable, found: Outcome) -> bool:
    """Does the clause say a change plainly? What only might be one (是, 为, 多, a bare value) must read like nothing else.

    A clause that describes projects (写成“完成”的项目) or lists and ranks is a question whatever its verb.
    """
    text = clause.text.rstrip("。!？?" + particles())
    bounded = next((word for word in words("words", "bounded_behind") if text.endswith(word)), "")
    text = text.removesuffix(bounded) if verb_of(clause, table) is None else text
    searches = has(without(text, words("words", "bounding")), "words", "searches")
    verb = verb_of(clause, table)
    word = text[verb.start : verb.end] if verb is not None else ""
    if text.endswith(words("words", "describes")):
        return False
    if verb is not None and (verb.kind == "append" or (verb.kind == "set" and is_goal_writing(clause, table))):
        return True
    if verb is not None and (len(word) > 1 and (verb.kind in _STRONG or verb.kind == "set")):
        return not (isinstance(found, DraftTrouble) and searches)
    if word in words("verb", "change") and isinstance(found, list) and not has(text, "words", "asks"):
        return True
    if searches or isinstance(found, DraftTrouble):
        return isinstance(found, DraftTrouble) and found.obstacle in (Obstacle.BELOW_ZERO, Obstacle.TOO_LARGE)
    edits = found.choices[0].edits if isinstance(found, DraftDoubt) else found or ()
    return not any(isinstance(edit, RenameRow | SetField) for edit in edits) or word in words("verb", "change")
