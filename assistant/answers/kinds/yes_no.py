"""Yes or no: is there one, is every one so, are they the same, is the figure more; the reason with its figures follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.answer import Answer, Case
from assistant.answers.cells import QUOTED_FIELDS, cell_text
from assistant.answers.companions import ABOUT, EVIDENCE
from assistant.answers.kinds.comparisons import Side, side_names, side_unit, sides, sources_of_sides
from assistant.answers.kinds.neighbours import at_bound, nearest, partly, rows_named
from assistant.answers.kinds.projects import measure_stated, members
from assistant.answers.kinds.rows import kinds_there_are, none_of_kind, rows_by_project
from assistant.answers.naming import Naming, printed, row_text
from assistant.answers.phrases import Phrases
from assistant.answers.query_parts import is_kind, measures_in, on_rows
from assistant.answers.sources import once, projects_of, row_sources, table_sources
from assistant.answers.terms import IN_FULL, amount, counter, items, names
from assistant.model.fields import Field, Subject
from assistant.model.query import HasRows, IndicatorRow, Measure, Operator, Quantifier, TableRow
from assistant.model.reply import Status
from assistant.wording import wording

_PHRASES = Phrases(bounds=False)


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/yes_no")(key, **slots)


def has_any(case: Case) -> Answer:
    """ANY: is there a member?"""
    selection, result = case.query.selection, case.result
    about = case.tables_beside(ABOUT)
    unit = counter(selection.subject)
    if not result.value:
        kinds = bool(about) and all(map(is_kind, on_rows(selection)))
        near, sources = nearest(case)
        none = _say("any.no", 范围=_PHRASES.scope(selection), 单位=unit)
        no = _say("any.no_of_kind", 缘由=none_of_kind(case)) if kinds else none
        text = no + near + at_bound(case) + partly(case)
        return Answer(text, value=False, projects=projects_of(about), sources=sources or table_sources(about))
    if selection.subject is Subject.INDICATOR:
        listed, sources = rows_by_project(case, result.rows, result.count), row_sources(result.rows)
    else:
        described, sources = members(case, measure_stated(case))
        listed = items(described, count=result.count, unit=unit)
    one = result.count == 1 and selection.subject is Subject.PROJECT
    text = _say("any.yes_one", 各项=listed) if one else _say("any.yes", 个数=result.count, 单位=unit, 各项=listed)
    return Answer(
        text + partly(case),
        value=True,
        projects=projects_of(result.tables, result.rows),
        rows=result.rows,
        sources=sources,
        count=result.count,
    )


def is_every(case: Case) -> Answer:
    """EVERY: does each member meet the test? Those that do not are named."""
    query, result = case.query, case.result
    scope = _PHRASES.scope(query.selection)
    test = "" if query.test is None else _PHRASES.clause(query.test)
    unit = counter(query.selection.subject)
    measures = [measure for measure in measures_in(query.test) if measure.field not in (Field.NUMBER, Field.VALUE)]
    if len(result.tables) == 1 and isinstance(query.test, HasRows) and query.test.quantifier is Quantifier.SOME:
        return _has_rows(case, result.tables[0], query.test)
    if result.value:
        sources = once([*table_sources(result.tables, *measures), *row_sources(result.rows)])
        text = _say("every.yes", 范围=scope, 个数=result.count, 单位=unit, 条件=test)
        if len(result.tables) == result.count == 1:
            text = _say("every.yes_one", 项目=Naming.of(result.tables, case.facts).name(result.tables[0]), 条件=test)
        return Answer(text, value=True, projects=projects_of(result.tables, result.rows), rows=result.rows, sources=sources)
    broken = result.versus_rows or result.versus_tables
    about = projects_of(result.tables or case.tables_beside(ABOUT), result.rows)
    if not broken:
        return Answer(_say("every.no_members", 范围=scope), value=False, projects=about)
    naming = Naming.of(result.versus_tables, case.facts)
    listed = rows_named(case, result.versus_rows)
    listed += [_exception(table, naming.name(table), measures) for table in result.versus_tables]
    sources = once([*table_sources(result.versus_tables, *measures), *row_sources(result.versus_rows)])
    text = _say("every.no", 范围=scope, 个数=len(broken), 单位=unit, 条件=test, 各项=items(listed))
    if result.count == 1 and result.versus_tables:
        text = _say("every.no_one", 项目=naming.name(result.versus_tables[0]), 条件=test)
        text = _say("every.no_one_with", 各项=items(listed), 条件=test) if measures else text
    shown = projects_of(result.versus_tables, result.versus_rows)
    return Answer(text, value=False, projects=shown, rows=result.versus_rows, sources=sources)


def _has_rows(case: Case, table: TableRow, test: HasRows) -> Answer:
    """Whether one table has rows of a kind: 有 or 没有, with the rows."""
    name, kind = Naming.of((table,), case.facts).name(table), _PHRASES.rows_noun(test.condition)
    projects = projects_of((table,))
    if not case.result.value:
        text = _say("every.has_not", 项目=name, 指标=kind) + kinds_there_are(case)
        if not is_kind(test.condition):
            text = _say("every.has_no_value", 项目=name, 指标=kind)
        return Answer(text, value=False, projects=projects, sources=table_sources((table,)))
    rows = case.beside[EVIDENCE].rows if EVIDENCE in case.beside else ()
    if not rows:
        return Answer(
            _say("every.has_bare", 项目=name, 指标=kind), value=True, projects=projects, sources=table_sources((table,))
        )
    listed = items(list(map(row_text, rows)), count=case.beside[EVIDENCE].count, unit=counter(Subject.INDICATOR))
    slots = {"项目": name, "指标": kind, "个数": case.beside[EVIDENCE].count, "各项": listed}
    text = _say("every.has", **slots) if is_kind(test.condition) else _say("every.has_value", **slots)
    return Answer(text, value=True, projects=projects, rows=rows, sources=row_sources(rows))


def _exception(table: TableRow, name: str, measures: Sequence[Measure]) -> str:
    said = [(_PHRASES.measure(measure), cell_text(table, measure)) for measure in dict.fromkeys(measures)]
    cells = names(
        _say("every.exception_blank", 栏=label) if value is None else _say("every.exception_field", 栏=label, 值=value)
        for label, value in said
    )
    return _say("every.exception", 项目=name, 各栏=cells) if cells else name


def is_same(case: Case) -> Answer:
    """SAME: do all members agree? With the operator `!=` the question is whether they differ (变过没有), and yes means that."""
    query, result = case.query, case.result
    measure = query.figure.measure or Measure(Field.TOTAL)
    entries: tuple[TableRow | IndicatorRow, ...] = result.rows or result.tables
    naming = Naming.of(entries, case.facts)
    said = [(naming.name(entry), _said(entry, measure)) for entry in entries]
    label = _PHRASES.measure(measure)
    asks_change = query.operator is Operator.NOT_EQUAL
    answer = Answer(
        "",
        value=(result.value is False) if asks_change else result.value is True,
        projects=projects_of(result.tables or case.tables_beside(ABOUT), result.rows),
        rows=result.rows,
        sources=once([*table_sources(result.tables, measure), *row_sources(result.rows)]),
    )
    filled = [value for _, value in said if value is not None]
    if not said or not filled or result.value is None:
        if not said:
            return _with(answer, _say("same.nothing", 范围=_PHRASES.scope(query.selection)), None, Status.NOT_FOUND)
        listed = names(name for name, _ in said)
        return _with(answer, _say("same.all_blank", 项目=listed, 量=label), None, Status.NOT_FOUND)
    if result.blank:
        blank = names(name for name, value in said if value is None)
        return _with(answer, _say("same.blank", 量=label, 各项=blank), answer.value, Status.ANSWERED)
    return _with(answer, _same_text(case, said, filled, label, asks_change), answer.value, Status.ANSWERED)


def _same_text(case: Case, said: Sequence[tuple[str, str | None]], filled: Sequence[str], label: str, asks_change: bool) -> str:
    result = case.result
    count, unit = max(result.count, len(said)), counter(case.query.selection.subject)
    listed = names(name for name, _ in said)
    if result.value:
        if asks_change:
            return _say("same.unchanged", 项目=listed, 量=label, 值=filled[0])
        if count > IN_FULL:
            return _say("same.yes_members", 个数=count, 单位=unit, 量=label, 值=filled[0])
        return _say("same.yes", 项目=listed, 量=label, 值=filled[0])
    each = items([_say("same.item", 项目=name, 值=value or "") for name, value in said], count=count, unit=unit, most=IN_FULL)
    if asks_change:
        return _say("same.changed", 量=label, 各项=each)
    if count > IN_FULL:
        return _say("same.no_texts", 个数=count, 单位=unit, 量=label, 种数=len(set(filled)), 各项=each)
    return _say("same.no", 量=label, 各项=each)


def _said(entry: TableRow | IndicatorRow, measure: Measure) -> str | None:
    if isinstance(entry, IndicatorRow):
        return (printed(entry.level3) if measure.field is Field.LEVEL3 else printed(entry.value)) or None
    said = cell_text(entry, measure)
    return _say("same.quoted", 字=said) if said is not None and measure.field in QUOTED_FIELDS else said


def _with(answer: Answer, text: str, value: object, status: Status) -> Answer:
    return replace(answer, text=text, status=status, value=value if isinstance(value, bool) else None)


def is_compared(case: Case) -> Answer:
    """IS: how the figure compares with another or with a number."""
    one, other = sides(case)
    shown = (one, other)
    projects = projects_of([table for side in shown for table in side.tables], [row for side in shown for row in side.rows])
    sources = sources_of_sides(one, other)
    if one.value is None or other.value is None or not isinstance(case.result.value, bool):
        return _no_comparison(case, one, other, Answer("", projects=projects, sources=sources))
    reason = _reason(case, one, other)
    text = _say("is.yes", 理由=reason) if case.result.value else _say("is.no", 理由=reason)
    return Answer(text, value=case.result.value, projects=projects, sources=sources)


def _reason(case: Case, one: Side, other: Side) -> str:
    assert one.value is not None and other.value is not None
    unit = side_unit(one, case)
    ours, theirs = side_names(case, one, other)
    slots = {"甲": ours, "甲数": amount(one.value, unit, full=True), "乙数": amount(other.value, unit, exactly=True)}
    gap = amount(abs(one.value - other.value), unit, exactly=True)
    if other.figure is None:
        if one.value == other.value:
            equal = {"甲": ours, "乙数": amount(other.value, unit, full=True)}
            if case.query.operator is Operator.MORE:
                return _say("is.equal_not_more", **equal)
            return _say("is.equal_not_less", **equal) if case.query.operator is Operator.LESS else _say("is.equal", **equal)
        return _say("is.above", **slots, 差=gap) if one.value > other.value else _say("is.below", **slots, 差=gap)
    slots["乙"] = theirs
    if one.value == other.value:
        return _say("is.equal_to", **slots)
    return _say("is.above_to", **slots, 差=gap) if one.value > other.value else _say("is.below_to", **slots, 差=gap)


def _no_comparison(case: Case, one: Side, other: Side, answer: Answer) -> Answer:
    ours, theirs = side_names(case, one, other)
    lacking = [(name, side) for name, side in ((ours, one), (theirs, other)) if side.value is None]
    absent = [name or _PHRASES.scope(case.query.selection) for name, side in lacking if not side.tables and not side.rows]
    text = _say("is.absent", 各项=names(absent)) if absent else _say("is.blank", 项目=names(name for name, _ in lacking))
    return _with(answer, text, None, Status.NOT_FOUND)
