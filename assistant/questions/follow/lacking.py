"""缺的是谁, 哪些没有 after 是不是都: those members that do not meet what was asked of all."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Condition, HasRows, Not, Operation, Quantifier, Query, both
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of


def lacking(frame: Frame, query: Query) -> Built | None:
    """A denial that asks who, and names nothing."""
    if query.operation != Operation.EVERY or query.test is None or frame.named or frame.about_rows or frame.conditions.table:
        return None
    if not frame.has(Kind.LOGIC, "not", "blank") or not (frame.has(Kind.ASK, "which", "list") or frame.asks_for_projects):
        return None
    return Built(list_of(replace(query.selection, where=both(query.selection.where, _turned(query.test)))))


def _turned(test: Condition) -> Condition:
    """The opposite of a test: no rows for some rows."""
    if isinstance(test, HasRows) and test.quantifier == Quantifier.SOME:
        return replace(test, quantifier=Quantifier.NO)
    return Not(test)
