"""只看低于100%的, 再加个条件, 只看文旅局的: one more condition on what was listed."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Subject
from assistant.model.query import HasRows, Operation, Quantifier, Query, Selection, both
from assistant.questions import slots
from assistant.questions.follow.figures import set_of_extremes
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, asked_of, list_of, of_any_price, row_condition


def narrowed(frame: Frame, query: Query) -> Built | None:
    """只看低于100%的, 再加个条件, 只看文旅局的: one more condition on what was listed."""
    said = frame.has(Kind.CHANGE, "only", "narrow") or frame.text.startswith(cue("narrows")) or _picks(frame)
    if frame.named or not said:
        return None
    query = set_of_extremes(query)
    if query.operation not in (Operation.LIST, Operation.COMPUTE, Operation.SHOW, Operation.ANY):
        return None
    rows = row_condition(frame)
    selection = query.selection
    if selection.subject == Subject.INDICATOR:
        added = both(of_any_price(rows) if rows is not None else None, *frame.conditions.table)
    else:
        added = both(HasRows(Quantifier.SOME, rows) if rows is not None else None, *frame.conditions.table)
    if frame.years:
        added = both(added, year_condition(frame.years))
    if added is None:
        return None
    if selection.places is not None:
        return Built(list_of(Selection(selection.subject, added, within=selection)))
    where = selection.where
    if frame.conditions.levels and selection.subject == Subject.INDICATOR:
        where = slots.without(where, slots.levels_slot)
    if frame.years:
        where = slots.without(where, slots.years_slot)
    selection = replace(selection, where=both(where, added))
    sums = frame.has(Kind.FIGURE, "sum", "average") and not frame.has(Kind.ASK, "which", "list")
    if sums and selection.subject == Subject.PROJECT:
        return asked_of(frame, replace(selection, order=None))  # 单算超过50万的，合计多少
    return Built(slots.query_with(query, selection))


def _picks(frame: Frame) -> bool:
    """把名字里带“补助”的挑出来: are some picked out of what was listed, and no projects sought?"""
    picked = any(says(mention.text, "picks_out") for mention in frame.reading.of(Kind.ASK))
    return picked and not (frame.years or frame.all_years or frame.asks_for_projects or frame.has(Kind.WHOLE) or frame.terms)
