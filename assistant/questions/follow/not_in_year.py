"""其中去年没有的, 里面去年也有的: of the last answer's projects those that had, or had no, table in another year."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import InYears, Query, Selection
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, listed_or_counted


def not_in_year(frame: Frame, query: Query) -> Built | None:
    """A word for the last set, a year, and 有 or 没有 behind it; nothing else."""
    still = frame.says("still_there") and frame.last is not None and len(frame.last.projects) > 1
    if still and frame.within is None:
        frame = replace(frame, within=query.selection)  # 今年还在的有几个
    if frame.within is None or not (still or frame.has(Kind.SET)) or not frame.years or frame.within.subject != Subject.PROJECT:
        return None
    if frame.about_rows or frame.conditions.table or frame.terms or frame.heads or frame.named:
        return None
    ends = frame.question.removesuffix("的")
    for word in cue("which_at_end"):
        ends = ends.removesuffix(word).removesuffix("有" if still else "")
    if not ends.removesuffix("的").endswith(cue("there_word")):
        return None
    denied = frame.has(Kind.LOGIC, "not", "blank") or frame.has(Kind.TREND, "gone")
    where = InYears(tuple(sorted(frame.years)), present=not denied)
    return listed_or_counted(frame, Selection(Subject.PROJECT, where, within=frame.within))
