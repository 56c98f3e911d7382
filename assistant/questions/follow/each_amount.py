"""分别是多少, 明细列一下, 每个各多少钱 after a number or a sum: the tables that it was made of, each with its amount."""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import Operation, Query
from assistant.questions.follow.figures import one_selection
from assistant.questions.frame import Frame
from assistant.questions.lexicon import says
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of

LONGEST = 16
"""A longer sentence is a question of its own."""

_ALLOWED = frozenset(
    {
        Kind.ASK,
        Kind.FIGURE,
        Kind.FILLER,
        Kind.HEAD,
        Kind.SPLIT,
        Kind.PER_UNIT,
        Kind.UNIT_ASKED,
        Kind.SUBJECT,
        Kind.SET,
        Kind.WHOLE,
    }
)
"""Kinds of words that such a fragment is made of."""


def each_amount(frame: Frame, query: Query) -> Built | None:
    """Nothing but words for each one's amount, or for what a figure is made of."""
    last, told = frame.last, query.operation in (Operation.COMPUTE, Operation.ADD, Operation.LIST)
    if not told or query.selection.subject != Subject.PROJECT or last is None:
        return None
    if not frame.is_plain or frame.about_rows or frame.terms or frame.other_heads or len(frame.question) > LONGEST:
        return None
    mentions = frame.reading.mentions
    if any(mention.kind not in _ALLOWED for mention in mentions) or frame.has(Kind.WHOLE, "all_years"):
        return None
    if any(mention.value != "group" for mention in frame.reading.of(Kind.FIGURE)) or not _asks_apart(frame):
        return None
    selection = one_selection(query)
    return Built(list_of(selection, (frame.measure,))) if selection is not None and len(last.projects) != 1 else None


def _asks_apart(frame: Frame) -> bool:
    """Is each one asked for apart (分别, 各, 每个), or what the figure is made of (明细)?"""
    apart = any(not says(mention.text, "by_organisation") for mention in frame.reading.of(Kind.FIGURE))
    return apart or frame.says("each_of_them") or frame.says("breaks_down")
