"""删掉第三条: rows taken out."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.cells import row_name
from assistant.drafting.edits.base import differences_of, listed, name_of, redone, rows_meant, say
from assistant.drafting.settle import carried
from assistant.drafting.trace import renumbered
from assistant.model.draft import Change, ChangeKind, Draft
from assistant.model.edit import RemoveRow
from assistant.wording import wording


def remove_row(draft: Draft, edit: RemoveRow) -> Draft:
    """The draft without the rows; a row that was added since leaves no trace. EditRefused for a row that is not there."""
    gone = frozenset(rows_meant(draft, edit.rows))
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
