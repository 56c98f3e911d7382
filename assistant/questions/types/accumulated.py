"""Projects ranked by what they come to over several years: 三年累计拿钱最多的, 三年合计前三."""

from __future__ import annotations

from assistant.model.fields import Field
from assistant.model.query import Aggregate, Figure, Grouping, Operation, Places, Query
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome, several_years
from assistant.questions.types.group import group_field
from assistant.questions.types.ranking import places_named


def accumulated(frame: Frame) -> Outcome:
    """A word for a sum before one for a rank, over several years: the sums of each project, whatever its name in each year."""
    ranks = frame.reading.of(Kind.RANK, Kind.PLACE)
    sums = [mention for mention in frame.reading.of(Kind.FIGURE) if mention.value == "sum"]
    if not ranks or not sums or sums[0].start > ranks[0].start or not several_years(frame):
        return None
    if frame.named or frame.pointed or frame.about_rows or frame.terms or group_field(frame) is not None:
        return None
    if frame.has(Kind.FIGURE, "difference", "ratio", "growth", "share", "average"):
        return None
    selection, remarks = frame.tables("all")
    named = places_named(frame)
    ascending = frame.has(Kind.RANK, "least", "ascending") or (named is not None and named.from_end)
    places = Places(named.first, named.last) if named is not None else None
    grouping = Grouping(Field.SERIES, descending=not ascending, places=places)
    return Built(Query(Operation.GROUP, Figure(selection, Aggregate.SUM, frame.measure), grouping=grouping), remarks)
