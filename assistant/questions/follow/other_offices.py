"""其他局呢 after a question about a department or unit: the same of all others."""

from __future__ import annotations

from assistant.model.query import Not, OneOf, Query
from assistant.questions import slots
from assistant.questions.follow.fragment import asks_itself, is_fragment
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.types.built import Built


def other_offices(frame: Frame, query: Query) -> Built | None:
    """Nothing but the others, where the last question was about named departments or units."""
    others = [
        mention for mention in frame.reading.mentions if mention.value == "rest" and mention.text.endswith(cue("office_nouns"))
    ]
    if not others or not frame.is_plain or not is_fragment(frame) or asks_itself(frame):
        return None
    kept = slots.kept(query.selection.where, slots.organisations_slot)
    if not isinstance(kept, OneOf):
        return None
    return Built(slots.query_with(query, slots.with_slot(query.selection, slots.organisations_slot, Not(kept))))
