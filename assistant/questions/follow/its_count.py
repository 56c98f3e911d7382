"""几条 after 哪张表的数量指标最多, or after rows: how many of that kind the first table has, or how many rows those were."""

from __future__ import annotations

from assistant.model.fields import Field, Subject
from assistant.model.query import Figure, OneOf, Operation, Query, Selection, both
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import says
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

LONGEST = 8
"""A longer sentence is a question of its own."""


def its_count(frame: Frame, query: Query) -> Built | None:
    """Nothing but a word for a number of rows, after rows of one table, or one that a ranking by the number of its rows gave."""
    last, order = frame.last, query.selection.order
    listed = query.operation == Operation.LIST and query.selection.subject == Subject.INDICATOR
    if last is None or len(last.projects) != 1 or not (listed or (order is not None and order.measure.field == Field.ROWS)):
        return None
    asked = [mention.text for mention in frame.reading.of(Kind.FIGURE) if mention.value == "count"]
    if not any(says(text, "row_count") for text in asked) or not frame.is_plain or frame.about_rows or frame.terms:
        return None
    if len(frame.question) > LONGEST or frame.named or frame.asks_for_projects:
        return None
    if listed:
        return Built(Query(Operation.COMPUTE, Figure(query.selection))) if len(last.rows) > 1 else None
    assert order is not None
    name, year = last.projects[0]
    where = both(OneOf(Field.PROJECT, (name,)), year_condition((year,) if year else ()), order.measure.rows)
    return Built(Query(Operation.COMPUTE, Figure(Selection(Subject.INDICATOR, where))))
