"""The lines of an import: what became of each file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from assistant.tui.cells import cut, right, shown_line
from assistant.tui.commands import work_words
from assistant.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from assistant.tasks.import_files import FileReport

_STATUS_WIDTH = 7
_COUNT_WIDTH = 9


class ReportRows(Rows):
    """One line a file, in the order in which they were read."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"reports--failed", "reports--done"}

    DEFAULT_CSS = """
    ReportRows > .reports--failed { color: $text-error; text-style: bold; }
    ReportRows > .reports--done { color: $text-success; }
    """

    class Marked(Rows.Marked):
        """The mark went to a file."""

    class Picked(Rows.Picked):
        """A file was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.reports: list[FileReport] = []
        """What is listed."""

    @property
    def count(self) -> int:
        """How many files there are."""
        return len(self.reports)

    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """`已导入 青泉县水务局.docx   14张表`."""
        report = self.reports[at]
        colour = {"failed": "reports--failed", "imported": "reports--done", "replaced": "reports--done"}
        count = len(report.tables) or len(report.keys)
        tables = work_words("import.tables", 张数=count) if count else ""
        return (
            (cut(work_words(f"status.{report.status}"), _STATUS_WIDTH), colour.get(report.status, "rows--quiet")),
            (cut(shown_line(PurePath(report.file).name or report.file), width - _STATUS_WIDTH - _COUNT_WIDTH), ""),
            (right(tables, _COUNT_WIDTH), "rows--quiet"),
        )
