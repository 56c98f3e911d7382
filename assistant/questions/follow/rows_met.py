"""是哪几条 after whether, or how many, projects have rows of a kind: those rows."""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import Condition, HasRows, Quantifier, Query, Selection, both
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, listed_or_counted

LONGEST = 10
"""A longer sentence is a question of its own."""


def rows_met(frame: Frame, query: Query) -> Built | None:
    """Nothing but which rows, after a question whose projects had to have some."""
    asked = frame.says("asks_rows") and not frame.asks_for_projects and frame.has(Kind.ASK, "which", "list")
    that_row = frame.says("this_row") and frame.says("asks_values")  # 那条怎么写的
    that_row = that_row or (frame.has(Kind.ROW, "value") and frame.has(Kind.FIGURE, "group"))  # 指标值分别是多少
    so_many = frame.says("row_count") and (frame.says("so_written") or not frame.reading.of(Kind.SUBJECT, Kind.WHOLE))  # 有几条
    asked = asked or that_row or so_many
    others = frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY) or (frame.has(Kind.FIGURE) and not (so_many or that_row))
    own = frame.terms or (frame.about_rows and not (that_row or so_many)) or frame.heads or others
    if not asked or own or not frame.is_plain or not (is_fragment(frame) or len(frame.question) <= LONGEST):
        return None
    parts = (*slots.parts_of(query.selection.where), *slots.parts_of(query.test))
    met = [part for part in parts if isinstance(part, HasRows) and part.quantifier == Quantifier.SOME]
    if query.selection.subject != Subject.PROJECT or len(met) != 1:
        return None
    tables = [part for part in parts if part is not met[0]]
    rows = Selection(Subject.INDICATOR, both(*tables, met[0].condition))
    if query.selection.within is not None or not all(map(_of_tables, tables)):
        chosen = Selection(Subject.PROJECT, both(*tables), within=query.selection.within)
        rows = Selection(Subject.INDICATOR, met[0].condition, within=chosen)
    return listed_or_counted(frame, rows)


def _of_tables(condition: Condition) -> bool:
    """Does it say no more than whose tables of which years?"""
    return any(slot(condition) for slot in (slots.projects_slot, slots.years_slot, slots.organisations_slot))
