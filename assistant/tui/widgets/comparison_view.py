"""A project's tables of two years side by side, the cells that differ told apart by colour and by sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from assistant.model.goal_table import GoalTable
from assistant.tasks.table_text import Area, Form
from assistant.tui.widgets.table_view import TableView

if TYPE_CHECKING:
    from assistant.tasks.year_comparison import YearComparison


class ComparisonView(TableView):
    """The earlier year at the left, the later at the right; Enter shows what differs alone, or all again."""

    class Switched(Message):
        """What is shown was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "only_differences", show=False)]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"form--changed", "form--added", "form--removed", "form--year", "form--same"}

    DEFAULT_CSS = """
    ComparisonView > .form--changed { color: $text-warning; text-style: bold; }
    ComparisonView > .form--added { color: $text-success; text-style: bold; }
    ComparisonView > .form--removed { color: $text-error; text-style: bold; }
    ComparisonView > .form--year { color: $text-primary; }
    ComparisonView > .form--same { color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._compared: YearComparison | None = None
        self.only = False
        """Is only shown what differs?"""

    def compare(self, compared: YearComparison) -> None:
        """Shows two years."""
        self._compared = compared
        self.show(compared.later)

    def _drawn(self, table: GoalTable, width: int) -> Form:
        from assistant.tasks.comparison_form import draw_comparison

        assert self._compared is not None
        return draw_comparison(self._compared, width, only_differences=self.only)

    def _style_of(self, area: Area) -> Style:
        return self.get_component_rich_style(f"form--{area.part}" if area.part else "form--label")

    def action_only_differences(self) -> None:
        """Shows what differs alone, or all."""
        self.only = not self.only
        self.post_message(self.Switched())
        if self._compared is not None:
            self.compare(self._compared)
