"""The findings of a review as a screen lists them: worst first, filtered by level, rule and words, all of them counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity

if TYPE_CHECKING:
    from assistant.tasks.review_tables import ReviewedTable

LEVELS = (Severity.ERROR, Severity.WARNING, Severity.HINT)
"""The levels of a review, worst first."""

ACCEPTED = "accepted"
"""In place of a level: the findings that were accepted, whatever their level."""

KEPT = 20_000
"""As many findings of each level are listed; all are counted."""


@dataclass(slots=True)
class Remark:
    """One finding with the table it is about."""

    table: int
    """The store's key."""
    project: str
    year: int | None
    department: str
    finding: Finding
    reason: str = ""
    """Why it was accepted; "" where it was not."""
    plain: str = ""
    """What words are looked for in; made when they first are."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are wanted."""

    level: str = ""
    """"" for all; `ACCEPTED` for those accepted."""
    rule: str = ""
    """"" for all."""
    words: tuple[str, ...] = ()
    """Each stands in the project, department, year, rule or text; as `squeeze` and `casefold` leave them."""

    def admits(self, remark: Remark) -> bool:
        """Whether the finding is wanted."""
        finding = remark.finding
        if self.level not in ("", ACCEPTED if remark.reason else finding.severity, finding.severity) or self.rule not in (
            "",
            finding.rule,
        ):
            return False
        if not self.words:
            return True
        if not remark.plain:
            where = finding.where
            cell = "" if where is None else f"{where.level2}{where.level3 or ''}"
            text = f"{remark.project} {remark.department} {remark.year or ''} {finding.rule} {finding.message} {cell}"
            remark.plain = squeeze(text).casefold()
        return all(word in remark.plain for word in self.words)


@dataclass
class Remarks:
    """What a review has found so far."""

    tables: int = 0
    """How many tables were reviewed."""
    counts: Counter[str] = field(default_factory=Counter)
    """Findings by level that are not accepted, and `accepted`."""
    rules: Counter[str] = field(default_factory=Counter)
    """Findings by rule."""
    _of_level: dict[str, list[Remark]] = field(default_factory=lambda: {level: [] for level in LEVELS})

    def add(self, reviewed: Iterable[ReviewedTable]) -> None:
        """Takes in reviewed tables."""
        for entry in reviewed:
            self.tables += 1
            table = entry.table
            for at, finding in enumerate(entry.findings):
                reason = entry.accepted.get(at, "")
                self.counts["accepted" if reason else finding.severity] += 1
                self.rules[finding.rule] += 1
                kept = self._of_level.setdefault(finding.severity, [])
                if len(kept) < KEPT:
                    kept.append(Remark(entry.key, table.project, table.year, table.department or table.unit, finding, reason))

    def accept(self, remark: Remark, reason: str) -> None:
        """Notes that a finding was accepted."""
        remark.reason = reason
        self.counts[remark.finding.severity] -= 1
        self.counts["accepted"] += 1

    def withdraw(self, remark: Remark) -> None:
        """Notes that a finding is not accepted any more."""
        remark.reason = ""
        self.counts[remark.finding.severity] += 1
        self.counts["accepted"] -= 1

    @property
    def is_cut(self) -> bool:
        """Whether findings were left off."""
        return sum(map(len, self._of_level.values())) < sum(self.counts.values())

    @property
    def listed(self) -> int:
        """How many findings can be listed."""
        return sum(map(len, self._of_level.values()))

    def wanted(self, asked: Filter) -> Sequence[Remark]:
        """The findings that the filter admits, worst first, those accepted last within their level."""
        found: list[Remark] = []
        for level in self._of_level.values():
            admitted = level if asked == Filter() else [remark for remark in level if asked.admits(remark)]
            if self.counts["accepted"]:
                admitted = sorted(admitted, key=lambda remark: bool(remark.reason))
            found += admitted
        return found
