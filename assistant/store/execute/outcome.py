"""Two figures set against each other."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.query import Operation, Operator

_HUNDRED = Decimal(100)


def outcome(
    operation: Operation, operator: Operator | None, ours: Decimal | None, theirs: Decimal | None
) -> Decimal | bool | None:
    """The two figures set against each other; None where one is missing or the divisor is 0."""
    if ours is None or theirs is None:
        return None
    match operation:
        case Operation.DIFFERENCE:
            return abs(ours - theirs)
        case Operation.ADD:
            return ours + theirs
        case Operation.IS:
            return _holds(operator, ours, theirs)
    if not theirs:
        return None
    match operation:
        case Operation.SHARE:
            return ours / theirs * _HUNDRED
        case Operation.GROWTH:
            return (ours - theirs) / abs(theirs) * _HUNDRED
    return ours / theirs


def _holds(operator: Operator | None, ours: Decimal, theirs: Decimal) -> bool | None:
    match operator:
        case Operator.EQUAL:
            return ours == theirs
        case Operator.NOT_EQUAL:
            return ours != theirs
        case Operator.MORE:
            return ours > theirs
        case Operator.AT_LEAST:
            return ours >= theirs
        case Operator.LESS:
            return ours < theirs
        case Operator.AT_MOST:
            return ours <= theirs
    return None
