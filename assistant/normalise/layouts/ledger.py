"""The list (列表式): one indicator a row, with the project's name, money and goal in columns of their own.

Read only from grids that keep their columns (docx, xlsx, html, csv). A project's cells stand in its first row, reach over all of
its rows, or come again in each; sums of a department (小计, 合计) are no projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place, Source
from assistant.normalise.body import columns_of
from assistant.normalise.cells import code_and_name
from assistant.normalise.grid import Row, filled, is_blank
from assistant.normalise.head import Entry
from assistant.normalise.labels import Labels
from assistant.normalise.layouts.base import Reading, Sheet
from assistant.normalise.layouts.form import FormHead, by_content, has_marks, read_indicator, remarks_on
from assistant.normalise.repairs.base import Clues
from assistant.normalise.repairs.fill_down import RULE as FILLED
from assistant.normalise.repairs.fill_down import fill_down
from assistant.normalise.repairs.missing_level import missing_level
from assistant.normalise.tables import is_ledger_header, title_in

_NOWHERE = Cell("", Place())
_SUMS = re.compile(r"(?:本页|部门|单位)?(?:小计|合计|总计|共计)")
_OWNERS = frozenset(("department", "department_code", "unit", "unit_code"))
"""Fields that stand once for several projects below each other."""
_FEWEST = 3
"""A row of a unit without a project's name and with fewer cells behind it is its sum."""
_REACH = 6
"""So many rows above the header title, year and unit of money may stand."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A list found in a grid."""

    start: int
    """Index of its first row: of its title, where it has one."""
    header: int
    end: int
    """Index of the row behind it."""


def ledgers(grid: Grid, labels: Labels) -> tuple[Ledger, ...]:
    """The lists of the grid; each ends where the next one's title or header begins, or another title.

    A header that the next page prints again in the midst of the rows begins no list.
    """
    rows = grid.rows
    found: list[Ledger] = []
    headers: list[int] = []
    for index, row in enumerate(rows):
        if is_ledger_header(row, labels) and not (headers and _is_printed_again(rows, headers[-1], index)):
            headers.append(index)
    done = 0
    for position, header in enumerate(headers):
        if header < done:
            continue
        start = header
        while start > max(done, header - _REACH) and len(filled(rows[start - 1])) <= 2:
            start -= 1
        limit = headers[position + 1] if position + 1 < len(headers) else len(rows)
        end = header + 1
        while end < limit and title_in(rows[end]) is None:
            end += 1
        found.append(Ledger(start, header, end))
        done = end
    return tuple(found)


def _is_printed_again(rows: Sequence[Row], above: int, index: int) -> bool:
    """Whether a row is the header `above` once more at the head of a later page, with the list's rows before and after it."""
    first, row, before = (filled(rows[at]) for at in (above, index, index - 1))
    return (
        [squeeze(cell.text) for _, cell in first] == [squeeze(cell.text) for _, cell in row]
        and row[0][1].place.page > before[0][1].place.page > 0
        and len(before) > 1
    )


def read_ledger(grid: Grid, ledger: Ledger, source: Source, first: int, labels: Labels) -> Iterator[Reading]:
    """The table of each project of the list, the first with the ordinal `first`."""
    rows = grid.rows
    header = rows[ledger.header]
    fields = _head_columns(header, labels)
    caption = rows[ledger.start : ledger.header]
    listed = [row for row in rows[ledger.header + 1 : ledger.end] if not is_ledger_header(row, labels)]
    for ordinal, (owners, block) in enumerate(_projects(listed, fields), first):
        yield _read_project(block, header, fields, owners, caption, source, ordinal, labels)


def _head_columns(header: Row, labels: Labels) -> Mapping[str, tuple[int, Cell]]:
    """The columns of the project's own cells, by their fields."""
    columns: dict[str, tuple[int, Cell]] = {}
    for column, cell in filled(header):
        label = labels.head(cell.text)
        if label is not None and label.field not in ("ignored", "indicators", "money") and labels.column(cell.text) is None:
            columns.setdefault(label.field, (column, cell))
    return columns


def _projects(rows: Sequence[Row], fields: Mapping[str, tuple[int, Cell]]) -> Iterator[tuple[Mapping[str, Cell], list[Row]]]:
    """The rows of each project, those that sum others left out, with the department and unit that it stands under."""
    name_column = fields["project"][0]
    owners: dict[str, Cell] = {}
    block: list[Row] = []
    name = ""
    summed: Cell | None = None
    above: Mapping[str, Cell] = {}
    for row in rows:
        text = squeeze(_cell(row, name_column).text)
        found = {field: cell for field in _OWNERS & fields.keys() if (cell := _cell(row, fields[field][0])).text.strip()}
        is_sum = any(_SUMS.fullmatch(squeeze(cell.text)) for cell in (_cell(row, name_column), *found.values()))
        changed = any(squeeze(cell.text) != squeeze(owners[field].text) for field, cell in found.items() if field in owners)
        owners.update({field: cell for field, cell in found.items() if not _SUMS.fullmatch(squeeze(cell.text))})
        contents = sum(column > name_column for column, _ in filled(row))
        is_sum = is_sum or is_blank(row) or (not text and bool(found) and contents < _FEWEST)
        if is_sum and "unit" in found and "department" not in fields and not _SUMS.fullmatch(squeeze(found["unit"].text)):
            summed = found["unit"]
        if block and (is_sum or (text and (text != name or changed))):
            yield above, block
            block = []
        if is_sum:
            name = ""
        elif text and not block:
            name, above = text, dict(owners)
            if summed is not None and "unit" in owners and _is_above(summed.text, owners["unit"].text):
                above = {**above, "department": summed}
        if name and not is_sum:
            block.append(row)
    if block:
        yield above, block


def _is_above(department: str, unit: str) -> bool:
    """Whether the row 731-某镇部门 that sums up others is of the department of unit 731001-某镇人民政府: its code goes on."""
    code, _ = code_and_name(department)
    below, _ = code_and_name(unit)
    return bool(code) and below.startswith(code) and below != code


def _read_project(
    block: Sequence[Row],
    header: Row,
    fields: Mapping[str, tuple[int, Cell]],
    owners: Mapping[str, Cell],
    caption: Sequence[Row],
    source: Source,
    ordinal: int,
    labels: Labels,
) -> Reading:
    head = FormHead(Sheet(Grid(tuple(block)), source, ordinal), labels)
    entries = []
    if "department" in owners and "department" not in fields:
        entries.append(Entry("department", Cell("", Place()), 0, ((0, owners["department"]),)))
    for field, (column, label) in fields.items():
        cell = owners.get(field) or _first(block, column)
        known = labels.head(label.text)
        entries.append(Entry(field, label, column, ((column, cell),) if cell.text.strip() else (), known.unit if known else None))
    head.take(tuple(caption), entries)
    columns = columns_of(header, labels)
    columns = by_content(columns, [[_cell(row, column.column) for column in columns] for row in block])
    levels = [_level_column(header, kind, labels) for kind in ("level1", "level2")]
    listed = [
        (
            *(_cell(row, column) if column is not None else _NOWHERE for column in levels),
            *(_cell(row, one.column) for one in columns),
        )
        for row in (header, *block)
    ]
    mended = Grid(tuple(listed), exact=True)
    remarks: list[Finding] = []
    for mend in (fill_down, missing_level):
        mended, said = mend(mended, Clues(labels))
        remarks.extend(said)
    body = mended.rows[1:]
    marked = has_marks((row[1].text for row in body), labels)
    indicators = []
    findings = [*head.findings, *(remark for remark in remarks if remark.severity is Severity.DOUBT or remark.rule != FILLED)]
    for row in body:
        indicator = read_indicator(row, columns, marked, labels, ordinal)
        if indicator is not None:
            indicators.append(indicator)
            findings.extend(remarks_on(row, indicator))
    return Reading(replace(head.table(), indicators=tuple(indicators)), tuple(findings))


def _first(block: Sequence[Row], column: int) -> Cell:
    """The first cell of the column with text; a blank one where there is none."""
    return next((cell for row in block if (cell := _cell(row, column)).text.strip()), Cell("", block[0][0].place))


def _level_column(header: Row, kind: str, labels: Labels) -> int | None:
    return next((column for column, cell in filled(header) if labels.column(cell.text) == kind), None)


def _cell(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else Cell("", row[0].place)
