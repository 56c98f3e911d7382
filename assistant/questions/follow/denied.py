"""反过来，没写的有几个: the tables without the rows that those of the last question had."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import HasRows, Quantifier, Query, both
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, listed_or_counted


def denied(frame: Frame, query: Query) -> Built | None:
    """反过来，没写的有几个: the tables without the rows that those of the last question had."""
    denied = frame.has(Kind.LOGIC, "not", "blank") and (frame.has(Kind.CHANGE, "reverse") or is_fragment(frame))
    if not denied or not frame.is_plain or frame.conditions.levels or frame.terms or frame.has(Kind.ROW):
        return None
    parts = slots.parts_of(query.selection.where)
    turned = {Quantifier.SOME: Quantifier.NO, Quantifier.NO: Quantifier.SOME}
    if not any(isinstance(part, HasRows) and part.quantifier in turned for part in parts):
        return None
    where = both(*(replace(part, quantifier=turned[part.quantifier]) if isinstance(part, HasRows) else part for part in parts))
    selection = replace(query.selection, where=where)
    return listed_or_counted(frame, selection)
