"""去年定多少家, 2023年采多少个 after rows of one project: the row that is counted in that unit, in the year named."""

from __future__ import annotations

from assistant.chinese.width import squeeze
from assistant.model.conversation import Turn
from assistant.model.fields import Field, Subject
from assistant.model.knowledge import KnownRow
from assistant.model.query import OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.follow.other_years import of_years
from assistant.questions.frame import Frame
from assistant.questions.lexicon import says
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of

LONGEST = 12
"""A longer sentence is a question of its own."""

BACK = 3
"""As many turns as a row is remembered, while all are about its project."""

_SAYS_MORE = (
    *(Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.LOGIC, Kind.PER_UNIT, Kind.HEAD, Kind.FUND, Kind.TREND),
    *(Kind.SUBJECT, Kind.ROW, Kind.SET, Kind.ORDINAL, Kind.WHOLE),
)
"""Kinds of words by which something else is asked than the row's figure."""


def counted_then(frame: Frame, query: Query) -> Built | None:
    """A number of 个 or 家 with a year and nothing named: of tables so many are no answer, where a row was just told by it."""
    counts = [mention.text for mention in frame.reading.of(Kind.FIGURE)]
    thing = frame.reading.after(frame.reading.of(Kind.FIGURE)[-1]) if counts else None
    if not frame.years or len(counts) != 1 or not frame.has(Kind.FIGURE, "count") or len(frame.question) > LONGEST:
        return None
    if frame.named or frame.excepted or frame.conditions.table or frame.about_rows or frame.asks_for_projects:
        return None
    if any(mention.value != "then" for mention in frame.reading.of(Kind.CHANGE)) or frame.reading.of(*_SAYS_MORE):
        return None
    if frame.asks_money or says(counts[0], "row_count"):
        return None
    units = frame.context.lexicon.units_like(counts[0][-1])
    for turn in _about_the_same(frame):
        assert turn.query is not None
        told = [row for row in _rows_of(frame, turn) if (row.unit or "") in units]
        names = tuple(dict.fromkeys(row.level3 for row in told))
        if len(names) != 1 or not all(term in squeeze(names[0]).lower() for term in frame.terms):
            continue
        if thing is not None and thing.kind in (Kind.PIECE, Kind.UNKNOWN) and thing.text not in squeeze(names[0]).lower():
            continue  # 去年多少家单位: another thing is counted
        selection = of_years(frame, turn.query.figure, frame.years).selection
        where = both(slots.without(selection.where, slots.row_names_slot), OneOf(Field.LEVEL3, names))
        return Built(list_of(Selection(selection.subject, where)))
    return None


def _about_the_same(frame: Frame) -> list[Turn]:
    """The last turns, the latest first, as far back as each told rows of the one project that the last is about."""
    found: list[Turn] = []
    for turn in reversed(frame.context.conversation.turns[-BACK:]):
        projects = {project for project, *_ in turn.rows}
        of_rows = turn.query is not None and turn.query.operation == Operation.LIST
        if not of_rows or len(projects) != 1 or (found and {project for project, *_ in found[-1].rows} != projects):
            break
        found.append(turn)
    return found


def _rows_of(frame: Frame, turn: Turn) -> list[KnownRow]:
    """The rows that the turn told, as the archive knows them."""
    assert turn.query is not None
    if turn.query.selection.subject != Subject.INDICATOR:
        return []
    names = {level3 for *_, level3 in turn.rows}
    known = frame.context.knowledge.rows_like("".join(sorted(names)), tuple({project for project, *_ in turn.rows}))
    return [row for row in known if row.level3 in names]
