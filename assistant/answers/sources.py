"""Where everything stands that an answer states: documents and places, each once, in the order of the answer."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answers.naming import measure_key
from assistant.model.query import IndicatorRow, Measure, TableRow
from assistant.model.reply import ReplyProject, ReplySource


def table_source(table: TableRow, measure: Measure | None = None) -> ReplySource:
    """The place of a field of a table's head; of its name where the field's own place is not known."""
    place = "" if measure is None else table.places.get(measure_key(measure), "")
    return ReplySource(table.document, table.project, table.year, place or table.place, table=table.key)


def row_source(row: IndicatorRow) -> ReplySource:
    """The place of an indicator row."""
    return ReplySource(row.document, row.project, row.year, row.place, row=row.key, table=row.table)


def table_sources(tables: Iterable[TableRow], *measures: Measure) -> tuple[ReplySource, ...]:
    """The places of these fields in all the tables; of their names where no field is given."""
    return once(table_source(table, measure) for table in tables for measure in (measures or (None,)))


def row_sources(rows: Iterable[IndicatorRow]) -> tuple[ReplySource, ...]:
    """The places of all the rows."""
    return once(map(row_source, rows))


def once(sources: Iterable[ReplySource]) -> tuple[ReplySource, ...]:
    """The sources without repeats."""
    return tuple(dict.fromkeys(sources))


def projects_of(tables: Iterable[TableRow], rows: Iterable[IndicatorRow] = ()) -> tuple[ReplyProject, ...]:
    """The projects of an answer, each table once, in its order; rows stand for their tables."""
    seen = {table.key: ReplyProject(table.project, table.year, table.total) for table in tables}
    for row in rows:
        seen.setdefault(row.table, ReplyProject(row.project, row.year, row.total))
    return tuple(seen.values())
