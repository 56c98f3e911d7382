"""Projects that meet conditions or deal with a topic: 预算超过100万的, 没有满意度指标的, 提到冬季取暖的, 民政局的."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.interpretation import Absence, Note, NotInTables, Remark
from assistant.model.query import Blank, Compare, Figure, Measure, Operation, Operator, Query
from assistant.questions import slots
from assistant.questions.frame import Frame, offers_two
from assistant.questions.mention import Kind
from assistant.questions.topics import Topic, topic_condition
from assistant.questions.types.built import Built, Outcome, list_of, with_topic


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
    if frame.reading.of(Kind.UNIT_ASKED) and not frame.asks_for_projects and frame.terms and not frame.conditions.number_tests:
        return None
    if offers_two(frame):
        return None
    limited = bool(frame.conditions.number_tests or frame.conditions.rows)
    if frame.says("which_group") and limited and not frame.asks_for_projects:
        return None  # 哪几年超过三千万: sums of groups set against a number, which no query says
    topic = topic_condition(frame) if not frame.named else None
    if not _asks_or_limits(frame, topic) or _is_of_rows(frame) or _is_of_fields(frame):
        return None
    limited = bool(frame.conditions.table or frame.conditions.rows or frame.conditions.levels)
    if _asks(frame) and not limited and topic is None and frame.missing_name:
        return NotInTables(Absence.TOPIC, frame.missing_name)
    set_named = frame.within is not None or frame.years or frame.pointed or frame.has(Kind.WHOLE)
    if topic is None and not limited and not set_named and not frame.names_projects:
        return None
    words_alone = (
        topic is not None
        or (frame.about_rows and not frame.conditions.number_tests)
        or bool(frame.conditions.missing)
        or _about_texts(frame)
    )
    selection, remarks = frame.tables("all" if words_alone else "latest")
    where = with_topic(frame, selection.where, topic)
    extra: tuple[Remark, ...] = ()
    if topic is not None and topic.unused:
        extra = (Remark(Note.UNUSED, "、".join(topic.unused)),)
    selection = replace(selection, where=where)
    if Field.GOAL in frame.heads and frame.says("verbatim"):
        return Built(Query(Operation.SHOW, Figure(selection), fields=(Measure(Field.GOAL),)), (*remarks, *extra))
    return Built(list_of(selection), (*remarks, *extra))


def _asks(frame: Frame) -> bool:
    alone = all(mention.kind in (Kind.WHOLE, Kind.FILLER, Kind.SPLIT, Kind.YEAR) for mention in frame.reading.mentions)
    whole = frame.has(Kind.WHOLE, "all_tables") or (frame.reading.of(Kind.YEAR) and frame.last is None)
    return frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or (alone and bool(whole))


def _asks_or_limits(frame: Frame, topic: Topic | None) -> bool:
    """Are tables asked for, or said to meet something?"""
    if frame.conditions.table:
        return True
    if frame.named and not frame.within:
        return False
    return _asks(frame) or (topic is not None and (frame.has(Kind.SUBJECT, "name") or frame.has(Kind.TOPIC)))


def _is_of_fields(frame: Frame) -> bool:
    """Is it an amount, or a field of projects, that is asked for?"""
    of_office = all(slots.organisations_slot(part) for part in frame.conditions.table)
    asks_rows = bool(frame.conditions.levels and frame.reading.of(Kind.PER_UNIT, Kind.UNIT_ASKED))
    amount = frame.has(Kind.ASK, "how_much") and not _asks(frame) and of_office and (asks_rows or not frame.conditions.table)
    named_money = (
        len(frame.named) == 1 and of_office and bool(frame.money_heads) and not _asks(frame)
    )  # 水务局河湖长制，2026年总额
    return amount or named_money or bool((frame.named or frame.pointed) and frame.other_heads)


def _is_of_rows(frame: Frame) -> bool:
    """Is it rows that are asked for, of one project or of a set?"""
    conditions = frame.conditions
    if len(frame.pointed) == 1 and (frame.about_rows or frame.terms):
        return True
    of_these = frame.says_these_projects and not frame.reading.of(Kind.ASK, Kind.VERIFY, Kind.LOGIC, Kind.FIGURE, Kind.RANK)
    if (frame.asks_for_projects and not of_these) or conditions.table:
        return False
    of_set = frame.within is not None or len(frame.pointed) > 1
    if of_set and conditions.levels and not conditions.rows:
        return True
    return frame.has(Kind.SUBJECT, "indicator") and not frame.terms
