"""多多少 after 哪个钱多: by how much the first of two leads the other."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import Aggregate, Figure, OneOf, Operation, Places, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, set_against

LONGEST = 8
"""A longer sentence is a question of its own."""


def leads_by(frame: Frame, query: Query) -> Built | None:
    """A bare difference or ratio, after the first of a set of two was asked for: the first against the second."""
    operation = set_against(frame)
    selection = query.selection
    first = selection.places == Places(1, 1) and selection.order is not None and selection.subject == Subject.PROJECT
    if operation is None or query.operation != Operation.LIST or not first or len(frame.question) > LONGEST:
        return None
    own = frame.terms or frame.heads or frame.about_rows or frame.asks_for_projects or frame.has(Kind.FUND)
    beside = frame.says("compares") or frame.reading.of(Kind.RANK, Kind.PLACE)
    if own or beside or not frame.is_plain or not _is_of_two(frame, query):
        return None
    assert selection.order is not None
    second = replace(selection, places=Places(2, 2))
    leading, other = (Figure(one, Aggregate.SUM, selection.order.measure) for one in (selection, second))
    return Built(Query(operation, leading, other))


def _is_of_two(frame: Frame, query: Query) -> bool:
    """Was the first of two sought: of two that are named, or of an answer that listed two?"""
    selection = query.selection
    names = slots.kept(slots.flattened(selection).where, slots.projects_slot)
    if isinstance(names, OneOf):
        return len(names.values) == 2
    turns = [turn for turn in frame.context.conversation.turns if turn.query is not None]
    whole = turns[-2] if len(turns) > 1 else None
    return whole is not None and whole.query is not None and selection.within == whole.query.selection and whole.size == 2
