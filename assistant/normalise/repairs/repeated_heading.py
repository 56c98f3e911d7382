"""Takes out the headings that a new page repeats inside a table: title, year, 项目名称, the header of the indicator block."""

from __future__ import annotations

from assistant.chinese.width import squeeze
from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.normalise.grid import Row, filled, quoted, repair
from assistant.normalise.repairs.base import Clues
from assistant.normalise.repairs.placed_row import whole_header
from assistant.normalise.tables import head_fields, is_header, title_in, year_in

RULE = "repeated-heading"

_HEAD_FIELDS = frozenset({"department", "attribute", "period", "money", "total", "fiscal", "goal"})
"""Fields that never stand below the indicator block's header: a header above them is astray."""


def repeated_heading(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Drops every row below 项目名称 that heads a page; the first header of the indicator block stays."""
    labels = clues.labels
    kept: list[Row] = []
    findings: list[Finding] = []
    title = ""
    project: str | None = None
    header = False
    dropped_title = False
    lower = -1
    for index, row in enumerate(grid.rows):
        heading = title_in(row)
        texts = "".join(squeeze(cell.text) for _, cell in filled(row) if labels.head(cell.text) is None)
        repeated = False
        if project is None:
            title = squeeze(heading) if heading is not None else title
            if "project" in head_fields(row, labels):
                project = texts
        elif heading is not None and (squeeze(heading) == title or "绩效目标" in squeeze(heading)):
            repeated = True
        elif year_in(row) is not None:
            repeated = dropped_title or squeeze(filled(row)[0][1].text)[:1] == "("
        elif "project" in head_fields(row, labels):
            repeated = texts == project
        if is_header(row, labels):
            astray = index + 1 < len(grid.rows) and bool(_HEAD_FIELDS & set(head_fields(grid.rows[index + 1], labels)))
            repeated = (header or astray) and index != lower
            if not repeated and index != lower:
                lower = whole_header(grid.rows, index, labels)[1] - 1 if grid.exact else lower
            header = header or not astray
        dropped_title = repeated
        if repeated:
            findings.append(_finding(row))
        else:
            kept.append(row)
    return Grid(tuple(kept), grid.exact), tuple(findings)


def _finding(row: Row) -> Finding:
    return repair(RULE, [cell for _, cell in filled(row)], f"表中又印了一遍表头“{quoted(row)}”，已略过。")
