"""The units of a department, and whose a unit is: 农业局下属单位有哪些, 公路管理段归哪个局管, 348002是哪个单位."""

from __future__ import annotations

from assistant.model.fields import Field
from assistant.model.query import Aggregate, Figure, Grouping, Operation, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome

_OFFICES = (Field.DEPARTMENT, Field.UNIT, Field.DEPARTMENT_CODE, Field.UNIT_CODE)


def units_of(frame: Frame) -> Outcome:
    """A department or unit, and a word for the units below it or the field that says whose it is."""
    table = frame.conditions.table
    if not table or not all(slots.organisations_slot(part) for part in table) or frame.named or frame.pointed or frame.about_rows:
        return None
    if (
        frame.terms
        or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY)
        or frame.has(Kind.FIGURE, "share", "difference", "ratio")
    ):
        return None
    by = Field.UNIT if frame.says("its_units") else _asked(frame)
    if by is None:
        return None
    selection, remarks = frame.tables("latest")
    figure = Figure(selection, Aggregate.SUM, frame.measure) if frame.speaks_of_money or frame.asks_money else Figure(selection)
    return Built(Query(Operation.GROUP, figure, grouping=Grouping(by)), remarks)


def _asked(frame: Frame) -> Field | None:
    """The office that is asked for, where nothing else is."""
    if (frame.asks_for_projects and frame.has(Kind.SUBJECT, "project")) or frame.speaks_of_money or frame.asks_money:
        return None
    asked = [mention for mention in frame.reading.of(Kind.HEAD) if frame.reading.text.find("哪", mention.start, mention.end) >= 0]
    fields = [Field(str(mention.value)) for mention in asked]
    return fields[0] if len(fields) == 1 and fields[0] in _OFFICES and len(frame.heads) == 1 else None
