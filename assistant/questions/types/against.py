"""Projects set against another's money, or against the average: 比人才工作经费多的有哪些, 高于平均数的有几个."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import (
    Against,
    Aggregate,
    Compare,
    Condition,
    Figure,
    Measure,
    Not,
    OneOf,
    Operation,
    Operator,
    Query,
    Selection,
    both,
)
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.last_answer import asked_years
from assistant.questions.lexicon import any_of, cue
from assistant.questions.link import names_of
from assistant.questions.mention import Kind, Mention
from assistant.questions.number_conditions import money_measure
from assistant.questions.owner_conditions import organisation_condition
from assistant.questions.types.built import IN_PERCENT, Built, Outcome, asked_of, list_of, listed_or_counted


def _rows_beside_average(frame: Frame) -> Built | None:
    """满意度高于平均的: rows of a category against the mean of its percentages."""
    more, less = frame.says("above"), frame.says("below")
    if not frame.has(Kind.FIGURE, "average") or not frame.says("beside_average") or more == less or frame.terms or frame.named:
        return None
    if not frame.conditions.levels or not set(frame.conditions.levels) <= IN_PERCENT or frame.conditions.rows:
        return None
    where, remarks = frame.where("latest")
    number = Measure(Field.NUMBER)
    where = both(where, frame.conditions.level, Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, "%"))
    figure = Figure(Selection(Subject.INDICATOR, where), Aggregate.AVERAGE, number)
    compared = Against(number, Operator.MORE if more else Operator.LESS, figure)
    return Built(list_of(Selection(Subject.INDICATOR, both(where, compared), within=frame.within)), remarks)


def _moneys_beside(frame: Frame) -> Built | None:
    """上级资金比本级资金还多的, 其他资金超过财政拨款的: two moneys of each table, of which one must be more than the other."""
    moneys = [mention for mention in frame.reading.of(Kind.HEAD, Kind.FUND) if _is_money(mention)]
    asks = frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or frame.has(Kind.FIGURE, "count")
    asks = asks or frame.question.rstrip("".join(cue("continues"))).endswith(cue("listed_nouns"))
    if len(moneys) != 2 or not asks or frame.named or frame.pointed or frame.about_rows or frame.terms or frame.previous:
        return None
    operator = _how_beside(frame, moneys[0], moneys[1])
    first, second = (money_measure(mention) for mention in moneys)
    if operator is None or first == second or len(frame.years) > 1:
        return None
    if frame.within is not None and all(str(mention.value) in str(frame.within) for mention in moneys):
        # 低于的有几个 after those that were higher: of none of them
        frame = replace(frame, within=None, years=frame.years or tuple(sorted(asked_years(frame.within))))
    where, remarks = frame.where("latest")
    compared = Compare(first, operator, second if second.field == Field.FUND else second.field)
    selection = Selection(Subject.PROJECT, both(where, compared), within=frame.within)
    return asked_of(frame, selection, remarks, fields=(first,), measure=Measure(Field.TOTAL))


def _is_money(mention: Mention) -> bool:
    return mention.kind == Kind.FUND or Field(str(mention.value)) in MONEY_FIELDS


def _how_beside(frame: Frame, left: Mention, right: Mention) -> Operator | None:
    """How the one money stands to the other by the words between and behind them: 比…多的, 超过…的; None where it is not said."""
    between, behind = frame.text[left.end : right.start].removeprefix("的"), frame.text[right.end :]
    if between in cue("against"):
        found = re.match(rf"{any_of('still')}*(?:(?P<more>{any_of('above_at_end')})|{any_of('below_at_end')})(?:的|$)", behind)
        return None if found is None else Operator.MORE if found["more"] else Operator.LESS
    said = [mention for mention in frame.reading.of(Kind.BEFORE) if mention.start >= left.end and mention.end == right.start]
    of_all = not behind or behind.startswith("的")
    return _BESIDE.get(str(said[0].value)) if said and of_all and between == said[0].text else None


_BESIDE = {
    "more": Operator.MORE,
    "at_least": Operator.AT_LEAST,
    "less": Operator.LESS,
    "at_most": Operator.AT_MOST,
}


def _organisation_compared(frame: Frame) -> Condition | None:
    """比人社局总和还多的: the organisation right behind 比, where its sum is meant."""
    at = frame.text.find("比")
    mentions = [mention for mention in frame.reading.of(Kind.ORGANISATION) if mention.value]
    if at < 0 or len(mentions) != 1 or mentions[0].start != at + 1 or not (frame.says("adds_up") or frame.says("whole_sum")):
        return None
    return organisation_condition(mentions[0])


def _pointed_at(frame: Frame) -> tuple[str, ...]:
    """哪些项目比它多: the one project that is pointed at."""
    said = not frame.named and len(frame.pointed) == 1 and frame.has(Kind.SINGLE, "it")
    return (frame.pointed[0][0],) if said else ()


def _of_all_again(frame: Frame, operator: Operator) -> Frame:
    """有几个低于平均数 after those above it: of the set that those were taken from."""
    within = frame.within
    parts = slots.parts_of(within.where) if within is not None else ()
    turned = [part for part in parts if isinstance(part, Against) and part.operator != operator]
    if within is None or not turned or not frame.has(Kind.FIGURE, "average"):
        return frame
    years = frame.years or tuple(sorted(asked_years(within)))
    return replace(frame, within=within.within, years=years if within.within is None else frame.years)


def against(frame: Frame) -> Outcome:
    """Projects are asked for, or counted, and a comparison with one named project or with the average is said."""
    beside = _rows_beside_average(frame) or _moneys_beside(frame)
    if beside is not None:
        return beside
    counts = frame.has(Kind.FIGURE, "count")
    whether = frame.has(Kind.VERIFY, "whether") and frame.question.endswith("的")  # 有没有比它少的
    asks = frame.asks_for_projects or frame.has(Kind.ASK, "which", "list") or counts or whether
    if not asks or frame.has(Kind.FIGURE, "compare"):
        return None
    if (frame.years and len(frame.years) > 1) or frame.previous or frame.about_rows:
        return None
    compared = names_of(frame.named) if len(frame.named) == 1 else _pointed_at(frame)
    same = frame.has(Kind.FIGURE, "same") and bool(compared)
    more = frame.says("above") or frame.question.endswith(cue("above_at_end"))
    less = frame.says("below") or frame.question.endswith(cue("below_at_end"))
    if more == less and not same:
        return None
    operator = Operator.EQUAL if same else Operator.MORE if more else Operator.LESS
    frame = _of_all_again(frame, operator)
    years = frame.years or tuple(year for _, year in frame.pointed if year and compared)
    bare = replace(frame, named=(), pointed=(), years=years)
    where, remarks = bare.where("latest")
    if frame.has(Kind.FIGURE, "average") and frame.says("beside_average"):
        figure = Figure(Selection(Subject.PROJECT, where, within=frame.within), Aggregate.AVERAGE, frame.measure)
    elif compared and (frame.says("compares") or same):
        one, _ = frame.where("latest")
        figure = Figure(Selection(Subject.PROJECT, one), Aggregate.SUM, frame.measure)
        if same:
            where = both(where, Not(OneOf(Field.PROJECT, compared)))
    elif not frame.named and (other := _organisation_compared(frame)) is not None:
        rest = replace(frame, conditions=replace(frame.conditions, table=()))
        where, remarks = rest.where("latest")
        figure = Figure(Selection(Subject.PROJECT, both(where, other)), Aggregate.SUM, frame.measure)
    else:
        return None
    condition = both(where, Against(frame.measure, operator, figure))
    selection = Selection(Subject.PROJECT, condition, within=frame.within)
    if whether and not frame.has(Kind.ASK, "which"):
        return Built(Query(Operation.ANY, Figure(selection)), remarks)
    return listed_or_counted(frame, selection, remarks)
