"""An utterance cut into clauses of which each says one change (满意度改成92%，成本改成5万)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chinese.years import find_dates
from assistant.model.edit import AddRow, SetFund, SetTotal, SetValue, ShiftValue
from assistant.model.goal_table import GoalTable
from assistant.questions.drafts.changes.by_verb import change_in
from assistant.questions.drafts.changes.clause import BREAK, Clause, is_inside, masked_spans, verb_of
from assistant.questions.drafts.changes.goal_text import is_rest_of_goal, runs_on
from assistant.questions.drafts.heads import head_cell
from assistant.questions.drafts.rows import levels_in, quantities_in
from assistant.questions.drafts.words import bare, words
from assistant.questions.utterance import Utterance


def clauses_of(utterance: Utterance, table: GoalTable, touched: Sequence[int]) -> list[Clause]:
    """The utterance at its commas and joining words, where what follows stands as a change of its own."""
    text = utterance.text
    masked = masked_spans(text, table)
    cuts = [(match.start(), match.end()) for match in BREAK.finditer(text) if not is_inside(match.start(), masked)]
    for word in words("words", "joins"):
        at = text.find(word)
        while at > 0:
            if not is_inside(at, masked):
                cuts.append((at, at + len(word)))
            at = text.find(word, at + 1)
    start = 0
    clauses: list[Clause] = []
    for cut, following in sorted(set(cuts)):
        if cut <= start:
            start = following if not text[start:cut].strip() and not clauses else start
            continue
        if not bare(text[start:cut]):
            start = following
            continue
        here, rest = Clause(utterance, start, cut), Clause(utterance, following, len(text))
        if runs_on(here, table) or change_in(here, table, touched) is None:
            continue
        alone = _stands_alone(rest, table, touched) or is_rest_of_goal(here, rest, table)
        if not alone and (text[cut] == "、" or not _is_whole(here, table, touched)):
            continue
        if _needs_more(here, table, touched):
            continue
        clauses.append(here)
        start = following
    return [*clauses, Clause(utterance, start, len(text))]


def _is_whole(clause: Clause, table: GoalTable, touched: Sequence[int]) -> bool:
    """Does the clause give its cell a whole value, so that what follows is none of it (31个，钱跟着变)?"""
    found = change_in(clause, table, touched)
    return (
        isinstance(found, list)
        and bool(found)
        and all(isinstance(edit, SetValue | SetTotal | SetFund | ShiftValue) for edit in found)
    )


def _stands_alone(clause: Clause, table: GoalTable, touched: Sequence[int]) -> bool:
    """Does what follows say a target of its own, up to its own first break?"""
    text = clause.text
    found = BREAK.search(text)
    first = Clause(clause.utterance, clause.start, clause.start + found.start()) if found is not None else clause
    if verb_of(first, table) is None and not quantities_in(first.text) and not find_dates(first.text):
        return False
    return change_in(first, table, touched) is not None


def _needs_more(clause: Clause, table: GoalTable, touched: Sequence[int]) -> bool:
    """A row that is added needs a name, 改一下满意度 a value: they may stand behind the comma."""
    verb = verb_of(clause, table)
    if verb is not None and verb.kind == "set" and not bare(clause.text[: verb.start]):
        target = clause.text[verb.end :]
        if head_cell(target, table) is not None or levels_in(target):
            return True
    found = change_in(clause, table, touched)
    return isinstance(found, list) and any(isinstance(edit, AddRow) and not edit.name for edit in found)
