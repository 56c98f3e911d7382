"""Figures by group: 按实施单位代码分组各几个项目, 分三档各多少, 每种二级指标各有多少条, 三年每年多少钱."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Figure, Grouping, Operation, Query, Selection, both
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome, row_condition, several_years, with_rows

_GROUPABLE = frozenset(
    {Field.DEPARTMENT, Field.DEPARTMENT_CODE, Field.UNIT, Field.UNIT_CODE, Field.ATTRIBUTE, Field.YEAR},
)
"""Fields of tables that figures are grouped by."""


def group(frame: Frame) -> Outcome:
    """A grouping word with something to group by."""
    reading = frame.reading
    grouping_word = frame.has(Kind.FIGURE, "group")
    if frame.conditions.bands:
        selection, remarks = frame.tables("latest")
        return Built(Query(Operation.GROUP, _figure(frame, selection), grouping=Grouping(bands=frame.conditions.bands)), remarks)
    by = next((field for field in frame.heads if field in _GROUPABLE), None)
    by_words = any(f"{word}{head.text}" in frame.text for word in ("按", "分", "按照") for head in frame.reading.of(Kind.HEAD))
    if (grouping_word or by_words) and by is not None and not frame.named and not _asks_single(frame):
        selection, remarks = frame.tables("latest")
        return Built(Query(Operation.GROUP, _figure(frame, selection), grouping=Grouping(by)), remarks)
    if (
        frame.says("by_each_project")
        and (frame.conditions.levels or frame.has(Kind.SUBJECT, "indicator"))
        and _counts_rows(frame)
    ):
        where, remarks = frame.where("latest")
        rows = Selection(Subject.INDICATOR, both(where, row_condition(frame)), within=frame.within)
        return Built(Query(Operation.GROUP, Figure(rows), grouping=Grouping(Field.PROJECT)), remarks)
    ranked_by = next((field for field in frame.heads if field in (Field.YEAR, Field.DEPARTMENT, Field.UNIT)), None)
    if ranked_by is not None and frame.reading.of(Kind.RANK) and not frame.about_rows and not frame.terms:
        default = replace(frame, all_years=True, years=frame.years) if ranked_by == Field.YEAR else frame
        selection, remarks = default.tables("all" if ranked_by == Field.YEAR else "latest")
        return Built(Query(Operation.GROUP, _figure(frame, selection), grouping=Grouping(ranked_by)), remarks)
    if frame.says("by_year") and not frame.about_rows and not frame.terms and not frame.asks_for_projects:
        selection, remarks = replace(frame, all_years=not frame.years).tables("all")
        return Built(Query(Operation.GROUP, _figure(frame, selection), grouping=Grouping(Field.YEAR)), remarks)
    by_value = frame.has(Kind.ROW, "value") and (grouping_word or frame.says("splits"))
    if by_value and not frame.conditions.rows and not frame.named:
        where, remarks = frame.where("latest")
        rows = Selection(Subject.INDICATOR, both(where, row_condition(frame)), within=frame.within)
        if frame.says("row_count") or frame.has(Kind.FIGURE, "count"):
            return Built(Query(Operation.GROUP, Figure(rows), grouping=Grouping(Field.VALUE)), remarks)
    by_level = frame.says("by_level")
    if (grouping_word or frame.has(Kind.FIGURE, "count")) and by_level and not frame.conditions.levels:
        where, remarks = frame.where("latest")
        rows = Selection(Subject.INDICATOR, both(where, row_condition(frame)), within=frame.within)
        field = Field.LEVEL1 if frame.says("by_level1") else Field.LEVEL2
        return Built(Query(Operation.GROUP, Figure(rows), grouping=Grouping(field)), remarks)
    if (
        several_years(frame)
        and (grouping_word or frame.has(Kind.WHOLE, "all_years"))
        and not reading.has(Kind.FIGURE, "difference", "growth", "ratio", "average")
    ):
        asks_each = grouping_word or frame.says("each_year")
        if asks_each and not frame.about_rows and not frame.terms:
            selection, remarks = frame.tables("all")
            return Built(Query(Operation.GROUP, _figure(frame, selection), grouping=Grouping(Field.YEAR)), remarks)
    if grouping_word and frame.says("by_organisation") and not frame.named and not frame.about_rows:
        field = Field.UNIT if frame.says("by_unit") else Field.DEPARTMENT
        selection, remarks = frame.tables("latest")
        return Built(Query(Operation.GROUP, _figure(frame, selection), grouping=Grouping(field)), remarks)
    return None


def _counts_rows(frame: Frame) -> bool:
    return frame.says("row_count")


def _asks_single(frame: Frame) -> bool:
    return frame.has(Kind.SINGLE, "it") or bool(frame.pointed)


def _figure(frame: Frame, selection: Selection) -> Figure:
    counts = frame.has(Kind.FIGURE, "count") or frame.says("project_count")
    selection = replace(selection, where=with_rows(frame, selection.where))
    if counts and not frame.has(Kind.FIGURE, "sum"):
        return Figure(selection)
    aggregate = Aggregate.AVERAGE if frame.has(Kind.FIGURE, "average") else Aggregate.SUM
    return Figure(selection, aggregate, frame.measure)
