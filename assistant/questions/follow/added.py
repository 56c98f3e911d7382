"""再加上人才工作经费, 再算上教育局, 加上去年的呢: the set of named projects, departments or years grows."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Condition, Figure, Measure, OneOf, Operation, Query, Selection, both, either
from assistant.questions import slots
from assistant.questions.follow.figures import one_selection
from assistant.questions.frame import Frame, year_condition
from assistant.questions.last_answer import asked_years
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of


def added(frame: Frame, query: Query) -> Built | None:
    """One more project, department, unit or year; what is asked of the set stays."""
    if not frame.has(Kind.CHANGE, "add") or (frame.has(Kind.SET) and not frame.named):
        return None  # 其中还有其他资金的: fewer, and not more
    if not frame.named:
        return _other_slot(frame, query)
    names = slots.kept(query.selection.where, slots.projects_slot)
    if not isinstance(names, OneOf) or query.selection.within is not None:
        return _to_set(frame, query)
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


def _to_set(frame: Frame, query: Query) -> Built | None:
    """再加上人才工作经费 after those over 50万: the set and the project, of the years of the set."""
    selection, last = one_selection(query), frame.last
    if selection is None or last is None or selection.subject != Subject.PROJECT or query.grouping is not None:
        return None
    if frame.terms or frame.about_rows or frame.has(Kind.FIGURE, "share", "difference", "ratio", "growth", "count"):
        return None
    years = asked_years(selection)
    if selection.places is not None or selection.within is not None:
        if len(last.projects) != last.size or len(years) != 1:
            return None
        of_set: Condition | None = OneOf(Field.PROJECT, tuple(dict.fromkeys(name for name, _ in last.projects)))
    else:
        of_set = slots.without(selection.where, slots.years_slot)
    if of_set is None:
        return None  # all of a year hold it
    more = OneOf(Field.PROJECT, names_of(frame.named))
    where = both(_joined(of_set, more), year_condition(tuple(sorted(years))))
    apart = _of_another_year(frame, query)
    if apart is not None and years:
        where = either(both(of_set, year_condition(tuple(sorted(years)))) or more, apart)
    whole = Selection(Subject.PROJECT, where)
    listed = query.operation == Operation.LIST and not (frame.asks_money or frame.has(Kind.FIGURE, "sum"))
    if listed and not frame.has(Kind.ASK, "how_much"):
        return Built(list_of(whole))
    return Built(Query(Operation.COMPUTE, Figure(whole, Aggregate.SUM, frame.measure)))


def _other_slot(frame: Frame, query: Query) -> Built | None:
    """再加上教育局, 加上去年的: the departments, units or years of the last question and those that are named."""
    offices = [part for part in frame.conditions.table if slots.organisations_slot(part)]
    if not frame.years and frame.conditions.table and all(map(slots.money_slot, frame.conditions.table)):
        return _other_amount(frame, query)
    if frame.terms or frame.about_rows or len(offices) < len(frame.conditions.table) or bool(offices) == bool(frame.years):
        return None
    if frame.reading.of(Kind.RANK, Kind.PLACE, Kind.HEAD) or frame.has(Kind.FIGURE, "share", "difference", "ratio", "growth"):
        return None
    selection = one_selection(query)
    if selection is None or selection.subject != Subject.PROJECT or selection.places is not None or selection.within is not None:
        return None
    slot = slots.organisations_slot if offices else slots.years_slot
    held = slots.kept(selection.where, slot)
    if held is None and offices:
        slot = slots.projects_slot  # 再加上民政局 after projects that are named
        held = slots.kept(selection.where, slot)
    more = both(*offices) if offices else year_condition(frame.years)
    if held is None or more is None:
        return None
    rest = slots.without(selection.where, slot)
    if not offices and slots.kept(rest, slots.projects_slot) is not None:
        return None  # under another name in another year: other merges know those
    return Built(_over(query, replace(selection, where=both(_joined(held, more), rest), order=None), money=frame.asks_money))


def _other_amount(frame: Frame, query: Query) -> Built | None:
    """再加上超过1000万的: those of the last bound, and those of this one."""
    selection, more = slots.flattened(query.selection), both(*frame.conditions.table)
    held = slots.kept(selection.where, slots.money_slot)
    told = query.operation in (Operation.LIST, Operation.COMPUTE) and selection.subject == Subject.PROJECT
    if held is None or more is None or not told or selection.places is not None or frame.about_rows or frame.terms:
        return None
    where = both(either(held, more), slots.without(selection.where, slots.money_slot))
    return Built(_over(query, replace(selection, where=where, order=None), money=frame.asks_money))


def _joined(held: Condition, more: Condition) -> Condition:
    """Either of the two; names of the same field as one list."""
    if isinstance(held, OneOf) and isinstance(more, OneOf) and held.field == more.field:
        return OneOf(held.field, tuple(dict.fromkeys((*held.values, *more.values))))
    return either(held, more)


def _over(query: Query, selection: Selection, *, money: bool) -> Query:
    """What was asked, of the larger set: two figures that were added come to one."""
    figure = replace(query.figure, selection=selection)
    if money and figure.aggregate == Aggregate.COUNT:
        figure = Figure(selection, Aggregate.SUM, Measure(Field.TOTAL))
        return Query(Operation.COMPUTE, figure)
    return Query(Operation.COMPUTE, figure) if query.operation == Operation.ADD else replace(query, figure=figure)


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
