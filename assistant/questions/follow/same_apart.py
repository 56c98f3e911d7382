"""学生呢，少了多少个 after 营养改善今年比去年少多少: the same two years, or projects, set against each other by a row."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Figure, Measure, OneOf, Operation, Query, Selection, both
from assistant.questions import rows as row_search
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

LONGEST = 16
"""A longer sentence is a question of its own."""


def same_apart(frame: Frame, query: Query) -> Built | None:
    """Words of a row after the money of one project in two years was compared: its numbers in those years."""
    if query.operation not in (Operation.DIFFERENCE, Operation.GROWTH) or query.versus is None or not frame.is_plain:
        return None
    counted = frame.has(Kind.FIGURE, "count") or frame.reading.of(Kind.UNIT_ASKED)
    terms = frame.terms or (frame.doubtful.pieces if frame.doubtful is not None and counted else ())
    if not terms or frame.asks_for_projects or len(frame.question) > LONGEST or frame.heads:
        return None
    moved = frame.has(Kind.TREND, "up", "down") or frame.has(Kind.FIGURE, "difference", "growth")
    if frame.reading.of(Kind.RANK, Kind.PLACE) or not (moved or frame.question.endswith(cue("continues"))):
        return None
    sides = (query.figure.selection, query.versus.selection)
    names = [slots.kept(side.where, slots.projects_slot) for side in sides]
    years = [slots.years_in(side.where) for side in sides]
    projects = tuple(dict.fromkeys(name for part in names if isinstance(part, OneOf) for name in part.values))
    known = {(one.series, one.department) for one in frame.context.knowledge.projects_named(projects)}
    if len(known) != 1 or any(len(one) != 1 for one in years) or years[0] == years[1]:
        return None
    frame = replace(frame, terms=terms, doubtful=None)
    wanted = row_search.wanted(frame)
    found = row_search.find(frame, wanted, projects) or row_search.find(frame, replace(wanted, units=()), projects)
    if len({row.level3 for row in found}) != 1 or len({row.unit for row in found}) != 1:
        return None
    row = OneOf(Field.LEVEL3, (found[0].level3,))
    figures = [
        Figure(Selection(Subject.INDICATOR, both(side.where, row)), Aggregate.SUM, Measure(Field.NUMBER)) for side in sides
    ]
    return Built(Query(query.operation, figures[0], figures[1]))
