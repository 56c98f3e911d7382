"""What a screen for drafts asks for: kept drafts, past tables to begin from, one cell filled in, one step with the draft.

Each step is done as if it had been said in the conversation: it is saved, can be undone by talking, and comes back as a reply
with the conversation after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

from assistant.answers.layout import WIDTH
from assistant.drafting.differences import differences
from assistant.drafting.edits import EditRefused, apply
from assistant.errors import AssistantError, UnknownName
from assistant.model.conversation import Conversation, DraftChoice
from assistant.model.draft import Base, Brief, Change, Draft
from assistant.model.edit import Edit, Resume, TableEdit
from assistant.model.finding import Finding
from assistant.model.interpretation import DraftEdits
from assistant.model.record import record
from assistant.model.reply import Reply
from assistant.model.similar import Match
from assistant.store import drafts as saved
from assistant.store.drafts import SavedDraft as SavedDraft
from assistant.tasks.draft_base import base_table, namesakes, told_by
from assistant.tasks.draft_findings import with_findings
from assistant.tasks.draft_form import called, edits_of, tick_of
from assistant.tasks.draft_table import named_in
from assistant.tasks.draft_talk import Scene, pick_brief, work_on_draft
from assistant.tasks.similar import similar_projects
from assistant.tasks.tables import find_table
from assistant.tasks.workspace import Workspace
from assistant.wording import wording

MOST_BASES = 9
"""As many past tables are offered: each has a digit."""


@record
class Stepped:
    """What came of a step."""

    said: str
    """The step in words, as it would have been said."""
    reply: Reply
    conversation: Conversation


@record
class Trial:
    """What would come of a cell as it is being typed."""

    findings: tuple[Finding, ...] = ()
    refused: str = ""
    """Why the cell cannot hold that, with what to do; "" where it can."""


def _say(key: str, /, **slots: object) -> str:
    return wording("interface/draft")(key, **slots)


# where drafts come from


def kept_drafts(workspace: Workspace) -> Sequence[SavedDraft]:
    """The drafts that the archive keeps, the last one worked on first; UnwritableFile where it cannot be read."""
    return saved.saved_drafts(workspace.archive)


def base_candidates(workspace: Workspace, description: str) -> Sequence[Match]:
    """The past tables that a described project may begin from, best first, each with its reasons; those it names come first."""
    described = description.strip()
    if not described:
        return ()
    named = [find_table(workspace, name) for name in named_in(workspace, described)]
    found = [Match(table.project, table.year, table.total, 100.0, (_say("base.named"),)) for table in named]
    names = {match.project for match in found}
    for name in names:
        described = described.replace(name, " ")
    alike = similar_projects(workspace, described, MOST_BASES).matches if described.strip() and not found else ()
    matches = (*found, *(match for match in alike if match.project not in names))
    return tuple(each for match in matches for each in _each_table(workspace, match))[:MOST_BASES]


def _each_table(workspace: Workspace, match: Match) -> Iterable[Match]:
    """The match once for each table of its name and year, the reason that tells it from the others first."""
    rows = namesakes(workspace, match.project, match.year)
    if len(rows) < 2:
        return [replace(match, key=match.key or (rows[0].key if rows else 0))]
    told = zip(rows, map(_say("start.reasons").join, told_by(workspace, rows)), strict=True)
    return [
        replace(match, total=row.total, key=row.key, reasons=(_say("base.namesake", 份数=len(rows), 何处=mark), *match.reasons))
        for row, mark in told
    ]


def begin_draft(
    workspace: Workspace,
    conversation: Conversation,
    description: str,
    base: Base | None = None,
    width: int = WIDTH,
) -> Stepped:
    """A new table as described, from the past table `base`, else from the one most like the description.

    Where the description names no year it is the one after the base's.
    """
    said = description.strip()
    year = None
    if base is not None:
        known = _say("said.begin", 项目=base.project, 年度=base.year or "")
        said = known + _say("said.wish", 要求=said) if said else known
        from assistant.drafting.brief import brief_of

        wished = brief_of(description)
        year = wished.year or (base.year + 1 if base.year is not None else None)
    brief = Brief(description.strip(), year=year)
    if base is not None:
        brief = replace(brief, base=base.project, table=base.key)
    scene = Scene(workspace, conversation, said, width)
    return Stepped(said, *pick_brief(scene, DraftChoice("", brief=brief)))


def resume_draft(workspace: Workspace, conversation: Conversation, key: int, width: int = WIDTH) -> Stepped:
    """A kept draft taken in hand again; UnknownName where it is gone."""
    found = [one.key for one in saved.saved_drafts(workspace.archive)]
    if key not in found:
        raise UnknownName(_say("kept.gone"), _say("kept.gone_advice"))
    return take_step(workspace, conversation, (Resume(place=found.index(key) + 1),), _say("said.resume"), width)


def discard_draft(workspace: Workspace, key: int) -> None:
    """Deletes a kept draft that is not in hand; a table that was adopted from it stays. UnwritableFile where that fails."""
    saved.discard(workspace.archive, key)


# work on the draft in hand


def take_step(workspace: Workspace, conversation: Conversation, edits: Sequence[Edit], said: str, width: int = WIDTH) -> Stepped:
    """Edits or one step with the draft in hand, as if they had been said in these words.

    EditRefused, with what to do, where an edit of the table cannot be done: then nothing has changed.
    """
    if all(isinstance(edit, get_args(TableEdit)) for edit in edits):
        after = draft_of(conversation)
        for edit in edits:
            after = apply(after, cast(TableEdit, edit))
    scene = Scene(workspace, conversation, said, width)
    return Stepped(said, *work_on_draft(scene, DraftEdits(tuple(edits))))


def fill_cell(workspace: Workspace, conversation: Conversation, cell: str, typed: str, width: int = WIDTH) -> Stepped | None:
    """The draft in hand with what was typed in the cell, as one step; None where that stands there already.

    EditRefused, with what to do, where the cell cannot hold it: then nothing has changed.
    """
    draft = draft_of(conversation)
    edits = edits_of(draft.table, cell, typed)
    if not edits:
        return None
    named, text = called(draft.table, cell), typed.strip()
    said = _say("said.cell", 格=named, 字=text) if text else _say("said.blank", 格=named)
    return take_step(workspace, conversation, edits, said, width)


def tick_cell(workspace: Workspace, conversation: Conversation, cell: str) -> Conversation:
    """The cell of the draft in hand noted as looked at and left as it is, or no longer; that is saved with the draft.

    UnwritableFile where it cannot be.
    """
    draft, talk = draft_of(conversation), conversation.talk
    assert talk.hand is not None, "there is a draft"
    tick, ticks = tick_of(draft.table, cell), talk.hand.looked_at
    hand = replace(talk.hand, looked_at=tuple(one for one in ticks if one != tick) if tick in ticks else (*ticks, tick))
    if hand.key:
        saved.save_place(workspace.archive, hand)
    return replace(conversation, talk=replace(talk, hand=hand))


def try_cell(workspace: Workspace, draft: Draft, cell: str, typed: str) -> Trial:
    """What a review would find, and whether it can stand there at all; nothing is saved."""
    try:
        for edit in edits_of(draft.table, cell, typed):
            draft = apply(draft, edit)
    except EditRefused as refusal:
        return Trial(draft.findings, f"{refusal.message}{refusal.advice}")
    return Trial(with_findings(workspace, draft).findings)


def draft_of(conversation: Conversation) -> Draft:
    """The draft in hand; AssistantError where there is none."""
    hand = conversation.talk.hand
    if hand is None:
        raise AssistantError(_say("kept.none_in_hand"), _say("kept.none_in_hand_advice"))
    return hand.draft


def against_base(workspace: Workspace, draft: Draft) -> tuple[Change, ...]:
    """What differs from the base, with the reason where one is listed; () where there is no base."""
    base = base_table(workspace, draft)
    if base is None:
        return ()
    known = {(change.field, change.row, change.part, change.after): change for change in draft.changes}
    found = differences(base, draft.table)
    return tuple(known.get((one.field, one.row, one.part, one.after), one) for one in found)


def write_draft(draft: Draft, file: str, *, force: bool = False, with_changes: bool = False) -> Path:
    """Writes the draft in the format of the file's ending; ExistingFile where it is there already, unless `force`."""
    from assistant.tasks.export_table import export_draft

    return export_draft(draft, "docx", file, force=force, with_changes=with_changes).absolute()


def proposed_file(draft: Draft, folder: Path) -> Path:
    """A name for the exported draft that no file of the folder has, docx."""
    from assistant.tasks.export_table import free_name

    return free_name(draft, folder)
