"""删掉第三条: rows taken out."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.cells import row_name
from assistant.drafting.edits.base import differences_of, listed, name_of, redone, rows_meant, say
from assistant.drafting.refusal import EditRefused
from assistant.drafting.settle import carried
from assistant.drafting.trace import renumbered
from assistant.model.draft import Change, ChangeKind, Draft
from assistant.model.edit import RemoveRow
from assistant.wording import wording

MANY = 3
"""As many rows, and more than half of all, are taken out only when that was said again."""


def remove_row(draft: Draft, edit: RemoveRow) -> Draft:
    """The draft without the rows; a row that was added since leaves no trace.

    EditRefused for a row that is not there, and for more than half of the rows unless the official is `sure`.
    """
    gone = frozenset(rows_meant(draft, edit.rows))
    count = len(draft.table.indicators)
    if not edit.sure and len(gone) >= MANY and 2 * len(gone) > count:
        what = f"全部{count}行" if len(gone) == count else f"{count}行里的{len(gone)}行"
        raise EditRefused(f"这要删去{what}指标，还没有删。", "确实要删，请说“确定”；只删其中几行，请说是哪几条。")
    rows, differences = draft.table.indicators, differences_of(draft)
    table = replace(draft.table, indicators=tuple(row for at, row in enumerate(rows) if at not in gone))
    added = {one.row for one in differences if one.row is not None and one.part == ""}
    why = wording("drafting/changes")("asked_removed")
    removed = []
    for at in sorted(gone - added):
        stood = {one.part: one.before for one in differences if one.row == at}
        name, value = stood.get("level3", rows[at].level3), stood.get("value", rows[at].value.text)
        called = row_name(replace(rows[at], level3=name))
        removed.append(Change(called, value or name, "", ChangeKind.REQUESTED, why))
    left = [at for at in range(len(rows)) if at not in gone]
    places = {old: new for new, old in enumerate(left)}
    names = [name_of(draft, at) for at in sorted(gone)]
    did = say("remove_row", 行=names[0]) if len(names) == 1 else say("remove_rows", 行数=len(names), 各行=listed(names))
    said = renumbered(carried(draft.changes, draft.base), places.get)
    return redone(draft, table, (*renumbered(differences, places.get), *removed), did, said)
