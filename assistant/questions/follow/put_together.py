"""两家合起来呢, 加一块多少 after one office's figure and another's: the figures last asked about, added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import Aggregate, Figure, Measure, OneOf, Operation, Query, both
from assistant.questions import slots
from assistant.questions.follow.set_apart import figure_of
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

LONGEST = 14
"""A longer sentence is a question of its own."""

_SLOTS: tuple[slots.Slot, ...] = (slots.organisations_slot, slots.projects_slot)


def put_together(frame: Frame, query: Query) -> Built | None:
    """A word for a sum with nothing named, after figures that differ in department, unit or project alone."""
    if len(frame.question) > LONGEST or not (frame.has(Kind.FIGURE, "sum") or frame.says("adds_up")):
        return None
    own = frame.about_rows or frame.terms or frame.doubtful is not None or frame.other_heads or frame.asks_for_projects
    if not frame.is_plain or own or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.SINGLE, Kind.VERIFY, Kind.SUBJECT):
        return None
    if frame.has(Kind.FIGURE, "count", "average", "median", "share", "ratio", "growth", "difference", "group"):
        return None
    if len(frame.pointed) > 1 and frame.has(Kind.FIGURE, "sum") and not _shows_part(query):
        return None  # projects that are pointed at are added up as a set
    queries = _figures_before(frame)
    if queries is None:
        return None
    figures = [_figure(frame, one) for one in queries]
    known = [figure for figure in figures if figure is not None]
    if len(known) < len(figures):
        return None
    if len(known) == 2:
        return Built(Query(Operation.ADD, known[1], known[0]))
    return _as_one(known)


def figure_together(frame: Frame) -> Figure | None:
    """两个局合计: the figures that so many are said of, as one over all their names; None where there are none."""
    queries = _figures_before(frame)
    figures = [_figure(frame, one) for one in queries or ()]
    joined = _as_one([figure for figure in figures if figure is not None]) if len(figures) > 1 and all(figures) else None
    return joined.query.figure if joined is not None else None


def _shows_part(query: Query) -> bool:
    """Was a part of the money shown (财政拨款), which the sum is of then?"""
    return query.operation == Operation.SHOW and all(
        measure.field in MONEY_FIELDS and measure.field != Field.TOTAL for measure in query.fields
    )


def _figures_before(frame: Frame) -> list[Query] | None:
    """The questions whose figures are meant, in their order: so many as are said, else all that one 呢 led to after another."""
    turns = [turn for turn in frame.context.conversation.turns if turn.query is not None]
    said = 3 if frame.says("three_of_them") else 2 if frame.says("both_of_them") else 0
    found: list[Query] = []
    slot: slots.Slot | None = None
    for at in range(len(turns) - 1, -1, -1):
        one = turns[at].query
        if one is None or (one.selection.subject == Subject.INDICATOR and len(turns[at].rows) > 1):
            break
        if found:
            slot = slot or _differing(found[0], one)
            if slot is None or _shape(found[0], slot) != _shape(one, slot):
                break
            if any(slots.kept(one.selection.where, slot) == slots.kept(other.selection.where, slot) for other in found):
                break
        found.insert(0, one)
        continued = turns[at].utterance.rstrip("?？。!！").endswith(cue("continues"))
        if len(found) == said or not (said or continued):
            break
    if len(found) < 2 or (said and len(found) != said):
        return None
    several = any(one.operation == Operation.GROUP for one in found)
    return found if said or not several or frame.says("put_together") else None


def _differing(later: Query, earlier: Query) -> slots.Slot | None:
    """The one slot in which two questions differ; both must fill it with as many names of the same field."""
    for slot in _SLOTS:
        one, other = (slots.kept(query.selection.where, slot) for query in (earlier, later))
        if isinstance(one, OneOf) and isinstance(other, OneOf) and one.field == other.field and one != other:
            return slot if _shape(later, slot) == _shape(earlier, slot) else None
    return None


def _shape(query: Query, apart: slots.Slot) -> tuple[object, ...]:
    """All that the questions must have in common."""
    selection = slots.flattened(query.selection)
    rest = frozenset(slots.parts_of(slots.without(selection.where, apart)))
    figure = query.figure
    return (
        *(query.operation, query.fields, query.grouping, query.versus, rest),
        *(figure.aggregate, figure.measure, selection.subject, selection.within, selection.order, selection.places),
    )


def _figure(frame: Frame, query: Query) -> Figure | None:
    """What a question came to: its figure; the sum of its groups; the money of its list where money is asked for."""
    query = slots.query_with(query, slots.flattened(query.selection))
    whole = query.selection.order is None and query.selection.places is None and query.versus is None
    if not whole or query.figure.aggregate not in (Aggregate.SUM, Aggregate.COUNT):
        return None
    counts = query.operation != Operation.SHOW and query.figure.aggregate == Aggregate.COUNT
    if counts and (frame.asks_money or frame.speaks_of_money) and query.selection.subject == Subject.PROJECT:
        return Figure(query.selection, Aggregate.SUM, frame.measure if frame.speaks_of_money else Measure(Field.TOTAL))
    if query.operation == Operation.GROUP:
        return query.figure
    if query.operation == Operation.LIST and query.selection.subject == Subject.PROJECT:
        return query.figure
    return figure_of(query)


def _as_one(figures: Sequence[Figure]) -> Built | None:
    """Several figures as one over all their names."""
    first = figures[0]
    for slot in _SLOTS:
        names = [slots.kept(figure.selection.where, slot) for figure in figures]
        fields = {name.field for name in names if isinstance(name, OneOf)}
        if len(fields) == 1 and len(set(names)) == len(names):
            values = tuple(dict.fromkeys(value for name in names if isinstance(name, OneOf) for value in name.values))
            where = both(OneOf(fields.pop(), values), slots.without(first.selection.where, slot))
            selection = replace(first.selection, where=where)
            return Built(Query(Operation.COMPUTE, replace(first, selection=selection)))
    return None
