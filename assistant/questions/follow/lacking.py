"""缺的是谁, 哪些没有 after 是不是都: those members that do not meet what was asked of all."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import Condition, HasRows, Not, Operation, Quantifier, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of, listed_or_counted


def lacking(frame: Frame, query: Query) -> Built | None:
    """A denial that asks who, and names nothing."""
    if query.operation in (Operation.LIST, Operation.COMPUTE):
        return _without_such_rows(frame, query)
    if query.operation != Operation.EVERY or query.test is None or frame.named or frame.about_rows or frame.conditions.table:
        return None
    if not frame.has(Kind.LOGIC, "not", "blank") or not (frame.has(Kind.ASK, "which", "list") or frame.asks_for_projects):
        return None
    return Built(list_of(replace(query.selection, where=both(query.selection.where, _turned(query.test)))))


LONGEST = 12
"""A longer sentence is a question of its own."""


def _without_such_rows(frame: Frame, query: Query) -> Built | None:
    """没设的有多少个 after 设了生态效益指标的有哪些: of the same tables those that have no such rows."""
    parts = slots.parts_of(query.selection.where)
    held = [part for part in parts if isinstance(part, HasRows) and part.quantifier == Quantifier.SOME]
    asks = frame.has(Kind.ASK, "which", "list") or frame.has(Kind.FIGURE, "count")
    bare = frame.is_plain and not (frame.terms or frame.about_rows or frame.heads or frame.missing_name)
    denied = frame.has(Kind.LOGIC, "not") and len(frame.question) <= LONGEST
    if len(held) != 1 or query.selection.subject != Subject.PROJECT or not (asks and bare and denied):
        return None
    turned = [_turned(part) if part is held[0] else part for part in parts]
    return listed_or_counted(frame, replace(query.selection, where=both(*turned)))


def _turned(test: Condition) -> Condition:
    """The opposite of a test: no rows for some rows."""
    if isinstance(test, HasRows) and test.quantifier == Quantifier.SOME:
        return replace(test, quantifier=Quantifier.NO)
    return Not(test)
