"""What an import tells about one file, line by line: why it was left out, its tables, what changed, is doubtful or was mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from assistant.model.finding import Severity
from assistant.model.record import record
from assistant.model.source import Place
from assistant.tui.cells import cut, right, shown_line
from assistant.tui.commands import work_words
from assistant.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from assistant.model.goal_table import GoalTable
    from assistant.tasks.import_files import FileReport

_KIND_WIDTH = 7
_MONEY_WIDTH = 18


@record
class Entry:
    """One line."""

    kind: str
    """Key of its name in the words: reason, table, doubt, repair, note."""
    text: str
    """All of it."""
    table: int = 0
    """The store's key of the table that it is, or stands in; 0 for none."""
    place: Place = Place()
    """Where in the table; an empty place for the whole."""
    money: str = ""


def entries_of(report: FileReport) -> tuple[Entry, ...]:
    """The lines of a file, what should be looked at first."""
    return tuple(_entries(report))


def _entries(report: FileReport) -> Iterator[Entry]:
    if report.reason:
        yield Entry("reason", report.reason)
    keys = report.keys or (0,) * len(report.tables)
    for table, key in zip(report.tables, keys, strict=False):
        yield Entry("table", _name(table), key, money=_money(table))
    others = len(report.notes) - len(report.findings)
    for at, note in enumerate(report.notes):
        if at < others or others < 0:
            yield Entry("note", note)
            continue
        finding = report.findings[at - others]
        kind = "repair" if finding.severity is Severity.REPAIR else "doubt" if finding.severity is Severity.DOUBT else "note"
        number = finding.place.table
        yield Entry(kind, note, keys[number - 1] if 0 < number <= len(keys) else 0, finding.place)


def _name(table: GoalTable) -> str:
    if table.year is None:
        return work_words("import.table_without_year", 项目=table.project)
    return work_words("import.table_name", 项目=table.project, 年度=table.year)


def _money(table: GoalTable) -> str:
    return work_words("import.no_money") if table.total is None else work_words("import.money", 元=f"{table.total:,}")


def parts_near(place: Place, table: GoalTable) -> frozenset[str]:
    """The rows and head cells of the table that stand at the place, or within the lines that it spans."""
    parts = {f"row:{at}" for at, row in enumerate(table.indicators) if _is_within(row.place, place)}
    return frozenset(parts or {field for field, stands in table.places.items() if _is_within(stands, place)})


def _is_within(stands: Place, place: Place) -> bool:
    if (stands.sheet, stands.page) != (place.sheet, place.page) and place.page:
        return False
    if place.line:
        return place.line <= stands.line <= max(place.line, place.last_line)
    return bool(place.row) and stands.row == place.row and stands.sheet == place.sheet


class ReportEntries(Rows):
    """The lines of the marked file; a table, or a doubt in one, can be opened."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"entries--reason", "entries--doubt", "entries--table"}

    DEFAULT_CSS = """
    ReportEntries > .entries--reason { color: $text-error; }
    ReportEntries > .entries--doubt { color: $text-warning; }
    ReportEntries > .entries--table { color: $text-success; }
    """

    class Marked(Rows.Marked):
        """The mark went to a line of these."""

    class Picked(Rows.Picked):
        """A line of these was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()
        """What is listed."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.entries)

    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """`目标表 河道保洁经费（2024年）   500,000元`."""
        entry = self.entries[at]
        kind = entry.kind if entry.kind in ("reason", "doubt", "table") else ""
        room = width - _KIND_WIDTH - (_MONEY_WIDTH if entry.money else 0)
        line = [(cut(work_words(f"entry.{entry.kind}"), _KIND_WIDTH), f"entries--{kind}" if kind else "rows--quiet")]
        line.append((cut(shown_line(entry.text), room), ""))
        if entry.money:
            line.append((right(entry.money, _MONEY_WIDTH), "rows--quiet"))
        return line

    def full_text(self, at: int) -> str:
        """All of the line."""
        return self.entries[at].text if at < self.count else ""
