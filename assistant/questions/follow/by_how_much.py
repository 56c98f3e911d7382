"""少了多少, 第一个涨了多少, 一共多了多少 after the projects that rose or fell: by how much."""

from __future__ import annotations

from assistant.model.conversation import Turn
from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Changed, Compare, Figure, Measure, OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.follow.other_years import of_years
from assistant.questions.frame import Frame, year_condition
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

LONGEST = 14
"""A longer sentence is a question of its own."""

_MANY = 100
"""Of more projects it is not sure that all are remembered."""


def by_how_much(frame: Frame, query: Query) -> Built | None:
    """A rise or fall and how much, of the one project listed, the one pointed at, or all of them together."""
    together = frame.has(Kind.FIGURE, "sum")
    last = _list_before(frame) if together else frame.last
    change = _change(last.query) if last is not None and last.query is not None else None
    if last is None or change is None or len(frame.named) > 1 or frame.terms or frame.about_rows or len(frame.question) > LONGEST:
        return None
    moved = frame.has(Kind.TREND, "up", "down") or frame.has(Kind.FIGURE, "difference", "growth") or frame.says("by_how_much")
    if not moved or not frame.says("question_words") or frame.conditions.table or frame.asks_for_projects or frame.years:
        return None
    if frame.reading.of(Kind.RANK, Kind.PLACE) or frame.has(Kind.FIGURE, "count", "average", "share"):
        return None
    measure, year, since = change
    one = not together and (frame.has(Kind.ORDINAL) or frame.has(Kind.SINGLE)) and len(last.projects) > 1
    projects = frame.pointed if one else last.projects
    if frame.named:
        projects = _listed(frame, last)  # 路灯少了多少
    names = tuple(dict.fromkeys(name for name, _ in projects))
    if len(projects) > _MANY:
        return None
    if not names or (len(names) > 1 and not together):
        return None
    selection = Selection(Subject.PROJECT, both(OneOf(Field.PROJECT, names), year_condition((year,))))
    now = Figure(selection, Aggregate.SUM, measure)
    operation = Operation.GROWTH if frame.has(Kind.FIGURE, "growth") else Operation.DIFFERENCE
    return Built(Query(operation, now, of_years(frame, now, (since,))))


def _listed(frame: Frame, last: Turn) -> tuple[tuple[str, int | None], ...]:
    """The one of the list that the question names; () where it names another."""
    own = {project.name for link in frame.named for project in link.projects}
    return tuple(project for project in last.projects if project[0] in own)


def _list_before(frame: Frame) -> Turn | None:
    """The list of what rose or fell, also where one of it has been spoken of since."""
    turns = [turn for turn in frame.context.conversation.turns if turn.query is not None]
    for turn in reversed(turns[-_BACK:]):
        if turn.query is not None and turn.query.operation not in (Operation.DIFFERENCE, Operation.GROWTH):
            return turn
    return None


_BACK = 4
"""As many turns as a list is gone back to."""


def _change(query: Query) -> tuple[Measure, int, int] | None:
    """The money whose change chose or ranked the projects, the year of the tables, and the one that it is reckoned from."""
    selection = slots.flattened(query.selection)
    years = slots.years_in(selection.where)
    if query.operation != Operation.LIST or selection.subject != Subject.PROJECT or len(years) != 1:
        return None
    year = min(years)
    order = selection.order.measure if selection.order is not None else None
    for part in slots.parts_of(selection.where):
        if isinstance(part, Changed) and not part.of:
            return part.measure.now, year, part.since or year - 1
        if isinstance(part, Compare) and part.measure.since is not None:
            order = part.measure
    if order is None or order.since is None:
        return None
    return order.now, year, order.since or year - 1
