"""From a document as read to goal tables: repairs, then the layout that fits, everything reported.

The steps, in order: forms whose cells all stand in their places are read as they are; of the rest the repairs of the whole
document, cutting it into tables, and for each table the look-alikes, its repairs and its layout.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid, Paragraph, RawDocument, Record
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.source import Place, Source
from assistant.normalise.amounts import is_list_of_amounts, with_amounts
from assistant.normalise.cell_stream import rows_of_stream
from assistant.normalise.cells import caption_unit, is_cut, year_in_title
from assistant.normalise.error_values import without_error_values
from assistant.normalise.grid import Row, doubt, filled, is_blank, place_of, quoted, repair, rows_of, shortened
from assistant.normalise.head import begins_body
from assistant.normalise.labels import Labels, load_labels
from assistant.normalise.layouts import LAYOUTS
from assistant.normalise.layouts.base import Reading, Sheet
from assistant.normalise.layouts.ledger import ledgers, read_ledger
from assistant.normalise.layouts.official import OfficialForm, goes_on, official_forms
from assistant.normalise.layouts.prose import is_prose, read_prose
from assistant.normalise.layouts.record import read_record
from assistant.normalise.lookalikes import RULE as LOOK_ALIKE
from assistant.normalise.lookalikes import look_alike
from assistant.normalise.loose import placed_text
from assistant.normalise.repairs import DOCUMENT_REPAIRS, EXACT_DOCUMENT_REPAIRS, EXACT_REPAIRS, TABLE_REPAIRS
from assistant.normalise.repairs.base import Clues, Repair, clues_from
from assistant.normalise.spread import with_joined_pages, without_pages_apart
from assistant.normalise.tables import Segment, cut_into_tables, head_fields, is_header, is_ledger_header, title_in

_MOSTLY = 0.8
"""Share of rows with all their cells from which on the columns of a text may be taken at their word."""
_MOST_ROWS = 5_000
"""Rows of a text that is read in another way, too, because something in it is doubtful."""
_LONGEST_HEADING = 60
"""Characters of a heading of the document."""
_REACH_ABOVE = 6
"""So many rows above a grid its title may stand."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """What a document came to."""

    tables: tuple[GoalTable, ...]
    findings: tuple[Finding, ...] = ()
    """Repairs and doubts, the reader's first, with the table they concern in their place."""
    skipped: tuple[Finding, ...] = ()
    """What looked like a goal table and was left out, each with its reason."""


def normalise(document: RawDocument, labels: Labels | None = None) -> Normalised:
    """All goal tables of a document; never raises for what a document holds."""
    labels = labels or load_labels()
    document = without_error_values(document)
    document = with_joined_pages(document, labels) if document.spreads else document
    document, refused = without_pages_apart(document, labels) if document.source.format == "pdf" else (document, ())
    if refused and not any(isinstance(part, Grid) for part in document.parts):
        return Normalised((), document.findings, refused)
    found = _with_years(document, _by_kind(document, labels))
    tables, remarks = with_amounts(_with_exact_grids(document), found.tables, labels)
    if document.source.format == "pdf":
        remarks = [*remarks, *(remark for table in tables for remark in _cut_texts(table))]
    return Normalised(tuple(tables), (*found.findings, *remarks), (*refused, *found.skipped))


def _cut_texts(table: GoalTable) -> Iterator[Finding]:
    """A doubt for each printed name in which a bracket stays open: a print leaves out what its cell has no room for."""
    names = [(getattr(table, key), table.places.get(key, table.place)) for key in ("project", "department", "unit")]
    names += [(text, row.place) for row in table.indicators for text in (row.level3, row.value.text)]
    for text, place in names:
        if is_cut(text):
            told = f"“{shortened(text)}”的括号不成对，打印时格子里放不下的字可能没有印出来。"
            yield Finding("cut-text", Severity.DOUBT, place, told, "请对照原文件补全，或者导入 Excel、Word 原件。")


def _by_kind(document: RawDocument, labels: Labels) -> Normalised:
    """The tables of a notice in prose, of a document with its own cells or of a text, whichever it is."""
    rows = rows_of(document)
    if (notice := _prose(document, rows, labels)) is not None:
        return notice
    grids = [part for part in document.parts if isinstance(part, Grid)]
    own_cells = all(part.exact for part in grids) and bool(grids)
    kept = 0.0 if own_cells else _columns_kept(grids, labels)
    first = document.source.format == "pdf" or kept == 1
    forms: _Forms = {}
    by_columns = _normalised(_with_exact_grids(document), labels, forms, rows) if kept == 1 else None
    if by_columns is not None and document.source.format != "pdf" and _holds_all(by_columns, rows, labels):
        return by_columns
    found = _normalised(document, labels, forms, rows)
    if own_cells or (any(finding.rule == LOOK_ALIKE for finding in found.skipped) and not found.tables):
        return found
    readings = [found]
    if document.source.format == "pdf" or kept >= _MOSTLY:
        by_columns = by_columns or _normalised(_with_exact_grids(document), labels, forms, rows)
        readings.insert(0 if first else 1, by_columns)
    tables, certainty = max(map(_quality, readings))
    doubtful = certainty and kept < 1 and len(rows.rows) <= _MOST_ROWS  # no cell is to be placed where none was lost
    if document.source.format != "pdf" and (not tables or doubtful):
        placed = _cells_placed(rows, labels) or placed_text(rows, labels)
        if placed is not None:
            grid, remarks = placed
            whole = RawDocument(document.source, (grid,), (*document.findings, *remarks))
            readings.append(_normalised(whole, labels))
    return max(readings, key=_quality)


def _cells_placed(rows: Grid, labels: Labels) -> tuple[Grid, tuple[Finding, ...]] | None:
    """A text of one cell a line as a grid with its columns, and what was done; None for other texts."""
    stream = rows_of_stream(rows, labels)
    if stream is None:
        return None
    remarks = [repair("cell-a-line", stream.cells, "这个文件存成了一格一行，已按表头和各格的样子还原成行。")]
    for row in stream.unsure:
        cells = [cell for _, cell in filled(row)]
        remarks.append(doubt("cell-a-line", cells, f"“{quoted(row)}”里有一格断成了几行，已接上，读得未必对。"))
    return Grid(stream.rows, exact=True), tuple(remarks)


def _holds_all(found: Normalised, rows: Grid, labels: Labels) -> bool:
    """Whether no other reading can be better: nothing is doubtful or left out, and each row 项目名称 has its table."""
    if not found.tables or found.skipped or any(finding.severity is Severity.DOUBT for finding in found.findings):
        return False
    return len(found.tables) >= sum("project" in head_fields(row, labels) for row in rows.rows)


def _columns_kept(grids: Sequence[Grid], labels: Labels) -> float:
    """Share of the rows that have as many cells as the header of their block: 1 for text that lost none; 0 without a header.

    The head of a form stands above its header, so that what stands between two headers may be of either.
    """
    whole = rows = 0
    width = 0
    between: list[int] = []
    for row in (row for grid in grids for row in grid.rows):
        if is_header(row, labels):
            whole += sum(cells in (width, len(row)) for cells in between)
            width, between = len(row), []
        elif width and len(filled(row)) > 1:
            rows += 1
            between.append(len(row))
    whole += between.count(width)
    return whole / rows if rows else 0.0


def _with_exact_grids(document: RawDocument) -> RawDocument:
    """The document with its grids taken at their word: the rules of a PDF part all cells, or one reads it as text."""
    return replace(
        document, parts=tuple(replace(part, exact=True) if isinstance(part, Grid) else part for part in document.parts)
    )


def _quality(found: Normalised) -> tuple[int, int]:
    """How well a document was read: first by its tables, then by how little is doubtful."""
    return len(found.tables), -sum(finding.severity is Severity.DOUBT for finding in found.findings)


def _with_years(document: RawDocument, found: Normalised) -> Normalised:
    """Tables that print no year take that of the headings above them in the document or sheet, where all name the same one."""
    if all(table.year is not None for table in found.tables):
        return found
    headings = [(text, place) for text, place in _lone_texts(document) if len(text) <= _LONGEST_HEADING and "绩效" in text]
    tables: list[GoalTable] = []
    findings = list(found.findings)
    for table in found.tables:
        named = [
            (year, text, place)
            for text, place in headings
            if place.sheet == table.place.sheet and (year := year_in_title(text)) is not None
        ]
        if table.year is None and len({year for year, _, _ in named}) == 1:
            year, text, place = named[0]
            place = replace(place, table=table.place.table)
            table = replace(table, year=year, places={**table.places, "year": place})
            findings = [finding for finding in findings if finding.rule != "no-year" or finding.place.table != table.place.table]
            told = f"表上没有印年度，按文件标题“{shortened(text)}”读作{year}年。"
            findings.append(Finding("year-from-heading", Severity.REPAIR, place, told))
        tables.append(table)
    return Normalised(tuple(tables), tuple(findings), found.skipped)


def _lone_texts(document: RawDocument) -> Iterator[tuple[str, Place]]:
    """The lines of the document that stand alone and are no sentences."""
    for part in document.parts:
        if isinstance(part, Paragraph):
            lone = [(part.text, part.place)]
        elif isinstance(part, Grid):
            cells = [filled(row) for row in part.rows]
            lone = [(row[0][1].text, row[0][1].place) for row in cells if len(row) == 1]
        else:
            lone = []
        yield from ((squeeze(text), place) for text, place in lone if "。" not in text)


def _prose(document: RawDocument, rows: Grid, labels: Labels) -> Normalised | None:
    """The tables of a notice in prose, `rows` all its rows; None for other documents."""
    if not is_prose(rows, labels):
        return None
    headings = [text for text, _ in _lone_texts(document) if len(text) <= _LONGEST_HEADING and "绩效" in text]
    refused = look_alike(Segment(rows, has_project=True), labels, headings[0] if headings else "")
    if refused is not None:
        return Normalised((), document.findings, (refused,))
    tables: list[GoalTable] = []
    findings = list(document.findings)
    for reading in read_prose(rows, document.source, 1, labels):
        _collect(reading, tables, findings)
    return Normalised(tuple(tables), _with_tables(findings, tables)) if any(table.indicators for table in tables) else None


_Forms = dict[tuple[int, ...], Reading]
"""What came of forms that are read by the places of their cells, by their rows, those above and their ordinals."""


def _normalised(document: RawDocument, labels: Labels, forms: _Forms | None = None, rows: Grid | None = None) -> Normalised:
    """All goal tables of a document by the repairs and layouts of its kind.

    `forms`: of an earlier reading of the same rows, and of this one: a form is the same however else the document is read.
    `rows`: all its rows, where they are at hand.
    """
    forms = {} if forms is None else forms
    tables: list[GoalTable] = []
    findings: list[Finding] = list(document.findings)
    skipped: list[Finding] = []
    for part in document.parts:
        if isinstance(part, Record):
            reading = read_record(part, document.source, len(tables) + 1)
            _collect(reading, tables, findings)
    rows = rows_of(document) if rows is None else rows
    clues: Clues | None = None
    for stretch in (part for whole in _stretches(document, rows, labels) for part in _sheet_by_sheet(whole, labels)):
        if isinstance(stretch, _Placed):
            refused = look_alike(Segment(Grid(stretch.form.rows), has_project=True), labels)
            if refused is not None:
                skipped.append(refused)
                continue
            known = (*map(id, stretch.form.rows), 0, *map(id, stretch.above), len(tables))
            if known not in forms:
                forms[known] = stretch.form.read(stretch.above, document.source, len(tables) + 1, labels)
            _collect(forms[known], tables, findings)
            continue
        clues = clues or clues_from(rows, labels)
        grid = _mend(stretch, clues, EXACT_DOCUMENT_REPAIRS if stretch.exact else DOCUMENT_REPAIRS, findings)
        if stretch.exact:
            grid = _without_ledgers(grid, document.source, labels, tables, findings, skipped)
        unit: Decimal | None = None
        segments = cut_into_tables(grid, labels)
        if not segments and (remark := _rows_of_no_project(grid, labels)) is not None:
            skipped.append(remark)
        for segment in segments:
            refused = look_alike(segment, labels) or _unknown_kind(segment, labels)
            if refused is not None:
                skipped.append(refused)
                continue
            unit = _unit_above(segment, unit, labels)
            reading = _read(segment, clues, document.source, len(tables) + 1, unit)
            if reading.table is None and not reading.findings:
                skipped.append(_no_layout(segment, labels))
            _collect(reading, tables, findings)
    if not tables and not skipped and not any(finding.severity is Severity.DOUBT for finding in findings):
        skipped.append(_nothing_found(rows, labels))
    return Normalised(tuple(tables), _with_tables(findings, tables), tuple(skipped))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A form that is read by the places of its cells, with the rows above its grid."""

    form: OfficialForm
    above: tuple[Row, ...]


def _stretches(document: RawDocument, rows: Grid, labels: Labels) -> Iterator[_Placed | Grid]:
    """The document in order: forms with every cell in its place, and the rows between them; one stretch where there are none."""
    grids = [part for part in document.parts if isinstance(part, Grid)]
    exact = bool(grids) and all(part.exact for part in grids)
    last = max((index for index, part in enumerate(document.parts) if isinstance(part, Grid)), default=0)
    found = {
        index: official_forms(part, labels, last=index == last)
        for index, part in enumerate(document.parts)
        if isinstance(part, Grid)
    }
    following: Grid | None = None
    for index in sorted(found, reverse=True):
        part = document.parts[index]
        forms = found[index]
        if forms and isinstance(part, Grid) and forms[-1].end == len(part.rows) and following and goes_on(following.rows, labels):
            found[index] = forms[:-1]  # the block has more rows in the next grid, as on a new page
        following = part if isinstance(part, Grid) else following
    if not any(found.values()):
        yield Grid(rows.rows, exact)
        return
    between: list[Row] = []
    for index, part in enumerate(document.parts):
        done = 0
        for form in found.get(index, ()):
            if isinstance(part, Grid):
                between.extend(row for row in part.rows[done : form.start] if not is_blank(row))
            many = next((at for at, row in enumerate(reversed(between)) if len(filled(row)) > 1), len(between))
            above = tuple(between[len(between) - min(many, _REACH_ABOVE) :])
            if between:
                yield Grid(tuple(between), exact)
                between = []
            yield _Placed(form, above)
            done = form.end
        if isinstance(part, Grid):
            between.extend(row for row in part.rows[done:] if not is_blank(row))
        elif isinstance(part, Paragraph) and part.text.strip():
            between.append((Cell(part.text, part.place),))
    if between:
        yield Grid(tuple(between), exact)


def _sheet_by_sheet(stretch: _Placed | Grid, labels: Labels) -> Iterator[_Placed | Grid]:
    """A stretch of a workbook sheet by sheet: no table goes on on the next one, but for a head whose block is there."""
    if isinstance(stretch, _Placed):
        yield stretch
        return
    held: list[Row] = []
    for _, rows in groupby(stretch.rows, lambda row: row[0].place.sheet):
        here = list(rows)
        if held and not (_has_project(held, labels) and not _has_block(held, labels) and not _has_project(here, labels)):
            yield Grid(tuple(held), stretch.exact)
            held = []
        held.extend(here)
    if held:
        yield Grid(tuple(held), stretch.exact)


def _has_project(rows: Sequence[Row], labels: Labels) -> bool:
    return any("project" in head_fields(row, labels) for row in rows)


def _has_block(rows: Sequence[Row], labels: Labels) -> bool:
    return any(is_header(row, labels) or begins_body(row, labels) for row in rows)


def _rows_of_no_project(grid: Grid, labels: Labels) -> Finding | None:
    """What is said of a sheet with a block of indicators and no project's name: a dictionary of the form's, a library."""
    header = next((row for row in grid.rows if is_header(row, labels)), None)
    if header is None or not grid.rows[0][0].place.sheet:
        return None
    told = f"工作表“{grid.rows[0][0].place.sheet}”有指标的表头，没有项目名称，像是字典或者指标库，没有导入。"
    return _skip(place_of(header), told, "如果是哪个项目的指标，请和项目名称放在一张工作表里。")


def _without_ledgers(
    grid: Grid, source: Source, labels: Labels, tables: list[GoalTable], findings: list[Finding], skipped: list[Finding]
) -> Grid:
    """Reads the lists of the grid and gives back the rows that are in none."""
    rest: list[Row] = []
    done = 0
    for ledger in ledgers(grid, labels):
        rest.extend(grid.rows[done : ledger.start])
        done = ledger.end
        refused = look_alike(Segment(Grid(grid.rows[ledger.start : ledger.end]), has_project=True), labels)
        if refused is not None:
            skipped.append(refused)
            continue
        for reading in read_ledger(grid, ledger, source, len(tables) + 1, labels):
            _collect(reading, tables, findings)
    return Grid((*rest, *grid.rows[done:]), exact=True)


def _mend(grid: Grid, clues: Clues, repairs: Iterable[Repair], findings: list[Finding]) -> Grid:
    """The grid after all of these repairs; what they did is added to the findings."""
    for mend in repairs:
        mended, remarks = mend(grid, clues)
        grid = Grid(mended.rows, grid.exact)
        findings.extend(remarks)
    return grid


def _unit_above(segment: Segment, before: Decimal | None, labels: Labels) -> Decimal | None:
    """The unit of money that stands above the table; that of the table before where no title or year parts the two."""
    rows = segment.grid.rows
    named = [
        unit for row in rows[:_REACH_ABOVE] for _, cell in filled(row) if (unit := caption_unit(cell.text, labels)) is not None
    ]
    if named:
        return named[0]
    return before if "project" in head_fields(rows[0], labels) and not segment.above else None


def _read(segment: Segment, clues: Clues, source: Source, ordinal: int, unit: Decimal | None) -> Reading:
    """One table by the first layout that fits; `unit`: yuan in one unit of money, where something above it says so."""
    remarks: list[Finding] = []
    grid = _mend(segment.grid, clues, EXACT_REPAIRS if segment.grid.exact else TABLE_REPAIRS, remarks)
    for layout in LAYOUTS:
        if layout.fits(grid, clues.labels):
            reading = layout.read(Sheet(grid, source, ordinal, unit), clues.labels)
            return Reading(reading.table, (*remarks, *reading.findings))
    return Reading(None)


def _collect(reading: Reading, tables: list[GoalTable], findings: list[Finding]) -> None:
    """Adds what came of a table; the findings about a table that was read name it."""
    if reading.table is not None:
        tables.append(reading.table)
        ordinal = reading.table.place.table
        findings.extend(replace(finding, place=replace(finding.place, table=ordinal)) for finding in reading.findings)
    else:
        findings.extend(reading.findings)


def _unknown_kind(segment: Segment, labels: Labels) -> Finding | None:
    """Tables that are recognised and cannot be read: lists with one indicator a row, goal tables of no project."""
    first = segment.grid.rows[0]
    title = shortened(title_in(first) or "")
    if segment.has_project:
        return None
    for row in segment.grid.rows:
        if is_ledger_header(row, labels):
            told = f"“{title}”是一行一个指标的列表，现在还不会读，没有导入。"
            return _skip(place_of(row), told, "请改用一个项目一张的表，或者逐个项目录入。")
    told = f"“{title}”下面没有“项目名称”，像是目标表，但认不准是哪个项目的，没有导入。"
    return _skip(place_of(first), told, "请确认它是不是项目支出绩效目标表。")


def _no_layout(segment: Segment, labels: Labels) -> Finding:
    rows = segment.grid.rows
    if any(is_list_of_amounts(row, labels) for row in rows):
        told = "这里只有项目和钱，没有指标，是预算表或者资金分配表，没有导入。"
        return _skip(place_of(rows[0]), told, "绩效目标在别的表里的，请导入那张表。")
    begin = shortened(" ".join(cell.text for _, cell in filled(rows[0])))
    return _skip(place_of(rows[0]), f"从“{begin}”起像是目标表，有项目名称，但没有认出绩效指标，没有导入。", "请对照原文件核对。")


def _nothing_found(grid: Grid, labels: Labels) -> Finding:
    """Why a document holds no table: there is none, or its cells stand so close that they cannot be told apart."""
    for row in grid.rows:
        first = filled(row)[0][1].text.split(" ")[0]
        label = labels.head(first)
        if label is not None and label.field == "project":
            told = "有“项目名称”，但格子之间只隔一个空格，分不开列，没有导入。"
            return _skip(place_of(row), told, "请从原文件重新复制，让格子之间留制表符。")
    told = "没有认出项目支出绩效目标表：没有“项目名称”，也没有绩效指标。"
    return _skip(Place(), told, "请确认选对了文件。")


def _skip(place: Place, message: str, advice: str) -> Finding:
    return Finding("no-goal-table", Severity.HINT, place, message, advice)


def _with_tables(findings: list[Finding], tables: list[GoalTable]) -> tuple[Finding, ...]:
    """The findings of the whole document with the ordinal of the table in whose lines they lie."""
    spans = sorted((table.place.line, max(table.place.line, table.place.last_line), table.place.table) for table in tables)
    begins = [begin for begin, _, _ in spans]
    named = []
    for finding in findings:
        place = finding.place
        before = bisect_right(begins, place.line) - 1
        if not place.table and place.line and before >= 0 and place.line <= spans[before][1]:
            finding = replace(finding, place=replace(place, table=spans[before][2]))
        named.append(finding)
    return tuple(named)
