"""Adopted drafts (采用的草稿) in answers: the condition that lets them in is not read out, that they took part is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.model.fields import Field
from assistant.model.query import And, Compare, Condition, Figure, Operator, Query, Result, Selection, both


def without_drafts_beside(query: Query) -> Query:
    """The query as it is worded: without the condition that drafts may take part (`draft >= 0`)."""
    if "draft >= 0" not in str(query):
        return query
    versus = None if query.versus is None else _figure(query.versus)
    return replace(query, figure=_figure(query.figure), versus=versus)


def shows_drafts(result: Result) -> bool:
    """Does the answer rest on an adopted draft?"""
    tables = (*result.tables, *result.versus_tables)
    return any(table.is_draft for table in tables) or any(row.is_draft for row in (*result.rows, *result.versus_rows))


def _figure(figure: Figure) -> Figure:
    return replace(figure, selection=_selection(figure.selection))


def _selection(selection: Selection) -> Selection:
    within = None if selection.within is None else _selection(selection.within)
    return replace(selection, where=_condition(selection.where), within=within)


def _condition(condition: Condition | None) -> Condition | None:
    parts = condition.parts if isinstance(condition, And) else (condition,)
    return both(*(part for part in parts if not _lets_in(part)))


def _lets_in(condition: Condition | None) -> bool:
    match condition:
        case Compare(measure, Operator.AT_LEAST, Decimal() as value):
            return measure.field is Field.DRAFT and value == 0
    return False
