"""A table saved with one cell a line (一格一行), rows of any kind: its cells put under the headings that they fit best.

`repairs/cell_a_line` reads such a form by its rhythm, as long as no cell is missing. Here the whole run of cells is placed at
once: each cell goes on in its row, under a later heading, or begins the next row, whichever makes the whole fit best (what a
column holds tells, and blank lines where blank cells left them). So rows may lack cells, and lists with a project's name in a
column of their own are read too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid
from assistant.normalise.cells import completes_value, looks_like_value
from assistant.normalise.grid import Row, filled
from assistant.normalise.labels import Labels
from assistant.normalise.loose import MISSED, NEVER, TEXTS, Heading, fits, heading_of, is_header_row
from assistant.normalise.repairs.cell_a_line import SHARE, head_rows
from assistant.normalise.tables import title_in

_FEWEST_HEADINGS = 4
"""So many headings below each other make a header."""
_MOST_HEADINGS = 24
_MOST_CELLS = 4_000
"""A longer run of cells is not placed."""
_GOES_ON = -3.0
"""What it costs that a line is the rest of the cell above it."""
_GOES_ON_FULL = 3.0
"""What it is worth below a line of a name that fills the width at which the document breaks its lines."""
_FEWEST_FULL = 3
"""So many lines of one width, none longer, tell the width."""
_RESTS = 5.0
"""What it is worth that a line makes a whole value of the one above it: 月底前 below 2023年11."""
_HEADLESS = -5.0
"""What it costs that a row begins with a project's money or goal, without its name."""
_OF_PROJECTS = frozenset(("total", "fiscal", "other", "fund", "goal", "long_term_goal"))
_BEGINNINGS = frozenset(("project", "department", "unit", "total", "money"))
"""Labels that no indicator is called."""
_BLANKS_FIT = 0.8
"""What it is worth that as many headings are left out as blank lines stand there."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The rows of such a text."""

    rows: tuple[Row, ...]
    unsure: tuple[Row, ...]
    """Rows with a text of several lines that may as well be cells of their own."""
    cells: tuple[Cell, ...]
    """The cells that were placed."""


def rows_of_stream(grid: Grid, labels: Labels) -> Stream | None:
    """The text's tables as rows; None where its lines hold several cells, or no header stands in it."""
    lines = [cells[0][1] for row in grid.rows if len(cells := filled(row)) == 1]
    if len(lines) < SHARE * len(grid.rows):
        return None
    headers = list(_headers(lines, labels))
    if not headers:
        return None
    rows: list[Row] = list(_head(lines[: headers[0][0]], labels))
    unsure: list[Row] = []
    placed: list[Cell] = []
    for (start, body), following in zip(headers, [*headers[1:], (len(lines), 0)], strict=True):
        end = next(
            (at for at in range(body, following[0]) if _ends(lines[at], labels)),
            following[0],
        )
        if end - body > _MOST_CELLS:
            return None
        header = [heading_of(cell, labels) for cell in lines[start:body]]
        first = next((at for at, one in enumerate(header) if one.kind != "indicators"), 0)
        header = header[first:]
        rows.append(tuple(one.cell for one in header))
        for row, is_sure in _placed(lines[body:end], header, labels):
            rows.append(row)
            if not is_sure:
                unsure.append(row)
        placed.extend(lines[body:end])
        rows.extend(_head(lines[end : following[0]], labels))
    return Stream(tuple(rows), tuple(unsure), tuple(placed)) if placed else None


def _headers(lines: Sequence[Cell], labels: Labels) -> list[tuple[int, int]]:
    """The runs of lines that are headings: the first and the one behind the last of each."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and end - at < _MOST_HEADINGS and _is_heading(lines[end], labels):
            end += 1
        if end - at >= _FEWEST_HEADINGS and is_header_row(lines[at:end], labels):
            found.append((_begin(lines, at, end, labels), end))
        at = max(end, at + 1)
    return found


def _is_heading(cell: Cell, labels: Labels) -> bool:
    """Whether the line is a heading rather than a level or a value."""
    if labels.column(cell.text) is not None:
        return True
    label = labels.head(cell.text)
    return label is not None and labels.level1(cell.text) is None and labels.level2(cell.text) is None


def _begin(lines: Sequence[Cell], start: int, end: int, labels: Labels) -> int:
    """Where the header begins in a run of labels: a form's labels without values stand right above it."""
    for at in range(start, end):
        kind, label = labels.column(lines[at].text), labels.head(lines[at].text)
        if kind is not None or (label is not None and label.field == "indicators"):
            names_project = any(
                (one := labels.head(cell.text)) is not None and one.field == "project" for cell in lines[start:at]
            )
            return start if names_project else at
    return start


def _ends(cell: Cell, labels: Labels) -> bool:
    """Whether a line ends the rows: what stands below a table, a title, the head of the next table."""
    label = labels.head(cell.text)
    begins = label is not None and label.field in _BEGINNINGS  # 完成时间 is an indicator's name as well
    return labels.closes(cell.text) or title_in((cell,)) is not None or begins


def _head(lines: Sequence[Cell], labels: Labels) -> list[Row]:
    first = next((at for at, cell in enumerate(lines) if labels.head(cell.text) is not None), len(lines))
    return [*((cell,) for cell in lines[:first]), *head_rows(list(lines[first:]), labels)]


_Way = tuple[float, tuple[int, ...]]


def _placed(cells: Sequence[Cell], header: Sequence[Heading], labels: Labels) -> list[tuple[Row, bool]]:
    """The rows, and whether each is the only way to place its cells."""
    if not cells:
        return []
    width = len(header)
    missed = [MISSED.get(one.kind, -1.0) for one in header]
    project = next((at for at, one in enumerate(header) if one.kind == "project"), width)
    before = [sum(missed[:at]) for at in range(width + 1)]
    blanks = _blanks(cells)
    full = _full(cells, labels)
    begun = [_HEADLESS if project < column and one.kind in _OF_PROJECTS else 0.0 for column, one in enumerate(header)]
    score = [[NEVER] * width for _ in cells]
    came: list[list[tuple[int, bool]]] = [[(-1, True)] * width for _ in cells]
    for column in range(width):
        score[0][column] = before[column] + fits(cells[0].text, header[column], labels)
    for at in range(1, len(cells)):
        gap = blanks[at]
        rest = _RESTS if completes_value(cells[at - 1].text, cells[at].text, labels) else 0.0
        goes_on = _GOES_ON_FULL if full[at - 1] and not looks_like_value(cells[at].text, labels) else _GOES_ON
        above = score[at - 1]
        ending = [above[column] + before[width] - before[column + 1] for column in range(width)]
        for column, one in enumerate(header):
            fit = fits(cells[at].text, one, labels)
            best, source = NEVER * len(cells), (-1, True)
            for last in range(width):
                if above[last] <= NEVER / 2 * len(cells):
                    continue
                if last < column:
                    total = above[last] + before[column] - before[last + 1] + fit
                    total += _BLANKS_FIT if gap is not None and column - last - 1 == gap else 0.0
                    if total > best:
                        best, source = total, (last, False)
                elif last == column and one.kind in TEXTS:
                    total = above[last] + (goes_on if one.kind == "level3" else _GOES_ON) + (rest if one.kind == "value" else 0.0)
                    if total > best:
                        best, source = total, (last, False)
                total = ending[last] + before[column] + fit + begun[column]
                total += _BLANKS_FIT if gap is not None and width - last - 1 + column == gap else 0.0
                if total > best:
                    best, source = total, (last, True)
            score[at][column], came[at][column] = best, source
    return _traced(cells, header, score, came, before, full)


def _traced(
    cells: Sequence[Cell],
    header: Sequence[Heading],
    score: Sequence[Sequence[float]],
    came: Sequence[Sequence[tuple[int, bool]]],
    before: Sequence[float],
    full: Sequence[bool],
) -> list[tuple[Row, bool]]:
    """The rows of the best way through all cells."""
    width = len(header)
    column = max(range(width), key=lambda at: score[-1][at] + before[width] - before[at + 1])
    rows: list[list[tuple[Cell, int]]] = [[]]
    torn: list[int] = [0]
    for at in range(len(cells) - 1, -1, -1):
        rows[-1].append((cells[at], column))
        torn[-1] += came[at][column] == (column, False) and not (full[at - 1] and header[column].kind == "level3")
        last, begins = came[at][column]
        if begins:
            rows.append([])
            torn.append(0)
        column = last
    made: list[tuple[Row, bool]] = []
    for entries, doubtful in zip(reversed(rows), reversed(torn), strict=True):
        if not entries:
            continue
        entries.reverse()
        blank = replace(entries[0][0], text="")
        row = [blank] * width
        for cell, at in entries:
            row[at] = replace(row[at], text=row[at].text + cell.text) if row[at].text else cell
        made.append((tuple(row), not doubtful))
    return made


def _full(cells: Sequence[Cell], labels: Labels) -> list[bool]:
    """Whether each line fills the width at which the document broke its texts; none does where no such width shows.

    It shows where several lines that are neither levels nor values are as long as the longest of them.
    """
    texts = [squeeze(cell.text) for cell in cells]
    names = [not (labels.is_label(text) or looks_like_value(text, labels)) for text in texts]
    widths = [sum(1 if one.isascii() else 2 for one in text) * is_name for text, is_name in zip(texts, names, strict=True)]
    widest = max(widths, default=0)
    full = [width > 0 and width >= widest - 1 for width in widths]
    return full if sum(full) >= _FEWEST_FULL else [False] * len(cells)


def _blanks(cells: Sequence[Cell]) -> list[int | None]:
    """How many blank lines stand before each cell beyond those between any two; None where blank cells left none."""
    steps = [below.place.line - above.place.line for above, below in pairwise(cells)]
    usual = min(steps, default=1) or 1
    if not any(step > usual for step in steps):
        return [None] * len(cells)
    return [None, *(step // usual - 1 for step in steps)]
