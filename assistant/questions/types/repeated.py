"""Projects that have something in common with others of their year: 钱数一样的有哪些, 哪两个项目的目标一字不差."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import MONEY_FIELDS, Field
from assistant.model.query import Measure, Order, Repeated, both
from assistant.questions.frame import Frame
from assistant.questions.lexicon import says
from assistant.questions.mention import Kind
from assistant.questions.types.built import Outcome, listed_or_counted
from assistant.questions.types.yes_no import is_question

_COMPARED = MONEY_FIELDS - {Field.FUND} | {Field.GOAL, Field.LONG_TERM_GOAL, Field.PROJECT}


def repeated(frame: Frame) -> Outcome:
    """A word for sameness, projects asked for and none named: those whose money or text another table has too."""
    if not frame.has(Kind.FIGURE, "same") or frame.named or frame.pointed or frame.about_rows or frame.terms:
        return None
    if frame.says("beside_year") or is_question(frame) or len(frame.years) > 1 or frame.all_years or frame.previous:
        return None
    sized = any(says(mention.text, "project_word") for mention in frame.reading.of(Kind.SIZE))
    if not (frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or sized):
        return None
    fields = [field for field in frame.heads if field in _COMPARED]
    if len(fields) != 1 or len(frame.heads) != 1:
        return None
    selection, remarks = frame.tables("latest")
    where = both(selection.where, Repeated(fields[0]))
    order = Order(Measure(fields[0])) if fields[0] in MONEY_FIELDS else None
    selection = replace(selection, where=where, order=order)
    return listed_or_counted(frame, selection, remarks)
