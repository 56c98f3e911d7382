"""What a good colleague adds to an answer: what stands exactly at an excluded bound, what comes nearest, what was not counted."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.answers.answer import Case
from assistant.answers.companions import AT_BOUND, NEAREST, NEAREST_ABOVE
from assistant.answers.naming import Naming, figure_in, row_text
from assistant.answers.phrases import Phrases
from assistant.answers.query_parts import LOWER_BOUNDS, bounds_in, names_projects
from assistant.answers.sources import once, row_source, table_source
from assistant.answers.terms import IN_FULL, amount, counted, counter, is_money, items, names, yuan_unit
from assistant.model.fields import Field, Subject
from assistant.model.query import Compare, IndicatorRow, Measure, Operation, Operator, Result, TableRow
from assistant.model.reply import ReplySource
from assistant.wording import wording

_PHRASES = Phrases(bounds=False)


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/beside")(key, **slots)


def in_words(table: TableRow, measure: Measure, *, full: bool = True) -> str:
    """A table's figure as a sentence says it: 730万元（7,300,000元）, 17条."""
    figure = figure_in(table, measure)
    if figure is None:
        return ""
    return amount(figure, yuan_unit(), full=full) if is_money(measure) else _PHRASES.number(measure, figure)


def at_bound(case: Case) -> str:
    """How many stand exactly at an excluded bound, and which; "" where none does."""
    found = case.beside.get(AT_BOUND)
    bound = next((part for part in bounds_in(case.query.selection) if part.operator in (Operator.MORE, Operator.LESS)), None)
    if found is None or bound is None or not found.count:
        return ""
    listed = [Naming.of(found.tables, case.facts).name(table) for table in found.tables]
    if case.query.selection.subject is Subject.INDICATOR:
        listed = rows_named(case, found.rows)
    if not listed:
        return ""
    number = _PHRASES.number(bound.measure, _number(bound), found.rows[0].unit or "" if found.rows else "")
    slots = {"个数": counted(found.count, case.query.selection.subject), "数": number}
    if found.count > len(listed) or found.count > IN_FULL:
        return _say("at_bound_many", **slots)
    return _say("at_bound", **slots, 各项=items(listed))


def nearest(case: Case) -> tuple[str, tuple[ReplySource, ...]]:
    """What comes nearest where nothing meets the bound, with where it stands; "" where there is no such thing."""
    below, above = case.beside.get(NEAREST), case.beside.get(NEAREST_ABOVE)
    bounds = bounds_in(case.query.selection)
    if not bounds:
        return "", ()
    measure = bounds[0].measure
    found = [result for result in (below, above) if result is not None and (result.tables or result.rows)]
    if case.query.selection.subject is Subject.INDICATOR:
        rows = [result.rows[0] for result in found if result.rows]
        text = "".join(_say("nearest_row", 名=Naming.of(rows, case.facts).name(row), 行=row_text(row)) for row in rows[:1])
        return text, once(map(row_source, rows[:1]))
    tables = [result.tables[0] for result in found if result.tables and in_words(result.tables[0], measure)]
    if not tables:
        return "", ()
    sources = once(table_source(table, measure) for table in tables)
    naming = Naming.of(tables, case.facts)
    said = [(naming.name(table), in_words(table, measure, full=len(tables) == 1)) for table in tables]
    if len(said) > 1:
        return _say("nearest_both", 甲=said[0][0], 甲数=said[0][1], 乙=said[1][0], 乙数=said[1][1]), sources
    alone = len(bounds) == 1 and bounds[0].operator is not Operator.EQUAL and not names_projects(case.query.selection)
    key = "nearest" if not alone else "highest" if bounds[0].operator in LOWER_BOUNDS else "lowest"
    return _say(key, 名=said[0][0], 量=_PHRASES.measure(measure), 数=said[0][1]), sources


def partly(case: Case) -> str:
    """Rows whose range meets the bound only in part, or that cannot be added up; "" where there are none."""
    ranges = ranges_in(case.result)
    rows = ranges or case.result.partly
    if not rows:
        return ""
    named = items(rows_named(case, rows), count=len(rows), unit=counter(Subject.INDICATOR))
    return _say("ranges" if ranges else "partly", 个数=len(rows), 各项=named)


def ranges_in(result: Result) -> tuple[IndicatorRow, ...]:
    """Members that a reckoning left out because their value is a range."""
    if result.query.operation is not Operation.COMPUTE:
        return ()
    members = {row.key for row in result.rows}
    return tuple(row for row in result.partly if row.key in members)


def rows_named(case: Case, rows: Iterable[IndicatorRow]) -> list[str]:
    """Rows as 项目的名称 值."""
    rows = tuple(rows)
    naming = Naming.of(rows, case.facts)
    return [_say("partly_item", 名=naming.name(row), 行=row_text(row)) for row in rows]


def left_out(case: Case, measure: Measure | None) -> str:
    """How many were left out of a reckoning because their cell is blank; "" where none was."""
    if not case.result.blank:
        return ""
    number = counted(case.result.blank, case.query.selection.subject)
    if measure is None:
        return _say("blank_cells", 个数=number)
    key = "blank_fund" if measure.field is Field.FUND else "blank"
    return _say(key, 个数=number, 量=_PHRASES.measure(measure))


def over_years(tables: Iterable[TableRow]) -> str:
    """The warning that money of several years was added up; "" where it was one year's."""
    years = sorted({table.year for table in tables if table.year is not None})
    return _say("several_years", 年=names(map(str, years))) if len(years) > 1 else ""


def _number(bound: Compare) -> Decimal:
    assert isinstance(bound.value, Decimal)
    return bound.value
