"""Work on a draft by talking: made, changed step by step, saved at every step, asked for what is missing, adopted, put away.

The draft in hand is part of the conversation; the archive keeps it beside (`store.drafts`), so that it is there after a crash.
Where the archive cannot be written the reply says so and the draft goes on living in the conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from assistant.answers.kinds import drafts as told
from assistant.errors import UnwritableFile
from assistant.model.conversation import DraftChoice
from assistant.model.draft import Brief
from assistant.model.edit import (
    Adopt,
    AskOn,
    ChangeBase,
    CompareWithBase,
    Edit,
    ExportDraft,
    LeaveAsIs,
    LeaveBe,
    ListDrafts,
    ListSteps,
    PassOver,
    PutAway,
    Redo,
    Resume,
    ShowDraft,
    TableEdit,
    TakeBack,
    Undo,
)
from assistant.model.interpretation import DraftDoubt, DraftEdits, DraftMeaning, DraftRequest, DraftTrouble, Obstacle
from assistant.store import drafts as saved
from assistant.tasks.draft_talk.asking import asked_on, next_asked, passed_over
from assistant.tasks.draft_talk.changing import back, edited, forth
from assistant.tasks.draft_talk.keeping import adopted_into_archive, drafts_listed, left_as_is, put_away, resumed, taken_back
from assistant.tasks.draft_talk.looking import compared, exported, shown, steps_told
from assistant.tasks.draft_talk.making import made, other_base, which_base
from assistant.tasks.draft_talk.saving import kept_drafts
from assistant.tasks.draft_talk.scene import Answered, Scene, say, saying, then
from assistant.tasks.workspace import Workspace

__all__ = ["Scene", "make_draft", "pick_brief", "unfinished", "work_on_draft"]


def make_draft(scene: Scene, request: DraftRequest) -> Answered:
    """A new table from what was understood of the wish."""
    brief = Brief(scene.utterance, request.base, request.year, request.project, request.total, request.factor)
    if request.doubtful:
        return which_base(scene, "", brief, request.doubtful)
    return made(scene, brief)


def pick_brief(scene: Scene, choice: DraftChoice) -> Answered:
    """A new table from the base that was picked."""
    assert choice.brief is not None
    return made(scene, choice.brief)


def work_on_draft(scene: Scene, meaning: DraftMeaning) -> Answered:
    """One utterance about the draft in hand, or about drafts where none is."""
    dropped = scene.talk.choices
    picked = isinstance(meaning, DraftEdits) and any(meaning.edits == choice.edits for choice in dropped)
    answered = _answered(scene, meaning)
    if not dropped or picked or answered[1].talk.choices or not isinstance(meaning, DraftEdits):
        return answered
    reply, conversation = answered
    return replace(reply, text=reply.text + "\n" + say("step.dropped", 各项=dropped[0].label)), conversation


def _answered(scene: Scene, meaning: DraftMeaning) -> Answered:
    """The reply to what is meant."""
    hand = scene.talk.hand
    draft = hand.draft if hand is not None else None
    match meaning:
        case DraftDoubt():
            reply = told.doubted(scene.utterance, meaning, draft)
            return _saying_left(then(scene, reply, replace(scene.talk, choices=meaning.choices)), meaning.left)
        case DraftTrouble():
            last = next(iter(kept_drafts(scene)), None)
            keep = meaning.obstacle is Obstacle.NOT_UNDERSTOOD
            talk, asked = next_asked(scene, scene.talk if keep else replace(scene.talk, choices=()))
            case = scene.case(draft, *asked, asks=bool(asked)) if draft is not None else None
            reply = told.troubled(scene.utterance, meaning, case, scene.workspace.facts, last.project if last else "")
            return then(scene, reply, talk)
        case DraftEdits():
            return _saying_left(_carry_out(scene, meaning.edits), meaning.left)


def _saying_left(answered: Answered, left: Sequence[str]) -> Answered:
    """The reply with the parts of the sentence that were not done."""
    reply, conversation = answered
    if not left:
        return answered
    said = say("list").join(f"“{part}”" for part in left)
    return replace(reply, text=reply.text + "\n" + say("step.left", 各项=said)), conversation


def unfinished(workspace: Workspace) -> str:
    """The notice at the start that a draft was left unfinished, with how to go on; "" where there is none."""
    try:
        last = next((one for one in saved.saved_drafts(workspace.archive) if not one.adopted), None)
    except UnwritableFile:
        return ""
    if last is None:
        return ""
    return say("kept.unfinished", 年=last.year or "", 项目=last.project or say("nameless"))


def _carry_out(scene: Scene, edits: tuple[Edit, ...]) -> Answered:
    first = edits[0]
    if isinstance(first, Resume):
        reply, conversation = resumed(scene, first)
        if len(edits) == 1 or conversation.talk.hand is None:
            return reply, conversation
        return _carry_out(replace(scene, conversation=conversation), edits[1:])
    if isinstance(first, TakeBack):
        return taken_back(scene)
    if isinstance(first, ListDrafts):
        return drafts_listed(scene)
    hand = scene.talk.hand
    assert hand is not None, "only these two steps go without a draft in hand"
    if isinstance(first, get_args(TableEdit)):
        return edited(scene, hand, tuple(edit for edit in edits if isinstance(edit, get_args(TableEdit))))
    match first:
        case Undo(steps):
            return back(scene, hand, steps)
        case Redo(steps):
            return forth(scene, hand, steps)
        case CompareWithBase():
            return compared(scene, hand)
        case ShowDraft():
            return shown(scene, hand, first)
        case ListSteps():
            return steps_told(scene, hand)
        case LeaveAsIs():
            return left_as_is(scene, hand, [edit for edit in edits if isinstance(edit, LeaveAsIs)])
        case LeaveBe():
            return saying(scene, hand.draft, say("step.left_be"))
        case ExportDraft():
            return exported(scene, hand, first)
        case Adopt():
            return adopted_into_archive(scene, hand)
        case PutAway():
            return put_away(scene, hand, first)
        case ChangeBase():
            return other_base(scene, hand, first)
        case AskOn(on):
            return asked_on(scene, hand, on)
        case PassOver():
            return passed_over(scene, hand)
    raise ValueError(f"{first} is no step")
