"""Tables without rules: rows and columns from where the words of a page stand.

Office programs centre a cell's text in the height of its cell: a cell of two lines lies half a line above and below its row,
and the text of a merged cell beside the middle of its rows. So lines that overlap are one row, and what a merged cell covers
follows from where its text stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

FEWEST_COLUMNS = 3
"""So many pieces side by side, and below them others, make a table."""
_FEWEST_ROWS = 3
_OVERLAP = 0.3
"""Share of a line's height that two lines of one row overlap at least."""
_OVERLAP_CLOSE = 0.5
"""The same where rows stand as close as lines: a merged cell's text between two rows overlaps both by less."""
_ALIGNED = 0.2
"""Share of a line's height by which a text may stand off the middle of its row."""
_WORD = 0.6
"""Share of a line's height that stands between two words of a text at most."""
_LEADING = 0.55
"""Share of a line's height that stands between two lines of one cell at most."""
_FILLED = 1.5
"""Room for so many characters is left at the end of a line that was wrapped."""
_ENDS = frozenset(("标", "指标", "目标", "情况"))
"""Second lines of labels."""
_HEADINGS = ("级指标", "指标值", "目标值", "指标内容", "指标名称")
"""Three of these on a line are a header."""
_NAMES = ("级指标", "指标内容", "指标名称")
_VALUES = ("指标值", "目标值")
_FEW_ABOVE = 1
"""Lines above and below a table that goes on over a page's end: a page's heading, its number."""
_REST = 2.0
"""Lines of room between the rest of a cut row at a page's top and the row below it."""
_WIDE = 30.0
"""Points that a text may reach over its column."""
_SURE = 3.5
"""Points by which the text of a merged cell may stand off the middle of its rows."""
_FREE = 1.0
"""What it costs, in points, that a row at a page's end is left to a cell of the other page; a fit that needs it costs more."""
_AHEAD = 4.0
"""What it costs besides that the text of a cell stands on the second of its pages: office programs put it on the first."""
_MOST_PIECES = 5_000
"""Pieces of text on a page; pages with more are no forms."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand close together on one line; points from the left and from the top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    first: int = -1
    """The place of its first character in the order of the file; -1 where that is not known."""
    last: int = -1

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def line(self) -> float:
        """Height of one of its lines."""
        return (self.bottom - self.top) / (1 + self.text.count("\n"))


@dataclass(slots=True)
class Placed:
    """A cell of a table without rules."""

    text: str
    row: int
    column: int
    height: int = 1


@dataclass(slots=True)
class _Row:
    """Pieces of one row, by columns once these are known."""

    pieces: list[Piece] = field(default_factory=list)
    columns: dict[int, list[Piece]] = field(default_factory=dict)

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (min(piece.top for piece in self.pieces) + max(piece.bottom for piece in self.pieces)) / 2


def wrapped_together(lines: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The lines with a text of two lines made one piece where the rest of its row stands at the height between them.

    Its lines follow each other in the file and in the column, and the upper one fills its column. Where another column has a
    short text beside the upper and one beside the lower line, these are two rows.
    """
    made = [list(line) for line in lines]
    beginning = {piece.first: (at, piece) for at, line in enumerate(made) for piece in line if piece.first >= 0}
    widest: dict[int, float] = {}
    centred: dict[int, float] = {}
    for line in made:
        for piece in line:
            widest[round(piece.left)] = max(widest.get(round(piece.left), 0.0), piece.right)
            centred[round(piece.centre)] = max(centred.get(round(piece.centre), 0.0), piece.right)

    def edge_of(piece: Piece) -> float:
        return max(widest.get(round(piece.left) + near, 0.0) for near in (-1, 0, 1))

    def centre_edge_of(piece: Piece) -> float:
        return max(centred.get(round(piece.centre) + near, 0.0) for near in (-1, 0, 1))

    def is_short(piece: Piece) -> bool:
        return max(edge_of(piece), centre_edge_of(piece)) - piece.right >= _FILLED * piece.line

    def has_rows(uppers: Sequence[Piece], lowers: Sequence[Piece]) -> bool:
        return any(
            is_short(one) and (abs(one.left - other.left) <= 1 or abs(one.centre - other.centre) <= 1)
            for one in uppers
            for other in lowers
        )

    for at, line in enumerate(made):
        for position, piece in enumerate(line):
            below = beginning.get(piece.last + 1) if piece.last >= 0 else None
            if below is None or below[0] <= at or below[1] not in made[below[0]]:
                continue
            rest = below[1]
            begins = abs(piece.left - rest.left) <= 1
            edge = edge_of(piece) if begins else max(edge_of(piece), centre_edge_of(piece))
            between = (piece.top + rest.bottom) / 2
            beside = [other for near in made[at : below[0] + 1] for other in near if other is not piece and other is not rest]
            if (
                (begins or abs(piece.centre - rest.centre) <= 1)
                and 0 <= rest.top - piece.bottom < _LEADING * piece.line
                and edge - piece.right < _FILLED * piece.line
                and rest.right <= edge
                and any(abs(other.middle - between) < piece.line / 4 for other in beside)
                and not has_rows(
                    [other for other in beside if abs(other.middle - piece.middle) < piece.line / 4],
                    [other for other in beside if abs(other.middle - rest.middle) < piece.line / 4],
                )
            ):
                text = f"{piece.text}\n{rest.text}"
                left, right = min(piece.left, rest.left), max(piece.right, rest.right)
                line[position] = Piece(text, left, right, piece.top, rest.bottom, piece.first, rest.last)
                made[below[0]].remove(rest)
    return made


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is set, for the pages that it goes on over."""

    edges: tuple[tuple[float, float], ...]
    """Left and right of each column."""
    name: int
    """The column of names, from `_Contents`."""
    value: int
    close: bool
    tight: bool
    atop: bool | None = None
    """Whether texts of merged cells stand at the top of their rows; None where that cannot be told."""


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table without rules among the lines of a page."""

    first: int
    """Its first line …"""
    last: int
    """… and its last one."""
    cells: tuple[Placed, ...]
    columns: Columns
    headless: bool = False
    """It only goes on with the one of the page before."""
    bare: Mapping[int, int] = field(default_factory=dict)
    """By columns, the first of the last rows that no text of a merged cell stands beside: it may stand on the next page."""
    unsure: tuple[int, ...] = ()
    """Columns of merged cells where it cannot be told which of the rows at a page's end are theirs."""


def unruled_table(lines: Sequence[Sequence[Piece]], before: Columns | None = None, *, goes_on: bool = False) -> Unruled | None:
    """The table among the lines of a page, from top to bottom; None where they make no table.

    `before`: the columns of a table that the page before ends with: without a header of its own a page goes on with it where it
    begins with such a row. `goes_on`: another page follows, so that merged cells may go on there.
    """
    starts = [index for index, line in enumerate(lines) if len(line) > 1]
    if not starts or sum(map(len, lines)) > _MOST_PIECES:
        return None
    candidates = [index for index in starts if len(lines[index]) >= FEWEST_COLUMNS]
    named = [index for index in candidates if sum(piece.text.endswith(_HEADINGS) for piece in lines[index]) > 2]
    continued = before is not None and starts[0] <= _FEW_ABOVE and (named[:1] == starts[:1] or not named)
    headless = continued and not named and before is not None and _has_row_of(before, [lines[index] for index in starts[:2]])
    if not headless and (not candidates or len(starts) < _FEWEST_ROWS):
        return None
    first, last = starts[0], starts[-1]
    inside = [piece for line in lines[first : last + 1] for piece in line]
    while last + 1 < len(lines) and (
        _belongs(lines[last + 1], lines[last], inside)
        or _ends_label(lines[last + 1], lines[last])
        or _ends_text(lines[last + 1], lines[max(first, last - 3) : last + 1])
        or _are_beside(lines[last + 1 : last + 3])
    ):
        last += 1
    while first and (_belongs(lines[first - 1], lines[first], inside) or _are_beside(lines[max(first - 2, 0) : first])):
        first -= 1
    pieces = [piece for line in lines[first : last + 1] for piece in line]
    goes_on = goes_on and len(lines) - 1 - last <= _FEW_ABOVE
    if headless and before is not None:
        rest: list[Piece] = []
        while first and _is_rest(lines[first - 1], before, min(piece.top for piece in (rest or lines[first]))):
            first -= 1
            rest.extend(lines[first])
        return _continuation(pieces, rest, first, last, before, goes_on=goes_on)
    header = _header(candidates, lines)
    edges = _widened(_edges(lines[header], inside), [piece for line in lines[header + 1 : last + 1] for piece in line])
    rows, top = _placed(_rows(pieces), edges, lines[header][0])
    contents = _contents(rows[top], len(edges))
    close = _is_close(rows, top, contents)
    if close:
        rows, top = _placed(_rows(pieces, _OVERLAP_CLOSE), edges, lines[header][0])
    else:
        rows, top = _placed(_united(rows, top, len(edges), contents), edges, lines[header][0])
    tight = _is_tight(rows, top, contents)
    head = rows[top]
    rows = _with_ends(rows, top, tight=tight or close)
    header = rows.index(head)
    columns = Columns(tuple(edges), contents.name, contents.value, close, tight)
    ends = _Ends(continued and header == 0, goes_on, before.atop if before is not None and continued else None)
    return _set(first, last, rows, header, columns, ends)


def _has_row_of(columns: Columns, lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether the lines have a name and a value where the columns have them, and nothing beside the columns."""
    edges = columns.edges
    found = {_nearest(piece.left, piece.right, edges) for line in lines for piece in line}
    reach = [piece for line in lines for piece in line]
    beside = any(piece.right < edges[0][0] - _WIDE or piece.left > edges[-1][1] + _WIDE for piece in reach)
    return {columns.name, columns.value} <= found and not beside


def _is_rest(line: Sequence[Piece], columns: Columns, top: float) -> bool:
    """Whether the line at a page's top, close above `top`, is the rest of a name or a value that the page before begins."""
    inside = [columns.edges[at] for at in {columns.name, columns.value}]
    return all(
        top - piece.bottom < _REST * piece.line and any(piece.left < right and left < piece.right for left, right in inside)
        for piece in line
    )


def _continuation(
    pieces: Sequence[Piece], rest: Sequence[Piece], first: int, last: int, before: Columns, *, goes_on: bool
) -> Unruled:
    """The rows of a page that only go on with the table of the page before; `rest`: of that page's last row, above them."""
    contents = _Contents(before.name, before.value)
    rows = _rows(pieces, _OVERLAP_CLOSE if before.close else _OVERLAP)
    for row in rows:
        _place(row, before.edges, in_body=True)
    if not before.close:
        rows = _united(rows, -1, len(before.edges), contents)
    rows = _with_ends(rows, -1, tight=before.tight or before.close)
    if rest:
        rows.insert(0, _Row(list(rest)))
        _place(rows[0], before.edges, in_body=True)
    return _set(first, last, rows, -1, before, _Ends(True, goes_on, before.atop))


@dataclass(frozen=True, slots=True)
class _Ends:
    """What the ends of a page may do to merged cells."""

    above: bool = False
    """The first rows may belong to a cell whose text stands on the page before …"""
    below: bool = False
    """… the last ones to one whose text stands on the next page."""
    atop: bool | None = None


def _set(first: int, last: int, rows: Sequence[_Row], header: int, columns: Columns, ends: _Ends) -> Unruled:
    """The table of these rows."""
    contents = _Contents(columns.name, columns.value)
    headless = header < 0
    if columns.tight:
        return Unruled(first, last, tuple(_cells_atop(rows, header, contents)), columns, headless)
    found = _Merged(ends)
    cells = _cells(rows, header, contents, found, close=columns.close)
    atop = ends.atop if ends.atop is not None else found.atop
    return Unruled(first, last, tuple(cells), replace(columns, atop=atop), headless, found.bare, tuple(found.unsure))


def _placed(rows: list[_Row], edges: Sequence[tuple[float, float]], heading: Piece) -> tuple[list[_Row], int]:
    """The rows with their pieces in columns, and which of them is the header; `heading`: a piece of it."""
    top = next(at for at, row in enumerate(rows) if heading in row.pieces)
    for at, row in enumerate(rows):
        row.columns.clear()
        _place(row, edges, in_body=at > top)
    return rows, top


@dataclass(frozen=True, slots=True)
class _Contents:
    """The columns of the block that no cell is merged in: each of its rows has a name, and a value beside it."""

    name: int
    """Left of it stand the levels."""
    value: int


def _contents(header: _Row, width: int) -> _Contents:
    """What the headings say; the last two columns where they say nothing."""
    texts = {column: "".join(piece.text for piece in stack) for column, stack in header.columns.items()}
    value = max((column for column, text in texts.items() if text.endswith(_VALUES)), default=width - 1)
    name = max((column for column, text in texts.items() if text.endswith(_NAMES) and column < value), default=width - 2)
    return _Contents(name, value)


def _header(candidates: Sequence[int], lines: Sequence[Sequence[Piece]]) -> int:
    """The first of the fullest lines whose pieces stand below each other; of two such groups the larger, then the lower one."""
    most = max(len(lines[index]) for index in candidates)
    named = next((index for index in candidates if sum(piece.text.endswith(_HEADINGS) for piece in lines[index]) > 2), None)
    if named is not None and len(lines[named]) >= most - 1:
        return named
    groups: list[list[int]] = []
    for index in candidates:
        if len(lines[index]) < most:
            continue
        group = next((one for one in groups if _aligned(lines[one[0]], lines[index])), None)
        if group is None:
            groups.append([index])
        else:
            group.append(index)
    return max(groups, key=lambda group: (len(group), group[0]))[0]


def _aligned(line: Sequence[Piece], other: Sequence[Piece]) -> bool:
    return all(one.left < two.right and two.left < one.right for one, two in zip(line, other, strict=True))


def _belongs(line: Sequence[Piece], beside: Sequence[Piece], inside: Sequence[Piece]) -> bool:
    """Whether a line at the table's end is a part of its last row: it overlaps that row's lines."""
    return (
        any(min(one.bottom, other.bottom) - max(one.top, other.top) > 0 for one in line for other in beside) and len(inside) > 1
    )


def _ends_text(line: Sequence[Piece], above: Sequence[Sequence[Piece]]) -> bool:
    """Whether the line is nothing but the end of a name or value, not of the first text, of a line above it."""
    return len(line) == 1 and any(_goes_on(piece, line[0], in_body=True) for one in above for piece in one[1:])


def _are_beside(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether two lines are parts of one row: a text of two lines, and one that stands between these in another column."""
    return len(lines) > 1 and any(
        min(one.bottom, other.bottom) - max(one.top, other.top) > _OVERLAP_CLOSE * min(one.line, other.line)
        and (one.right < other.left or other.right < one.left)
        for one in lines[0]
        for other in lines[1]
    )


def _ends_label(line: Sequence[Piece], above: Sequence[Piece]) -> bool:
    """Whether the line is nothing but the end of a label in the line above it."""
    return len(line) == 1 and line[0].text in _ENDS and any(_goes_on(piece, line[0], in_body=True) for piece in above)


def _rows(pieces: Sequence[Piece], overlap: float = _OVERLAP) -> list[_Row]:
    """The pieces by rows: those that overlap in height by this share of a line, as a cell's lines do with what is beside it."""
    rows: list[_Row] = []
    for piece in sorted(pieces, key=lambda piece: (piece.middle, piece.left)):
        height = piece.bottom - piece.top
        for row in reversed(rows[-3:]):
            if any(min(piece.bottom, other.bottom) - max(piece.top, other.top) > overlap * height for other in row.pieces):
                row.pieces.append(piece)
                break
        else:
            rows.append(_Row([piece]))
    rows.sort(key=lambda row: row.middle)
    return rows


def _edges(header: Sequence[Piece], inside: Sequence[Piece]) -> list[tuple[float, float]]:
    """Left and right of each column: those of the header's pieces, and one left of them where other pieces stand there."""
    edges = [(piece.left, piece.right) for piece in sorted(header, key=lambda piece: piece.left)]
    before = [piece for piece in inside if piece.right < edges[0][0]]
    if before:
        edges.insert(0, (min(piece.left for piece in before), max(piece.right for piece in before)))
    return edges


def _widened(edges: Sequence[tuple[float, float]], below: Sequence[Piece]) -> list[tuple[float, float]]:
    """The columns with what begins at the same place in several rows below one heading, and reaches under no other."""
    lefts: list[Counter[int]] = [Counter() for _ in edges]
    for piece in below:
        under = [at for at, (left, right) in enumerate(edges) if piece.left < right and left < piece.right]
        if len(under) == 1:
            lefts[under[0]][round(piece.left)] += 1
    widened = []
    for (left, right), begins in zip(edges, lefts, strict=True):
        often = [place for place, many in begins.items() if many >= _FEWEST_ROWS and place < left - 1]
        widened.append((min((left, *often)), right))
    return widened


def _place(row: _Row, edges: Sequence[tuple[float, float]], *, in_body: bool) -> None:
    """Puts the row's pieces into columns; above the header labels and values merely follow each other."""
    stacks: list[list[Piece]] = []
    for piece in sorted(row.pieces, key=lambda piece: (piece.left, piece.top)):
        stack = next((one for one in stacks if _are_stacked(one, piece)), None)
        if stack is None:
            stacks.append([piece])
        else:
            stack.append(piece)
    before = -1
    for stack in stacks:
        stack.sort(key=lambda piece: piece.top)
        left, right = min(piece.left for piece in stack), max(piece.right for piece in stack)
        nearest = _nearest(left, right, edges)
        if in_body and nearest == before and _is_one_text(row.columns[before], stack):
            row.columns[before] = [_beside(row.columns[before][0], stack[0])]
            continue
        column = nearest if in_body and nearest not in row.columns else max(nearest, before + 1)
        row.columns[column] = stack
        before = column


def _is_one_text(stack: Sequence[Piece], beside: Sequence[Piece]) -> bool:
    """Whether two texts under one heading are one: a line with a gap in it, as stands between 2023 and 年."""
    return len(stack) == len(beside) == 1 and beside[0].left - stack[0].right < _WORD * stack[0].line


def _beside(piece: Piece, other: Piece) -> Piece:
    """The text of the two, from left to right."""
    top, bottom = min(piece.top, other.top), max(piece.bottom, other.bottom)
    return Piece(piece.text + other.text, piece.left, other.right, top, bottom, piece.first, other.last)


def _are_stacked(stack: Sequence[Piece], piece: Piece) -> bool:
    """Whether the piece is another line of the same cell: below or above it, not beside it."""
    over = any(min(piece.right, other.right) > max(piece.left, other.left) for other in stack)
    beside = any(
        min(piece.bottom, other.bottom) - max(piece.top, other.top) > _OVERLAP * (piece.bottom - piece.top) for other in stack
    )
    return over and not beside


def _nearest(left: float, right: float, edges: Sequence[tuple[float, float]]) -> int:
    """The column that a piece overlaps most, else the one whose middle is nearest."""

    def nearness(at: int) -> tuple[float, float]:
        begin, end = edges[at]
        return min(right, end) - max(left, begin), -abs((left + right) - (begin + end))

    overlapping = [at for at in range(len(edges)) if nearness(at)[0] > 0]
    if len(overlapping) > 1:
        return max(overlapping, key=lambda at: nearness(at)[1])
    return max(range(len(edges)), key=lambda at: nearness(at)[1]) if not overlapping else overlapping[0]


@dataclass(slots=True)
class _Merged:
    """What is found out about merged cells, column by column."""

    ends: _Ends
    atop: bool | None = None
    bare: dict[int, int] = field(default_factory=dict)
    unsure: list[int] = field(default_factory=list)


def _cells(rows: Sequence[_Row], header: int, contents: _Contents, found: _Merged, *, close: bool) -> list[Placed]:
    """The cells; texts in the columns of merged ones are given the rows that they stand in the middle of."""
    whole = [at for at, row in enumerate(rows) if at <= header or any(column >= contents.name for column in row.columns)]
    whole = [at for at in whole if any(column > 0 for column in rows[at].columns)]
    number = {at: index for index, at in enumerate(whole)}
    cells: list[Placed] = []
    for column in range(max((max(row.columns, default=0) for row in rows), default=0) + 1):
        here = [(at, row.columns[column]) for at, row in enumerate(rows) if column in row.columns]
        if column >= contents.name:
            cells.extend(Placed(_joined(stack), number[at], column) for at, stack in here if at in number)
            continue
        above = [(at, stack) for at, stack in here if at < header]
        if column == 0:
            _spread_out(above, [at for at in whole if at < header], rows, column, number, _Merged(_Ends()), close, cells)
        else:
            cells.extend(Placed(_joined(stack), number[at], column) for at, stack in above if at in number)
        heading = rows[header].columns.get(column) if header >= 0 else None
        is_own = column > 0 or (heading is not None and _is_aligned(heading, rows[header], column))
        beside = header + 1 if is_own else max(header, 0)  # a text left of all may stand beside the header and more
        if is_own and header in number:
            cells.extend(Placed(_joined(stack), number[at], column) for at, stack in here if at == header)
        below = [(at, stack) for at, stack in here if at >= beside]
        _spread_out(below, [at for at in whole if at >= beside], rows, column, number, found, close, cells)
        if header < 0:
            found.atop = None
    return cells


def _spread_out(
    labels: Sequence[tuple[int, list[Piece]]],
    body: Sequence[int],
    rows: Sequence[_Row],
    column: int,
    number: Mapping[int, int],
    found: _Merged,
    close: bool,
    cells: list[Placed],
) -> None:
    """Adds the cells of texts in a column of merged ones: each is given those of the rows `body` that it stands beside."""
    aligned = [at in number and _is_aligned(stack, rows[at], column) for at, stack in labels]
    own = {
        stack[0]
        for (_, stack), is_aligned, before in zip(labels, aligned, (False, *aligned), strict=False)
        if is_aligned and (close or before)
    }
    stacks = _wholes([stack for _, stack in labels], own)
    if not stacks or len(stacks) >= len(body):
        cells.extend(Placed(_joined(stack), number[at], column) for at, stack in labels if at in number)
        return
    middles = [_middle(rows[at], column) for at in body]
    tops = [_top(rows[at], column) for at in body]
    texts = [(_height(stack), stack[0].top + stack[0].line / 2) for stack in stacks]
    spread = _spread(middles, tops, texts, found.ends)
    for (first, last), stack in zip(spread.runs, stacks, strict=True):
        cells.append(Placed(_joined(stack), number[body[first]], column, last - first + 1))
    end = spread.runs[-1][1] + 1
    if end < len(body):
        found.bare[column] = number[body[end]]
    if (found.ends.above or found.ends.below) and not spread.sure:
        found.unsure.append(column)
    if spread.atop is not None:
        found.atop = spread.atop


def _is_aligned(stack: Sequence[Piece], row: _Row, column: int) -> bool:
    """Whether the text in this column stands at the height of what is beside it in the row."""
    return len(row.columns) > 1 and abs(_height(stack) - _middle(row, column)) < _ALIGNED * stack[0].line


def _is_close(rows: Sequence[_Row], header: int, contents: _Contents) -> bool:
    """Whether the rows of the block stand as close as the lines of a cell, so that closeness tells nothing."""
    values = [row.columns[contents.value] for row in rows[header + 1 :] if contents.value in row.columns]
    close = sum(_gap(above[-1], below[0]) < _LEADING for above, below in pairwise(values))
    return close * 2 >= len(values) - 1


def _gap(above: Piece, below: Piece) -> float:
    """The space between two lines in heights of a line."""
    return (below.top - above.bottom) / below.line


def _united(rows: Sequence[_Row], header: int, width: int, contents: _Contents) -> list[_Row]:
    """The rows with those put together whose cells go on: a name of three lines beside a value of one."""
    united: list[_Row] = []
    for at, row in enumerate(rows):
        inside = (contents.name, contents.value) if at > header else range(2, width)
        before = united[-1] if united and at not in (header, header + 1) else None
        close = before is not None and any(
            column in row.columns
            and column in before.columns
            and 0 <= _gap(before.columns[column][-1], row.columns[column][0]) < _LEADING
            for column in inside
        )
        if (
            before is not None
            and close
            and (_lacks_one(before, row, contents) if at > header else 1 in (len(before.columns), len(row.columns)))
        ):
            before.pieces.extend(row.pieces)
            for column, stack in row.columns.items():
                before.columns[column] = sorted([*before.columns.get(column, ()), *stack], key=lambda piece: piece.top)
        else:
            united.append(row)
    return united


def _lacks_one(above: _Row, below: _Row, contents: _Contents) -> bool:
    """Whether one of the two rows has no name or no value of its own."""
    return any(not {contents.name, contents.value} <= row.columns.keys() for row in (above, below))


def _is_tight(rows: Sequence[_Row], header: int, contents: _Contents) -> bool:
    """Whether the rows stand as close as lines, and all text at the top of its cell: what stands on a row's line begins there.

    So it is where each column of merged cells has a text on the very first row below the header; in the middle of its rows one
    of them would stand lower.
    """
    body = [row for row in rows[header + 1 :] if any(column >= contents.name for column in row.columns)]
    labels = range(1, contents.name)
    if len(body) < _FEWEST_ROWS or not labels or not all(column in body[0].columns for column in labels):
        return False
    heights = [row.pieces[0].line for row in body]
    gaps = [below.pieces[0].top - above.pieces[0].bottom for above, below in pairwise(body)]
    return sum(gap < _LEADING * height for gap, height in zip(gaps, heights, strict=False)) * 2 > len(gaps)


def _with_ends(rows: Sequence[_Row], header: int, *, tight: bool) -> list[_Row]:
    """The rows with the last lines of wrapped texts put to their beginnings: lines close below text that filled its cell.

    In a `tight` table all rows are close to each other, and only a line that stands alone can be such an end; in others it may be
    the end of several cells of a row of the head (merged cells make more of those in the block).
    """
    kept: list[_Row] = []
    for at, row in enumerate(rows):
        above = None
        if kept and at != header and (len(row.pieces) == 1 if tight else at < header):
            lines = list(kept[-1].columns.values())
            found = [next((stack for stack in lines if _goes_on(stack[-1], piece, at > header)), None) for piece in row.pieces]
            above = [stack for stack in found if stack is not None]
        if not above or len(above) < len(row.pieces):
            kept.append(row)
            continue
        for stack, piece in zip(above, row.pieces, strict=True):
            stack.append(piece)
    return kept


def _goes_on(above: Piece, piece: Piece, in_body: bool) -> bool:
    """Whether the line is another one of the text above it: close below it, and begun where that begins or centred under it."""
    height = piece.line
    if piece.top - above.bottom > _LEADING * height or piece.right - piece.left > above.right - above.left + height:
        return False
    centred = abs((piece.left + piece.right) - (above.left + above.right)) < height
    return abs(piece.left - above.left) < height or (in_body and centred)


def _cells_atop(rows: Sequence[_Row], header: int, contents: _Contents) -> list[Placed]:
    """The cells of a tight table: a text in a column of merged cells reaches down to the next one."""
    cells: list[Placed] = []
    for column in range(max(max(row.columns, default=0) for row in rows) + 1):
        here = [at for at, row in enumerate(rows) if column in row.columns]
        merged = column < contents.name
        before: Placed | None = None
        for at in here:
            text = _joined(rows[at].columns[column])
            label = merged and (column == 0 or at > header)
            if label and before is not None and _is_end(text, before.text):
                before.text += f"\n{text}"
                continue
            if label and before is not None:
                before.height = at - before.row
            placed = Placed(text, at, column)
            cells.append(placed)
            before = placed if label else None
        if before is not None:
            before.height = len(rows) - before.row
    return cells


def _is_end(text: str, above: str) -> bool:
    """Whether a text under a label can only be its end: 指标, one character under another, a bracket that belongs to it."""
    last = above.rsplit("\n", 1)[-1]
    return text in _ENDS or text[0] in "（(" or len(text) == len(last) == 1


def _wholes(stacks: Sequence[list[Piece]], own: Collection[Piece]) -> list[list[Piece]]:
    """The texts of a column with those put together that are lines of one cell, close below each other.

    `own`: first pieces of texts that stand on a row of their own: lines of the cell above only where they can be nothing else.
    """
    wholes: list[list[Piece]] = []
    for stack in stacks:
        height = stack[0].bottom - stack[0].top
        begins = stack[0] in own and bool(wholes) and not _is_end(stack[0].text, wholes[-1][-1].text)
        if wholes and not begins and stack[0].top - wholes[-1][-1].bottom < _LEADING * height:
            wholes[-1].extend(stack)
        else:
            wholes.append(list(stack))
    return wholes


def _middle(row: _Row, column: int) -> float:
    """Height of the row's middle, without what stands in this column."""
    pieces = [piece for other, stack in row.columns.items() if other != column for piece in stack] or row.pieces
    return (min(piece.top for piece in pieces) + max(piece.bottom for piece in pieces)) / 2


def _top(row: _Row, column: int) -> float:
    """Height of the middle of the row's first line, without what stands in this column."""
    pieces = [stack[0] for other, stack in row.columns.items() if other != column] or row.pieces
    first = min(pieces, key=lambda piece: piece.top)
    return first.top + first.line / 2


def _height(stack: Sequence[Piece]) -> float:
    return (stack[0].top + stack[-1].bottom) / 2


def _joined(stack: Sequence[Piece]) -> str:
    return "\n".join(piece.text for piece in stack)


@dataclass(frozen=True, slots=True)
class _Spread:
    """Which rows the texts of a column of merged cells stand beside."""

    runs: list[tuple[int, int]]
    """First and last row of each."""
    atop: bool | None
    """Whether they stand at the top of their rows; None where that comes to the same."""
    sure: bool
    """Whether each stands where it has to and there is no other way."""


def _spread(rows: Sequence[float], tops: Sequence[float], texts: Sequence[tuple[float, float]], ends: _Ends) -> _Spread:
    """First and last row of each text, from the heights of all: in the middle of its rows, or all at the first of theirs.

    `tops`: the heights of the rows' first lines; `texts`: of each text its middle and that of its first line.
    """
    labels = [middle for middle, _ in texts]
    firsts = [first for _, first in texts]
    centred = _best(rows, labels, lambda first, last, label: abs((rows[first] + rows[last]) / 2 - label), ends)
    atop = _best(rows, firsts, lambda first, last, label: abs(tops[first] - label), replace(ends, below=False))
    told = None if abs(centred[0] - atop[0]) <= _SURE else atop[0] < centred[0]
    is_atop = told if ends.atop is None else ends.atop
    cost, runs = atop if is_atop else centred
    free = runs[0][0] + len(rows) - 1 - runs[-1][1]
    return _Spread(runs, told, runs[-1][1] + 1 == len(rows) and cost - _FREE * free <= _SURE * len(labels))


def _best(
    rows: Sequence[float], labels: Sequence[float], cost: Callable[[int, int, float], float], ends: _Ends
) -> tuple[float, list[tuple[int, int]]]:
    """The cheapest way to cut the rows into as many runs as there are labels, with rows left over at open ends."""
    count = len(rows)
    spare = count - len(labels)
    ways: list[tuple[float, list[tuple[int, int]]] | None] = [None] * (count + 1)
    for free in range(spare + 1 if ends.above else 1):
        ways[free] = (_FREE * free, [])
    for label in labels:
        following: list[tuple[float, list[tuple[int, int]]] | None] = [None] * (count + 1)
        for start, way in enumerate(ways):
            if way is None:
                continue
            for end in range(start + 1, count + 1):
                total = way[0] + cost(start, end - 1, label)
                known = following[end]
                if known is None or total < known[0]:
                    following[end] = (total, [*way[1], (start, end - 1)])
        ways = following
    ended = [
        (way[0] + (_FREE * (count - end) + _AHEAD if end < count else 0.0), way[1])
        for end, way in enumerate(ways)
        if way is not None and (end == count or ends.below)
    ]
    return min(ended, key=lambda way: way[0], default=(float("inf"), [(0, count - 1)] * len(labels)))
