"""Takes out the medium-term indicators (长期绩效指标, 中期绩效指标) that old forms print above or below those of the year.

Both blocks have the same header; only the label beside it tells them apart.
"""

from __future__ import annotations

from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.normalise.grid import Row, filled, repair
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues
from assistant.normalise.tables import is_header

RULE = "long-term-block"


def long_term_block(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Drops the rows of the long-term blocks; where no other block stands in the table, nothing."""
    kinds = [_block_of(row, clues.labels) for row in grid.rows]
    starts = [index for index, kind in enumerate(kinds) if kind]
    if len({kinds[index] for index in starts}) < 2:
        return grid, ()
    kept: list[Row] = []
    dropped: list[Row] = []
    kind = ""
    for index, row in enumerate(grid.rows):
        if kinds[index]:
            kind = kinds[index]
        (dropped if kind == "long" else kept).append(row)
    cells = [cell for row in dropped for _, cell in filled(row)]
    told = f"“{filled(dropped[0])[0][1].text.strip()}”一段{len(dropped)}行不是本年度的指标，没有读进表里。"
    return Grid(tuple(kept), grid.exact), (repair(RULE, cells, told),)


def _block_of(row: Row, labels: Labels) -> str:
    """`long` or `year` where the row begins a block of indicators, "" elsewhere."""
    cells = filled(row)
    label = labels.head(cells[0][1].text) if cells else None
    if label is None or label.field != "indicators" or not (len(cells) == 1 or is_header(row, labels)):
        return ""
    return "long" if labels.is_long_term(cells[0][1].text) else "year"
