"""Joins lines that were broken within a cell: the first line ends with half a cell, the next begins with the other half.

The evidence is the number of cells: the two lines together have as many as the table's rows usually have.
"""

from __future__ import annotations

from collections import Counter

from assistant.chinese.width import squeeze
from assistant.model.document import Grid
from assistant.model.finding import Finding
from assistant.normalise.cells import ends_open, is_title, year_alone
from assistant.normalise.grid import Row, join, repair, shortened
from assistant.normalise.labels import Labels, key_of
from assistant.normalise.repairs.base import Clues
from assistant.normalise.seam import torn

RULE = "broken-line"

_NEAR = 8
"""So many rows on either side say how many cells a row has."""
_FEWEST = 3
"""So many of them must have the same number of cells for it to be a usual one."""
_TEXT_FIRST_SHARE = 0.2
"""Share of rows beginning with text above which blank cells in front were lost."""


def broken_line(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """Joins pairs of lines, and runs of more, into rows of a usual length."""
    rows = grid.rows
    kept: list[Row] = []
    findings: list[Finding] = []
    begin_blank = _rows_begin_blank(rows, clues.labels)
    index = 0
    while index < len(rows):
        row = rows[index]
        following = index + 1
        widths = _usual_widths(rows, index)
        while following < len(rows):
            beside = frozenset(len(other) for other in (*kept[-1:], *rows[following + 1 : following + 2]))
            if not _goes_on(row, rows[following], widths, beside, begin_blank, clues):
                break
            first, second = row[-1], rows[following][0]
            row = (*row[:-1], join(first, second), *rows[following][1:])
            findings.append(
                repair(RULE, (first, second), f"一行在“{shortened(first.text)}”和“{shortened(second.text)}”之间断开了，已接上。")
            )
            following += 1
        kept.append(row)
        index = following
    return Grid(tuple(kept)), tuple(findings)


def _usual_widths(rows: tuple[Row, ...], index: int) -> frozenset[int]:
    """How many cells the rows near by have: every number that comes several times."""
    near = rows[max(0, index - _NEAR) : index + _NEAR]
    counts = Counter(len(row) for row in near if len(row) > 1)
    return frozenset(width for width, count in counts.items() if count >= _FEWEST)


def _rows_begin_blank(rows: tuple[Row, ...], labels: Labels) -> bool:
    """Whether rows begin with a label or a blank cell, so that one that begins with text is remarkable."""
    tabular = [row for row in rows if len(row) > 1]
    texts = sum(bool(row[0].text.strip()) and not labels.is_label(row[0].text) for row in tabular)
    return texts < _TEXT_FIRST_SHARE * len(tabular)


def _goes_on(
    first: Row, second: Row, widths: frozenset[int], beside: frozenset[int], rows_begin_blank: bool, clues: Clues
) -> bool:
    """Whether the two are one line in pieces: they make up a usual width, and their touching cells are halves of one.

    `beside`: how many cells the rows above and below the two have.
    """
    labels = clues.labels
    above, below = first[-1].text, second[0].text
    if not above.strip() or not below.strip() or is_title(above) or is_title(below):
        return False
    if year_alone(above) or year_alone(above + below):
        return ends_open(above) and year_alone(above + below) is not None
    together = key_of(above + below)
    if labels.is_label(above + below) and labels.begins_label(above) and not labels.is_label(below) and below.strip(":："):
        return True
    if len(first) + len(second) - 1 not in widths:
        return False
    if labels.is_label(above + below) and together != key_of(below) and (together != key_of(above) or not key_of(below)):
        return True
    if labels.is_label(above) or labels.is_label(below) or (len(second) == 1 and labels.begins_label(below)):
        return False
    if labels.begins_label(first[0].text) and labels.is_label(first[0].text + below):
        return False
    if not rows_begin_blank or (clues.times_seen(below) > 1 and not clues.times_seen(above + below)):
        return False
    return torn(squeeze(above), squeeze(below), clues) or (len(second) > 1 and len(first) + len(second) - 1 in beside)
