"""The lines of the project list: drawn one by one as they come into view, however many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from rich.cells import cell_len

from assistant.model.query import TableRow
from assistant.tui.cells import cut, right, shown_line
from assistant.tui.commands import words
from assistant.tui.holdings import money_in_short
from assistant.tui.listing import Group, Listed, Mark, Order, department_of
from assistant.tui.widgets.rows import Rows

_YEAR = 5
_STEPS = "▁▂▃▄▅▆▇█"
"""A bar one cell wide, for narrow lists."""
_BARS = ((100, 24), (70, 14), (56, 7))
"""Cells of the list from which on the bars are so long."""
_ROOM_FOR_DEPARTMENTS = 70
_TELLING = 9
"""Cells of what tells projects of one name apart that are worth more than the end of the name."""
_LOOKED_AT = 1000
"""Among so many projects it is looked whether they are of several departments."""


class ProjectRows(Rows, can_focus=False):
    """Year, name and amount of each project, one line each, with a bar for the amount; where there is room the department.

    The line above moves the mark through it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"projects--bar", "projects--group"}

    DEFAULT_CSS = """
    ProjectRows > .projects--bar { color: $primary; }
    ProjectRows > .projects--group { color: $text-primary; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._listed = Listed()
        self._order = Order.YEAR
        self._names_departments = False
        """Are there several, and do they not stand above their projects?"""
        self._amount_width = 0
        """Cells that the widest amount takes, with a blank before it."""
        self.apart: Mapping[int, Mark] = {}
        """What stands beside projects that would look like another one, by the table's key."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._listed.lines)

    @property
    def is_in_use(self) -> bool:
        """Do the keys move the mark? The list that it stands in says so."""
        return self.has_class("-in-use")

    def can_mark(self, at: int) -> bool:
        """Projects; the lines above them cannot be chosen."""
        return isinstance(self._listed.lines[at], TableRow)

    def show(self, listed: Listed, order: Order) -> None:
        """Shows these, the first of them marked."""
        self._listed, self._order = listed, order
        looked_at = (line for line in listed.lines[:_LOOKED_AT] if isinstance(line, TableRow))
        self._names_departments = order is not Order.DEPARTMENT and len(set(map(department_of, looked_at))) > 1
        self._amount_width = max(cell_len(_amount(listed.largest)), cell_len(words("list.no_total"))) + 1 if listed.lines else 0
        self.renew(0)

    @property
    def chosen(self) -> TableRow | None:
        """The project that is marked; None where there is none."""
        return self.at(self.marked)

    def at(self, line: int) -> TableRow | None:
        """The project of a line; None where there is none."""
        row = self._listed.lines[line] if 0 <= line < self.count else None
        return row if isinstance(row, TableRow) else None

    def full_text(self, at: int) -> str:
        """The whole name with its department and amount."""
        row = self.at(at)
        mark = None if row is None else self.apart.get(row.key)
        return "" if row is None else in_full(row, mark.text if mark else "")

    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """`2022 人才工作经费  县委组织部  ██████    300,000`."""
        row = self._listed.lines[at]
        if isinstance(row, Group):
            return ((cut(_group(row, self._order), width), "projects--group"),)
        bar_width = next((length for room, length in _BARS if width >= room), 1)
        department = min(width // 4, 32) if width >= _ROOM_FOR_DEPARTMENTS and self._names_departments else 0
        name = shown_line(row.project) or words("list.no_name")
        year = words("list.no_year") if row.year is None else str(row.year)
        name_width = width - _YEAR - department - bar_width - 1 - self._amount_width
        beside = self.apart.get(row.key)
        mark = shown_line(beside.short) if beside else ""
        mark_room = max(name_width - cell_len(name) - 1, name_width // 3, _TELLING)
        mark_width = min(cell_len(mark) + 1, mark_room) if mark else 0
        return (
            (cut(year, _YEAR), "rows--quiet"),
            (cut(name, max(name_width - mark_width - 1, 0)) + " ", ""),
            (cut(mark, mark_width - 1) + " " if mark_width > 1 else " " * mark_width, "rows--quiet"),
            (cut(shown_line(department_of(row)), department - 1) + " " if department else "", "rows--quiet"),
            (cut(self._bar(row, bar_width), bar_width) + " ", "projects--bar"),
            (right(_amount(row.total), self._amount_width), "rows--quiet"),
        )

    def _bar(self, row: TableRow, width: int) -> str:
        """The amount beside the largest."""
        if not row.total or row.total < 0 or not self._listed.largest:
            return ""
        share = row.total / self._listed.largest
        if width == 1:
            return _STEPS[max(min(int(share * len(_STEPS)), len(_STEPS) - 1), 0)]
        halves = max(int(share * width * 2), 1)
        return "█" * (halves // 2) + "▌" * (halves % 2)


def in_full(row: TableRow, apart: str = "") -> str:
    """A project in a few lines: nothing of its names is cut; `apart` tells it from another that would look the same."""
    year = words("list.group_no_year") if row.year is None else words("list.group_year", 年度=row.year)
    name = shown_line(row.project) or words("list.no_name")
    names = dict.fromkeys(shown_line(str(row.values.get(key) or "")) for key in ("department", "unit"))
    amount = words("list.no_total") if row.total is None else words("list.yuan", 金额=f"{row.total:,}")
    mark = shown_line(apart)
    return "\n".join((name, " ".join(filter(None, (year, *names, amount, mark if mark not in names else "")))))


def _amount(total: Decimal | None) -> str:
    return words("list.no_total") if total is None else f"{total:,}"


def _group(group: Group, order: Order) -> str:
    money = money_in_short(group.money)
    if order is Order.YEAR:
        name = words("list.group_year", 年度=group.name) if group.name else words("list.group_no_year")
    else:
        name = shown_line(group.name) or words("list.group_no_department")
    return words("list.group", 名称=name, 个数=group.tables, 金额=money)
