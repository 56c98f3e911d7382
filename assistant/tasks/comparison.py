"""The amounts that an answer sets side by side, for a bar chart: groups, and projects in the order of their money."""

from __future__ import annotations

from assistant.answers.terms import amount, blank_value, unit_of, yuan_unit
from assistant.model.fields import Field
from assistant.model.query import Operation
from assistant.model.reply import Reply, Status
from assistant.tasks.history import Bar

MOST = 12
"""More bars than these are no picture any more: the first are drawn."""


def compared(reply: Reply) -> tuple[Bar, ...]:
    """The bars in the answer's order; () where fewer than two amounts are compared."""
    query = reply.query
    if reply.status is not Status.ANSWERED or query is None:
        return ()
    order = query.selection.order
    bars: tuple[Bar, ...] = ()
    if query.operation in (Operation.GROUP, Operation.SHARE):
        share = query.operation is Operation.SHARE
        if share or (query.versus is None and not query.figure.times):
            unit = "%" if share else unit_of(query.figure)
            bars = tuple(Bar(group.key or blank_value(), group.value, amount(group.value, unit)) for group in reply.groups)
    elif query.operation is Operation.LIST and order is not None and order.measure.key == Field.TOTAL.value:
        unit = yuan_unit()
        bars = tuple(Bar(one.project, one.total, amount(one.total, unit)) for one in reply.projects if one.total is not None)
    if len(bars) < 2 or any(bar.value < 0 for bar in bars) or not any(bar.value for bar in bars):
        return ()
    return bars[:MOST]
