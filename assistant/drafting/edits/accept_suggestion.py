"""按建议改: takes over proposed figures."""

from __future__ import annotations

from decimal import Decimal

from assistant.drafting.cells import cell_of, text_in, with_text
from assistant.drafting.edits.base import differences_of, redone, rows_meant, say
from assistant.drafting.fill import with_total_noted
from assistant.drafting.money import TOTAL
from assistant.drafting.refusal import EditRefused
from assistant.drafting.trace import noted
from assistant.model.draft import Change, ChangeKind, Draft
from assistant.model.edit import AcceptSuggestion
from assistant.wording import wording

_ROUNDS = 3
"""A figure taken over may bring a proposal for the goal; that one is taken over as well."""


def accept_suggestion(draft: Draft, edit: AcceptSuggestion) -> Draft:
    """The draft with the proposals for these rows, or all of them, in the table. EditRefused where there is none."""
    wanted = frozenset(rows_meant(draft, edit.rows)) if edit.rows else None
    first = draft
    taken: list[str] = []
    for _ in range(1 if edit.rows else _ROUNDS):
        offered = [change for change in draft.changes if _is_offer(change) and (wanted is None or change.row in wanted)]
        if not offered:
            break
        table, differences = draft.table, differences_of(draft)
        for change in offered:
            cell = cell_of(change)
            taken.append(change.where)
            if cell == TOTAL:
                table, differences = with_total_noted(table, differences, Decimal(change.after))
                continue
            before = text_in(table, cell)
            table = with_text(table, cell, change.after)
            why = wording("drafting/changes")("asked_accepted")
            differences = noted(differences, table, cell, before, ChangeKind.REQUESTED, why)
        taken = list(dict.fromkeys(taken))
        draft = redone(draft, table, differences, say("accept", 处数=len(taken), 各处=say("joint").join(taken)))
    if draft is first:
        where = "这几行" if edit.rows else "表里"
        raise EditRefused(f"{where}没有可以采用的建议。", "要改请直接说改成多少。")
    return draft


def _is_offer(change: Change) -> bool:
    return change.kind is ChangeKind.SUGGESTED and change.after != "" and change.after != change.before
