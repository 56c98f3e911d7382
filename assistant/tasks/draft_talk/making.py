"""A draft made from a wish, and made anew from another base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.kinds import drafts as told
from assistant.drafting.edits import EditRefused
from assistant.model.conversation import DraftChoice, DraftTalk
from assistant.model.draft import Brief, ChangeKind, Draft, DraftInHand
from assistant.model.edit import ChangeBase
from assistant.model.interpretation import DraftDoubt
from assistant.model.query import TableRow
from assistant.model.reply import ReplySource
from assistant.tasks.draft_base import base_row
from assistant.tasks.draft_table import DraftStatus, draft_table
from assistant.tasks.draft_talk.asking import next_asked
from assistant.tasks.draft_talk.saving import saved_step
from assistant.tasks.draft_talk.scene import Answered, Scene, say, saying, then
from assistant.tasks.similar import similar_projects


def made(scene: Scene, brief: Brief) -> Answered:
    """The first draft of a wish; asked where its base is one of several, and made from nothing where it is unknown."""
    first: list[str] = []
    try:
        outcome = draft_table(scene.workspace, brief)
    except EditRefused as refusal:
        first.append(refusal.message + say("made.no_amount"))
        brief = replace(brief, sentence="", total=None, factor=None)
        outcome = draft_table(scene.workspace, brief)
    if outcome.status is DraftStatus.AMBIGUOUS:
        return which_base(scene, brief.base or "", brief, outcome.choices, outcome.tables)
    if outcome.status is DraftStatus.NOT_FOUND:
        first.append(_unknown(brief.base or "", outcome.choices))
        outcome = draft_table(
            scene.workspace, replace(brief, base=None, table=0, sentence=_without(brief.sentence, brief.base or ""))
        )
    if outcome.draft is None:
        reply = told.plainly(scene.utterance, outcome.message + outcome.advice)
        return then(scene, reply, scene.talk)
    base = outcome.draft.base
    if base is not None and brief.base is None:
        first.append(say("made.own_choice", 项目=base.project, 年=say("made.of_year", 年=base.year) if base.year else ""))
    hand, note = saved_step(scene, DraftInHand((outcome.draft,)))
    talk = DraftTalk(hand, brief=brief, asking=outcome.draft.base is None)
    talk, asked = next_asked(scene, talk)
    case = scene.case(hand.draft, *note, *asked, asks=bool(asked))
    return then(scene, told.made(case, base_sources(scene, outcome.draft), first=first), talk)


def _unknown(name: str, near: Sequence[str]) -> str:
    """The archive knows no project of this name; those whose names come near."""
    offered = say("made.near", 各项=say("list").join(near[:5])) if near else say("made.no_near")
    return say("made.unknown_base", 名称=name, 近似=offered)


def _without(sentence: str, name: str) -> str:
    return sentence.replace(name, "") if name else sentence


def which_base(scene: Scene, what: str, brief: Brief, names: Sequence[str], tables: Sequence[TableRow] = ()) -> Answered:
    """The choice between past projects that are meant equally well; `tables`: those that the names stand for."""
    briefs = [replace(brief, base=table.project, table=table.key) for table in tables]
    briefs = briefs or [replace(brief, base=name) for name in names]
    choices = tuple(DraftChoice(name, brief=chosen) for name, chosen in zip(names[:9], briefs, strict=False))
    hand = scene.talk.hand
    reply = told.doubted(scene.utterance, DraftDoubt(what, choices), hand.draft if hand is not None else None)
    return then(scene, reply, replace(scene.talk, choices=choices))


def base_sources(scene: Scene, draft: Draft) -> tuple[ReplySource, ...]:
    """Where the base stands."""
    row = base_row(scene.workspace, draft)
    return () if row is None else (ReplySource(row.document, row.project, row.year, row.place, table=row.key),)


def other_base(scene: Scene, hand: DraftInHand, edit: ChangeBase) -> Answered:
    """The wish filled anew from another past project, as a step that can be undone."""
    draft = hand.draft
    name = edit.project
    if name is None:
        name = _next_base(scene, hand)
        if name is None:
            return saying(scene, draft, say("step.no_other_base"))
    brief = replace(_brief_again(scene.talk.brief or Brief(), draft, name), table=edit.table)
    outcome = draft_table(scene.workspace, brief)
    if outcome.status is DraftStatus.AMBIGUOUS:
        steps = [ChangeBase(table.project, table.key) for table in outcome.tables] or [*map(ChangeBase, outcome.choices)]
        choices = tuple(DraftChoice(label, (step,)) for label, step in zip(outcome.choices[:9], steps, strict=False))
        return then(scene, told.doubted(scene.utterance, DraftDoubt(name, choices), draft), replace(scene.talk, choices=choices))
    if outcome.draft is None or outcome.draft.base is None:
        return then(scene, told.told(scene.case(draft), _unknown(name, outcome.choices)), scene.talk)
    if draft.base is not None and outcome.draft.base == draft.base:
        said = say("step.same_base", 项目=draft.base.project)
        return saying(scene, draft, said)
    base = outcome.draft.base
    after = replace(outcome.draft, did=say("step.based", 项目=base.project))
    stepped, note = saved_step(scene, replace(hand, steps=(*hand.steps[: hand.at + 1], after), at=hand.at + 1))
    talk = replace(scene.talk, hand=stepped, touched=(), choices=(), asked=None, asking=False, skipped=(), brief=brief)
    first = [say("step.new_base", 项目=base.project, 年=base.year or "")]
    return then(scene, told.made(scene.case(after, *note), base_sources(scene, after), first=first), talk)


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
