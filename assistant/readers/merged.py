"""Grids with merged cells: which cell covers which, whatever way a format says it; and how many cells are too many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping

from assistant.errors import UnreadableFile
from assistant.model.document import Cell, Grid
from assistant.model.source import Place

MOST_CELLS = 2_000_000
"""Cells of one document; a thousand goal tables have two hundred thousand."""
WIDEST = 1_000
"""Columns of a grid; what lies right of them is no goal table's."""

_At = tuple[int, int]


class Budget:
    """How many cells a document may still have; `spend` raises UnreadableFile where they run out."""

    def __init__(self, name: str, most: int | None = None) -> None:
        """`most`: `MOST_CELLS` where it is None."""
        self.name = name
        self._most = self._left = MOST_CELLS if most is None else most

    def spend(self, cells: int = 1) -> None:
        """Takes so many cells off."""
        self._left -= cells
        if self._left < 0:
            raise UnreadableFile(
                f"“{self.name}”里的格子超过{self._most // 10_000}万个，没有读。",
                "目标表不会有这么多格子；请把要导入的表另存成单独的文件。",
            )


class Sheet:
    """A grid as it is filled, cell by cell in any order; what was put nowhere is blank."""

    def __init__(self, budget: Budget, *, sheet: str = "", page: int = 0) -> None:
        """`sheet` and `page`: where the grid stands, for the places of its cells."""
        self._budget = budget
        self._sheet = sheet
        self._page = page
        self._texts: dict[int, dict[int, str]] = {}
        """The texts of each row by their columns; no row is without any."""
        self._spans: dict[_At, tuple[int, int]] = {}

    def put(self, row: int, column: int, text: str) -> None:
        """Sets the text of a cell; blank texts and cells right of `WIDEST` are left out."""
        if column < WIDEST and text and not text.isspace():
            self._budget.spend()
            if row in self._texts:
                self._texts[row][column] = text
            else:
                self._texts[row] = {column: text}

    def merge(self, row: int, column: int, height: int, width: int) -> None:
        """Makes the cell cover so many rows and columns."""
        if column < WIDEST and (height > 1 or width > 1):
            self._budget.spend()
            self._spans[row, column] = (height, min(width, WIDEST - column))

    def text(self, row: int, column: int) -> str:
        """What was put there."""
        return self._texts.get(row, {}).get(column, "")

    def take_out(self, cells: Collection[tuple[int, int]]) -> list[str]:
        """Takes these cells out; their texts in the order of rows."""
        for at in cells:
            self._spans.pop(at, None)
        texts = []
        for row, column in sorted(cells):
            if column in self._texts.get(row, ()):
                texts.append(self._texts[row].pop(column))
                if not self._texts[row]:
                    del self._texts[row]
        return texts

    @property
    def filled(self) -> Collection[tuple[int, int]]:
        """Row and column of all cells with text."""
        return [(row, column) for row, texts in self._texts.items() for column in texts]

    def span(self, row: int, column: int) -> tuple[int, int]:
        """How many rows and columns the cell covers."""
        return self._spans.get((row, column), (1, 1))

    def grid(self, *, exact: bool = True) -> Grid:
        """The rows that have text; blank cells at a row's end are left out. `exact`: as `Grid` has it."""
        rows = sorted(self._texts)
        owners: dict[int, dict[int, _At]] = {row: {} for row in rows}
        heights: dict[_At, int] = {}
        for at, (height, width) in self._spans.items():
            row, column = at
            below = rows[bisect_left(rows, row) : bisect_left(rows, row + height)]
            self._budget.spend(len(below) * width)
            heights[at] = len(below)
            for other in below:
                owners[other].update(dict.fromkeys(range(column, column + width), at))
        widths = [max(max(self._texts[row]), max(owners[row], default=0)) + 1 for row in rows]
        self._budget.spend(sum(widths))
        lines = zip(rows, widths, strict=True)
        return Grid(tuple([self._line(row, width, owners[row], heights) for row, width in lines]), exact)

    def _line(self, row: int, width: int, owners: Mapping[int, _At], heights: Mapping[_At, int]) -> tuple[Cell, ...]:
        """The cells of a row; `owners`: the cells that lie over its columns, `heights`: over how many rows of the grid each."""
        texts, page, sheet, number = self._texts[row], self._page, self._sheet, row + 1
        line: list[Cell] = []
        for column in range(width):
            place = Place(0, page, sheet, number, column + 1)
            at = owners.get(column)
            if at is None:
                line.append(Cell(texts.get(column, ""), place))
            elif at == (row, column):
                line.append(Cell(texts.get(column, ""), place, heights[at], self._spans[at][1]))
            else:
                line.append(Cell("", place, 0, 0))
        return tuple(line)
