"""哪个局多, 哪年最少 after figures by group: the same groups by the same figure, ranked."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Operation, Query
from assistant.questions.frame import Frame
from assistant.questions.lexicon import says
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built
from assistant.questions.types.group import group_field

LONGEST = 10
"""A longer sentence is a question of its own."""

_GROUPED = (Operation.GROUP, Operation.SHARE, Operation.DIFFERENCE, Operation.GROWTH)


def ranked_groups(frame: Frame, query: Query) -> Built | None:
    """Which of the groups just listed has most or least, by what they were listed by; nothing else is named."""
    grouping = query.grouping
    if query.operation not in _GROUPED or grouping is None or grouping.field is None or len(frame.question) > LONGEST:
        return None
    ranks = {str(mention.value) for mention in frame.reading.of(Kind.RANK)}
    if len(ranks) != 1 or not frame.is_plain or frame.about_rows or frame.terms or frame.reading.of(Kind.PLACE):
        return None
    own = frame.speaks_of_money or frame.reading.of(Kind.FIGURE, Kind.TREND, Kind.SUBJECT, Kind.FUND, Kind.WHOLE, Kind.SET)
    if own or any(says(mention.text, "project_nouns") for mention in frame.reading.of(Kind.ASK)):
        return None
    if group_field(frame) not in (grouping.field, None) or (frame.heads and group_field(frame) is None):
        return None
    descending = not ranks & {"least", "ascending"}
    return Built(replace(query, grouping=replace(grouping, descending=descending)))
