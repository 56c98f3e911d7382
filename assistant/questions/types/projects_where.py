"""Projects that meet conditions or deal with a topic: 预算超过100万的, 没有满意度指标的, 提到冬季取暖的, 民政局的."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.interpretation import Absence, Note, NotInTables, Remark
from assistant.model.query import Blank, Compare, Figure, Measure, Operation, Operator, Query, both
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.topics import topic_condition
from assistant.questions.types.built import Built, Outcome, list_of, with_rows


def _about_texts(frame: Frame) -> bool:
    """Are the conditions on tables only about what stands or is missing in a cell? Then all years are looked through."""
    conditions = frame.conditions.table
    texts = [
        part
        for part in conditions
        if isinstance(part, Blank) or (isinstance(part, Compare) and part.operator == Operator.CONTAINS)
    ]
    return bool(texts) and len(texts) == len(conditions) and not any(getattr(part, "measure", None) is None for part in texts)


def projects_where(frame: Frame) -> Outcome:
    """Something that tables must meet, or a question that asks for tables."""
    asks = frame.asks_for_projects or frame.has(Kind.ASK, "which", "list")
    limited = bool(frame.conditions.table or frame.conditions.rows or frame.conditions.levels)
    topic = topic_condition(frame) if not frame.named else None
    if (
        frame.has(Kind.ASK, "how_much")
        and not frame.has(Kind.ASK, "which", "list")
        and not frame.asks_for_projects
        and not frame.conditions.table
    ):
        return None
    if (frame.named or frame.pointed) and frame.other_heads:
        return None
    if not (
        asks
        or (frame.has(Kind.SUBJECT, "name") and topic is not None)
        or frame.conditions.table
        or (frame.has(Kind.TOPIC) and topic is not None)
    ):
        return None
    if frame.named and not frame.conditions.table and not frame.within:
        return None
    if frame.has(Kind.SUBJECT, "indicator") and not frame.asks_for_projects and not frame.conditions.table and not frame.terms:
        return None
    of_set = frame.within is not None or len(frame.pointed) > 1
    if (
        of_set
        and frame.conditions.levels
        and not frame.conditions.rows
        and not frame.conditions.table
        and not frame.asks_for_projects
    ):
        return None
    if len(frame.pointed) == 1 and (frame.about_rows or frame.terms):
        return None
    if asks and not limited and topic is None and frame.missing_name:
        return NotInTables(Absence.TOPIC, frame.missing_name)
    if not asks and not frame.conditions.table and topic is None:
        return None
    if (
        not limited
        and topic is None
        and frame.within is None
        and not (frame.years or frame.has(Kind.WHOLE) or frame.has(Kind.SUBJECT, "project") or frame.pointed)
    ):
        return None
    words_alone = (
        topic is not None
        or (frame.about_rows and not frame.conditions.number_tests)
        or bool(frame.conditions.missing)
        or _about_texts(frame)
    )
    selection, remarks = frame.tables("all" if words_alone else "latest")
    where = both(with_rows(frame, selection.where), topic.condition if topic is not None else None)
    extra: tuple[Remark, ...] = ()
    if topic is not None and topic.unused:
        extra = (Remark(Note.UNUSED, "、".join(topic.unused)),)
    selection = replace(selection, where=where)
    if Field.GOAL in frame.heads and frame.says("verbatim"):
        return Built(Query(Operation.SHOW, Figure(selection), fields=(Measure(Field.GOAL),)), (*remarks, *extra))
    return Built(list_of(selection), (*remarks, *extra))
