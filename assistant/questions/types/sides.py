"""Sums of two sets against each other: 最大的比其余加起来还多吗, 两个局加起来比另一个局多吗, 人才类和社区类谁多, 不到它的一半."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.chinese.quantities import QuantityMention
from assistant.model.fields import Field, Subject
from assistant.model.query import (
    Aggregate,
    Compare,
    Condition,
    Figure,
    Measure,
    Not,
    OneOf,
    Operation,
    Operator,
    Order,
    Places,
    Query,
    Selection,
    both,
    either,
)
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue, says
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.owner_conditions import organisation_condition
from assistant.questions.types.built import Built, Outcome, set_against
from assistant.questions.types.ranking import places_named
from assistant.questions.types.yes_no import is_question

_ALL = 1_000_000


def sides(frame: Frame) -> Outcome:
    """A comparison whose sides are sets: the rest, several organisations or projects, topics; or a multiple of the other side."""
    named_rows = bool(frame.conditions.levels) or frame.has(Kind.ROW) or frame.has(Kind.SUBJECT, "indicator")
    if named_rows or frame.conditions.number_tests or frame.previous or len(frame.years) > 1:
        return None
    found = _with_the_rest(frame) or _of_halves(frame) or _of_sets(frame)
    if found is None:
        return None
    left, right = (Figure(selection, Aggregate.SUM, frame.measure) for selection in found)
    query = _compared(frame, left, right)
    return Built(query, frame.where("latest")[1]) if query is not None else None


def _compared(frame: Frame, left: Figure, right: Figure) -> Query | None:
    """The two sums set against each other in the way that the question asks for."""
    operation = set_against(frame)
    if operation is not None:
        return Query(operation, left, right)
    if is_question(frame) or frame.says("falls_short"):
        factor = _factor(frame)
        more, less = frame.says("above") or frame.says("more_than"), frame.says("below") or frame.says("falls_short")
        if frame.says("falls_short"):
            operator = Operator.LESS
        elif more == less:
            if factor is None or not frame.has(Kind.VERIFY, "whether"):
                return None
            operator = Operator.AT_LEAST
        else:
            operator = Operator.MORE if more else Operator.LESS
        versus = right if factor is None else replace(right, times=(factor,))
        return Query(Operation.IS, left, versus, operator=operator)
    return Query(Operation.DIFFERENCE, left, right) if frame.has(Kind.FIGURE, "compare") or frame.says("which_is_more") else None


def _factor(frame: Frame) -> Decimal | None:
    """一半, 两倍, 三成 of the other side."""
    for mention in frame.reading.of(Kind.QUANTITY):
        quantity = mention.value
        if isinstance(quantity, QuantityMention) and quantity.low == quantity.high:
            if quantity.unit == "%":
                return quantity.low / 100
            if quantity.unit == "倍":
                return quantity.low
    return None


def _set(frame: Frame, condition: Condition | None) -> Selection:
    """The tables of the years in question that meet a condition and nothing else the question says of single projects."""
    plain = replace(
        frame, named=(), pointed=(), excepted=(), within=None, terms=(), conditions=replace(frame.conditions, table=())
    )
    return Selection(Subject.PROJECT, both(plain.where("latest")[0], condition))


def _with_the_rest(frame: Frame) -> tuple[Selection, Selection] | None:
    """最大的比其余的加起来, 乡村整治这一笔比其余十三个加起来: a part and all the others."""
    behind = frame.text.partition("比")[2]
    if not behind or not any(behind.startswith(word) for word in cue("the_others")):
        return None
    named = places_named(frame)
    if named is not None and not named.from_end and not frame.has(Kind.RANK, "least") and not frame.named:
        everything = _set(frame, both(*frame.conditions.table))
        order = Order(frame.measure)
        return (
            replace(everything, order=order, places=Places(named.first, named.last)),
            replace(everything, order=order, places=Places(named.last + 1, _ALL)),
        )
    names = names_of(frame.named) or tuple(name for name, _ in frame.pointed)
    organisations = [organisation_condition(mention) for mention in frame.reading.of(Kind.ORGANISATION) if mention.value]
    part: Condition | None = None
    if names and not organisations:
        part = OneOf(Field.PROJECT, names)
    elif organisations and not names:
        part = either(*organisations)
    return (_set(frame, part), _set(frame, Not(part))) if part is not None else None


def _of_halves(frame: Frame) -> tuple[Selection, Selection] | None:
    """社区为民服务资金不到村集体经济发展专项资金的一半: one project against a multiple of another."""
    if len(frame.named) != 2 or _factor(frame) is None or not (is_question(frame) or frame.says("falls_short")):
        return None
    left, right = (_set(frame, OneOf(Field.PROJECT, names_of((link,)))) for link in frame.named)
    return left, right


def _of_sets(frame: Frame) -> tuple[Selection, Selection] | None:
    """What stands before and behind 比, or the two things that 和 joins before 谁多."""
    text = frame.text
    at = text.find("比")
    if at > 0:
        spans = [(0, at), (at + 1, len(text))]
        parts = [_items(frame, *span) for span in spans]
        several = any(len(part) > 1 for part in parts) or any(not isinstance(one, OneOf) for part in parts for one in part)
        if not (all(parts) and several and frame.says("adds_up")):
            return None
        left, right = (_set(frame, either(*part)) for part in parts)
        return left, right
    if not frame.has(Kind.FIGURE, "compare", "difference"):
        return None
    items = _items(frame, 0, len(text))
    if len(items) != 2 or all(isinstance(item, OneOf) for item in items):
        return None
    return _set(frame, items[0]), _set(frame, items[1])


def _items(frame: Frame, start: int, end: int) -> list[Condition]:
    """The projects, organisations and topics that are named in a stretch of the question, each as a condition, in their order."""
    found: list[tuple[int, Condition]] = []
    for mention in frame.reading.of(Kind.ORGANISATION):
        if mention.value and start <= mention.start < end:
            found.append((mention.start, organisation_condition(mention)))
    for cluster in frame.reading.clusters:
        if not start <= cluster.start < end:
            continue
        kind = _topic(frame, cluster.pieces, cluster.end)
        if kind is not None:
            found.append((cluster.start, kind))
        elif len(cluster.links) == 1 and any(link.projects == cluster.links[0].projects for link in frame.named):
            found.append((cluster.start, OneOf(Field.PROJECT, names_of(cluster.links[:1]))))
    return [condition for _, condition in sorted(found, key=lambda item: item[0])]


def kinds_named(frame: Frame) -> Condition | None:
    """人才类和社区类: the tables of any of the kinds named by a word of their names; None where none is."""
    items = _items(frame, 0, len(frame.text))
    return either(*items) if any(not isinstance(item, OneOf) for item in items) else None


def _topic(frame: Frame, pieces: Sequence[str], end: int) -> Condition | None:
    """培训类, 名称带津贴的: the tables whose name holds the word."""
    if not says(frame.text[end : end + 4], "of_a_kind") or len(pieces) != 1:
        return None
    return Compare(Measure(Field.PROJECT), Operator.CONTAINS, pieces[0])
