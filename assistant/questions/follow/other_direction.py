"""降得最多的呢 after 涨得最多的, 高于平均数的呢 after those below it: the same ranking or comparison from its other end."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.query import Against, Compare, Operation, Operator, Places, Query, both
from assistant.questions import slots
from assistant.questions.follow.fragment import is_fragment
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def _set_against(frame: Frame, query: Query, *, least: bool) -> Built | None:
    """少的呢 after 比人才工作经费多的有哪些: the other side of what tables were set against."""
    if frame.says("superlative") or query.selection.order is not None:
        return None
    wanted = Operator.LESS if least else Operator.MORE
    parts = slots.parts_of(query.selection.where)
    sides = [part for part in parts if isinstance(part, Against)]
    if len(sides) != 1 or sides[0].operator != _TURNED.get(wanted):
        return None
    turned = [replace(part, operator=wanted) if part is sides[0] else part for part in parts]
    return Built(slots.query_with(query, replace(query.selection, where=both(*turned))))


_TURNED = {Operator.MORE: Operator.LESS, Operator.LESS: Operator.MORE}


_BACK = 4
"""As many turns as a ranking is gone back to."""


def _ranking_before(frame: Frame, query: Query) -> Query:
    """The query; after 涨了多少, which was asked of what a ranking by the change put first, that ranking."""
    if query.operation not in (Operation.DIFFERENCE, Operation.GROWTH) or not frame.has(Kind.TREND, "up", "down"):
        return query
    for turn in reversed(frame.context.conversation.turns[-_BACK:]):
        if turn.query is None or turn.query.operation not in (Operation.DIFFERENCE, Operation.GROWTH):
            return turn.query or query
    return query


def other_direction(frame: Frame, query: Query) -> Built | None:
    """A fragment with a rank, or with what rose or fell, after a ranking by a change or of groups; nothing else is named."""
    if is_fragment(frame) and frame.says("beside_average") and frame.says("above") != frame.says("below"):
        return _set_against(frame, query, least=frame.says("below"))  # 高于平均数的呢
    least, most = frame.has(Kind.RANK, "least"), frame.has(Kind.RANK, "most")
    if not (least or most) or not is_fragment(frame) or not frame.is_plain or frame.about_rows or frame.terms or frame.heads:
        return None
    if query.operation == Operation.GROUP and query.grouping is not None and not frame.has(Kind.TREND):
        return Built(replace(query, grouping=replace(query.grouping, descending=not least)))
    against = _set_against(frame, query, least=least)
    if against is not None:
        return against
    query = _ranking_before(frame, query)
    order = query.selection.order
    if order is None or order.measure.since is None:
        return None
    down = frame.has(Kind.TREND, "down") or (least and not frame.has(Kind.TREND, "up"))
    turned = down == order.descending
    parts = [
        replace(part, operator=_TURNED[part.operator])
        if turned and isinstance(part, Compare) and part.measure == order.measure and part.operator in _TURNED
        else part
        for part in slots.parts_of(query.selection.where)
    ]
    selection = replace(
        query.selection, where=both(*parts), order=replace(order, descending=not down), places=query.selection.places or Places()
    )
    return Built(slots.query_with(query, selection))
