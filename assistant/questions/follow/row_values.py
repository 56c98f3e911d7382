"""分别定多少 after projects that were chosen by their rows: those rows."""

from __future__ import annotations

from assistant.chinese.width import squeeze
from assistant.model.fields import Field, Subject
from assistant.model.query import Compare, HasRows, Measure, Operation, Operator, Quantifier, Query, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of


def row_values(frame: Frame, query: Query) -> Built | None:
    """分别定多少 after projects that were chosen by their rows: those rows."""
    if not frame.says("asks_values") or not frame.is_plain or frame.about_rows or frame.terms or frame.named or frame.heads:
        return None
    ranked = query.operation == Operation.LIST and query.selection.order is not None  # 定的多少 after 满意度定得最高的是哪个
    if query.selection.subject == Subject.INDICATOR and (ranked or query.operation in (Operation.COMPUTE, Operation.ANY)):
        return Built(list_of(query.selection))
    texts = [text for field, text in slots.texts_in(query.selection.where) if field == Field.ANYWHERE]
    named = [text for text in texts if _names_rows(frame, text)]
    if query.selection.subject == Subject.PROJECT and texts and len(named) == len(texts):
        per = [
            Compare(Measure(Field.NUMBER_UNIT), Operator.CONTAINS, f"/{mention.value}")
            for mention in frame.reading.of(Kind.PER_UNIT)
        ]
        chosen = both(*(Compare(Measure(Field.LEVEL3), Operator.CONTAINS, text) for text in texts), *per)
        return Built(list_of(Selection(Subject.INDICATOR, chosen, within=query.selection)))
    rows = [
        part.condition
        for part in slots.parts_of(query.selection.where)
        if isinstance(part, HasRows) and part.quantifier != Quantifier.NO
    ]
    if query.selection.subject != Subject.PROJECT or not rows:
        return None
    return Built(list_of(Selection(Subject.INDICATOR, both(*rows), within=query.selection)))


def _names_rows(frame: Frame, text: str) -> bool:
    """Does the text stand in names of rows?"""
    return any(text in squeeze(row.level3).lower() for row in frame.context.knowledge.rows_like(text))
