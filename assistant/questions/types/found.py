"""What the review finds: 哪些表的时效年份写错了, 这张表有什么毛病, 有几张表要退回, 哪个部门问题最多."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.interpretation import Remark
from assistant.model.query import (
    Aggregate,
    Condition,
    Figure,
    Grouping,
    HasFindings,
    Measure,
    Not,
    Operation,
    Order,
    Places,
    Query,
    Selection,
    both,
)
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.topics import topic_condition
from assistant.questions.types.built import Built, Outcome, list_of, with_rows
from assistant.questions.types.group import group_field
from assistant.questions.types.ranking import places_named, ranked

WORST = "error"


def found(frame: Frame) -> Outcome:
    """A word for what the review finds: the tables concerned, how many they are, or whether there is any."""
    asked = findings_asked(frame)
    if asked is None or _speaks_of_nothing(frame):
        return None
    if _means(frame, "worst") and len(frame.named or frame.pointed) == 1:
        asked = HasFindings(asked.rules)  # of one table the worst stand first, errors or not
    tables, remarks = _tables(frame)
    by = group_field(frame)
    if by is not None and (frame.reading.of(Kind.RANK, Kind.PLACE) or frame.has(Kind.FIGURE, "group", "count")):
        return Built(_by_group(frame, tables, asked, by), remarks)
    if frame.has(Kind.FINDING) and _means(frame, "clean"):
        return Built(_with_count(frame, _where(tables, Not(asked))), remarks)
    if frame.reading.of(Kind.RANK, Kind.PLACE) or _means(frame, "worst"):
        return Built(list_of(_ranked(frame, _where(tables, asked), asked)), remarks)
    if _counts_findings(frame):
        number = Measure(Field.FINDINGS, rows=asked)
        return Built(Query(Operation.COMPUTE, Figure(_where(tables, asked), Aggregate.SUM, number)), remarks)
    if _counts_tables(frame):
        return Built(_with_count(frame, _where(tables, asked)), remarks)
    if _asks_whether(frame):
        return Built(Query(Operation.ANY, Figure(_where(tables, asked))), remarks)
    return Built(list_of(_where(tables, asked)), remarks)


_STRANGE = 0.2
"""A question whose characters nothing explains to this share is about something else."""


def _speaks_of_nothing(frame: Frame) -> bool:
    """这张表有什么毛病, where nothing says which; 这双鞋有什么毛病."""
    spoken_of = frame.named or frame.pointed or frame.within is not None
    return (frame.has(Kind.SINGLE) and not spoken_of) or (frame.reading.unknown_share > _STRANGE and not frame.named)


def findings_asked(frame: Frame) -> HasFindings | None:
    """The rules and levels that are spoken of; None where the utterance speaks of no findings, or goes on about those before."""
    rules: list[str] = []
    levels: list[str] = []
    spoken = False
    for mention in frame.reading.of(Kind.FINDING):
        kind, *names = mention.value if isinstance(mention.value, tuple) else ("",)
        spoken = spoken or kind in ("rules", "level", "any", "clean", "worst")
        rules += [str(name) for name in names if kind == "rules"]
        levels += [str(name) for name in names if kind == "level"]
        levels += [WORST] if kind == "worst" else []
    return HasFindings(tuple(dict.fromkeys(rules)), tuple(dict.fromkeys(levels))) if spoken else None


def _means(frame: Frame, kind: str) -> bool:
    return any(isinstance(one.value, tuple) and one.value[:1] == (kind,) for one in frame.reading.of(Kind.FINDING))


def _tables(frame: Frame) -> tuple[Selection, tuple[Remark, ...]]:
    """The tables that are spoken of, whatever is found in them; all years where none is named, as with gaps and words."""
    topic = topic_condition(frame) if not frame.named else None
    selection, remarks = frame.tables("latest" if frame.conditions.number_tests else "all")
    where = both(with_rows(frame, selection.where), topic.condition if topic is not None else None)
    return replace(selection, where=where), remarks


def _where(selection: Selection, condition: Condition) -> Selection:
    return replace(selection, where=both(selection.where, condition))


def _with_count(frame: Frame, selection: Selection) -> Query:
    return Query(Operation.COMPUTE, Figure(selection)) if _counts_tables(frame) else list_of(selection)


def _counts_tables(frame: Frame) -> bool:
    """有几张要退回; 哪几张 wants their names."""
    return frame.has(Kind.FIGURE, "count") or (frame.says("counts_tables_found") and not frame.says("which_tables_found"))


def _ranked(frame: Frame, selection: Selection, asked: HasFindings) -> Selection:
    """The tables by how much is found in them: 问题最多的, 前三, 最多的三张; all of them where 最严重的 alone is said."""
    measure = Measure(Field.FINDINGS, rows=asked)
    return ranked(frame, selection, measure) or replace(selection, order=Order(measure))


def _by_group(frame: Frame, selection: Selection, asked: HasFindings, by: Field) -> Query:
    """哪个部门问题最多: how much is found in each group's tables; 各部门要退回几张: how many tables."""
    ranked = bool(frame.reading.of(Kind.RANK, Kind.PLACE))
    named = places_named(frame) if frame.reading.of(Kind.PLACE) else None
    ascending = frame.has(Kind.RANK, "least", "ascending") or (named is not None and named.from_end)
    places = Places(named.first, named.last) if named is not None else None
    grouping = Grouping(by, descending=(not ascending) if ranked else None, places=places)
    if frame.has(Kind.FIGURE, "count") and not _counts_findings(frame):
        return Query(Operation.GROUP, Figure(_where(selection, asked)), grouping=grouping)
    number = Measure(Field.FINDINGS, rows=asked)
    return Query(Operation.GROUP, Figure(selection, Aggregate.SUM, number), grouping=grouping)


def _counts_findings(frame: Frame) -> bool:
    """几处问题, 多少个错误: it is findings that are counted."""
    texts = [mention.text for mention in frame.reading.of(Kind.FINDING)]
    counted = any(word in text for text in texts for word in cue("counts_findings"))
    return counted or any(f"{text}{word}" in frame.text for text in texts for word in cue("counts_findings"))


def _asks_whether(frame: Frame) -> bool:
    """有没有问题, 合格吗; 有什么毛病 wants to hear what."""
    if any(word in mention.text for mention in frame.reading.of(Kind.FINDING) for word in cue("asks_if_fit")):
        return False  # 能不能报: what stands against it is told
    if frame.reading.of(Kind.ASK) or any(word in frame.text for word in cue("asks_what_is_found")):
        return False
    said = frame.text if not frame.question else frame.question
    return said.endswith(cue("asks_yes_or_no")) or any(word in said for word in cue("whether_findings"))
