"""Two years of a project as a drawn form: what stands there, the earlier year, the later one, a sign where they differ."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chinese.cells import cells, wrap
from assistant.chinese.width import printable
from assistant.model.goal_table import GoalTable
from assistant.tasks.table_text import NARROWEST, Box, Form, draw_boxes
from assistant.tasks.year_comparison import ComparedCell, Difference, YearComparison
from assistant.wording import wording

_SIGN_WIDTH = 2


def draw_comparison(compared: YearComparison, width: int, *, only_differences: bool = False) -> Form:
    """The form, at most `width` columns wide; the part (`Area.part`) of a value or sign is its difference, that of a label ""."""
    words = wording("interface/comparison")
    shown = [cell for cell in compared.cells if not only_differences or cell.difference is not Difference.SAME]
    boxes = [
        Box(words("columns"), 0, 1, 0, 1),
        Box(_year(compared.earlier), 0, 1, 1, 2),
        Box("", 0, 1, 2, 3),
        Box(_year(compared.later), 0, 1, 3, 4),
    ]
    for at, cell in enumerate(shown, 1):
        boxes += [
            Box(cell.label, at, at + 1, 0, 1),
            Box(cell.before, at, at + 1, 1, 2, cell.difference),
            Box(words(f"sign.{cell.difference}"), at, at + 1, 2, 3, cell.difference),
            Box(cell.after + cell.note, at, at + 1, 3, 4, cell.difference),
        ]
    widths = _widths(shown, max(width, NARROWEST))
    full = sum(widths) + len(widths) + 1
    title = printable(words("heading", 项目=compared.later.project), one_line=True)
    titles = [" " * ((full - cells(line)) // 2) + line for line in (*wrap(title, full), *wrap(counted(compared), full))]
    return draw_boxes(boxes, widths, titles)


def counted(compared: YearComparison) -> str:
    """How many cells differ, and how."""
    words = wording("interface/comparison")
    number = {kind: sum(cell.difference is kind for cell in compared.cells) for kind in Difference}
    changed, added, removed = (number[kind] for kind in (Difference.CHANGED, Difference.ADDED, Difference.REMOVED))
    if not changed + added + removed + number[Difference.YEAR]:
        return words("none")
    differing = changed + added + removed
    return words("counts", 不同=differing, 改=changed, 增=added, 删=removed, 年=number[Difference.YEAR])


def _year(table: GoalTable) -> str:
    words = wording("interface/comparison")
    return words("no_year_column") if table.year is None else words("year", 年度=table.year)


def _widths(shown: Sequence[ComparedCell], width: int) -> list[int]:
    """Labels take what they need up to a third, the two years share the rest alike."""
    room = width - 5 - _SIGN_WIDTH
    widest = max((cells(printable(cell.label, one_line=True)) for cell in shown), default=8)
    label = min(widest, room // 3)
    value = (room - label) // 2
    return [label, value, _SIGN_WIDTH, value]
