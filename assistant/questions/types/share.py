"""Shares: 占全部资金的比重, 前三大合计占总预算百分之几, 个数占比."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Compare, Condition, Figure, Measure, OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame, year_condition
from assistant.questions.last_answer import asked_years
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention
from assistant.questions.owner_conditions import organisation_condition
from assistant.questions.types.built import Built, Outcome, row_condition, with_rows
from assistant.questions.types.ranking import ranked
from assistant.questions.types.sides import kinds_named


def share(frame: Frame) -> Outcome:
    """A word for a share: of a table's own total, of rows among rows, else of tables among the tables of their years."""
    if not frame.has(Kind.FIGURE, "share"):
        return None
    if frame.says("percent_asked") and not frame.says("share") and not frame.speaks_of_money:
        return None
    if _counts_part(frame):
        return None
    shares = [part for part in frame.conditions.table if isinstance(part, Compare) and part.measure.share_of is not None]
    if shares and not frame.has(Kind.ASK, "how_much"):
        return None
    ranks = _ranked_by_share(frame)
    if ranks is not None:
        return ranks
    return _share_of_own_total(frame) or _share_of_rows(frame) or _share_of_tables(_part_of_organisation(frame))


def _counts_part(frame: Frame) -> bool:
    """数量指标占几条: is it the number that is asked for?"""
    figures = frame.reading.of(Kind.FIGURE)
    return any(
        left.is_(Kind.FIGURE, "share")
        and right.is_(Kind.FIGURE, "count")
        and right.start - left.end <= 1  # 占了几条
        and not says(right.text, "whole_number")  # 占项目总数的百分之几
        for left, right in pairwise(figures)
    )


def _ranked_by_share(frame: Frame) -> Built | None:
    """中央资金占比最高的项目: tables ranked by a money's share of their total."""
    if not frame.reading.of(Kind.RANK, Kind.PLACE) or frame.named or frame.pointed or frame.about_rows:
        return None
    if frame.measure.field == Field.TOTAL or not (frame.asks_for_projects or frame.has(Kind.ASK, "which")):
        return None
    selection, remarks = frame.tables("latest")
    chosen = ranked(frame, selection, replace(frame.measure, share_of=Field.TOTAL))
    return Built(Query(Operation.LIST, Figure(chosen)), remarks) if chosen is not None else None


def _by_count(frame: Frame) -> bool:
    """Is a share of the number asked for, not of the money?"""
    if frame.money_apart:
        return False
    if frame.has(Kind.FIGURE, "sum"):
        return False
    if frame.says("by_count") or frame.says("whole_number") or _after_count(frame):
        return True
    kinds = frame.has(Kind.SUBJECT, "qualitative", "quantitative")
    return kinds and row_condition(frame) is not None and not frame.asks_for_projects


def _after_count(frame: Frame) -> bool:
    """没写满意度的有几个, then 占全部的百分之几: is a share asked of those that were counted just before?"""
    query = frame.last_query
    if query is None or frame.within is None or frame.asks_money or frame.named or frame.conditions.table:
        return False
    counted = query.operation == Operation.COMPUTE and query.figure.aggregate == Aggregate.COUNT
    return counted and frame.within == query.selection and not frame.reading.of(Kind.RANK, Kind.PLACE)


def _share_of_rows(frame: Frame) -> Built | None:
    """定性指标占几成: rows of a kind among all rows."""
    qualifying = row_condition(frame)
    rows = frame.has(Kind.SUBJECT, "indicator", "qualitative", "quantitative") and not frame.has(Kind.SUBJECT, "project")
    if not rows or qualifying is None or not _by_count(frame):
        return None
    where, remarks = frame.where("latest")
    part = Selection(Subject.INDICATOR, both(where, qualifying), within=frame.within)
    among = both(where, frame.conditions.level if frame.conditions.rows else None)
    whole = Selection(Subject.INDICATOR, among, within=frame.within)
    return Built(Query(Operation.SHARE, Figure(part), Figure(whole)), remarks)


def _part_of_organisation(frame: Frame) -> Frame:
    """占农业农村局的百分之几 alone: the part are the projects of the last answer."""
    last = frame.last
    names_part = frame.named or frame.pointed or frame.within
    if last is None or not last.projects or names_part or not _base_organisation(frame, alone=True):
        return frame
    table = tuple(part for part in frame.conditions.table if not slots.organisations_slot(part))
    return replace(frame, pointed=last.projects, conditions=replace(frame.conditions, table=table))


def _share_of_tables(frame: Frame) -> Built:
    """前三大合计占总预算百分之几: tables among all of their years, or of the organisation that is named as the whole."""
    kinds = kinds_named(frame)
    if kinds is not None:
        frame = replace(frame, named=(), pointed=(), terms=(), doubtful=None)
    selection, remarks = frame.tables("latest")
    selection = replace(selection, where=both(with_rows(frame, selection.where), kinds))
    selection = ranked(frame, selection) or selection
    base = _base_organisation(frame) or _department_of_part(frame) or _own_department(frame)
    whole = Selection(Subject.PROJECT, both(_years_of(frame, selection), base))
    if base is None and _part_of_set(frame, selection):
        whole = Selection(Subject.PROJECT, slots.kept(selection.where, slots.years_slot), within=frame.within)
    if _by_count(frame):
        return Built(Query(Operation.SHARE, Figure(selection), Figure(whole)), remarks)
    measure = frame.measure
    part = Figure(selection, Aggregate.SUM, measure)
    of_whole = measure if measure.field == Field.FISCAL and Field.TOTAL not in frame.heads else Measure(Field.TOTAL)
    return Built(Query(Operation.SHARE, part, Figure(whole, Aggregate.SUM, of_whole)), remarks)


def _part_of_set(frame: Frame, selection: Selection) -> bool:
    """其中环保局占百分之几 after a sum: is the part picked out of the set that was spoken of, so that this is the whole?"""
    among = frame.within is not None and frame.within.subject == Subject.PROJECT and not frame.has(Kind.WHOLE)
    return among and slots.without(selection.where, slots.years_slot) is not None


def _years_of(frame: Frame, selection: Selection) -> Condition | None:
    """The years that the whole is of: those of the part, else the latest."""
    years = year_condition(tuple(sorted(asked_years(selection))))
    if years is None and frame.context.latest is not None and not frame.all_years:
        years = year_condition((frame.context.latest,))
    return years


def _base_organisation(frame: Frame, *, alone: bool = False) -> Condition | None:
    """占农业农村局的百分之几: the organisation behind 占 is the whole, where the part is named apart from it."""
    share_word = frame.first(Kind.FIGURE, "share")
    if share_word is None or not (alone or frame.named or frame.pointed or frame.within is not None):
        return None
    named = [mention for mention in frame.reading.of(Kind.ORGANISATION) if mention.value]
    behind = [mention for mention in named if mention.start >= share_word.start or _stands_as_whole(frame, mention, share_word)]
    return organisation_condition(behind[0]) if behind else None


def _stands_as_whole(frame: Frame, office: Mention, share_word: Mention) -> bool:
    """在科技局里占百分之几: does 里, 当中 or the like stand between the office and the word for a share?"""
    return frame.text[office.end : share_word.start] in cue("inside_of")


def _department_of_part(frame: Frame) -> Condition | None:
    """公路管理段占交通局多少: of two offices that are named, the one behind 占 is the whole."""
    share_word = frame.first(Kind.FIGURE, "share")
    named = [mention for mention in frame.reading.of(Kind.ORGANISATION) if mention.value]
    if share_word is None or len(named) != 2 or not named[0].end <= share_word.start <= named[1].start:
        return None
    return organisation_condition(named[1])


def _own_department(frame: Frame) -> Condition | None:
    """占全局几成: the whole is the department of the projects spoken of, where they have one."""
    if not frame.has(Kind.WHOLE, "own_department"):
        return None
    last = frame.last
    names = frame.projects or (tuple(name for name, _ in last.projects) if last is not None else ())
    departments = {project.department for project in frame.context.knowledge.projects_named(names)}
    return OneOf(Field.DEPARTMENT, tuple(departments)) if len(departments) == 1 else None


def _part_shown(frame: Frame) -> bool:
    """上级给了多少, then 占总额多少: was a part of the one project's money shown?"""
    last = frame.last_query
    parts = (Field.FISCAL, Field.OTHER, Field.FUND)
    return last is not None and last.operation == Operation.SHOW and all(field.field in parts for field in last.fields)


def _share_of_own_total(frame: Frame) -> Built | None:
    """这占它总额的百分之几, 其他资金占总额的比例: a part of a table's money against its own total."""
    measure = frame.measure
    last = frame.last
    part = measure.field in (Field.FUND, Field.OTHER, Field.FISCAL)
    one = len(frame.named) == 1 or len(frame.pointed) == 1
    own = frame.says("own_total") or (part and one and not frame.has(Kind.WHOLE, "all_tables"))
    own = own or (one and Field.TOTAL in frame.heads and not frame.has(Kind.WHOLE) and not frame.years and _part_shown(frame))
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
