"""同一单位实施的还有谁, 还有哪张表也用了这条指标: other tables that share something with the one just spoken of."""

from __future__ import annotations

from assistant.model.fields import Field, Subject
from assistant.model.query import Condition, HasRows, OneOf, Quantifier, Query, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame, year_condition
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of


def alike(frame: Frame, query: Query) -> Built | None:
    """The tables of the same unit or department, or with a row of the same name, in the same years."""
    last = frame.last
    if last is None or frame.named or frame.conditions.table or not (frame.asks_for_projects or frame.says("who_else")):
        return None
    shared = _same_office(frame) if frame.says("same_office") else _same_row(frame) if frame.says("this_row") else None
    if shared is None:
        return None
    years = tuple(sorted({year for _, year in last.projects if year} or slots.years_in(query.selection.where)))
    return Built(list_of(Selection(Subject.PROJECT, both(shared, year_condition(years)))))


def _same_office(frame: Frame) -> Condition | None:
    """The unit, or the department where that is said, of the one project just spoken of."""
    last = frame.last
    if last is None or len(last.projects) != 1:
        return None
    known = frame.context.knowledge.projects_named((last.projects[0][0],))
    by_unit = frame.has(Kind.HEAD, "unit") or frame.says("by_unit")
    names = tuple(dict.fromkeys(name for project in known if (name := project.unit if by_unit else project.department)))
    return OneOf(Field.UNIT if by_unit else Field.DEPARTMENT, names) if names else None


def _same_row(frame: Frame) -> Condition | None:
    """The one row that the last answer listed."""
    rows = frame.last.rows if frame.last is not None else ()
    names = tuple(dict.fromkeys(level3 for *_, level3 in rows))
    return HasRows(Quantifier.SOME, OneOf(Field.LEVEL3, names)) if len(names) == 1 and names[0] else None
