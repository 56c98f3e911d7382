"""The draft in hand as the archive keeps it beside the conversation; where it cannot be written the reply says so."""

from __future__ import annotations

from dataclasses import replace

from assistant.errors import UnwritableFile
from assistant.model.draft import DraftInHand
from assistant.store import drafts as saved
from assistant.store.drafts import SavedDraft
from assistant.tasks.draft_talk.scene import Scene, say


def saved_step(scene: Scene, hand: DraftInHand) -> tuple[DraftInHand, tuple[str, ...]]:
    """The draft with the key under which it is saved, and a note where it could not be."""
    try:
        return replace(hand, key=saved.save_step(scene.workspace.archive, hand)), ()
    except UnwritableFile as refusal:
        return hand, (say("kept.unsaved", 原因=refusal.message, 办法=refusal.advice),)


def saved_place(scene: Scene, hand: DraftInHand) -> tuple[str, ...]:
    """Saves which of its states the draft stands in; a note where that could not be done."""
    try:
        if hand.key:
            saved.save_place(scene.workspace.archive, hand)
    except UnwritableFile as refusal:
        return (say("kept.unsaved", 原因=refusal.message, 办法=refusal.advice),)
    return ()


def kept_drafts(scene: Scene) -> tuple[SavedDraft, ...]:
    """The drafts that the archive keeps, the last one worked on first; none where it cannot be read."""
    try:
        return saved.saved_drafts(scene.workspace.archive)
    except UnwritableFile:
        return ()
