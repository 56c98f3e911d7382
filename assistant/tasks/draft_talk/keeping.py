"""Drafts put away and taken up again, adopted into the archive and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.kinds import drafts as told
from assistant.answers.kinds.drafts import blank_cells
from assistant.errors import UnwritableFile
from assistant.model.conversation import DraftTalk
from assistant.model.draft import DraftInHand
from assistant.model.edit import LeaveAsIs, PutAway, Resume
from assistant.model.reply import Status
from assistant.store import drafts as saved
from assistant.tasks.draft_form import NAME, VALUE, called, head_cell_of, tick_of, typed_text, wanting
from assistant.tasks.draft_talk.asking import next_asked
from assistant.tasks.draft_talk.saving import kept_drafts, saved_place
from assistant.tasks.draft_talk.scene import Answered, Scene, say, saying, then

_SHORT = 24
"""So many characters of a cell are said."""
_LISTED = 10
"""As many saved drafts as are named."""


def put_away(scene: Scene, hand: DraftInHand, away: PutAway) -> Answered:
    """先放着, 不要了: the draft laid aside or deleted."""
    project = hand.draft.table.project or say("nameless")
    key = "kept.discarded" if away.discard else "kept.put_away" if hand.key else "kept.put_away_unsaved"
    if away.discard and hand.key:
        try:
            saved.discard(scene.workspace.archive, hand.key)
        except UnwritableFile as refusal:
            reply = told.refused(scene.case(hand.draft), refusal.message, refusal.advice)
            return then(scene, reply, replace(scene.talk, choices=()))
    reply = told.plainly(scene.utterance, say(key, 项目=project), status=Status.DRAFT, suggestions=(say("resume"),))
    return then(scene, reply, DraftTalk())


def left_as_is(scene: Scene, hand: DraftInHand, edits: Sequence[LeaveAsIs]) -> Answered:
    """满意度照旧: cells that are right as they stand want nobody any more; that is kept with the draft."""
    draft, table = hand.draft, hand.draft.table
    rows = tuple(dict.fromkeys(row for edit in edits for row in edit.rows))
    wanted = wanting(draft)
    cells = [cell for edit in edits if (cell := head_cell_of(edit.field, table))]
    for row in rows:
        cells += [name] if (name := f"row:{row}.{NAME}") in wanted else []
        cells.append(f"row:{row}.{VALUE}")
    if blank := [called(table, cell) for cell in cells if not typed_text(table, cell)]:
        return saying(scene, draft, say("step.blank", 各项=say("list").join(blank)))
    looked_at = tuple(dict.fromkeys((*hand.looked_at, *(tick_of(table, cell) for cell in cells))))
    kept = replace(hand, looked_at=looked_at)
    note = saved_place(scene, kept)
    listed = say("list").join(
        say("step.as_is_one", 格=called(table, cell), 字=_shortly(typed_text(table, cell))) for cell in cells
    )
    reply = told.told(scene.case(draft, *note), say("step.as_is", 各项=listed))
    return then(scene, reply, replace(scene.talk, hand=kept, choices=(), touched=rows if len(rows) <= 3 else ()))


def _shortly(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def resumed(scene: Scene, resume: Resume) -> Answered:
    """接着改上次那份: a saved draft in hand again, that of the name or place that was said."""
    found = kept_drafts(scene)
    wanted = resume.project
    fitting = [one for one in found if wanted is None or wanted in one.project or one.project in wanted]
    hand = scene.talk.hand
    if resume.place is not None:
        if not 1 <= resume.place <= len(found):
            return drafts_listed(scene)
        fitting, wanted = [found[resume.place - 1]], found[resume.place - 1].project
    if hand is not None and hand.key and (wanted is None or (fitting and fitting[0].key == hand.key)):
        return saying(scene, hand.draft, say("kept.in_hand"))
    open_first = sorted(fitting, key=lambda one: one.adopted)
    again = next((back for one in open_first if (back := saved.load_draft(scene.workspace.archive, one.key)) is not None), None)
    if again is None:
        if found and wanted is not None:
            listed = say("list").join(dict.fromkeys(one.project or say("nameless") for one in found[:5]))
            reply = told.plainly(scene.utterance, say("kept.no_saved_of", 名称=wanted, 各项=listed))
        else:
            reply = told.plainly(scene.utterance, say("kept.no_saved"))
        return then(scene, reply, scene.talk)
    table = again.draft.table
    total = told.total_text(table.total)
    text = say("kept.resumed", 年=table.year or "", 项目=table.project or say("nameless"), 总额=total, 数=again.at)
    talk, asked = next_asked(scene, DraftTalk(again, asking=again.draft.base is None and bool(blank_cells(table))))
    return then(scene, told.told(scene.case(again.draft, *asked, asks=bool(asked)), text), talk)


def drafts_listed(scene: Scene) -> Answered:
    """The drafts that the archive keeps, where none was adopted."""
    found = kept_drafts(scene)
    text = say("kept.none_adopted")
    if found:
        names = [say("kept.listed_one", 年=one.year or "", 项目=one.project or say("nameless")) for one in found[:_LISTED]]
        text += say("kept.listed", 数=len(found), 各项=say("list").join(names))
    hand = scene.talk.hand
    if hand is not None:
        return saying(scene, hand.draft, text)
    suggestions = (say("resume"),) if found else ()
    return then(scene, told.plainly(scene.utterance, text, suggestions=suggestions), scene.talk)


def adopted_into_archive(scene: Scene, hand: DraftInHand) -> Answered:
    """采用: the draft among the tables of the archive, marked as one."""
    table = hand.draft.table
    case = scene.case(hand.draft)
    for blank, lacking in ((not table.project, "kept.no_name"), (table.year is None, "kept.no_year")):
        if blank:
            return saying(scene, hand.draft, say(lacking))
    try:
        key = hand.key or saved.save_step(scene.workspace.archive, hand)
        name = say("kept.document", 项目=table.project, 年=table.year)
        again = saved.adopt(scene.workspace.archive, key, table, name)
    except UnwritableFile as refusal:
        return then(scene, told.refused(case, refusal.message, refusal.advice), replace(scene.talk, choices=()))
    text = say("kept.adopted_again" if again else "kept.adopted", 年=table.year, 项目=table.project)
    return then(scene, told.told(case, text), replace(scene.talk, hand=replace(hand, key=key), choices=()))


def taken_back(scene: Scene) -> Answered:
    """撤销采用: the adopted draft out of the archive, still kept as a draft."""
    hand = scene.talk.hand
    adopted = next(
        (one for one in kept_drafts(scene) if one.adopted and (hand is None or not hand.key or one.key == hand.key)), None
    )
    if adopted is None:
        if hand is None:
            return then(scene, told.plainly(scene.utterance, say("kept.not_adopted")), scene.talk)
        return then(scene, told.told(scene.case(hand.draft), say("kept.not_adopted")), scene.talk)
    try:
        saved.take_back(scene.workspace.archive, adopted.key)
    except UnwritableFile as refusal:
        reply = told.plainly(scene.utterance, refusal.message + refusal.advice)
        return then(scene, reply, scene.talk)
    text = say("kept.taken_back", 项目=adopted.project)
    if hand is None:
        again = (say("resume"),)
        reply = told.plainly(scene.utterance, text, status=Status.DRAFT, suggestions=again)
        return then(scene, reply, scene.talk)
    return saying(scene, hand.draft, text)
