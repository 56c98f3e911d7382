"""How the tables and rows of one answer are called in it, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal

from assistant.answers.facts import Facts
from assistant.answers.terms import blank_name, blank_value
from assistant.chinese.width import printable
from assistant.model.fields import Field
from assistant.model.query import IndicatorRow, Measure, TableRow
from assistant.model.record import record
from assistant.model.told_apart import told_apart
from assistant.wording import wording

Entry = TableRow | IndicatorRow
Cell = str | int | Decimal | None


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/terms")(key, **slots)


def printed(text: str) -> str:
    """A cell's text as it stands in the document, on one line, with nothing that steers a terminal."""
    return printable(text, one_line=True).strip()


def fund_key(label: str) -> str:
    """Under what a fund row stands in `TableRow.values` and `places`."""
    return f"fund:{label}"


def measure_key(measure: Measure) -> str:
    """Under what a head field stands in `TableRow.values` and `places`."""
    return measure.key


def cell(table: TableRow, measure: Measure) -> Cell:
    """What a table says in a field; None where the cell is blank or the store did not hand it on."""
    if measure.since is not None or measure.share_of is not None:
        return table.values.get(measure.key)
    match measure.field:
        case Field.PROJECT:
            return table.project or None
        case Field.YEAR:
            return table.year
        case Field.DOCUMENT:
            return table.document
        case Field.ROWS if measure.rows is None:
            return Decimal(table.rows)
    value = table.values.get(measure_key(measure))
    if value is None and measure.field is Field.TOTAL:
        return table.total
    return None if value == "" else value


def figure_in(table: TableRow, measure: Measure) -> Decimal | None:
    """The number that a table has in a field; None where it is blank or no number."""
    value = cell(table, measure)
    if isinstance(value, int):
        return Decimal(value)
    return value if isinstance(value, Decimal) else None


def row_text(row: IndicatorRow) -> str:
    """One row as name and value: 培训合格率 100%; a blank cell is named as blank."""
    name, value = printed(row.level3), printed(row.value)
    if not name:
        return blank_name() + (value or blank_value())
    return f"{name} {value}" if value else name + blank_value()


@record
class Naming:
    """The names within one answer: with the year where it has several or the archive leaves it open; where two tables of a year
    have one name with the unit, and where that is the same, with the document."""

    with_year: bool = False
    apart: Mapping[int, str] = field(default_factory=dict)
    """What tells a table from another of its name and year, by its key."""

    @classmethod
    def of(cls, entries: Iterable[Entry], facts: Facts) -> Naming:
        """The naming for an answer about these tables or rows."""
        tables = {_table_key(entry): entry for entry in entries}
        different = list(tables.values())
        names = {_looks(entry) for entry in different}
        years = {year for _, year in names}
        one_of_several = facts.several_years and len(names) == 1
        marks = told_apart(different, _looks, (_unit, _document, _place)) if len(names) < len(different) else {}
        keys = list(tables)
        apart = {keys[at]: _say("join.names").join(mark) for at, mark in marks.items() if mark}
        return cls(len(years) > 1 or one_of_several, apart)

    def name(self, entry: Entry) -> str:
        """人才工作经费, 高龄老人津贴（2024年）, 学生资助（县一中）, 学生资助（二次上报.docx）."""
        name = printed(entry.project) or blank_name()
        if mark := self.apart.get(_table_key(entry)):
            name = _say("name.unit", 项目=name, 单位=mark)
        if entry.is_draft:
            return _say("name.draft", 项目=name, 年=entry.year or "")
        if not self.with_year or str(entry.year) in name:
            return name
        return name + _say("blank.year") if entry.year is None else _say("name.year", 项目=name, 年=entry.year)


def _looks(entry: Entry) -> tuple[str, int | None]:
    return entry.project, entry.year


def _unit(entry: Entry) -> str:
    unit = entry.values.get(Field.UNIT.value) if isinstance(entry, TableRow) else None
    return printed(unit) if isinstance(unit, str) else ""


def _document(entry: Entry) -> str:
    return printed(entry.document)


def _place(entry: Entry) -> str:
    return printed(entry.place)


def _table_key(entry: Entry) -> int:
    return entry.table if isinstance(entry, IndicatorRow) else entry.key
