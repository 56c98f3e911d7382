"""Fields of tables: one field of one project, several fields, several projects, one project over the years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from assistant.answers.answer import Answer, Case
from assistant.answers.cells import PAIRS, QUOTED_FIELDS, cell_text, with_code
from assistant.answers.companions import INSTEAD
from assistant.answers.layout import table_of_projects
from assistant.answers.naming import Naming, cell, figure_in, measure_key, printed
from assistant.answers.phrases import Phrases
from assistant.answers.sources import once, projects_of, table_source
from assistant.answers.terms import IN_FULL, IN_TEXT, amount, counted, counter, field_name, is_money, items, names, yuan_unit
from assistant.model.fields import Field, Subject
from assistant.model.query import Group, Measure, TableRow
from assistant.model.record import record
from assistant.model.reply import Status
from assistant.wording import wording

_PHRASES = Phrases(bounds=False)
_SENTENCE_ENDS = ("。", "！", "？")
_NAMED_YEAR = r"(?:19|20)\d\d(?:年度?)?"


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/fields")(key, **slots)


@record
class _Entry:
    """One field of one table, in words."""

    label: str
    said: str | None
    """None where the cell is blank."""
    quoted: bool = False

    @property
    def value(self) -> str:
        if self.said is None:
            return _say("cell.blank")
        return _say("cell.quoted", 值=self.said) if self.quoted else self.said


def show_fields(case: Case) -> Answer:
    """What the selected tables say in the fields asked for."""
    tables = case.result.tables
    fields = case.query.fields or (Measure(Field.TOTAL),)
    if not tables:
        return Answer(_say("answer.none", 范围=_PHRASES.scope(case.query.selection)), status=Status.NOT_FOUND)
    if all(entry.said is None for table in tables for entry in _entries(table, fields)):
        return _blank(case, tables, fields)
    count = max(case.result.count, len(tables))
    value, unit = _figure(tables, fields)
    first = next((measure for measure in fields if is_money(measure)), None)
    laid_out = table_of_projects(tables, first, case.facts, count=count, width=case.width) if first is not None else ""
    return Answer(
        _one(case, tables[0], fields) if len(tables) == 1 else _several(case, tables, fields, count),
        value=value,
        unit=unit,
        projects=projects_of(tables),
        groups=_groups(case, tables, fields),
        sources=once(table_source(table, measure) for table in tables for measure in fields),
        count=count,
        table_text=laid_out,
    )


def _entries(table: TableRow, fields: Sequence[Measure]) -> list[_Entry]:
    """The fields asked for, a name and its code together as the form prints them."""
    asked = {measure.field for measure in fields}
    paired = {name: code for name, code in PAIRS.items() if name in asked and code in asked}
    entries = []
    for measure in fields:
        if measure.field in paired:
            entries.append(_Entry(_say(f"pair.{measure.field.value}"), with_code(table, measure.field)))
        elif measure.field not in paired.values():
            entries.append(_Entry(_PHRASES.measure(measure), cell_text(table, measure), measure.field in QUOTED_FIELDS))
    return entries


def _one(case: Case, table: TableRow, fields: Sequence[Measure]) -> str:
    name, entries = Naming.of((table,), case.facts).name(table), _entries(table, fields)
    if len(entries) > 1:
        return _say("answer.several", 项目=name, 各栏=_joined(entries))
    entry = entries[0]
    if not entry.quoted:
        return _say("answer.one", 项目=name, 栏=entry.label, 值=entry.value)
    ended = (entry.said or "").endswith(_SENTENCE_ENDS)
    return _say("answer.quote_ended" if ended else "answer.quote", 项目=name, 栏=entry.label, 值=entry.value)


def _several(case: Case, tables: Sequence[TableRow], fields: Sequence[Measure], count: int) -> str:
    naming = Naming.of(tables, case.facts)
    shown = tables[:IN_TEXT]
    unit = counter(Subject.PROJECT)
    entries = {table.key: _entries(table, fields) for table in shown}
    label = names(entry.label for entry in entries[shown[0].key])
    if len(entries[shown[0].key]) > 1:
        each = [_say("answer.item_fields", 项目=naming.name(table), 各栏=_joined(entries[table.key])) for table in shown]
        return _say("answer.each", 栏=label, 各项=items(each, count=count, unit=unit))
    if is_over_years(tables):
        years = [_say("answer.year", 年=table.year, 值=entries[table.key][0].value) for table in _by_year(shown)]
        return _say("answer.years", 项目=_name_over_years(tables), 栏=label, 各年=items(years))
    said = {entries[table.key][0].value for table in shown}
    if count == len(shown) and len(said) == 1:
        listed = items([naming.name(table) for table in shown])
        return _say("answer.each_alike", 个数=counted(count, Subject.PROJECT), 栏=label, 值=said.pop(), 各项=listed)
    each = []
    for table in shown:
        figure = figure_in(table, fields[0]) if is_money(fields[0]) else None
        value = entries[table.key][0].value if figure is None else amount(figure, yuan_unit(), full=len(tables) <= IN_FULL)
        each.append(_say("answer.item", 项目=naming.name(table), 值=value))
    return _say("answer.each", 栏=label, 各项=items(each, count=count, unit=unit))


def _joined(entries: Sequence[_Entry]) -> str:
    return names(_say("answer.entry", 栏=entry.label, 值=entry.value) for entry in entries)


def _figure(tables: Sequence[TableRow], fields: Sequence[Measure]) -> tuple[Decimal | None, str | None]:
    """The figure where one is asked for: one field of money, or the number of rows, of one table."""
    figures = [measure for measure in fields if is_money(measure) or measure.field is Field.ROWS]
    if len(tables) != 1 or len(figures) != 1:
        return None, None
    figure = figure_in(tables[0], figures[0])
    if figure is None:
        return None, None
    return figure, yuan_unit() if is_money(figures[0]) else counter(Subject.INDICATOR)


def _groups(case: Case, tables: Sequence[TableRow], fields: Sequence[Measure]) -> tuple[Group, ...]:
    """Money of one project by year, of several projects by name, or of several sources by label."""
    money = [measure for measure in fields if is_money(measure)]
    if len(money) != len(fields) or (len(tables) > 1) == (len(money) > 1):
        return ()
    if len(tables) == 1:
        found = [(_PHRASES.measure(measure), figure_in(tables[0], measure)) for measure in money]
    elif is_over_years(tables):
        found = [(str(table.year), figure_in(table, money[0])) for table in _by_year(tables)]
    else:
        naming = Naming.of(tables, case.facts)
        found = [(naming.name(table), figure_in(table, money[0])) for table in tables]
    return tuple(Group(key, figure, 1) for key, figure in found if figure is not None)


def is_over_years(tables: Sequence[TableRow]) -> bool:
    """Whether the tables are one project in different years: its name may change its year or a closing word."""
    years = {table.year for table in tables}
    if len(tables) < 2 or len(years) != len(tables) or None in years:
        return False
    series = {cell(table, Measure(Field.SERIES)) for table in tables}
    if None not in series:
        return len(series) == 1
    plain = [re.sub(_NAMED_YEAR, "", table.project) for table in tables]
    shared = takewhile(lambda characters: len(set(characters)) == 1, zip(*plain, strict=False))
    return len(list(shared)) * 2 >= max(map(len, plain))


def _by_year(tables: Sequence[TableRow]) -> list[TableRow]:
    return sorted(tables, key=lambda table: table.year or 0)


def _name_over_years(tables: Sequence[TableRow]) -> str:
    found = list(dict.fromkeys(table.project for table in tables))
    return printed(found[0] if len(found) == 1 else re.sub(_NAMED_YEAR, "", found[0]))


def _blank(case: Case, tables: Sequence[TableRow], fields: Sequence[Measure]) -> Answer:
    """The cells asked for are all blank: not found, with what there is instead."""
    naming = Naming.of(tables, case.facts)
    label = names(entry.label for entry in _entries(tables[0], fields))
    if len(tables) > 1:
        listed = items([naming.name(table) for table in tables], count=case.result.count, unit=counter(Subject.PROJECT))
        text = _say("blank.several", 个数=max(case.result.count, len(tables)), 栏=label, 各项=listed)
    else:
        absent = all(measure.field is Field.FUND and measure_key(measure) not in tables[0].values for measure in fields)
        funds = all(measure.field is Field.FUND for measure in fields)
        key = "blank.fund" if absent else "blank.fund_unfilled" if funds else "blank.one"
        text = _say(key, 项目=naming.name(tables[0]), 栏=label) + _instead(case, fields)
    sources = once(table_source(table, measure) for table in tables for measure in fields)
    return Answer(text, status=Status.NOT_FOUND, projects=projects_of(tables), sources=sources)


def _instead(case: Case, fields: Sequence[Measure]) -> str:
    """What else of its kind the table has: amounts, or the name of the other goal."""
    tables = case.tables_beside(INSTEAD)
    if len(tables) != 1:
        return ""
    table = tables[0]
    if all(is_money(measure) for measure in fields):
        others = [Measure(Field.TOTAL), Measure(Field.FISCAL), Measure(Field.OTHER)]
        entries = [entry for entry in _entries(table, others) if entry.said is not None]
        return _say("blank.instead", 各栏=_joined(entries)) if entries else ""
    goals = [goal for goal in (Field.GOAL, Field.LONG_TERM_GOAL) if cell(table, Measure(goal)) is not None]
    return _say("blank.instead", 各栏=names(map(field_name, goals))) if goals else ""
