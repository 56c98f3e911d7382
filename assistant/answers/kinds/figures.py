"""One figure: how many, the sum, average, median, highest or lowest of a selection, with what it was reckoned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answers.amounts import plain
from assistant.answers.answer import Answer, Case
from assistant.answers.companions import ABOUT
from assistant.answers.kinds.neighbours import at_bound, left_out, nearest, over_years, partly, ranges_in, rows_named
from assistant.answers.naming import Naming, figure_in, printed
from assistant.answers.phrases import Phrases
from assistant.answers.query_parts import is_bound, parts_of, texts_sought, years_in
from assistant.answers.sources import once, projects_of, row_sources, table_sources
from assistant.answers.terms import IN_FULL, amount, blank_name, counted, counter, is_money, items, noun, unit_of, yuan_unit
from assistant.model.fields import Subject
from assistant.model.query import Aggregate, Figure, HasRows, IndicatorRow, Measure, TableRow
from assistant.model.reply import Status
from assistant.wording import wording

_PHRASES = Phrases(bounds=False)
_CENT = Decimal("0.01")


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/figures")(key, **slots)


def compute(case: Case) -> Answer:
    """The figure of a COMPUTE query."""
    figure, result = case.query.figure, case.result
    about = case.tables_beside(ABOUT)
    projects = projects_of(result.tables or (() if result.rows else about), result.rows)
    sources = once(
        [*table_sources(result.tables, *([figure.measure] if figure.measure else [])), *row_sources(result.rows)]
    ) or table_sources(about)
    if figure.aggregate is Aggregate.COUNT:
        value = result.value if isinstance(result.value, Decimal) else Decimal(result.count)
        near, beside = nearest(case) if not value else ("", ())
        text = _count(case, value) + near + at_bound(case) + partly(case)
        counted_in = counter(figure.selection.subject, tables=case.understood.counts_tables)
        return Answer(text, value=value, unit=counted_in, projects=projects, rows=_rows_of_one(case), sources=sources or beside)
    if not isinstance(result.value, Decimal) or figure.measure is None:
        return _nothing(case, Answer("", projects=projects, sources=sources))
    formula = formula_of(figure, result.rows)
    unit = unit_of(figure) or (unit_of_product(figure, result.rows) if formula else unit_of_rows(result.rows))
    text = _say("product", 算式=formula, 数=amount(result.value, unit, full=True)) if formula else ""
    return Answer(
        text or _reckoned(case, result.value, unit),
        value=result.value,
        unit=unit,
        projects=projects,
        rows=result.rows,
        sources=sources,
        count=result.count,
    )


def unit_of_rows(rows: Sequence[IndicatorRow]) -> str | None:
    """The unit that all rows share; None where they differ or have none."""
    units = {row.unit for row in rows if row.low is not None}
    return units.pop() if len(units) == 1 else None


def parts_of_figure(figure: Figure) -> tuple[Figure | Decimal, ...]:
    """The figure alone, its factors, and the same of each further term."""
    own = (replace(figure, times=(), plus=()), *figure.times)
    return (*own, *(part for term in figure.plus for part in parts_of_figure(term)))


def formula_of(figure: Figure, rows: Sequence[IndicatorRow]) -> str | None:
    """安置人员440人 × 补贴标准1200元/人·月 × 12, where each factor is the value of one row; None where it is not."""
    figures = [part for part in parts_of_figure(figure) if isinstance(part, Figure)]
    if not (figure.times or figure.plus) or len(figures) != len(rows) or any(row.low is None for row in rows):
        return None
    left = list(rows)

    def one(term: Figure) -> str:
        """One product, taking its rows from those that are left."""
        said = []
        for factor in (term, *term.times):
            if isinstance(factor, Decimal):
                said.append(plain(factor))
            else:
                row = left.pop(0)
                value = amount(row.low or Decimal(0), row.unit)
                said.append(_say("sign.term", 项目=printed(row.level3) or blank_name(), 数=value))
        return _say("sign.times").join(said)

    return _say("sign.plus").join([one(figure), *map(one, figure.plus)])


def unit_of_product(figure: Figure, rows: Sequence[IndicatorRow]) -> str | None:
    """元 for a number times its unit price (元/人); None where the units do not tell."""
    units = [row.unit or "" for row in rows]
    yuan = yuan_unit()
    priced = [unit for unit in units if unit.startswith(f"{yuan}/")]
    return yuan if priced and len(priced) * 2 == len(units) else None


def terms_of(tables: Sequence[TableRow], measure: Measure, naming: Naming) -> str | None:
    """The terms of a sum: 乡村整治专项资金730万元 + 村集体经济发展专项资金500万元; None where a cell is blank."""
    unit = yuan_unit() if is_money(measure) else counter(Subject.INDICATOR)
    terms = []
    for table in tables:
        figure = figure_in(table, measure)
        if figure is None:
            return None
        terms.append(_say("sign.term", 项目=naming.name(table), 数=amount(figure, unit, exactly=True)))
    return _say("sign.plus").join(terms)


def _count(case: Case, value: Decimal) -> str:
    figure, result = case.query.figure, case.result
    scope, number = _PHRASES.scope(figure.selection), amount(value, "")
    if not value:
        return _say("count.none", 范围=scope)
    if figure.measure is not None:
        filled = counted(value, figure.selection.subject)
        return _say("count.filled", 范围=scope, 量=_PHRASES.measure(figure.measure), 个数=filled)
    if figure.selection.subject is Subject.INDICATOR:
        tables = len({row.table for row in result.rows})
        if tables > 1 and len(result.rows) == result.count:
            return _say("count.rows_tables", 范围=scope, 数=number, 表数=tables)
        return _say("count.rows", 范围=scope, 数=number)
    years = _say("count.years") if over_years(result.tables) else ""
    if case.understood.counts_tables:
        return _say("count.tables", 范围=scope, 数=number) + years
    if _is_narrow(figure) and 0 < len(result.tables) == result.count <= IN_FULL:
        naming = Naming.of(result.tables, case.facts)
        listed = items([naming.name(table) for table in result.tables])
        return _say("count.projects_listed", 范围=scope, 数=number, 各项=listed) + years
    return _say("count.projects", 范围=scope, 数=number) + years


def _is_narrow(figure: Figure) -> bool:
    """Whether the selection has conditions beside the year."""
    return figure.selection.within is not None or any(not years_in(part) for part in parts_of(figure.selection.where))


def _rows_of_one(case: Case) -> tuple[IndicatorRow, ...]:
    """The rows that were counted, where they are so few that the answer rests on them."""
    return case.result.rows if len(case.result.rows) == case.result.count <= IN_FULL else ()


def _reckoned(case: Case, value: Decimal, unit: str | None) -> str:
    figure, result = case.query.figure, case.result
    assert figure.measure is not None
    said = amount(value, unit, full=True)
    measure = _PHRASES.measure(figure.measure)
    naming = Naming.of(result.tables, case.facts)
    if figure.aggregate is Aggregate.SUM and len(result.tables) == result.count == 1:
        return _say("sum.one", 项目=naming.name(result.tables[0]), 量=measure, 数=said)
    scope = _PHRASES.scope(figure.selection)
    members = counter(figure.selection.subject)
    number = max(result.count - result.blank - len(ranges_in(result)), 1)
    all_counted = _counted_members(case, number)
    beside = left_out(case, figure.measure) + partly(case) + _unlike(result.rows)
    match figure.aggregate:
        case Aggregate.SUM:
            terms = terms_of(result.tables, figure.measure, naming) if 1 < result.count == len(result.tables) <= IN_FULL else None
            if terms is not None:
                whole = amount(value, unit, exactly=True)
                text = _say("sum.terms", 量=measure, 数=said, 个数=all_counted, 算式=terms, 和=whole)
            else:
                text = _say("sum.many", 范围=scope, 量=measure, 数=said, 个数=all_counted)
                text += _named(case, naming) if _is_chosen(figure) else ""
            text += over_years(result.tables) + (at_bound(case) if any(map(is_bound, parts_of(figure.selection.where))) else "")
        case Aggregate.AVERAGE:
            whole = amount((value * number).quantize(_CENT), unit, exactly=True)
            slots = {"范围": scope, "量": measure, "单位": members, "数": said, "个数": number}
            text = _say("average.many", **slots, 和=whole, 商=amount(value, unit))
        case Aggregate.MEDIAN:
            text = _say("median.many", 范围=scope, 量=measure, 数=said, 个数=all_counted)
        case _:
            named = rows_named(case, result.rows) or [naming.name(table) for table in result.tables]
            listed = items(named, count=result.count, unit=members)
            key = "highest.many" if figure.aggregate is Aggregate.HIGHEST else "lowest.many"
            text = _say(key, 范围=scope, 量=measure, 数=said, 各项=listed)
    return text + beside


def _counted_members(case: Case, number: int) -> str:
    """5个项目; 3张绩效目标表 where the same project is counted in several years."""
    subject, tables = case.query.figure.selection.subject, case.result.tables
    if subject is Subject.PROJECT and len({table.year for table in tables}) > 1:
        return plain(Decimal(number)) + counter(subject, tables=True) + noun(subject, tables=True)
    return counted(number, subject)


def _is_chosen(figure: Figure) -> bool:
    """Whether the members were chosen by words or rows, so that the reader cannot tell which they are."""
    parts = parts_of(figure.selection.where)
    return any(isinstance(part, HasRows) for part in parts) or bool(texts_sought(figure.selection.where))


def _named(case: Case, naming: Naming) -> str:
    """The members of a sum, by name."""
    tables = case.result.tables
    listed = items([naming.name(table) for table in tables], count=case.result.count, unit=counter(Subject.PROJECT))
    return _say("sum.members", 各项=listed) if tables else ""


def _nothing(case: Case, answer: Answer) -> Answer:
    """Nothing to reckon with: no member, or only blank cells."""
    figure, result = case.query.figure, case.result
    scope = _PHRASES.scope(figure.selection)
    if not result.count and not result.blank:
        if figure.aggregate is Aggregate.SUM:
            near, sources = nearest(case)
            text = _say("sum.none", 范围=scope) + near
            return Answer(text, value=Decimal(0), unit=unit_of(figure), projects=answer.projects, sources=sources)
        return Answer(_say("nothing.none", 范围=scope), projects=answer.projects, sources=answer.sources)
    measure = _PHRASES.measure(figure.measure) if figure.measure else ""
    key = "nothing.ranges" if ranges_in(result) else "nothing.blank"
    text = _say(key, 范围=scope, 量=measure) + partly(case)
    return Answer(text, status=Status.NOT_FOUND, projects=answer.projects, sources=answer.sources)


def _unlike(rows: Sequence[IndicatorRow]) -> str:
    units = {row.unit for row in rows if row.low is not None}
    return _say("nothing.unlike") if len(units) > 1 else ""
