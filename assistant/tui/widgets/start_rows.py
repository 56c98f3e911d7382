"""What a draft can begin from: drafts that are kept, past tables with the reasons why they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len

from assistant.model.draft import Base
from assistant.tui.cells import cut, shown_line
from assistant.tui.widgets.rows import Rows

_NUMBER = 4
_NAME_WIDEST = 64
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Start:
    """One thing to begin with."""

    name: str
    about: str
    """Steps taken, or why it fits."""
    draft: int = 0
    """The key of a kept draft; 0 for none."""
    base: Base | None = None
    """A past table."""
    in_hand: bool = False
    """Is it the draft that is being worked on?"""


class StartRows(Rows):
    """Headings with what there is below them, the first nine under a digit each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"starts--heading"}

    DEFAULT_CSS = """
    StartRows > .starts--heading { color: $text-primary; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Start | str] = ()
        """What can be chosen, with headings."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def can_mark(self, at: int) -> bool:
        """Headings cannot be chosen."""
        return isinstance(self.lines[at], Start)

    @property
    def chosen(self) -> Start | None:
        """What is marked."""
        line = self.lines[self.marked] if self.marked < len(self.lines) else None
        return line if isinstance(line, Start) else None

    def numbered(self, number: int) -> Start | None:
        """What stands under a digit."""
        starts = [line for line in self.lines if isinstance(line, Start)]
        return starts[number - 1] if 0 < number <= min(len(starts), _MOST_DIGITS) else None

    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """` 1  人才工作经费（2022年）   对象相同：人才；规模相近`."""
        line = self.lines[at]
        if isinstance(line, str):
            return ((cut(line, width), "starts--heading"),)
        starts = [one for one in self.lines if isinstance(one, Start)]
        number = starts.index(line) + 1
        longest = max(cell_len(shown_line(one.name)) for one in starts) + 2
        name = min(longest, _NAME_WIDEST, max((width - _NUMBER) * 3 // 5, 10))
        shown = f"{number:>2}" if number <= _MOST_DIGITS else ""
        return (
            (cut(shown, _NUMBER), "rows--quiet"),
            (cut(shown_line(line.name), name - 1) + " ", ""),
            (cut(shown_line(line.about), width - _NUMBER - name), "rows--quiet"),
        )
