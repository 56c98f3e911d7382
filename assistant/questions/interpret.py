"""From an utterance to what it means: a query, or the honest reason why there is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.model.conversation import Conversation, Turn
from assistant.model.interpretation import (
    Absence,
    Ambiguous,
    Interpretation,
    NotInTables,
    OutOfScope,
    Unclear,
    Understood,
)
from assistant.model.knowledge import Knowledge
from assistant.model.query import Compare, OneOf, Query
from assistant.questions import slots
from assistant.questions.absent import absent_organisation, beyond_years, names_nothing, near
from assistant.questions.ambiguous import ambiguous, picked
from assistant.questions.context import Context
from assistant.questions.follow import follow
from assistant.questions.foreign import foreign
from assistant.questions.frame import Frame
from assistant.questions.framing import frame_of
from assistant.questions.lexicon import lexicon
from assistant.questions.mention import Kind
from assistant.questions.outside import outside
from assistant.questions.read import read
from assistant.questions.respell import respell
from assistant.questions.types import QUESTION_TYPES, Built
from assistant.questions.utterance import utterance_of


def interpret(typed: str, conversation: Conversation, knowledge: Knowledge) -> Interpretation:
    """What the utterance means, after the conversation so far and with the names that the archive knows. Never raises."""
    context = Context(knowledge, conversation, lexicon())
    utterance = utterance_of(typed)
    reading = read(utterance, context)
    respelt, corrections = respell(reading, context)
    if corrections:
        reading = read(respelt, context)
    chosen = picked(reading, context)
    if chosen is not None:
        return chosen
    frame = frame_of(reading, context)
    frame = replace(frame, remarks=(*corrections, *frame.remarks))
    return _meaning(frame)


def _meaning(frame: Frame) -> Interpretation:
    """The frame as a follow-up or as the first question type that fits, or the reason why it is neither."""
    elsewhere = outside(frame)
    if elsewhere is not None:
        return elsewhere
    unknown_organisation = absent_organisation(frame)
    if unknown_organisation is not None:
        return unknown_organisation
    if foreign(frame):
        return OutOfScope(_unused(frame))
    built: Built | NotInTables | None = follow(frame)
    if built is None:
        several = ambiguous(frame)
        if several is not None:
            return several
        if names_nothing(frame):
            return NotInTables(Absence.PROJECT, frame.missing_name, near(frame), remarks=frame.remarks)
        for question_type in QUESTION_TYPES:
            built = question_type(frame)
            if built is not None:
                break
    if isinstance(built, NotInTables):
        return replace(built, remarks=frame.remarks)
    if isinstance(built, Built) and _ignores(frame, built.query):
        return Unclear("、".join((*frame.terms, *_strangers(frame))))
    if built is None:
        if frame.missing_name:
            return NotInTables(Absence.PROJECT, frame.missing_name, near(frame), remarks=frame.remarks)
        known = frame.named or frame.terms or frame.reading.of(Kind.HEAD, Kind.LEVEL2, Kind.SUBJECT, Kind.ROW)
        return Unclear(_unused(frame)) if known else OutOfScope(_unused(frame))
    beyond = beyond_years(frame, built.query)
    if beyond is not None:
        return beyond
    named = tuple(link.name for link in frame.named)
    tables = frame.has(Kind.FIGURE, "count") and frame.says("table_count") and not frame.says("project_word")
    return Understood(
        built.query,
        tuple(dict.fromkeys((*frame.remarks, *built.remarks))),
        named,
        _asks_amount(frame),
        tables,
    )


def _strangers(frame: Frame) -> tuple[str, ...]:
    """Runs of two or more characters that nothing explains."""
    return tuple(mention.text for mention in frame.reading.of(Kind.UNKNOWN) if len(mention.text) >= 2)


def _ignores(frame: Frame, query: Query) -> bool:
    """Does a query about all tables leave out words that must have meant something? Then it is no answer to the question."""
    selection = query.selection
    plain = selection.within is None and all(slots.years_slot(part) for part in slots.parts_of(selection.where))
    if not plain or (query.grouping is not None and query.grouping.bands):
        return False
    printed = str(query)
    left = [term for term in frame.terms if term not in printed]
    return bool(left or _strangers(frame))


def _asks_amount(frame: Frame) -> bool:
    return frame.has(Kind.ASK, "how_much") or (frame.speaks_of_money and frame.has(Kind.ASK, "what"))


def _unused(frame: Frame) -> str:
    """The characters that nothing explains."""
    return "、".join(mention.text for mention in frame.reading.of(Kind.UNKNOWN))


def turn_of(typed: str, interpretation: Interpretation) -> Turn:
    """The turn that the utterance leaves behind before its query was run."""
    if isinstance(interpretation, Understood):
        return Turn(typed, interpretation.query, named=interpretation.named)
    if isinstance(interpretation, Ambiguous):
        return Turn(typed, choices=interpretation.choices)
    if isinstance(interpretation, NotInTables) and interpretation.query is not None:
        return Turn(typed, interpretation.query)
    return Turn(typed)


def projects_in(query: Query) -> tuple[tuple[str, int | None], ...]:
    """The projects that a query names, with the year that it asks for where it is one."""
    names = slots.kept(query.selection.where, slots.projects_slot)
    year = slots.kept(query.selection.where, slots.years_slot)
    asked = int(year.value) if isinstance(year, Compare) and isinstance(year.value, Decimal) else None
    return tuple((name, asked) for name in names.values) if isinstance(names, OneOf) else ()
