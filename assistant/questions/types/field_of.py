"""Fields of a project: 多少钱, 年度目标, 主管部门, 实施单位代码, 项目属性, 项目期."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.query import Compare, Figure, Measure, Operation, Operator, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame, offers_two
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.rows import asks_standard, echoes_a_row
from assistant.questions.topics import topic_condition
from assistant.questions.types.built import Built, Outcome

_CODES = {
    Field.DEPARTMENT: Field.DEPARTMENT_CODE,
    Field.UNIT: Field.UNIT_CODE,
    Field.ATTRIBUTE: Field.ATTRIBUTE_CODE,
}
"""Fields whose code is shown with them where the question says 代码."""


def field_of(frame: Frame) -> Outcome:
    """A field and one or more projects; money where the question only asks how much."""
    by_topic = _by_topic(frame) or _either_of_two(frame)
    if by_topic is not None:
        return by_topic
    if not (frame.named or frame.pointed) or frame.conditions.rows:
        return None
    if frame.conditions.levels or echoes_a_row(frame):
        return None
    fields = _fields(frame)
    if not fields:
        return None
    selection, remarks = frame.tables("latest")
    if fields == (Measure(Field.GOAL),) and _looks_into_goal(frame):
        said = (Compare(Measure(Field.GOAL), Operator.CONTAINS, term) for term in frame.terms)
        selection = replace(selection, where=both(selection.where, *said))
    return Built(Query(Operation.SHOW, Figure(selection), fields=fields), remarks)


def _either_of_two(frame: Frame) -> Built | None:
    """实施单位代码是074还是074001: of two offices that are offered for one project the one that it has is asked for."""
    table = frame.conditions.table
    if not offers_two(frame) or frame.about_rows or frame.reading.of(Kind.FIGURE, Kind.RANK):
        return None
    field = Field.UNIT if all(slots.on_units(part) for part in table) else Field.DEPARTMENT
    by_code = frame.says("code") or frame.reading.of(Kind.ORGANISATION)[-1].text.isdigit()
    frame = replace(frame, conditions=replace(frame.conditions, table=()))
    selection, remarks = frame.tables("latest")
    return Built(Query(Operation.SHOW, Figure(selection), fields=(Measure(_CODES[field] if by_code else field),)), remarks)


def _looks_into_goal(frame: Frame) -> bool:
    """年度目标里，经济强村培育几个: is a number looked for that the text of the goal says of something?"""
    goals = [head for head in frame.reading.of(Kind.HEAD) if head.is_(Kind.HEAD, "goal")]
    counts = bool(frame.terms) and frame.has(Kind.FIGURE, "count")
    return counts and any(frame.text.startswith(cue("behind_noun"), goal.end) for goal in goals)


def _by_topic(frame: Frame) -> Built | None:
    """A field of the one project that speaks of the words left over (党员冬季轮训那个的年度目标)."""
    if (
        frame.named
        or frame.pointed
        or frame.within is not None
        or not frame.terms
        or frame.conditions.rows
        or frame.conditions.levels
    ):
        return None
    fields = tuple(Measure(field) for field in frame.other_heads if field != Field.YEAR)
    topic = topic_condition(frame) if fields else None
    if topic is None or topic.unused:
        return None
    tables = frozenset.intersection(*(frame.context.knowledge.where(term) for term in topic.used))
    if len(tables) != 1:
        return None
    selection, remarks = frame.tables("all")
    return Built(
        Query(Operation.SHOW, Figure(replace(selection, where=both(selection.where, topic.condition))), fields=fields), remarks
    )


def _fields(frame: Frame) -> tuple[Measure, ...]:
    others = list(frame.other_heads)
    asks_rows = (
        bool(frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT)) or frame.has(Kind.ROW) or bool(frame.terms) or asks_standard(frame)
    )
    if Field.PERIOD in others:
        others = [field for field in others if field != Field.YEAR]
    if others:
        chosen: list[Measure] = []
        if others == [Field.YEAR] and frame.has(Kind.ASK, "how_much") and (frame.speaks_of_money or not asks_rows):
            chosen.append(frame.measure)  # 一共多少钱，哪年的
        for field in others:
            chosen.append(Measure(field))
            code = _CODES.get(field)
            if code is not None and frame.says("code"):
                chosen.append(Measure(code))
        return tuple(chosen)
    if asks_rows and not _plainly_money(frame):
        return ()
    if frame.speaks_of_money:
        named = [head for head in frame.reading.of(Kind.HEAD) if head.text not in cue("loose_money")]
        several = tuple(dict.fromkeys(Measure(Field(str(head.value))) for head in named))
        joined = any(mention.text in cue("and_words") for mention in frame.reading.of(Kind.SPLIT))
        funds = (Measure(Field.FUND, str(fund.value)) for fund in frame.reading.of(Kind.FUND))
        several = tuple(dict.fromkeys((*several, *funds))) if several and joined else several  # 总额和上级资金
        return several if len(several) > 1 else (frame.measure,)
    if frame.has(Kind.ASK, "how_much") and not asks_rows:
        return (Measure(Field.TOTAL),)
    return ()


def _plainly_money(frame: Frame) -> bool:
    """Is money of the table asked for although words are left over (农村党员培训总共给了多少钱)?"""
    if frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT) or frame.has(Kind.ROW):
        return False
    strong = any(mention.text not in cue("loose_money") for mention in frame.reading.of(Kind.HEAD)) or frame.has(Kind.FUND)
    return strong or frame.has(Kind.FIGURE, "sum")
