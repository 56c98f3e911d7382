"""Grids with merged cells: which cell covers which, whatever way a format says it; and how many cells are too many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection

from assistant.errors import UnreadableFile
from assistant.model.document import Cell, Grid
from assistant.model.source import Place

MOST_CELLS = 2_000_000
"""Cells of one document; a thousand goal tables have two hundred thousand."""
WIDEST = 1_000
"""Columns of a grid; what lies right of them is no goal table's."""

PlaceOf = Callable[[int, int], Place]
"""The place of a cell by its row and column, both from 0."""
_At = tuple[int, int]


class Budget:
    """How many cells a document may still have; `spend` raises UnreadableFile where they run out."""

    def __init__(self, name: str, most: int | None = None) -> None:
        """`most`: `MOST_CELLS` where it is None."""
        self._name = name
        self._most = self._left = MOST_CELLS if most is None else most

    def spend(self, cells: int = 1) -> None:
        """Takes so many cells off."""
        self._left -= cells
        if self._left < 0:
            raise UnreadableFile(
                f"“{self._name}”里的格子超过{self._most // 10_000}万个，没有读。",
                "目标表不会有这么多格子；请把要导入的表另存成单独的文件。",
            )


class Sheet:
    """A grid as it is filled, cell by cell in any order; what was put nowhere is blank."""

    def __init__(self, place_of: PlaceOf, budget: Budget) -> None:
        self._place_of = place_of
        self._budget = budget
        self._texts: dict[_At, str] = {}
        self._spans: dict[_At, tuple[int, int]] = {}

    def put(self, row: int, column: int, text: str) -> None:
        """Sets the text of a cell; blank texts and cells right of `WIDEST` are left out."""
        if column < WIDEST and text.strip():
            self._budget.spend()
            self._texts[row, column] = text

    def merge(self, row: int, column: int, height: int, width: int) -> None:
        """Makes the cell cover so many rows and columns."""
        if column < WIDEST and (height > 1 or width > 1):
            self._budget.spend()
            self._spans[row, column] = (height, min(width, WIDEST - column))

    def text(self, row: int, column: int) -> str:
        """What was put there."""
        return self._texts.get((row, column), "")

    def take_out(self, cells: Collection[tuple[int, int]]) -> list[str]:
        """Takes these cells out; their texts in the order of rows."""
        found = sorted(at for at in cells if at in self._texts)
        for at in cells:
            self._spans.pop(at, None)
        return [self._texts.pop(at) for at in found]

    @property
    def filled(self) -> Collection[tuple[int, int]]:
        """Row and column of all cells with text."""
        return self._texts.keys()

    def span(self, row: int, column: int) -> tuple[int, int]:
        """How many rows and columns the cell covers."""
        return self._spans.get((row, column), (1, 1))

    def grid(self, *, exact: bool = True) -> Grid:
        """The rows that have text; blank cells at a row's end are left out. `exact`: as `Grid` has it."""
        rows = sorted({row for row, _ in self._texts})
        owners: dict[_At, _At] = {}
        heights: dict[_At, int] = {}
        for (row, column), (height, width) in self._spans.items():
            below = rows[bisect_left(rows, row) : bisect_left(rows, row + height)]
            self._budget.spend(len(below) * width)
            heights[row, column] = len(below)
            owners.update({(other, beside): (row, column) for other in below for beside in range(column, column + width)})
        widths = dict.fromkeys(rows, 0)
        for cells in (self._texts, owners):
            for row, column in cells:
                if column >= widths[row]:
                    widths[row] = column + 1
        self._budget.spend(sum(widths.values()))

        texts, spans, place_of = self._texts, self._spans, self._place_of
        made: list[tuple[Cell, ...]] = []
        for row in rows:
            line: list[Cell] = []
            for column in range(widths[row]):
                at = row, column
                owner = owners.get(at)
                if owner is None:
                    line.append(Cell(texts.get(at, ""), place_of(row, column)))
                elif owner == at:
                    line.append(Cell(texts.get(at, ""), place_of(row, column), heights[at], spans[at][1]))
                else:
                    line.append(Cell("", place_of(row, column), 0, 0))
            made.append(tuple(line))
        return Grid(tuple(made), exact)
