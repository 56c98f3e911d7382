"""The list (列表式): one indicator a row, with the project's name, money and goal in columns of their own.

Read only from grids that keep their columns (docx, xlsx, html, csv). A project's cells stand in its first row, reach over all of
its rows, or come again in each; sums of a department (小计, 合计) are no projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place, Source
from assistant.normalise.body import columns_of
from assistant.normalise.cells import code_and_name
from assistant.normalise.grid import Row, filled, is_blank
from assistant.normalise.head import MONEY, Entry, is_office_beside
from assistant.normalise.labels import HeadLabel, Labels, key_of
from assistant.normalise.layouts.base import Reading, Sheet
from assistant.normalise.layouts.form import FormHead, by_content, indicators_of
from assistant.normalise.repairs.base import Clues
from assistant.normalise.repairs.fill_down import RULE as FILLED
from assistant.normalise.repairs.fill_down import fill_down
from assistant.normalise.repairs.missing_level import missing_level
from assistant.normalise.repairs.placed_row import whole_header
from assistant.normalise.tables import head_fields, is_header, is_ledger_header, title_in

_NOWHERE = Cell("", Place())
_SUMS = re.compile(r"(?:本页|部门|单位)?(?:小计|合计|总计|共计)")
_OWNERS = frozenset(("department", "department_code", "unit", "unit_code", "year"))
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
    body: int
    """Index of the row behind the header, which has one or two rows."""
    end: int
    """Index of the row behind it."""


def ledgers(grid: Grid, labels: Labels) -> tuple[Ledger, ...]:
    """The lists of the grid; each ends where the next one's title or header begins, or another title.

    A header that the next page prints again in the midst of the rows begins no list.
    """
    rows = grid.rows
    found: list[Ledger] = []
    headers: dict[int, int] = {}
    named = [is_header(row, labels) for row in rows]
    for index, row in enumerate(rows):
        whole = named[index]
        upper = not whole and index + 1 < len(rows) and named[index + 1]
        if not (whole or upper) or "project" not in head_fields(row, labels):
            continue
        if headers and _is_printed_again(rows, max(headers), index):
            continue
        if whole:
            headers[index] = index + 1
            continue
        both, below = whole_header(rows, index, labels)
        if below > index + 1 and is_ledger_header(both, labels):
            headers[index] = below
    done = 0
    starts = [*headers]
    for position, (header, body) in enumerate(headers.items()):
        if header < done:
            continue
        start = header
        while start > max(done, header - _REACH) and len(filled(rows[start - 1])) <= 2:
            start -= 1
        limit = starts[position + 1] if position + 1 < len(starts) else len(rows)
        end = body
        while end < limit and title_in(rows[end]) is None:
            end += 1
        found.append(Ledger(start, header, body, end))
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
    printed = rows[ledger.header : ledger.body]
    header = whole_header(rows, ledger.header, labels)[0] if len(printed) > 1 else printed[0]
    fields = _head_columns(printed[0], header, labels)
    caption = rows[ledger.start : ledger.header]
    again = {_texts(row) for row in printed}
    listed = [row for row in rows[ledger.body : ledger.end] if not is_ledger_header(row, labels) and _texts(row) not in again]
    for ordinal, (owners, block) in enumerate(_projects(listed, fields), first):
        yield _read_project(block, header, fields, owners, caption, source, ordinal, labels)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(squeeze(cell.text) for _, cell in filled(row))


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of the project's own cells."""

    column: int
    label: Cell
    unit: Decimal | None
    """Yuan in one unit of money, where its heading or the one above it names it."""


def _head_columns(upper: Row, header: Row, labels: Labels) -> Mapping[str, _Field]:
    """The columns of the project's own cells, by their fields; rows of money beside total, fiscal and other are `fund 7`.

    `upper`: the first row of the header; 年度预算（万元） over 合计 and 财政拨款 says what both are.
    """
    columns: dict[str, _Field] = {}
    levels = [column for column, cell in filled(header) if labels.column(cell.text) in ("level1", "level2", "level3")]
    above: HeadLabel | None = None
    for column, cell in filled(header):
        if column < len(upper) and upper[column].text.strip():
            above = labels.head(upper[column].text)
        label = labels.head(cell.text)
        if above is not None and above.field in MONEY and labels.sums(cell.text):
            label = above
        elif key_of(cell.text) in labels.unit_or_owner and column < min(levels, default=0):
            label = HeadLabel("unit")
        elif label is None and key_of(cell.text) in labels.year_columns and column < min(levels, default=0):
            label = HeadLabel("year")
        elif _names_a_unit(label, cell, columns):
            label = HeadLabel("unit")
        if label is None or labels.column(cell.text) is not None or label.field in ("ignored", "indicators", "money"):
            continue
        unit = label.unit or (above.unit if above is not None and label.field in MONEY else None)
        key = f"fund {column}" if label.field == "fund" else label.field
        columns.setdefault(key, _Field(column, cell, unit))
    return columns


def _names_a_unit(label: HeadLabel | None, cell: Cell, columns: Mapping[str, _Field]) -> bool:
    """Whether a second heading of departments means the unit, as 预算单位 does beside 预算部门."""
    if label is None or label.field != "department" or "department" not in columns or "unit" in columns:
        return False
    return is_office_beside(columns["department"].label.text, cell.text)


def _projects(rows: Sequence[Row], fields: Mapping[str, _Field]) -> Iterator[tuple[Mapping[str, Cell], list[Row]]]:
    """The rows of each project, those that sum others left out, with the department and unit that it stands under."""
    name_column = fields["project"].column
    owners: dict[str, Cell] = {}
    block: list[Row] = []
    name = ""
    summed: Cell | None = None
    above: Mapping[str, Cell] = {}
    before = -1
    for index, row in enumerate(rows):
        if "unit" not in fields and _is_owner(rows, index, name_column):
            if block:
                yield above, block
                block = []
            if before == index - 1 and "unit" in owners:
                owners["department"] = owners["unit"]
            owners["unit"], name, before = _cell(row, name_column), "", index
            continue
        text = squeeze(_cell(row, name_column).text)
        found = {field: cell for field in _OWNERS & fields.keys() if (cell := _cell(row, fields[field].column)).text.strip()}
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


def _is_owner(rows: Sequence[Row], index: int, column: int) -> bool:
    """Whether the row names nothing but a unit, whose projects follow in the same column (单位名称、项目名称)."""
    if [at for at, _ in filled(rows[index])] != [column] or _SUMS.fullmatch(squeeze(rows[index][column].text)):
        return False
    below = next((row for row in rows[index + 1 :] if not is_blank(row)), ())
    return bool(below) and bool(_cell(below, column).text.strip())


def _is_above(department: str, unit: str) -> bool:
    """Whether the row 731-某镇部门 that sums up others is of the department of unit 731001-某镇人民政府: its code goes on."""
    code, _ = code_and_name(department)
    below, _ = code_and_name(unit)
    return bool(code) and below.startswith(code) and below != code


def _read_project(
    block: Sequence[Row],
    header: Row,
    fields: Mapping[str, _Field],
    owners: Mapping[str, Cell],
    caption: Sequence[Row],
    source: Source,
    ordinal: int,
    labels: Labels,
) -> Reading:
    head = FormHead(Sheet(Grid(tuple(block)), source, ordinal), labels)
    entries: list[Entry] = []
    entries.extend(
        Entry(field, Cell("", Place()), 0, ((0, owners[field]),))
        for field in ("department", "unit")
        if field in owners.keys() - fields
    )
    for key, one in fields.items():
        cell = owners.get(key) or _first(block, one.column)
        values = ((one.column, cell),) if cell.text.strip() else ()
        entries.append(Entry(key.split()[0], one.label, one.column, values, one.unit))
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
    indicators, told = indicators_of(mended.rows[1:], columns, labels, source, ordinal)
    notable = [remark for remark in remarks if remark.severity is Severity.DOUBT or remark.rule != FILLED]
    return Reading(replace(head.table(), indicators=tuple(indicators)), (*head.findings, *notable, *told))


def _first(block: Sequence[Row], column: int) -> Cell:
    """The first cell of the column with text; a blank one where there is none."""
    return next((cell for row in block if (cell := _cell(row, column)).text.strip()), Cell("", block[0][0].place))


def _level_column(header: Row, kind: str, labels: Labels) -> int | None:
    return next((column for column, cell in filled(header) if labels.column(cell.text) == kind), None)


def _cell(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else Cell("", row[0].place)
