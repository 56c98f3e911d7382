"""Takes the doubled characters out of labels: 产产出指标 is 产出指标. Text and facts keep theirs."""

from __future__ import annotations

from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.normalise.grid import repair, shortened, with_text
from assistant.normalise.labels import has_doubles, without_doubles
from assistant.normalise.repairs.base import Clues

RULE = "doubled-character"


def doubled_character(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Mends every cell that is a label, or a label's beginning, once its runs of the same character are made one."""
    rows = []
    findings = []
    for row in grid.rows:
        for column, cell in enumerate(row):
            if has_doubles(cell.text) and (clues.labels.is_label(cell.text) or clues.labels.begins_label(cell.text)):
                single = without_doubles(cell.text)
                row = with_text(row, column, single)
                findings.append(repair(RULE, (cell,), f"标签“{shortened(cell.text)}”有叠字，读作“{shortened(single)}”。"))
        rows.append(row)
    return Grid(tuple(rows)), tuple(findings)
