"""Figures by group: 按实施单位代码分组各几个项目, 分三档各多少, 每种二级指标各有多少条, 三年每年多少钱."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.indicator import LEVEL2_PARENT
from assistant.model.query import (
    Aggregate,
    Band,
    Compare,
    Figure,
    Grouping,
    HasRows,
    Measure,
    Operation,
    Operator,
    Places,
    Query,
    Selection,
    both,
)
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.organisations import organisations_of
from assistant.questions.slots import attributes_slot, money_slot
from assistant.questions.types.built import IN_PERCENT, Built, Outcome, list_of, row_condition, several_years, with_rows
from assistant.questions.types.ranking import asks_of_first, places_named

_GROUPABLE = frozenset(
    {Field.DEPARTMENT, Field.DEPARTMENT_CODE, Field.UNIT, Field.UNIT_CODE, Field.ATTRIBUTE, Field.YEAR},
)
"""Fields of tables that figures are grouped by."""


def group(frame: Frame) -> Outcome:
    """A grouping word with something to group by."""
    if _asks_of_the_one(frame):
        return None
    return next((built for way in _WAYS if (built := way(frame)) is not None), None)


def _asks_of_the_one(frame: Frame) -> bool:
    """钱少的那个，归谁管: is something asked of the one project that is ranked, so that nothing is told by group?"""
    ends = [mention.end for mention in frame.reading.of(Kind.RANK)]
    rests = [frame.text[end:].removeprefix(word) for end in ends for word in cue("that_one") if frame.text.startswith(word, end)]
    asked = any(not rest.startswith((*cue("by_organisation"), *cue("office_nouns"))) for rest in rests)
    return (asked or asks_of_first(frame)) and not frame.says("which_group") and not _has_word(frame)


def group_field(frame: Frame) -> Field | None:
    """The field whose values the question ranks or lists groups by (哪个局, 各单位, 哪年); None where it names none."""
    by = next((field for field in frame.heads if field in _GROUPABLE), None)
    asked = _has_word(frame) or frame.says("which_group")
    if by is None and asked and frame.says("by_organisation") and not frame.reading.of(Kind.ORGANISATION):
        by = Field.UNIT if frame.says("by_unit") else Field.DEPARTMENT
    ranks = bool(frame.reading.of(Kind.RANK, Kind.PLACE))
    if by is None and ranks and frame.has(Kind.SUBJECT, "units") and frame.says("asks_who"):
        return Field.UNIT  # 下面几个单位，谁的钱最多
    return by if asked or (by is not None and ranks) else None


def _tables_by(frame: Frame, grouping: Grouping, default: str = "latest") -> Built:
    """The figure that is asked for, of each group of tables."""
    selection, remarks = frame.tables(default)
    return Built(Query(Operation.GROUP, _figure(frame, selection), grouping=grouping), remarks)


def _rows_by(frame: Frame, field: Field) -> Built:
    """How many rows each group has."""
    where, remarks = frame.where("latest")
    rows = Selection(Subject.INDICATOR, both(where, row_condition(frame)), within=frame.within)
    return Built(Query(Operation.GROUP, Figure(rows), grouping=Grouping(field)), remarks)


def _by_bands(frame: Frame) -> Built | None:
    """100万以下、100到500万、500万以上各有几个."""
    if not frame.conditions.bands:
        return None
    if any(isinstance(band.condition, HasRows) for band in frame.conditions.bands):
        frame = replace(frame, conditions=replace(frame.conditions, levels=(), rows=()))
    return _tables_by(frame, Grouping(bands=frame.conditions.bands))


def _averages_of_rows(frame: Frame) -> Built | None:
    """各局满意度平均多少: the mean of the percentages of a category in each group."""
    by = group_field(frame)
    levels = set(frame.conditions.levels)
    if by is None or not frame.has(Kind.FIGURE, "average") or not levels or not levels <= IN_PERCENT or frame.conditions.rows:
        return None
    if frame.terms or frame.named:
        return None
    scope = replace(frame, all_years=not frame.years) if by == Field.YEAR else frame
    where, remarks = scope.where("latest")
    percent = Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, "%")
    rows = Selection(Subject.INDICATOR, both(where, frame.conditions.level, percent), within=frame.within)
    descending = not frame.has(Kind.RANK, "least", "ascending") if frame.reading.of(Kind.RANK) else None
    figure = Figure(rows, Aggregate.AVERAGE, Measure(Field.NUMBER))
    return Built(Query(Operation.GROUP, figure, grouping=Grouping(by, descending=descending)), remarks)


def _shares(frame: Frame) -> Built | None:
    """各局占比, 每个单位占多少: each group's figure as a share of the whole."""
    by = group_field(frame)
    if by in (None, Field.YEAR) or not frame.has(Kind.FIGURE, "share") or frame.about_rows or frame.terms or frame.named:
        return None
    if frame.conditions.table:
        return None
    selection, remarks = frame.tables("latest")
    figure = _figure(frame, selection)
    descending = not frame.has(Kind.RANK, "least", "ascending") if frame.reading.of(Kind.RANK) else None
    return Built(Query(Operation.SHARE, figure, figure, grouping=Grouping(by, descending=descending)), remarks)


def _growths(frame: Frame) -> Built | None:
    """各局今年的增长率: each group's figure of one year against that of the year before."""
    by = group_field(frame)
    latest = frame.context.latest
    if by in (None, Field.YEAR) or latest is None or not frame.has(Kind.FIGURE, "growth") or frame.about_rows or frame.named:
        return None
    years = sorted(frame.years) or [latest]
    year, since = (years[-1], years[0]) if len(years) > 1 else (years[0], years[0] - 1)
    bare = replace(frame, years=(), all_years=True)
    where, _ = bare.where("all")
    now, then = (
        Figure(Selection(Subject.PROJECT, both(where, year_condition((one,)))), Aggregate.SUM, frame.measure)
        for one in (year, since)
    )
    descending = not frame.has(Kind.RANK, "least", "ascending") if frame.reading.of(Kind.RANK) else None
    return Built(Query(Operation.GROWTH, now, then, grouping=Grouping(by, descending=descending)))


def _by_fund(frame: Frame) -> Built | None:
    """资金来源各多少: the sums of the fund rows by their labels."""
    if not frame.says("fund_sources") or frame.about_rows or not (_has_word(frame) or frame.says("groups_by")):
        return None
    selection, remarks = frame.tables("latest")
    funds, grouping = Figure(selection, Aggregate.SUM, Measure(Field.FUND)), Grouping(Field.FUND)
    if frame.has(Kind.FIGURE, "share") or frame.says("share"):
        total = Figure(selection, Aggregate.SUM, Measure(Field.TOTAL))
        return Built(Query(Operation.SHARE, funds, total, grouping=grouping), remarks)
    return Built(Query(Operation.GROUP, funds, grouping=grouping), remarks)


def _by_border(frame: Frame) -> Built | None:
    """以100万为界，上下各有几个: below a number, and from it on."""
    tests = frame.conditions.number_tests
    if len(tests) != 1 or not frame.says("border") or len(tests[0].bounds) != 1:
        return None
    measure, number = frame.measure.now, tests[0].bounds[0][1]
    table = tuple(part for part in frame.conditions.table if not money_slot(part))
    bare = replace(frame, conditions=replace(frame.conditions, table=table))
    name = frame.text[tests[0].start : tests[0].end]
    bands = (
        Band(name + cue("band_ends")[0], Compare(measure, Operator.LESS, number)),
        Band(name + cue("band_ends")[1], Compare(measure, Operator.AT_LEAST, number)),
    )
    return _tables_by(bare, Grouping(bands=bands))


def _by_attributes(frame: Frame) -> Built | None:
    """新增的和延续的各有几个: a band for each attribute that is named."""
    mentions = frame.reading.of(Kind.ATTRIBUTE)
    named = 1 + sum(left.end != right.start for left, right in pairwise(mentions))  # 新增一次性 is one attribute
    if not mentions or named < 2 or not (_has_word(frame) or frame.has(Kind.FIGURE, "count")):
        return None
    if named < len(mentions):
        return _tables_by(frame, Grouping(Field.ATTRIBUTE))
    bands = tuple(
        Band(str(mention.value), Compare(Measure(Field.ATTRIBUTE), Operator.CONTAINS, str(mention.value))) for mention in mentions
    )
    table = tuple(part for part in frame.conditions.table if not attributes_slot(part))
    bare = replace(frame, conditions=replace(frame.conditions, table=table))
    if frame.has(Kind.FIGURE, "share") or frame.says("share"):
        selection, remarks = bare.tables("latest")
        figure = _figure(bare, selection)
        return Built(Query(Operation.SHARE, figure, figure, grouping=Grouping(bands=bands)), remarks)
    return _tables_by(bare, Grouping(bands=bands))


def _by_field(frame: Frame) -> Built | None:
    """按实施单位代码分组各几个项目."""
    by = next((field for field in frame.heads if field in _GROUPABLE), None)
    heads = frame.reading.of(Kind.HEAD)
    said = _has_word(frame) or any(f"{word}{head.text}" in frame.text for word in cue("groups_by") for head in heads)
    single = frame.has(Kind.SINGLE, "it") or frame.pointed
    return _tables_by(frame, Grouping(by)) if said and by is not None and not frame.named and not single else None


def _by_project(frame: Frame) -> Built | None:
    """每个项目各有几条指标."""
    rows = frame.conditions.levels or frame.has(Kind.SUBJECT, "indicator")
    if rows and frame.has(Kind.FIGURE, "average") and frame.says("row_count"):
        where, remarks = frame.where("latest")
        number = Measure(Field.ROWS, rows=frame.conditions.level)
        tables = Selection(Subject.PROJECT, where, within=frame.within)
        return Built(Query(Operation.COMPUTE, Figure(tables, Aggregate.AVERAGE, number)), remarks)
    return _rows_by(frame, Field.PROJECT) if frame.says("by_each_project") and rows and frame.says("row_count") else None


def _each_with_money(frame: Frame) -> Built | None:
    """各项目预算分别是多少, 列一下所有项目和金额: every project with its money."""
    if frame.says("by_year") and not frame.says("by_each_project"):
        return None  # 分年度列一下全县项目资金总额
    listed = frame.says("by_each_project") or (frame.has(Kind.WHOLE, "all_tables") and frame.has(Kind.ASK, "list"))
    other = frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY) or any(
        not mention.is_(Kind.FIGURE, "group") for mention in frame.reading.of(Kind.FIGURE)
    )
    heads = any(field not in MONEY_FIELDS for field in frame.heads)
    if not listed or other or heads or not frame.speaks_of_money or frame.about_rows or frame.named or frame.conditions.table:
        return None
    selection, remarks = frame.tables("latest")
    return Built(list_of(selection, (frame.measure,)), remarks)


def _by_ranked_field(frame: Frame) -> Built | None:
    """哪个部门的钱最多: the groups whose order the question asks for."""
    by = group_field(frame)
    if by is None or not frame.reading.of(Kind.RANK, Kind.PLACE) or frame.terms or (frame.named and by != Field.YEAR):
        return None
    counts_rows = _ranks_rows(frame)
    if frame.about_rows and not counts_rows:
        return None
    named = places_named(frame) if frame.reading.of(Kind.PLACE) else None
    ascending = frame.has(Kind.RANK, "least", "ascending") or (named is not None and named.from_end)
    places = Places(named.first, named.last) if named is not None else None
    grouping = Grouping(by, descending=not ascending, places=places)
    if counts_rows:
        where, remarks = frame.where("latest")
        rows = Selection(Subject.INDICATOR, both(where, row_condition(frame)), within=frame.within)
        return Built(Query(Operation.GROUP, Figure(rows), grouping=grouping), remarks)
    if by == Field.YEAR:
        return _tables_by(replace(frame, all_years=not frame.years), grouping, "all")
    return _tables_by(frame, grouping)


def _ranks_rows(frame: Frame) -> bool:
    """Is the number of rows ranked (哪个局的指标最多)?"""
    nouns = [
        mention.end
        for mention in frame.reading.of(Kind.SUBJECT, Kind.LEVEL1, Kind.LEVEL2)
        if mention.value not in ("project", "units")
    ]
    return (
        not frame.speaks_of_money
        and not frame.conditions.rows
        and any(rank.start in nouns for rank in frame.reading.of(Kind.RANK))
    )


def _by_year(frame: Frame) -> Built | None:
    """分年度各安排了多少."""
    counts = frame.has(Kind.FIGURE, "count") or frame.says("project_count")
    one = len(frame.named) + len(frame.pointed) == 1
    listed = one and frame.says("which_years") and frame.has(Kind.FIGURE, "group")  # 做了哪几年，各多少钱
    if (
        not (frame.says("by_year") or listed)
        or frame.about_rows
        or frame.terms
        or (frame.asks_for_projects and not (counts or frame.speaks_of_money))
    ):
        return None
    return _tables_by(replace(frame, all_years=not frame.years), Grouping(Field.YEAR), "all")


def _by_value(frame: Frame) -> Built | None:
    """满意度指标值分一分，每种各几条."""
    named = frame.has(Kind.ROW, "value") or frame.says("by_value")
    said = named and (_has_word(frame) or frame.says("splits") or frame.says("groups_by"))
    counts = frame.says("row_count") or frame.has(Kind.FIGURE, "count")
    return _rows_by(frame, Field.VALUE) if said and counts and not frame.conditions.rows and not frame.named else None


def _by_level(frame: Frame) -> Built | None:
    """每种二级指标各有多少条."""
    by = any(group + level in frame.text for group in cue("groups_by") for level in cue("by_level"))
    said = (_has_word(frame) or by or frame.has(Kind.FIGURE, "count")) and frame.says("by_level")
    if not said or frame.conditions.levels:
        return None
    return _rows_by(frame, Field.LEVEL1 if frame.says("by_level1") else Field.LEVEL2)


def _by_levels_named(frame: Frame) -> Built | None:
    """数量指标和质量指标各有几条: how many rows of each category that is named."""
    levels = frame.conditions.levels
    if len(levels) < 2 or not _has_word(frame) or not frame.says("row_count") or frame.conditions.rows or frame.terms:
        return None
    if frame.says("by_each_project") or frame.says("by_organisation") or frame.has(Kind.FIGURE, "average", "share"):
        return None
    firsts = {*LEVEL2_PARENT.values()}
    by = Field.LEVEL2 if all(one in LEVEL2_PARENT for one in levels) else Field.LEVEL1 if {*levels} <= firsts else None
    return _rows_by(frame, by) if by is not None else None


def _by_years_named(frame: Frame) -> Built | None:
    """三年每年多少钱, 2023和2024年分别是多少."""
    if not several_years(frame) or frame.says("each_office"):
        return None
    if frame.has(Kind.FIGURE, "difference", "growth", "ratio", "average"):
        return None
    numbers = (
        frame.all_years and frame.has(Kind.FIGURE, "count") and not frame.has(Kind.FIGURE, "sum") and frame.says("each_span")
    )
    each = (
        numbers or _has_word(frame) or ((frame.has(Kind.WHOLE, "all_years") or len(frame.years) > 1) and frame.says("each_year"))
    )
    if not each or frame.about_rows or frame.terms:
        return None
    return _tables_by(frame, Grouping(Field.YEAR), "all")


def _by_organisation(frame: Frame) -> Built | None:
    """各局分别多少钱."""
    if not _has_word(frame) or not frame.says("by_organisation") or frame.named or frame.about_rows:
        return None
    by_unit = frame.says("by_unit") and not _counts_departments(frame)
    return _tables_by(frame, Grouping(Field.UNIT if by_unit else Field.DEPARTMENT))


def _counts_departments(frame: Frame) -> bool:
    """四个单位各多少: are as many spoken of as there are departments?"""
    departments = organisations_of(frame.context.knowledge).departments
    sizes = [one for one in frame.reading.of(Kind.SIZE) if frame.text.startswith(cue("office_nouns"), one.end)]
    return any(one.value == departments for one in sizes)


_WAYS: tuple[Callable[[Frame], Built | None], ...] = (
    _averages_of_rows,
    _shares,
    _growths,
    _by_bands,
    _by_border,
    _by_fund,
    _by_attributes,
    _by_ranked_field,
    _by_field,
    _by_project,
    _each_with_money,
    _by_year,
    _by_value,
    _by_level,
    _by_levels_named,
    _by_years_named,
    _by_organisation,
)
"""In the order in which they are tried."""


def _has_word(frame: Frame) -> bool:
    return frame.has(Kind.FIGURE, "group") or frame.says("each_office")


def _ranks_number(frame: Frame) -> bool:
    """Is the number of projects ranked (哪个局的项目最多), no money named?"""
    nouns = [mention.end for mention in frame.reading.of(Kind.SUBJECT) if mention.value == "project"]
    return not frame.speaks_of_money and any(rank.start in nouns for rank in frame.reading.of(Kind.RANK))


def _figure(frame: Frame, selection: Selection) -> Figure:
    ranks_money = frame.speaks_of_money and bool(frame.reading.of(Kind.RANK))  # 下面几个单位谁的钱最多
    money = frame.asks_money or frame.speaks_of_money  # 几个部门各批了多少钱; but not 按预算分三档，各有几个
    money = money and not frame.question.endswith(cue("project_count"))
    said = frame.says("project_count") and not ranks_money and not money
    counts = frame.has(Kind.FIGURE, "count") or said or _ranks_number(frame)
    selection = replace(selection, where=with_rows(frame, selection.where))
    if counts and not frame.has(Kind.FIGURE, "sum"):
        return Figure(selection)
    aggregate = Aggregate.AVERAGE if frame.has(Kind.FIGURE, "average") else Aggregate.SUM
    return Figure(selection, aggregate, frame.measure)
