"""每年几张, 各局呢 after one figure: the same figure for each year or each department."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Figure, Grouping, Operation, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.last_answer import is_by
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def regrouped(frame: Frame, query: Query) -> Built | None:
    """A word for each year or each department and nothing named, after a question that came to one figure or its members."""
    if frame.named or frame.terms or frame.about_rows or frame.conditions.table or len(frame.text) > 12:
        return None
    if query.operation not in (Operation.COMPUTE, Operation.GROUP, Operation.LIST) or query.selection.subject != Subject.PROJECT:
        return None
    if (
        query.selection.places is not None
        or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY)
        or (frame.heads and not frame.speaks_of_money)
    ):
        return None
    if frame.has(Kind.FIGURE, "average"):
        return _average_of_years(frame, query)
    figure = query.figure
    if query.operation == Operation.LIST:
        figure = Figure(replace(query.selection, order=None))
    if frame.says("each_year"):
        where = slots.without(figure.selection.where, slots.years_slot) if not frame.years else figure.selection.where
        return Built(Query(Operation.GROUP, slots.figure_with(figure, where), grouping=Grouping(Field.YEAR)))
    if frame.says("each_organisation"):
        where = slots.without(figure.selection.where, slots.organisations_slot)
        by = Field.UNIT if frame.says("by_unit") else Field.DEPARTMENT
        return Built(Query(Operation.GROUP, slots.figure_with(figure, where), grouping=Grouping(by)))
    return None


def _average_of_years(frame: Frame, query: Query) -> Built | None:
    """平均每年 after one project's sum over several years: one table a year, so that their average is the year's."""
    last = frame.last
    years = [year for _, year in last.projects] if last is not None else []
    told = query.operation == Operation.COMPUTE or (query.operation == Operation.GROUP and is_by(query, Field.YEAR))
    added = told and query.figure.aggregate == Aggregate.SUM
    if not added or not frame.says("each_year") or len(years) < 2 or len(set(years)) < len(years):
        return None
    return Built(Query(Operation.COMPUTE, replace(query.figure, aggregate=Aggregate.AVERAGE)))
