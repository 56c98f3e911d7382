"""What the last answer was about beside its projects: its year, and the department or unit that a ranking put first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.model.conversation import Conversation, Turn
from assistant.model.fields import Field, Subject
from assistant.model.query import Compare, Condition, InYears, Measure, OneOf, Operation, Operator, Query, Selection, both
from assistant.questions import slots


@lru_cache(maxsize=64)
def settled(turn: Turn) -> Turn:
    """The turn with rows of the one project that its answer came to, where it looked for them among the tables of a set.

    去年是多少 after 定的多少人 then asks about that project, and no longer about the words by which it was found.
    """
    query = turn.query
    if query is None or query.operation != Operation.LIST or len(turn.projects) != 1 or not turn.rows:
        return turn
    query = slots.query_with(query, _as_found(query.selection, turn))
    turn = replace(turn, query=query)
    selection = query.selection
    within = selection.within
    if selection.subject != Subject.INDICATOR or within is None or within.subject != Subject.PROJECT:
        return turn
    name, year = turn.projects[0]
    of_year = Compare(Measure(Field.YEAR), Operator.EQUAL, Decimal(year)) if year else None
    kept = slots.without(selection.where, slots.years_slot, slots.projects_slot)
    where = both(OneOf(Field.PROJECT, (name,)), of_year, kept)
    return replace(turn, query=slots.query_with(query, replace(selection, where=where, within=None)))


def _as_found(selection: Selection, turn: Turn) -> Selection:
    """Of several rows that were looked for by name those that the table has."""
    names = slots.kept(selection.where, slots.row_names_slot)
    there = {level3 for *_, level3 in turn.rows}
    if not isinstance(names, OneOf) or not there < set(names.values):
        return selection
    found = OneOf(names.field, tuple(name for name in names.values if name in there))
    return replace(selection, where=both(slots.without(selection.where, slots.row_names_slot), found))


def years_of(turn: Turn) -> tuple[int, ...]:
    """The year that a turn's answer was of, as 那年 means it: the first of a ranking of years, else the one that it asked for.

    () where the answer was of several years, or of none in particular.
    """
    if turn.query is None:
        return ()
    if is_by(turn.query, Field.YEAR):
        return tuple(int(key) for key in turn.leading if key.isdigit())
    asked = asked_years(turn.query.selection)
    if len(asked) == 1:
        return tuple(asked)
    listed = {year for _, year in turn.projects} | {year for _, year, *_ in turn.rows}
    return tuple(year for year in listed if year) if len(listed) == 1 else ()


def asked_years(selection: Selection | None) -> frozenset[int]:
    """The years that a selection, or the one that it stands within, is limited to."""
    while selection is not None:
        if years := slots.years_in(selection.where):
            return years
        selection = selection.within
    return frozenset()


def years_of_rows_apart(turn: Turn) -> tuple[int, ...]:
    """The two years, the later first, of which it was told what rows the one has beside the other; () where it was not."""
    query = turn.query
    if query is None or query.operation != Operation.LIST or query.selection.subject != Subject.INDICATOR:
        return ()
    selection = slots.flattened(query.selection)
    beside = {year for part in slots.parts_of(selection.where) if isinstance(part, InYears) for year in part.years}
    years = sorted({*asked_years(selection), *beside}, reverse=True)
    return tuple(years) if beside and len(years) == 2 and len(turn.projects) == 1 else ()


def is_by(query: Query, *fields: Field) -> bool:
    """Are the groups of one of these fields?"""
    return query.grouping is not None and query.grouping.field in fields


def office_of(turn: Turn) -> Condition | None:
    """The department or unit that a turn's answer was about: the first of a ranking of them, else the one that it asked for."""
    if turn.query is None:
        return None
    grouping = turn.query.grouping
    if grouping is not None and grouping.field in slots.ORGANISATIONS:
        return OneOf(grouping.field, turn.leading) if len(turn.leading) == 1 else None
    selection: Selection | None = turn.query.selection
    while selection is not None:
        held = slots.kept(selection.where, slots.organisations_slot)
        if held is not None:
            return held if isinstance(held, OneOf) and len(held.values) == 1 else None
        selection = selection.within
    return None


def without_years(selection: Selection) -> Selection:
    """The selection over all years."""
    within = without_years(selection.within) if selection.within is not None else None
    return replace(selection, where=slots.without(selection.where, slots.years_slot), within=within)


def years_spoken_of(conversation: Conversation, wanted: int) -> tuple[int, ...]:
    """两年合起来 after 23年多少 and 24年呢, 这两年 after the years in which a project has a table: those years, in order.

    () where the last turns did not speak of so many.
    """
    listed = conversation.turns[-1].projects if conversation.turns else ()
    of_one = {year for _, year in listed if year}
    if len({name for name, _ in listed}) == 1 and len(of_one) == wanted == len(listed):
        return tuple(sorted(of_one))
    found: list[int] = []
    for turn in reversed(conversation.turns[-wanted:]):
        asked = slots.years_in(turn.query.selection.where) if turn.query is not None else frozenset()
        found.extend(asked if len(asked) == 1 else ())
    years = tuple(sorted(set(found)))
    return years if len(years) == len(found) == wanted else ()
