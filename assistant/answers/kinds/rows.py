"""Indicator rows: of one project by level or topic, of many by condition; names and values exactly as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from assistant.answers.amounts import plain
from assistant.answers.answer import Answer, Case
from assistant.answers.companions import ABOUT, KINDS
from assistant.answers.kinds.neighbours import at_bound, nearest, partly
from assistant.answers.layout import table_of_rows
from assistant.answers.naming import Naming, printed, row_text
from assistant.answers.phrases import Phrases
from assistant.answers.query_parts import fields_of, is_kind, levels_in, names_projects, on_rows
from assistant.answers.sources import projects_of, row_sources, table_sources
from assistant.answers.terms import IN_TEXT, counter, items, names, noun
from assistant.model.fields import Field, Subject
from assistant.model.query import Blank, IndicatorRow, Measure, Not, Places, Selection, both
from assistant.model.reply import Status
from assistant.wording import wording

_PHRASES = Phrases(bounds=False)
_Key = TypeVar("_Key")
_WEIGHED = Not(Blank(Measure(Field.WEIGHT)))
"""Rows that have a weight: the form may have no column for it at all."""


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/rows")(key, **slots)


def list_rows(case: Case) -> Answer:
    """The indicator rows of a selection."""
    rows = case.result.rows
    if not rows:
        return no_rows(case)
    count = max(case.result.count, len(rows))
    asked = _is_lookup(case.query.selection) or (len(rows) == 1 and _asks_kind(case.query.selection))
    blank = asked and not any(row.value for row in rows)
    value, unit = _figure(case.query.selection, rows, count)
    return Answer(
        _blank(case, rows) if blank else _sentence(case, rows, count) + at_bound(case) + partly(case),
        status=Status.NOT_FOUND if blank else Status.ANSWERED,
        value=value,
        unit=unit,
        projects=projects_of((), rows),
        rows=rows,
        sources=row_sources(rows),
        count=count,
        table_text=table_of_rows(rows, case.facts, count=count, width=case.width),
    )


def no_rows(case: Case) -> Answer:
    """Nothing found: not_found where the projects asked about have no row of the kind, otherwise an empty list."""
    selection = case.query.selection
    about = case.tables_beside(ABOUT)
    kinds = [part for part in on_rows(selection) if part != _WEIGHED]
    if about and names_projects(selection) and all(map(is_kind, kinds)):
        text, sources = none_of_kind(case), table_sources(about)
        return Answer(text, status=Status.NOT_FOUND, projects=projects_of(about), sources=sources)
    near, sources = nearest(case)
    text = _say("none", 范围=_PHRASES.selection(selection)) + near + at_bound(case) + partly(case)
    return Answer(text, projects=projects_of(about), sources=sources or table_sources(about))


def none_of_kind(case: Case) -> str:
    """That the projects have no row of the kind, and which kinds they have."""
    about = case.tables_beside(ABOUT)
    kind = _PHRASES.rows_noun(both(*on_rows(case.query.selection)))
    naming = Naming.of(about, case.facts)
    if len(about) == 1:
        text = _say("none_of_kind", 项目=naming.name(about[0]), 指标=kind)
    else:
        text = _say("none_of_kinds", 个数=len(about), 指标=kind)
    return text + kinds_there_are(case)


def kinds_there_are(case: Case) -> str:
    """How many rows of each second level the tables have; "" where that is not known."""
    groups = case.beside[KINDS].groups if KINDS in case.beside else ()
    kinds = names(_say("level_count", 指标=group.key or noun(Subject.INDICATOR), 个数=group.value) for group in groups)
    return _say("instead", 各类=kinds) if kinds else ""


def rows_by_project(case: Case, rows: Sequence[IndicatorRow], count: int) -> str:
    """Rows under the names of their projects, at most as many as a sentence holds."""
    naming = Naming.of(rows, case.facts)
    shown = rows[:IN_TEXT]
    levels = not _has_level(case.query.selection) and len(rows) <= IN_TEXT
    entries = []
    for same in _runs(shown, lambda row: row.table):
        said = names(_said(case, row, with_level=levels) for row in same)
        entries.append(_say("of_project", 项目=naming.name(same[0]), 各行=said))
    cut = count > len(shown)
    return items(entries, count=count if cut else None, unit=counter(Subject.INDICATOR))


def _sentence(case: Case, rows: Sequence[IndicatorRow], count: int) -> str:
    selection = case.query.selection
    if selection.places:
        return _say("first", 范围=_PHRASES.scope(selection), 各项=rows_by_project(case, rows, count))
    tables = len({row.table for row in rows})
    if _is_lookup(selection):
        return _looked_up(case, rows, count, tables)
    if tables == 1 and names_projects(selection) and all(map(is_kind, on_rows(selection))):
        return _of_one(case, rows, count)
    scope, listed = _PHRASES.scope(selection), rows_by_project(case, rows, count)
    if tables == 1:
        return _say("found_in_one", 范围=scope, 个数=count, 各项=listed)
    return _say("found", 范围=scope, 个数=count, 表数=tables, 各项=listed)


def _looked_up(case: Case, rows: Sequence[IndicatorRow], count: int, tables: int) -> str:
    """Rows that were asked for by their name."""
    if count > 1:
        if tables == 1:
            return _of_one(case, rows, count)
        return _say("looked_up", 个数=count, 表数=tables, 各项=rows_by_project(case, rows, count))
    row, level = rows[0], _level(rows)
    name, named, value = Naming.of(rows, case.facts).name(row), printed(row.level3), printed(row.value)
    if not named:
        return _of_one(case, rows, count)
    if not level:
        return _say("one_bare", 项目=name, 名称=named, 值=value)
    return _say("one", 项目=name, 名称=named, 指标=level, 值=value)


def _of_one(case: Case, rows: Sequence[IndicatorRow], count: int) -> str:
    """Rows of one table, below their levels where they have several."""
    name, level = Naming.of(rows, case.facts).name(rows[0]), _level(rows)
    asked = both(*(part for part in on_rows(case.query.selection) if levels_in(part)))
    kind = level or _PHRASES.rows_noun(asked)
    shown = rows[:IN_TEXT]
    entries = [_said(case, row) for row in shown]
    if not level and _several_levels(rows):
        runs = _runs(shown, lambda row: row.level2 or row.level1)
        entries = [
            _say("of_level", 指标=same[0].level2 or same[0].level1, 各行=names(_said(case, row) for row in same)) for same in runs
        ]
    listed = items(entries, count=count if count > len(shown) else None, unit=counter(Subject.INDICATOR))
    return _say("of_one", 项目=name, 指标=kind, 个数=count, 各项=listed)


def _blank(case: Case, rows: Sequence[IndicatorRow]) -> str:
    naming = Naming.of(rows, case.facts)
    if len(rows) == 1:
        return _say("one_blank", 项目=naming.name(rows[0]), 名称=printed(rows[0].level3))
    return _say("blank", 各项=rows_by_project(case, rows, len(rows)))


def _asks_kind(selection: Selection) -> bool:
    """Whether the rows of a kind are asked for, of projects that are named."""
    return names_projects(selection) and all(map(is_kind, on_rows(selection)))


def _is_lookup(selection: Selection) -> bool:
    """Whether the question asks what one row says: rows by their name and not by their value."""
    parts = on_rows(selection)
    return all(map(is_kind, parts)) and any(Field.LEVEL3 in fields_of(part) for part in parts)


def _figure(selection: Selection, rows: Sequence[IndicatorRow], count: int) -> tuple[Decimal | None, str | None]:
    """The number of the one row that was asked for, or that all rows share which a ranking puts first; None for anything else."""
    ranked = selection.order is not None and selection.order.measure.field == Field.NUMBER and selection.places == Places()
    alike = len({(row.low, row.unit) for row in rows}) == 1
    if not (count == 1 or (ranked and alike)) or rows[0].low is None or rows[0].low != rows[0].high:
        return None, None
    return rows[0].low, rows[0].unit


def _has_level(selection: Selection) -> bool:
    return any(levels_in(part) and Field.LEVEL2 in fields_of(part) for part in on_rows(selection))


def _level(rows: Sequence[IndicatorRow]) -> str:
    """The second level that all rows share; "" where they differ."""
    levels = {row.level2 or row.level1 for row in rows}
    return levels.pop() if len(levels) == 1 else ""


def _several_levels(rows: Sequence[IndicatorRow]) -> bool:
    return len({row.level2 or row.level1 for row in rows}) > 1


def _said(case: Case, row: IndicatorRow, *, with_level: bool = False) -> str:
    """One row as name and value, with its level and, where weights are spoken of, with its weight."""
    said, level = row_text(row), (row.level2 or row.level1) if with_level else ""
    if row.weight is not None and _speaks_of_weights(case.query.selection):
        level = names(filter(None, (level, _say("weight", 权重=plain(row.weight)))))
    return _say("row_with_level", 行=said, 指标=level) if level else said


def _speaks_of_weights(selection: Selection) -> bool:
    ranked = selection.order is not None and selection.order.measure.field == Field.WEIGHT
    return ranked or any(Field.WEIGHT in fields_of(part) for part in on_rows(selection))


def _runs(rows: Iterable[IndicatorRow], key: Callable[[IndicatorRow], _Key]) -> list[list[IndicatorRow]]:
    """The rows that belong together, in the order of their first."""
    runs: dict[_Key, list[IndicatorRow]] = {}
    for row in rows:
        runs.setdefault(key(row), []).append(row)
    return list(runs.values())
