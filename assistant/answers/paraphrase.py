"""The `understood` line: the question as the program read it, with what was assumed and taken over."""

from __future__ import annotations

from assistant.answers.phrases import Phrases, operator_key
from assistant.answers.terms import amount, field_name, is_money, names, unit_of
from assistant.chinese.width import printable
from assistant.model.interpretation import Remark
from assistant.model.query import Aggregate, Grouping, Operation, Operator, Query
from assistant.wording import wording

_VERSUS = {
    Operation.SHARE: "share",
    Operation.DIFFERENCE: "difference",
    Operation.RATIO: "ratio",
    Operation.GROWTH: "growth",
    Operation.ADD: "add",
}
_PHRASES = Phrases(bounds=True)


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/understood")(key, **slots)


def paraphrase(query: Query, remarks: tuple[Remark, ...] = (), *, tables: bool = False) -> str:
    """What is looked for with all its conditions, year, bounds and ranking, then the remarks; never empty.

    `tables`: a count is of tables (张), not of projects.
    """
    return _say("query.remark").join([_query(query, tables), *map(remark_words, remarks)])


def remark_words(remark: Remark) -> str:
    """One assumption in words."""
    detail = printable(remark.detail, one_line=True).strip()
    return _say(f"note.{remark.note.value}", 内容=detail.removesuffix("年") if remark.note.value.startswith("latest") else detail)


def _query(query: Query, tables: bool) -> str:
    scope = _PHRASES.selection(query.selection)
    figure = _PHRASES.figure(query.figure, tables=tables)
    versus = None if query.versus is None else _PHRASES.figure(query.versus, tables=tables)
    fields = names([_PHRASES.measure(measure) for measure in query.fields])
    measure = None if query.figure.measure is None else _PHRASES.measure(query.figure.measure)
    match query.operation:
        case Operation.LIST:
            return _say("query.list_with", 范围=scope, 栏=fields) if fields else _say("query.list", 范围=scope)
        case Operation.SHOW:
            return _say("query.show", 范围=scope, 栏=fields) if fields else _say("query.show_all", 范围=scope)
        case Operation.COMPUTE:
            return _say("query.compute", 数=figure)
        case Operation.GROUP:
            return _group(query.grouping, figure)
        case Operation.ANY:
            return _say("query.any", 范围=scope)
        case Operation.EVERY:
            if query.test is None:
                return _say("query.every_alone", 范围=scope)
            return _say("query.every", 范围=scope, 条件=_PHRASES.clause(query.test))
        case Operation.SAME:
            if measure is None:
                return _say("query.same_alone", 范围=scope)
            return _say("query.changed" if query.operator is Operator.NOT_EQUAL else "query.same", 范围=scope, 量=measure)
        case Operation.IS:
            return _is(query, figure, versus, tables)
        case Operation.REVISED:
            return _say("query.revised_in", 范围=scope, 栏=fields) if fields else _say("query.revised", 范围=scope)
    if query.operation is Operation.RATIO and versus is not None and _is_shared_out(query):
        return _say("per_unit.divided", 数=figure, 比=versus)
    key = _VERSUS[query.operation]
    if query.grouping is not None and versus is not None:
        return _group(query.grouping, _say(f"versus.{key}", 数=figure, 比=versus))
    return _say(f"alone.{key}", 数=figure) if versus is None else _say(f"versus.{key}", 数=figure, 比=versus)


def _is_shared_out(query: Query) -> bool:
    """Whether money is divided by what is not money."""
    return query.versus is not None and is_money(query.figure.measure) != is_money(query.versus.measure)


def _group(grouping: Grouping | None, figure: str) -> str:
    if grouping is not None and grouping.bands:
        bands = names([_say("query.band", 名=printable(band.name, one_line=True)) for band in grouping.bands])
        return _say("query.group_bands", 组=bands, 数=figure)
    if grouping is None or grouping.field is None:
        return _say("query.group_alone", 数=figure)
    grouped = _say("query.group", 组=field_name(grouping.field), 数=figure)
    if grouping.descending is None:
        return grouped
    return _say("query.group_ranked", 分组=grouped, 次序=_say("order.count_down" if grouping.descending else "order.count_up"))


def _is(query: Query, figure: str, versus: str | None, tables: bool) -> str:
    operator = query.operator or Operator.EQUAL
    if query.number is not None:
        measure = query.figure.measure
        counted = measure is None or query.figure.aggregate is Aggregate.COUNT
        unit = unit_of(query.figure, tables=tables)
        number = (
            amount(query.number, unit, exactly=True) if counted or measure is None else _PHRASES.number(measure, query.number)
        )
        return _say(f"bound.{operator_key(operator)}", 量=_say("query.whether", 数=figure), 数=number)
    if versus is None:
        return _say("query.is_alone", 数=figure)
    return _say("query.is_versus", 数=figure, 比较=_say(f"than.{operator_key(operator)}"), 比=versus)
