"""The draft in hand shown: its table, its steps, beside its base, as a file."""

from __future__ import annotations

import os
from dataclasses import replace

from assistant.answers.kinds import drafts as told
from assistant.drafting.differences import differences
from assistant.errors import AssistantError
from assistant.model.draft import Change, DraftInHand
from assistant.model.edit import ExportDraft, ShowDraft
from assistant.tasks.draft_base import base_table
from assistant.tasks.draft_talk.making import base_sources
from assistant.tasks.draft_talk.scene import Answered, Scene, say, saying, then
from assistant.tasks.table_text import table_text


def steps_told(scene: Scene, hand: DraftInHand) -> Answered:
    """我前面改了哪些: every step, oldest first."""
    did = [step.did or say("step.filling") for step in hand.steps[1 : hand.at + 1]]
    lines = [say("step.one", 序号=at, 做法=one) for at, one in enumerate(did, 1)]
    text = say("step.steps", 数=len(did), 各项="".join(lines)) if did else say("step.no_steps")
    return saying(scene, hand.draft, text)


def compared(scene: Scene, hand: DraftInHand) -> Answered:
    """和底稿比: what differs from the base."""
    base = base_table(scene.workspace, hand.draft)
    changes: tuple[Change, ...] = () if base is None else differences(base, hand.draft.table)
    reply = told.compared(scene.case(hand.draft), changes)
    return then(scene, replace(reply, sources=base_sources(scene, hand.draft)), replace(scene.talk, choices=()))


def shown(scene: Scene, hand: DraftInHand, show: ShowDraft) -> Answered:
    """The whole table, some of its cells, or what is missing in it."""
    case = scene.case(hand.draft)
    if show.missing:
        reply = told.missing(case)
    elif show.rows or show.field:
        reply = told.cells_shown(case, show.rows, show.field, show.how)
    else:
        reply = told.shown(case, table_text(hand.draft.table, scene.width))
    return then(scene, reply, replace(scene.talk, choices=()))


def exported(scene: Scene, hand: DraftInHand, export: ExportDraft) -> Answered:
    """导出: the file that was written, or why it was not."""
    from assistant.tasks.export_table import export_draft

    if os.name != "nt" and export.file[1:2] == ":":
        text = say("kept.no_drive", 盘=export.file[:1])
        return saying(scene, hand.draft, text)
    try:
        text = say("kept.exported", 文件=export_draft(hand.draft, export.format, export.file).absolute())
    except AssistantError as refusal:
        text = say("kept.not_exported", 原因=refusal.message, 办法=refusal.advice)
    return saying(scene, hand.draft, text)
