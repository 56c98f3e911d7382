"""What was changed in a draft against its base: sign, cell, what stood there and what stands there, by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len

from assistant.model.draft import Change
from assistant.tui.cells import cut, shown_line
from assistant.tui.commands import draft_words
from assistant.tui.widgets.rows import Rows

_SIGN = 3
_NAME_WIDEST = 44


class ChangeRows(Rows):
    """One line a change, below the heading of its kind."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "changes--suggested",
        "changes--requested",
        "changes--rolled",
        "changes--kept",
        "changes--heading",
    }

    DEFAULT_CSS = """
    ChangeRows > .changes--suggested { color: $text-warning; text-style: bold; }
    ChangeRows > .changes--requested { color: $text-success; text-style: bold; }
    ChangeRows > .changes--rolled { color: $text-success; }
    ChangeRows > .changes--kept { color: $text-muted; }
    ChangeRows > .changes--heading { text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Change | str] = ()
        """The changes, each kind below its heading."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def can_mark(self, at: int) -> bool:
        """Headings cannot be chosen."""
        return isinstance(self.lines[at], Change)

    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """`● 年度资金总额     300000 → 400000   您要求40万元`."""
        line = self.lines[at]
        if isinstance(line, str):
            return ((cut(line, width), "changes--heading"),)
        changes = [one for one in self.lines if isinstance(one, Change)]
        longest = max(cell_len(shown_line(one.where)) for one in changes) + 2
        name = min(longest, _NAME_WIDEST, max(width // 3, 12))
        return (
            (cut(draft_words(f"sign.{line.kind}"), _SIGN), f"changes--{line.kind}"),
            (cut(shown_line(line.where), name - 1) + " ", ""),
            (cut(change_in_words(line), width - name - _SIGN), "" if line.before != line.after else "rows--quiet"),
        )


def change_in_words(change: Change) -> str:
    """`300000 → 400000  您要求40万元`; of what stays, the reason alone."""
    if change.before == change.after:
        return shown_line(change.why)
    blank = draft_words("changes.blank")
    moved = draft_words("changes.move", 原=change.before or blank, 现=change.after or blank)
    return shown_line(f"{moved}  {change.why}".rstrip())
