"""Two figures set against each other: 相差多少, 几倍, 哪个多, 增长百分之几; of projects, organisations or years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.interpretation import Remark
from assistant.model.query import (
    Aggregate,
    Blank,
    Compare,
    Condition,
    Figure,
    Measure,
    Not,
    OneOf,
    Operation,
    Operator,
    Order,
    Places,
    Query,
    Selection,
    both,
)
from assistant.questions.frame import Frame, number
from assistant.questions.lexicon import any_of, cue, money_words, says
from assistant.questions.link import names_of
from assistant.questions.mention import Kind, Ranking
from assistant.questions.owner_conditions import organisation_condition
from assistant.questions.rows import find, rows_condition, wanted
from assistant.questions.topics import topic_condition
from assistant.questions.types.built import Built, Outcome, list_of, set_against, with_topic
from assistant.questions.types.ranking import ranked_measure
from assistant.questions.types.yes_no import is_question

_OF_ONE_SET = {
    "average": Aggregate.AVERAGE,
    "median": Aggregate.MEDIAN,
    "most": Aggregate.HIGHEST,
    "least": Aggregate.LOWEST,
}


def difference(frame: Frame) -> Outcome:
    """A word of comparison with two sides."""
    of_one = _moneys_of_one(frame) or _of_averages(frame) or _of_kinds(frame)
    if of_one is not None:
        return of_one
    ends = {str(mention.value) for mention in frame.reading.of(Kind.RANK)}
    if ends == {"most", "least"} and frame.has(Kind.FIGURE, "difference", "ratio") and not frame.named and frame.last is None:
        return _extremes(frame)  # 去年最多的一个比最少的一个多多少
    operation = set_against(frame) or (Operation.DIFFERENCE if frame.has(Kind.FIGURE, "compare") else None)
    comparing = operation is not None
    if comparing and _rose_by_how_much(frame):
        frame = replace(frame, previous=True)
    if (
        operation is None
        and frame.asks_for_projects
        and not frame.named
        and (frame.has(Kind.TREND) or frame.has(Kind.FIGURE, "count"))
    ):
        return None
    if operation is None and _asks_rise(frame):
        frame, operation = replace(frame, previous=True), Operation.DIFFERENCE
    if (
        operation is None
        and (frame.says("compares") or len(frame.years) > 1)
        and not (frame.has(Kind.FIGURE, "sum") and not frame.says("compares"))
        and (frame.has(Kind.TREND, "up", "down") or re.search(r"多(?!少)|(?<!多)少|高|低", _beside_names(frame)))
    ):
        operation = Operation.DIFFERENCE
    if operation is None and (len(frame.named) == 2) and frame.reading.of(Kind.RANK) == () and frame.says("which_is_more"):
        operation = Operation.DIFFERENCE
    if operation is None:
        return None
    if operation == Operation.RATIO and len(frame.pointed) == 2 and (extremes := _extremes(frame)) is not None:
        return extremes  # 多的是少的几倍
    sides = _sides(frame)
    if sides is None and frame.has(Kind.FIGURE, "compare"):
        return _largest(frame)
    if sides is None:
        return (_places(frame) or _extremes(frame)) if comparing else None
    left, right, remarks = sides
    if frame.says("row_number"):
        return Built(
            Query(operation, Figure(Selection(Subject.INDICATOR, left)), Figure(Selection(Subject.INDICATOR, right))), remarks
        )
    if len(frame.named) == 2 and (frame.conditions.levels or frame.terms) and not _compares_money(frame):
        of_two = _rows_of_two(frame)
        if of_two is not None:
            return Built(Query(operation, *of_two), remarks)
    rows = _rows(frame)
    if rows is not None:
        figures = [
            Figure(Selection(Subject.INDICATOR, both(side, rows)), Aggregate.SUM, Measure(Field.NUMBER)) for side in (left, right)
        ]
        return Built(Query(operation, figures[0], figures[1]), remarks)
    measure = frame.measure
    if operation == Operation.DIFFERENCE and frame.says("points"):
        operation = Operation.GROWTH  # 涨了几个点, of money
    figures = [Figure(Selection(Subject.PROJECT, side), Aggregate.SUM, measure) for side in (left, right)]
    if not comparing and is_question(frame):
        more, less = says(frame.question[-4:], "more_signs"), says(frame.question[-4:], "less_signs")
        if more != less:
            operator = Operator.MORE if more else Operator.LESS
            return Built(Query(Operation.IS, figures[0], figures[1], operator=operator), remarks)
    return Built(Query(operation, figures[0], figures[1]), remarks)


def _of_its_year(frame: Frame, pointed: tuple[str, int | None]) -> Frame:
    """比人才工作经费多多少 after a project of 2023: the other of 2023 too, where it has a table then."""
    year = pointed[1]
    if frame.years or frame.all_years or year is None:
        return frame
    there = any(year in project.years for link in frame.named for project in link.projects)
    return replace(frame, years=(year,)) if there else frame


def _compares_money(frame: Frame) -> bool:
    """谁钱多: does the word of comparison itself say that money is compared?"""
    compared = [mention.text for mention in frame.reading.of(Kind.FIGURE) if mention.value == "compare"]
    return frame.speaks_of_money or any(says(text, "loose_money") or re.search(money_words(), text) for text in compared)


def _asks_rise(frame: Frame) -> bool:
    """两癌筛查今年涨了没有: whether one project rose, over its year before."""
    one = len(frame.named) + len(frame.pointed) == 1
    bare = not (frame.says("each_step") or frame.all_years or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.QUANTITY))
    moved = frame.has(Kind.TREND, "up", "down") or re.search(f"{any_of('moved_signs')}了?没", frame.question) is not None
    return one and bare and moved and len(frame.years) < 2 and is_question(frame)


def _rose_by_how_much(frame: Frame) -> bool:
    """今年涨了多少 of one project: by how much it rose or fell over the year before."""
    one = len(frame.named) + len(frame.pointed) == 1
    said = any(says(mention.text, "moves") for mention in frame.reading.of(Kind.FIGURE))
    return one and said and len(frame.years) == 1 and not (frame.previous or frame.all_years or frame.says("compares"))


def _beside_names(frame: Frame) -> str:
    """The question without the pieces that name something: 高标准农田 compares nothing."""
    names = frame.reading.of(Kind.PIECE, Kind.ORGANISATION)
    text = list(frame.text)
    for mention in names:
        text[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(text)


def _moneys_of_one(frame: Frame) -> Built | None:
    """总额减去财政拨款还剩多少, 省级资金比县级资金多多少: two moneys of the same tables."""
    less = [mention for mention in frame.reading.of(Kind.LOGIC) if mention.is_(Kind.LOGIC, "except")]
    compares = frame.says("compares") and frame.has(Kind.FIGURE, "difference", "ratio")
    moneys = [
        (
            mention.start,
            Measure(Field.FUND, str(mention.value)) if mention.kind == Kind.FUND else Measure(Field(str(mention.value))),
        )
        for mention in frame.reading.of(Kind.HEAD, Kind.FUND)
        if mention.kind == Kind.FUND or Field(str(mention.value)) in MONEY_FIELDS
    ]
    measures = list(dict.fromkeys(measure for _, measure in moneys))
    if len(measures) != 2 or not (less or compares) or len(frame.named) > 1 or frame.about_rows:
        return None
    if less and not any(moneys[0][0] < mention.start < moneys[-1][0] for mention in less):
        return None
    selection, remarks = frame.tables("latest")
    figures = [Figure(selection, Aggregate.SUM, measure) for measure in measures]
    operation = Operation.RATIO if frame.has(Kind.FIGURE, "ratio") else Operation.DIFFERENCE
    return Built(Query(operation, figures[0], figures[1]), remarks)


def _sides(frame: Frame) -> tuple[Condition | None, Condition | None, tuple[Remark, ...]] | None:
    """The conditions of both sides: two projects, two organisations, or two years of one thing."""
    if len(frame.named) == 2:
        left, remarks = frame.where("latest", names=frame.named[:1])
        right, _ = frame.where("latest", names=frame.named[1:])
        return left, right, remarks
    last = frame.last
    pointed = frame.pointed
    if len(frame.named) == 1 and len(pointed) != 1 and last is not None and len(last.projects) == 1 and len(frame.years) < 2:
        pointed = last.projects
    if len(frame.named) == 1 and len(pointed) == 1:
        right, remarks = _of_its_year(frame, pointed[0]).where("latest", names=frame.named)
        return _project(pointed[0]), right, remarks
    if len(pointed) == 2:
        return _project(pointed[0]), _project(pointed[1]), ()
    organisations = [mention for mention in frame.reading.of(Kind.ORGANISATION) if mention.value]
    if len(organisations) == 2 and not frame.named and not _years_are_set_apart(frame):
        bare = replace(frame, conditions=replace(frame.conditions, table=()))
        where, remarks = bare.where("latest")
        return (
            both(where, organisation_condition(organisations[0])),
            both(where, organisation_condition(organisations[1])),
            remarks,
        )
    years = list(frame.years)
    if len(years) > 2:
        years = [min(years), max(years)]
    if frame.previous and len(years) < 2:
        since = years[0] if years else next((year for _, year in pointed if year), None) or frame.context.latest
        years = [since, since - 1] if since else years
    if (
        len(years) == 1
        and frame.says("compares")
        and years[0] != frame.context.latest
        and frame.context.latest is not None
        and frame.says("last_year")
    ):
        years = [frame.context.latest, years[0]]
    if len(years) == 1 and _is_set_against(frame):
        now = _year_in_hand(frame, pointed)
        years = [now, *years] if now and now not in years else years
    if len(years) == 2:
        scope = replace(frame, years=(), all_years=True)
        where, _ = scope.where("all")
        first, second = years
        if frame.has(Kind.FIGURE, "growth") and first < second and not frame.says("compares"):
            first, second = second, first
        return both(where, _year(first)), both(where, _year(second)), ()
    return None


def _years_are_set_apart(frame: Frame) -> bool:
    """两局2024年合计比2023年多多少: does a year stand behind 比, so that what is named before it is taken together?"""
    behind = [frame.reading.after(one) for one in frame.reading.of(Kind.SPLIT) if one.text in cue("against")]
    return any(one is not None and one.is_(Kind.YEAR) for one in behind) and (len(frame.years) == 2 or frame.previous)


def _is_set_against(frame: Frame) -> bool:
    """比22年多多少: does the one year that is named stand behind 比?"""
    named = frame.reading.of(Kind.YEAR)
    return len(named) == 1 and frame.text.endswith(cue("against"), 0, named[0].start)


def _year_in_hand(frame: Frame, pointed: Sequence[tuple[str, int | None]]) -> int | None:
    """The year of what another year is set against: that of the table in hand, the project's latest, or the archive's."""
    told = next((year for _, year in pointed if year), None)
    own = [year for link in frame.named for project in link.projects for year in project.years]
    return told or max(own, default=None) or frame.context.latest


def _rows_of_two(frame: Frame) -> tuple[Figure, Figure] | None:
    """One row each of two projects (谁的满意度定得高)."""
    figures: list[Figure] = []
    for link in frame.named:
        where, _ = frame.where("latest", names=(link,))
        want = replace(wanted(frame), units=())
        found = find(frame, want, names_of((link,))) if want.terms else ()
        if not found and frame.conditions.level is None:
            return None  # a mean over rows of all kinds is no figure
        condition = both(where, frame.conditions.level, rows_condition(found[:1]) if found else None)
        figures.append(Figure(Selection(Subject.INDICATOR, condition), Aggregate.AVERAGE, Measure(Field.NUMBER)))
    return figures[0], figures[1]


def _rows(frame: Frame) -> Condition | None:
    """The row whose numbers are compared over two years (水质达标率提高几个百分点); None where money is."""
    over_years = len(frame.years) > 1 or frame.previous or (bool(frame.years) and frame.says("compares"))
    if len(frame.named) + len(frame.pointed) > 1 or not over_years:
        return None
    want = replace(wanted(frame), units=())
    last = frame.last
    by_unit = frame.says("percent_points") or bool(frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT))
    if not (want.terms or frame.conditions.levels) and by_unit and len(frame.named) == 1:
        counted = find(frame, wanted(frame), frame.projects)  # 今年比去年多查多少家次
        return rows_condition(counted) if len({row.level3 for row in counted}) == 1 else None
    if not (want.terms or frame.conditions.levels) and not (by_unit and frame.follows_rows):
        return None
    if not (want.terms or frame.conditions.levels) and last is not None and last.rows:
        levels2 = tuple(dict.fromkeys(level2 for _, _, level2, _ in last.rows if level2))
        names = OneOf(Field.LEVEL3, tuple(dict.fromkeys(level3 for _, _, _, level3 in last.rows)))
        return both(names, OneOf(Field.LEVEL2, levels2) if levels2 else None)
    projects = frame.projects
    counted = find(frame, wanted(frame), projects) if want.terms and frame.reading.of(Kind.UNIT_ASKED) else ()
    found = counted or (find(frame, want, projects) if want.terms else ())
    if not projects:
        known = frame.context.knowledge.projects_named(tuple(dict.fromkeys(row.project for row in found)))
        if not found or len({(project.series, project.department) for project in known}) != 1:
            return None
        return both(OneOf(Field.PROJECT, tuple(dict.fromkeys(row.project for row in found))), rows_condition(found))
    return both(frame.conditions.level, rows_condition(found) if found else None)


def _year(year: int) -> Condition:
    return Compare(Measure(Field.YEAR), Operator.EQUAL, number(year))


def _project(project: tuple[str, int | None]) -> Condition | None:
    name, year = project
    return both(OneOf(Field.PROJECT, (name,)), _year(year) if year else None)


def _largest(frame: Frame) -> Outcome:
    """哪个多 with no sides named: the first of the set that is spoken of."""
    selection, remarks = frame.tables("latest")
    word = next(mention.text for mention in frame.reading.of(Kind.FIGURE) if mention.value == "compare")
    descending = not says(word, "smaller")
    order = Order(ranked_measure(frame), descending)
    return Built(list_of(replace(selection, order=order, places=Places(1, 1))), remarks)


def _places(frame: Frame) -> Built | None:
    """预算第一名比第二名高出多少: two places of a ranking."""
    mentions = frame.reading.of(Kind.RANK, Kind.PLACE)
    beside = _beside_place(frame)
    if beside is not None:
        return beside
    if len(mentions) != 2 or not any(mention.kind == Kind.PLACE for mention in mentions) or frame.about_rows or frame.terms:
        return None
    selection, remarks = frame.tables("latest")
    figures: list[Figure] = []
    for mention in mentions:
        place = mention.value if isinstance(mention.value, Ranking) else Ranking(1, 1, from_end=mention.value == "least")
        if place.first != place.last:
            return None
        chosen = replace(selection, order=Order(frame.measure, not place.from_end), places=Places(place.first, place.last))
        figures.append(Figure(chosen, Aggregate.SUM, frame.measure))
    operation = Operation.RATIO if frame.has(Kind.FIGURE, "ratio") else Operation.DIFFERENCE
    return Built(Query(operation, figures[0], figures[1]), remarks)


def _beside_place(frame: Frame) -> Built | None:
    """比倒数第二的少多少 after one project: it and the one at that place of its year."""
    places, last = frame.reading.of(Kind.PLACE) or frame.reading.of(Kind.RANK), frame.last
    if len(places) != 1 or last is None or len(last.projects) != 1 or not frame.says("compares") or not frame.is_plain:
        return None
    place = places[0].value
    if place in ("most", "least"):
        place = Ranking(1, 1, from_end=place == "least")
    if frame.about_rows or frame.terms or not isinstance(place, Ranking) or place.first != place.last:
        return None
    one = last.projects[0]
    where = _year(one[1]) if one[1] else None
    order, at = Order(frame.measure, not place.from_end), Places(place.first, place.last)
    own = Figure(Selection(Subject.PROJECT, _project(one)), Aggregate.SUM, frame.measure)
    other = Figure(Selection(Subject.PROJECT, where, order, at), Aggregate.SUM, frame.measure)
    return Built(Query(set_against(frame) or Operation.DIFFERENCE, own, other))


def _extremes(frame: Frame) -> Outcome:
    """最高与最低相差多少."""
    if not (frame.has(Kind.RANK, "most") and frame.has(Kind.RANK, "least")) and not frame.says("head_and_tail"):
        return None
    last = frame.last_query
    of_groups = last is not None and last.operation == Operation.GROUP
    if of_groups and not frame.asks_for_projects and not frame.has(Kind.SUBJECT, "project") and not frame.speaks_of_money:
        return None  # the most and the least of the groups just listed are meant, and no projects
    selection, remarks = frame.tables("latest")
    topic = topic_condition(frame) if not frame.named else None
    selection = replace(selection, where=with_topic(frame, selection.where, topic))
    measure = frame.measure
    figures = Figure(selection, Aggregate.HIGHEST, measure), Figure(selection, Aggregate.LOWEST, measure)
    operation = Operation.RATIO if frame.has(Kind.FIGURE, "ratio") else Operation.DIFFERENCE
    return Built(Query(operation, *figures), remarks)


def _of_kinds(frame: Frame) -> Built | None:
    """定性指标多还是定量指标多: how many rows of each kind."""
    both_kinds = frame.has(Kind.SUBJECT, "qualitative") and frame.has(Kind.SUBJECT, "quantitative")
    compares = frame.has(Kind.FIGURE, "difference", "compare", "ratio") or frame.says("or_more")
    if not both_kinds or not compares or frame.terms:
        return None
    bare = replace(frame, conditions=replace(frame.conditions, rows=()))
    where, remarks = bare.where("latest")
    where = both(where, frame.conditions.level)
    number, value = Blank(Measure(Field.NUMBER)), Blank(Measure(Field.VALUE))
    kinds = [both(where, number, Not(value)), both(where, Not(number))]
    if frame.text.find("定量") < frame.text.find("定性"):
        kinds.reverse()
    figures = [Figure(Selection(Subject.INDICATOR, kind)) for kind in kinds]
    operation = Operation.RATIO if frame.has(Kind.FIGURE, "ratio") else Operation.DIFFERENCE
    return Built(Query(operation, figures[0], figures[1]), remarks)


def _of_averages(frame: Frame) -> Built | None:
    """平均数比中位数高多少, 最高的比平均数高出多少: two figures of one set."""
    words = frame.reading.of(Kind.FIGURE, Kind.RANK)
    aggregates = list(dict.fromkeys(_OF_ONE_SET[str(mention.value)] for mention in words if mention.value in _OF_ONE_SET))
    if len(aggregates) != 2 or frame.about_rows or frame.named or not frame.has(Kind.FIGURE, "average", "median"):
        return None
    if frame.reading.of(Kind.RANK) and not frame.has(Kind.FIGURE, "difference", "ratio"):
        return None
    selection, remarks = frame.tables("latest")
    figures = [Figure(selection, aggregate, frame.measure) for aggregate in aggregates]
    operation = Operation.RATIO if frame.has(Kind.FIGURE, "ratio") else Operation.DIFFERENCE
    return Built(Query(operation, figures[0], figures[1]), remarks)
