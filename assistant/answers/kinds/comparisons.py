"""Two figures set against each other: share, difference, ratio, growth, both together; the arithmetic is always shown."""

from __future__ import annotations

from decimal import Decimal

from assistant.answers.amounts import percent, plain
from assistant.answers.answer import Answer, Case
from assistant.answers.kinds.figures import compute, formula_of, unit_of_product, unit_of_rows
from assistant.answers.kinds.neighbours import left_out
from assistant.answers.naming import Naming, printed
from assistant.answers.phrases import Phrases
from assistant.answers.sources import once, projects_of, row_sources, table_sources
from assistant.answers.terms import amount, blank_name, items, times_unit, unit_of
from assistant.model.query import Aggregate, Figure, IndicatorRow, Measure, Operation, TableRow
from assistant.model.record import record
from assistant.model.reply import ReplySource, Status
from assistant.wording import wording

_PHRASES = Phrases(bounds=False)


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/figures")(key, **slots)


@record
class Side:
    """One of the two figures."""

    figure: Figure | None
    value: Decimal | None
    tables: tuple[TableRow, ...]
    rows: tuple[IndicatorRow, ...]

    @property
    def measure(self) -> Measure | None:
        return None if self.figure is None else self.figure.measure

    def alone(self) -> TableRow | None:
        """The one table that the figure is a field of; None where it was reckoned."""
        return self.tables[0] if len(self.tables) == 1 and not self._is_reckoned() else None

    def row(self) -> IndicatorRow | None:
        """The one row that the figure is the value of; None where it was reckoned."""
        return self.rows[0] if len(self.rows) == 1 and not self._is_reckoned() else None

    def _is_reckoned(self) -> bool:
        figure = self.figure
        return figure is not None and (figure.aggregate is Aggregate.COUNT or bool(figure.times or figure.plus))

    def name(self, naming: Naming, *, measure: bool = True) -> str:
        """乡村整治专项资金的年度资金总额; without `measure` the project alone, where it is one."""
        table = self.alone()
        if table is None and self.row() is not None:
            return _say("compared.of_row", 项目=naming.name(self.rows[0]), 名称=printed(self.rows[0].level3) or blank_name())
        if table is None:
            formula = None if self.figure is None else formula_of(self.figure, self.rows)
            return "" if self.figure is None else formula or _figure_name(self.figure)
        if not measure or self.measure is None:
            return naming.name(table)
        return _say("compared.of_name", 项目=naming.name(table), 量=_PHRASES.measure(self.measure))


def sides(case: Case) -> tuple[Side, Side]:
    """The figure and the one that it is set against."""
    result, query = case.result, case.query
    ours, theirs = (*result.operands, None, None)[:2]
    return Side(query.figure, ours, result.tables, result.rows), Side(
        query.versus, theirs, result.versus_tables, result.versus_rows
    )


def compare_figures(case: Case) -> Answer:
    """SHARE, DIFFERENCE, RATIO, GROWTH and ADD."""
    query, result = case.query, case.result
    if query.versus is None:
        return compute(case)
    one, other = sides(case)
    if query.operation is Operation.DIFFERENCE and _is_less(one, other):
        one, other = other, one
    part_only = query.operation is Operation.SHARE
    shown = (one,) if part_only else (one, other)
    projects = projects_of([table for side in shown for table in side.tables], [row for side in shown for row in side.rows])
    sources = sources_of_sides(one, other)
    if not isinstance(result.value, Decimal) or one.value is None or other.value is None:
        text, status = _missing(case, one, other)
        return Answer(text, status=status, projects=projects, sources=sources)
    value = result.value if query.operation in (Operation.SHARE, Operation.RATIO, Operation.ADD) else abs(result.value)
    return Answer(
        _sentence(case, one, other, value) + left_out(case, one.measure),
        value=value,
        unit=_unit(case, one, other),
        projects=projects,
        sources=sources,
    )


def sources_of_sides(*shown: Side) -> tuple[ReplySource, ...]:
    """Where both figures stand."""
    heads = (table_sources(side.tables, *([side.measure] if side.measure else [])) for side in shown)
    rows = (row_sources(side.rows) for side in shown)
    return once(source for found in (*heads, *rows) for source in found)


def side_names(case: Case, one: Side, other: Side) -> tuple[str, str]:
    """Both sides by name; the measure is said once where both are the same field of one table each."""
    rows = [row for side in (one, other) if (row := side.row()) is not None]
    naming = Naming.of((*one.tables, *other.tables, *rows), case.facts)
    first, second = one.alone(), other.alone()
    if first is not None and second is not None and first.key == second.key and other.measure is not None:
        return one.name(naming), _PHRASES.measure(other.measure)
    row = other.row()
    if first is not None and row is not None and first.key == row.table:
        return one.name(naming), _say("compared.row", 名称=printed(row.level3) or blank_name())
    same = first is not None and second is not None and one.measure == other.measure
    return one.name(naming), other.name(naming, measure=not same)


def _sentence(case: Case, one: Side, other: Side, value: Decimal) -> str:
    assert one.value is not None and other.value is not None
    ours, theirs = side_names(case, one, other)
    unit = side_unit(one, case)
    first, second = amount(one.value, unit, exactly=True), amount(other.value, side_unit(other, case), exactly=True)
    slots = {"甲": ours, "乙": theirs, "甲数": first, "乙数": second}
    match case.query.operation:
        case Operation.SHARE:
            return _say("compared.share", **slots, 数=percent(value))
        case Operation.RATIO if _unit(case, one, other) != times_unit():
            return _say("compared.per_unit", **slots, 数=amount(value, _unit(case, one, other)))
        case Operation.RATIO:
            return _say("compared.ratio", **slots, 数=plain(value))
        case Operation.ADD:
            return _say("compared.add", **slots, 数=amount(value, unit, full=True), 和=amount(value, unit, exactly=True))
        case Operation.GROWTH:
            key = "up" if one.value > other.value else "down" if one.value < other.value else "still"
            if key == "still":
                return _say("compared.still", 甲=ours, 乙=theirs, 甲数=first)
            return _say("compared.up" if key == "up" else "compared.down", **slots, 数=percent(value))
    if not value:
        return _say("compared.equal", 甲=ours, 乙=theirs, 数=amount(one.value, unit, full=True), 单位=unit or "")
    return _say("compared.more", **slots, 数=amount(value, unit, full=True), 差=amount(value, unit, exactly=True))


def side_unit(side: Side, case: Case) -> str | None:
    """The unit of one side."""
    if side.figure is None:
        return unit_of(case.query.figure, tables=case.understood.counts_tables)
    product = unit_of_product(side.figure, side.rows) if side.figure.times or side.figure.plus else None
    return unit_of(side.figure, tables=case.understood.counts_tables) or product or unit_of_rows(side.rows)


def _unit(case: Case, one: Side, other: Side) -> str | None:
    """The unit of the outcome: of money shared out over pieces 元/个."""
    ours, theirs = side_unit(one, case), side_unit(other, case)
    match case.query.operation:
        case Operation.SHARE | Operation.GROWTH:
            return "%"
        case Operation.RATIO if ours == theirs:
            return times_unit()
        case Operation.RATIO if ours and theirs:
            return f"{ours}/{theirs}"
    return ours


def _missing(case: Case, one: Side, other: Side) -> tuple[str, Status]:
    """Why there is no outcome: a blank cell, no member, or a division by nothing."""
    ours, theirs = side_names(case, one, other)
    lacking = [(name, side) for name, side in ((ours, one), (theirs, other)) if side.value is None]
    absent = [name for name, side in lacking if not side.tables and not side.rows]
    if absent:
        return _say("compared.absent", 各项=items(absent)), Status.NOT_FOUND
    if lacking:
        return _say("compared.blank", 各项=items([name for name, _ in lacking])), Status.NOT_FOUND
    return _say("compared.zero", 乙=theirs), Status.ANSWERED


def _is_less(one: Side, other: Side) -> bool:
    return one.value is not None and other.value is not None and one.value < other.value


def _figure_name(figure: Figure) -> str:
    return _PHRASES.figure(figure)
