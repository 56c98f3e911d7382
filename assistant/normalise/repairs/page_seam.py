"""Puts together what a page break cut in a ruled table: a row whose cells go on at the top of the next page, and names of levels.

Only for documents with pages whose grids keep their columns; `cut_row` and `cut_cell` do it for text.
"""

from __future__ import annotations

from assistant.chinese.width import squeeze
from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.model.quantity import OPERATORS
from assistant.normalise.cells import is_number
from assistant.normalise.grid import Row, filled, join, quoted, repair, with_text
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues
from assistant.normalise.seam import torn
from assistant.normalise.tables import head_fields, is_header, title_in

RULE = "page-seam"


def page_seam(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Joins the first row of a page to the last one of the page before where it can only be the rest of it."""
    rows: list[Row] = []
    findings: list[Finding] = []
    at_top = False
    page = 0
    for row in grid.rows:
        cells = filled(row)
        here = cells[0][1].place.page if cells else page
        at_top = at_top or (here > page > 0)
        page = here or page
        if at_top and len(row) > 1 and not is_header(row, clues.labels) and title_in(row) is None:
            at_top = False
            above = _last_of_table(rows, page, clues.labels)
            if above is not None and "project" not in head_fields(row, clues.labels):
                row = _with_labels_joined(rows, above, row, clues.labels)
                if not filled(row):
                    continue
                if _goes_on(rows[above], row, clues):
                    told = f"换页断开的一行“{quoted(rows[above])}”和“{quoted(row)}”已接上。"
                    findings.append(repair(RULE, [cell for _, cell in (*filled(rows[above]), *filled(row))], told))
                    rows[above] = tuple(
                        join(cell, row[column]) if column < len(row) and row[column].text.strip() else cell
                        for column, cell in enumerate(rows[above])
                    )
                    continue
        rows.append(row)
    return Grid(tuple(rows), grid.exact), tuple(findings)


def _last_of_table(rows: list[Row], page: int, labels: Labels) -> int | None:
    """Index of the last row of cells on the page before."""
    for index in range(len(rows) - 1, -1, -1):
        cells = filled(rows[index])
        if not cells or cells[0][1].place.page >= page:
            continue
        return index if len(rows[index]) > 1 and not is_header(rows[index], labels) else None
    return None


def _with_labels_joined(rows: list[Row], above: int, row: Row, labels: Labels) -> Row:
    """The row without the rests of labels, which are put to their beginnings: 绩效 over 指标, 产出指 over 标."""
    for column, cell in filled(row):
        owner = next((at for at in range(above, -1, -1) if column < len(rows[at]) and rows[at][column].text.strip()), None)
        if owner is None:
            return row
        begin = rows[owner][column]
        begins = labels.begins_label(begin.text) or labels.is_label(begin.text)
        if begins and labels.is_label(begin.text + cell.text) and not labels.is_label(cell.text):
            rows[owner] = (*rows[owner][:column], join(begin, cell), *rows[owner][column + 1 :])
            row = with_text(row, column, "")
            continue
        return row
    return row


def _goes_on(above: Row, below: Row, clues: Clues) -> bool:
    """Whether every text of the row below stands under one of the row above, and one of them can only be its rest.

    A row with a level, a comparator or a number of its own is an indicator of its own, however its texts begin.
    """
    pairs: list[tuple[str, str]] = []
    for column, cell in filled(below):
        if column >= len(above) or not above[column].text.strip():
            return False
        if clues.labels.level2(cell.text) is not None and clues.labels.level2(above[column].text) is not None:
            return False
        upper, lower = squeeze(above[column].text), squeeze(cell.text)
        if _is_whole(upper) and _is_whole(lower):
            return False
        pairs.append((upper, lower))
    return any(torn(upper, lower, clues) for upper, lower in pairs if not _is_whole(upper))


def _is_whole(text: str) -> bool:
    """Whether a squeezed text is a comparator or a number, alone in its cell: no line ever breaks within."""
    return text in OPERATORS or is_number(text)
