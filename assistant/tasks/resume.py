"""A conversation of an earlier session taken up again, so that 其中 and 它 go on pointing where they did."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.conversation import Conversation
from assistant.tasks.converse import converse
from assistant.tasks.history import Exchange
from assistant.tasks.workspace import Workspace


def resume(workspace: Workspace, exchanges: Sequence[Exchange]) -> Conversation:
    """The conversation that these leave. Questions are looked up anew; what was said about drafts is not said again."""
    conversation = Conversation()
    for exchange in [one for one in exchanges if one.looked_up][-Conversation.KEPT :]:
        _, conversation = converse(workspace, conversation, exchange.asked)
    return conversation
