"""哪个最高 after tables that have rows of a number (满意度不低于95%的有几个): the row of that kind with the highest one."""

from __future__ import annotations

from assistant.model.fields import Field, Subject
from assistant.model.query import HasRows, Measure, Order, Places, Quantifier, Query, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of

LONGEST = 10
"""A longer sentence is a question of its own."""


def highest_of_met(frame: Frame, query: Query) -> Built | None:
    """Nothing but a word for the highest or lowest, which is said of values, and no money."""
    ranks = frame.reading.of(Kind.RANK)
    if len(ranks) != 1 or not any(word in ranks[0].text for word in cue("of_values")) or frame.reading.of(Kind.PLACE):
        return None
    own = frame.named or frame.terms or frame.about_rows or frame.heads or frame.speaks_of_money
    if own or not frame.is_plain or len(frame.question) > LONGEST or query.selection.subject != Subject.PROJECT:
        return None
    met = [part for part in slots.parts_of(query.selection.where) if isinstance(part, HasRows)]
    if len(met) != 1 or met[0].quantifier != Quantifier.SOME or Field.NUMBER.value not in str(met[0].condition):
        return None
    levels = slots.kept(met[0].condition, slots.levels_slot)
    if levels is None:
        return None
    years = slots.kept(query.selection.where, slots.years_slot)
    order = Order(Measure(Field.NUMBER), descending=ranks[0].value == "most")
    rows = Selection(Subject.INDICATOR, both(years, met[0].condition), order, Places(1, 1))
    return Built(list_of(rows))
