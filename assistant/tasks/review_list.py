"""The list of findings as a file for sending back to departments."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.errors import UnknownFormat, UnwritableFile
from assistant.model.finding import Finding, Where
from assistant.model.record import record
from assistant.tasks.export_table import write_file
from assistant.tasks.review_tables import ReviewedTable
from assistant.wording import wording
from assistant.writers.findings import SUFFIXES, Remark, write_findings


def check_target(target: Path, *, force: bool = False) -> None:
    """Raises UnknownFormat and UnwritableFile before hours of reviewing, where the list cannot be written there."""
    words = wording("interface/check")
    if target.suffix.lower() not in SUFFIXES:
        raise UnknownFormat(words("unknown_list", 结尾=target.suffix or target.name), words("list_formats"))
    if target.exists() and not force:
        raise UnwritableFile(words("list_exists", 文件=target), words("use_force"))


@record
class ListedFinding:
    """One finding with what the list says of its table."""

    department: str
    project: str
    year: int | None
    finding: Finding
    why: str = ""
    """The reason for which it was accepted; "" where it was not."""


def write_list(reviewed: Iterable[ReviewedTable], target: Path, *, force: bool = False) -> int:
    """Writes the findings of the tables, grouped by department; the number of findings. Raises UnwritableFile."""
    listed = (
        ListedFinding(
            entry.table.department or entry.table.unit,
            entry.table.project,
            entry.table.year,
            finding,
            entry.accepted.get(index, ""),
        )
        for entry in reviewed
        for index, finding in enumerate(entry.findings)
    )
    return write_listed(listed, target, force=force)


def write_listed(listed: Iterable[ListedFinding], target: Path, *, force: bool = False) -> int:
    """Writes these findings, grouped by department, else in their order; their number. Raises UnwritableFile."""
    words = wording("interface/check")
    remarks = [
        Remark(
            one.department,
            one.project,
            str(one.year or ""),
            words(f"severity.{one.finding.severity}"),
            _place(one.finding.where),
            one.finding.message,
            one.finding.advice,
            one.finding.rule,
            one.why,
        )
        for one in listed
    ]
    remarks.sort(key=lambda remark: remark.department)
    write_file(target, write_findings(remarks, target.suffix.lower()), force=force)
    return len(remarks)


def _place(where: Where | None) -> str:
    """The cell in words: 年度总体目标, 数量指标 培训人数 …"""
    if where is None:
        return ""
    if where.field:
        return wording("interface/check")(f"field.{where.field}")
    parts = (where.level2 or where.level1, where.level3 or "", where.value or "")
    return " ".join(part for part in parts if part)
