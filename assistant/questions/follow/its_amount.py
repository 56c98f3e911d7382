"""多少 after 有没有其他资金: the money whose being there was asked about."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import And, Blank, Compare, Condition, Figure, Measure, Not, OneOf, Operation, Query, Selection, both
from assistant.questions.frame import Frame, year_condition
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def its_amount(frame: Frame, query: Query) -> Built | None:
    """Nothing but how much, after a test of one project's money other than its total."""
    kinds = {mention.kind for mention in frame.reading.mentions} - {Kind.FILLER, Kind.CHANGE}
    if kinds != {Kind.ASK} or not frame.has(Kind.ASK, "how_much") or query.operation not in (Operation.EVERY, Operation.ANY):
        return None
    where = query.selection.where
    asked = query.test if query.operation == Operation.EVERY else where
    moneys = {measure for measure in _measures(asked) if measure.field in MONEY_FIELDS - {Field.TOTAL}}
    last = frame.last
    if len(moneys) != 1 or last is None or len(last.projects) != 1:
        return None
    name, year = last.projects[0]
    table = both(OneOf(Field.PROJECT, (name,)), year_condition((year,) if year else ()))
    return Built(Query(Operation.SHOW, Figure(Selection(Subject.PROJECT, table)), fields=tuple(moneys)))


def _measures(condition: Condition | None) -> Iterable[Measure]:
    match condition:
        case And(parts):
            for part in parts:
                yield from _measures(part)
        case Not(part):
            yield from _measures(part)
        case Blank(measure) | Compare(measure):
            yield measure
        case _:
            return
