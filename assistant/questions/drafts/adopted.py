"""Adopted drafts in questions: they count only where the question names 草稿 or their year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.chinese.width import fold
from assistant.chinese.years import find_years
from assistant.model.conversation import Conversation
from assistant.model.fields import Field
from assistant.model.interpretation import Ambiguous, Interpretation, Note, NotInTables, Several, Understood
from assistant.model.knowledge import Knowledge
from assistant.model.query import Compare, Condition, Figure, Measure, Operator, Query, Selection, both
from assistant.questions import slots
from assistant.questions.drafts.words import has, words
from assistant.questions.interpret import interpret

ONLY = Compare(Measure(Field.DRAFT), Operator.EQUAL, Decimal(1))
"""Drafts alone: 草稿有哪些."""
BESIDE = Compare(Measure(Field.DRAFT), Operator.AT_LEAST, Decimal(0))
"""Drafts beside other tables: their year is named."""


def interpret_with_drafts(
    typed: str, conversation: Conversation, knowledge: Knowledge, with_drafts: Knowledge, years: Sequence[int]
) -> Interpretation:
    """What the utterance means where the archive has adopted drafts of these years."""
    text = fold(typed)
    if has(text, "words", "with_draft"):
        plain = typed
        for word in words("words", "with_draft"):
            plain = plain.replace(word, words("words", "for_draft")[0])
        beside = has(text, "words", "drafts_too")
        if not has(text, "words", "follows"):
            conversation = replace(conversation, turns=())
        return _marked(interpret(plain, conversation, with_drafts), BESIDE if beside else ONLY, every_year=True)
    named = {year for mention in find_years(text, knowledge.years()[-1] if knowledge.years() else None) for year in mention.years}
    if named & set(years) and not has(text, "words", "relative_years"):
        return _marked(interpret(typed, conversation, with_drafts), BESIDE)
    return interpret(typed, conversation, knowledge)


def _marked(meaning: Interpretation, condition: Condition, *, every_year: bool = False) -> Interpretation:
    """The meaning with the condition in its query."""
    match meaning:
        case Understood():
            assumed = every_year and any(remark.note in (Note.LATEST_YEAR,) for remark in meaning.remarks)
            remarks = tuple(remark for remark in meaning.remarks if not assumed or remark.note is not Note.LATEST_YEAR)
            return replace(meaning, query=_query(meaning.query, condition, assumed), remarks=remarks)
        case NotInTables() if meaning.query is not None:
            return replace(meaning, query=_query(meaning.query, condition, False))
        case Ambiguous():
            choices = tuple(replace(choice, query=_query(choice.query, condition, False)) for choice in meaning.choices)
            return replace(meaning, choices=choices)
        case Several():
            return _marked(meaning.otherwise, condition, every_year=every_year)
    return meaning


def _query(query: Query, condition: Condition, every_year: bool) -> Query:
    versus = None if query.versus is None else _figure(query.versus, condition, every_year)
    return replace(query, figure=_figure(query.figure, condition, every_year), versus=versus)


def _figure(figure: Figure, condition: Condition, every_year: bool) -> Figure:
    return replace(figure, selection=_selection(figure.selection, condition, every_year))


def _selection(selection: Selection, condition: Condition, every_year: bool) -> Selection:
    where = slots.without(selection.where, slots.years_slot) if every_year else selection.where
    within = None if selection.within is None else _selection(selection.within, condition, every_year)
    return replace(selection, where=both(where, condition), within=within)
