"""两个局合计比2023年多多少 after one office's figure and another's: what they come to, set against the same of another year."""

from __future__ import annotations

from assistant.model.query import Query
from assistant.questions import slots
from assistant.questions.follow.other_years import of_years
from assistant.questions.follow.put_together import figure_together
from assistant.questions.follow.set_apart import operation_asked
from assistant.questions.frame import Frame
from assistant.questions.types.built import Built


def together_since(frame: Frame, query: Query) -> Built | None:
    """So many of the figures just shown, a word for a difference or a growth, and one other year."""
    own = frame.named or frame.conditions.table or frame.about_rows or frame.terms or frame.asks_for_projects
    if own or not (frame.says("both_of_them") or frame.says("three_of_them")) or not (frame.years or frame.previous):
        return None
    operation, figure = operation_asked(frame), figure_together(frame)
    have = slots.years_in(figure.selection.where) if figure is not None else frozenset()
    if operation is None or figure is None or len(have) != 1:
        return None
    others = [year for year in frame.years if year not in have] or ([min(have) - 1] if frame.previous else [])
    return Built(Query(operation, figure, of_years(frame, figure, (others[0],)))) if len(others) == 1 else None
