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
