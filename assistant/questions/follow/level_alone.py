"""生态, 可持续的 after a question on a category of rows: the beginning of another category's name stands for it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from assistant.model.fields import Subject
from assistant.model.query import Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.levels import level_condition
from assistant.questions.lexicon import cue, lexicon, without_first
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

_BEGINNING = 2
"""Characters by which a category is told from the others."""


@cache
def _categories() -> frozenset[str]:
    """The standard names of the second level that questions name."""
    return frozenset(value for entries in lexicon().phrases.values() for _, kind, value in entries if kind == Kind.LEVEL2)


def level_alone(frame: Frame, query: Query) -> Built | None:
    """Nothing but the first characters of a category's name, after rows of another category."""
    text = without_first(frame.question, "turns_to").strip("".join((*cue("trailing"), *cue("continues"), "的")))
    old = slots.kept(query.selection.where, slots.levels_slot)
    if len(text) < _BEGINNING or frame.named or old is None or query.selection.subject != Subject.INDICATOR:
        return None
    meant = [value for value in _categories() if value.startswith(text)]
    if len(meant) != 1:
        return None
    where = slots.without(query.selection.where, slots.levels_slot, slots.row_names_slot)
    return Built(slots.query_with(query, replace(query.selection, where=both(where, level_condition(meant)))))
