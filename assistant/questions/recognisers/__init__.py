"""Recognisers: each finds mentions of some kinds in an utterance; which of them hold is decided together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.questions.context import Context
from assistant.questions.mention import Mention
from assistant.questions.recognisers.bounds import bounds
from assistant.questions.recognisers.compared import compared
from assistant.questions.recognisers.date import date
from assistant.questions.recognisers.doubled import doubled
from assistant.questions.recognisers.entity import entity
from assistant.questions.recognisers.executed import executed
from assistant.questions.recognisers.finding import finding
from assistant.questions.recognisers.joined import joined
from assistant.questions.recognisers.name_part import name_part
from assistant.questions.recognisers.organisation import organisation
from assistant.questions.recognisers.piece import piece
from assistant.questions.recognisers.place import place
from assistant.questions.recognisers.presence import presence
from assistant.questions.recognisers.priced import priced
from assistant.questions.recognisers.quantity import quantity
from assistant.questions.recognisers.quoted import quoted
from assistant.questions.recognisers.size import size
from assistant.questions.recognisers.unit_asked import unit_asked
from assistant.questions.recognisers.words import words
from assistant.questions.recognisers.year import year

Recogniser = Callable[[str, Context], Iterable[Mention]]

RECOGNISERS: tuple[Recogniser, ...] = (
    presence,
    name_part,
    words,
    doubled,
    joined,
    compared,
    bounds,
    quantity,
    year,
    date,
    place,
    size,
    quoted,
    priced,
    unit_asked,
    executed,
    finding,
    organisation,
    entity,
    piece,
)
"""All of them. Which mention holds is a matter of what it explains; of two worth the same the earlier one's."""
