"""Lists of projects: what meets a condition, what ranks where, with the money that the question is about and their sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.answers.amounts import percent as percent_of
from assistant.answers.answer import Answer, Case
from assistant.answers.cells import QUOTED_FIELDS, cell_text, clause_with
from assistant.answers.companions import BEFORE, EVIDENCE, SUM
from assistant.answers.kinds.neighbours import at_bound, in_words, nearest, over_years, partly
from assistant.answers.layout import table_of_projects
from assistant.answers.naming import Naming, cell, figure_in, row_text
from assistant.answers.phrases import Phrases
from assistant.answers.query_parts import change_in, measures_in, moneys_of, texts_sought
from assistant.answers.sources import once, projects_of, row_sources, table_source, table_sources
from assistant.answers.terms import IN_FULL, IN_TEXT, amount, counter, field_name, is_money, items, names, yuan_unit
from assistant.model.fields import Field, Subject
from assistant.model.query import IndicatorRow, Measure, TableRow
from assistant.model.reply import ReplySource
from assistant.wording import wording

_PHRASES = Phrases(bounds=False)
_TOTAL = Measure(Field.TOTAL)
_GOALS = (Field.GOAL, Field.LONG_TERM_GOAL)
_ROWS_QUOTED = 3
"""As many rows of one project as a list quotes."""
_QUOTING = 12
"""Longer lists quote no rows."""


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/projects")(key, **slots)


def list_projects(case: Case) -> Answer:
    """The projects of a selection, ranked where it ranks."""
    query, tables = case.query, case.result.tables
    if not tables:
        near, sources = nearest(case)
        text = _say("none", 范围=_PHRASES.scope(query.selection)) + near + at_bound(case) + partly(case)
        return Answer(text, sources=sources)
    count = max(case.result.count, len(tables))
    measure = measure_stated(case)
    described, sources = members(case, measure)
    value, unit = _change_ranked_by(case) or _figure(case, measure)
    return Answer(
        _sentence(case, described, count, measure) + _sum(case, count, measure) + at_bound(case) + partly(case),
        value=value,
        unit=unit,
        projects=projects_of(tables),
        sources=sources,
        count=count,
        table_text=table_of_projects(tables, measure or _TOTAL, case.facts, count=count, width=case.width),
    )


def measure_stated(case: Case) -> Measure | None:
    """The figure that a list states of each member: what it ranks by, or the money that the question is about; None where the
    question is about neither."""
    order = case.query.selection.order
    measures = list(moneys_of(case.query)) if order is None else [order.measure.now]
    if case.understood.asks_which_and_amount:
        measures.append(_TOTAL)
    filled = (measure for measure in measures if any(figure_in(table, measure) is not None for table in case.result.tables))
    return next(filled, None)


def members(case: Case, measure: Measure | None, most: int = IN_TEXT) -> tuple[list[str], tuple[ReplySource, ...]]:
    """Every member as the sentence names it, with its figure and why it belongs, at most `most`; and all their sources."""
    tables = case.result.tables
    naming = Naming.of(tables, case.facts)
    evidence = _evidence(case)
    places = Counter(table.rank for table in tables)
    figures = {figure_in(table, measure) for table in tables} if measure else set()
    alike = len(figures) == 1 and len(tables) > 1
    before = _before(case)
    described = []
    for table in tables[:most]:
        text = naming.name(table) if table.key not in before else Naming().name(table)
        if table.rank and len(tables) > 1 and len(places) > 1:
            text = _say("ranked_tied" if places[table.rank] > 1 else "ranked", 名次=table.rank, 项目=text)
        if table.key in before:
            text = _changed(table, *before[table.key], text, percent=_asks_percent(case))
        elif measure is not None and not alike:
            text = _with_amount(table, measure, text, full=len(tables) <= IN_FULL)
        described.append(_with_reasons(case, table, _with_fields(case, table, text, measure), evidence))
    sources = list(table_sources(tables, measure) if measure else _table_sources(case))
    sources += [source for rows in evidence.values() for source in row_sources(rows)]
    sources += [table_source(earlier, changed) for earlier, changed in before.values()]
    return described, once(sources)


def _sentence(case: Case, described: Sequence[str], count: int, measure: Measure | None) -> str:
    selection, tables = case.query.selection, case.result.tables
    scope = _PHRASES.scope(selection)
    unit = counter(Subject.PROJECT)
    listed = items(described, count=count, unit=unit)
    if count == 1:
        return _say("is" if selection.places else "one", 范围=scope, 项目=listed)
    figures = {figure_in(table, measure) for table in tables} if measure else set()
    if measure is not None and len(figures) == 1 and count == len(tables):
        key = "tied" if selection.places else "many_alike"
        return _say(key, 范围=scope, 个数=count, 单位=unit, 数=in_words(tables[0], measure), 各项=listed)
    if selection.order is not None:
        return _say("in_order", 范围=scope, 各项=listed)
    return _say("many", 范围=scope, 个数=count, 单位=unit, 各项=listed)


def _with_amount(table: TableRow, measure: Measure, text: str, *, full: bool) -> str:
    figure = figure_in(table, measure)
    if figure is None:
        return _say("with_blank", 项目=text, 栏=_PHRASES.measure(measure))
    said = amount(figure, yuan_unit(), full=full) if is_money(measure) else in_words(table, measure)
    return _say("with_amount", 项目=text, 数=said)


def _with_fields(case: Case, table: TableRow, text: str, measure: Measure | None) -> str:
    """With what else the question asks of each member."""
    for asked in case.query.fields:
        if asked == measure or asked.field in (Field.PROJECT, Field.SERIES):
            continue
        said, name = cell_text(table, asked), _PHRASES.measure(asked)
        if said is None:
            text = _say("with_blank", 项目=text, 栏=name)
        else:
            quoted = _say("quoted", 字=said) if asked.field in QUOTED_FIELDS else said
            text = _say("with_field", 项目=text, 栏=name, 值=quoted)
    return text


def _with_reasons(case: Case, table: TableRow, text: str, evidence: Mapping[int, Sequence[IndicatorRow]]) -> str:
    """With the rows or words because of which the table is a member, where the list is short."""
    if len(case.result.tables) > _QUOTING:
        return text
    if rows := evidence.get(table.key):
        quoted = names(row_text(row) for row in rows[:_ROWS_QUOTED])
        return _say("with_rows", 项目=text, 各行=quoted)
    for field, sought in texts_sought(case.query.selection.where):
        for goal in _GOALS if field is Field.ANYWHERE else (field,) if field in _GOALS else ():
            value = cell(table, Measure(goal))
            if isinstance(value, str) and (clause := clause_with(value, sought)):
                return _say("with_words", 项目=text, 栏=field_name(goal), 字=clause)
    return text


def _evidence(case: Case) -> dict[int, list[IndicatorRow]]:
    """The rows that made tables members, by table."""
    found: dict[int, list[IndicatorRow]] = {table.key: [] for table in case.result.tables}
    for row in case.beside[EVIDENCE].rows if EVIDENCE in case.beside else ():
        if row.table in found and len(found[row.table]) < _ROWS_QUOTED:
            found[row.table].append(row)
    return {key: rows for key, rows in found.items() if rows}


def _table_sources(case: Case) -> tuple[ReplySource, ...]:
    goals = [Measure(field) for field, _ in texts_sought(case.query.selection.where) if field in _GOALS]
    asked = [measure for measure in case.query.fields if measure.field is not Field.SERIES]
    return table_sources(case.result.tables, *goals, *asked)


def _before(case: Case) -> dict[int, tuple[TableRow, Measure]]:
    """For members that changed: the table of the year that the change is reckoned from."""
    changed = change_in(case.query.selection)
    if changed is None:
        return {}
    series = Measure(Field.SERIES)
    earlier = {cell(table, series): table for table in case.tables_beside(BEFORE)}
    earlier.pop(None, None)
    after = {table.key: earlier.get(cell(table, series)) for table in case.result.tables}
    return {key: (table, changed[0]) for key, table in after.items() if table is not None}


def _change_ranked_by(case: Case) -> tuple[Decimal, str] | None:
    """The change of the one member that is ranked by it, without sign: in yuan, or in per cent where it is ranked so."""
    order, before = case.query.selection.order, _before(case)
    if order is None or order.measure.since is None or len(case.result.tables) != 1 or case.result.tables[0].key not in before:
        return None
    table = case.result.tables[0]
    earlier, measure = before[table.key]
    now, then = figure_in(table, measure), figure_in(earlier, measure)
    if now is None or then is None or (order.measure.percent and not then):
        return None
    if order.measure.percent:
        return abs(now - then) / abs(then) * 100, "%"
    return abs(now - then), yuan_unit() if is_money(measure) else counter(Subject.INDICATOR)


def _asks_percent(case: Case) -> bool:
    """Is a change asked for in per cent?"""
    selection = case.query.selection
    measures = [*measures_in(selection.where), *([selection.order.measure] if selection.order is not None else [])]
    return any(measure.percent for measure in measures)


def _changed(table: TableRow, earlier: TableRow, measure: Measure, name: str, *, percent: bool) -> str:
    now, then = figure_in(table, measure), figure_in(earlier, measure)
    if now is None or then is None or table.year is None or earlier.year is None:
        return name
    slots = {
        "项目": name,
        "年": table.year,
        "前年": earlier.year,
        "数": in_words(table, measure),
        "前数": in_words(earlier, measure),
    }
    if now == then:
        return _say("changed", **slots)
    unit = yuan_unit() if is_money(measure) else counter(Subject.INDICATOR)
    slots["差"] = amount(abs(now - then), unit)
    if percent and then:
        rate = percent_of(abs(now - then) / abs(then) * 100)
        return _say("changed_up_by" if now > then else "changed_down_by", **slots, 率=rate)
    return _say("changed_up" if now > then else "changed_down", **slots)


def _sum(case: Case, count: int, measure: Measure | None) -> str:
    """The money of a list together."""
    selection, tables = case.query.selection, case.result.tables
    if count < 2 or not is_money(measure) or selection.places or _before(case):
        return ""
    assert measure is not None
    figures = [figure for table in tables if (figure := figure_in(table, measure)) is not None]
    whole = case.beside[SUM].value if SUM in case.beside else None
    if count == len(tables):
        whole = sum(figures, Decimal(0))
    if not isinstance(whole, Decimal):
        return ""
    return _say("sum", 数=amount(whole, yuan_unit(), full=True)) + over_years(tables)


def _figure(case: Case, measure: Measure | None) -> tuple[Decimal | None, str | None]:
    """The figure of an answer that is one: a ranking with one figure, or one project whose money is asked for."""
    if measure is None or not (case.query.selection.places or case.understood.asks_which_and_amount):
        return None, None
    figures = {figure_in(table, measure) for table in case.result.tables}
    figure = figures.pop() if len(figures) == 1 else None
    if figure is None or (len(case.result.tables) > 1 and not case.understood.asks_which_and_amount):
        return None, None
    if is_money(measure):
        return figure, yuan_unit()
    return (figure, counter(Subject.INDICATOR)) if measure.field is Field.ROWS else (None, None)
