"""Arithmetic over the rows of one table: 三条成本加起来, 优秀的比称职的多多少, 5000人以上的是3000人以下的几倍."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.interpretation import Note, Remark
from assistant.model.knowledge import KnownRow
from assistant.model.query import Aggregate, Condition, Figure, Measure, OneOf, Operation, Operator, Query, Selection, both
from assistant.questions.frame import Frame
from assistant.questions.lexicon import says
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.rows import find, rows_condition, wanted
from assistant.questions.types.built import Built, Outcome

_NUMBER = Measure(Field.NUMBER)


def row_arithmetic(frame: Frame) -> Outcome:
    """A reckoning word and rows of one table that have numbers of one unit."""
    figures = frame.reading.of(Kind.FIGURE)
    if figures and figures[-1].is_(Kind.FIGURE, "count") and says(figures[-1].text, "row_count"):
        return None  # 质量指标一共几条: how many, and no sum
    summed = _summed(frame)
    if summed is not None:
        return summed
    if len(frame.named) > 1 or len(frame.pointed) > 1 or len(frame.years) > 1 or (frame.asks_for_projects and not frame.named):
        return None
    projects = frame.projects
    if not projects:
        return None
    where, remarks = frame.where("latest")
    if frame.has(Kind.FIGURE, "sum") and frame.conditions.levels and frame.money_heads and frame.says("checks"):
        return _against_money(frame, where, _rows(frame, projects), remarks)
    if frame.has(Kind.FIGURE, "sum") and frame.conditions.levels and not (_counts_rows(frame) or _money_of_table(frame)):
        rows = _rows(frame, projects)
        return Built(_compute(where, frame.conditions.level), remarks) if _one_unit(rows) else None
    operation = _operation(frame)
    if operation is None:
        return None
    sides = _sides(frame, projects)
    if sides is not None:
        left, right = (
            Figure(Selection(Subject.INDICATOR, both(where, rows_condition((row,)))), Aggregate.SUM, _NUMBER) for row in sides
        )
        return Built(Query(operation, left, right), remarks)
    last = frame.last_query
    if frame.says("extremes") and frame.follows_rows and last is not None:
        selection = last.selection
        return Built(
            Query(operation, Figure(selection, Aggregate.HIGHEST, _NUMBER), Figure(selection, Aggregate.LOWEST, _NUMBER))
        )
    return None


def _counts_rows(frame: Frame) -> bool:
    """一共列了几条成本指标: how many they are; 几条成本指标合计多少 adds up their values."""
    figures = frame.reading.of(Kind.FIGURE)
    sums = [mention.start for mention in figures if mention.value == "sum"]
    counts = [mention.start for mention in figures if mention.value == "count" and says(mention.text, "row_count")]
    return bool(sums and counts) and max(sums) < min(counts)


def _against_money(frame: Frame, where: Condition | None, rows: Sequence[KnownRow], remarks: tuple[Remark, ...]) -> Built | None:
    """成本指标加起来和总额对得上吗: the rows' sum against the table's money, where all of them are sums of money."""
    if not _one_unit(rows) or rows[0].unit != "元":
        return None
    ours = Figure(Selection(Subject.INDICATOR, both(where, frame.conditions.level)), Aggregate.SUM, _NUMBER)
    theirs = Figure(Selection(Subject.PROJECT, where), Aggregate.SUM, frame.measure)
    operator = Operator.MORE if frame.says("above") else Operator.LESS if frame.says("below") else Operator.EQUAL
    return Built(Query(Operation.IS, ours, theirs, operator=operator), remarks)


def _summed(frame: Frame) -> Built | None:
    """两年一共改造多少户: the numbers of one row over the years or tables that are spoken of."""
    want = wanted(frame)
    pieces = frame.doubtful.pieces if frame.doubtful is not None else ()
    if not (want.terms or frame.named or pieces):
        pieces = tuple(mention.text for mention in frame.reading.of(Kind.PIECE))
    if not (frame.has(Kind.FIGURE, "sum") and want.units and (want.terms or frame.named or pieces)) or frame.speaks_of_money:
        return None
    if not (frame.years or frame.all_years) and (frame.named or frame.pointed or frame.within is not None):
        return None
    latest = frame.context.latest
    if not (frame.years or frame.all_years) and latest is not None:
        frame = replace(frame, years=(latest,), remarks=(*frame.remarks, Remark(Note.LATEST_YEAR, str(latest))))
    rows = [
        row for row in find(frame, want, names_of(frame.named), with_names=pieces) if frame.all_years or row.year in frame.years
    ]
    if not _one_unit(rows):
        return None
    where, remarks = frame.where("all")
    remarks = (*remarks, *(one for one in frame.remarks if one.note == Note.LATEST_YEAR))
    condition = both(OneOf(Field.PROJECT, tuple(dict.fromkeys(row.project for row in rows))), where, rows_condition(rows))
    return Built(Query(Operation.COMPUTE, Figure(Selection(Subject.INDICATOR, condition), Aggregate.SUM, _NUMBER)), remarks)


def _money_of_table(frame: Frame) -> bool:
    """Is the table's own money named, by more than 钱?"""
    return any(mention.value in ("fiscal", "other") for mention in frame.reading.of(Kind.HEAD)) or frame.has(Kind.FUND)


def _operation(frame: Frame) -> Operation | None:
    if frame.has(Kind.FIGURE, "ratio"):
        return Operation.RATIO
    compares = frame.has(Kind.FIGURE, "difference", "compare") or frame.says("compares")
    return Operation.DIFFERENCE if compares else None


def _rows(frame: Frame, projects: Sequence[str]) -> list[KnownRow]:
    """The rows of the categories named, in the year that is spoken of."""
    rows = list(frame.context.knowledge.rows_like(frame.text, projects))
    years = frame.years or (max((row.year for row in rows if row.year), default=0),)
    levels = frame.conditions.levels
    return [row for row in rows if row.year in years and (row.level2 in levels or row.level1 in levels)]


def _one_unit(rows: Sequence[KnownRow]) -> bool:
    """Can the rows be added up: more than none, all with numbers of the same unit?"""
    return bool(rows) and all(row.unit for row in rows) and len({row.unit for row in rows}) == 1


def _compute(where: Condition | None, level: Condition | None) -> Query:
    return Query(Operation.COMPUTE, Figure(Selection(Subject.INDICATOR, both(where, level)), Aggregate.SUM, _NUMBER))


def _sides(frame: Frame, projects: Sequence[str]) -> tuple[KnownRow, KnownRow] | None:
    """The two rows that are set against each other, each found by its own words; None where there are not just two."""
    found: list[KnownRow] = []
    want = wanted(frame)
    for cluster in frame.reading.clusters:
        for pieces in [cluster.pieces] if not cluster.links else [cluster.leftover, cluster.pieces]:
            rows = find(frame, replace(want, terms=tuple(pieces), money=True), projects) if pieces else ()
            rows = tuple(row for row in rows if any(piece in row.level3 for piece in pieces))
            if len({row.level3 for row in rows}) == 1:
                if rows[0].level3 not in [row.level3 for row in found]:
                    found.append(rows[0])
                break
    if len(found) != 2 or found[0].unit != found[1].unit:
        return None
    return found[0], found[1]
