"""去年这两项 after one row and another of the same project: both of them, in the years named."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.conversation import Turn
from assistant.model.fields import Field, Subject
from assistant.model.query import OneOf, Operation, Query, both
from assistant.questions import slots
from assistant.questions.follow.other_years import of_years
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.naming import number_in
from assistant.questions.types.built import Built

LONGEST = 12
"""A longer sentence is a question of its own."""


def rows_together(frame: Frame, query: Query) -> Built | None:
    """A word for so many things, and perhaps a year, after as many questions that came to one row each."""
    sets = frame.reading.of(Kind.SET)
    if len(sets) != 1 or not frame.years or frame.named or frame.terms or frame.about_rows or frame.conditions.table:
        return None
    if len(frame.question) > LONGEST or frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.HEAD, Kind.VERIFY):
        return None
    wanted = number_in(sets[0].text)
    turns = [turn for turn in frame.context.conversation.turns if turn.query is not None][-wanted:]
    if wanted < 2 or len(turns) != wanted or any(not _is_one_row(turn) for turn in turns):
        return None
    names = tuple(dict.fromkeys(level3 for turn in turns for *_, level3 in turn.rows))
    projects = {project for turn in turns for project, *_ in turn.rows}
    known = {(one.series, one.department) for one in frame.context.knowledge.projects_named(tuple(projects))}
    if len(names) != wanted or len(known) != 1:
        return None
    rest = slots.without(query.selection.where, slots.row_names_slot, slots.levels_slot, slots.values_slot)
    figure = of_years(frame, slots.figure_with(query.figure, rest), frame.years)
    chosen = both(figure.selection.where, OneOf(Field.LEVEL3, names))
    return Built(replace(query, figure=slots.figure_with(figure, chosen)))


def _is_one_row(turn: Turn) -> bool:
    """Was it a question for rows that came to one?"""
    query = turn.query
    listed = query is not None and query.operation == Operation.LIST and query.selection.subject == Subject.INDICATOR
    return listed and len(turn.rows) == 1
