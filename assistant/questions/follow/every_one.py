"""都是100%吗, 指标值都在90%以上吗 after a list: do all rows of it meet what is said?"""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import Figure, HasRows, Operation, Quantifier, Query, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built
from assistant.questions.types.yes_no import is_question


def every_one(frame: Frame, query: Query) -> Built | None:
    """A yes-or-no question with 都 and a test on rows, and nothing named: over the rows by which the last list was chosen."""
    tests, last = both(*frame.conditions.rows), frame.last
    if tests is None or not is_question(frame) or not (frame.has(Kind.LOGIC, "all") or frame.says("whether_all")):
        return None
    if frame.named or frame.excepted or frame.years or frame.all_years or frame.conditions.table or frame.terms:
        return None
    if frame.heads or frame.asks_for_projects or frame.has(Kind.WHOLE) or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.ORDINAL):
        return None
    if last is None or not last.projects or query.operation not in (Operation.LIST, Operation.COMPUTE, Operation.EVERY):
        return None
    level, selection = frame.conditions.level, query.selection
    if selection.subject == Subject.INDICATOR:
        rows = Selection(Subject.INDICATOR, level, within=selection) if level is not None else selection
        return Built(Query(Operation.EVERY, Figure(rows), test=tests))
    chosen = both(
        *(
            part.condition
            for part in slots.parts_of(selection.where)
            if isinstance(part, HasRows) and part.quantifier == Quantifier.SOME
        )
    )
    rows = Selection(Subject.INDICATOR, level if level is not None else chosen, within=selection)
    return Built(Query(Operation.EVERY, Figure(rows), test=tests))
