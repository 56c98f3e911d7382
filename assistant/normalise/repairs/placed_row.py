"""Puts the cells of the indicator block under their headings where the document itself says which column a cell stands in.

The counterpart of `shifted_row` for grids out of docx, xlsx, html and csv. Where medium-term columns stand beside the yearly
ones, the yearly ones, on the right, are taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.normalise.body import STANDARD, Column, body_start, columns_of
from assistant.normalise.grid import Row, doubt, filled, is_blank, place_of, quoted, shortened, with_text
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues
from assistant.normalise.repairs.shifted_row import shifted_row, without_endings
from assistant.normalise.tables import is_header

RULE = "placed-row"

_FEWEST_BELOW = 2
"""So many headings below a merged one make a header of two rows."""
_TERMS = 2
"""Medium term and year."""
_MISPLACED_SHARE = 0.1
"""Share of rows whose levels stand elsewhere from which on the columns are not trusted."""


def placed_row(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """The head as it is, then the header and the rows of the block as (level 1, level 2, contents …), all of the same length.

    Grids that are not exact, and those whose rows do not keep to the columns of the header, are left to `shifted_row`.
    """
    labels = clues.labels
    start = body_start(grid, labels)
    if not grid.exact or start + 1 >= len(grid.rows) or not is_header(grid.rows[start], labels):
        return shifted_row(grid, clues)
    header, below = whole_header(grid.rows, start, labels)
    printed = frozenset(at for column, cell in filled(header) for at in range(column, column + max(cell.width, 1)))
    widths = {column: cell.width for column, cell in filled(header)} if below == start + 1 else {}
    header = _of_the_year(_with_names(header, grid.rows[below:], labels), grid.rows[:start], labels)
    columns = columns_of(header, labels)
    if columns is STANDARD:
        return shifted_row(grid, clues)
    level1, level2 = _level_columns(header, columns, labels)
    body, findings = without_endings(grid.rows[below:], labels)
    if level2 is None or _misplaced(body, level1, level2, labels) > _MISPLACED_SHARE * len(body):
        return shifted_row(grid, clues)
    rows: list[Row] = [_mended(header, level1, level2, columns)]
    beside = frozenset(range(min((at for at in (level1, level2) if at is not None), default=0)))
    for index, row in enumerate(body):
        texts = filled(row)
        if len(texts) == 1 and texts[0][1].width > 2:
            findings.append(doubt(RULE, [texts[0][1]], f"“{quoted(row)}”占了一整行，不是指标，没有读。"))
            continue
        whole = tuple(_uncovered(body, index, column) for column in range(len(row)))
        whole = _with_halves(whole, columns, widths)
        mended = _mended(whole, level1, level2, columns)
        if not is_blank(mended):
            rows.append(mended)
        lost = [cell for column, cell in texts if column not in printed and not (column in beside and _is_beside(cell, labels))]
        if lost:
            told = "”“".join(shortened(cell.text, 20) for cell in lost)
            findings.append(doubt(RULE, lost, f"“{told}”不在表头的任何一栏下面，没有读进表里。"))
    return Grid((*grid.rows[:start], *rows), exact=True), tuple(findings)


def whole_header(rows: tuple[Row, ...], start: int, labels: Labels) -> tuple[Row, int]:
    """The header and the row behind it; one of two rows, 评价标准 over 优 良 中 差, is put together from both."""
    header = tuple(_uncovered(rows, start, column) for column in range(len(rows[start])))
    below = rows[start + 1] if start + 1 < len(rows) else ()
    under = [column for column, _ in filled(below)]
    owners = [_owner(rows[start], column) for column in under]
    if len(under) < _FEWEST_BELOW or None in owners or len(set(owners)) * _FEWEST_BELOW > len(under):
        return header, start + 1
    lower = {column: below[column] for column in under}
    for owner in {at for at in owners if at is not None}:
        under_it = [column for column, at in zip(under, owners, strict=True) if at == owner]
        if labels.column(header[owner].text) == "value" and not any(labels.column(below[column].text) for column in under_it):
            whole = next((column for column in under_it if labels.sums(below[column].text)), under_it[0])
            lower[whole] = header[owner]  # 指标值 over 合计, 甲乡, 乙乡: the others are kept beside it
    return tuple(lower.get(column, cell) for column, cell in enumerate(header)), start + 2


def _owner(header: Row, column: int) -> int | None:
    """The column of the heading that stands over several columns, this one among them; a csv leaves the others blank."""
    if column < len(header) and header[column].covered and not header[column].width:
        left = next((at for at in range(column, -1, -1) if not header[at].covered), None)
    else:
        left = next((at for at in range(min(column, len(header) - 1), -1, -1) if header[at].text.strip()), None)
    if left is None:
        return None
    blanks = next((at for at in range(left + 1, len(header)) if header[at].text.strip()), len(header)) - left
    return left if column < left + max(header[left].width, blanks) and max(header[left].width, blanks) > 1 else None


def _with_names(header: Row, body: tuple[Row, ...], labels: Labels) -> Row:
    """The header with the right headings where it has two levels, the first of them 数量, 质量 …, the second the names."""
    kinds = {labels.column(cell.text): column for column, cell in filled(header)}
    level1, level2 = kinds.get("level1"), kinds.get("level2")
    if level1 is None or level2 is None or "level3" in kinds or "value" not in kinds:
        return header
    firsts = [row[level1].text for row in body if level1 < len(row) and row[level1].text.strip()]
    names = [row[level2].text for row in body if level2 < len(row) and row[level2].text.strip()]
    if any(labels.level2(text) is not None for text in names) or sum(
        labels.level2(text) is not None for text in firsts
    ) * 2 < len(firsts):
        return header
    return tuple(
        replace(cell, text={level1: "二级指标", level2: "三级指标"}.get(column, cell.text)) for column, cell in enumerate(header)
    )


def _of_the_year(header: Row, head: tuple[Row, ...], labels: Labels) -> Row:
    """The header without 三级指标 and 指标值 of the medium term, where these stand twice and the head has a long-term goal."""
    kinds = [(column, labels.column(cell.text)) for column, cell in filled(header)]
    names = [column for column, kind in kinds if kind == "level3"]
    values = [column for column, kind in kinds if kind == "value"]
    again = [column for column, kind in kinds if kind == "level2" and column > min(names, default=column)]
    if len(names) != _TERMS or len(values) != _TERMS or again or values[0] > names[1]:
        return header
    goals = {label.field for row in head for _, cell in filled(row) if (label := labels.head(cell.text)) is not None}
    if "long_term_goal" not in goals:
        return header
    return tuple(replace(cell, text="") if names[0] <= column < names[-1] else cell for column, cell in enumerate(header))


def _level_columns(header: Row, columns: tuple[Column, ...], labels: Labels) -> tuple[int | None, int | None]:
    """The columns of the levels that the contents belong to: the nearest ones left of them."""
    first = min(column.column for column in columns)
    found: dict[str, int] = {}
    for column, cell in filled(header):
        kind = labels.column(cell.text)
        if kind in ("level1", "level2") and column < first:
            found[kind] = column
    return found.get("level1"), found.get("level2")


def _misplaced(rows: tuple[Row, ...], level1: int | None, level2: int, labels: Labels) -> int:
    """How many rows have the name of a level outside the levels' columns, right of them."""
    count = 0
    for row in rows:
        for column, cell in filled(row):
            if column > level2 and labels.level2(cell.text) is not None and labels.column(cell.text) is None:
                count += 1
                break
            if column == level1 and labels.level1(cell.text) is None and labels.level2(cell.text) is not None:
                count += 1
                break
    return count


def _uncovered(rows: tuple[Row, ...], index: int, column: int) -> Cell:
    """The cell, with the text of the merged cell above that reaches down to it."""
    cell = rows[index][column]
    above = index - 1
    while cell.covered and above >= 0 and column < len(rows[above]):
        upper = rows[above][column]
        if not upper.covered:
            return Cell(upper.text, cell.place) if upper.height > index - above else cell
        above -= 1
    return cell


def _with_halves(row: Row, columns: tuple[Column, ...], widths: Mapping[int, int]) -> Row:
    """The row with the texts of several cells under one merged heading in the first of them: ≥ and 95% under 指标值."""
    for column in columns:
        width = widths.get(column.column, 1)
        under = [row[at] for at in range(column.column, min(column.column + width, len(row))) if row[at].text.strip()]
        if width > 1 and len(under) > 1 and not row[column.column].covered:
            row = with_text(row, column.column, "".join(cell.text.strip() for cell in under))
    return row


def _is_beside(cell: Cell, labels: Labels) -> bool:
    """Whether a cell left of the levels says nothing: the name of the block, a number, a level once more."""
    return cell.text.strip().isdigit() or labels.is_label(cell.text) or labels.begins_label(cell.text)


def _mended(row: Row, level1: int | None, level2: int, columns: tuple[Column, ...]) -> Row:
    """The row's levels and contents."""
    blank = Cell("", place_of(row))

    def at(column: int | None) -> Cell:
        return row[column] if column is not None and column < len(row) else blank

    return (at(level1), at(level2), *(at(column.column) for column in columns))
