"""What was noticed about a document or a table: repairs of its shape, doubts, and faults."""

from __future__ import annotations

from enum import StrEnum

from assistant.model.record import record
from assistant.model.source import Place


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    REPAIR = "repair"
    """The shape of a broken extraction was restored; no fact was changed."""
    DOUBT = "doubt"
    """Something could not be read with certainty."""


@record
class Where:
    """The cell of a goal table that a finding is about, in the keys that `check --json` prints under `where`."""

    field: str = ""
    """Published key of a head cell (total, goal, unit …); "" where it is a row, a category or a group."""
    level1: str = ""
    level2: str = ""
    """With `level3` None: the whole category, or the category that is missing."""
    level3: str | None = None
    """Name of the row, "" for a blank name; None where it is no row."""
    value: str | None = None
    """Value of the row as printed, "" for a blank one; None where it is no row."""
    row: int | None = None
    """Index of the row in `table.indicators`, for screens that go to it."""


@record
class Finding:
    """One remark, with where and why."""

    rule: str
    """Id of the repair or rule, in English words joined by hyphens."""
    severity: Severity
    place: Place
    message: str
    """What was found, in Chinese, quoting the text concerned."""
    advice: str = ""
    """What to do, in Chinese; "" where nothing need be done."""
    where: Where | None = None
    """The cell of the goal table; None for remarks about a document."""
