"""The scene of one utterance about a draft, and the conversation after its reply."""

from __future__ import annotations

from dataclasses import replace

from assistant.answers.kinds import drafts as told
from assistant.answers.kinds.drafts import DraftCase
from assistant.model.conversation import Conversation, DraftTalk, Turn
from assistant.model.draft import Draft
from assistant.model.record import record
from assistant.model.reply import Reply
from assistant.tasks.workspace import Workspace
from assistant.wording import wording

Answered = tuple[Reply, Conversation]
"""A reply, and the conversation after it."""


def say(key: str, /, **slots: object) -> str:
    """One of the texts of work on a draft."""
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
        """The draft in hand and what stands open about it."""
        return self.conversation.talk

    def case(self, draft: Draft, *notes: str, asks: bool = False) -> DraftCase:
        """What a reply about this draft rests on."""
        return DraftCase(self.utterance, draft, self.workspace.facts, self.width, notes, asks)


def then(scene: Scene, reply: Reply, talk: DraftTalk) -> Answered:
    """The conversation after this reply: 它 points at the base."""
    base = talk.hand.draft.base if talk.hand is not None else None
    projects = ((base.project, base.year),) if base is not None else ()
    conversation = scene.conversation.then(Turn(scene.utterance, projects=projects, draft=reply.draft))
    return reply, replace(conversation, talk=talk)


def saying(scene: Scene, draft: Draft, text: str) -> Answered:
    """This text about the draft; choices that stood open are dropped."""
    return then(scene, told.told(scene.case(draft), text), replace(scene.talk, choices=()))
