"""Text that runs over the edges of its cell in a ruled table of a PDF: lines of a cell too low for them, names too long for one.

What the screen would clip is in the print all the same, so that a character's place alone does not tell its cell. A cell's
text is drawn in one go: characters that follow each other in the file without a gap make a line, and lines that follow each
other at the same distance make the text of one cell. Where such a text reaches over an edge it is given as a whole to the cell
that is its own, the one that nothing else stands in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Box = tuple[float, float, float, float]
Char = Mapping[str, Any]

_GAP = 0.12
"""Share of a character's size up to which two characters of one line may stand apart."""
_LEVEL = 1.0
"""Points by which characters of one line may differ in height."""
_OVER = 0.3
"""Share of a line's height by which it may reach over the upper or lower edge of its cell."""
_BESIDE = 1.0
"""Points by which it may reach over an edge at the side."""
_PITCH = (0.7, 2.2)
"""How far apart two lines of a text are, in sizes of its characters."""
_SAME_PITCH = 0.8
"""Points by which the distances of a text's lines differ."""
_SHARP = 0.6
"""Points between an edge and a character that ends or begins at it."""
_INDENT = 2.5
"""By how many characters the first line of a paragraph may be indented."""
_FULL = 1.5
"""Room for so many characters is left at the end of a line that was wrapped."""
_CUT = 0.2
"""Share of a character that lies beyond the edge at which its line was cut off."""
_OVERLAP = 1.0
"""Points by which lines of one cell may lie over each other."""
_BAND = 40.0
"""Points: boxes are looked up by bands of so much of the page's height."""
_MOST_BOXES = 20_000


@dataclass(slots=True)
class _Line:
    """Characters drawn one after another on one line without a gap."""

    chars: list[Char]
    cells: Counter[int] = field(default_factory=Counter)
    """How many of them stand in each cell by their places; -1 outside of all."""

    @property
    def left(self) -> float:
        """Where it begins."""
        return float(self.chars[0]["x0"])

    @property
    def right(self) -> float:
        """Where it ends."""
        return float(self.chars[-1]["x1"])

    @property
    def top(self) -> float:
        """Its upper end."""
        return float(self.chars[0]["top"])

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return float(self.chars[0]["bottom"])

    @property
    def size(self) -> float:
        """The size of its characters."""
        return max(float(self.chars[0]["size"]), 1.0)


@dataclass(slots=True)
class _Text:
    """Lines drawn one below the other: the text of a cell, or those of several cells in a column."""

    lines: list[_Line]

    @property
    def cells(self) -> set[int]:
        """The cells in which characters of it stand."""
        return {cell for line in self.lines for cell in line.cells}

    @property
    def left(self) -> float:
        """Where the first of its characters begins."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Where the last one ends."""
        return max(line.right for line in self.lines)


@dataclass(frozen=True, slots=True)
class Settled:
    """Which characters belong to the cells that an overhanging text touches."""

    cells: Mapping[int, tuple[Char, ...]]
    """By the index of the cell's box: its characters; cells that no such text touches are not among them."""
    moved: tuple[int, ...] = ()
    """Cells that got a text as a whole that reached over their edges."""
    unsure: tuple[int, ...] = ()
    """Those of them that another cell has as good a claim to."""
    cut: tuple[int, ...] = ()
    """Cells whose text ends in the midst of a character at their right edge: the print cut it off there."""


def settled(chars: Sequence[Char], boxes: Sequence[Box]) -> Settled:
    """Gives the texts that reach over edges to their cells; `chars` in the order of the file, `boxes` the cells of one table."""
    if not boxes or len(boxes) > _MOST_BOXES:
        return Settled({})
    at = _Places(boxes)
    texts = _texts(_lines(chars, at), boxes)
    cut = tuple(dict.fromkeys(cell for text in texts if (cell := _cut_at(text, boxes)) is not None))
    if all(len(text.cells) < 2 for text in texts):
        return Settled({}, cut=cut)
    own: dict[int, list[_Line]] = defaultdict(list)
    pending: list[_Text] = []
    for text in texts:
        cells = text.cells
        if len(cells) == 1:
            own[next(iter(cells))].extend(text.lines)
        else:
            pending.append(text)
    hanging: list[_Text] = []
    for text in pending:
        parts = [text] if _reaches_over(text, boxes, own) else [_Text([line]) for line in text.lines]
        for part in parts:
            if len(part.cells) == 1 and len(parts) > 1:
                own[next(iter(part.cells))].extend(part.lines)
            else:
                hanging.append(part)
    taken: dict[int, list[_Text]] = {}
    unsure: list[int] = []
    for text in sorted(hanging, key=lambda one: len(_claims(one, boxes, own))):
        claims = _claims(text, boxes, own)
        free = [cell for cell in claims if cell not in taken] or claims
        if not free:
            continue
        best = min(free, key=lambda cell: _distance(text, boxes[cell]))
        if own.get(best) or best in taken or (len(free) > 1 and not _fits(text, boxes[best])):
            unsure.append(best)
        taken.setdefault(best, []).append(text)
    if not taken:
        return Settled({}, cut=cut)
    given = {id(char) for moved in taken.values() for text in moved for line in text.lines for char in line.chars}
    held: dict[int, list[Char]] = {cell: [] for text in hanging for cell in text.cells if cell >= 0}
    held.update((cell, []) for cell in taken)
    for char in chars:
        if id(char) not in given and (place := at.cell_of(char)) in held:
            held[place].append(char)
    for owner, moved in taken.items():
        held[owner].extend(char for text in moved for line in text.lines for char in line.chars)
    return Settled({cell: tuple(found) for cell, found in held.items()}, tuple(taken), tuple(unsure), cut)


class _Places:
    """Looks up the cell in which a character's middle lies."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self._bands: dict[int, list[int]] = defaultdict(list)
        for index, (_, top, _, bottom) in enumerate(boxes):
            for band in range(int(top // _BAND), int(bottom // _BAND) + 1):
                self._bands[band].append(index)

    def cell_of(self, char: Char) -> int:
        """The index of the cell's box; -1 outside of all."""
        across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for index in self._bands.get(int(down // _BAND), ()):
            left, top, right, bottom = self._boxes[index]
            if left <= across < right and top <= down < bottom:
                return index
        return -1

    def is_edge_between(self, before: Char, char: Char) -> bool:
        """Whether an upright edge stands just between two characters, as between the texts of two cells without padding."""
        left, right = self.cell_of(before), self.cell_of(char)
        if left == right or left < 0 or right < 0:
            return False
        edge = self._boxes[right][0]
        return bool(before["x1"] - _SHARP <= edge <= char["x0"] + _SHARP)


def _lines(chars: Iterable[Char], at: _Places) -> list[_Line]:
    """The lines in the order of the file."""
    lines: list[_Line] = []
    before: Char | None = None
    for char in chars:
        if not char["text"].strip():
            continue
        cell = at.cell_of(char)
        near = (
            before is not None
            and not at.is_edge_between(before, char)
            and abs(char["top"] - before["top"]) <= _LEVEL
            and -_LEVEL <= char["x0"] - before["x1"] <= _GAP * max(char["size"], 1.0)
        )
        level = before is not None and abs(char["top"] - before["top"]) <= _LEVEL and char["x0"] >= before["x1"] - _LEVEL
        if near or (level and lines and cell >= 0 and set(lines[-1].cells) == {cell}):
            lines[-1].chars.append(char)
        else:
            lines.append(_Line([char]))
        lines[-1].cells[cell] += 1
        before = char
    return lines


def _texts(lines: Sequence[_Line], boxes: Sequence[Box]) -> list[_Text]:
    """The lines that follow each other at one distance put together; those outside of all cells make none of their own."""
    texts: list[_Text] = []
    for line in lines:
        if texts and _goes_on(texts[-1], line):
            texts[-1].lines.append(line)
        else:
            texts.append(_Text([line]))
    return [text for text in texts if text.cells != {-1}]


def _cut_at(text: _Text, boxes: Sequence[Box]) -> int | None:
    """The cell at whose right edge a line of the text ends within a character."""
    for line in text.lines:
        last = line.chars[-1]
        cell = next(iter(line.cells))
        if len(line.cells) == 1 and cell >= 0 and len(text.lines) == 1:
            over = float(last["x1"]) - boxes[cell][2]
            if over > _CUT * (float(last["x1"]) - float(last["x0"])):
                return cell
    return None


def _goes_on(text: _Text, line: _Line) -> bool:
    last = text.lines[-1]
    pitch = line.top - last.top
    if not _PITCH[0] * last.size <= pitch <= _PITCH[1] * last.size or abs(line.size - last.size) > _SAME_PITCH:
        return False
    aligned = min(abs(line.right - last.right), abs(line.left + line.right - last.left - last.right)) <= _BESIDE
    if not aligned and abs(line.left - last.left) > _INDENT * last.size:
        return False
    if len(last.cells) > 1 or len(line.cells) > 1:
        return False  # what runs over an edge at the side was not wrapped
    return len(text.lines) < 2 or abs(pitch - (last.top - text.lines[-2].top)) <= _SAME_PITCH


def _reaches_over(text: _Text, boxes: Sequence[Box], own: Mapping[int, Sequence[_Line]]) -> bool:
    """Whether a text over several cells is one cell's: a line of it crosses an edge, or lies over another text."""
    for before, line in pairwise(text.lines):
        inside = next((cell for one in (before, line) for cell in one.cells if cell >= 0), None)
        if -1 in (*before.cells, *line.cells) and inside is not None and _was_wrapped(before, line, boxes[inside]):
            return True
    for line in text.lines:
        if len(line.cells) > 1:
            return True
        cell = next(iter(line.cells))
        over = _OVER * line.size
        if cell < 0:
            continue  # what stands above or below the table may be a line of its own
        if line.top < boxes[cell][1] - over or line.bottom > boxes[cell][3] + over:
            return True
        if any(_overlap(line, other) > _OVERLAP and line.left < other.right and other.left < line.right for other in own[cell]):
            return True
    return False


def _was_wrapped(above: _Line, below: _Line, box: Box) -> bool:
    """Whether the cell's width broke the text between two lines: the upper one fills it, the lower one begins below that."""
    return box[2] - above.right < _FULL * above.size and abs(above.left - below.left) <= _BESIDE and below.right <= box[2]


def _overlap(line: _Line, other: _Line) -> float:
    return min(line.bottom, other.bottom) - max(line.top, other.top)


def _claims(text: _Text, boxes: Sequence[Box], own: Mapping[int, Sequence[_Line]]) -> list[int]:
    """The cells that the text may belong to: of those it lies over, the ones which hold nothing else and are as wide as it."""
    left, right = text.left, text.right
    top, bottom = text.lines[0].top, text.lines[-1].bottom
    over = [
        index
        for index, box in enumerate(boxes)
        if box[1] < bottom - _BESIDE and top + _BESIDE < box[3] and box[0] < right - _BESIDE and left + _BESIDE < box[2]
    ]
    blank = [cell for cell in over if not own.get(cell)]
    wide = [cell for cell in blank if boxes[cell][0] - _BESIDE <= left and right <= boxes[cell][2] + _BESIDE]
    return wide or blank or over


def _distance(text: _Text, box: Box) -> float:
    """How far the text is from the middle of the cell, or from its upper left corner where it begins there."""
    first, last = text.lines[0], text.lines[-1]
    left, right = text.left, text.right
    down = abs((first.top + last.bottom) / 2 - (box[1] + box[3]) / 2)
    begins = abs(left - box[0]) <= 2 * first.size and (len(text.lines) > 1 or right > box[2])
    across = 0.0 if begins or (box[0] <= left and right <= box[2]) else abs((left + right) / 2 - (box[0] + box[2]) / 2)
    return down + across


def _fits(text: _Text, box: Box) -> bool:
    """Whether the text stands in the middle of the cell, at its top or at its bottom, as cells are filled."""
    first, last = text.lines[0], text.lines[-1]
    middle = abs((first.top + last.bottom) / 2 - (box[1] + box[3]) / 2)
    return min(middle, abs(first.top - box[1]), abs(last.bottom - box[3])) <= first.size / 2
