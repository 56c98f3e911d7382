"""What tables deal with: the words of a question that stand in the archive, as a condition on texts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.chinese.width import squeeze
from assistant.model.fields import Field
from assistant.model.query import Compare, Condition, HasRows, Measure, Not, OneOf, Operator, Quantifier, both, either
from assistant.model.record import record
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention

SAME_NAME = 80
"""Indicator names that agree by this many per cent of their characters are taken for the same."""


@record
class Topic:
    """The condition, with the words that were used for it and those that were not."""

    condition: Condition
    used: tuple[str, ...]
    unused: tuple[str, ...]
    of_rows: bool = False
    """Must the words stand in rows of the category that is named? Then the condition says the category too."""


def topic_condition(frame: Frame) -> Topic | None:
    """The tables that speak of the question's words; None where it has none left, or where none of them stands anywhere.

    Words that stand together in some table are all asked for; of those that never do, the rarest decide.
    """
    quoted = [str(mention.value) for mention in frame.reading.of(Kind.QUOTED) if mention.start not in frame.conditions.used]
    field = field_of_words(frame)
    if quoted:
        kinds = {str(one.value) for one in frame.reading.of(Kind.QUOTED) if frame.text.startswith(cue("of_this_kind"), one.end)}
        condition = both(*(_holds(frame, field, text, exact=text not in kinds) for text in quoted))
        return Topic(_signed(frame, condition), tuple(quoted), ()) if condition is not None else None
    terms = _terms(frame)
    if not terms:
        return None
    knowledge = frame.context.knowledge
    among = max(knowledge.size(), 1)
    found = {term: knowledge.where(term) for term in terms}
    ranked = sorted(
        (term for term in terms if found[term]),
        key=lambda term: -len(term) * math.log(1 + among / max(len(found[term]), 1)),
    )
    if not ranked:
        return None
    used: list[str] = []
    tables = frozenset[int]()
    for term in ranked:
        together = tables & found[term] if used else found[term]
        if together:
            used.append(term)
            tables = together
    unused = tuple(term for term in terms if term not in used)
    inner = both(_in_rows(frame), *map(_written, terms))
    if _in_rows(frame) is not None and inner is not None:
        held = HasRows(Quantifier.SOME, inner)
        denied = isinstance(_signed(frame, held), Not)
        return Topic(replace(held, quantifier=Quantifier.NO) if denied else held, terms, (), of_rows=True)
    condition = both(*(_holds(frame, field, term, exact=False) for term in terms if term in used))
    return Topic(_signed(frame, condition), tuple(used), unused) if condition is not None else None


def _in_rows(frame: Frame) -> Condition | None:
    """数量指标里提到培训的: the category in whose rows the words must stand; None where they may stand anywhere."""
    levels = frame.reading.of(Kind.LEVEL1, Kind.LEVEL2)
    topics = [mention for mention in frame.reading.of(Kind.TOPIC) if mention.text in cue("topical")]
    if len(levels) != 1 or not topics or frame.conditions.rows:
        return None
    denied = frame.reading.before(topics[0])
    end = denied.start if denied is not None and denied.is_(Kind.LOGIC, "not") else topics[0].start
    between = frame.text[levels[0].end : end]
    follows = levels[0].end <= topics[0].start and between in ("", *cue("inside_of"))
    return frame.conditions.level if follows else None


def _written(term: str) -> Condition:
    """Rows in whose name or value the word stands."""
    found = either(*(Compare(Measure(field), Operator.CONTAINS, term) for field in (Field.LEVEL3, Field.VALUE)))
    assert found is not None
    return found


def _terms(frame: Frame) -> tuple[str, ...]:
    """The words left over, longest first where one holds another."""
    terms = [term for term in frame.terms if len(term) >= 2]
    if frame.doubtful is not None:
        terms.extend(frame.doubtful.pieces)
    return tuple(term for term in dict.fromkeys(terms) if not any(term != other and term in other for other in terms))


def field_of_words(frame: Frame) -> Field:
    """Where the words must stand: in the name, the goal, the indicators, or anywhere."""
    if frame.has(Kind.SUBJECT, "name"):
        return Field.PROJECT
    if Field.GOAL in frame.heads:
        return Field.GOAL
    if frame.has(Kind.SUBJECT, "indicator") and not frame.conditions.levels:
        return Field.LEVEL3
    return Field.ANYWHERE


def _holds(frame: Frame, field: Field, text: str, *, exact: bool) -> Condition:
    if field == Field.LEVEL3:
        return HasRows(Quantifier.SOME, row_named(frame, text, exact=exact))
    return Compare(Measure(field), Operator.CONTAINS, text)


def row_named(frame: Frame, text: str, *, exact: bool) -> Condition:
    """Rows whose name holds the text, or is nearly the same (拉近党和群众的联系, 拉近党和群众的密切联系)."""
    holds: Condition = Compare(Measure(Field.LEVEL3), Operator.CONTAINS, text)
    if exact or len(text) < 5:
        return holds
    from rapidfuzz import fuzz  # only where a phrase is sought among the names of rows

    typed = _phrase(frame, text)
    near = {
        row.level3
        for row in frame.context.knowledge.rows_like(typed)
        if typed in squeeze(row.level3).lower() or fuzz.ratio(typed, squeeze(row.level3).lower()) >= SAME_NAME
    }
    return either(OneOf(Field.LEVEL3, tuple(sorted(near)))) if near else holds


def _phrase(frame: Frame, text: str) -> str:
    """The whole phrase that the piece stands in, fillers between pieces included."""
    for cluster in frame.reading.clusters:
        if text in cluster.pieces:
            return frame.text[cluster.start : cluster.end]
    return text


def _signed(frame: Frame, condition: Condition) -> Condition:
    """The condition, turned round where the question denies it (不涉及培训的)."""
    return Not(condition) if _denied(frame.reading.mentions) else condition


def _denied(mentions: Sequence[Mention]) -> bool:
    for at, mention in enumerate(mentions):
        if mention.kind == Kind.LOGIC and mention.value == "not" and mention.text in cue("denied_topic"):
            following = [other for other in mentions[at + 1 : at + 3] if other.kind != Kind.FILLER]
            if (
                following
                and following[0].kind in (Kind.PIECE, Kind.TOPIC, Kind.QUOTED)
                and not (following[0].kind == Kind.QUOTED and mention.text == "没")
            ):
                return True
    return False
