"""Bar charts in lines: label, bar, number of tables, money; headings between them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

from rich.cells import cell_len

from assistant.tui.cells import cut, right
from assistant.tui.commands import work_words
from assistant.tui.holdings import Bar, money_in_short
from assistant.tui.widgets.rows import Rows

_LABEL_WIDEST = 30
_BAR_WIDEST = 60
_MARK = 2


class BarRows(Rows):
    """The bars of a heading are measured by the longest among them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--heading", "bars--bar"}

    DEFAULT_CSS = """
    BarRows > .bars--heading { color: $text-primary; text-style: bold; }
    BarRows > .bars--bar { color: $primary; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Bar | str] = ()
        """Bars, with headings and blank lines between them."""
        self.by_money = False
        """Do the bars stand for the money instead of the number of tables?"""
        self.year: int | None = None
        """The year whose bar is marked as chosen."""

    _columns = (0, 0, 0)
    """Cells of the widest label, of the numbers of tables and of the money."""

    def renew(self, marked: int | None = None) -> None:
        """Draws the lines anew in columns as wide as they need."""
        bars = [line for line in self.lines if isinstance(line, Bar)]
        texts = [(line.label, _count(line), money_in_short(line.money)) for line in bars] or [("", "", "")]
        label, counts, money = (max(map(cell_len, column)) for column in zip(*texts, strict=True))
        self._columns = label, counts + 1, money + 2
        super().renew(marked)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def can_mark(self, at: int) -> bool:
        """Bars that lead somewhere."""
        line = self.lines[at]
        return isinstance(line, Bar) and bool(line.year or line.listed or line.asked)

    def _bars_around(self, at: int) -> list[Bar]:
        """The bars below the same heading."""
        first = last = at
        while first and isinstance(self.lines[first - 1], Bar):
            first -= 1
        while last + 1 < len(self.lines) and isinstance(self.lines[last + 1], Bar):
            last += 1
        return [line for line in self.lines[first : last + 1] if isinstance(line, Bar)]

    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """`● 县委组织部  ██████████  14张   1,234万元`."""
        line = self.lines[at]
        if isinstance(line, str):
            return ((cut(line, width), "bars--heading"),)
        label, counts, money = self._columns
        label_width = min(_LABEL_WIDEST, label, width // 3) + 1
        room = min(max(width - _MARK - label_width - counts - money, 4), _BAR_WIDEST)
        longest = max(self._measured(one) for one in self._bars_around(at))
        halves = int(self._measured(line) * room * 2 / longest) if longest else 0
        if self._measured(line) and not halves:
            halves = 1
        bar = "█" * (halves // 2) + "▌" * (halves % 2)
        sign = "●" if line.year is not None and line.year == self.year else ""
        return (
            (cut(sign, _MARK), ""),
            (cut(line.label, label_width), ""),
            (cut(bar, room), "bars--bar"),
            (right(_count(line), counts), ""),
            (right(money_in_short(line.money), money), "rows--quiet"),
        )

    def _measured(self, bar: Bar) -> Decimal:
        return bar.money if self.by_money else Decimal(bar.tables)


def _count(bar: Bar) -> str:
    return work_words("overview.tables", 张数=bar.tables)
