"""What a review finds in a draft as it stands: level, cell and what is wrong, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from assistant.model.finding import Finding, Severity
from assistant.tui.cells import cut, shown_line
from assistant.tui.commands import draft_words
from assistant.tui.widgets.finding_rows import place_in_words
from assistant.tui.widgets.rows import Rows

LEVELS = (Severity.ERROR, Severity.WARNING, Severity.HINT)
"""Worst first."""
_LEVEL = {Severity.ERROR: "findings--error", Severity.WARNING: "findings--warning", Severity.HINT: "rows--quiet"}
_LEVEL_WIDTH = 5


class DraftFindings(Rows):
    """The findings, worst first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"findings--error", "findings--warning"}

    DEFAULT_CSS = """
    DraftFindings > .findings--error { color: $text-error; text-style: bold; }
    DraftFindings > .findings--warning { color: $text-warning; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.findings: Sequence[Finding] = ()
        """What is listed."""

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self.findings)

    def show(self, findings: Sequence[Finding]) -> None:
        """Lists other findings; the one that was marked stays so where it is among them."""
        before = self.findings[self.marked] if self.marked < len(self.findings) else None
        self.findings = sorted(findings, key=lambda finding: LEVELS.index(finding.severity) if finding.severity in LEVELS else 3)
        same = (at for at, finding in enumerate(self.findings) if before and finding.rule == before.rule)
        self.set_reactive(Rows.marked, next(same, 0))
        self.renew()

    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """`警告 年度资金总额：成本行算下来是……`."""
        finding = self.findings[at]
        where = place_in_words(finding.where)
        text = shown_line(f"{where}：{finding.message}" if where else finding.message)
        return (
            (cut(draft_words(f"level.{finding.severity}"), _LEVEL_WIDTH), _LEVEL.get(finding.severity, "")),
            (cut(text, width - _LEVEL_WIDTH), ""),
        )
