"""Money shared out over a quantity of the table: 平均每个村摊多少钱, 摊下来一人多少."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chinese.width import squeeze
from assistant.model.fields import Field, Subject
from assistant.model.knowledge import KnownRow
from assistant.model.query import Aggregate, Figure, Measure, Operation, Query, Selection, both
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.rows import rows_condition
from assistant.questions.types.built import Built, Outcome

QUANTITY_LEVEL = "数量指标"
_NOUN = re.compile(r"(?:每|一)个?([\u4e00-\u9fa5]{2})")
"""What is shared over where it is no measure word (一个党员)."""


def per_unit(frame: Frame) -> Outcome:
    """A word for sharing out, one project, and a unit of which the project's quantity rows have exactly one kind."""
    spread = any(unit + verb in frame.text for unit in frame.context.measure_words for verb in cue("spreads"))
    if not (frame.has(Kind.FIGURE, "average") or frame.says("shares_out") or spread):
        return None
    projects = frame.projects
    if not projects or len(frame.named) > 1 or len(frame.pointed) > 1:
        return None
    spoken = tuple(found.group(1) for found in _NOUN.finditer(frame.text))
    quoted = tuple(str(mention.value) for mention in frame.reading.of(Kind.QUOTED))
    nouns = tuple(dict.fromkeys(str(mention.value) for mention in frame.reading.of(Kind.PER_UNIT))) or frame.terms
    if spoken and nouns == ("个",):
        nouns = spoken
    nouns = (*quoted, *frame.echoes, *nouns)
    rows = _counted(frame, projects, nouns)
    if not rows:
        return None
    selection, remarks = frame.tables("latest")
    quantity = Selection(Subject.INDICATOR, both(selection.where, rows_condition(rows[:1])))
    return Built(
        Query(
            Operation.RATIO,
            Figure(selection, Aggregate.SUM, frame.measure),
            Figure(quantity, Aggregate.SUM, Measure(Field.NUMBER)),
        ),
        remarks,
    )


def _counted(frame: Frame, projects: Sequence[str], nouns: tuple[str, ...]) -> list[KnownRow]:
    """The quantity rows that count what is shared over: by their unit, or by their name."""
    rows = [row for row in frame.context.knowledge.rows_like(frame.text, projects) if row.level2 == QUANTITY_LEVEL]
    people = frame.says("people")
    by_unit = [row for row in rows if row.unit and any(row.unit in frame.context.lexicon.units_like(noun) for noun in nouns)]
    by_name = [row for row in rows if any(noun in squeeze(row.level3) for noun in (*nouns, *frame.terms))]
    if people and not by_unit:
        by_unit = [row for row in rows if row.unit in frame.context.lexicon.units_like("人")]
    both_ways = [row for row in by_unit if row in by_name]
    return both_ways or by_unit or by_name or (rows if len(rows) == 1 else [])
