"""三千人以下呢 after a row called 5000人以上: the row of the same project whose name has that number."""

from __future__ import annotations

from dataclasses import replace

from assistant.chinese.quantities import find_quantities
from assistant.chinese.width import squeeze
from assistant.model.fields import Field, Subject
from assistant.model.query import OneOf, Operation, Query, both
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.numbers import number_tests
from assistant.questions.types.built import Built, list_of


def row_of_number(frame: Frame, query: Query) -> Built | None:
    """A fragment that says one number, after a row with another number in its name."""
    tests = number_tests(frame.reading)
    last = frame.last
    if last is None or len(tests) != 1 or query.operation != Operation.LIST or query.selection.subject != Subject.INDICATOR:
        return None
    names = {level3 for *_, level3 in last.rows}
    own = frame.named or frame.terms or frame.heads or frame.years or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.FIGURE)
    if own or len(names) != 1 or len(last.projects) != 1 or not is_fragment(frame) or not _numbers(names.pop()):
        return None
    wanted = tests[0].bounds[0][1]
    rows = frame.context.knowledge.rows_like(frame.text, (last.projects[0][0],))
    found = tuple(dict.fromkeys(row.level3 for row in rows if wanted in _numbers(row.level3)))
    if len(found) != 1:
        return None
    where = both(slots.without(query.selection.where, slots.row_names_slot, slots.values_slot), OneOf(Field.LEVEL3, found))
    return Built(list_of(replace(query.selection, where=where)))


def _numbers(name: str) -> frozenset[object]:
    """The numbers that a row's name states."""
    return frozenset(found.low for found in find_quantities(squeeze(name)))
