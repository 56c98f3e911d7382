"""Work on a draft by talking: made, changed step by step, saved at every step, asked for what is missing, adopted, put away.

The draft in hand is part of the conversation; the archive keeps it beside (`store.drafts`), so that it is there after a crash.
Where the archive cannot be written the reply says so and the draft goes on living in the conversation.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from assistant.answers.kinds import drafts as told
from assistant.answers.kinds.drafts import DraftCase, blank_cells
from assistant.drafting.cells import row_name
from assistant.drafting.differences import differences
from assistant.drafting.edits import EditRefused, apply
from assistant.errors import AssistantError, UnwritableFile
from assistant.model.conversation import Asked, Conversation, DraftChoice, DraftTalk, Turn
from assistant.model.draft import Brief, Change, ChangeKind, Draft, DraftInHand
from assistant.model.edit import (
    AddRow,
    Adopt,
    AskOn,
    ChangeBase,
    CompareWithBase,
    Edit,
    ExportDraft,
    LeaveBe,
    ListDrafts,
    ListSteps,
    PassOver,
    PutAway,
    Redo,
    RemoveRow,
    RenameRow,
    Resume,
    ShowDraft,
    TableEdit,
    TakeBack,
    Undo,
)
from assistant.model.goal_table import GoalTable
from assistant.model.interpretation import DraftDoubt, DraftEdits, DraftMeaning, DraftRequest, DraftTrouble, Obstacle
from assistant.model.query import TableRow
from assistant.model.record import record
from assistant.model.reply import Reply, ReplySource, Status
from assistant.store import drafts as saved
from assistant.store.drafts import SavedDraft
from assistant.tasks.draft_findings import with_findings
from assistant.tasks.draft_table import DraftStatus, draft_table
from assistant.tasks.similar import similar_projects
from assistant.tasks.table_text import table_text
from assistant.tasks.workspace import Workspace
from assistant.wording import wording

Answered = tuple[Reply, Conversation]

_LISTED = 10
"""As many saved drafts as are named."""
_OFFERED = 4
"""As many names or values of the archive as are offered for a blank cell."""


def _say(key: str, /, **slots: object) -> str:
    return wording("drafting/talk")(key, **slots)


@record
class Scene:
    """Where and for whom one utterance is worked on."""

    workspace: Workspace
    conversation: Conversation
    utterance: str
    width: int

    @property
    def talk(self) -> DraftTalk:
        return self.conversation.talk

    def case(self, draft: Draft, *notes: str, asks: bool = False) -> DraftCase:
        """What a reply about this draft rests on."""
        return DraftCase(self.utterance, draft, self.workspace.facts, self.width, notes, asks)


def make_draft(scene: Scene, request: DraftRequest) -> Answered:
    """A new table from what was understood of the wish."""
    brief = Brief(scene.utterance, request.base, request.year, request.project, request.total, request.factor)
    if request.doubtful:
        return _which_base(scene, "", brief, request.doubtful)
    return _made(scene, brief)


def pick_brief(scene: Scene, choice: DraftChoice) -> Answered:
    """A new table from the base that was picked."""
    assert choice.brief is not None
    return _made(scene, choice.brief)


def work_on_draft(scene: Scene, meaning: DraftMeaning) -> Answered:
    """One utterance about the draft in hand, or about drafts where none is."""
    dropped = scene.talk.choices
    picked = isinstance(meaning, DraftEdits) and any(meaning.edits == choice.edits for choice in dropped)
    answered = _answered(scene, meaning)
    if not dropped or picked or answered[1].talk.choices or not isinstance(meaning, DraftEdits):
        return answered
    reply, conversation = answered
    return replace(reply, text=reply.text + "\n" + _say("step.dropped", 各项=dropped[0].label)), conversation


def _answered(scene: Scene, meaning: DraftMeaning) -> Answered:
    """The reply to what is meant."""
    hand = scene.talk.hand
    draft = hand.draft if hand is not None else None
    match meaning:
        case DraftDoubt():
            reply = told.doubted(scene.utterance, meaning, draft)
            return _saying_left(_then(scene, reply, replace(scene.talk, choices=meaning.choices)), meaning.left)
        case DraftTrouble():
            last = next(iter(_saved(scene)), None)
            keep = meaning.obstacle is Obstacle.NOT_UNDERSTOOD
            talk, asked = _asking(scene, scene.talk if keep else replace(scene.talk, choices=()))
            case = scene.case(draft, *asked, asks=bool(asked)) if draft is not None else None
            reply = told.troubled(scene.utterance, meaning, case, scene.workspace.facts, last.project if last else "")
            return _then(scene, reply, talk)
        case DraftEdits():
            return _saying_left(_carry_out(scene, meaning.edits), meaning.left)


def _saying_left(answered: Answered, left: Sequence[str]) -> Answered:
    """The reply with the parts of the sentence that were not done."""
    reply, conversation = answered
    if not left:
        return answered
    said = _say("list").join(f"“{part}”" for part in left)
    return replace(reply, text=reply.text + "\n" + _say("step.left", 各项=said)), conversation


def unfinished(workspace: Workspace) -> str:
    """The notice at the start that a draft was left unfinished, with how to go on; "" where there is none."""
    try:
        last = next((one for one in saved.saved_drafts(workspace.archive) if not one.adopted), None)
    except UnwritableFile:
        return ""
    if last is None:
        return ""
    return _say("kept.unfinished", 年=last.year or "", 项目=last.project or _say("nameless"))


# making


def _made(scene: Scene, brief: Brief) -> Answered:
    first: list[str] = []
    try:
        outcome = draft_table(scene.workspace, brief)
    except EditRefused as refusal:
        first.append(refusal.message + _say("made.no_amount"))
        brief = replace(brief, sentence="", total=None, factor=None)
        outcome = draft_table(scene.workspace, brief)
    if outcome.status is DraftStatus.AMBIGUOUS:
        return _which_base(scene, brief.base or "", brief, outcome.choices)
    if outcome.status is DraftStatus.NOT_FOUND:
        near = _say("made.near", 各项=_say("list").join(outcome.choices[:5])) if outcome.choices else _say("made.no_near")
        first.append(_say("made.unknown_base", 名称=brief.base or "", 近似=near))
        outcome = draft_table(scene.workspace, replace(brief, base=None, sentence=_without(brief.sentence, brief.base or "")))
    if outcome.draft is None:
        reply = told.plainly(scene.utterance, outcome.message + outcome.advice)
        return _then(scene, reply, scene.talk)
    hand, note = _saved_step(scene, DraftInHand((outcome.draft,)))
    talk = DraftTalk(hand, brief=brief, asking=outcome.draft.base is None)
    talk, asked = _asking(scene, talk)
    case = scene.case(hand.draft, *note, *asked, asks=bool(asked))
    return _then(scene, told.made(case, _sources(scene, outcome.draft), first=first), talk)


def _without(sentence: str, name: str) -> str:
    return sentence.replace(name, "") if name else sentence


def _which_base(scene: Scene, what: str, brief: Brief, names: Sequence[str]) -> Answered:
    choices = tuple(DraftChoice(name, brief=replace(brief, base=name)) for name in names[:9])
    hand = scene.talk.hand
    reply = told.doubted(scene.utterance, DraftDoubt(what, choices), hand.draft if hand is not None else None)
    return _then(scene, reply, replace(scene.talk, choices=choices))


def _sources(scene: Scene, draft: Draft) -> tuple[ReplySource, ...]:
    """Where the base stands."""
    return tuple(
        ReplySource(row.document, row.project, row.year, row.place, table=row.key) for row in _base_rows(scene, draft)[:1]
    )


def _base_rows(scene: Scene, draft: Draft) -> list[TableRow]:
    if draft.base is None:
        return []
    return scene.workspace.store.find(draft.base.project, draft.base.year)


# edits


def _carry_out(scene: Scene, edits: tuple[Edit, ...]) -> Answered:
    first = edits[0]
    if isinstance(first, Resume):
        reply, conversation = _resumed(scene, first)
        if len(edits) == 1 or conversation.talk.hand is None:
            return reply, conversation
        return _carry_out(replace(scene, conversation=conversation), edits[1:])
    if isinstance(first, TakeBack):
        return _taken_back(scene)
    if isinstance(first, ListDrafts):
        return _listed(scene)
    hand = scene.talk.hand
    assert hand is not None, "only these two steps go without a draft in hand"
    if isinstance(first, get_args(TableEdit)):
        return _edited(scene, hand, tuple(edit for edit in edits if isinstance(edit, get_args(TableEdit))))
    match first:
        case Undo(steps):
            return _moved(scene, hand, -min(steps, hand.at))
        case Redo(steps):
            return _moved(scene, hand, min(steps, len(hand.steps) - 1 - hand.at))
        case CompareWithBase():
            return _compared(scene, hand)
        case ShowDraft():
            return _shown(scene, hand, first)
        case ListSteps():
            return _steps_told(scene, hand)
        case LeaveBe():
            return _then(scene, told.told(scene.case(hand.draft), _say("step.left_be")), replace(scene.talk, choices=()))
        case ExportDraft():
            return _exported(scene, hand, first)
        case Adopt():
            return _adopted(scene, hand)
        case PutAway():
            return _put_away(scene, hand, first)
        case ChangeBase():
            return _other_base(scene, hand, first)
        case AskOn(on):
            return _asked_on(scene, hand, on)
        case PassOver():
            return _passed_over(scene, hand)
    raise ValueError(f"{first} is no step")


def _edited(scene: Scene, hand: DraftInHand, edits: tuple[TableEdit, ...]) -> Answered:
    """The draft after the changes, as one step."""
    before = after = hand.draft
    try:
        for edit in edits:
            after = apply(after, edit)
    except EditRefused as refusal:
        reply = told.refused(scene.case(before), refusal.message, refusal.advice)
        return _then(scene, reply, replace(scene.talk, choices=()))
    changes = _renamed(differences(before.table, after.table), before.table, after.table, edits)
    if not changes:
        talk, asked = _asking(scene, replace(scene.talk, choices=()))
        return _then(scene, told.changed(scene.case(before, *asked, asks=bool(asked)), ()), talk)
    said = _say("list").join(dict.fromkeys(_did(before, edits)))
    after = with_findings(scene.workspace, replace(after, did=said))
    stepped, note = _saved_step(scene, DraftInHand((*hand.steps[: hand.at + 1], after), hand.at + 1, hand.key))
    talk = replace(scene.talk, hand=stepped, touched=_touched(edits, changes), choices=())
    talk, asked = _asking(scene, _skips_moved(talk, edits))
    known = {(change.where, change.after) for change in before.changes if change.kind is ChangeKind.SUGGESTED}
    news = [c for c in after.changes if c.kind is ChangeKind.SUGGESTED and (c.where, c.after) not in known]
    return _then(scene, told.changed(scene.case(after, *note, *asked, asks=bool(asked)), changes, news=news), talk)


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
    moves = any(type(edit).__name__ in ("AddRow", "RemoveRow") for edit in edits)
    return replace(talk, skipped=heads) if moves else talk


def _moved(scene: Scene, hand: DraftInHand, by: int) -> Answered:
    """撤销 and 恢复: another of the draft's states."""
    key = "redone" if by > 0 else "undone"
    if not by:
        wanted = "step.no_redo" if "恢复" in scene.utterance or "重做" in scene.utterance else "step.no_undo"
        return _then(scene, told.told(scene.case(hand.draft), _say(wanted)), replace(scene.talk, choices=()))
    at = hand.at + by
    did = [hand.steps[step].did or _say("step.filling") for step in range(min(at, hand.at) + 1, max(at, hand.at) + 1)]
    changes = differences(hand.draft.table, hand.steps[at].table)
    moved = replace(hand, at=at)
    note = _saved_place(scene, moved)
    reply = told.back_and_forth(scene.case(moved.draft, *note), key, did, changes)
    return _then(scene, reply, replace(scene.talk, hand=moved, touched=(), choices=(), asked=None))


def _other_base(scene: Scene, hand: DraftInHand, edit: ChangeBase) -> Answered:
    """The wish filled anew from another past project, as a step that can be undone."""
    draft = hand.draft
    name = edit.project
    if name is None:
        name = _next_base(scene, hand)
        if name is None:
            return _then(scene, told.told(scene.case(draft), _say("step.no_other_base")), replace(scene.talk, choices=()))
    brief = _brief_again(scene.talk.brief or Brief(), draft, name)
    outcome = draft_table(scene.workspace, brief)
    if outcome.status is DraftStatus.AMBIGUOUS:
        choices = tuple(DraftChoice(one, (ChangeBase(one),)) for one in outcome.choices[:9])
        return _then(scene, told.doubted(scene.utterance, DraftDoubt(name, choices), draft), replace(scene.talk, choices=choices))
    if outcome.draft is None or outcome.draft.base is None:
        near = _say("made.near", 各项=_say("list").join(outcome.choices[:5])) if outcome.choices else _say("made.no_near")
        return _then(scene, told.told(scene.case(draft), _say("made.unknown_base", 名称=name, 近似=near)), scene.talk)
    if draft.base is not None and outcome.draft.base == draft.base:
        said = _say("step.same_base", 项目=draft.base.project)
        return _then(scene, told.told(scene.case(draft), said), replace(scene.talk, choices=()))
    base = outcome.draft.base
    after = replace(outcome.draft, did=_say("step.based", 项目=base.project))
    stepped, note = _saved_step(scene, DraftInHand((*hand.steps[: hand.at + 1], after), hand.at + 1, hand.key))
    talk = replace(scene.talk, hand=stepped, touched=(), choices=(), asked=None, asking=False, skipped=(), brief=brief)
    first = [_say("step.new_base", 项目=base.project, 年=base.year or "")]
    return _then(scene, told.made(scene.case(after, *note), _sources(scene, after), first=first), talk)


def _brief_again(brief: Brief, draft: Draft, base: str) -> Brief:
    """The first wish with what was asked for since: year, total, and a name that is not the old base's."""
    asked = {change.field for change in draft.changes if change.kind is ChangeKind.REQUESTED}
    old = draft.base.project if draft.base is not None else ""
    table = draft.table
    return Brief(
        sentence=_without(brief.sentence, old),
        base=base,
        year=table.year,
        project=(table.project or None) if draft.base is None or "project" in asked else None,
        total=table.total if draft.base is None or "total" in asked else None,
    )


def _next_base(scene: Scene, hand: DraftInHand) -> str | None:
    """The most similar past project that was no base of this draft yet."""
    used = {step.base.project for step in hand.steps if step.base is not None}
    table = hand.draft.table
    described = " ".join((table.project, table.goal))
    for match in similar_projects(scene.workspace, described).matches:
        if match.project not in used:
            return match.project
    return None


# looking


def _steps_told(scene: Scene, hand: DraftInHand) -> Answered:
    """我前面改了哪些: every step, oldest first."""
    did = [step.did or _say("step.filling") for step in hand.steps[1 : hand.at + 1]]
    lines = [_say("step.one", 序号=at, 做法=one) for at, one in enumerate(did, 1)]
    text = _say("step.steps", 数=len(did), 各项="".join(lines)) if did else _say("step.no_steps")
    return _then(scene, told.told(scene.case(hand.draft), text), replace(scene.talk, choices=()))


def _compared(scene: Scene, hand: DraftInHand) -> Answered:
    rows = _base_rows(scene, hand.draft)
    changes: tuple[Change, ...] = ()
    if rows:
        changes = differences(scene.workspace.store.load(rows[0].key), hand.draft.table)
    reply = told.compared(scene.case(hand.draft), changes)
    return _then(scene, replace(reply, sources=_sources(scene, hand.draft)), replace(scene.talk, choices=()))


def _shown(scene: Scene, hand: DraftInHand, show: ShowDraft) -> Answered:
    case = scene.case(hand.draft)
    if show.missing:
        reply = told.missing(case)
    elif show.rows or show.field:
        reply = told.cells_shown(case, show.rows, show.field, show.how)
    else:
        reply = told.shown(case, table_text(hand.draft.table, scene.width))
    return _then(scene, reply, replace(scene.talk, choices=()))


def _exported(scene: Scene, hand: DraftInHand, export: ExportDraft) -> Answered:
    from assistant.tasks.export_table import export_draft

    if os.name != "nt" and export.file[1:2] == ":":
        text = _say("kept.no_drive", 盘=export.file[:1])
        return _then(scene, told.told(scene.case(hand.draft), text), replace(scene.talk, choices=()))
    try:
        text = _say("kept.exported", 文件=export_draft(hand.draft, export.format, export.file).absolute())
    except AssistantError as refusal:
        text = _say("kept.not_exported", 原因=refusal.message, 办法=refusal.advice)
    return _then(scene, told.told(scene.case(hand.draft), text), replace(scene.talk, choices=()))


# keeping


def _saved_step(scene: Scene, hand: DraftInHand) -> tuple[DraftInHand, tuple[str, ...]]:
    """The draft with the key under which it is saved, and a note where it could not be."""
    try:
        return replace(hand, key=saved.save_step(scene.workspace.archive, hand)), ()
    except UnwritableFile as refusal:
        return hand, (_say("kept.unsaved", 原因=refusal.message, 办法=refusal.advice),)


def _saved_place(scene: Scene, hand: DraftInHand) -> tuple[str, ...]:
    try:
        if hand.key:
            saved.save_place(scene.workspace.archive, hand)
    except UnwritableFile as refusal:
        return (_say("kept.unsaved", 原因=refusal.message, 办法=refusal.advice),)
    return ()


def _saved(scene: Scene) -> tuple[SavedDraft, ...]:
    try:
        return saved.saved_drafts(scene.workspace.archive)
    except UnwritableFile:
        return ()


def _put_away(scene: Scene, hand: DraftInHand, away: PutAway) -> Answered:
    project = hand.draft.table.project or _say("nameless")
    key = "kept.discarded" if away.discard else "kept.put_away" if hand.key else "kept.put_away_unsaved"
    if away.discard and hand.key:
        try:
            saved.discard(scene.workspace.archive, hand.key)
        except UnwritableFile as refusal:
            reply = told.refused(scene.case(hand.draft), refusal.message, refusal.advice)
            return _then(scene, reply, replace(scene.talk, choices=()))
    reply = told.plainly(scene.utterance, _say(key, 项目=project), status=Status.DRAFT, suggestions=(_say("resume"),))
    return _then(scene, reply, DraftTalk())


def _resumed(scene: Scene, resume: Resume) -> Answered:
    found = _saved(scene)
    wanted = resume.project
    fitting = [one for one in found if wanted is None or wanted in one.project or one.project in wanted]
    hand = scene.talk.hand
    if resume.place is not None:
        if not 1 <= resume.place <= len(found):
            return _listed(scene)
        fitting, wanted = [found[resume.place - 1]], found[resume.place - 1].project
    if hand is not None and hand.key and (wanted is None or (fitting and fitting[0].key == hand.key)):
        return _then(scene, told.told(scene.case(hand.draft), _say("kept.in_hand")), replace(scene.talk, choices=()))
    open_first = sorted(fitting, key=lambda one: one.adopted)
    again = next((back for one in open_first if (back := saved.load_draft(scene.workspace.archive, one.key)) is not None), None)
    if again is None:
        if found and wanted is not None:
            listed = _say("list").join(dict.fromkeys(one.project or _say("nameless") for one in found[:5]))
            reply = told.plainly(scene.utterance, _say("kept.no_saved_of", 名称=wanted, 各项=listed))
        else:
            reply = told.plainly(scene.utterance, _say("kept.no_saved"))
        return _then(scene, reply, scene.talk)
    table = again.draft.table
    total = told.total_text(table.total)
    text = _say("kept.resumed", 年=table.year or "", 项目=table.project or _say("nameless"), 总额=total, 数=again.at)
    talk, asked = _asking(scene, DraftTalk(again, asking=again.draft.base is None and bool(blank_cells(table))))
    return _then(scene, told.told(scene.case(again.draft, *asked, asks=bool(asked)), text), talk)


def _listed(scene: Scene) -> Answered:
    """The drafts that the archive keeps, where none was adopted."""
    found = _saved(scene)
    text = _say("kept.none_adopted")
    if found:
        names = [_say("kept.listed_one", 年=one.year or "", 项目=one.project or _say("nameless")) for one in found[:_LISTED]]
        text += _say("kept.listed", 数=len(found), 各项=_say("list").join(names))
    hand = scene.talk.hand
    if hand is not None:
        return _then(scene, told.told(scene.case(hand.draft), text), replace(scene.talk, choices=()))
    suggestions = (_say("resume"),) if found else ()
    return _then(scene, told.plainly(scene.utterance, text, suggestions=suggestions), scene.talk)


def _adopted(scene: Scene, hand: DraftInHand) -> Answered:
    table = hand.draft.table
    case = scene.case(hand.draft)
    for blank, lacking in ((not table.project, "kept.no_name"), (table.year is None, "kept.no_year")):
        if blank:
            return _then(scene, told.told(case, _say(lacking)), replace(scene.talk, choices=()))
    try:
        key = hand.key or saved.save_step(scene.workspace.archive, hand)
        name = _say("kept.document", 项目=table.project, 年=table.year)
        again = saved.adopt(scene.workspace.archive, key, table, name)
    except UnwritableFile as refusal:
        return _then(scene, told.refused(case, refusal.message, refusal.advice), replace(scene.talk, choices=()))
    text = _say("kept.adopted_again" if again else "kept.adopted", 年=table.year, 项目=table.project)
    return _then(scene, told.told(case, text), replace(scene.talk, hand=replace(hand, key=key), choices=()))


def _taken_back(scene: Scene) -> Answered:
    hand = scene.talk.hand
    adopted = next((one for one in _saved(scene) if one.adopted and (hand is None or not hand.key or one.key == hand.key)), None)
    if adopted is None:
        if hand is None:
            return _then(scene, told.plainly(scene.utterance, _say("kept.not_adopted")), scene.talk)
        return _then(scene, told.told(scene.case(hand.draft), _say("kept.not_adopted")), scene.talk)
    try:
        saved.take_back(scene.workspace.archive, adopted.key)
    except UnwritableFile as refusal:
        reply = told.plainly(scene.utterance, refusal.message + refusal.advice)
        return _then(scene, reply, scene.talk)
    text = _say("kept.taken_back", 项目=adopted.project)
    if hand is None:
        again = (_say("resume"),)
        reply = told.plainly(scene.utterance, text, status=Status.DRAFT, suggestions=again)
        return _then(scene, reply, scene.talk)
    return _then(scene, told.told(scene.case(hand.draft), text), replace(scene.talk, choices=()))


# asking


def _asking(scene: Scene, talk: DraftTalk) -> tuple[DraftTalk, tuple[str, ...]]:
    """The talk with the next cell asked for, and the question; as it was where nothing is to be asked."""
    if not talk.asking or talk.hand is None:
        return replace(talk, asked=None), ()
    table = talk.hand.draft.table
    following = next((asked for asked in blank_cells(table) if asked not in talk.skipped), None)
    if following is None:
        return replace(talk, asked=None, asking=False), (_say("ask.done"),)
    return replace(talk, asked=following), (told.question_for(following, table, _offer(scene, following, table)),)


def _offer(scene: Scene, asked: Asked, table: GoalTable) -> str:
    """What the archive's indicators offer for a blank row: values where it has a name, names where it has none."""
    if asked.row is None:
        return ""
    from assistant.tasks.library import indicator_library

    row = table.indicators[asked.row]
    topic = row.level3 or " ".join((table.project, table.goal))
    found = indicator_library(scene.workspace, row.level2, topic, _OFFERED)
    if not row.level3:
        return told.offer_names([entry.name for entry in found if entry.name])
    values = list(dict.fromkeys(value for entry in found for value in entry.values if value))
    return told.offer_values(values[:_OFFERED])


def _asked_on(scene: Scene, hand: DraftInHand, on: bool) -> Answered:
    talk = replace(scene.talk, asking=on, skipped=() if on else scene.talk.skipped, choices=())
    if not on:
        return _then(scene, told.told(scene.case(hand.draft), _say("ask.stopped")), replace(talk, asked=None))
    if not blank_cells(hand.draft.table):
        return _then(scene, told.told(scene.case(hand.draft), _say("ask.nothing")), replace(talk, asking=False, asked=None))
    talk, asked = _asking(scene, talk)
    return _then(scene, told.told(scene.case(hand.draft, asks=True), asked[0]), talk)


def _passed_over(scene: Scene, hand: DraftInHand) -> Answered:
    asked = scene.talk.asked
    assert asked is not None, "only what was asked for is passed over"
    talk, following = _asking(scene, replace(scene.talk, skipped=(*scene.talk.skipped, asked), choices=()))
    return _then(scene, told.told(scene.case(hand.draft, asks=talk.asked is not None), following[0]), talk)


# the conversation


def _then(scene: Scene, reply: Reply, talk: DraftTalk) -> Answered:
    """The conversation after this reply: 它 points at the base."""
    base = talk.hand.draft.base if talk.hand is not None else None
    projects = ((base.project, base.year),) if base is not None else ()
    conversation = scene.conversation.then(Turn(scene.utterance, projects=projects, draft=reply.draft))
    return reply, replace(conversation, talk=talk)
