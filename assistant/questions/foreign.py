"""Utterances about something else altogether."""

from __future__ import annotations

from assistant.questions.frame import Frame
from assistant.questions.mention import Kind

_OF_TABLES = (
    Kind.HEAD,
    Kind.ROW,
    Kind.LEVEL1,
    Kind.LEVEL2,
    Kind.FUND,
    Kind.ORGANISATION,
    Kind.CODE,
    Kind.RANK,
    Kind.PLACE,
    Kind.QUOTED,
    Kind.ATTRIBUTE,
    Kind.FIGURE,
    Kind.WHOLE,
    Kind.UNIT_ASKED,
    Kind.PER_UNIT,
    Kind.FINDING,
)
"""Kinds of which one mention alone shows that tables are spoken of."""


def foreign(frame: Frame) -> bool:
    """Is it about something else altogether?"""
    reading = frame.reading
    if frame.named or frame.excepted:
        return False
    about_tables = reading.of(*_OF_TABLES) or reading.has(Kind.SUBJECT) or frame.asks_for_projects
    unexplained = reading.unknown_share
    if about_tables:
        return False
    if frame.pointed or frame.within is not None:
        return unexplained > 0.34
    return unexplained > 0.25 or not (
        frame.terms or frame.conditions.table or frame.conditions.rows or frame.years or frame.doubtful
    )
