"""Shares: 占全部资金的比重, 前三大合计占总预算百分之几, 个数占比."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Condition, Figure, Measure, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.conditions import organisation_condition
from assistant.questions.frame import Frame, year_condition
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome, row_condition, with_rows
from assistant.questions.types.ranking import ranked


def share(frame: Frame) -> Outcome:
    """A share word; the whole is all tables of the same year, unless the question names another."""
    if not frame.has(Kind.FIGURE, "share"):
        return None
    if frame.says("percent_asked") and not frame.says("share") and not frame.speaks_of_money:
        return None
    own_total = _share_of_own_total(frame)
    if own_total is not None:
        return own_total
    qualifying = row_condition(frame)
    by_count = (frame.says("by_count") and not frame.speaks_of_money and not frame.has(Kind.FIGURE, "sum")) or (
        qualifying is not None
        and not frame.asks_for_projects
        and not frame.speaks_of_money
        and frame.has(Kind.SUBJECT, "qualitative", "quantitative")
    )
    if (
        by_count
        and qualifying is not None
        and frame.has(Kind.SUBJECT, "indicator", "qualitative", "quantitative")
        and not frame.has(Kind.SUBJECT, "project")
    ):
        where, remarks = frame.where("latest")
        part = Selection(Subject.INDICATOR, both(where, qualifying), within=frame.within)
        whole = Selection(
            Subject.INDICATOR, both(where, frame.conditions.level if frame.conditions.rows else None), within=frame.within
        )
        return Built(Query(Operation.SHARE, Figure(part), Figure(whole)), remarks)
    last = frame.last
    if (
        last is not None
        and last.projects
        and not (frame.named or frame.pointed or frame.within)
        and _base_organisation(frame, alone=True)
    ):
        bare = tuple(part for part in frame.conditions.table if not slots.organisations_slot(part))
        frame = replace(frame, pointed=last.projects, conditions=replace(frame.conditions, table=bare))
    selection, remarks = frame.tables("latest")
    selection = replace(selection, where=with_rows(frame, selection.where))
    ranking = ranked(frame, selection)
    if ranking is not None:
        selection = ranking
    years = slots.kept(selection.where, slots.years_slot)
    if years is None and selection.within is not None:
        years = slots.kept(selection.within.where, slots.years_slot)
    if years is None and frame.context.latest is not None and not frame.all_years:
        years = year_condition((frame.context.latest,))
    whole = Selection(Subject.PROJECT, years)
    base = _base_organisation(frame)
    if base is not None:
        whole = replace(whole, where=both(years, base))
    if by_count:
        return Built(Query(Operation.SHARE, Figure(selection), Figure(whole)), remarks)
    measure = frame.measure
    return Built(
        Query(
            Operation.SHARE,
            Figure(selection, Aggregate.SUM, measure),
            Figure(whole, Aggregate.SUM, Measure(Field.TOTAL) if measure.field != Field.FISCAL else measure),
        ),
        remarks,
    )


def _base_organisation(frame: Frame, *, alone: bool = False) -> Condition | None:
    """占农业农村局的百分之几: the organisation behind 占 is the whole, where the part is named apart from it."""
    share_word = frame.first(Kind.FIGURE, "share")
    if share_word is None or not (alone or frame.named or frame.pointed or frame.within is not None):
        return None
    behind = [mention for mention in frame.reading.of(Kind.ORGANISATION) if mention.value and mention.start >= share_word.start]
    return organisation_condition(behind[0]) if behind else None


def _share_of_own_total(frame: Frame) -> Built | None:
    """这占它总额的百分之几, 其他资金占总额的比例: a part of a table's money against its own total."""
    measure = frame.measure
    last = frame.last
    part = measure.field in (Field.FUND, Field.OTHER, Field.FISCAL)
    one = len(frame.named) == 1 or len(frame.pointed) == 1
    own = frame.says("own_total") or (part and one and not frame.has(Kind.WHOLE, "all_tables"))
    if not own:
        return None
    if measure.field == Field.TOTAL and last is not None and last.query is not None:
        shown = [
            field
            for field in (*last.query.fields, last.query.figure.measure)
            if field is not None and field.field in (Field.FISCAL, Field.OTHER, Field.FUND)
        ]
        if not shown:
            return None
        measure = shown[0]
    if measure.field == Field.TOTAL:
        return None
    selection, remarks = frame.tables("latest")
    return Built(
        Query(Operation.SHARE, Figure(selection, Aggregate.SUM, measure), Figure(selection, Aggregate.SUM, Measure(Field.TOTAL))),
        remarks,
    )
