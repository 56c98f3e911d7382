"""剩下的呢, 其余的是哪些: what the last answer left of its set, listed."""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import Query
from assistant.questions.follow.fragment import asks_itself
from assistant.questions.frame import Frame
from assistant.questions.others import says_rest
from assistant.questions.types.built import Built, list_of


def rest_alone(frame: Frame, query: Query) -> Built | None:
    """A word for the rest and no question of its own about it."""
    if not says_rest(frame) or frame.within is None or frame.within.subject != Subject.PROJECT:
        return None
    if asks_itself(frame) or frame.about_rows or frame.heads or frame.terms or frame.conditions.table or frame.years:
        return None
    return Built(list_of(frame.within))
