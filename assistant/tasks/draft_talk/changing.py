"""Changes of the draft in hand, each sentence a step, and the way back and forth between the steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.kinds import drafts as told
from assistant.drafting.cells import row_name
from assistant.drafting.differences import differences
from assistant.drafting.edits import EditRefused, apply
from assistant.model.conversation import DraftTalk
from assistant.model.draft import Change, ChangeKind, Draft, DraftInHand
from assistant.model.edit import AddRow, RemoveRow, RenameRow, TableEdit
from assistant.model.goal_table import GoalTable
from assistant.tasks.draft_findings import with_findings
from assistant.tasks.draft_talk.asking import next_asked
from assistant.tasks.draft_talk.saving import saved_place, saved_step
from assistant.tasks.draft_talk.scene import Answered, Scene, say, saying, then


def edited(scene: Scene, hand: DraftInHand, edits: tuple[TableEdit, ...]) -> Answered:
    """The draft after the changes, as one step."""
    before = after = hand.draft
    try:
        for edit in edits:
            after = apply(after, edit)
    except EditRefused as refusal:
        reply = told.refused(scene.case(before), refusal.message, refusal.advice)
        return then(scene, reply, replace(scene.talk, choices=()))
    changes = _renamed(differences(before.table, after.table), before.table, after.table, edits)
    if not changes:
        talk, asked = next_asked(scene, replace(scene.talk, choices=()))
        return then(scene, told.changed(scene.case(before, *asked, asks=bool(asked)), ()), talk)
    said = say("list").join(dict.fromkeys(_did(before, edits)))
    after = with_findings(scene.workspace, replace(after, did=said))
    stepped, note = saved_step(scene, replace(hand, steps=(*hand.steps[: hand.at + 1], after), at=hand.at + 1))
    talk = replace(scene.talk, hand=stepped, touched=_touched(edits, changes), choices=())
    talk, asked = next_asked(scene, _skips_moved(talk, edits))
    known = {(change.where, change.after) for change in before.changes if change.kind is ChangeKind.SUGGESTED}
    news = [c for c in after.changes if c.kind is ChangeKind.SUGGESTED and (c.where, c.after) not in known]
    return then(scene, told.changed(scene.case(after, *note, *asked, asks=bool(asked)), changes, news=news), talk)


def _renamed(changes: tuple[Change, ...], before: GoalTable, after: GoalTable, edits: Sequence[TableEdit]) -> tuple[Change, ...]:
    """The changes, with a row that took a new name and a new value told as that row, not as one that came and one that went."""
    if any(isinstance(edit, AddRow | RemoveRow) for edit in edits):
        return changes
    for edit in edits:
        if not isinstance(edit, RenameRow) or edit.row >= len(before.indicators):
            continue
        old, new = before.indicators[edit.row], after.indicators[edit.row]
        come = [one for one in changes if one.row == edit.row and not one.part and not one.before]
        gone = [one for one in changes if one.row is None and not one.field and one.where == row_name(old)]
        if len(come) == 1 and len(gone) == 1:
            told_so = [Change(row_name(old), old.level3, new.level3, ChangeKind.REQUESTED, "", "", edit.row, "level3")]
            if old.value.text != new.value.text:
                told_so.append(
                    Change(row_name(new), old.value.text, new.value.text, ChangeKind.REQUESTED, "", "", edit.row, "value")
                )
            changes = (*(one for one in changes if one not in (*come, *gone)), *told_so)
    return changes


def _did(before: Draft, edits: Sequence[TableEdit]) -> list[str]:
    """Each change in words."""
    said, draft = [], before
    for edit in edits:
        draft = apply(draft, edit)
        said.append(draft.did)
    return said


def _touched(edits: Sequence[TableEdit], changes: Sequence[Change]) -> tuple[int, ...]:
    """The rows that were changed: what 这条 means next."""
    rows = tuple(dict.fromkeys(change.row for change in changes if change.row is not None))
    added = any(isinstance(edit, AddRow) for edit in edits)
    return rows if len(rows) <= 3 or added else ()


def _skips_moved(talk: DraftTalk, edits: Sequence[TableEdit]) -> DraftTalk:
    """Rows that were passed over are known by their index: where rows came or went they are asked for anew."""
    heads = tuple(asked for asked in talk.skipped if asked.row is None)
    moves = any(isinstance(edit, AddRow | RemoveRow) for edit in edits)
    return replace(talk, skipped=heads) if moves else talk


def back(scene: Scene, hand: DraftInHand, steps: int) -> Answered:
    """撤销: the draft as it was so many steps before."""
    at = max(hand.at - steps, 0)
    return _stepped(scene, hand, at, "undone") if at < hand.at else saying(scene, hand.draft, say("step.no_undo"))


def forth(scene: Scene, hand: DraftInHand, steps: int) -> Answered:
    """恢复: the draft as it was before so many steps were undone."""
    at = min(hand.at + steps, len(hand.steps) - 1)
    return _stepped(scene, hand, at, "redone") if at > hand.at else saying(scene, hand.draft, say("step.no_redo"))


def _stepped(scene: Scene, hand: DraftInHand, at: int, key: str) -> Answered:
    """The draft in another of its states, with what lies between told."""
    did = [hand.steps[step].did or say("step.filling") for step in range(min(at, hand.at) + 1, max(at, hand.at) + 1)]
    changes = differences(hand.draft.table, hand.steps[at].table)
    moved = replace(hand, at=at)
    note = saved_place(scene, moved)
    reply = told.back_and_forth(scene.case(moved.draft, *note), key, did, changes)
    return then(scene, reply, replace(scene.talk, hand=moved, touched=(), choices=(), asked=None))
