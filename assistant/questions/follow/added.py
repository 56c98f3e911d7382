"""再加上人才工作经费: the set of named projects grows."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.query import Aggregate, Condition, Figure, Measure, OneOf, Operation, Query, both, either
from assistant.questions import slots
from assistant.questions.frame import Frame, year_condition
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def added(frame: Frame, query: Query) -> Built | None:
    """再加上人才工作经费: the set of named projects grows."""
    if not frame.has(Kind.CHANGE, "add") or not frame.named:
        return None
    names = slots.kept(query.selection.where, slots.projects_slot)
    if not isinstance(names, OneOf):
        return None
    both_sides = query.versus is not None and isinstance(
        other := slots.kept(query.versus.selection.where, slots.projects_slot), OneOf
    )
    others = other.values if both_sides and isinstance(other, OneOf) and query.operation == Operation.DIFFERENCE else ()
    where = both(
        OneOf(Field.PROJECT, tuple(dict.fromkeys((*names.values, *others, *names_of(frame.named))))),
        slots.without(query.selection.where, slots.projects_slot),
    )
    apart = _of_another_year(frame, query)
    if apart is not None and query.selection.where is not None:
        where = either(query.selection.where, apart)
    measure = query.figure.measure or (query.fields[0] if query.fields else Measure(Field.TOTAL))
    figure = Figure(replace(query.selection, where=where, order=None, places=None), Aggregate.SUM, measure)
    return Built(Query(Operation.COMPUTE, figure))


def _of_another_year(frame: Frame, query: Query) -> Condition | None:
    """A project that has no table in the years of the set comes with its latest; None where all have one."""
    years = slots.years_in(query.selection.where)
    strangers = [link for link in frame.named if not any(set(project.years) & years for project in link.projects)]
    if not years or not strangers:
        return None
    latest = [max(link.projects, key=lambda project: project.years[-1:] or (0,)) for link in strangers]
    return either(
        *(
            condition
            for project in latest
            if (condition := both(OneOf(Field.PROJECT, (project.name,)), year_condition(project.years[-1:]))) is not None
        )
    )
