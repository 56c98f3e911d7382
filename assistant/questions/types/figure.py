"""One figure over a set: 合计, 平均, 中位数, 几个项目, 多少条指标, 最大的一笔是多少."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Compare, Figure, Measure, Operation, Operator, Query, Selection, both
from assistant.questions.frame import Frame
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind
from assistant.questions.rows import mixed_units, units_of_last
from assistant.questions.topics import row_named, topic_condition
from assistant.questions.types.built import IN_PERCENT, Built, Outcome, row_condition, with_topic
from assistant.questions.types.ranking import ranked
from assistant.questions.types.sides import kinds_named


def figure(frame: Frame) -> Outcome:
    """A counting or reckoning word, or money asked of everything."""
    extreme = _extreme_amount(frame)
    if extreme is not None:
        return extreme
    if frame.has(Kind.FIGURE, "median"):
        return _money(frame, Aggregate.MEDIAN)
    of_rows = bool(frame.conditions.levels) and not frame.describes_by_rows
    if frame.has(Kind.FIGURE, "average") and of_rows and not frame.speaks_of_money and not frame.named:
        return _average_of_rows(frame)
    if frame.has(Kind.FIGURE, "average"):
        return _money(frame, Aggregate.AVERAGE)
    if frame.conditions.rows and frame.says("asks_rows") and frame.has(Kind.ASK, "which") and not frame.has(Kind.FIGURE, "sum"):
        return None
    if _counts_rows(frame):
        where, remarks = frame.where("latest")
        named = None
        if frame.terms and not frame.named and not frame.pointed and frame.has(Kind.TOPIC):
            named = both(*(row_named(frame, term, exact=False) for term in frame.terms))
        rows = Selection(Subject.INDICATOR, both(where, row_condition(frame), named), within=frame.within)
        return Built(Query(Operation.COMPUTE, Figure(rows)), remarks)
    if _counts_projects(frame) and _asks_money_too(frame):
        return _money(frame, Aggregate.SUM)
    if _counts_projects(frame):
        default = "all" if frame.about_rows or frame.conditions.missing or frame.terms else "latest"
        selection, remarks = frame.tables(default if len(frame.context.knowledge.years()) == 1 else "latest")
        topic = topic_condition(frame) if not frame.named else None
        where = with_topic(frame, selection.where, topic)
        return Built(Query(Operation.COMPUTE, Figure(replace(selection, where=where))), remarks)
    if (frame.has(Kind.FIGURE, "sum") and not _lists_all(frame)) or _whole_money(frame):
        return _money(frame, Aggregate.SUM)
    return None


def _extreme_amount(frame: Frame) -> Built | None:
    """…的项目中最大的金额, 单项最高额: the amount itself, whichever projects have it."""
    found = _amount_at_end().search(frame.question)
    ranks = frame.reading.of(Kind.RANK)
    if found is None or len(ranks) != 1 or not found.start() <= ranks[0].start < found.end() or ranks[0].value not in _EXTREMES:
        return None
    own = frame.named or frame.pointed or frame.within is not None or frame.reading.of(Kind.ASK, Kind.PLACE, Kind.VERIFY)
    if own or frame.terms or (frame.about_rows and not frame.describes_by_rows):
        return None
    selection, remarks = frame.tables("latest")
    selection = replace(selection, where=with_topic(frame, selection.where, topic_condition(frame)))
    return Built(Query(Operation.COMPUTE, Figure(selection, _EXTREMES[str(ranks[0].value)], frame.measure)), remarks)


_EXTREMES = {"most": Aggregate.HIGHEST, "least": Aggregate.LOWEST}


@cache
def _amount_at_end() -> re.Pattern[str]:
    """最大的金额, 单项最高额 at the end."""
    return re.compile(rf"(?:单[项个笔])?最[高大多低小少]的?{any_of('amounts_at_end')}$")


def _lists_all(frame: Frame) -> bool:
    """一共有哪些项目: does the word for a sum only say that all are meant?"""
    asks = frame.has(Kind.ASK, "which") and not frame.has(Kind.ASK, "how_much")
    sums = [mention for mention in frame.reading.of(Kind.FIGURE) if mention.value == "sum"]
    only_all = all(mention.text in cue("in_all") for mention in sums)
    of_money = any(head.end == sums[-1].start for head in frame.reading.of(Kind.HEAD)) and not frame.conditions.number_tests
    return asks and frame.asks_for_projects and only_all and not of_money


def _average_of_rows(frame: Frame) -> Built | None:
    """平均满意度: the mean of the percentages of a category; other units differ from row to row."""
    if frame.says("beside_average") or frame.conditions.rows or frame.terms or not set(frame.conditions.levels) <= IN_PERCENT:
        return None
    where, remarks = frame.where("latest")
    percent = Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, "%")
    rows = Selection(Subject.INDICATOR, both(where, frame.conditions.level, percent), within=frame.within)
    return Built(Query(Operation.COMPUTE, Figure(rows, Aggregate.AVERAGE, Measure(Field.NUMBER))), remarks)


def _money(frame: Frame, aggregate: Aggregate) -> Built | None:
    """The money of the set, where no single row is asked for."""
    if (
        frame.about_rows
        and not frame.asks_for_projects
        and not frame.speaks_of_money
        and frame.within is None
        and not frame.conditions.missing
        and not frame.describes_by_rows
    ):
        return None
    if frame.missing_name and not frame.named and not frame.terms:
        return None
    counts_things = frame.reading.of(Kind.UNIT_ASKED) or any(noun in frame.text for noun in frame.context.lexicon.counted_in)
    if counts_things and not frame.speaks_of_money and not frame.asks_money and not frame.has(Kind.FIGURE, "count"):
        return None
    named_rows = frame.conditions.levels or frame.has(Kind.ROW) or frame.has(Kind.SUBJECT, "indicator")
    if aggregate != Aggregate.SUM and frame.conditions.rows and not named_rows and frame.within is None:
        return None
    last_rows = frame.within is not None and frame.within.subject == Subject.INDICATOR
    if last_rows and frame.asks_money and frame.last is not None and not any("元" in unit for unit in units_of_last(frame)):
        frame, last_rows = (
            replace(frame, within=None, pointed=frame.last.projects),
            False,
        )  # 这几个一共多少钱 after rows in per cent
    if last_rows and not frame.speaks_of_money and not frame.asks_for_projects:
        if mixed_units(frame):
            return None  # 3个, 20人 and 1期 have no sum
        rows = Selection(Subject.INDICATOR, row_condition(frame), within=frame.within)
        return Built(Query(Operation.COMPUTE, Figure(rows, aggregate, Measure(Field.NUMBER))))
    if frame.other_heads and (frame.named or frame.pointed):
        return None
    if (
        len(frame.named) == 1
        and aggregate == Aggregate.SUM
        and not frame.speaks_of_money
        and (frame.terms or frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT))
    ):
        return None
    kinds = kinds_named(frame)
    if kinds is not None:
        frame = replace(frame, named=(), pointed=(), terms=(), doubtful=None)
    selection, remarks = frame.tables("latest")
    topic = topic_condition(frame) if not frame.named and not frame.pointed else None
    selection = replace(selection, where=both(selection.where, kinds))
    where = with_topic(frame, selection.where, topic)
    selection = replace(selection, where=where)
    selection = ranked(frame, selection) or selection
    return Built(Query(Operation.COMPUTE, Figure(selection, aggregate, frame.measure)), remarks)


def _counts_rows(frame: Frame) -> bool:
    counts = frame.reading.of(Kind.FIGURE)
    if any(mention.text in cue("row_count") for mention in counts if mention.value == "count"):
        return True
    named = [mention.end for mention in frame.reading.of(Kind.SUBJECT) if mention.value == "rows"]
    if len(frame.question) in named and frame.projects:
        return True  # 后一个的指标条数
    return bool(named) and frame.has(Kind.ASK, "how_much") and not frame.reading.of(Kind.RANK, Kind.PLACE)


def _counts_projects(frame: Frame) -> bool:
    if (
        frame.terms
        and not frame.asks_for_projects
        and not frame.conditions.table
        and not frame.has(Kind.TOPIC)
        and not frame.named
    ):
        return False
    if not frame.has(Kind.FIGURE, "count") or (frame.reading.of(Kind.UNIT_ASKED) and frame.named and not frame.asks_for_projects):
        return False
    return not (frame.has(Kind.FIGURE, "sum") and frame.money_apart and not frame.has(Kind.SUBJECT, "project"))


def _asks_money_too(frame: Frame) -> bool:
    """一共有多少个项目，总金额是多少: the sum says the number as well."""
    how_much = [mention for mention in frame.reading.of(Kind.ASK) if mention.value == "how_much"]
    return frame.speaks_of_money and bool(how_much) and not frame.conditions.money_named_in_condition


def _asks_office(frame: Frame) -> bool:
    """交通局今年多少, 新增的多少钱: how much is asked of a department, a unit or an attribute, and of nothing that is counted."""
    if frame.asks_money:
        rest = frame.has(Kind.LOGIC, "except") or frame.has(Kind.CHANGE, "rest")  # 不算人才的，其余项目多少钱
        return bool(frame.reading.of(Kind.ORGANISATION, Kind.CODE, Kind.ATTRIBUTE)) or rest or _of_that_office(frame)
    counted = frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.SUBJECT)
    return frame.has(Kind.ASK, "how_much") and bool(frame.reading.of(Kind.ORGANISATION, Kind.CODE)) and not counted


def _of_that_office(frame: Frame) -> bool:
    """该局今年多少钱, 它呢 after 哪个局最多: is a department or unit of the last answer meant?"""
    return frame.within is not None and frame.has(Kind.SINGLE, "office", "it")


_OF_MONEY = (Kind.HEAD, Kind.ASK, Kind.YEAR, Kind.FILLER, Kind.SPLIT, Kind.WHOLE)


def _only_money(frame: Frame) -> bool:
    """2022年多少钱, 预算总额: is nothing named but money and years?"""
    if frame.last is not None and not frame.years:
        return False
    if not (frame.asks_money and frame.years) and frame.money_heads != tuple(frame.heads or (None,)):
        return False
    if frame.has(Kind.ASK, "which", "list", "what") or frame.other_heads:
        return False
    return all(mention.kind in _OF_MONEY for mention in frame.reading.mentions)


def _total_of_projects(frame: Frame) -> bool:
    """实施单位为…的项目总额: does the question end with the total of the projects that it describes, and ask for nothing else?"""
    of_rows = bool(frame.conditions.levels) and not frame.describes_by_rows
    described = (frame.conditions.table or frame.describes_by_rows) and not of_rows and not frame.has(Kind.ASK)
    if not described or frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.FIGURE, Kind.SINGLE, Kind.SET):
        return False
    nouns = [mention.end for mention in frame.reading.of(Kind.SUBJECT) if mention.value == "project"]
    totals = [head for head in frame.reading.of(Kind.HEAD) if head.text in cue("in_total") and head.end == len(frame.question)]
    return any(head.start in nouns or frame.text.endswith("的", 0, head.start) for head in totals)


def _whole_money(frame: Frame) -> bool:
    """所有项目的总额, 2022年预算总额是多少: money asked of no single project."""
    if frame.named or frame.pointed or frame.missing_name or frame.terms or frame.doubtful is not None:
        return False
    if frame.about_rows and not frame.describes_by_rows:
        return False
    if frame.question.endswith(cue("listed_nouns")) and not frame.has(Kind.WHOLE) and not frame.has(Kind.ASK, "how_much"):
        return False
    if _only_money(frame) or _total_of_projects(frame):
        return True
    if not frame.speaks_of_money and not _asks_office(frame):
        return False
    whole = (
        frame.has(Kind.WHOLE, "all_tables")
        or bool(frame.years)
        or (bool(frame.conditions.table or frame.excepted or frame.describes_by_rows) and frame.has(Kind.ASK, "how_much"))
        or _of_that_office(frame)
    )
    return whole and not frame.has(Kind.ASK, "which", "list") and not frame.reading.of(Kind.RANK, Kind.PLACE)
