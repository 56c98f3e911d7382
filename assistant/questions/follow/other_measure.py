"""县级资金呢, 财政拨款呢: the same of another fund."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Figure, Measure, OneOf, Operation, Query, Selection, both
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame, year_condition
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def other_measure(frame: Frame, query: Query) -> Built | None:
    """县级资金呢, 财政拨款呢, 其中财政拨款多少: the same of another fund."""
    part = _names_part(frame)
    if (
        not (is_fragment(frame) or part)
        or not frame.is_plain
        or frame.terms
        or frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY)
        or (frame.reading.of(Kind.ASK) and not part)
    ):
        return None
    if frame.pointed and frame.has(Kind.SINGLE):
        return None
    measure = frame.measure
    counts = query.figure.aggregate == Aggregate.COUNT and query.operation in (Operation.GROUP, Operation.COMPUTE)
    if counts and frame.speaks_of_money and query.selection.subject == Subject.PROJECT and not frame.about_rows:
        return Built(replace(query, figure=Figure(query.selection, Aggregate.SUM, measure)))
    if part and query.operation == Operation.LIST and query.selection.subject == Subject.PROJECT and not query.fields:
        return _of_listed(frame, query, measure)
    fields = tuple(Measure(field) for field in frame.other_heads)
    if query.operation == Operation.SHOW and (fields or frame.speaks_of_money) and not frame.about_rows:
        return Built(replace(query, fields=fields or (measure,)))
    if frame.speaks_of_money and query.figure.measure is not None and not frame.about_rows and not fields:
        versus = (
            replace(query.versus, measure=measure)
            if query.versus is not None and query.operation != Operation.SHARE
            else query.versus
        )
        return Built(replace(query, figure=replace(query.figure, measure=measure), versus=versus))
    return None


def _of_listed(frame: Frame, query: Query, measure: Measure) -> Built | None:
    """其中上级给了多少 after a list or a ranking: that money of the projects listed, added up where they are several."""
    last = frame.last
    if last is None or not last.projects:
        return None
    selection = Selection(Subject.PROJECT, within=query.selection)
    if len(last.projects) > 1:
        return Built(Query(Operation.COMPUTE, Figure(selection, Aggregate.SUM, measure)))
    name, year = last.projects[0]
    where = both(OneOf(Field.PROJECT, (name,)), year_condition((year,) if year else ()))
    return Built(Query(Operation.SHOW, Figure(Selection(Subject.PROJECT, where)), fields=(measure,)))


LONGEST = 12
"""A longer sentence is a question of its own."""


def _names_part(frame: Frame) -> bool:
    """里头财政的, 其中上级资金多少: is a part of the money named, of what was just spoken of?"""
    alone = all(mention.kind in (Kind.HEAD, Kind.FUND, Kind.FILLER) for mention in frame.reading.mentions)  # 其他资金
    if frame.measure.field == Field.TOTAL or not (alone or frame.has(Kind.SET)) or len(frame.question) > LONGEST:
        return False
    asks = frame.reading.of(Kind.ASK)
    return all(mention.value == "how_much" for mention in asks) and not frame.reading.of(Kind.SUBJECT)
