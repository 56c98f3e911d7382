"""平均每年多少, 年均多少 after one project's money year by year: the mean of those years."""

from __future__ import annotations

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Figure, Operation, Query
from assistant.questions.frame import Frame
from assistant.questions.last_answer import is_by
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

LONGEST = 14
"""A longer sentence is a question of its own."""

BACK = 3
"""As many turns as the years of the project are remembered."""


def yearly_mean(frame: Frame, query: Query) -> Built | None:
    """A mean by the year and nothing named, while one project is spoken of: it has one table a year."""
    said = frame.says("per_year") or frame.text.startswith(cue("yearly"))
    if not said or len(frame.question) > LONGEST or frame.years or frame.has(Kind.CHANGE, "fresh"):
        return None
    own = frame.named or frame.excepted or frame.conditions.table or frame.about_rows or frame.terms or frame.asks_for_projects
    if own or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.FUND, Kind.UNIT_ASKED, Kind.PER_UNIT):
        return None
    spoken = {name for name, _ in frame.last.projects} if frame.last is not None else set()
    for turn in reversed(frame.context.conversation.turns[-BACK:]):
        if turn.query is None or {name for name, _ in turn.projects} != spoken:
            return None
        by_year = turn.query.operation == Operation.GROUP and is_by(turn.query, Field.YEAR)
        if by_year and turn.query.selection.subject == Subject.PROJECT and turn.query.figure.aggregate == Aggregate.SUM:
            known = {project.series for project in frame.context.knowledge.projects_named(tuple(spoken))}
            figure = Figure(turn.query.selection, Aggregate.AVERAGE, turn.query.figure.measure)
            return Built(Query(Operation.COMPUTE, figure)) if len(spoken) == 1 or len(known) == 1 else None
    return None
