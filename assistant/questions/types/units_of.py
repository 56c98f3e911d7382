"""The units of a department, and whose a unit is: 农业局下属单位有哪些, 公路管理段归哪个局管, 348002是哪个单位."""

from __future__ import annotations

from assistant.model.fields import Field
from assistant.model.query import Aggregate, Figure, Grouping, OneOf, Operation, Places, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome
from assistant.questions.types.ranking import places_named

_OFFICES = (Field.DEPARTMENT, Field.UNIT, Field.DEPARTMENT_CODE, Field.UNIT_CODE)


def units_of(frame: Frame) -> Outcome:
    """A department or unit, and a word for the units below it or the field that says whose it is."""
    table = frame.conditions.table
    if not table or not all(slots.organisations_slot(part) for part in table):
        return None
    if frame.named or frame.pointed or frame.about_rows or frame.terms or frame.has(Kind.VERIFY):
        return None
    if frame.has(Kind.FIGURE, "share", "difference", "ratio", "growth"):
        return None
    several = _each_named(frame)
    if several is not None:
        return several
    if frame.reading.of(Kind.RANK, Kind.PLACE):
        return None
    by = Field.UNIT if frame.says("its_units") else _asked(frame)
    if by is None:
        return None
    selection, remarks = frame.tables("latest")
    figure = Figure(selection, Aggregate.SUM, frame.measure) if frame.speaks_of_money or frame.asks_money else Figure(selection)
    return Built(Query(Operation.GROUP, figure, grouping=Grouping(by)), remarks)


def _each_named(frame: Frame) -> Built | None:
    """各中心多少钱, 哪个大队最多, 301和348分别多少: the figure of each of the offices that are named."""
    mentions = frame.reading.of(Kind.ORGANISATION)
    words = frame.context.lexicon.organisation["each_of_sort"]
    ranks, grouped = bool(frame.reading.of(Kind.RANK, Kind.PLACE)), frame.has(Kind.FIGURE, "group")
    asks = len(mentions) == 1 and mentions[0].text.startswith(words)
    of_sort = asks or (len(mentions) == 1 and mentions[0].text[1:2] in cue("office_counters") and grouped)
    if not of_sort and not (len(mentions) > 1 and grouped):
        return None
    if frame.has(Kind.SUBJECT, "project") and not frame.has(Kind.FIGURE, "count"):
        return None
    fields = {part.field for part in frame.conditions.table if isinstance(part, OneOf)}
    if len(fields) != 1:
        return None
    selection, remarks = frame.tables("latest")
    money = frame.asks_money or frame.speaks_of_money or ranks or grouped
    counts = (frame.has(Kind.FIGURE, "count") and not frame.asks_money) or not money
    figure = Figure(selection) if counts else Figure(selection, Aggregate.SUM, frame.measure)
    named = places_named(frame) if frame.reading.of(Kind.PLACE) else None
    least = frame.has(Kind.RANK, "least", "ascending") or (named is not None and named.from_end)
    places = Places(named.first, named.last) if named is not None else None
    grouping = Grouping(next(iter(fields)), descending=not least if ranks else None, places=places)
    return Built(Query(Operation.GROUP, figure, grouping=grouping), remarks)


def _asked(frame: Frame) -> Field | None:
    """The office that is asked for, where nothing else is."""
    if (frame.asks_for_projects and frame.has(Kind.SUBJECT, "project")) or frame.speaks_of_money or frame.asks_money:
        return None
    asked = [mention for mention in frame.reading.of(Kind.HEAD) if frame.reading.text.find("哪", mention.start, mention.end) >= 0]
    fields = [Field(str(mention.value)) for mention in asked]
    return fields[0] if len(fields) == 1 and fields[0] in _OFFICES and len(frame.heads) == 1 else None
