"""What is missing in the draft, asked for cell by cell, with what the archive offers for it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answers.kinds import drafts as told
from assistant.answers.kinds.drafts import blank_cells
from assistant.model.conversation import Asked, DraftTalk
from assistant.model.draft import DraftInHand
from assistant.model.goal_table import GoalTable
from assistant.tasks.draft_talk.scene import Answered, Scene, say, then

_OFFERED = 4
"""As many names or values of the archive as are offered for a blank cell."""


def next_asked(scene: Scene, talk: DraftTalk) -> tuple[DraftTalk, tuple[str, ...]]:
    """The talk with the next cell asked for, and the question; as it was where nothing is to be asked."""
    if not talk.asking or talk.hand is None:
        return replace(talk, asked=None), ()
    table = talk.hand.draft.table
    following = next((asked for asked in blank_cells(table) if asked not in talk.skipped), None)
    if following is None:
        return replace(talk, asked=None, asking=False), (say("ask.done"),)
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


def asked_on(scene: Scene, hand: DraftInHand, on: bool) -> Answered:
    """接着填 and 先不问了: asking begins again or stops."""
    talk = replace(scene.talk, asking=on, skipped=() if on else scene.talk.skipped, choices=())
    if not on:
        return then(scene, told.told(scene.case(hand.draft), say("ask.stopped")), replace(talk, asked=None))
    if not blank_cells(hand.draft.table):
        return then(scene, told.told(scene.case(hand.draft), say("ask.nothing")), replace(talk, asking=False, asked=None))
    talk, asked = next_asked(scene, talk)
    return then(scene, told.told(scene.case(hand.draft, asks=True), asked[0]), talk)


def passed_over(scene: Scene, hand: DraftInHand) -> Answered:
    """跳过: the next cell is asked for."""
    asked = scene.talk.asked
    assert asked is not None, "only what was asked for is passed over"
    talk, following = next_asked(scene, replace(scene.talk, skipped=(*scene.talk.skipped, asked), choices=()))
    return then(scene, told.told(scene.case(hand.draft, asks=talk.asked is not None), following[0]), talk)
