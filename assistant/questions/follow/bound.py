"""含五百万呢, 不含100万, 两头都算上: the bound that was just set counts, or does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.chinese.quantities import QuantityMention
from assistant.model.query import Compare, Condition, Operator, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built

_WITH = {Operator.MORE: Operator.AT_LEAST, Operator.LESS: Operator.AT_MOST}
_WITHOUT = {Operator.AT_LEAST: Operator.MORE, Operator.AT_MOST: Operator.LESS}


def bound(frame: Frame, query: Query) -> Built | None:
    """含 or 不含 before a number that is a bound of the last question, and nothing else."""
    out = frame.says("without_bound")
    if not (out or frame.says("with_bound")) or frame.named or frame.conditions.levels or len(frame.text) > 14:
        return None
    numbers = {
        number
        for mention in frame.reading.of(Kind.QUANTITY)
        if isinstance(mention.value, QuantityMention)
        for number in (mention.value.low, mention.value.high)
    }
    if not numbers and not frame.says("both_ends"):
        return None
    changed = [_turned(part, numbers, _WITHOUT if out else _WITH) for part in slots.parts_of(query.selection.where)]
    if tuple(changed) == slots.parts_of(query.selection.where):
        return None
    return Built(slots.query_with(query, replace(query.selection, where=both(*changed))))


def _turned(part: Condition, numbers: set[Decimal], operators: dict[Operator, Operator]) -> Condition:
    """The part with its bound counted in or out, where it sets one of the numbers."""
    if not isinstance(part, Compare) or part.operator not in operators or not isinstance(part.value, Decimal):
        return part
    return replace(part, operator=operators[part.operator]) if not numbers or part.value in numbers else part
